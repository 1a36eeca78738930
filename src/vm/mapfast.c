/* One look at one group: where the key's control byte stands there it is nearly always the key, and
 * where an empty slot is nearly nothing else can be. No function calls another one and none needs
 * many registers, which is why they are quick.
 *
 * A map that no cache holds costs a memory access a lookup, and the processor cannot foresee it. We
 * can: keys often come in equal steps, and then the group of a later key is fetched. Go:
 * internal/runtime/maps/runtime_fast64.go, runtime_fast32.go */
#include "vm/mapfast.h"

#include "vm/maptable.h"

const uint64_t mapfast_zero[MAPTYPE_INLINE_BYTES / 8];

#define ALWAYS_INLINE static inline __attribute__((always_inline))

ALWAYS_INLINE uint64_t
load_key(uint64_t at, unsigned bytes)
{
    return bytes == 8 ? access_load64(at) : access_load32(at);
}

struct look {               /* at the first group */
    struct maptable *table; /* NULL: a small map */
    uint64_t group, ctrl, h2;
    uint64_t match; /* control bytes like the key's */
    uint64_t slot;  /* of the first match */
};

ALWAYS_INLINE struct look
look_at_group(const struct maptype *t, const struct hmap *m, uint64_t key)
{
    uint64_t hash = equal_hash_word(key, m->seed);
    struct look l = {.group = m->dir, .h2 = hash & 0x7f};
    if (m->dir_len) {
        l.table = maptable_of(m, hash);
        l.group = maptable_group(t, l.table, hash >> 7);
    }
    l.ctrl = maptable_ctrl(l.group);
    l.match = maptable_match(l.ctrl, l.h2);
    l.slot = maptable_slot(t, l.group, maptable_first(l.match));
    return l;
}

enum { AHEAD_STEPS = 4, AHEAD_TABLES = 16 /* of a map that is worth it */ };

static inline void
prefetch_group(const struct maptype *t, const struct hmap *m, uint64_t key)
{
    uint64_t hash = equal_hash_word(key, m->seed);
    const char *group = (const char *)(uintptr_t)maptable_group(t, maptable_of(m, hash), hash >> 7);
    __builtin_prefetch(group);
    __builtin_prefetch(group + 64);
    __builtin_prefetch(group + 128);
}

ALWAYS_INLINE void
look_ahead(const struct maptype *t, const struct hmap *m, uint64_t key, struct map_pace *pace)
{
    if (m->dir_len < AHEAD_TABLES)
        return;
    uint64_t step = key - pace->key;
    if (step == pace->step)
        prefetch_group(t, m, key + step * AHEAD_STEPS);
    pace->key = key;
    pace->step = step;
}

ALWAYS_INLINE bool
is_ready(const struct hmap *m)
{
    return m && !maptable_is_written(m) && m->dir;
}

/* Is an absent key nowhere else? */
ALWAYS_INLINE bool
ends_here(const struct look *l)
{
    return maptable_match_empty(l->ctrl) || !l->table;
}

/* --- reading ------------------------------------------------------------------------------- */

ALWAYS_INLINE uint64_t
get(const struct maptype *t, uint64_t map, uint64_t at, struct map_pace *pace, unsigned bytes)
{
    const struct hmap *m = maptable_hmap(map);
    if (unlikely(!is_ready(m)))
        return 0;
    uint64_t key = load_key(at, bytes);
    look_ahead(t, m, key, pace);
    struct look l = look_at_group(t, m, key);
    if (l.match)
        return likely(load_key(l.slot, bytes) == key) ? l.slot + t->elem_offset : 0;
    return likely(ends_here(&l)) ? (uint64_t)(uintptr_t)mapfast_zero : 0;
}

uint64_t
mapfast_get(const struct maptype *t, uint64_t map, uint64_t key, struct map_pace *pace)
{
    return likely(t->key_word == 8) ? get(t, map, key, pace, 8) : get(t, map, key, pace, 4);
}

/* --- writing ------------------------------------------------------------------------------- */

/* The key is not in the map, and its first group has an empty slot. */
ALWAYS_INLINE uint64_t
put(const struct maptype *t, struct hmap *m, const struct look *l, uint64_t key, unsigned bytes)
{
    uint64_t free = maptable_match_free(l->ctrl);
    unsigned k = maptable_first(free);
    if (l->table) {
        if (unlikely(!l->table->growth_left))
            return 0;
        l->table->used++;
        l->table->growth_left =
            (uint16_t)(l->table->growth_left - (access_load8(l->group + k) == MAPTABLE_EMPTY));
    }
    uint64_t slot = maptable_slot(t, l->group, k);
    if (bytes == 8)
        access_store64(slot, key);
    else
        access_store32(slot, (uint32_t)key);
    maptable_set_ctrl(l->group, k, (unsigned)l->h2);
    m->used++;
    return slot + t->elem_offset;
}

ALWAYS_INLINE uint64_t
set(const struct maptype *t, uint64_t map, uint64_t at, struct map_pace *pace, unsigned bytes)
{
    struct hmap *m = maptable_hmap(map);
    if (unlikely(!is_ready(m)))
        return 0;
    maptable_set_written(m, true);
    uint64_t key = load_key(at, bytes), value = 0;
    look_ahead(t, m, key, pace);
    struct look l = look_at_group(t, m, key);
    if (l.match) {
        if (likely(load_key(l.slot, bytes) == key))
            value = l.slot + t->elem_offset;
    } else if (likely(maptable_match_empty(l.ctrl))) {
        value = put(t, m, &l, key, bytes);
    }
    maptable_set_written(m, false);
    return value;
}

uint64_t
mapfast_set(const struct maptype *t, uint64_t map, uint64_t key, struct map_pace *pace)
{
    return likely(t->key_word == 8) ? set(t, map, key, pace, 8) : set(t, map, key, pace, 4);
}

ALWAYS_INLINE bool
erase(const struct maptype *t, uint64_t map, uint64_t at, struct map_pace *pace, unsigned bytes)
{
    struct hmap *m = maptable_hmap(map);
    if (unlikely(!is_ready(m) || m->used <= 1 || t->group.ptrdata || t->slot_bytes != 16))
        return false; /* the last key: a new seed; pointers: the barrier may want to see them */
    uint64_t key = load_key(at, bytes);
    look_ahead(t, m, key, pace);
    struct look l = look_at_group(t, m, key);
    if (!l.match)
        return ends_here(&l);
    if (unlikely(load_key(l.slot, bytes) != key))
        return false;
    maptable_set_written(m, true);
    access_store64(l.slot, 0);
    access_store64(l.slot + 8, 0);
    bool end = ends_here(&l); /* else probes must go on behind it */
    maptable_set_ctrl(l.group, maptable_first(l.match), end ? MAPTABLE_EMPTY : MAPTABLE_DELETED);
    if (l.table) {
        l.table->used--;
        l.table->growth_left = (uint16_t)(l.table->growth_left + end);
    }
    m->used--;
    maptable_set_written(m, false);
    return true;
}

bool
mapfast_delete(const struct maptype *t, uint64_t map, uint64_t key, struct map_pace *pace)
{
    return likely(t->key_word == 8) ? erase(t, map, key, pace, 8) : erase(t, map, key, pace, 4);
}
