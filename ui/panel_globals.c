/* Globals: the program's package variables, their values, and which of them are roots. */
#include "ui/panels.h"
#include "ui/theme.h"

#include <stdio.h>
#include <string.h>

void
panel_globals_facts(const struct view *v, char *out, size_t cap)
{
    const struct snapshot_globals *g = &v->now->globals;
    snprintf(out, cap, "data %s · bss %s · %s roots", format_size(g->data + g->noptrdata).s,
             format_size(g->bss + g->noptrbss).s, format_count(g->roots).s);
}

static void
draw_global(struct canvas *c, struct canvas_rect r, const struct snapshot_global *g)
{
    const char *name = strncmp(g->name, "main.", 5) == 0 ? g->name + 5 : g->name;
    int name_w = r.w / 4, type_w = r.w / 3, at = r.x + 1;
    canvas_put(c, at, r.y, THEME_GLOBALS, g->root ? 0x25cf : 0x25cb);
    canvas_text(c, at + 2, r.y, name_w - 1, THEME_STRONG, name);
    canvas_text(c, at + 2 + name_w, r.y, type_w - 1, THEME_DIM, g->type);
    canvas_right(c, at + 2 + name_w + type_w, r.y, 5, THEME_PLAIN, format_size(g->bytes).s);
    int value = at + 2 + name_w + type_w + 7;
    canvas_text(c, value, r.y, r.x + r.w - value, THEME_GLOBALS, g->value);
}

void
panel_globals_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot_globals *g = &v->now->globals;
    int y = 0;
    if (r.h >= 6) {
        canvas_text(c, r.x + 1, r.y, r.w - 2, THEME_DIM,
                    "● holds pointers: a root of the collector   ○ plain data");
        y = 1;
    }
    for (unsigned i = (unsigned)v->scroll[VIEW_GLOBALS]; i < g->n && y < r.h; i++)
        draw_global(c, (struct canvas_rect){r.x, r.y + y++, r.w, 1}, &g->list[i]);
    if (g->n == 0)
        canvas_text(c, r.x + 1, r.y + y, r.w - 2, THEME_DIM,
                    "the program has no package variables of its own");
    panels_explain(v, c, r, y + (g->n == 0));
}
