/* Addresses of the sync.Pools that may hold something. Go: runtime/mgc.go (clearpools) */
#include "vm/pools.h"

#include "base/vec.h"
#include "mem/heap.h"
#include "vm/vm.h"

#include <string.h>

/* The head of golib's sync.Pool. */
struct pool {
    uint64_t local[3];
    uint64_t victim[3];
    uint8_t known;
};

struct pools {
    uv_mutex_t lock;
    VEC(uint64_t) addrs;
};

struct pools *
pools_create(void)
{
    struct pools *p = xcalloc(1, sizeof *p);
    uv_mutex_init(&p->lock);
    return p;
}

void
pools_destroy(struct pools *p)
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
pools_clear(void *arg)
{
    struct vm *vm = arg;
    struct pools *pools = vm->pools;
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

void
pools_add(struct pools *p, uint64_t addr)
{
    uv_mutex_lock(&p->lock);
    vec_push(&p->addrs, addr);
    uv_mutex_unlock(&p->lock);
}
