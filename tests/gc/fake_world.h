/* A session without a scheduler: one thread, any number of Ps, goroutines that are arrays of
 * pointers. Stopping the world is a flag. The clock moves by one microsecond at each look. */
#ifndef TESTS_GC_FAKE_WORLD_H
#define TESTS_GC_FAKE_WORLD_H

#include "base/clock.h"
#include "gc/alloc.h"
#include "gc/barrier.h"
#include "gc/gc.h"
#include "gc/mark.h"
#include "mem/heap.h"
#include "mem/typeinfo.h"
#include "trace/tracer.h"

#include <stdlib.h>
#include <string.h>

enum { FAKE_PROCS = 256, FAKE_STACK_SLOTS = 64, FAKE_GS = 4 };

struct fake_g {
    struct gc_g g;
    uint64_t slots[FAKE_STACK_SLOTS]; /* its stack */
    bool running;                     /* answers LATER once, then scans itself in fake_safepoint */
    bool asked;
    bool ready; /* world.ready was called */
};

struct fake {
    struct heap *heap;
    struct gc *gc;
    struct clock clock;
    struct tracer tracer;
    unsigned n_procs;
    struct gc_p *p; /* n_procs of them */
    struct fake_g gs[FAKE_GS];
    int64_t now;
    bool stopped, yield;
    int64_t budget; /* watched mode: operations left */
    unsigned n_stops, n_spent;
};

static inline void
fake_stop(void *s, enum gc_stop_reason why)
{
    struct fake *f = s;
    (void)why;
    f->stopped = true;
    f->n_stops++;
}

static inline void
fake_start(void *s)
{
    ((struct fake *)s)->stopped = false;
}

static inline unsigned
fake_n_procs(void *s)
{
    return ((struct fake *)s)->n_procs;
}

static inline struct gc_p *
fake_proc(void *s, unsigned i)
{
    return &((struct fake *)s)->p[i];
}

static inline size_t
fake_begin_stacks(void *s)
{
    struct fake *f = s;
    for (int i = 0; i < FAKE_GS; i++)
        f->gs[i].g.assist_balance = 0;
    return FAKE_GS;
}

static inline void
fake_visit_stack(struct fake_g *g, gc_visit_fn *visit, void *ctx)
{
    for (int i = 0; i < FAKE_STACK_SLOTS; i++)
        if (g->slots[i])
            visit(ctx, (uint64_t)(uintptr_t)&g->slots[i], g->slots[i]);
}

static inline enum gc_stack_scan
fake_scan_stack(void *s, size_t i, struct gc_p *p, gc_visit_fn *visit, void *ctx, uint64_t *bytes)
{
    struct fake *f = s;
    struct fake_g *g = &f->gs[i];
    (void)p;
    if (g->running && !f->stopped) {
        g->asked = true;
        return GC_STACK_LATER;
    }
    fake_visit_stack(g, visit, ctx);
    *bytes = sizeof g->slots;
    return GC_STACK_DONE;
}

static inline uint64_t
fake_stack_bytes(void *s)
{
    (void)s;
    return FAKE_GS * sizeof((struct fake_g *)0)->slots;
}

static inline void
fake_scan_extra(void *s, gc_visit_fn *visit, void *ctx)
{
    (void)s, (void)visit, (void)ctx;
}

static inline void
fake_nothing(void *s)
{
    (void)s;
}

static inline void
fake_ready(void *s, struct gc_g *g)
{
    (void)s;
    ((struct fake_g *)(void *)g)->ready = true;
}

static inline bool
fake_spend(void *s, struct gc_p *p, unsigned n, int event)
{
    struct fake *f = s;
    (void)p, (void)event;
    if (f->budget < (int64_t)n)
        return false;
    f->budget -= n;
    f->n_spent += n;
    return true;
}

static inline bool
fake_should_yield(void *s, struct gc_p *p)
{
    (void)p;
    return ((struct fake *)s)->yield;
}

static inline int64_t
fake_now(void *s)
{
    return ((struct fake *)s)->now += 1000;
}

static inline struct fake *
fake_create(unsigned n_procs, const struct gc_options *options)
{
    struct fake *f = calloc(1, sizeof *f);
    struct heap_options ho = {.reserve_bytes = UINT64_C(4) << 30};
    struct gc_world w = {
        .sched = f,
        .stop = fake_stop,
        .start = fake_start,
        .n_procs = fake_n_procs,
        .proc = fake_proc,
        .begin_stacks = fake_begin_stacks,
        .scan_stack = fake_scan_stack,
        .stack_bytes = fake_stack_bytes,
        .scan_extra = fake_scan_extra,
        .wake_workers = fake_nothing,
        .wake_background = fake_nothing,
        .ready = fake_ready,
        .spend = fake_spend,
        .should_yield = fake_should_yield,
        .now_ns = fake_now,
    };
    f->n_procs = n_procs;
    clock_init(&f->clock, true);
    tracer_init(&f->tracer, &f->clock, 0);
    f->heap = heap_create(&ho);
    f->p = calloc(n_procs, sizeof *f->p);
    f->gc = gc_create(f->heap, NULL, NULL, NULL, &w, options);
    for (unsigned i = 0; i < n_procs; i++)
        gc_p_init(&f->p[i], f->gc, i, &f->tracer);
    for (int i = 0; i < FAKE_GS; i++)
        f->gs[i].g.goid = (uint32_t)i + 1;
    return f;
}

static inline void
fake_destroy(struct fake *f)
{
    for (unsigned i = 0; i < f->n_procs; i++)
        gc_p_finish(&f->p[f->n_procs - 1 - i]);
    gc_destroy(f->gc);
    heap_destroy(f->heap);
    tracer_finish(&f->tracer);
    free(f->p);
    free(f);
}

static inline struct gc_options
fake_options(void)
{
    return (struct gc_options){.gogc = 100, .memlimit = INT64_MAX, .verify = true};
}

/* A running goroutine's safepoint: scans itself when asked. */
static inline bool
fake_safepoint(struct fake *f, struct gc_p *p, struct fake_g *g)
{
    if (g->asked) {
        g->asked = false;
        fake_visit_stack(g, mark_visit_root, p);
        mark_stack_done(f->gc, p, sizeof g->slots);
    }
    return gc_safepoint(f->gc, p, &g->g);
}

/* What an idle P's scheduler loop does until marking is over; false = it cannot go on. */
static inline bool
fake_finish_marking(struct fake *f)
{
    for (int i = 0; i < 100000 && atomic_load(&f->gc->phase) != GC_OFF; i++) {
        struct gc_p *p = &f->p[(unsigned)i % f->n_procs];
        enum gc_worker_mode mode = gc_worker_claim(f->gc, p, true);
        if (mode != GC_WORKER_NONE)
            gc_worker_run(f->gc, p, mode);
        for (int k = 0; k < FAKE_GS; k++)
            if (f->gs[k].asked)
                fake_safepoint(f, p, &f->gs[k]);
    }
    return atomic_load(&f->gc->phase) == GC_OFF;
}

/* runtime.GC() on goroutine 0. */
static inline void
fake_collect(struct fake *f)
{
    while (gc_collect(f->gc, &f->p[0], &f->gs[0].g))
        fake_finish_marking(f);
}

/* A type of `words` words whose pointers are the set bits of mask (up to 64 words). */
struct fake_type {
    struct typeinfo t;
    uint64_t mask;
};

static inline const struct typeinfo *
fake_type(struct fake_type *ft, unsigned words, uint64_t mask)
{
    memset(ft, 0, sizeof *ft);
    ft->mask = mask;
    ft->t.size = words * 8;
    ft->t.align = 8;
    if (mask) {
        ft->t.ptrmask = &ft->mask;
        ft->t.mask_period = words * 8;
        ft->t.ptrdata = 8 * (64 - (unsigned)__builtin_clzll(mask));
    }
    return &ft->t;
}

#endif
