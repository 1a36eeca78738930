/* Greying from outside the drain loops: roots, stacks, barrier buffers, arena chunks.
 *
 * Go: runtime/mgcmark.go */
#include "gc/mark.h"

#include "gc/cycle.h"
#include "gc/grey.h"
#include "gc/roots.h"
#include "trace/tracer.h"

bool
mark_grey(struct gc_p *p, uint64_t addr, uint64_t from)
{
    struct span *s;
    unsigned index;
    if (addr < GREY_FIRST_LEGAL || !heap_find_object(p->gc->heap, addr, &s, &index) ||
        !span_mark(s, index))
        return false;
    grey_marked(p, s, index);
    if (unlikely(atomic_load_explicit(&p->gc->watched, memory_order_relaxed)))
        tracer_emit(p->tracer, EVENT_GC_GREY, 0, span_slot(s, index), s->elem_bytes, from);
    return true;
}

void
mark_visit_root(void *ctx, uint64_t slot_addr, uint64_t value)
{
    mark_grey(ctx, value, slot_addr);
}

void
mark_stack_done(struct gc *gc, struct gc_p *p, uint64_t bytes)
{
    roots_stack_scanned(gc, p, bytes);
    if (work_publish(p))
        gc->world.wake_workers(gc->world.sched);
    if (cycle_looks_finished(gc))
        p->wishes |= GC_WISH_MARK_DONE;
}
