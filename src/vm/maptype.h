/* How a map type lays out its groups: 8 control bytes, then 8 slots of key and value; keys or
 * values above 128 bytes lie outside and the slot holds a pointer. Made once per map type and
 * session, with the descriptor that the collector needs for groups. Go: internal/runtime/maps,
 * cmd/compile (reflectdata/map.go) */
#ifndef VM_MAPTYPE_H
#define VM_MAPTYPE_H

#include "vm/vm.h"

enum { MAPTYPE_SLOTS = 8, MAPTYPE_INLINE_BYTES = 128 };

struct maptype {
    const struct typeinfo *map;
    const struct typeinfo *key, *elem;
    struct typeinfo group; /* of one group; arrays of groups repeat it */
    uint32_t slot_bytes, elem_offset;
    bool indirect_key, indirect_elem;
    uint8_t key_word; /* bytes of a key that is 1, 2, 4 or 8 plain ones, else 0 */
    bool fast; /* mapfast.h serves it: key_word is 4 or 8 without a pointer, values are inline */
    bool key_string;
    bool update_key; /* keys that compare equal may differ in their bits (+0 and -0): the new one is
                        stored */
};

struct maptypes;
struct maptypes *maptypes_create(void);
void maptypes_destroy(struct maptypes *t); /* accepts NULL */
const struct maptype *maptype_of(struct vm *vm, const struct typeinfo *map);

#endif
