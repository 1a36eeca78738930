/* Arenas: a lane each on a common axis of time, from creation to free, with how full it is. */
#include "ui/panels.h"
#include "ui/theme.h"

#include <inttypes.h>
#include <stdio.h>

void
panel_arenas_facts(const struct view *v, char *out, size_t cap)
{
    const struct snapshot_arenas *a = &v->now->arenas;
    if (a->created == 0)
        snprintf(out, cap, "none yet");
    else
        snprintf(out, cap, "%s live · %s · %s freed%s", format_count(a->live).s,
                 format_bytes(a->live_bytes).s, format_count(a->freed).s,
                 a->faults ? " · FAULTED" : "");
}

/* A window of time that holds the lanes: 1, 2, 5, 10 ... seconds up to now. */
static int64_t
window_ns(const struct snapshot *s, unsigned first, unsigned n)
{
    static const int64_t steps[] = {10,   20,    50,    100,   200,    500,    1000,  2000,
                                    5000, 10000, 20000, 60000, 120000, 300000, 600000};
    int64_t oldest = s->run.time_ns;
    for (unsigned i = first; i < s->arenas.n && i < first + n; i++)
        if (s->arenas.list[i].born_ns < oldest)
            oldest = s->arenas.list[i].born_ns;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (s->run.time_ns - oldest <= steps[i] * 1000000)
            return steps[i] * 1000000;
    return s->run.time_ns + 1;
}

static void
draw_lane(struct canvas *c, int x, int y, int w, const struct snapshot_arena *a, int64_t now,
          int64_t window)
{
    int64_t end = a->freed_ns ? a->freed_ns : now, from = now - window;
    int lo = (int)((a->born_ns - from) * (w - 1) / window);
    int hi = (int)((end - from) * (w - 1) / window);
    unsigned style = a->faulted ? THEME_ERROR : a->freed_ns ? THEME_DIM : THEME_ARENA;
    for (int i = 0; i < w; i++)
        if (i >= lo && i <= hi)
            canvas_put(c, x + i, y, style, i == lo && lo >= 0 ? 0x251c : 0x2501);
    if (hi >= 0 && hi < w)
        canvas_put(c, x + hi, y, a->freed_ns ? THEME_STRONG : THEME_ARENA | THEME_BOLD,
                   a->freed_ns ? 0x2573 : 0x25cf);
}

static void
state_words(const struct snapshot_arena *a, int64_t now, char *out, size_t cap)
{
    if (a->faulted)
        snprintf(out, cap, "FAULTED");
    else if (!a->freed_ns)
        snprintf(out, cap, "live");
    else if (a->quarantined && now - a->freed_ns > INT64_C(1000000000))
        snprintf(out, cap, "unreadable");
    else
        snprintf(out, cap, "freed %s ago", format_ns(now - a->freed_ns).s);
}

static void
draw_row(const struct view *v, struct canvas *c, struct canvas_rect r,
         const struct snapshot_arena *a, int64_t window)
{
    int64_t now = v->now->run.time_ns;
    char text[80];
    bool wide = r.w >= 50;
    int state_w = wide ? 17 : 0, fill_w = 6, lane = 6, size_w = 10;
    int lane_w = r.w - lane - fill_w - size_w - state_w - 2;
    unsigned plain = a->freed_ns ? THEME_DIM : THEME_PLAIN;
    snprintf(text, sizeof text, "#%" PRIu64, a->id);
    canvas_right(c, r.x, r.y, 5, a->freed_ns ? THEME_DIM : THEME_STRONG, text);
    draw_lane(c, r.x + lane, r.y, lane_w, a, now, window);
    int x = r.x + lane + lane_w + 1;
    canvas_bar(c, x, r.y, fill_w, a->freed_ns ? THEME_DIM : THEME_ARENA,
               a->reserved ? (double)a->used / (double)a->reserved : 0);
    snprintf(text, sizeof text, "%s/%s", format_size(a->used).s, format_stack(a->reserved).s);
    canvas_right(c, x + fill_w, r.y, size_w, plain, text);
    if (wide) {
        state_words(a, now, text, sizeof text);
        canvas_text(c, x + fill_w + size_w + 1, r.y, state_w, a->faulted ? THEME_ERROR : plain,
                    text);
    }
}

static void
draw_none(struct canvas *c, struct canvas_rect r)
{
    static const char text[] =
        "The program made no arena yet. arena.NewArena() reserves a chunk, arena.New places "
        "objects "
        "in it by moving a cursor, and Free ends all of them at once, without the collector.\n\n"
        "Each arena will be a lane here, from its creation to its free.";
    panels_prose(c, (struct canvas_rect){r.x + 1, r.y + 1, r.w - 2, r.h - 1}, THEME_DIM, text);
}

static void
draw_axis(struct canvas *c, struct canvas_rect r, int64_t window)
{
    bool wide = r.w >= 50;
    int lane_w = r.w - 6 - 6 - 10 - (wide ? 17 : 0) - 2;
    char text[80];
    canvas_right(c, r.x, r.y, 5, THEME_DIM, "arena");
    snprintf(text, sizeof text, "%s ago", format_ns(window).s);
    canvas_text(c, r.x + 6, r.y, lane_w, THEME_DIM, text);
    if (lane_w > 14)
        canvas_right(c, r.x + 6, r.y, lane_w, THEME_DIM, "now");
    canvas_right(c, r.x + 6 + lane_w, r.y, 17, THEME_DIM, "filled of chunk");
    if (wide)
        canvas_text(c, r.x + 6 + lane_w + 18, r.y, 17, THEME_DIM, "state");
}

void
panel_arenas_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot_arenas *a = &v->now->arenas;
    if (a->created == 0 && a->n == 0) {
        draw_none(c, r);
        return;
    }
    int low = r.h >= 5 ? 1 : 0, rows = r.h - low - 1;
    unsigned first = (unsigned)v->scroll[VIEW_ARENAS];
    int64_t window = window_ns(v->now, first, (unsigned)rows);
    draw_axis(c, (struct canvas_rect){r.x, r.y, r.w, 1}, window);
    for (int i = 0; i < rows && first + (unsigned)i < a->n; i++)
        draw_row(v, c, (struct canvas_rect){r.x, r.y + 1 + i, r.w, 1},
                 &a->list[first + (unsigned)i], window);
    int listed = (int)a->n - (int)first < rows ? (int)a->n - (int)first : rows;
    panels_explain(v, c, (struct canvas_rect){r.x, r.y, r.w, r.h - low}, listed + 1);
    if (!low)
        return;
    struct canvas_pen p = {c, r.x + 1, r.y + r.h - 1, r.x + r.w};
    canvas_pen_add(&p, THEME_STRONG, "%s", format_count(a->objects_live).s);
    canvas_pen_add(&p, THEME_DIM,
                   r.w >= 50 ? " objects live; freed but unreadable " : " objects; unreadable ");
    canvas_pen_add(&p, THEME_STRONG, "%s", format_size(a->quarantined_bytes).s);
}
