/* Iteration over maps: tables and slots from a random one on, round once. A map that changed under
 * the iterator is looked at again, key by key. Go: internal/runtime/maps/table.go (Iter) */
#include "vm/mapiter.h"

#include "vm/maptable.h"

#include <string.h>

enum {
    IT_KEY,
    IT_VALUE,
    IT_MAP,
    IT_TABLE,
    IT_GROUP,
    IT_ENTRY_OFFSET,
    IT_DIR_OFFSET,
    IT_DIR,
    IT_ENTRY,
    IT_DEPTH,
    IT_CLEAR_SEQ,
    IT_TYPE
};

bool
mapiter_init(struct p *p, const struct typeinfo *t, uint64_t map, uint64_t *it)
{
    memset(it, 0, MAPITER_WORDS * sizeof *it);
    it[IT_TYPE] = (uint64_t)(uintptr_t)t;
    const struct hmap *m = maptable_hmap(map);
    if (!map || !m->used)
        return true;
    if (maptable_is_written(m))
        return false;
    it[IT_MAP] = map;
    it[IT_ENTRY_OFFSET] = rng_next(&p->rng);
    it[IT_CLEAR_SEQ] = m->clear_seq;
    it[IT_DEPTH] = m->global_depth;
    if (m->dir_len == 0) {
        it[IT_GROUP] = m->dir;
    } else {
        uint64_t start = rng_next(&p->rng) % m->dir_len;
        it[IT_DIR_OFFSET] = (uint64_t)maptable_at(maptable_dir_entry(m, start))->index;
    }
    return true;
}

bool
mapiter_is_disturbed(const uint64_t *it)
{
    return it[IT_MAP] && maptable_is_written(maptable_hmap(it[IT_MAP]));
}

/* The map changed under the iterator: what the key maps to now; false when it is gone. A key that
 * does not equal itself can neither have been deleted nor updated. */
static bool
look_again(const struct mapop *proto, const struct hmap *m, uint64_t slot, uint64_t *it)
{
    struct mapop op = *proto;
    bool ok = true;
    const struct typeinfo *bad;
    op.key = maptable_key(op.t, slot);
    if (!maptable_keys_equal(op.t, op.key, op.key)) {
        it[IT_KEY] = op.key;
        it[IT_VALUE] = maptable_elem(op.t, slot);
        return m->clear_seq == it[IT_CLEAR_SEQ];
    }
    op.hash = maptable_hash(&op, m, op.key, &ok, &bad);
    uint64_t now = m->used ? maptable_find(&op, m).slot : 0;
    if (!now)
        return false;
    it[IT_KEY] = maptable_key(op.t, now);
    it[IT_VALUE] = maptable_elem(op.t, now);
    return true;
}

/* Offers one slot; false when it is empty or no longer in the map. */
static bool
take_slot(const struct mapop *op, const struct hmap *m, uint64_t group, unsigned k, bool stale,
          uint64_t *it)
{
    if (access_load8(group + k) & 0x80)
        return false;
    uint64_t slot = maptable_slot(op->t, group, k);
    if (stale || m->clear_seq != it[IT_CLEAR_SEQ])
        return look_again(op, m, slot, it);
    it[IT_KEY] = maptable_key(op->t, slot);
    it[IT_VALUE] = maptable_elem(op->t, slot);
    return true;
}

static bool
next_small(const struct mapop *op, const struct hmap *m, uint64_t *it)
{
    while (it[IT_ENTRY] < MAPTABLE_SLOTS) {
        unsigned k = (unsigned)((it[IT_ENTRY]++ + it[IT_ENTRY_OFFSET]) % MAPTABLE_SLOTS);
        if (take_slot(op, m, it[IT_GROUP], k, m->dir != it[IT_GROUP], it))
            return true;
    }
    return false;
}

/* When the directory doubled, positions in it double too. */
static void
follow_directory(const struct hmap *m, uint64_t *it)
{
    unsigned grown = m->global_depth - (unsigned)it[IT_DEPTH];
    it[IT_DIR] <<= grown;
    it[IT_DIR_OFFSET] <<= grown;
    it[IT_DEPTH] = m->global_depth;
}

static bool
next_large(const struct mapop *op, const struct hmap *m, uint64_t *it)
{
    follow_directory(m, it);
    while (it[IT_DIR] < m->dir_len) {
        if (!it[IT_TABLE]) {
            it[IT_TABLE] =
                maptable_dir_entry(m, (it[IT_DIR] + it[IT_DIR_OFFSET]) & (m->dir_len - 1));
            it[IT_ENTRY] = 0;
        }
        const struct maptable *tab = maptable_at(it[IT_TABLE]);
        while (it[IT_ENTRY] < tab->capacity) {
            uint64_t e = (it[IT_ENTRY]++ + it[IT_ENTRY_OFFSET]) & (tab->capacity - 1u);
            if (take_slot(op, m, maptable_group(op->t, tab, e / MAPTABLE_SLOTS),
                          (unsigned)(e % MAPTABLE_SLOTS), tab->index < 0, it))
                return true;
        }
        it[IT_DIR] += UINT64_C(1) << (m->global_depth - tab->local_depth);
        it[IT_TABLE] = 0;
    }
    return false;
}

bool
mapiter_next(struct vm *vm, uint64_t *it)
{
    struct mapop op = {.t = maptype_of(vm, (const struct typeinfo *)(uintptr_t)it[IT_TYPE])};
    const struct hmap *m = maptable_hmap(it[IT_MAP]);
    if (!it[IT_MAP])
        return false;
    return it[IT_GROUP] ? next_small(&op, m, it) : next_large(&op, m, it);
}
