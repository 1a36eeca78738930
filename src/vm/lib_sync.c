/* Package sync: semaphores, fatal misuse, pools. Go: runtime/sema.go */
#include "sched/sema.h"
#include "vm/native.h"
#include "vm/pools.h"

_Static_assert(G_WAIT_MUTEX == 8 && G_WAIT_COND == 12, "package sync knows these numbers");

native_fn lib_sync_semacquire, lib_sync_semrelease, lib_sync_fatal, lib_sync_register_pool;

enum native_result
lib_sync_semacquire(struct native_call *c)
{
    return sema_acquire(c->vm->semas, c->m, c->g, c->args[0], false, (enum g_wait_reason)c->args[1])
               ? NATIVE_DONE
               : NATIVE_PARKED;
}

enum native_result
lib_sync_semrelease(struct native_call *c)
{
    sema_release(c->vm->semas, c->m, c->args[0], c->args[1] & 1);
    return NATIVE_DONE;
}

enum native_result
lib_sync_fatal(struct native_call *c)
{
    return vm_fatal(c, "%.*s", (int)c->args[1], (const char *)(uintptr_t)c->args[0]);
}

enum native_result
lib_sync_register_pool(struct native_call *c)
{
    pools_add(c->vm->pools, c->args[0]);
    return NATIVE_DONE;
}
