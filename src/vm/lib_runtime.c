/* Packages runtime and runtime/debug. Go: runtime/debug.go, mgc.go (GC), runtime/debug */
#include "gc/gc.h"
#include "mem/heap.h"
#include "vm/native.h"

native_fn lib_runtime_gc, lib_runtime_gomaxprocs, lib_runtime_goexit, lib_runtime_gosched,
    lib_runtime_num_cpu, lib_runtime_num_goroutine, lib_runtime_debug_free_os_memory,
    lib_runtime_debug_set_gc_percent, lib_runtime_debug_set_max_stack,
    lib_runtime_debug_set_memory_limit;

/* A whole cycle; waiting for it means running this native again after each wake. The call has no
 * arguments and its frame is mapped, so that the collector may scan, and even move, this
 * goroutine's stack meanwhile. */
static enum native_result
collect(struct native_call *c)
{
    if (!gc_collect(c->vm->gc, &c->p->gc, &c->g->gc))
        return NATIVE_DONE;
    vm_native_again(c);
    schedule_park(c->m, c->g, G_WAIT_GC_CYCLE);
    return NATIVE_AGAIN;
}

enum native_result
lib_runtime_gc(struct native_call *c)
{
    return collect(c);
}

enum native_result
lib_runtime_debug_free_os_memory(struct native_call *c)
{
    enum native_result r = collect(c);
    if (r == NATIVE_DONE)
        while (heap_scavenge(c->vm->heap, &c->p->tracer, 1 << 20))
            ;
    return r;
}

enum native_result
lib_runtime_gosched(struct native_call *c)
{
    schedule_gosched(c->m, c->g);
    return NATIVE_YIELD;
}

enum native_result
lib_runtime_goexit(struct native_call *c)
{
    (void)c;
    return NATIVE_GOEXIT;
}

enum native_result
lib_runtime_num_goroutine(struct native_call *c)
{
    c->args[0] = schedule_num_goroutine(c->m->sched);
    return NATIVE_DONE;
}

enum native_result
lib_runtime_num_cpu(struct native_call *c)
{
    c->args[0] = uv_available_parallelism();
    return NATIVE_DONE;
}

enum native_result
lib_runtime_gomaxprocs(struct native_call *c)
{
    int64_t n = (int64_t)c->args[0];
    c->args[1] = schedule_gomaxprocs(c->m->sched, c->m, n > P_MAX ? P_MAX : n < 1 ? 0 : (int)n);
    return NATIVE_DONE;
}

enum native_result
lib_runtime_debug_set_gc_percent(struct native_call *c)
{
    int64_t n = (int64_t)c->args[0];
    c->args[1] = (uint64_t)(int64_t)gc_set_percent(c->vm->gc, n < 0 ? -1 : (int)n);
    return NATIVE_DONE;
}

enum native_result
lib_runtime_debug_set_memory_limit(struct native_call *c)
{
    c->args[1] = (uint64_t)gc_set_memlimit(c->vm->gc, (int64_t)c->args[0]);
    return NATIVE_DONE;
}

enum native_result
lib_runtime_debug_set_max_stack(struct native_call *c)
{
    c->args[1] = atomic_exchange(&c->m->sched->max_stack_bytes, c->args[0]);
    return NATIVE_DONE;
}
