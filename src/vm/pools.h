/* The sync.Pools of a session, for the collector: emptied at the start of each cycle. */
#ifndef VM_POOLS_H
#define VM_POOLS_H

#include <stdint.h>

struct pools;

struct pools *pools_create(void);
void pools_destroy(struct pools *p);            /* accepts NULL */
void pools_add(struct pools *p, uint64_t addr); /* of a golib sync.Pool */
/* gc_world.clear_pools; vm: the struct vm. World stopped. */
void pools_clear(void *vm);

#endif
