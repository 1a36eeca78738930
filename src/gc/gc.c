/* The collector's door: birth and death of its parts, what goroutines and the scheduler ask for,
 * the knobs, and the questions of reports and screens. The work is done by the parts.
 *
 * Go: runtime/mgc.go, mgcpacer.go (setGCPercent, setMemoryLimit), runtime/debug */
#include "gc/gc.h"

#include <string.h>

#include "base/bug.h"
#include "base/xalloc.h"
#include "gc/assist.h"
#include "gc/barrier.h"
#include "gc/cycle.h"
#include "gc/finalize.h"
#include "gc/grey.h"
#include "gc/pacer.h"
#include "gc/roots.h"
#include "gc/scavenger.h"
#include "gc/sweeper.h"
#include "gc/work.h"
#include "gc/worker.h"
#include "mem/heap.h"
#include "mem/memprofile.h"

static const int64_t time_trigger_ns = INT64_C(120) * 1000 * 1000 * 1000;

static uint64_t
load(const _Atomic uint64_t *x)
{
    return atomic_load_explicit(x, memory_order_relaxed);
}

struct gc *
gc_create(struct heap *h, struct segments *s, struct userarenas *ua, struct stackpool *sp,
          const struct gc_world *world, const struct gc_options *options)
{
    struct gc *gc = xcalloc(1, sizeof *gc);
    gc->heap = h;
    gc->segments = s;
    gc->userarenas = ua;
    gc->stackpool = sp;
    gc->world = *world;
    gc->options = *options;
    ensure(uv_mutex_init(&gc->lock) == 0, "no mutex for the collector");
    gc->work = work_create();
    gc->roots = roots_create();
    gc->assist = assist_create();
    gc->workers = worker_create();
    gc->sweep = sweeper_create();
    gc->scavenge = scavenger_create();
    gc->finalizers = finalize_create();
    gc->pacer = xcalloc(1, sizeof *gc->pacer);
    pacer_init(gc->pacer, heap_stats(h), &gc->scan_work, options->gogc, options->memlimit);
    for (unsigned i = 1; i < sizeof gc->class_of8; i++)
        gc->class_of8[i] = (uint8_t)sizeclass_of(i * 8);
    gc->start_ns = world->now_ns(world->sched);
    limiter_init(&gc->limiter, gc->start_ns);
    return gc;
}

void
gc_destroy(struct gc *gc)
{
    if (!gc)
        return;
    work_destroy(gc);
    roots_destroy(gc->roots);
    assist_destroy(gc->assist);
    worker_destroy(gc->workers);
    sweeper_destroy(gc->sweep);
    scavenger_destroy(gc->scavenge);
    finalize_destroy(gc->finalizers);
    free(gc->pacer);
    uv_mutex_destroy(&gc->lock);
    free(gc);
}

void
gc_p_init(struct gc_p *p, struct gc *gc, unsigned id, struct tracer *t)
{
    memset(p, 0, sizeof *p);
    p->gc = gc;
    p->id = id;
    p->tracer = t;
    rng_init(&p->sample_rng, gc->options.seed + id);
    cache_init(&p->cache, gc->heap, t);
}

/* Colours counted by a P that goes (GOMAXPROCS was lowered) must not be lost. */
static void
bequeath(struct gc_p *from, struct gc_p *to)
{
    for (unsigned i = 0; i < SIZECLASS_COUNT; i++) {
        grey_bump(&to->greyed[i], load(&from->greyed[i]));
        grey_bump(&to->blackened[i], load(&from->blackened[i]));
    }
    grey_bump(&to->large_greyed_bytes, load(&from->large_greyed_bytes));
    grey_bump(&to->large_blackened_bytes, load(&from->large_blackened_bytes));
    atomic_fetch_add(&to->dedicated_ns, atomic_load(&from->dedicated_ns));
    atomic_fetch_add(&to->fractional_ns, atomic_load(&from->fractional_ns));
    atomic_fetch_add(&to->idle_ns, atomic_load(&from->idle_ns));
    atomic_fetch_add(&to->assist_ns, atomic_load(&from->assist_ns));
}

void
gc_p_finish(struct gc_p *p)
{
    struct gc *gc = p->gc;
    if (!gc)
        return;
    barrier_flush(p);
    work_publish(p);
    cache_flush(&p->cache);
    if (gc->world.n_procs(gc->world.sched) > 0) {
        struct gc_p *heir = gc->world.proc(gc->world.sched, 0);
        if (heir && heir != p)
            bequeath(p, heir);
    }
    p->gc = NULL;
}

void
gc_arena_handle(struct gc *gc, struct gc_p *p, uint64_t handle_addr, uint64_t arena_id)
{
    (void)p;
    finalize_add_arena(gc, handle_addr, arena_id);
}

bool
gc_background(struct gc *gc, struct gc_p *p)
{
    if (sweeper_background(gc, p))
        return true;
    if (atomic_load(&gc->phase) == GC_OFF && work_free_buffers(gc, p->tracer))
        return true;
    return scavenger_background(gc, p);
}

static bool
is_off(struct gc *gc)
{
    return atomic_load_explicit(&gc->phase, memory_order_acquire) == GC_OFF;
}

bool
gc_time_due(struct gc *gc)
{
    int64_t last = atomic_load(&gc->last_gc_ns);
    return last && is_off(gc) && atomic_load(&gc->pacer->gogc) >= 0 &&
           gc->world.now_ns(gc->world.sched) - last > time_trigger_ns;
}

void
gc_start(struct gc *gc, struct gc_p *p, enum gc_trigger trigger)
{
    cycle_try_start(gc, p, trigger, 0);
}

bool
gc_safepoint(struct gc *gc, struct gc_p *p, struct gc_g *g)
{
    unsigned wishes = p->wishes;
    p->wishes = 0;
    if (wishes & GC_WISH_START)
        gc_start(gc, p, GC_TRIGGER_HEAP);
    if (wishes & GC_WISH_MARK_DONE)
        cycle_try_finish(gc, p);
    if (g && g->assist_balance < 0 && atomic_load(&gc->blacken))
        return assist_pay(gc, p, g);
    return false;
}

/* Queues g until the running cycle ends. False when there is no cycle to wait for. */
static bool
wait_for_cycle(struct gc *gc, struct gc_g *g)
{
    bool waits = false;
    uv_mutex_lock(&gc->lock);
    if (atomic_load(&gc->n_gc) < g->wait_cycle && (!is_off(gc) || atomic_load(&gc->transition))) {
        g->next = gc->cycle_waiters;
        gc->cycle_waiters = g;
        waits = true;
    }
    uv_mutex_unlock(&gc->lock);
    return waits;
}

bool
gc_collect(struct gc *gc, struct gc_p *p, struct gc_g *g)
{
    if (!g) {
        gc_start(gc, p, GC_TRIGGER_USER);
        return false;
    }
    if (g->wait_cycle == 0)
        g->wait_cycle = atomic_load(&gc->cycles) + 1;
    while (atomic_load(&gc->n_gc) < g->wait_cycle) {
        if (is_off(gc))
            cycle_try_start(gc, p, GC_TRIGGER_USER, g->wait_cycle);
        if (wait_for_cycle(gc, g))
            return true;
    }
    if (atomic_load(&gc->n_gc) == g->wait_cycle) {
        sweeper_finish(gc, p);
        memprofile_swept_all(heap_profile(gc->heap));
    }
    g->wait_cycle = 0;
    return false;
}

/* After a knob was turned: goal, trigger, sweep pace and, while marking, the assist ratio. */
static void
repace_locked(struct gc *gc)
{
    pacer_commit(gc->pacer, heap_sweep_done(gc->heap));
    sweeper_pace(gc, pacer_trigger(gc->pacer));
    scavenger_pace(gc, false);
    if (atomic_load(&gc->blacken))
        pacer_revise(gc->pacer);
}

int
gc_set_percent(struct gc *gc, int gogc)
{
    uv_mutex_lock(&gc->lock);
    int old = atomic_load(&gc->pacer->gogc);
    pacer_set_percent(gc->pacer, gogc);
    gc->options.gogc = gogc < 0 ? -1 : gogc;
    repace_locked(gc);
    uv_mutex_unlock(&gc->lock);
    return old;
}

int64_t
gc_set_memlimit(struct gc *gc, int64_t bytes)
{
    uv_mutex_lock(&gc->lock);
    int64_t old = atomic_load(&gc->pacer->memlimit);
    if (bytes >= 0) {
        atomic_store(&gc->pacer->memlimit, bytes);
        gc->options.memlimit = bytes;
        repace_locked(gc);
    }
    uv_mutex_unlock(&gc->lock);
    return old;
}

uint64_t
gc_heap_goal(const struct gc *gc)
{
    return pacer_goal(gc->pacer);
}

uint64_t
gc_trigger_bytes(const struct gc *gc)
{
    return pacer_trigger(gc->pacer);
}

double
gc_cpu_fraction(const struct gc *gc)
{
    int64_t run = gc->world.now_ns(gc->world.sched) - gc->start_ns;
    unsigned procs = gc->world.n_procs(gc->world.sched);
    if (run <= 0 || procs == 0)
        return 0;
    double share = (double)atomic_load(&gc->gc_cpu_ns) / ((double)run * procs);
    return share > 1 ? 1 : share;
}

unsigned
gc_history(struct gc *gc, struct gc_cycle *out, unsigned max)
{
    uv_mutex_lock(&gc->lock);
    uint64_t n = atomic_load(&gc->n_gc), first = 1;
    if (max > GC_HISTORY)
        max = GC_HISTORY;
    if (n > max)
        first = n - max + 1;
    unsigned written = 0;
    for (uint64_t i = first; i <= n; i++)
        out[written++] = gc->history[i % GC_HISTORY];
    uv_mutex_unlock(&gc->lock);
    return written;
}

struct marks { /* sums over all Ps */
    uint64_t greyed[SIZECLASS_COUNT], blackened[SIZECLASS_COUNT];
    uint64_t greyed_bytes, blackened_bytes; /* of large objects */
};

/* One P may blacken what another has greyed, so only the sums compare. Black is read first: what is
 * read as black was grey before. */
static void
add_up_marks(struct gc *gc, struct marks *m)
{
    memset(m, 0, sizeof *m);
    unsigned n = gc->world.n_procs(gc->world.sched);
    for (unsigned i = 0; i < n; i++) {
        const struct gc_p *p = gc->world.proc(gc->world.sched, i);
        for (unsigned k = 0; k < SIZECLASS_COUNT; k++)
            m->blackened[k] += load(&p->blackened[k]);
        m->blackened_bytes += load(&p->large_blackened_bytes);
    }
    for (unsigned i = 0; i < n; i++) {
        const struct gc_p *p = gc->world.proc(gc->world.sched, i);
        for (unsigned k = 0; k < SIZECLASS_COUNT; k++)
            m->greyed[k] += load(&p->greyed[k]);
        m->greyed_bytes += load(&p->large_greyed_bytes);
    }
}

static uint64_t
minus(uint64_t a, uint64_t b) /* 0 when counters read at different moments disagree */
{
    return a > b ? a - b : 0;
}

void
gc_colours(struct gc *gc, struct gc_colours *out)
{
    const struct heap_stats *s = heap_stats(gc->heap);
    struct marks m;
    memset(out, 0, sizeof *out);
    add_up_marks(gc, &m);
    for (unsigned i = 0; i < SIZECLASS_COUNT; i++) {
        uint64_t freed = i ? load(&s->small_frees[i]) : load(&s->large_frees);
        uint64_t allocated = i ? load(&s->small_allocs[i]) : load(&s->large_allocs);
        out->black[i] = m.blackened[i];
        out->grey[i] = minus(m.greyed[i], m.blackened[i]);
        out->white[i] = minus(allocated, freed + out->black[i] + out->grey[i]);
        out->black_bytes += out->black[i] * sizeclasses[i].bytes;
        out->grey_bytes += out->grey[i] * sizeclasses[i].bytes;
        out->white_bytes += out->white[i] * sizeclasses[i].bytes;
    }
    uint64_t freed = load(&s->large_free_bytes);
    uint64_t grey_bytes = minus(m.greyed_bytes, m.blackened_bytes);
    out->black_bytes += m.blackened_bytes;
    out->grey_bytes += grey_bytes;
    out->white_bytes += minus(load(&s->large_alloc_bytes), freed + m.blackened_bytes + grey_bytes);
}
