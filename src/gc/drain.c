/* Two loops over the same queues. The fast one keeps a short first-in-first-out ring of objects in
 * front of the last-in-first-out work buffers: an object's memory is requested (prefetch) when it
 * enters the ring and read when it leaves, some sixteen objects later; without it the loop waits
 * for memory most of the time. The watched one (slow motion) asks the scheduler's budget before
 * each object and tells of each colour change; nothing of that is in the fast loop.
 *
 * n_draining counts those inside; whoever leaves has published its buffers first, so that
 * "n_draining is 0 and the global list is empty" means that no grey object is left anywhere but in
 * barrier buffers.
 *
 * Go: runtime/mgcmark.go (gcDrain, gcDrainN, scanobject) */
#include "gc/drain.h"

#include "gc/assist.h"
#include "gc/barrier.h"
#include "gc/grey.h"
#include "gc/mark.h"
#include "gc/roots.h"
#include "gc/worker.h"
#include "trace/tracer.h"

enum {
    FOUND_RING = 16,     /* pointers between finding and marking; a power of two */
    GREY_RING = 16,      /* objects between prefetch and scan; a power of two */
    FLUSH_WORK = 2000,   /* units of scan work between looks at the world */
    FLUSH_OBJECTS = 128, /* the same, in objects */
    CHECK_WORK = 100000, /* units between looks at a fractional or idle worker's share */
};

struct drain {
    struct gc *gc;
    struct gc_p *p;
    enum gc_worker_mode mode; /* NONE for assists and drain_all */
    bool earns;               /* work becomes assist credit */
    bool unstoppable;         /* drain_all */
    bool shares;              /* other Ps may look for work */
    bool over;                /* stop now */
    int64_t done, limit;      /* units of scan work, flushed; where to stop */
    int64_t next_check;
};

/* Publishes what was done; sets d->over when the loop has to stop. */
static void
flush(struct drain *d)
{
    struct gc *gc = d->gc;
    int64_t work = d->p->scan_work;
    d->p->scan_work = 0;
    if (work) {
        atomic_fetch_add_explicit(&gc->scan_work, work, memory_order_relaxed);
        if (d->earns)
            assist_add_credit(gc, work);
    }
    d->done += work;
    if (d->unstoppable)
        return;
    if (d->done >= d->limit || gc->world.should_yield(gc->world.sched, d->p))
        d->over = true;
    if (d->done >= d->next_check) {
        d->next_check += CHECK_WORK;
        if (worker_share_is_used(gc, d->p, d->mode))
            d->over = true;
    }
}

/* One piece of a large object. The first piece queues the others. */
static uint64_t
scan_piece(struct gc_p *p, struct span *s, uint64_t lo, scan_visit_fn *visit, void *ctx)
{
    uint64_t hi = lo + SCAN_OBLET_BYTES, end = scan_large_end(s);
    if (lo == s->base) {
        uint32_t n = atomic_load_explicit(&s->oblets_left, memory_order_relaxed);
        for (uint32_t i = 1; i < n; i++)
            work_push(p, s->base + (uint64_t)i * SCAN_OBLET_BYTES);
    }
    if (hi > end)
        hi = end;
    uint64_t work = lo < hi ? scan_large(s, lo, hi, visit, ctx) : 0;
    if (atomic_fetch_sub_explicit(&s->oblets_left, 1, memory_order_relaxed) == 1)
        grey_count_black(p, s);
    return work;
}

/* Found pointers on their way to their mark bit, and grey objects on their way to be scanned. */
struct pipeline {
    struct gc_p *p;
    const struct heap *heap;
    struct candidate {
        struct span *span; /* NULL = unused */
        uint64_t index;    /* slot */
    } found[FOUND_RING];
    unsigned next_found; /* the oldest entry, replaced next */
    struct entry {
        uint64_t obj;
        struct span *span;
    } grey[GREY_RING];
    unsigned first_grey, n_grey;
};

static inline void
settle_candidate(struct gc_p *p, const struct candidate *c)
{
    if (c->span && span_mark(c->span, (unsigned)c->index))
        grey_marked(p, c->span, (unsigned)c->index);
}

static inline __attribute__((always_inline)) void
visit_fast(void *ctx, uint64_t slot_addr, uint64_t value)
{
    (void)slot_addr;
    struct pipeline *l = ctx;
    struct span *s;
    unsigned index;
    if (value < GREY_FIRST_LEGAL || !heap_find_object(l->heap, value, &s, &index))
        return;
    __builtin_prefetch((const void *)&s->mark_bits[index / 64]);
    struct candidate *c = &l->found[l->next_found];
    l->next_found = (l->next_found + 1) % FOUND_RING;
    settle_candidate(l->p, c);
    *c = (struct candidate){s, index};
}

/* True when that greyed something. */
static bool
settle_all(struct pipeline *l)
{
    for (unsigned i = 0; i < FOUND_RING; i++) {
        settle_candidate(l->p, &l->found[i]);
        l->found[i].span = NULL;
    }
    return l->p->work1 && l->p->work1->n;
}

static __attribute__((noinline)) void
blacken_piece_fast(struct pipeline *l, struct span *s, uint64_t lo)
{
    l->p->scan_work += (int64_t)scan_piece(l->p, s, lo, visit_fast, l);
}

static inline void
blacken_fast(struct pipeline *l, struct span *s, uint64_t obj)
{
    if (unlikely(scan_is_large(s))) {
        blacken_piece_fast(l, s, obj);
        return;
    }
    l->p->scan_work += (int64_t)scan_slot(s, obj, visit_fast, l);
    grey_bump(&l->p->blackened[s->spanclass >> 1], 1);
}

static inline void
grey_put(struct pipeline *l, uint64_t obj)
{
    struct span *s = heap_span_of(l->heap, obj);
    __builtin_prefetch((const void *)(uintptr_t)obj);
    if (s->elem_bytes <= SIZECLASS_BITMAP_LIMIT) {
        const _Atomic uint64_t *map = span_ptr_bitmap(s);
        __builtin_prefetch((const void *)&map[(obj - s->base) / 512]);
    }
    l->grey[(l->first_grey + l->n_grey++) % GREY_RING] = (struct entry){obj, s};
}

static inline struct entry
grey_take(struct pipeline *l)
{
    struct entry e = l->grey[l->first_grey];
    l->first_grey = (l->first_grey + 1) % GREY_RING;
    l->n_grey--;
    return e;
}

/* Fills the grey ring from the work buffers. False = nothing is left anywhere. */
static inline bool
fill(struct pipeline *l)
{
    while (l->n_grey < GREY_RING) {
        uint64_t obj = work_pop_fast(l->p);
        if (!obj && !(obj = work_pop_slow(l->p))) {
            if (l->n_grey)
                return true;
            if (!settle_all(l))
                return false;
            continue;
        }
        grey_put(l, obj);
    }
    return true;
}

/* What is in the pipeline goes back to where others can see it. */
static void
empty_pipeline(struct pipeline *l)
{
    settle_all(l);
    while (l->n_grey)
        work_push(l->p, grey_take(l).obj);
}

/* Runs until no object is found (true) or d->over or slow motion begins (false). */
static bool
drain_fast(struct drain *d)
{
    struct gc_p *p = d->p;
    struct pipeline l = {.p = p, .heap = d->gc->heap};
    unsigned left = FLUSH_OBJECTS;
    bool found = true;
    while (!d->over) {
        if (d->shares && !work_has_global(d->gc))
            work_balance(p);
        found = fill(&l);
        if (!found)
            break;
        struct entry e = grey_take(&l);
        blacken_fast(&l, e.span, e.obj);
        if (p->scan_work >= FLUSH_WORK || --left == 0) {
            left = FLUSH_OBJECTS;
            flush(d);
            if (atomic_load_explicit(&d->gc->watched, memory_order_relaxed))
                break;
        }
    }
    empty_pipeline(&l);
    return !found;
}

struct watcher {
    struct gc_p *p;
    uint64_t obj, n_pointers;
};

static void
visit_watched(void *ctx, uint64_t slot_addr, uint64_t value)
{
    struct watcher *w = ctx;
    w->n_pointers += value != 0;
    mark_grey(w->p, value, slot_addr);
}

static void
blacken_watched(struct gc_p *p, uint64_t obj)
{
    struct span *s = heap_span_of(p->gc->heap, obj);
    struct watcher w = {p, obj, 0};
    uint64_t work, bytes = s->elem_bytes;
    if (scan_is_large(s)) {
        if (bytes > SCAN_OBLET_BYTES)
            bytes = SCAN_OBLET_BYTES;
        work = scan_piece(p, s, obj, visit_watched, &w);
    } else {
        work = scan_slot(s, obj, visit_watched, &w);
        grey_count_black(p, s);
    }
    p->scan_work += (int64_t)work;
    tracer_emit(p->tracer, EVENT_GC_BLACK, 0, obj, bytes, w.n_pointers);
}

/* As drain_fast, one object of the budget at a time. */
static bool
drain_watched(struct drain *d)
{
    struct gc_p *p = d->p;
    const struct gc_world *world = &d->gc->world;
    while (!d->over && atomic_load_explicit(&d->gc->watched, memory_order_relaxed)) {
        uint64_t obj = work_pop_fast(p);
        if (!obj && !(obj = work_pop_slow(p)))
            return true;
        if (!d->unstoppable && !world->spend(world->sched, p, 1, EVENT_GC_BLACK)) {
            work_push(p, obj);
            d->over = true;
            break;
        }
        blacken_watched(p, obj);
        flush(d);
    }
    return false;
}

static void
drain_objects(struct drain *d)
{
    while (!d->over) {
        bool watched = atomic_load_explicit(&d->gc->watched, memory_order_relaxed);
        if (watched ? drain_watched(d) : drain_fast(d)) {
            barrier_flush(d->p);
            if (!d->p->work1 || !d->p->work1->n)
                break;
        }
    }
}

/* False = no job left. */
static bool
do_root(struct drain *d)
{
    const struct gc_world *world = &d->gc->world;
    if (!roots_has_job(d->gc))
        return false;
    if (!d->unstoppable && atomic_load_explicit(&d->gc->watched, memory_order_relaxed) &&
        !world->spend(world->sched, d->p, 1, EVENT_GC_ROOT)) {
        d->over = true;
        return false;
    }
    int64_t work = roots_do_one(d->gc, d->p);
    if (work < 0)
        return false;
    d->done += work;
    if (d->earns && work)
        assist_add_credit(d->gc, work);
    flush(d);
    return true;
}

static void
enter(struct drain *d)
{
    struct gc *gc = d->gc;
    atomic_fetch_add(&gc->n_draining, 1);
    d->shares = !d->unstoppable && gc->world.n_procs(gc->world.sched) > 1;
    d->next_check = CHECK_WORK;
}

static void
leave(struct drain *d)
{
    struct gc *gc = d->gc;
    bool alone = d->unstoppable;
    d->unstoppable = true; /* only to publish the rest */
    flush(d);
    bool left = work_publish(d->p);
    atomic_fetch_sub(&gc->n_draining, 1);
    if (left && !alone)
        gc->world.wake_workers(gc->world.sched);
}

void
drain_worker(struct gc *gc, struct gc_p *p, enum gc_worker_mode mode)
{
    struct drain d = {.gc = gc, .p = p, .mode = mode, .earns = true, .limit = INT64_MAX};
    enter(&d);
    while (!d.over && do_root(&d))
        ;
    drain_objects(&d);
    leave(&d);
}

int64_t
drain_work(struct gc *gc, struct gc_p *p, int64_t work)
{
    struct drain d = {.gc = gc, .p = p, .limit = work};
    enter(&d);
    do
        drain_objects(&d);
    while (!d.over && do_root(&d));
    leave(&d);
    return d.done;
}

void
drain_all(struct gc *gc, struct gc_p *p)
{
    struct drain d = {.gc = gc, .p = p, .limit = INT64_MAX, .unstoppable = true};
    enter(&d);
    do
        drain_objects(&d);
    while (do_root(&d));
    leave(&d);
}
