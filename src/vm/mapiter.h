/* Iteration over Go maps, by Go's rules: random start, entries deleted before they are reached are
 * not seen, added ones may be. Nothing here allocates, stops or parks.
 * The iterator is MAPITER_WORDS words in the frame: 0 key address, 1 value address, 2 map, 3 table
 * or directory snapshot, 4 group, 5.. numbers, 11 typeinfo. Go: internal/runtime/maps (Iter) */
#ifndef VM_MAPITER_H
#define VM_MAPITER_H

#include "vm/vm.h"

/* False when another goroutine writes the map right now; so is_disturbed. */
bool mapiter_init(struct p *p, const struct typeinfo *t, uint64_t map, uint64_t *iter);
bool mapiter_is_disturbed(const uint64_t *iter);
bool mapiter_next(struct vm *vm, uint64_t *iter); /* false = done; sets words 0 and 1 */

#endif
