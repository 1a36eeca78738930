/* Heap by size class, large objects and the heap map; the collector's colours, scale and history.
 */
#include "gc/gc.h"
#include "gc/pacer.h"
#include "mem/heap.h"
#include "obs/snapshot_filler.h"
#include "sched/schedule.h"

#include <stdlib.h>
#include <string.h>

static uint64_t
load(_Atomic uint64_t *p)
{
    return atomic_load_explicit(p, memory_order_relaxed);
}

static void
fill_class(struct heap_stats *st, unsigned c, struct snapshot_class *out)
{
    uint64_t scan_spans = load(&st->spans[c << 1]), noscan_spans = load(&st->spans[c << 1 | 1]);
    uint64_t span_bytes = (uint64_t)sizeclasses[c].pages * PAGE_BYTES;
    out->slot_bytes = sizeclasses[c].bytes;
    out->spans = scan_spans + noscan_spans;
    out->capacity =
        scan_spans * sizeclass_slots(c << 1) + noscan_spans * sizeclass_slots(c << 1 | 1);
    out->frees = load(&st->small_frees[c]); /* before allocs: a difference is never negative */
    out->allocs = load(&st->small_allocs[c]);
    if (out->frees > out->allocs)
        out->frees = out->allocs;
    out->in_use = out->allocs - out->frees;
    if (out->capacity < out->in_use)
        out->capacity = out->in_use;
    out->free_bytes = (out->capacity - out->in_use) * out->slot_bytes;
    uint64_t covered = out->capacity * out->slot_bytes;
    out->tail_waste_bytes =
        out->spans * span_bytes > covered ? out->spans * span_bytes - covered : 0;
}

static int
descending(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

struct large_list {
    uint64_t v[SNAPSHOT_LARGE];
    unsigned n;
};

static bool
note_large(struct span *s, void *ctx)
{
    struct large_list *l = ctx;
    if (atomic_load_explicit(&s->state, memory_order_relaxed) != SPAN_IN_USE ||
        SPAN_GET(s->use) != SPAN_USE_HEAP || SPAN_GET(s->spanclass) > 1)
        return true;
    uint64_t bytes = (uint64_t)SPAN_GET(s->npages) * PAGE_BYTES;
    if (l->n < SNAPSHOT_LARGE) {
        l->v[l->n++] = bytes;
    } else {
        unsigned least = 0;
        for (unsigned i = 1; i < l->n; i++)
            if (l->v[i] < l->v[least])
                least = i;
        if (bytes > l->v[least])
            l->v[least] = bytes;
    }
    return true;
}

static void
fill_map(struct snapshot_filler *f, unsigned cells, struct snapshot_heap *out)
{
    struct heap_map_cell map[SNAPSHOT_CELLS];
    out->n_cells = cells < SNAPSHOT_CELLS ? cells : SNAPSHOT_CELLS;
    if (!out->n_cells)
        return;
    heap_map(f->src.heap, map, out->n_cells, &out->map_lo, &out->map_hi);
    for (unsigned i = 0; i < out->n_cells; i++) {
        out->cells[i].in_use = map[i].in_use;
        out->cells[i].marked = map[i].marked;
        out->cells[i].stacks = map[i].stacks;
        out->cells[i].free = map[i].free;
    }
}

void
snapshot_heap(struct snapshot_filler *f, const struct snapshot_view *v, struct snapshot *out)
{
    struct heap_stats *st = heap_stats(f->src.heap);
    struct snapshot_heap *h = &out->heap;
    for (unsigned c = 1; c < SNAPSHOT_CLASSES; c++) {
        struct snapshot_class *k = &h->classes[c];
        fill_class(st, c, k);
        h->mallocs += k->allocs;
        h->frees += k->frees;
        h->total_alloc += k->allocs * k->slot_bytes;
        h->alloc += k->in_use * k->slot_bytes;
        h->span_count += k->spans;
    }
    struct snapshot_class *large = &h->classes[0];
    large->frees = load(&st->large_frees);
    large->allocs = load(&st->large_allocs);
    if (large->frees > large->allocs)
        large->frees = large->allocs;
    large->in_use = large->capacity = large->spans = large->allocs - large->frees;
    uint64_t freed = load(&st->large_free_bytes), taken = load(&st->large_alloc_bytes);
    h->mallocs += large->allocs;
    h->frees += large->frees;
    h->total_alloc += taken;
    h->alloc += taken > freed ? taken - freed : 0;
    h->span_count += large->spans;
    h->tiny_allocs = load(&st->tiny_allocs);
    h->live = load(&st->live);
    h->in_use = load(&st->in_use);
    h->released = load(&st->released);
    h->idle = load(&st->free) + h->released;
    h->sys = h->in_use + h->idle;
    out->stacks.spans = load(&st->stacks);
    struct large_list list = {.n = 0};
    heap_each_span(f->src.heap, note_large, &list);
    qsort(list.v, list.n, sizeof list.v[0], descending);
    h->n_large = list.n;
    memcpy(h->large, list.v, sizeof list.v);
    fill_map(f, v->cells, h);
}

static int
ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static void
fill_history(struct gc *gc, struct snapshot_gc *out)
{
    struct gc_cycle cycles[GC_HISTORY];
    int64_t pauses[2 * GC_HISTORY];
    unsigned n = gc_history(gc, cycles, GC_HISTORY), k = 0;
    unsigned skip = n > SNAPSHOT_CYCLES ? n - SNAPSHOT_CYCLES : 0;
    for (unsigned i = 0; i < n; i++) {
        const struct gc_cycle *c = &cycles[i];
        pauses[k++] = c->pause1_ns;
        pauses[k++] = c->pause2_ns;
        if (i < skip)
            continue;
        out->cycles[out->n_cycles++] = (struct snapshot_cycle){
            .number = c->number,
            .trigger = (uint8_t)c->trigger,
            .start_ns = c->start_ns,
            .mark_ns = c->mark_end_ns - c->mark_start_ns,
            .end_ns = c->end_ns,
            .pause1_ns = c->pause1_ns,
            .pause2_ns = c->pause2_ns,
            .assist_ns = c->assist_ns,
            .dedicated_ns = c->dedicated_ns,
            .fractional_ns = c->fractional_ns,
            .idle_ns = c->idle_ns,
            .heap_start = c->heap_at_start,
            .heap_mark_end = c->heap_at_mark_end,
            .heap_marked = c->heap_marked,
            .goal = c->goal,
            .objects_marked = c->objects_marked,
        };
    }
    if (!k)
        return;
    qsort(pauses, k, sizeof pauses[0], ascending);
    out->pause_p50_ns = pauses[k / 2];
    out->pause_p99_ns = pauses[k - 1 - (k - 1) / 100];
    out->pause_max_ns = pauses[k - 1];
}

static uint64_t
least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t
above(uint64_t a, uint64_t b) /* a - b, not below 0 */
{
    return a > b ? a - b : 0;
}

static void
fill_colours(struct gc *gc, struct snapshot *out)
{
    struct gc_colours col;
    struct snapshot_gc *g = &out->gc;
    gc_colours(gc, &col);
    for (unsigned c = 0; c < SNAPSHOT_CLASSES; c++) {
        struct snapshot_class *k = &out->heap.classes[c];
        /* Counted a moment after in_use: what does not fit is moved to or from white. */
        k->grey = col.grey[c] < k->in_use ? col.grey[c] : k->in_use;
        k->black = col.black[c] < k->in_use - k->grey ? col.black[c] : k->in_use - k->grey;
        k->white = k->in_use - k->grey - k->black;
        g->grey += k->grey;
        g->black += k->black;
        g->white += k->white;
    }
    /* Bytes: slots of the small classes, and of large objects what the collector counted, but no
     * more than there is (an arena's chunks may have been freed since they were marked). */
    uint64_t grey = 0, black = 0, small = 0, grey_counted = 0, black_counted = 0;
    for (unsigned c = 1; c < SNAPSHOT_CLASSES; c++) {
        const struct snapshot_class *k = &out->heap.classes[c];
        grey += k->grey * k->slot_bytes;
        black += k->black * k->slot_bytes;
        small += k->in_use * k->slot_bytes;
        grey_counted += col.grey[c] * k->slot_bytes;
        black_counted += col.black[c] * k->slot_bytes;
    }
    uint64_t large = out->heap.alloc - small;
    uint64_t large_grey = least(above(col.grey_bytes, grey_counted), large);
    uint64_t large_black = least(above(col.black_bytes, black_counted), large - large_grey);
    g->grey_bytes = grey + large_grey;
    g->black_bytes = black + large_black;
    g->white_bytes = out->heap.alloc - g->grey_bytes - g->black_bytes;
}

/* Why the running (or last) cycle began, and how its work is shared out. */
static void
fill_running_cycle(struct gc *gc, struct snapshot_gc *g)
{
    const struct gc_pacer *pacer = gc->pacer;
    uv_mutex_lock(&gc->lock); /* all but the ratio is written under it */
    g->trigger = (uint8_t)gc->current.trigger;
    if (g->phase == SNAPSHOT_GC_MARK) {
        g->workers_dedicated = (unsigned)pacer->dedicated_wanted;
        g->workers_fractional = pacer->fractional_goal;
        g->assist_ratio = atomic_load_explicit(&pacer->work_per_byte, memory_order_relaxed);
    }
    uv_mutex_unlock(&gc->lock);
}

void
snapshot_gc(struct snapshot_filler *f, struct snapshot *out)
{
    struct gc *gc = f->src.gc;
    struct heap_stats *st = heap_stats(f->src.heap);
    struct snapshot_gc *g = &out->gc;
    int phase = atomic_load_explicit(&gc->phase, memory_order_relaxed);
    g->cycle = load(&gc->cycles);
    g->finished = load(&gc->n_gc);
    g->forced = load(&gc->n_forced);
    g->phase = phase == GC_MARK                            ? SNAPSHOT_GC_MARK
               : phase == GC_MARK_TERMINATION              ? SNAPSHOT_GC_MARK_TERMINATION
               : g->cycle && !heap_sweep_done(f->src.heap) ? SNAPSHOT_GC_SWEEP
                                                           : SNAPSHOT_GC_OFF;
    g->barrier_on = atomic_load_explicit(&gc->barrier_on, memory_order_relaxed);
    g->live = load(&st->live);
    g->trigger_bytes = gc_trigger_bytes(gc);
    g->goal = gc_heap_goal(gc);
    g->marked_last = load(&gc->bytes_marked);
    g->gogc = gc->options.gogc;
    g->memlimit = gc_set_memlimit(gc, -1);
    g->scan_work = (uint64_t)atomic_load_explicit(&gc->scan_work, memory_order_relaxed);
    g->cpu_fraction = gc_cpu_fraction(gc);
    g->pause_total_ns = atomic_load_explicit(&gc->pause_total_ns, memory_order_relaxed);
    g->last_end_ns = atomic_load_explicit(&gc->last_gc_ns, memory_order_relaxed);
    g->swept_pages = load(&st->pages_swept);
    uint64_t in_use = load(&st->pages_in_use);
    g->unswept_pages =
        g->phase == SNAPSHOT_GC_SWEEP && in_use > g->swept_pages ? in_use - g->swept_pages : 0;
    fill_history(gc, g);
    fill_running_cycle(gc, g);
    fill_colours(gc, out);
}
