/* The collector: the three sets as one whole (what one wins another loses), the heap on one scale
 * with trigger and goal, the recent past, and what it costs. */
#include "ui/panels.h"
#include "ui/theme.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

static const struct {
    unsigned style;
    uint32_t fill;
    const char *word, *marking, *resting;
} sets[3] = {
    {THEME_BLACK, 0x2588, "● black", "looked into: stays", "survived last cycle"},
    {THEME_GREY, 0x2592, "◐ grey", "found: to be read", "none while resting"},
    {THEME_WHITE, 0x2591, "○ white", "not found yet", "new since then"},
};

static const char *
phase_words(enum snapshot_phase p)
{
    static const char *const words[] = {"OFF", "MARK", "MARK END", "SWEEP"};
    return words[p];
}

static bool
is_marking(const struct snapshot_gc *gc)
{
    return gc->phase == SNAPSHOT_GC_MARK || gc->phase == SNAPSHOT_GC_MARK_TERMINATION;
}

void
panel_gc_facts(const struct view *v, char *out, size_t cap)
{
    const struct snapshot_gc *gc = &v->now->gc;
    static const char *const why[] = {"live heap reached the trigger", "two minutes had passed",
                                      "it was asked for"};
    if (is_marking(gc))
        snprintf(out, cap, "cycle %" PRIu64 " · %s · %s", gc->cycle, phase_words(gc->phase),
                 why[gc->trigger < 3 ? gc->trigger : 0]);
    else
        snprintf(out, cap, "%s cycle%s · %s", format_count(gc->finished).s,
                 gc->finished == 1 ? "" : "s",
                 gc->gogc < 0                     ? "GOGC off"
                 : gc->phase == SNAPSHOT_GC_SWEEP ? "SWEEP"
                                                  : "resting");
}

/* One bar for all: black, grey, white of the allocated bytes. */
static void
draw_whole(const struct snapshot_gc *gc, struct canvas *c, int x, int y, int w)
{
    uint64_t bytes[3] = {gc->black_bytes, gc->grey_bytes, gc->white_bytes};
    double total = (double)bytes[0] + (double)bytes[1] + (double)bytes[2], at = 0;
    int from = 0;
    for (int i = 0; i < 3 && total > 0; i++) {
        at += (double)bytes[i] * w / total;
        int to = i == 2 ? w : (int)(at + 0.5);
        if (to == from && bytes[i] && from < w)
            to++;
        for (; from < to && from < w; from++)
            canvas_put(c, x + from, y, sets[i].style, sets[i].fill);
    }
    for (; from < w; from++)
        canvas_put(c, x + from, y, THEME_DIM, 0x00b7);
}

static void
draw_sets(const struct snapshot_gc *gc, struct canvas *c, struct canvas_rect r)
{
    uint64_t bytes[3] = {gc->black_bytes, gc->grey_bytes, gc->white_bytes};
    uint64_t objects[3] = {gc->black, gc->grey, gc->white};
    uint64_t total = bytes[0] + bytes[1] + bytes[2];
    for (int i = 0; i < 3 && i < r.h; i++) {
        char text[48];
        canvas_text(c, r.x, r.y + i, 8, sets[i].style | THEME_BOLD, sets[i].word);
        canvas_right(c, r.x + 8, r.y + i, 9, THEME_STRONG, format_bytes(bytes[i]).s);
        snprintf(text, sizeof text, "%s obj", format_count(objects[i]).s);
        canvas_right(c, r.x + 18, r.y + i, 10, THEME_PLAIN, text);
        snprintf(text, sizeof text, "%.0f%%", total ? 100 * (double)bytes[i] / (double)total : 0);
        canvas_right(c, r.x + 29, r.y + i, 4, THEME_PLAIN, text);
        const char *words = is_marking(gc) ? sets[i].marking : sets[i].resting;
        if (canvas_width(words) <= r.w - 34)
            canvas_text(c, r.x + 34, r.y + i, r.w - 34, THEME_DIM, words);
    }
}

/* Live heap against trigger and goal: when will the next cycle start? */
static void
draw_scale(const struct snapshot_gc *gc, struct canvas *c, struct canvas_rect r)
{
    double top = (double)(gc->goal > gc->live ? gc->goal : gc->live) * 1.04;
    if (!(top > 0))
        return;
    canvas_bar(c, r.x, r.y, r.w, THEME_HEAP, (double)gc->live / top);
    int trigger = (int)((double)gc->trigger_bytes * r.w / top);
    int goal = (int)((double)gc->goal * r.w / top);
    if (gc->gogc >= 0) {
        if (trigger < r.w)
            canvas_put(c, r.x + trigger, r.y, THEME_GC, 0x25b2);
        canvas_put(c, r.x + (goal < r.w ? goal : r.w - 1), r.y, THEME_STRONG, 0x25c6);
    }
    if (r.h < 2)
        return;
    struct canvas_pen p = {c, r.x, r.y + 1, r.x + r.w};
    bool wide = r.w >= 50;
    canvas_pen_add(&p, THEME_HEAP | THEME_BOLD, wide ? "█ live " : "█live ");
    canvas_pen_add(&p, THEME_STRONG, "%s",
                   wide ? format_bytes(gc->live).s : format_size(gc->live).s);
    canvas_pen_add(&p, THEME_GC, wide ? "   ▲ trigger " : " ▲next ");
    canvas_pen_add(&p, THEME_STRONG, "%s",
                   wide ? format_bytes(gc->trigger_bytes).s : format_size(gc->trigger_bytes).s);
    canvas_pen_add(&p, THEME_STRONG, wide ? "   ◆ goal %s" : " ◆goal %s",
                   wide ? format_bytes(gc->goal).s : format_size(gc->goal).s);
}

static void
draw_pauses(const struct snapshot_gc *gc, struct canvas *c, struct canvas_rect r)
{
    struct canvas_pen p = {c, r.x, r.y, r.x + r.w};
    bool wide = r.w >= 50;
    canvas_pen_add(&p, THEME_DIM, "pause p50 ");
    canvas_pen_add(&p, THEME_STRONG, "%s", gc->finished ? format_ns(gc->pause_p50_ns).s : "-");
    canvas_pen_add(&p, THEME_DIM, wide ? "  p99 " : " p99 ");
    canvas_pen_add(&p, THEME_STRONG, "%s", format_ns(gc->pause_p99_ns).s);
    if (!wide)
        return;
    canvas_pen_add(&p, THEME_DIM, "  longest ");
    canvas_pen_add(&p, THEME_STRONG, "%s", format_ns(gc->pause_max_ns).s);
}

static void
draw_work(const struct snapshot_gc *gc, struct canvas *c, struct canvas_rect r)
{
    struct canvas_pen p = {c, r.x, r.y, r.x + r.w};
    canvas_pen_add(&p, THEME_DIM, "CPU ");
    canvas_pen_add(&p, THEME_STRONG, "%s", format_percent(gc->cpu_fraction * 100).s);
    if (gc->phase != SNAPSHOT_GC_MARK || r.w >= 62) {
        canvas_pen_add(&p, THEME_DIM, "  GOGC ");
        if (gc->gogc < 0)
            canvas_pen_add(&p, THEME_STRONG, "off");
        else
            canvas_pen_add(&p, THEME_STRONG, "%d", gc->gogc);
    }
    if (gc->memlimit != INT64_MAX) {
        canvas_pen_add(&p, THEME_DIM, "  limit ");
        canvas_pen_add(&p, THEME_STRONG, "%s", format_size((uint64_t)gc->memlimit).s);
    }
    if (gc->phase != SNAPSHOT_GC_MARK) { /* nobody marks, nobody owes work */
        canvas_pen_add(&p, THEME_DIM, "  last cycle kept ");
        canvas_pen_add(&p, THEME_STRONG, "%s", format_bytes(gc->marked_last).s);
        return;
    }
    canvas_pen_add(&p, THEME_DIM, "  workers ");
    canvas_pen_add(&p, THEME_STRONG, "%u", gc->workers_dedicated);
    if (gc->workers_fractional > 0)
        canvas_pen_add(&p, THEME_STRONG, "+%.2f", gc->workers_fractional);
    canvas_pen_add(&p, THEME_DIM, "  assist ");
    canvas_pen_add(&p, THEME_STRONG, "%.2g", gc->assist_ratio);
    if (gc->barrier_on)
        canvas_pen_add(&p, THEME_GC, "  barrier on");
}

/* Rows are given out by importance: the whole, the sets, the scale, the past, costs. */
static int
draw_upper(const struct view *v, struct canvas *c, struct canvas_rect r, int past)
{
    const struct snapshot_gc *gc = &v->now->gc;
    int y = r.y, end = r.y + r.h;
    bool gap = r.h - past >= 8 + 2;
    draw_whole(gc, c, r.x, y++, r.w);
    draw_sets(gc, c, (struct canvas_rect){r.x, y, r.w, end - y});
    y += 3;
    if (gap)
        y++;
    if (end - y >= 2) {
        draw_scale(gc, c, (struct canvas_rect){r.x, y, r.w, 2});
        y += 2;
    }
    if (past > 0 && end - y >= past) {
        panels_trend(&v->live_heap, c, (struct canvas_rect){r.x, y, r.w, past}, "heap", THEME_HEAP,
                     THEME_GC & ~THEME_BOLD);
        y += past;
    }
    if (end - y >= 1)
        draw_pauses(gc, c, (struct canvas_rect){r.x, y++, r.w, 1});
    if (end - y >= 1)
        draw_work(gc, c, (struct canvas_rect){r.x, y++, r.w, 1});
    return y - r.y;
}

void
panel_gc_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    int past = r.h >= 10 ? r.h - 8 : r.h >= 8 ? 1 : 0;
    if (past > 8)
        past = 8 + (past - 8) / 2;
    draw_upper(v, c, (struct canvas_rect){r.x + 1, r.y, r.w - 2, r.h}, past);
}

static const struct {
    const char *head;
    int w;
} cycle_columns[] = {{"cycle", 6},  {"began at", 10}, {"because", 9}, {"mark", 8}, {"pauses", 9},
                     {"before", 8}, {"after", 7},     {"goal", 7},    {"kept", 9}};
enum { CYCLE_COLUMNS = sizeof cycle_columns / sizeof *cycle_columns };

static void
draw_cycle(struct canvas *c, int x, int y, const struct snapshot_cycle *k)
{
    static const char *const why[] = {"trigger", "time", "forced"};
    char number[24];
    snprintf(number, sizeof number, "%" PRIu64, k->number);
    struct format_text began = format_clock(k->start_ns), mark = format_ns(k->mark_ns),
                       pauses = format_ns(k->pause1_ns + k->pause2_ns),
                       before = format_size(k->heap_mark_end), after = format_size(k->heap_marked),
                       goal = format_size(k->goal), kept = format_count(k->objects_marked);
    const char *cells[CYCLE_COLUMNS] = {number,  began.s,  why[k->trigger < 3 ? k->trigger : 0],
                                        mark.s,  pauses.s, before.s,
                                        after.s, goal.s,   kept.s};
    for (int i = 0; i < CYCLE_COLUMNS; i++) {
        canvas_right(c, x, y, cycle_columns[i].w, i == 0 ? THEME_STRONG : THEME_PLAIN, cells[i]);
        x += cycle_columns[i].w;
    }
}

/* The newest cycles, one a row. */
static void
draw_cycles(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot_gc *gc = &v->now->gc;
    int y = r.y;
    for (int i = 0, x = r.x; i < CYCLE_COLUMNS; x += cycle_columns[i++].w)
        canvas_right(c, x, y, cycle_columns[i].w, THEME_DIM, cycle_columns[i].head);
    y++;
    for (int i = (int)gc->n_cycles - 1 - v->scroll[VIEW_GC]; i >= 0 && y < r.y + r.h; i--)
        draw_cycle(c, r.x, y++, &gc->cycles[i]);
    if (gc->n_cycles == 0)
        canvas_text(c, r.x + 1, y, r.w - 2, THEME_DIM, "no cycle has ended yet; g forces one");
}

/* Below the overview's picture the cycles, and while the collector is stepped its steps. */
void
panel_gc_draw_full(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    struct canvas_rect top = {r.x + 1, r.y, r.w - 2, r.h > 24 ? 16 : 10};
    int y = top.y + draw_upper(v, c, top, top.h - 9 > 1 ? top.h - 9 : 1) + 1;
    struct canvas_rect low = {r.x + 1, y, r.w - 2, r.y + r.h - y};
    if (panel_gcsteps_any(v)) {
        int cycles = (int)v->now->gc.n_cycles < low.h / 4 ? (int)v->now->gc.n_cycles : low.h / 4;
        cycles = low.h < 12 ? 0 : cycles + 2;
        panel_gcsteps_draw(v, c,
                           (struct canvas_rect){low.x, low.y + cycles, low.w, low.h - cycles});
        low.h = cycles - 1;
    }
    if (low.h > 1)
        draw_cycles(v, c, low);
}
