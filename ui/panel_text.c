/* Text: the program's functions and where its goroutines were seen. */
#include "ui/panels.h"
#include "ui/theme.h"

#include <stdio.h>
#include <string.h>

void
panel_text_facts(const struct view *v, char *out, size_t cap)
{
    const struct snapshot_text *t = &v->now->text;
    snprintf(out, cap, "%u functions · %s code · %s rodata", t->total, format_size(t->text).s,
             format_size(t->rodata).s);
}

static void
draw_func(const struct snapshot_text *t, struct canvas *c, int x, int y, int w,
          const struct snapshot_func *f)
{
    const char *name = strncmp(f->name, "main.", 5) == 0 ? f->name + 5 : f->name;
    double share = t->samples ? (double)f->samples / (double)t->samples : 0;
    char text[16];
    int bar = w - 16 - 6 > 4 ? (w - 22) / 2 + 2 : 4, name_w = w - bar - 7;
    canvas_text(c, x, y, name_w, THEME_STRONG, name);
    canvas_bar(c, x + name_w + 1, y, bar, THEME_TEXT, share);
    snprintf(text, sizeof text, "%.0f%%", share * 100);
    canvas_right(c, x + name_w + 1 + bar, y, 5, THEME_PLAIN, text);
}

void
panel_text_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot_text *t = &v->now->text;
    int y = 0, columns = r.w >= 50 ? 2 : 1, w = (r.w - 2) / columns;
    unsigned at = (unsigned)v->scroll[VIEW_TEXT];
    if (r.h >= 6) {
        canvas_text(c, r.x + 1, r.y, r.w - 2, THEME_DIM,
                    "how often a look at the goroutines found them in each function");
        y = 1;
    }
    int rows = r.h - y;
    for (int k = 0; k < columns; k++)
        for (int i = 0; i < rows && at < t->n; i++, at++)
            draw_func(t, c, r.x + 1 + k * w, r.y + y + i, w - (k + 1 < columns ? 2 : 0),
                      &t->list[at]);
}

/* One function a row, with its size and who is in it now. */
void
panel_text_draw_full(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot_text *t = &v->now->text;
    int y = 1, bar = r.w - 62 > 8 ? r.w - 62 : 8;
    char text[16];
    canvas_text(c, r.x + 1, r.y, 32, THEME_DIM, "function");
    canvas_right(c, r.x + 34, r.y, 8, THEME_DIM, "bytes");
    canvas_right(c, r.x + 42, r.y, 9, THEME_DIM, "here now");
    canvas_text(c, r.x + 53, r.y, r.w - 53, THEME_DIM, "share of looks");
    for (unsigned i = (unsigned)v->scroll[VIEW_TEXT]; i < t->n && y < r.h; i++, y++) {
        const struct snapshot_func *f = &t->list[i];
        double share = t->samples ? (double)f->samples / (double)t->samples : 0;
        canvas_text(c, r.x + 1, r.y + y, 32, f->active ? THEME_STRONG : THEME_PLAIN, f->name);
        canvas_right(c, r.x + 34, r.y + y, 8, THEME_PLAIN, format_count(f->bytes).s);
        snprintf(text, sizeof text, "%u G", f->active);
        canvas_right(c, r.x + 42, r.y + y, 9, f->active ? THEME_STRONG : THEME_DIM, text);
        canvas_bar(c, r.x + 53, r.y + y, bar, THEME_TEXT, share);
        snprintf(text, sizeof text, "%.0f%%", share * 100);
        canvas_right(c, r.x + 53 + bar, r.y + y, 6, THEME_PLAIN, text);
    }
    panels_explain(v, c, r, y);
}
