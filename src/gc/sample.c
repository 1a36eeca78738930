/* Each P counts down the bytes to its next sample. The distance is drawn from an exponential
 * distribution: a sample point is equally likely at each byte, whatever was allocated before, so
 * that the counts can be scaled up without a bias.
 *
 * An object's size is its slot's: that is what sweeping gives back.
 *
 * Go: runtime/malloc.go */
#include "gc/sample.h"

#include "mem/access.h"
#include "mem/heap.h"
#include "mem/memprofile.h"

#include <math.h>

enum { MAX_RATE = 0x7000000, CHANCE_BITS = 26 };

void
sample_for_program(struct gc *gc, uint64_t rate_addr, uint64_t rate)
{
    gc->sample_program = true;
    gc->sample_rate = rate;
    gc->sample_rate_addr = rate_addr;
}

void
sample_for_watcher(struct gc *gc, uint64_t rate)
{
    uint64_t was = atomic_exchange(&gc->sample_watcher, 0);
    if (!was && rate)
        memprofile_restart(heap_profile(gc->heap));
    atomic_store(&gc->sample_watcher, rate);
}

uint64_t
sample_watcher_rate(const struct gc *gc)
{
    return atomic_load_explicit(&gc->sample_watcher, memory_order_relaxed);
}

bool
sample_wanted(const struct gc *gc)
{
    return gc->sample_program || sample_watcher_rate(gc);
}

static uint64_t
program_rate(const struct gc *gc)
{
    if (!gc->sample_rate_addr)
        return gc->sample_rate;
    int64_t rate = (int64_t)access_load64(gc->sample_rate_addr);
    return rate > 0 ? (uint64_t)rate : 0;
}

static int64_t
next_distance(struct rng *rng, uint64_t rate)
{
    if (rate == 0)
        return INT64_MAX;
    if (rate == 1)
        return 0;
    double mean = rate < MAX_RATE ? (double)rate : MAX_RATE;
    double q = (rng_below(rng, 1 << CHANCE_BITS) + 1.0) / (1 << CHANCE_BITS);
    return (int64_t)(-log(q) * mean) + 1;
}

/* The sample point was reached, or the rate is new: is the allocation in the sample? */
static bool
take_stock(struct gc_p *p, struct gc_sampler *s, uint64_t rate)
{
    bool changed = s->rate != rate, due = s->left < 0 && rate;
    s->rate = rate;
    s->left = next_distance(&p->sample_rng, rate);
    /* Go: a P takes the allocation at which it becomes aware of a new rate, whatever it is. */
    return changed ? s == &p->sample_program || rate == 1 : due;
}

/* Is an allocation of so many bytes in the sample? */
static inline bool
is_sampled(struct gc_p *p, struct gc_sampler *s, uint64_t rate, uint64_t bytes)
{
    s->left -= (int64_t)bytes;
    return (s->left < 0 || s->rate != rate) && take_stock(p, s, rate);
}

static unsigned
stack_of(struct gc_p *p, struct gc_g *g, unsigned parties, uint64_t *pcs)
{
    const struct gc_world *w = &p->gc->world;
    bool whole = parties & MEMPROFILE_PROGRAM;
    return g && w->callers ? w->callers(w->sched, g, whole, pcs, MEMPROFILE_STACK) : 0;
}

static __attribute__((noinline)) void
write_down(struct gc_p *p, struct gc_g *g, struct span *s, uint64_t slot, unsigned parties)
{
    uint64_t pcs[MEMPROFILE_STACK];
    unsigned n = stack_of(p, g, parties, pcs);
    memprofile_alloc(heap_profile(p->gc->heap), parties, pcs, n, s->elem_bytes, s,
                     span_index(s, slot));
}

void
sample_alloc(struct gc_p *p, struct gc_g *g, struct span *s, uint64_t slot)
{
    unsigned parties = 0;
    if (is_sampled(p, &p->sample_watcher, sample_watcher_rate(p->gc), s->elem_bytes))
        parties |= MEMPROFILE_WATCHER;
    if (p->gc->sample_program &&
        is_sampled(p, &p->sample_program, program_rate(p->gc), s->elem_bytes))
        parties |= MEMPROFILE_PROGRAM;
    if (parties)
        write_down(p, g, s, slot, parties);
}

void
sample_tiny(struct gc_p *p, struct gc_g *g)
{
    uint64_t pcs[MEMPROFILE_STACK];
    if (sample_watcher_rate(p->gc) != 1)
        return;
    unsigned n = stack_of(p, g, MEMPROFILE_WATCHER, pcs);
    memprofile_alloc(heap_profile(p->gc->heap), MEMPROFILE_WATCHER, pcs, n, 0, NULL, 0);
}
