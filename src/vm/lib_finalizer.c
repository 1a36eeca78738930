/* runtime.SetFinalizer. The collector keeps the table and says when calls are due; then a goroutine
 * on golib's runFinalizers is started, which takes them one after the other and ends. Go has one
 * goroutine for good; ours need not be told from the program's when it looks for deadlocks.
 * Go: runtime/mfinal.go */
#include "vm/lib_finalizer.h"

#include "gc/finalize.h"
#include "mem/heap.h"
#include "vm/native.h"

native_fn lib_finalizer_set, lib_finalizer_next;

enum { MAX_RESULT_WORDS = 256 }; /* runFinalizers leaves so much room */

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
