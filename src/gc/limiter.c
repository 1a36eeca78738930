/* The bucket holds one second of CPU per P. Collector time fills it, mutator time drains it; so it
 * stays full, and the collector limited, only while the collector takes more than half. Time of
 * idle Ps counts as the mutator's here, which makes the limiter milder than Go's on an idle
 * machine.
 *
 * Go: runtime/mgclimit.go */
#include "gc/limiter.h"

static const int64_t capacity_per_proc_ns = 1000000000;

void
limiter_init(struct gc_limiter *l, int64_t now_ns)
{
    *l = (struct gc_limiter){.last_ns = now_ns};
}

void
limiter_add_assist(struct gc_limiter *l, int64_t ns)
{
    atomic_fetch_add_explicit(&l->assist_ns, ns, memory_order_relaxed);
}

bool
limiter_is_due(const struct gc_limiter *l, int64_t now_ns)
{
    return now_ns - __atomic_load_n(&l->last_ns, __ATOMIC_RELAXED) >= LIMITER_PERIOD_NS;
}

void
limiter_update(struct gc_limiter *l, int64_t now_ns, unsigned procs, double share)
{
    if (atomic_exchange(&l->updating, true))
        return;
    int64_t window = now_ns - l->last_ns, capacity = capacity_per_proc_ns * procs;
    if (window > 0) {
        int64_t all = window * procs;
        int64_t gc = atomic_exchange(&l->assist_ns, 0) + (int64_t)((double)all * l->share);
        if (gc > all)
            gc = all;
        int64_t fill = l->fill_ns + gc - (all - gc);
        l->fill_ns = fill < 0 ? 0 : fill > capacity ? capacity : fill;
        __atomic_store_n(&l->last_ns, now_ns, __ATOMIC_RELAXED);
        atomic_store_explicit(&l->limiting, l->fill_ns == capacity, memory_order_relaxed);
    }
    if (share >= 0)
        l->share = share;
    atomic_store(&l->updating, false);
}
