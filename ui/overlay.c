/* Boxes over the screen, made from the tables: keys, explanations, looks. */
#include "ui/overlay.h"

#include "explain.h"
#include "ui/panels.h"
#include "ui/theme.h"

#include <stdio.h>
#include <string.h>

enum { MAX_W = 84 };

static int
box_width(struct canvas_rect r)
{
    return r.w < MAX_W ? r.w : MAX_W;
}

static struct canvas_rect
box(struct canvas *c, struct canvas_rect r, int h, const char *title)
{
    int w = box_width(r);
    h = h + 2 < r.h ? h + 2 : r.h;
    struct canvas_rect b = {r.x + (r.w - w) / 2, r.y + (r.h - h) / 2, w, h};
    canvas_fill(c, b, THEME_PLAIN, ' ');
    canvas_frame(c, b, THEME_STRONG);
    canvas_textf(c, b.x + 2, b.y, w - 4, THEME_STRONG | THEME_REVERSE, " %s ", title);
    canvas_right(c, b.x, b.y + h - 1, w - 2, THEME_DIM, " arrows scroll · esc closes ");
    return (struct canvas_rect){b.x + 2, b.y + 1, w - 4, h - 2};
}

static void
draw_help(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct panels_entry *p = &panels_entries[v->focus];
    const struct explain_text *e = p->explain ? explain_find(p->explain) : NULL;
    int keys = 0, w = box_width(r) - 4;
    int lines =
        e ? panels_lines(c, (struct canvas_rect){0, 0, w, 0}, 0, THEME_PLAIN, e->text) + 1 : 0;
    for (const struct keymap_entry *k = keymap_entries; k->action != KEYMAP_NONE; k++)
        keys += k->help != NULL;
    struct canvas_rect in = box(c, r, lines + keys + 1, p->name);
    int y = -v->overlay_scroll;
    if (e) {
        panels_lines(c, in, v->overlay_scroll, THEME_PLAIN, e->text);
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

/* The heap notes of the function that the chosen frame runs, each with the flows behind it. */
static void
draw_why(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    static const char title[] = "Why on the heap?";
    const struct snapshot_frames *f = &v->now->frames;
    if (!f->n || !f->n_why) {
        const char *text = f->n ? "Nothing that this function makes goes to the heap."
                                : "Choose a goroutine first: 2, then enter twice. This box then "
                                  "tells what its function sends to the heap, and why.";
        struct canvas_rect in = box(c, r, 2, title);
        panels_prose(c, in, THEME_PLAIN, text);
        return;
    }
    struct canvas_rect in = box(c, r, (int)f->n_why + 1, title);
    int y = -v->overlay_scroll;
    if (y >= 0)
        canvas_textf(c, in.x, in.y, in.w, THEME_DIM, "in %s, as the compiler decided",
                     format_func(f->list[f->at - f->first].func));
    y++;
    for (const struct snapshot_why *w = f->why; w < f->why + f->n_why && y < in.h; w++, y++) {
        char number[16];
        if (y < 0)
            continue;
        if (w->line) {
            snprintf(number, sizeof number, "%u", w->line);
            canvas_right(c, in.x, in.y + y, 4, THEME_STRONG, number);
        }
        canvas_text(c, in.x + (w->line ? 6 : 8), in.y + y, in.w - (w->line ? 6 : 8),
                    w->line ? THEME_HEAP : THEME_PLAIN, w->text);
    }
}

void
overlay_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    if (v->overlay == VIEW_HELP)
        draw_help(v, c, r);
    else if (v->overlay == VIEW_LEGEND)
        draw_legend(v, c, r);
    else if (v->overlay == VIEW_WHY)
        draw_why(v, c, r);
}
