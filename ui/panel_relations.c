/* Relations: what is bound to what, with the numbers of this run, and what causes what, with how
 * often it has happened. */
#include "trace/event.h"
#include "ui/panels.h"
#include "ui/theme.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void
panel_relations_facts(const struct view *v, char *out, size_t cap)
{
    snprintf(out, cap, "%s events", format_count(v->now->run.events_total).s);
}

static void
draw_law(struct canvas *c, struct canvas_rect r, int *y, const char *pair, const char *law,
         uint64_t a, uint64_t b, const char *words)
{
    if (*y >= r.h)
        return;
    canvas_text(c, r.x + 1, r.y + *y, 20, THEME_STRONG, pair);
    canvas_text(c, r.x + 22, r.y + *y, 4, THEME_GC, law);
    if (r.w > 44)
        canvas_textf(c, r.x + 27, r.y + *y, r.w - 28, THEME_PLAIN, "%7s : %-7s %s",
                     format_count(a).s, format_count(b).s, words);
    (*y)++;
}

static uint64_t
frames(const struct snapshot *s)
{
    uint64_t n = 0;
    for (unsigned i = 0; i < s->stacks.n_rows; i++)
        n += s->stacks.rows[i].depth;
    return n;
}

static int
draw_laws(const struct snapshot *s, struct canvas *c, struct canvas_rect r)
{
    uint64_t objects = s->heap.mallocs - s->heap.frees;
    int y = 0;
    draw_law(c, r, &y, "Goroutine : Stack", "1:1", s->stacks.total, s->stacks.total,
             "each owns one, alone");
    draw_law(c, r, &y, "Stack : Frames", "1:M", s->stacks.n_rows, frames(s),
             "calls of those listed");
    draw_law(c, r, &y, "Goroutines : Heap", "M:1", s->stacks.total, 1, "all share it");
    draw_law(c, r, &y, "Span : Objects", "1:M", s->heap.span_count, objects,
             "one size class a span");
    draw_law(c, r, &y, "Arena : Objects", "1:M", s->arenas.live, s->arenas.objects_live,
             "freed together");
    draw_law(c, r, &y, "GC : Heap", "1:1", 1, 1, "one collector for all of it");
    draw_law(c, r, &y, "Globals : Roots", "1:M", s->globals.total, s->globals.roots,
             "what they reach stays");
    draw_law(c, r, &y, "P : Goroutines", "1:M", s->n_procs, s->stacks.running + s->stacks.runnable,
             "runs one at a time");
    return y;
}

void
panel_relations_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot *s = v->now;
    int y = draw_laws(s, c, r) + 1, skip = v->scroll[VIEW_RELATIONS];
    if (y < r.h)
        canvas_text(c, r.x + 1, r.y + y++, r.w - 2, THEME_DIM,
                    "  times  what happened causes what");
    for (int k = 0; k < EVENT_COUNT && y < r.h; k++) {
        const struct event_info *e = &event_infos[k];
        if (!e->chain[0] || skip-- > 0)
            continue;
        uint64_t n = s->event_counts[k];
        unsigned style = n ? THEME_PLAIN : THEME_DIM;
        canvas_right(c, r.x + 1, r.y + y, 7, n ? THEME_STRONG : THEME_DIM,
                     n                               ? format_count(n).s
                     : e->level == EVENT_LEVEL_TRACE ? "traced"
                                                     : "0");
        const char *from = strstr(e->chain, " -"), *to = strstr(e->chain, "-> ");
        struct canvas_pen p = {c, r.x + 10, r.y + y, r.x + r.w};
        if (from && to && from < to) {
            canvas_pen_add(&p, style, "%.*s", (int)(from - e->chain), e->chain);
            canvas_pen_add(&p, n ? THEME_GC & ~THEME_BOLD : THEME_DIM, " %.*s→ ",
                           (int)(to - from - 1), from + 1);
            canvas_pen_add(&p, style, "%s", to + 3);
        } else {
            canvas_pen_add(&p, style, "%s", e->chain);
        }
        if (r.w >= 100) {
            p.x = p.x < r.x + 56 ? r.x + 56 : p.x + 2;
            canvas_pen_add(&p, THEME_DIM, "%s", e->help);
        }
        y++;
    }
}
