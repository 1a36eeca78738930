/* Go maps: Swiss tables as Go 1.24+ has them: groups of 8 slots with a control word, a small map of
 * one group, tables up to 1024 slots at load 7/8, then an extendible-hash directory. All of it lies
 * in the Go heap. Go: internal/runtime/maps
 * keys and values are addresses of memory images (a frame slot will do). may-alloc; no function
 * stops or parks. Iteration is mapiter.h's. */
#ifndef VM_MAP_H
#define VM_MAP_H

#include "vm/maptype.h"
#include "vm/vm.h"

enum map_error {
    MAP_OK,
    MAP_NIL,
    MAP_UNHASHABLE,
    MAP_UNHASHABLE_EMPTY, /* the same of a map without entries: Go has another text for it */
    MAP_NO_MEMORY,
    MAP_CONCURRENT, /* a write met another one */
    MAP_READ_WRITE,
    MAP_ITERATE_WRITE
};

uint64_t map_make(struct p *p, struct g *g, const struct maptype *t, int64_t hint);
uint64_t map_len(uint64_t map); /* 0 for nil */
struct map_value {
    uint64_t
        at; /* address of the value, or of a zero one; 0 instead of a zero one of a large type */
    bool found;
};

/* *bad_type: the unhashable dynamic type. */
enum map_error map_get(const struct maptype *t, uint64_t map, uint64_t key, struct map_value *value,
                       const struct typeinfo **bad_type);
/* Address of the value, a zero one when the key was absent. */
enum map_error map_set(struct p *p, struct g *g, const struct maptype *t, uint64_t map,
                       uint64_t key, uint64_t *value, const struct typeinfo **bad_type);
enum map_error map_delete(struct p *p, const struct maptype *t, uint64_t map, uint64_t key,
                          const struct typeinfo **bad_type);
enum map_error map_clear(struct p *p, const struct maptype *t, uint64_t map);

#endif
