/* runtime.MemStats, filled field by field at Go's offsets. Numbers are exact for slots that caches
 * have flushed, which a collection makes all of them. Go: runtime/mstats.go */
#include "base/clock.h"
#include "gc/gc.h"
#include "mem/heap.h"
#include "vm/native.h"

#include <string.h>

native_fn lib_memstats_read;

enum { N_PAUSES = 256, N_CLASSES = 61 };

struct mem_stats { /* Go's layout on amd64 */
    uint64_t alloc, total_alloc, sys, lookups, mallocs, frees;
    uint64_t heap_alloc, heap_sys, heap_idle, heap_inuse, heap_released, heap_objects;
    uint64_t stack_inuse, stack_sys, mspan_inuse, mspan_sys, mcache_inuse, mcache_sys,
        buck_hash_sys, gc_sys, other_sys;
    uint64_t next_gc, last_gc, pause_total_ns;
    uint64_t pause_ns[N_PAUSES], pause_end[N_PAUSES];
    uint32_t num_gc, num_forced_gc;
    double gc_cpu_fraction;
    uint8_t enable_gc, debug_gc;
    struct {
        uint32_t size;
        uint64_t mallocs, frees;
    } by_size[N_CLASSES];
};

static uint64_t
load(_Atomic uint64_t *p)
{
    return atomic_load_explicit(p, memory_order_relaxed);
}

/* Slots taken since the caches' last flush are in the spans that Ps have cached. */
static void
add_cached(struct scheduler *s, struct p *self, uint64_t *slots, uint64_t *tiny)
{
    for (unsigned i = 0; i < s->n_procs; i++) {
        struct cache *c = &s->ps[i]->gc.cache;
        if (s->ps[i] != self)
            continue; /* others' caches change under us: they count when they flush */
        *tiny += c->tiny_allocs;
        for (unsigned sc = 2; sc < SPANCLASS_COUNT; sc++)
            slots[sc >> 1] +=
                (uint64_t)(c->spans[sc]->alloc_count - c->spans[sc]->alloc_count_cached);
    }
}

static void
fill_objects(struct native_call *c, struct heap_stats *st, struct mem_stats *m)
{
    uint64_t cached[SIZECLASS_COUNT] = {0}, tiny = load(&st->tiny_allocs), freed_bytes = 0;
    add_cached(c->m->sched, c->p, cached, &tiny);
    for (unsigned i = 1; i < SIZECLASS_COUNT; i++) {
        uint64_t frees = load(&st->small_frees[i]);
        uint64_t allocs = load(&st->small_allocs[i]) + cached[i];
        m->mallocs += allocs;
        m->frees += frees;
        m->total_alloc += allocs * sizeclasses[i].bytes;
        freed_bytes += frees * sizeclasses[i].bytes;
        if (i < N_CLASSES) {
            m->by_size[i].size = sizeclasses[i].bytes;
            m->by_size[i].mallocs = allocs;
            m->by_size[i].frees = frees;
        }
    }
    m->mallocs += load(&st->large_allocs) + tiny;
    m->frees += load(&st->large_frees) + tiny;
    m->total_alloc += load(&st->large_alloc_bytes);
    freed_bytes += load(&st->large_free_bytes);
    m->heap_alloc = m->alloc = m->total_alloc - freed_bytes;
    m->heap_objects = m->mallocs - m->frees;
}

static void
fill_collector(struct native_call *c, struct mem_stats *m)
{
    struct gc *gc = c->vm->gc;
    const struct clock *clock = c->m->sched->clock;
    struct gc_cycle cycles[N_PAUSES];
    unsigned n = gc_history(gc, cycles, N_PAUSES);
    int64_t base = clock_unix_ns(clock) - clock_now_ns(clock), last = atomic_load(&gc->last_gc_ns);
    m->next_gc = gc_heap_goal(gc);
    m->last_gc = last ? (uint64_t)(base + last) : 0;
    m->pause_total_ns = (uint64_t)atomic_load(&gc->pause_total_ns);
    m->num_gc = (uint32_t)load(&gc->n_gc);
    m->num_forced_gc = (uint32_t)load(&gc->n_forced);
    m->gc_cpu_fraction = gc_cpu_fraction(gc);
    m->enable_gc = 1;
    for (unsigned i = 0; i < n; i++) {
        unsigned at = (unsigned)((cycles[i].number - 1) % N_PAUSES);
        m->pause_ns[at] = (uint64_t)(cycles[i].pause1_ns + cycles[i].pause2_ns);
        m->pause_end[at] = (uint64_t)(base + cycles[i].end_ns);
    }
}

enum native_result
lib_memstats_read(struct native_call *c)
{
    struct heap_stats *st = heap_stats(c->vm->heap);
    struct mem_stats m;
    if (c->args[0] < 4096)
        return vm_panic_runtime(c, "invalid memory address or nil pointer dereference");
    memset(&m, 0, sizeof m);
    fill_objects(c, st, &m);
    m.heap_inuse = load(&st->in_use) + load(&st->arenas);
    m.heap_released = load(&st->released);
    m.heap_idle = load(&st->free) + m.heap_released;
    m.heap_sys = m.heap_inuse + m.heap_idle;
    m.stack_inuse = m.stack_sys = load(&st->stacks);
    m.gc_sys = load(&st->workbufs);
    m.other_sys = load(&st->metadata);
    m.sys = m.heap_sys + m.stack_sys + m.gc_sys + m.other_sys;
    fill_collector(c, &m);
    access_copy(c->args[0], (uint64_t)(uintptr_t)&m, sizeof m);
    return NATIVE_DONE;
}
