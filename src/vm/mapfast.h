/* Maps whose keys are 4 or 8 plain bytes (maptype.fast), the usual case: what can be said from one
 * look at the first group of a key's probe sequence. All functions touch nothing and say "not
 * here" (0, false) whenever that look is not enough, and also when the map is nil or being written;
 * map.h's functions then do the whole. Nothing is allocated. pace: of this place in the program,
 * any will do; owned by the M that runs it. */
#ifndef VM_MAPFAST_H
#define VM_MAPFAST_H

#include "sched/p.h"
#include "vm/maptype.h"

extern const uint64_t mapfast_zero[MAPTYPE_INLINE_BYTES / 8];

/* Address of the value, of mapfast_zero when the key is absent for sure. key: address of it. */
uint64_t mapfast_get(const struct maptype *t, uint64_t map, uint64_t key, struct map_pace *pace);
/* Address of the value, zero when the key was absent; the key is in the map now. */
uint64_t mapfast_set(const struct maptype *t, uint64_t map, uint64_t key, struct map_pace *pace);
/* True: the key is not in the map any more. */
bool mapfast_delete(const struct maptype *t, uint64_t map, uint64_t key, struct map_pace *pace);

#endif
