/* Root jobs, in this order: blocks of data, blocks of bss, the extra roots of the layers above (one
 * job), then one job per goroutine stack. A job is claimed once by a fetch-and-add; it is completed
 * when it was scanned, which for a running goroutine's stack is later and elsewhere (the goroutine
 * scans itself). Marking is over only when all are completed.
 *
 * No stack is scanned twice: what a goroutine with a scanned stack takes from the heap or from
 * another stack was greyed by the barrier.
 *
 * Go: runtime/mgcmark.go */
#include "gc/roots.h"

#include "base/bug.h"
#include "base/xalloc.h"
#include "gc/finalize.h"
#include "gc/mark.h"
#include "gc/pacer.h"
#include "gc/scan.h"
#include "mem/segment.h"
#include "mem/userarena.h"
#include "trace/tracer.h"

struct gc_roots *
roots_create(void)
{
    return xcalloc(1, sizeof(struct gc_roots));
}

void
roots_destroy(struct gc_roots *r)
{
    free(r);
}

static uint64_t
n_blocks(const struct segment *s)
{
    return (s->bytes + ROOTS_BLOCK_BYTES - 1) / ROOTS_BLOCK_BYTES;
}

uint64_t
roots_globals_bytes(const struct gc *gc)
{
    if (!gc->segments)
        return 0;
    return gc->segments->s[SEGMENT_DATA].bytes + gc->segments->s[SEGMENT_BSS].bytes;
}

static void
show_root(struct gc_p *p, enum roots_kind kind, uint64_t addr, uint64_t bytes)
{
    if (atomic_load_explicit(&p->gc->watched, memory_order_relaxed))
        tracer_emit(p->tracer, EVENT_GC_ROOT, 0, kind, addr, bytes);
}

static void
grey_tiny_blocks(struct gc *gc, struct gc_p *p)
{
    unsigned n = gc->world.n_procs(gc->world.sched);
    for (unsigned i = 0; i < n; i++) {
        struct gc_p *other = gc->world.proc(gc->world.sched, i);
        if (other->cache.tiny) {
            show_root(p, ROOTS_TINY, other->cache.tiny, SIZECLASS_TINY_LIMIT);
            mark_grey(p, other->cache.tiny, 0);
        }
    }
}

void
roots_prepare(struct gc *gc, struct gc_p *p)
{
    struct gc_roots *r = gc->roots;
    r->n_data = gc->segments ? n_blocks(&gc->segments->s[SEGMENT_DATA]) : 0;
    r->n_bss = gc->segments ? n_blocks(&gc->segments->s[SEGMENT_BSS]) : 0;
    r->n_stacks = gc->world.begin_stacks(gc->world.sched);
    r->n_jobs = r->n_data + r->n_bss + 1 + r->n_stacks;
    atomic_store(&r->pending, r->n_jobs);
    atomic_store(&r->next, 0);
    grey_tiny_blocks(gc, p);
    finalize_begin_cycle(gc, p);
}

static int64_t
scan_block(struct gc_p *p, enum segment_kind kind, uint64_t block)
{
    const struct segment *s = &p->gc->segments->s[kind];
    uint64_t lo = s->base + block * ROOTS_BLOCK_BYTES, hi = lo + ROOTS_BLOCK_BYTES;
    if (hi > s->base + s->bytes)
        hi = s->base + s->bytes;
    show_root(p, kind == SEGMENT_DATA ? ROOTS_DATA : ROOTS_BSS, lo, hi - lo);
    if (s->ptrmask)
        scan_bitmap(s->base, lo, hi, s->ptrmask, mark_visit_root, p);
    atomic_fetch_add_explicit(&p->gc->pacer->globals_work, (int64_t)(hi - lo),
                              memory_order_relaxed);
    return (int64_t)(hi - lo);
}

static void
complete_job(struct gc *gc)
{
    uint64_t was = atomic_fetch_sub_explicit(&gc->roots->pending, 1, memory_order_acq_rel);
    ensure(was > 0, "more root jobs were completed than there are");
}

static int64_t
add_stack_work(struct gc *gc, uint64_t bytes)
{
    atomic_fetch_add_explicit(&gc->pacer->stack_work, (int64_t)bytes, memory_order_relaxed);
    return (int64_t)bytes;
}

static int64_t
scan_stack(struct gc *gc, struct gc_p *p, uint64_t i)
{
    uint64_t bytes = 0;
    switch (gc->world.scan_stack(gc->world.sched, i, p, mark_visit_root, p, &bytes)) {
    case GC_STACK_LATER:
        return 0;
    case GC_STACK_GONE:
        complete_job(gc);
        return 0;
    case GC_STACK_DONE:
        break;
    }
    show_root(p, ROOTS_STACK, i, bytes);
    int64_t work = add_stack_work(gc, bytes);
    complete_job(gc);
    return work;
}

void
roots_stack_scanned(struct gc *gc, struct gc_p *p, uint64_t bytes)
{
    show_root(p, ROOTS_STACK, 0, bytes);
    add_stack_work(gc, bytes);
    complete_job(gc);
}

int64_t
roots_do_one(struct gc *gc, struct gc_p *p)
{
    struct gc_roots *r = gc->roots;
    if (!roots_has_job(gc))
        return -1;
    uint64_t job = atomic_fetch_add_explicit(&r->next, 1, memory_order_relaxed);
    if (job >= r->n_jobs)
        return -1;
    if (job >= r->n_data + r->n_bss + 1)
        return scan_stack(gc, p, job - (r->n_data + r->n_bss + 1));
    int64_t work = 0;
    if (job < r->n_data) {
        work = scan_block(p, SEGMENT_DATA, job);
    } else if (job < r->n_data + r->n_bss) {
        work = scan_block(p, SEGMENT_BSS, job - r->n_data);
    } else {
        show_root(p, ROOTS_EXTRA, 0, 0);
        gc->world.scan_extra(gc->world.sched, mark_visit_root, p);
    }
    complete_job(gc);
    return work;
}
