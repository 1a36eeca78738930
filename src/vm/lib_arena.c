/* Package arena on mem/userarena.h. The Go-side handle is a small heap object that holds the
 * arena's id; while the collector finds it, the chunks live. Go: runtime/arena.go */
#include "base/clock.h"
#include "gc/barrier.h"
#include "mem/heap.h"
#include "mem/userarena.h"
#include "vm/native.h"
#include "vm/slice.h"

native_fn lib_arena_create, lib_arena_release, lib_arena_new, lib_arena_make_slice, lib_arena_clone;

enum { HANDLE_BYTES = 24 }; /* pointer-free and not tiny, so that it dies alone */

static const struct typeinfo *
type_argument(struct native_call *c)
{
    return (const struct typeinfo *)(uintptr_t)c->types[0];
}

enum native_result
lib_arena_create(struct native_call *c)
{
    int64_t now = clock_now_ns(c->m->sched->clock);
    uint64_t handle = vm_alloc(c->p, c->g, NULL, HANDLE_BYTES, true);
    uint64_t id = handle ? userarena_new(c->vm->userarenas, &c->p->tracer, c->g->id, now) : 0;
    if (!id)
        return vm_fatal(c, "out of memory");
    access_store64(handle, id);
    gc_arena_handle(c->vm->gc, &c->p->gc, handle, id);
    if (c->p->gc.wishes)
        atomic_store_explicit(&c->g->stackguard, STACK_PREEMPT, memory_order_relaxed);
    c->args[0] = handle;
    return NATIVE_DONE;
}

enum native_result
lib_arena_release(struct native_call *c)
{
    uint64_t handle = c->args[0];
    if (handle < 4096)
        return vm_panic_runtime(c, "invalid memory address or nil pointer dereference");
    bool off = atomic_load(&c->vm->gc->phase) == GC_OFF;
    int64_t now = clock_now_ns(c->m->sched->clock);
    if (userarena_free(c->vm->userarenas, &c->p->tracer, access_load64(handle), off, now) ==
        USERARENA_DOUBLE_FREE)
        return vm_panic_string(c, "arena double free");
    return NATIVE_DONE;
}

/* Address of count zeroed values in the arena whose *Arena is `arena`; too large ones go to the
 * heap, as in Go. */
static enum native_result
place(struct native_call *c, uint64_t arena, const struct typeinfo *t, uint64_t count,
      uint64_t *addr)
{
    if (arena < 4096 || access_load64(arena) < 4096)
        return vm_panic_runtime(c, "invalid memory address or nil pointer dereference");
    uint64_t id = access_load64(access_load64(arena));
    if (t->size * count == 0) {
        *addr = vm_alloc(c->p, c->g, t, 0, true);
        return NATIVE_DONE;
    }
    switch (userarena_alloc(c->vm->userarenas, &c->p->tracer, id, t, count, addr)) {
    case USERARENA_OK:
        return NATIVE_DONE;
    case USERARENA_TOO_LARGE:
        *addr = vm_alloc(c->p, c->g, t, t->size * count, true);
        return *addr ? NATIVE_DONE : vm_fatal(c, "out of memory");
    case USERARENA_DOUBLE_FREE:
        return vm_panic_string(c, "arena: use after free");
    case USERARENA_NO_MEMORY:
        break;
    }
    return vm_fatal(c, "out of memory");
}

enum native_result
lib_arena_new(struct native_call *c)
{
    return place(c, c->args[0], type_argument(c), 1, &c->args[1]);
}

enum native_result
lib_arena_make_slice(struct native_call *c)
{
    const struct typeinfo *t = type_argument(c);
    int64_t len = (int64_t)c->args[1], cap = (int64_t)c->args[2];
    if (cap < 0)
        return vm_panic_string(c, "userArena.slice: negative cap");
    if (len < 0 || len > cap)
        return vm_panic_runtime(c, "slice bounds out of range [:%lld] with capacity %lld",
                                (long long)len, (long long)cap);
    if (t->size && (uint64_t)cap > (UINT64_C(1) << 48) / t->size)
        return vm_fatal(c, "out of memory");
    enum native_result r = place(c, c->args[0], t, (uint64_t)cap, &c->args[3]);
    c->args[4] = (uint64_t)len;
    c->args[5] = (uint64_t)cap;
    return r;
}

static bool
in_arena(const struct vm *vm, uint64_t addr)
{
    struct span *s;
    unsigned index;
    return heap_find_object(vm->heap, addr, &s, &index) && s->use == SPAN_USE_ARENA;
}

static bool
copy_out(struct native_call *c, const struct typeinfo *t, uint64_t count, uint64_t *word)
{
    uint64_t at = vm_alloc(c->p, c->g, t, t->size * count, true);
    if (!at)
        return false;
    barrier_copy(&c->p->gc, at, *word, t, count);
    *word = at;
    return true;
}

enum native_result
lib_arena_clone(struct native_call *c)
{
    const struct typeinfo *t = type_argument(c);
    unsigned words = (unsigned)((t->size + 7) / 8);
    uint64_t *in = c->args, *out = c->args + words;
    bool ok = true;
    if (t->kind != KIND_POINTER && t->kind != KIND_SLICE && t->kind != KIND_STRING)
        return vm_panic_string(c, "arena: Clone only supports pointers, slices, and strings");
    for (unsigned i = 0; i < words; i++)
        out[i] = in[i];
    if (!in_arena(c->vm, in[0]))
        return NATIVE_DONE;
    if (t->kind == KIND_POINTER)
        ok = copy_out(c, t->elem, 1, out);
    else
        ok = copy_out(c, t->kind == KIND_STRING ? c->vm->type_byte : t->elem, in[1], out);
    if (t->kind == KIND_SLICE)
        out[2] = in[1];
    return ok ? NATIVE_DONE : vm_fatal(c, "out of memory");
}
