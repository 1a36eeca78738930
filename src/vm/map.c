/* What programs do with maps: get, set, delete, clear. Strings, which keys often are, have a way of
 * their own to their slot in a map of one group: they are not even hashed there.
 * Go: internal/runtime/maps/runtime.go, runtime_fast64.go, runtime_faststr.go */
#include "vm/map.h"

#include "gc/barrier.h"
#include "vm/mapfast.h"
#include "vm/maptable.h"

uint64_t
map_len(uint64_t map)
{
    return map ? access_load64(map) : 0;
}

uint64_t
map_make(struct p *p, struct g *g, const struct maptype *t, int64_t hint)
{
    struct mapop op = {.p = p, .g = g, .t = t};
    uint64_t addr = vm_alloc(p, g, &maptable_hmap_type, sizeof(struct hmap), true);
    if (!addr)
        return 0;
    struct hmap *m = maptable_hmap(addr);
    m->seed = rng_next(&p->rng);
    if (hint > MAPTABLE_SLOTS && hint < INT64_C(1) << 40 && !maptable_make(&op, m, (uint64_t)hint))
        return 0;
    return addr;
}

/* --- finding keys ---------------------------------------------------------------------------- */

static inline bool
is_string(uint64_t key, uint64_t data, uint64_t len)
{
    if (access_load64(key + 8) != len)
        return false;
    uint64_t own = access_load64(key);
    return own == data || (access_load8(own) == access_load8(data) && /* len is not 0 */
                           access_compare(own, data, len) == 0);
}

static struct mapfound
find_string(const struct mapop *op, const struct hmap *m)
{
    const struct maptype *t = op->t;
    uint64_t data = access_load64(op->key), len = access_load64(op->key + 8);
    if (!m->dir_len && len) {
        uint64_t full = ~maptable_ctrl(m->dir) & MAPTABLE_HIGH_BITS;
        for (; full; full &= full - 1) {
            uint64_t slot = maptable_slot(t, m->dir, maptable_first(full));
            if (is_string(slot, data, len))
                return (struct mapfound){slot, m->dir};
        }
        return (struct mapfound){0, m->dir};
    }
    return maptable_find(op, m);
}

/* Keys of other kinds and in other places; the key has been hashed. */
static struct mapfound
find(const struct mapop *op, const struct hmap *m)
{
    if (!m->used)
        return (struct mapfound){0, 0};
    return op->t->key_string ? find_string(op, m) : maptable_find(op, m);
}

/* Sets op->hash, which strings in small maps do not need to be found. An unhashable key: false. */
static bool
hash(struct mapop *op, const struct hmap *m, const struct typeinfo **bad_type)
{
    bool ok = true;
    if (m->dir_len || !op->t->key_string || !access_load64(op->key + 8))
        op->hash = maptable_hash(op, m, op->key, &ok, bad_type);
    return ok;
}

/* An unhashable key panics even when the map is empty. */
static enum map_error
check_key(const struct maptype *t, uint64_t key, const struct typeinfo **bad_type)
{
    bool ok = true;
    if (!t->key_word)
        equal_hash(t->key, key, 0, &ok, bad_type);
    return ok ? MAP_OK : MAP_UNHASHABLE_EMPTY;
}

/* --- operations ------------------------------------------------------------------------------ */

enum map_error
map_get(const struct maptype *t, uint64_t map, uint64_t key, struct map_value *value,
        const struct typeinfo **bad_type)
{
    const struct hmap *m = maptable_hmap(map);
    *value = (struct map_value){t->indirect_elem ? 0 : (uint64_t)(uintptr_t)mapfast_zero, false};
    if (!map || !m->used)
        return check_key(t, key, bad_type);
    if (maptable_is_written(m))
        return MAP_READ_WRITE;
    struct mapop op = {.t = t, .key = key};
    if (!hash(&op, m, bad_type))
        return MAP_UNHASHABLE;
    uint64_t slot = find(&op, m).slot;
    if (slot)
        *value = (struct map_value){maptable_elem(t, slot), true};
    return MAP_OK;
}

/* Ends the write. */
static enum map_error
insert(struct mapop *op, struct hmap *m, uint64_t *value)
{
    *value = maptable_insert(op, m);
    maptable_set_written(m, false);
    return *value ? MAP_OK : MAP_NO_MEMORY;
}

/* Ends the write. */
static enum map_error
set(struct mapop *op, struct hmap *m, uint64_t *value, const struct typeinfo **bad_type)
{
    const struct maptype *t = op->t;
    bool ok = hash(op, m, bad_type);
    if (!ok) {
        maptable_set_written(m, false);
        return MAP_UNHASHABLE;
    }
    uint64_t slot = find(op, m).slot;
    if (!slot) {
        if (t->key_string)
            op->hash = maptable_hash(op, m, op->key, NULL, NULL);
        return insert(op, m, value);
    }
    if (t->key_string) /* the new one's text may be all that is left of a larger one */
        barrier_store(&op->p->gc, maptable_key(t, slot), access_load64(op->key));
    else if (t->update_key)
        barrier_copy(&op->p->gc, maptable_key(t, slot), op->key, t->key, 1);
    *value = maptable_elem(t, slot);
    maptable_set_written(m, false);
    return MAP_OK;
}

enum map_error
map_set(struct p *p, struct g *g, const struct maptype *t, uint64_t map, uint64_t key,
        uint64_t *value, const struct typeinfo **bad_type)
{
    struct hmap *m = maptable_hmap(map);
    if (!map)
        return MAP_NIL;
    if (maptable_is_written(m))
        return MAP_CONCURRENT;
    maptable_set_written(m, true);
    struct mapop op = {.p = p, .g = g, .t = t, .key = key};
    return set(&op, m, value, bad_type);
}

enum map_error
map_delete(struct p *p, const struct maptype *t, uint64_t map, uint64_t key,
           const struct typeinfo **bad_type)
{
    struct mapop op = {.p = p, .t = t, .key = key};
    struct hmap *m = maptable_hmap(map);
    if (!map || !m->used)
        return check_key(t, key, bad_type);
    if (maptable_is_written(m))
        return MAP_CONCURRENT;
    if (!hash(&op, m, bad_type))
        return MAP_UNHASHABLE;
    struct mapfound at = find(&op, m);
    if (!at.slot)
        return MAP_OK;
    maptable_set_written(m, true);
    maptable_erase(&op, m, at);
    if (m->used == 0)
        m->seed = rng_next(&p->rng); /* an attacker learns nothing from a map that he emptied */
    maptable_set_written(m, false);
    return MAP_OK;
}

enum map_error
map_clear(struct p *p, const struct maptype *t, uint64_t map)
{
    struct mapop op = {.p = p, .t = t};
    struct hmap *m = maptable_hmap(map);
    if (!map)
        return MAP_OK;
    if (maptable_is_written(m))
        return MAP_CONCURRENT;
    maptable_set_written(m, true);
    maptable_clear(&op, m);
    m->seed = rng_next(&p->rng);
    maptable_set_written(m, false);
    return MAP_OK;
}
