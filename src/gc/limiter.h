/* Keeps the collector from eating more than about half of the CPU when the memory limit or a fast
 * mutator would make it: a leaky bucket of CPU time. While it is full, assists are waived and the
 * memory limit is not enforced by scavenging. Go: runtime/mgclimit.go
 *
 * Any thread; updated at most every 10 ms and at each phase change. */
#ifndef GC_LIMITER_H
#define GC_LIMITER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct gc_limiter {
    _Atomic bool limiting;
    _Atomic bool updating;     /* who sets it may touch the next three */
    int64_t last_ns;           /* time of the last update */
    int64_t fill_ns;           /* 0 .. capacity */
    double share;              /* of all CPUs that the collector has had since last_ns, assists
                                  excluded: 0, 0.25 while marking, 1 while the world is stopped */
    _Atomic int64_t assist_ns; /* since the last update */
};

enum { LIMITER_PERIOD_NS = 10000000 };

void limiter_init(struct gc_limiter *l, int64_t now_ns);
void limiter_add_assist(struct gc_limiter *l, int64_t ns);
/* Books the time since the last update; `share` holds from now on (< 0: as before). */
void limiter_update(struct gc_limiter *l, int64_t now_ns, unsigned procs, double share);
/* Is an update due? */
bool limiter_is_due(const struct gc_limiter *l, int64_t now_ns);

static inline bool
limiter_limits(const struct gc_limiter *l)
{
    return atomic_load_explicit(&l->limiting, memory_order_relaxed);
}

#endif
