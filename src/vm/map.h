/* Go maps: Swiss tables as Go 1.24+ has them: groups of 8 slots with a control word, a small map of
 * one group, tables up to 1024 slots at load 7/8, then an extendible-hash directory. All of it lies
 * in the Go heap. Go: internal/runtime/maps
 * t is the map's typeinfo: key, elem, slot = struct{key; elem}. keys and values are addresses of
 * memory images (a frame slot will do). may-alloc; no function stops or parks. */
#ifndef VM_MAP_H
#define VM_MAP_H

#include "vm/vm.h"

enum map_error { MAP_OK, MAP_NIL, MAP_UNHASHABLE, MAP_NO_MEMORY, MAP_CONCURRENT };

uint64_t map_make(struct vm *vm, struct p *p, struct g *g, const struct typeinfo *t, int64_t hint);
uint64_t map_len(uint64_t map); /* 0 for nil */
/* Address of the value, 0 when absent. *bad_type: the unhashable dynamic type. */
enum map_error map_get(struct vm *vm, const struct typeinfo *t, uint64_t map, uint64_t key,
                       uint64_t *value, const struct typeinfo **bad_type);
enum map_error map_set(struct vm *vm, struct p *p, struct g *g, const struct typeinfo *t,
                       uint64_t map, uint64_t key, uint64_t *value,
                       const struct typeinfo **bad_type);
enum map_error map_delete(struct vm *vm, struct p *p, const struct typeinfo *t, uint64_t map,
                          uint64_t key, const struct typeinfo **bad_type);
void map_clear(struct vm *vm, struct p *p, const struct typeinfo *t, uint64_t map);

/* MAPITER_WORDS words in the frame: 0 key address, 1 value address, 2 map, 3 table or directory
 * snapshot, 4 group, 5.. numbers, 11 typeinfo. Go's rules: random start, entries deleted before
 * they are reached are not seen, added ones may be. */
void map_iter_init(struct vm *vm, struct p *p, const struct typeinfo *t, uint64_t map,
                   uint64_t *iter);
bool map_iter_next(struct vm *vm, uint64_t *iter); /* false = done; sets words 0 and 1 */

#endif
