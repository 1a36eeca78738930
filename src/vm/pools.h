/* The sync.Pools of a session, for the collector: emptied at the start of each cycle. */
#ifndef VM_POOLS_H
#define VM_POOLS_H

struct sync_pools;

struct sync_pools *sync_pools_create(void);
void sync_pools_destroy(struct sync_pools *p); /* accepts NULL */
/* gc_world.clear_pools; vm: the struct vm. World stopped. */
void sync_pools_clear(void *vm);

#endif
