/* A table of (handle object, arena). The handle is an ordinary heap object; when a cycle finds it
 * unmarked, its arena is freed and the entry goes. An arena that the program freed itself has no
 * chunks any more; its entry goes with the handle too.
 *
 * All chunks with memory are roots: an arena's chunks live as long as the arena, and an arena whose
 * handle dies is freed at the end of that same cycle, so what its objects point to lives one cycle
 * longer (as with Go's finalizers, which mark everything they may need).
 *
 * Finalizers: what an object with one points to, and the function, are roots; the object itself is
 * not. Found dead at the end of marking it is marked after all (what it points to is black already)
 * and the call is due: a goroutine of the program takes it with finalize_next. Until then both are
 * roots. So of two such objects, one pointing to the other, the first goes first, and those in a
 * circle never go. Cleanups keep only their function: nothing comes to life for them.
 *
 * Weak handles are cleared before dead objects come to life for their finalizers. An object's entry
 * goes with the object or with the last weak pointer, so the handle of an entry is always alive.
 *
 * Invariant: an entry's handle slot is allocated (entries leave before the slot is swept).
 *
 * Go: runtime/mfinal.go, arena.go (newUserArena's finalizer) */
#include "gc/finalize.h"

#include <string.h>

#include "base/bug.h"
#include "base/table.h"
#include "base/vec.h"
#include "gc/barrier.h"
#include "gc/grey.h"
#include "gc/mark.h"
#include "gc/roots.h"
#include "mem/userarena.h"
#include "trace/tracer.h"

struct entry {
    uint64_t handle; /* address of the Go object */
    uint64_t arena_id;
};

struct cleanup {
    uint64_t obj, fn, id;
};

struct gc_finalizers {
    uv_mutex_t lock;
    VEC(struct entry) entries;         /* guarded by lock */
    VEC(struct finalize_call) waiting; /* for their objects to die; guarded by lock */
    struct table has;                  /* objects of waiting; guarded by lock */
    VEC(struct finalize_call) due;     /* guarded by lock */
    size_t due_taken;                  /* of due, from its start; guarded by lock */
    VEC(struct cleanup) cleanups;      /* guarded by lock */
    uint64_t last_cleanup;             /* id; guarded by lock */
    struct table weak;                 /* object -> handle; guarded by lock */
    uint64_t n_grey_chunks;            /* greyed at the start of this cycle */
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
    vec_finish(&f->waiting);
    vec_finish(&f->due);
    vec_finish(&f->cleanups);
    table_finish(&f->weak);
    table_finish(&f->has);
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

/* --- finalizers ---------------------------------------------------------------------------- */

static void *
address(uint64_t word)
{
    return (void *)(uintptr_t)word;
}

bool
finalize_set(struct gc *gc, struct gc_p *p, const struct finalize_call *call)
{
    struct gc_finalizers *f = gc->finalizers;
    uv_mutex_lock(&f->lock);
    bool known = table_get_ptr(&f->has, address(call->obj)) != NULL;
    if (!known) {
        table_put_ptr(&f->has, address(call->obj), f);
        vec_push(&f->waiting, *call);
    }
    uv_mutex_unlock(&f->lock);
    if (!known && atomic_load_explicit(&gc->barrier_on, memory_order_relaxed)) {
        barrier_shade_value(p, call->obj); /* the roots of this cycle are read already */
        barrier_shade_value(p, call->fn);
    }
    return !known;
}

/* Waiting has lost entries. */
static void
remake_has_locked(struct gc_finalizers *f)
{
    table_finish(&f->has);
    memset(&f->has, 0, sizeof f->has);
    for (size_t i = 0; i < f->waiting.n; i++)
        table_put_ptr(&f->has, address(f->waiting.v[i].obj), f);
}

void
finalize_unset(struct gc *gc, uint64_t obj)
{
    struct gc_finalizers *f = gc->finalizers;
    size_t kept = 0;
    uv_mutex_lock(&f->lock);
    if (table_get_ptr(&f->has, address(obj))) {
        for (size_t i = 0; i < f->waiting.n; i++)
            if (f->waiting.v[i].obj != obj)
                f->waiting.v[kept++] = f->waiting.v[i];
        f->waiting.n = kept;
        remake_has_locked(f);
    }
    uv_mutex_unlock(&f->lock);
}

static size_t
n_due_locked(const struct gc_finalizers *f)
{
    return f->due.n - f->due_taken;
}

bool
finalize_next(struct gc *gc, struct gc_p *p, struct finalize_call *out)
{
    struct gc_finalizers *f = gc->finalizers;
    uv_mutex_lock(&f->lock);
    bool some = n_due_locked(f) > 0;
    if (some) {
        *out = f->due.v[f->due_taken++];
        if (!n_due_locked(f))
            f->due.n = f->due_taken = 0;
    }
    uv_mutex_unlock(&f->lock);
    if (some && atomic_load_explicit(&gc->barrier_on, memory_order_relaxed)) {
        if (out->obj)
            barrier_shade_value(p, out->obj);
        barrier_shade_value(p, out->fn);
    }
    return some;
}

bool
finalize_is_due(struct gc *gc)
{
    uv_mutex_lock(&gc->finalizers->lock);
    bool some = n_due_locked(gc->finalizers) > 0;
    uv_mutex_unlock(&gc->finalizers->lock);
    return some;
}

/* --- cleanups and weak pointers ------------------------------------------------------------ */

uint64_t
finalize_add_cleanup(struct gc *gc, struct gc_p *p, uint64_t obj, uint64_t fn)
{
    struct gc_finalizers *f = gc->finalizers;
    uv_mutex_lock(&f->lock);
    struct cleanup c = {obj, fn, ++f->last_cleanup};
    vec_push(&f->cleanups, c);
    uv_mutex_unlock(&f->lock);
    if (atomic_load_explicit(&gc->barrier_on, memory_order_relaxed))
        barrier_shade_value(p, fn);
    return c.id;
}

void
finalize_stop_cleanup(struct gc *gc, uint64_t id)
{
    struct gc_finalizers *f = gc->finalizers;
    size_t kept = 0;
    uv_mutex_lock(&f->lock);
    for (size_t i = 0; i < f->cleanups.n; i++)
        if (f->cleanups.v[i].id != id)
            f->cleanups.v[kept++] = f->cleanups.v[i];
    f->cleanups.n = kept;
    uv_mutex_unlock(&f->lock);
}

uint64_t
finalize_weak_find(struct gc *gc, struct gc_p *p, uint64_t obj)
{
    struct gc_finalizers *f = gc->finalizers;
    uv_mutex_lock(&f->lock);
    uint64_t handle = (uint64_t)(uintptr_t)table_get_ptr(&f->weak, address(obj));
    uv_mutex_unlock(&f->lock);
    if (handle && atomic_load_explicit(&gc->barrier_on, memory_order_relaxed))
        barrier_shade_value(p, handle);
    return handle;
}

uint64_t
finalize_weak_add(struct gc *gc, struct gc_p *p, uint64_t obj, uint64_t handle)
{
    struct gc_finalizers *f = gc->finalizers;
    uv_mutex_lock(&f->lock);
    bool first = !table_get_ptr(&f->weak, address(obj));
    if (first)
        table_put_ptr(&f->weak, address(obj), address(handle));
    uv_mutex_unlock(&f->lock);
    return first ? handle : finalize_weak_find(gc, p, obj);
}

/* Found by no mark; what is not in the heap never dies. */
static bool
is_dead(struct gc *gc, uint64_t addr)
{
    struct span *s;
    unsigned index;
    return heap_find_object(gc->heap, addr, &s, &index) && !span_is_marked(s, index);
}

static void
clear_weak(struct gc *gc)
{
    struct gc_finalizers *f = gc->finalizers;
    struct table kept = {0};
    for (size_t i = 0; i < f->weak.n; i++) {
        const struct table_entry *e = &f->weak.entries[i];
        uint64_t obj = (uint64_t)(uintptr_t)e->key, handle = (uint64_t)(uintptr_t)e->value;
        if (!handle || is_dead(gc, handle))
            continue;
        if (is_dead(gc, obj))
            access_store64(handle, 0);
        else
            table_put_ptr(&kept, e->key, e->value);
    }
    table_finish(&f->weak);
    f->weak = kept;
}

static void
find_due_cleanups(struct gc *gc)
{
    struct gc_finalizers *f = gc->finalizers;
    size_t kept = 0;
    for (size_t i = 0; i < f->cleanups.n; i++) {
        struct cleanup c = f->cleanups.v[i];
        struct finalize_call call = {.fn = c.fn};
        if (is_dead(gc, c.obj))
            vec_push(&f->due, call);
        else
            f->cleanups.v[kept++] = c;
    }
    f->cleanups.n = kept;
}

/* --- marking and finalizers ---------------------------------------------------------------- */

static void
grey_referents(struct gc_p *p, uint64_t obj)
{
    struct span *s;
    unsigned index;
    if (!heap_find_object(p->gc->heap, obj, &s, &index) || span_noscan(s))
        return;
    if (scan_is_large(s))
        scan_large(s, s->base, scan_large_end(s), mark_visit_root, p);
    else
        scan_slot(s, span_slot(s, index), mark_visit_root, p);
}

static void
grey_finalizers(struct gc_finalizers *f, struct gc_p *p)
{
    for (size_t i = 0; i < f->waiting.n; i++) {
        grey_referents(p, f->waiting.v[i].obj);
        mark_grey(p, f->waiting.v[i].fn, 0);
    }
    for (size_t i = f->due_taken; i < f->due.n; i++) {
        if (f->due.v[i].obj)
            mark_grey(p, f->due.v[i].obj, 0);
        mark_grey(p, f->due.v[i].fn, 0);
    }
    for (size_t i = 0; i < f->cleanups.n; i++)
        mark_grey(p, f->cleanups.v[i].fn, 0);
}

static bool is_marked(struct gc *gc, uint64_t addr);

static void
find_due(struct gc *gc, struct gc_p *p)
{
    struct gc_finalizers *f = gc->finalizers;
    size_t kept = 0, first = f->due.n;
    for (size_t i = 0; i < f->waiting.n; i++) {
        struct finalize_call c = f->waiting.v[i];
        if (is_marked(gc, c.obj))
            f->waiting.v[kept++] = c;
        else
            vec_push(&f->due, c);
    }
    if (f->waiting.n != kept) {
        f->waiting.n = kept;
        remake_has_locked(f);
    }
    for (size_t i = first; i < f->due.n; i++) {
        struct span *s;
        unsigned index;
        bool found = heap_find_object(gc->heap, f->due.v[i].obj, &s, &index);
        ensure(found, "an object with a finalizer is gone");
        if (span_mark(s, index)) /* small ones may share a block */
            grey_straight_to_black(p, s);
    }
}

/* --- arenas -------------------------------------------------------------------------------- */

static void
grey_chunk(struct span *s, void *ctx)
{
    struct gc_p *p = ctx;
    if (atomic_load_explicit(&p->gc->watched, memory_order_relaxed))
        tracer_emit(p->tracer, EVENT_GC_ROOT, 0, ROOTS_ARENA, s->base, userarena_scan_bytes(s));
    if (mark_grey(p, s->base, 0))
        p->gc->finalizers->n_grey_chunks++;
}

void
finalize_begin_cycle(struct gc *gc, struct gc_p *p)
{
    gc->finalizers->n_grey_chunks = 0;
    grey_finalizers(gc->finalizers, p);
    if (gc->userarenas)
        userarenas_each_chunk(gc->userarenas, grey_chunk, p);
}

struct born {
    struct gc_p *p;
    uint64_t already_counted;
};

static void
book_born_chunk(struct span *s, void *ctx)
{
    struct born *b = ctx;
    if (!span_is_marked(s, 0))
        return;
    if (b->already_counted) {
        b->already_counted--;
        return;
    }
    grey_count_grey(b->p, s);
    grey_count_black(b->p, s);
}

void
finalize_end_marking(struct gc *gc, struct gc_p *p)
{
    clear_weak(gc);
    find_due(gc, p);
    find_due_cleanups(gc);
    struct born b = {p, gc->finalizers->n_grey_chunks};
    if (gc->userarenas)
        userarenas_each_chunk(gc->userarenas, book_born_chunk, &b);
}

static bool
is_marked(struct gc *gc, uint64_t addr)
{
    struct span *s;
    unsigned index;
    return heap_find_object(gc->heap, addr, &s, &index) && span_is_marked(s, index);
}

static void
free_dead_arenas(struct gc *gc, struct gc_p *p)
{
    struct gc_finalizers *f = gc->finalizers;
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

void
finalize_sweep(struct gc *gc, struct gc_p *p)
{
    if (!gc->userarenas)
        return;
    free_dead_arenas(gc, p);
    userarenas_sweep(gc->userarenas, p->tracer);
}
