/* The tables of a map: their layout, how a key is found, how room is made. Private to the map's
 * files (map.c the operations, mapiter.c iteration); everybody else uses map.h and mapiter.h.
 *
 * A small map (dir_len 0) is one group; beyond 8 entries a directory of tables, each a power-of-two
 * number of groups probed triangularly at load 7/8; a full table doubles up to 1024 slots and then
 * splits in two, the directory doubling when it must.
 *
 * Control byte of a slot: its hash's low 7 bits, or EMPTY, or DELETED. Invariant: a probe for a key
 * ends at a group with an EMPTY byte. A table that was replaced has index -1; iterators that are
 * inside one look its keys up again. Go: internal/runtime/maps */
#ifndef VM_MAPTABLE_H
#define VM_MAPTABLE_H

#include "base/bug.h"
#include "vm/equal.h"
#include "vm/maptype.h"

enum {
    MAPTABLE_SLOTS = MAPTYPE_SLOTS, /* of a group */
    MAPTABLE_MAX = 1024,            /* slots of a table */
    MAPTABLE_EMPTY = 0x80,
    MAPTABLE_DELETED = 0xFE
};
#define MAPTABLE_LOW_BITS  UINT64_C(0x0101010101010101)
#define MAPTABLE_HIGH_BITS UINT64_C(0x8080808080808080)

struct hmap { /* 48 bytes in the Go heap */
    uint64_t used;
    uint64_t seed;
    uint64_t dir;     /* the group of a small map, else the array of tables; pointer */
    uint64_t dir_len; /* 0 = small */
    uint8_t global_depth, global_shift, writing, tombstones;
    uint32_t spare;
    uint64_t clear_seq;
};

struct maptable { /* 32 bytes in the Go heap */
    uint16_t used, capacity, growth_left;
    uint8_t local_depth, spare;
    int64_t index;   /* of the first directory entry; -1 = replaced */
    uint64_t groups; /* pointer */
    uint64_t mask;   /* number of groups - 1 */
};

struct mapop { /* what operations that allocate or hash carry */
    struct p *p;
    struct g *g;
    const struct maptype *t;
    uint64_t key, hash;
};

struct mapfound {
    uint64_t slot;  /* 0 = the key is not there */
    uint64_t group; /* of slot */
};

extern const struct typeinfo maptable_hmap_type;

/* --- groups --- */

static inline struct hmap *
maptable_hmap(uint64_t addr)
{
    return (struct hmap *)(uintptr_t)addr;
}

/* Goroutines that write a map at once, or read it meanwhile, are told so when they meet: the flag
 * is no lock. */
static inline bool
maptable_is_written(const struct hmap *m)
{
    return __atomic_load_n(&m->writing, __ATOMIC_RELAXED);
}

static inline void
maptable_set_written(struct hmap *m, bool on)
{
    __atomic_store_n(&m->writing, on, __ATOMIC_RELAXED);
}

static inline struct maptable *
maptable_at(uint64_t addr)
{
    return (struct maptable *)(uintptr_t)addr;
}

static inline uint64_t
maptable_ctrl(uint64_t group)
{
    return access_load64(group);
}

/* High bit of each control byte that equals h2 (rarely one that does not: keys are compared). */
static inline uint64_t
maptable_match(uint64_t ctrl, uint64_t h2)
{
    uint64_t x = ctrl ^ MAPTABLE_LOW_BITS * h2;
    return (x - MAPTABLE_LOW_BITS) & ~x & MAPTABLE_HIGH_BITS;
}

static inline uint64_t
maptable_match_empty(uint64_t ctrl)
{
    return ctrl & ~(ctrl << 6) & MAPTABLE_HIGH_BITS; /* 0x80 but not 0xFE */
}

static inline uint64_t
maptable_match_free(uint64_t ctrl)
{
    return ctrl & MAPTABLE_HIGH_BITS;
}

static inline unsigned
maptable_first(uint64_t match)
{
    return (unsigned)__builtin_ctzll(match) / 8;
}

static inline void
maptable_set_ctrl(uint64_t group, unsigned slot, unsigned value)
{
    access_store8(group + slot, (uint8_t)value);
}

static inline uint64_t
maptable_slot(const struct maptype *t, uint64_t group, unsigned slot)
{
    return group + 8 + (uint64_t)slot * t->slot_bytes;
}

/* A key of t->key_word bytes at an address. */
static inline uint64_t
maptable_word(const struct maptype *t, uint64_t at)
{
    if (likely(t->key_word == 8))
        return access_load64(at);
    return t->key_word == 4   ? access_load32(at)
           : t->key_word == 2 ? access_load16(at)
                              : access_load8(at);
}

static inline void
maptable_set_word(const struct maptype *t, uint64_t at, uint64_t word)
{
    if (likely(t->key_word == 8))
        access_store64(at, word);
    else if (t->key_word == 4)
        access_store32(at, (uint32_t)word);
    else if (t->key_word == 2)
        access_store16(at, (uint16_t)word);
    else
        access_store8(at, (uint8_t)word);
}

static inline uint64_t
maptable_key(const struct maptype *t, uint64_t slot)
{
    return t->indirect_key ? access_load64(slot) : slot;
}

static inline uint64_t
maptable_elem(const struct maptype *t, uint64_t slot)
{
    uint64_t at = slot + t->elem_offset;
    return t->indirect_elem ? access_load64(at) : at;
}

static inline uint64_t
maptable_group(const struct maptype *t, const struct maptable *tab, uint64_t i)
{
    return tab->groups + (i & tab->mask) * t->group.size;
}

static inline uint64_t
maptable_dir_entry(const struct hmap *m, uint64_t i)
{
    return access_load64(m->dir + i * 8);
}

static inline struct maptable *
maptable_of(const struct hmap *m, uint64_t hash)
{
    return maptable_at(maptable_dir_entry(m, m->dir_len == 1 ? 0 : hash >> m->global_shift));
}

/* --- maptable.c --- */

bool maptable_keys_equal(const struct maptype *t, uint64_t a, uint64_t b);
/* NaNs are never found again: each gets a hash of its own, so that many of them do not crowd one
 * table. ok, bad: not used for words and strings. */
uint64_t maptable_hash(const struct mapop *op, const struct hmap *m, uint64_t key, bool *ok,
                       const struct typeinfo **bad);
/* Where op->key with op->hash is. */
struct mapfound maptable_find(const struct mapop *op, const struct hmap *m);
/* Tables for hint entries in a new map. False: no memory. */
bool maptable_make(struct mapop *op, struct hmap *m, uint64_t hint);
/* Puts op->key, which is not there, into the map; address of its zero value, 0 = no memory. */
uint64_t maptable_insert(struct mapop *op, struct hmap *m);
void maptable_erase(const struct mapop *op, struct hmap *m, struct mapfound at);
void maptable_clear(const struct mapop *op, struct hmap *m);

#endif
