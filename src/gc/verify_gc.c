/* A second marker that shares nothing with the first but the layout of pointer information: one
 * thread, one stack, its own bitmap per span. Whatever it reaches must carry a mark; more may be
 * marked than is reachable (what died during the cycle).
 *
 * Go: runtime/mgcmark.go (gccheckmark), mcheckmark.go */
#include "gc/verify_gc.h"

#include "base/bitops.h"
#include "base/bug.h"
#include "base/table.h"
#include "base/vec.h"
#include "gc/grey.h"
#include "gc/roots.h"
#include "mem/region.h"
#include "mem/segment.h"
#include "mem/verify.h"

struct oracle {
    struct gc *gc;
    struct table seen;       /* struct span * -> bitmap of slots; owned */
    VEC(uint64_t *) bitmaps; /* the same, to free them */
    VEC(uint64_t) stack;     /* slots to scan */
};

static bool
first_visit(struct oracle *o, struct span *s, unsigned index)
{
    uint64_t *bits = table_get_ptr(&o->seen, s);
    if (!bits) {
        bits = xcalloc((s->nelems + 64u) / 64, sizeof *bits);
        table_put_ptr(&o->seen, s, bits);
        vec_push(&o->bitmaps, bits);
    }
    if (bitops_get(bits, index))
        return false;
    bitops_set(bits, index);
    return true;
}

static void
visit(void *ctx, uint64_t slot_addr, uint64_t value)
{
    struct oracle *o = ctx;
    struct span *s;
    unsigned index;
    if (value < GREY_FIRST_LEGAL || !heap_find_object(o->gc->heap, value, &s, &index))
        return;
    ensure(span_is_marked(s, index),
           "object %#llx (%llu bytes) is reachable from %#llx but was not marked in cycle %llu",
           (unsigned long long)span_slot(s, index), (unsigned long long)s->elem_bytes,
           (unsigned long long)slot_addr, (unsigned long long)atomic_load(&o->gc->cycles));
    ensure(span_is_allocated(s, index), "%#llx holds a pointer to the free slot %#llx",
           (unsigned long long)slot_addr, (unsigned long long)span_slot(s, index));
    if (first_visit(o, s, index) && !span_noscan(s))
        vec_push(&o->stack, span_slot(s, index));
}

static void
walk(struct oracle *o)
{
    while (o->stack.n) {
        uint64_t obj = vec_pop(&o->stack);
        struct span *s = heap_span_of(o->gc->heap, obj);
        if (scan_is_large(s))
            scan_large(s, s->base, scan_large_end(s), visit, o);
        else
            scan_slot(s, obj, visit, o);
    }
}

static void
visit_segment(struct oracle *o, enum segment_kind kind)
{
    const struct segment *s = &o->gc->segments->s[kind];
    if (s->ptrmask)
        scan_bitmap(s->base, s->base, s->base + s->bytes, s->ptrmask, visit, o);
}

static void
visit_chunk(struct span *s, void *ctx)
{
    visit(ctx, s->base, s->base);
}

static void
visit_roots(struct oracle *o, struct gc_p *p)
{
    const struct gc_world *w = &o->gc->world;
    if (o->gc->segments) {
        visit_segment(o, SEGMENT_DATA);
        visit_segment(o, SEGMENT_BSS);
    }
    if (o->gc->userarenas)
        userarenas_each_chunk(o->gc->userarenas, visit_chunk, o);
    w->scan_extra(w->sched, visit, o);
    size_t n = w->begin_stacks(w->sched);
    for (size_t i = 0; i < n; i++) {
        uint64_t bytes = 0;
        enum gc_stack_scan done = w->scan_stack(w->sched, i, p, visit, o, &bytes);
        ensure(done != GC_STACK_LATER, "a stack cannot be scanned though the world is stopped");
    }
}

struct mark_count {
    uint64_t objects;
};

static bool
count_marks(struct span *s, void *ctx)
{
    struct mark_count *c = ctx;
    if (atomic_load(&s->state) == SPAN_IN_USE && s->mark_bits)
        c->objects += span_count_marked(s);
    return true;
}

static void
count_chunk_marks(struct span *s, void *ctx)
{
    struct mark_count *c = ctx;
    c->objects += span_is_marked(s, 0);
}

/* Each mark bit was counted once as grey and once as black. */
static void
check_counters(struct gc *gc)
{
    uint64_t greyed = 0, blackened = 0;
    for (unsigned i = 0; i < gc->world.n_procs(gc->world.sched); i++) {
        const struct gc_p *p = gc->world.proc(gc->world.sched, i);
        ensure(p->n_barrier == 0, "a barrier buffer is not empty after marking");
        for (unsigned k = 0; k < SIZECLASS_COUNT; k++) {
            greyed += atomic_load(&p->greyed[k]);
            blackened += atomic_load(&p->blackened[k]);
        }
    }
    struct mark_count c = {0};
    heap_each_span(gc->heap, count_marks, &c);
    if (gc->userarenas)
        userarenas_each_chunk(gc->userarenas, count_chunk_marks, &c);
    ensure(greyed == blackened, "%llu objects were greyed and %llu blackened",
           (unsigned long long)greyed, (unsigned long long)blackened);
    ensure(greyed == c.objects, "%llu objects were greyed but %llu have a mark",
           (unsigned long long)greyed, (unsigned long long)c.objects);
}

void
verify_gc_marks(struct gc *gc, struct gc_p *p)
{
    struct oracle o = {.gc = gc};
    visit_roots(&o, p);
    walk(&o);
    vec_each (uint64_t **, bits, &o.bitmaps)
        free(*bits);
    vec_finish(&o.bitmaps);
    vec_finish(&o.stack);
    table_finish(&o.seen);
    check_counters(gc);
}

void
verify_gc_heap(struct gc *gc)
{
    struct regions r = {gc->heap, gc->segments, gc->userarenas};
    if (gc->segments && gc->userarenas)
        verify_memory(&r);
    else
        verify_heap(gc->heap);
}
