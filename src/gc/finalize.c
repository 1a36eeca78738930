/* A table of (handle object, arena). The handle is an ordinary heap object that knows nothing of
 * the arena's chunks, so the marker asks at the end of marking: is the handle marked? Then the
 * chunks are grey too, and marking goes on. What is still unmarked after the last round is dead,
 * and so is its entry. An arena that was freed by the program has no chunks any more; its entry
 * goes with the handle.
 *
 * Invariant: an entry's handle slot is allocated (entries leave before the slot is swept).
 *
 * Go: runtime/mfinal.go (the special that marks what a finalizer needs), arena.go (newUserArena) */
#include "gc/finalize.h"

#include "base/bug.h"
#include "base/vec.h"
#include "gc/mark.h"
#include "gc/roots.h"
#include "gc/work.h"
#include "mem/heap.h"
#include "mem/userarena.h"
#include "trace/tracer.h"

struct entry {
    uint64_t handle; /* address of the Go object */
    uint64_t arena_id;
    bool chunks_grey; /* in this cycle */
};

struct gc_finalizers {
    uv_mutex_t lock;
    VEC(struct entry) entries; /* guarded by lock */
};

struct gc_finalizers *
finalize_create(void)
{
    struct gc_finalizers *f = xcalloc(1, sizeof *f);
    ensure(uv_mutex_init(&f->lock) == 0, "no mutex for the finalizers");
    return f;
}

void
finalize_destroy(struct gc_finalizers *f)
{
    if (!f)
        return;
    vec_finish(&f->entries);
    uv_mutex_destroy(&f->lock);
    free(f);
}

void
finalize_add_arena(struct gc *gc, uint64_t handle_addr, uint64_t arena_id)
{
    struct gc_finalizers *f = gc->finalizers;
    struct entry e = {.handle = handle_addr, .arena_id = arena_id};
    uv_mutex_lock(&f->lock);
    vec_push(&f->entries, e);
    uv_mutex_unlock(&f->lock);
}

static void
grey_chunk(struct span *s, void *ctx)
{
    struct gc_p *p = ctx;
    if (atomic_load_explicit(&p->gc->watched, memory_order_relaxed))
        tracer_emit(p->tracer, EVENT_GC_ROOT, 0, ROOTS_ARENA, s->base, s->elem_bytes);
    mark_grey(p, s->base, 0);
}

static bool
has_handle(const struct gc_finalizers *f, uint64_t arena_id)
{
    for (size_t i = 0; i < f->entries.n; i++)
        if (f->entries.v[i].arena_id == arena_id)
            return true;
    return false;
}

/* Arenas nobody registered are roots: better kept too long than freed under somebody's feet. */
static void
grey_ownerless(struct gc *gc, struct gc_p *p)
{
    struct userarenas_totals totals;
    userarenas_totals(gc->userarenas, &totals);
    if (totals.live == 0 || totals.live == gc->finalizers->entries.n)
        return;
    unsigned max = (unsigned)totals.live + USERARENA_KEPT;
    struct userarena_info *list = xcalloc(max, sizeof *list);
    unsigned n = userarenas_list(gc->userarenas, list, max);
    for (unsigned i = 0; i < n; i++)
        if (list[i].freed_ns == 0 && !has_handle(gc->finalizers, list[i].id))
            userarena_each_chunk(gc->userarenas, list[i].id, grey_chunk, p);
    free(list);
}

void
finalize_begin_cycle(struct gc *gc, struct gc_p *p)
{
    if (!gc->userarenas)
        return;
    vec_each (struct entry *, e, &gc->finalizers->entries)
        e->chunks_grey = false;
    grey_ownerless(gc, p);
}

static bool
is_marked(struct gc *gc, uint64_t addr)
{
    struct span *s;
    unsigned index;
    return heap_find_object(gc->heap, addr, &s, &index) && span_is_marked(s, index);
}

bool
finalize_mark(struct gc *gc, struct gc_p *p)
{
    struct gc_finalizers *f = gc->finalizers;
    if (!gc->userarenas)
        return false;
    uv_mutex_lock(&f->lock);
    vec_each (struct entry *, e, &f->entries) {
        if (!e->chunks_grey && is_marked(gc, e->handle)) {
            e->chunks_grey = true;
            userarena_each_chunk(gc->userarenas, e->arena_id, grey_chunk, p);
        }
    }
    uv_mutex_unlock(&f->lock);
    return p->work1 && (p->work1->n || p->work2->n);
}

void
finalize_end_cycle(struct gc *gc, struct gc_p *p)
{
    struct gc_finalizers *f = gc->finalizers;
    if (!gc->userarenas)
        return;
    size_t kept = 0;
    for (size_t i = 0; i < f->entries.n; i++) {
        struct entry e = f->entries.v[i];
        if (is_marked(gc, e.handle))
            f->entries.v[kept++] = e;
        else /* USERARENA_DOUBLE_FREE: the program has freed it itself */
            userarena_free(gc->userarenas, p->tracer, e.arena_id, true,
                           gc->world.now_ns(gc->world.sched));
    }
    f->entries.n = kept;
}
