/* The hybrid barrier shades both the pointer that is overwritten and the one that is stored,
 * without asking for anyone's colour; that is why no stack has to be scanned twice and why stores
 * into the current frame need none. A fresh object is no exception: it is born black, and what is
 * stored into it may come from a stack that is not scanned yet and forgets it before. Pointers are
 * only remembered here, in the P's buffer; the lookup of what they point to happens 512 pointers at
 * a time, out of the mutator's way.
 *
 * Invariant: while the barrier is on, a pointer in any P's buffer counts as grey-to-be: marking is
 * not over before all buffers were flushed with the world stopped.
 *
 * Go: runtime/mwbbuf.go, mbarrier.go, mbitmap.go (bulkBarrierPreWrite) */
#include "gc/barrier.h"

#include "gc/grey.h"
#include "gc/mark.h"
#include "trace/tracer.h"

void
barrier_flush(struct gc_p *p)
{
    for (unsigned i = 0; i < p->n_barrier; i++)
        mark_grey(p, p->barrier[i], 0);
    p->n_barrier = 0;
}

/* What a mutator's flush found must not stay in its P's buffers: workers could not see it. */
static void
flush_full(struct gc_p *p)
{
    barrier_flush(p);
    if (work_publish(p))
        p->gc->world.wake_workers(p->gc->world.sched);
}

static inline void
remember(struct gc_p *p, uint64_t value)
{
    if (value < GREY_FIRST_LEGAL)
        return;
    if (p->n_barrier == GC_BARRIER_SLOTS)
        flush_full(p);
    p->barrier[p->n_barrier++] = value;
}

static void
show_shade(struct gc_p *p, uint64_t addr, uint64_t old, uint64_t new_value)
{
    if (atomic_load_explicit(&p->gc->watched, memory_order_relaxed))
        tracer_emit(p->tracer, EVENT_GC_SHADE, 0, addr, old, new_value);
}

void
barrier_shade(struct gc_p *p, uint64_t slot_addr, uint64_t new_value)
{
    uint64_t old = access_load64(slot_addr);
    show_shade(p, slot_addr, old, new_value);
    remember(p, old);
    remember(p, new_value);
}

void
barrier_shade_value(struct gc_p *p, uint64_t value)
{
    if (!atomic_load_explicit(&p->gc->barrier_on, memory_order_relaxed))
        return;
    show_shade(p, 0, 0, value);
    remember(p, value);
}

static void
visit_bulk(void *ctx, uint64_t slot_addr, uint64_t value)
{
    (void)slot_addr;
    remember(ctx, value);
}

void
barrier_bulk(struct gc_p *p, uint64_t dst, uint64_t src, const struct typeinfo *type,
             uint64_t count)
{
    uint64_t bytes = type->size * count;
    show_shade(p, dst, 0, src);
    scan_typed(dst, dst, dst + bytes, type, visit_bulk, p);
    if (src)
        scan_typed(src, src, src + bytes, type, visit_bulk, p);
}
