/* runtime.SetFinalizer and AddCleanup, weak pointers. The collector keeps the table and says when
 * calls are due; then a goroutine on golib's runFinalizers is started, which takes them one after
 * the other and ends. Go has one goroutine for good; ours need not be told from the program's when
 * it looks for deadlocks. Go: runtime/mfinal.go */
#include "vm/lib_finalizer.h"

#include "gc/barrier.h"
#include "gc/finalize.h"
#include "mem/heap.h"
#include "vm/native.h"

native_fn lib_finalizer_set, lib_finalizer_next, lib_finalizer_add_cleanup,
    lib_finalizer_stop_cleanup, lib_finalizer_weak_handle, lib_finalizer_weak_load;

enum {
    MAX_RESULT_WORDS = 256, /* runFinalizers leaves so much room */
    HANDLE_BYTES = 16,      /* pointer-free and not tiny, so that it dies alone */
};

static void
start(struct p *p, void *ctx)
{
    struct vm *vm = ctx;
    uint64_t runner = atomic_load(&vm->finalizer_runner);
    if (runner)
        schedule_go(p, NULL, runner, 0);
}

void
lib_finalizer_start(void *vm)
{
    schedule_call(((struct vm *)vm)->sched, start, vm);
}

/* Can fn be called with a pointer of type t? */
static bool
takes(const struct typeinfo *fn, const struct typeinfo *t, bool *any)
{
    if (fn->kind != KIND_FUNC || fn->n_in != 1 || fn->flags & TYPEINFO_VARIADIC)
        return false;
    uint64_t words = 0;
    for (uint32_t i = 1; i < fn->n_fields; i++)
        words += (fn->fields[i].type->size + 7) / 8;
    if (words > MAX_RESULT_WORDS)
        return false;
    const struct typeinfo *in = fn->fields[0].type;
    *any = in->kind == KIND_INTERFACE && in->n_methods == 0;
    return *any || in == t || (in->kind == KIND_POINTER && in->elem == t->elem);
}

/* setFinalizer(obj, finalizer any, runner func()) */
enum native_result
lib_finalizer_set(struct native_call *c)
{
    const struct typeinfo *t = (const struct typeinfo *)(uintptr_t)c->args[0];
    const struct typeinfo *fn = (const struct typeinfo *)(uintptr_t)c->args[2];
    struct span *s;
    unsigned index;
    bool any = false;
    if (!t)
        return vm_fatal(c, "runtime.SetFinalizer: first argument is nil");
    if (t->kind != KIND_POINTER)
        return vm_fatal(c, "runtime.SetFinalizer: first argument is %.*s, not pointer",
                        (int)t->name.len, t->name.data);
    if (!c->args[1])
        return vm_fatal(c, "runtime.SetFinalizer: pointer not in heap");
    if (!heap_find_object(c->vm->heap, c->args[1], &s, &index))
        return NATIVE_DONE; /* a global or a zero-size variable: it never dies */
    if (!fn) {
        finalize_unset(c->vm->gc, c->args[1]);
        return NATIVE_DONE;
    }
    if (!takes(fn, t, &any))
        return vm_fatal(c, "runtime.SetFinalizer: cannot pass %.*s to finalizer %.*s",
                        (int)t->name.len, t->name.data, (int)fn->name.len, fn->name.data);
    atomic_store(&c->vm->finalizer_runner, c->args[4]);
    struct finalize_call call = {c->args[0], c->args[1], c->args[3], any};
    if (!finalize_set(c->vm->gc, &c->p->gc, &call))
        return vm_fatal(c, "runtime.SetFinalizer: finalizer already set");
    return NATIVE_DONE;
}

/* nextFinalizer() (obj any, fn func(), takesAny, ok bool) */
enum native_result
lib_finalizer_next(struct native_call *c)
{
    struct finalize_call call = {0};
    bool ok = finalize_next(c->vm->gc, &c->p->gc, &call);
    c->args[0] = call.type;
    c->args[1] = call.obj;
    c->args[2] = call.fn;
    c->args[3] = call.takes_any;
    c->args[4] = ok;
    return NATIVE_DONE;
}

/* addCleanup(obj unsafe.Pointer, fn, runner func()) uint64: 0 when obj never dies. */
enum native_result
lib_finalizer_add_cleanup(struct native_call *c)
{
    struct span *s;
    unsigned index;
    uint64_t obj = c->args[0];
    c->args[3] = 0;
    if (!heap_find_object(c->vm->heap, obj, &s, &index))
        return NATIVE_DONE;
    if (s->use == SPAN_USE_ARENA)
        return vm_panic_string(c, "runtime.AddCleanup: ptr is arena-allocated");
    atomic_store(&c->vm->finalizer_runner, c->args[2]);
    c->args[3] = finalize_add_cleanup(c->vm->gc, &c->p->gc, obj, c->args[1]);
    return NATIVE_DONE;
}

/* stopCleanup(id uint64) */
enum native_result
lib_finalizer_stop_cleanup(struct native_call *c)
{
    finalize_stop_cleanup(c->vm->gc, c->args[0]);
    return NATIVE_DONE;
}

/* handle(obj unsafe.Pointer) unsafe.Pointer */
enum native_result
lib_finalizer_weak_handle(struct native_call *c)
{
    uint64_t obj = c->args[0], handle = finalize_weak_find(c->vm->gc, &c->p->gc, obj);
    if (!handle) {
        handle = vm_alloc(c->p, c->g, NULL, HANDLE_BYTES, true);
        if (!handle)
            return vm_fatal(c, "out of memory");
        access_store64(handle, obj);
        handle = finalize_weak_add(c->vm->gc, &c->p->gc, obj, handle);
    }
    c->args[1] = handle;
    return NATIVE_DONE;
}

/* load(handle unsafe.Pointer) unsafe.Pointer: a strong pointer while the object lives. */
enum native_result
lib_finalizer_weak_load(struct native_call *c)
{
    uint64_t obj = access_load64(c->args[0]);
    if (obj && atomic_load_explicit(&c->vm->gc->barrier_on, memory_order_relaxed))
        barrier_shade_value(&c->p->gc, obj);
    c->args[1] = obj;
    return NATIVE_DONE;
}
