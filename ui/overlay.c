/* Boxes over the screen, made from the tables: keys, explanations, looks. */
#include "ui/overlay.h"

#include "explain.h"
#include "ui/panels.h"
#include "ui/theme.h"

#include <string.h>

enum { MAX_W = 84 };

static struct canvas_rect
box(struct canvas *c, struct canvas_rect r, int h, const char *title)
{
    int w = r.w < MAX_W ? r.w : MAX_W;
    h = h + 2 < r.h ? h + 2 : r.h;
    struct canvas_rect b = {r.x + (r.w - w) / 2, r.y + (r.h - h) / 2, w, h};
    canvas_fill(c, b, THEME_PLAIN, ' ');
    canvas_frame(c, b, THEME_STRONG);
    canvas_textf(c, b.x + 2, b.y, w - 4, THEME_STRONG | THEME_REVERSE, " %s ", title);
    canvas_right(c, b.x, b.y + h - 1, w - 2, THEME_DIM, " arrows scroll · esc closes ");
    return (struct canvas_rect){b.x + 2, b.y + 1, w - 4, h - 2};
}

/* Lines [skip, ...) of a text; returns how many lines it has. */
static int
draw_lines(struct canvas *c, struct canvas_rect r, int y, int skip, const char *text)
{
    int n = 0;
    for (; *text; n++) {
        size_t len = strcspn(text, "\n");
        int row = y + n - skip;
        bool head = text[0] >= 'A' && text[0] <= 'Z' && len > 9 && text[8] != ' ' && n > 2 &&
                    strcspn(text, " ") < 9;
        if (row >= 0 && row < r.h) {
            canvas_textf(c, r.x, r.y + row, r.w, THEME_PLAIN, "%.*s", (int)len, text);
            if (head)
                canvas_textf(c, r.x, r.y + row, r.w, THEME_STRONG, "%.*s", (int)strcspn(text, " "),
                             text);
        }
        text += len + (text[len] == '\n');
    }
    return n;
}

static int
count_lines(const char *text)
{
    int n = 0;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}

static void
draw_help(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct panels_entry *p = &panels_entries[v->focus];
    const struct explain_text *e = p->explain ? explain_find(p->explain) : NULL;
    int keys = 0, lines = e ? count_lines(e->text) + 1 : 0;
    for (const struct keymap_entry *k = keymap_entries; k->action != KEYMAP_NONE; k++)
        keys += k->help != NULL;
    struct canvas_rect in = box(c, r, lines + keys + 1, p->name);
    int y = -v->overlay_scroll;
    if (e) {
        draw_lines(c, in, 0, v->overlay_scroll, e->text);
        y += lines;
    }
    if (y >= 0 && y < in.h)
        canvas_text(c, in.x, in.y + y, in.w, THEME_STRONG, "Keys");
    y++;
    for (const struct keymap_entry *k = keymap_entries; k->action != KEYMAP_NONE; k++) {
        if (!k->help)
            continue;
        if (y >= 0 && y < in.h) {
            canvas_right(c, in.x, in.y + y, 7, THEME_KEY, k->label);
            canvas_text(c, in.x + 9, in.y + y, in.w - 9, THEME_PLAIN, k->help);
        }
        y++;
    }
}

static void
draw_legend(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    static const struct {
        unsigned style;
        const char *glyph, *words;
    } glyphs[] = {
        {THEME_WHITE, "○ ░", "white set"},
        {THEME_GREY, "◐ ▒", "grey set"},
        {THEME_BLACK, "● █", "black set"},
        {THEME_FLASH, "▲", "a stack grew: it was copied to twice the size"},
        {THEME_FLASH, "▼", "a stack shrank"},
        {THEME_STACK, "█░·", "used, once used (high-water mark), free"},
        {THEME_GC, "▲", "trigger: here the next cycle begins"},
        {THEME_STRONG, "◆", "goal: the heap should be no larger when the cycle ends"},
        {THEME_ARENA, "├━●", "an arena that lives"},
        {THEME_DIM, "├━╳", "an arena that was freed"},
        {THEME_RUNNING, "▶", "a P runs a goroutine"},
        {THEME_GC, "◐", "a P works for the collector"},
    };
    int n = 1, y = -v->overlay_scroll;
    for (int i = 0; i < THEME_ROLES; i++)
        n += theme_looks[i].words != NULL;
    n += (int)(sizeof glyphs / sizeof *glyphs);
    struct canvas_rect in = box(c, r, n, "Colours and glyphs");
    for (unsigned i = 0; i < THEME_ROLES; i++) {
        if (!theme_looks[i].words)
            continue;
        if (y >= 0 && y < in.h) {
            canvas_text(c, in.x, in.y + y, 4, i,
                        theme_looks[i].all & THEME_REVERSE ? "   " : "███");
            canvas_text(c, in.x + 5, in.y + y, in.w - 5, THEME_PLAIN, theme_looks[i].words);
        }
        y++;
    }
    y++;
    for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs; i++, y++)
        if (y >= 0 && y < in.h) {
            canvas_text(c, in.x, in.y + y, 4, glyphs[i].style, glyphs[i].glyph);
            canvas_text(c, in.x + 5, in.y + y, in.w - 5, THEME_PLAIN, glyphs[i].words);
        }
}

void
overlay_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    if (v->overlay == VIEW_HELP)
        draw_help(v, c, r);
    else if (v->overlay == VIEW_LEGEND)
        draw_legend(v, c, r);
}
