/* Package sync: semaphores. Go: runtime/sema.go */
#include "base/clock.h"
#include "sched/sema.h"
#include "vm/native.h"

native_fn native_sync_semacquire, native_sync_semrelease, native_sync_fatal;

enum native_result
native_sync_semacquire(struct native_call *c)
{
    return sema_acquire(c->vm->semas, c->m, c->g, c->args[0], false, G_WAIT_SEMACQUIRE)
               ? NATIVE_DONE
               : NATIVE_PARKED;
}

enum native_result
native_sync_semrelease(struct native_call *c)
{
    sema_release(c->vm->semas, c->m, c->args[0], c->args[1] & 1);
    return NATIVE_DONE;
}

enum native_result
native_sync_fatal(struct native_call *c)
{
    return vm_fatal(c, "%.*s", (int)c->args[1], (const char *)(uintptr_t)c->args[0]);
}
