/* Heap: spans by size class. A row a class that has spans: how many, how full, what is lost. While
 * the collector marks, the used part of each bar shows its three sets, so that the wave can be seen
 * going through the classes. */
#include "trace/event.h"
#include "ui/panels.h"
#include "ui/theme.h"

#include <inttypes.h>
#include <stdio.h>

static double
waste_percent(const struct snapshot_heap *h)
{
    uint64_t waste = 0, bytes = 0;
    for (int i = 1; i < SNAPSHOT_CLASSES; i++) {
        waste += h->classes[i].tail_waste_bytes;
        bytes += h->classes[i].capacity * h->classes[i].slot_bytes + h->classes[i].tail_waste_bytes;
    }
    return bytes ? 100 * (double)waste / (double)bytes : 0;
}

void
panel_heap_facts(const struct view *v, char *out, size_t cap)
{
    const struct snapshot_heap *h = &v->now->heap;
    snprintf(out, cap, "%s in %s objects · %s spans", format_bytes(h->alloc).s,
             format_count(h->mallocs - h->frees).s, format_count(h->span_count).s);
}

/* Black, grey and white of a bar of w cells; objects out of `of`. */
static void
draw_sets(struct canvas *c, int x, int y, int w, const struct snapshot_class *k)
{
    uint64_t sets[3] = {k->black, k->grey, k->white};
    static const unsigned styles[3] = {THEME_BLACK, THEME_GREY, THEME_WHITE};
    static const uint32_t glyphs[3] = {0x2588, 0x2592, 0x2591};
    double at = 0;
    int from = 0;
    for (int i = 0; i < 3; i++) {
        at += k->capacity ? (double)sets[i] * w / (double)k->capacity : 0;
        int to = (int)(at + 0.5);
        if (to == from && sets[i] && i == 1)
            to++;
        for (; from < to && from < w; from++)
            canvas_put(c, x + from, y, styles[i], glyphs[i]);
    }
    for (; from < w; from++)
        canvas_put(c, x + from, y, THEME_DIM | THEME_FAINT, 0x00b7);
}

struct columns {
    int spans, bar, bar_w, objects, percent, free, waste; /* 0 = not shown */
};

static struct columns
columns_for(int w)
{
    struct columns k = {.spans = 6};
    int right = w;
    if (w >= 54) {
        k.waste = right - 6;
        right -= 6;
    }
    if (w >= 46) {
        k.free = right - 6;
        right -= 6;
    }
    k.percent = right - 5;
    k.objects = k.percent - 7;
    k.bar = k.spans + 7;
    k.bar_w = k.objects - k.bar - 1;
    return k;
}

static void
draw_head(struct canvas *c, struct canvas_rect r, const struct columns *k, bool marking)
{
    canvas_right(c, r.x, r.y, 6, THEME_DIM, "class");
    canvas_right(c, r.x + k->spans, r.y, 6, THEME_DIM, "spans");
    canvas_text(c, r.x + k->bar, r.y, k->bar_w, THEME_DIM,
                marking && k->bar_w >= 16 ? "black grey white"
                : k->bar_w >= 12          ? "slots in use"
                                          : "in use");
    canvas_right(c, r.x + k->objects, r.y, 6, THEME_DIM, "objs");
    canvas_right(c, r.x + k->percent, r.y, 4, THEME_DIM, "full");
    if (k->free)
        canvas_right(c, r.x + k->free, r.y, 5, THEME_DIM, "free");
    if (k->waste)
        canvas_right(c, r.x + k->waste, r.y, 5, THEME_DIM, "tail");
}

static void
draw_class(struct canvas *c, struct canvas_rect r, const struct columns *k,
           const struct snapshot_class *cl, bool marking)
{
    char text[16];
    double full = cl->capacity ? (double)cl->in_use / (double)cl->capacity : 0;
    snprintf(text, sizeof text, "%u", cl->slot_bytes);
    canvas_right(c, r.x, r.y, 6, THEME_STRONG, text);
    canvas_right(c, r.x + k->spans, r.y, 6, THEME_PLAIN, format_count(cl->spans).s);
    if (marking)
        draw_sets(c, r.x + k->bar, r.y, k->bar_w, cl);
    else
        canvas_bar(c, r.x + k->bar, r.y, k->bar_w, THEME_HEAP, full);
    canvas_right(c, r.x + k->objects, r.y, 6, THEME_PLAIN, format_count(cl->in_use).s);
    snprintf(text, sizeof text, "%.0f%%", full * 100);
    canvas_right(c, r.x + k->percent, r.y, 4, THEME_PLAIN, text);
    if (k->free)
        canvas_right(c, r.x + k->free, r.y, 5, THEME_DIM, format_size(cl->free_bytes).s);
    if (k->waste)
        canvas_right(c, r.x + k->waste, r.y, 5, THEME_DIM, format_size(cl->tail_waste_bytes).s);
}

/* The size class that the newest event touched; -1 = none. */
static int
touched_class(const struct view *v)
{
    const struct snapshot_event *e = view_event(v);
    int best = -1;
    if (!e || (e->kind != EVENT_ALLOC && e->kind != EVENT_GC_GREY && e->kind != EVENT_GC_BLACK))
        return -1;
    for (int i = SNAPSHOT_CLASSES - 1; i > 0; i--)
        if (v->now->heap.classes[i].slot_bytes >= e->b)
            best = i;
    return best;
}

static uint64_t
class_bytes(const struct snapshot_class *k)
{
    return k->capacity * k->slot_bytes;
}

/* The fullest `n` classes by bytes, in order of size: marks them in shown. */
static unsigned
choose(const struct snapshot_heap *h, unsigned n, bool *shown)
{
    unsigned chosen = 0;
    for (; chosen < n; chosen++) {
        int best = 0;
        for (int i = 1; i < SNAPSHOT_CLASSES; i++)
            if (h->classes[i].spans && !shown[i] &&
                (!best || class_bytes(&h->classes[i]) > class_bytes(&h->classes[best])))
                best = i;
        if (!best)
            break;
        shown[best] = true;
    }
    return chosen;
}

/* Returns the rows used. */
static int
draw_classes(const struct view *v, struct canvas *c, struct canvas_rect r, bool all)
{
    const struct snapshot_heap *h = &v->now->heap;
    bool marking =
        v->now->gc.phase == SNAPSHOT_GC_MARK || v->now->gc.phase == SNAPSHOT_GC_MARK_TERMINATION;
    bool shown[SNAPSHOT_CLASSES] = {false};
    int touched = touched_class(v);
    struct columns k = columns_for(r.w);
    unsigned rows = r.h > 1 ? (unsigned)(r.h - 1) : 0, total = 0;
    int skip = all ? v->scroll[VIEW_HEAP] : 0, y = 1;
    draw_head(c, r, &k, marking);
    for (int i = 1; i < SNAPSHOT_CLASSES; i++)
        total += h->classes[i].spans > 0;
    choose(h, all ? SNAPSHOT_CLASSES : rows, shown);
    for (int i = 1; i < SNAPSHOT_CLASSES && y < r.h; i++) {
        if (!shown[i] || skip-- > 0)
            continue;
        draw_class(c, (struct canvas_rect){r.x, r.y + y++, r.w, 1}, &k, &h->classes[i], marking);
        if (i == touched)
            canvas_put(c, r.x, r.y + y - 1, THEME_GC, 0x25b6);
    }
    if (total == 0)
        canvas_text(c, r.x + 1, r.y + y++, r.w - 2, THEME_DIM, "no object was allocated yet");
    return y;
}

static void
draw_large(const struct snapshot_heap *h, struct canvas *c, struct canvas_rect r)
{
    struct canvas_pen p = {c, r.x + 1, r.y, r.x + r.w};
    canvas_pen_add(&p, THEME_STRONG, "large");
    canvas_pen_add(&p, THEME_DIM, " over 32K ");
    if (!h->n_large) { /* class 0 counts arena chunks too, as Go does */
        canvas_pen_add(&p, THEME_DIM, "none now");
        return;
    }
    canvas_pen_add(&p, THEME_STRONG, "%s",
                   format_count(h->n_large < SNAPSHOT_LARGE ? h->n_large : h->classes[0].in_use).s);
    for (unsigned i = 0; i < h->n_large && p.x + 8 < p.end; i++) {
        int w = h->large[0] ? (int)(4 * h->large[i] / h->large[0]) : 0;
        canvas_pen_add(&p, THEME_PLAIN, " ");
        for (int n = 0; n <= w && p.x + 7 < p.end; n++)
            canvas_put(c, p.x++, r.y, THEME_HEAP, 0x2588);
        canvas_pen_add(&p, THEME_PLAIN, " %s", format_size(h->large[i]).s);
    }
}

static void
draw_totals(const struct snapshot *all, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot_heap *h = &all->heap;
    struct canvas_pen p = {c, r.x + 1, r.y, r.x + r.w};
    canvas_pen_add(&p, THEME_DIM, "in spans ");
    canvas_pen_add(&p, THEME_STRONG, "%s", format_size(h->in_use).s);
    if (all->arenas.live_bytes && r.w >= 46) {
        canvas_pen_add(&p, THEME_DIM, "  arenas ");
        canvas_pen_add(&p, THEME_STRONG, "%s", format_size(all->arenas.live_bytes).s);
    }
    canvas_pen_add(&p, THEME_DIM, "  idle ");
    canvas_pen_add(&p, THEME_STRONG, "%s", format_size(h->idle).s);
    if (p.end - p.x >= 13) {
        canvas_pen_add(&p, THEME_DIM, "  to OS ");
        canvas_pen_add(&p, THEME_STRONG, "%s", format_size(h->released).s);
    }
    if (p.end - p.x >= 19) {
        canvas_pen_add(&p, THEME_DIM, "  tail waste ");
        canvas_pen_add(&p, THEME_STRONG, "%s", format_percent(waste_percent(h)).s);
    }
}

void
panel_heap_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    int low = r.h >= 6 ? 2 : r.h >= 5 ? 1 : 0;
    struct canvas_rect list = {r.x, r.y, r.w, r.h - low};
    int used = draw_classes(v, c, list, false);
    if (list.h - used >= 3) /* the map where the classes leave room */
        panel_heapmap_draw(v, c, (struct canvas_rect){r.x, r.y + used + 1, r.w, list.h - used - 1});
    if (low >= 1)
        draw_large(&v->now->heap, c, (struct canvas_rect){r.x, r.y + r.h - low, r.w, 1});
    if (low >= 2)
        draw_totals(v->now, c, (struct canvas_rect){r.x, r.y + r.h - 1, r.w, 1});
}

void
panel_heap_draw_full(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    int used = draw_classes(v, c, (struct canvas_rect){r.x, r.y, r.w, r.h - r.h / 3 - 2}, true);
    draw_large(&v->now->heap, c, (struct canvas_rect){r.x, r.y + used, r.w, 1});
    draw_totals(v->now, c, (struct canvas_rect){r.x, r.y + used + 1, r.w, 1});
    used += 3;
    panel_heapmap_draw(v, c, (struct canvas_rect){r.x, r.y + used, r.w, r.h - used});
}
