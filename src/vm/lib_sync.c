/* Package sync: semaphores, and what the collector must know of sync.Pool. Go: runtime/sema.go,
 * mgc.go (clearpools) */
#include "base/vec.h"
#include "mem/heap.h"
#include "sched/sema.h"
#include "vm/native.h"
#include "vm/pools.h"

#include <string.h>

native_fn native_sync_semacquire, native_sync_semrelease, native_sync_fatal,
    native_sync_register_pool;

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

/* The head of golib's sync.Pool. */
struct pool {
    uint64_t local[3];
    uint64_t victim[3];
    uint8_t known;
};

struct sync_pools {
    uv_mutex_t lock;
    VEC(uint64_t) addrs;
};

struct sync_pools *
sync_pools_create(void)
{
    struct sync_pools *p = xcalloc(1, sizeof *p);
    uv_mutex_init(&p->lock);
    return p;
}

void
sync_pools_destroy(struct sync_pools *p)
{
    if (!p)
        return;
    vec_finish(&p->addrs);
    uv_mutex_destroy(&p->lock);
    free(p);
}

/* What was put in since the last cycle becomes the victim; the old victim is dropped. A pool that
 * is itself a heap object is forgotten here, because it may die in this cycle: its next Put
 * registers it again. */
void
sync_pools_clear(void *arg)
{
    struct vm *vm = arg;
    struct sync_pools *pools = vm->pools;
    size_t kept = 0;
    uv_mutex_lock(&pools->lock);
    for (size_t i = 0; i < pools->addrs.n; i++) {
        uint64_t addr = pools->addrs.v[i];
        struct pool *p = (struct pool *)(uintptr_t)addr;
        struct span *s;
        unsigned index;
        memcpy(p->victim, p->local, sizeof p->victim);
        memset(p->local, 0, sizeof p->local);
        if (heap_find_object(vm->heap, addr, &s, &index))
            p->known = 0;
        else
            pools->addrs.v[kept++] = addr;
    }
    pools->addrs.n = kept;
    uv_mutex_unlock(&pools->lock);
}

enum native_result
native_sync_register_pool(struct native_call *c)
{
    struct sync_pools *pools = c->vm->pools;
    uv_mutex_lock(&pools->lock);
    vec_push(&pools->addrs, c->args[0]);
    uv_mutex_unlock(&pools->lock);
    return NATIVE_DONE;
}
