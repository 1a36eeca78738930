/* How tables are made, filled, split and cleaned.
 * Go: internal/runtime/maps/table.go, map.go, group.go */
#include "vm/maptable.h"

#include "gc/barrier.h"

#include <stddef.h>

#define ALL_EMPTY UINT64_C(0x8080808080808080)

static const uint64_t third_word[1] = {4}, first_word[1] = {1};
const struct typeinfo maptable_hmap_type = {.size = sizeof(struct hmap),
                                            .ptrdata = 24,
                                            .mask_period = sizeof(struct hmap),
                                            .ptrmask = third_word,
                                            .kind = KIND_STRUCT,
                                            .align = 8,
                                            .name = {"maps.Map", 8}};
static const struct typeinfo table_type = {.size = sizeof(struct maptable),
                                           .ptrdata = 24,
                                           .mask_period = sizeof(struct maptable),
                                           .ptrmask = third_word,
                                           .kind = KIND_STRUCT,
                                           .align = 8,
                                           .name = {"maps.table", 10}};
static const struct typeinfo pointer_type = {.size = 8,
                                             .ptrdata = 8,
                                             .mask_period = 8,
                                             .ptrmask = first_word,
                                             .kind = KIND_POINTER,
                                             .flags = TYPEINFO_DIRECT,
                                             .align = 8,
                                             .name = {"*maps.table", 11}};

/* --- keys ---------------------------------------------------------------------------------- */

bool
maptable_keys_equal(const struct maptype *t, uint64_t a, uint64_t b)
{
    bool ok = true;
    const struct typeinfo *bad;
    if (t->key_word)
        return maptable_word(t, a) == maptable_word(t, b);
    if (t->key_string)
        return access_load64(a + 8) == access_load64(b + 8) &&
               equal_compare_strings(access_load64(a), access_load64(a + 8), access_load64(b),
                                     access_load64(b + 8)) == 0;
    return equal_values(t->key, a, b, &ok, &bad);
}

uint64_t
maptable_hash(const struct mapop *op, const struct hmap *m, uint64_t key, bool *ok,
              const struct typeinfo **bad)
{
    const struct typeinfo *t = op->t->key;
    if (op->t->key_word)
        return equal_hash_word(maptable_word(op->t, key), m->seed);
    if (op->t->key_string)
        return equal_hash_bytes(access_load64(key), access_load64(key + 8), m->seed);
    bool is_float = t->kind >= KIND_FLOAT32 && t->kind <= KIND_COMPLEX128;
    if (is_float && op->p && !equal_values(t, key, key, ok, bad))
        return rng_next(&op->p->rng);
    return equal_hash(t, key, m->seed, ok, bad);
}

/* --- finding ------------------------------------------------------------------------------- */

static struct mapfound
find_in_group(const struct mapop *op, uint64_t group)
{
    uint64_t match = maptable_match(maptable_ctrl(group), op->hash & 0x7f);
    for (; match; match &= match - 1) {
        uint64_t slot = maptable_slot(op->t, group, maptable_first(match));
        if (maptable_keys_equal(op->t, op->key, maptable_key(op->t, slot)))
            return (struct mapfound){slot, group};
    }
    return (struct mapfound){0, group};
}

struct mapfound
maptable_find(const struct mapop *op, const struct hmap *m)
{
    if (m->dir_len == 0)
        return m->dir ? find_in_group(op, m->dir) : (struct mapfound){0, 0};
    const struct maptable *tab = maptable_of(m, op->hash);
    uint64_t at = op->hash >> 7;
    for (uint64_t step = 1;; at += step++) {
        struct mapfound found = find_in_group(op, maptable_group(op->t, tab, at));
        if (found.slot || maptable_match_empty(maptable_ctrl(found.group)))
            return found;
    }
}

/* --- tables ------------------------------------------------------------------------------- */

static uint64_t
new_groups(const struct mapop *op, uint64_t n)
{
    uint64_t groups = vm_alloc(op->p, op->g, &op->t->group, op->t->group.size * n, true);
    for (uint64_t i = 0; groups && i < n; i++)
        access_store64(groups + i * op->t->group.size, ALL_EMPTY);
    return groups;
}

static uint64_t
growth_of(uint64_t capacity)
{
    return capacity <= MAPTABLE_SLOTS ? capacity - 1 : capacity * 7 / 8;
}

static uint64_t
new_table(const struct mapop *op, uint64_t capacity, int64_t index, unsigned local_depth)
{
    uint64_t addr = vm_alloc(op->p, op->g, &table_type, sizeof(struct maptable), true);
    uint64_t groups = addr ? new_groups(op, capacity / MAPTABLE_SLOTS) : 0;
    if (!groups)
        return 0;
    struct maptable *tab = maptable_at(addr);
    tab->capacity = (uint16_t)capacity;
    tab->growth_left = (uint16_t)growth_of(capacity);
    tab->local_depth = (uint8_t)local_depth;
    tab->index = index;
    tab->mask = capacity / MAPTABLE_SLOTS - 1;
    barrier_store(&op->p->gc, addr + offsetof(struct maptable, groups), groups);
    return addr;
}

/* First free slot on the key's probe sequence; its group and number. */
static uint64_t
free_slot(const struct mapop *op, const struct maptable *tab, unsigned *slot)
{
    uint64_t at = op->hash >> 7;
    for (uint64_t step = 1;; at += step++) {
        uint64_t group = maptable_group(op->t, tab, at);
        uint64_t match = maptable_match_free(maptable_ctrl(group));
        if (match) {
            *slot = maptable_first(match);
            return group;
        }
    }
}

/* Moves a whole slot (or its two pointers) into a table that has room. */
static void
move_slot(const struct mapop *op, struct maptable *to, uint64_t from)
{
    unsigned slot;
    uint64_t group = free_slot(op, to, &slot);
    uint64_t at = maptable_slot(op->t, group, slot);
    const struct maptype *t = op->t;
    if (t->indirect_key)
        barrier_store(&op->p->gc, at, access_load64(from));
    else
        barrier_copy(&op->p->gc, at, from, t->key, 1);
    if (t->indirect_elem)
        barrier_store(&op->p->gc, at + t->elem_offset, access_load64(from + t->elem_offset));
    else
        barrier_copy(&op->p->gc, at + t->elem_offset, from + t->elem_offset, t->elem, 1);
    maptable_set_ctrl(group, slot, (unsigned)(op->hash & 0x7f));
    to->used++;
    to->growth_left--;
}

/* Calls for each full slot of n groups: moves it to the table that `pick` bit selects. */
static void
move_groups(struct mapop *op, const struct hmap *m, uint64_t groups, uint64_t n,
            struct maptable *lo, struct maptable *hi, uint64_t split_bit)
{
    bool ok = true;
    const struct typeinfo *bad;
    uint64_t hash = op->hash;
    for (uint64_t i = 0; i < n; i++) {
        uint64_t group = groups + i * op->t->group.size;
        for (unsigned k = 0; k < MAPTABLE_SLOTS; k++) {
            if (access_load8(group + k) & 0x80)
                continue;
            uint64_t slot = maptable_slot(op->t, group, k);
            op->hash = maptable_hash(op, m, maptable_key(op->t, slot), &ok, &bad);
            move_slot(op, op->hash & split_bit ? hi : lo, slot);
        }
    }
    op->hash = hash;
}

/* --- the directory ------------------------------------------------------------------------- */

static void
install_table(const struct mapop *op, struct hmap *m, uint64_t table)
{
    const struct maptable *tab = maptable_at(table);
    uint64_t n = UINT64_C(1) << (m->global_depth - tab->local_depth);
    for (uint64_t i = 0; i < n; i++)
        barrier_store(&op->p->gc, m->dir + ((uint64_t)tab->index + i) * 8, table);
}

static bool
set_directory(const struct mapop *op, struct hmap *m, uint64_t len, unsigned depth)
{
    uint64_t dir = vm_alloc(op->p, op->g, &pointer_type, len * 8, true);
    if (!dir)
        return false;
    for (uint64_t i = 0; m->dir_len && i < len; i++)
        barrier_store(&op->p->gc, dir + i * 8,
                      maptable_dir_entry(m, i >> (depth - m->global_depth)));
    if (m->dir_len && depth != m->global_depth) {
        for (uint64_t i = 0; i < len; i++) {
            struct maptable *tab = maptable_at(access_load64(dir + i * 8));
            if (i == 0 || access_load64(dir + i * 8) != access_load64(dir + (i - 1) * 8))
                tab->index = (int64_t)i;
        }
    }
    barrier_store(&op->p->gc, (uint64_t)(uintptr_t)m + offsetof(struct hmap, dir), dir);
    m->dir_len = len;
    m->global_depth = (uint8_t)depth;
    m->global_shift = (uint8_t)(64 - depth);
    return true;
}

/* From one group to a table of 16 slots. */
static bool
grow_small(struct mapop *op, struct hmap *m)
{
    uint64_t group = m->dir, table = new_table(op, 2 * MAPTABLE_SLOTS, 0, 0);
    if (!table)
        return false;
    move_groups(op, m, group, 1, maptable_at(table), NULL, 0);
    if (!set_directory(op, m, 1, 0))
        return false;
    install_table(op, m, table);
    return true;
}

static bool
grow_same(struct mapop *op, struct hmap *m, struct maptable *old, uint64_t capacity)
{
    uint64_t table = new_table(op, capacity, old->index, old->local_depth);
    if (!table)
        return false;
    move_groups(op, m, old->groups, old->mask + 1, maptable_at(table), NULL, 0);
    install_table(op, m, table);
    old->index = -1;
    return true;
}

static bool
split(struct mapop *op, struct hmap *m, struct maptable *old)
{
    unsigned depth = old->local_depth + 1u;
    uint64_t lo = new_table(op, MAPTABLE_MAX, -1, depth);
    uint64_t hi = lo ? new_table(op, MAPTABLE_MAX, -1, depth) : 0;
    if (!hi)
        return false;
    move_groups(op, m, old->groups, old->mask + 1, maptable_at(lo), maptable_at(hi),
                UINT64_C(1) << (64 - depth));
    if (old->local_depth == m->global_depth &&
        !set_directory(op, m, m->dir_len * 2, m->global_depth + 1u))
        return false;
    maptable_at(lo)->index = old->index;
    maptable_at(hi)->index = old->index + (INT64_C(1) << (m->global_depth - depth));
    install_table(op, m, lo);
    install_table(op, m, hi);
    old->index = -1;
    return true;
}

/* Makes room in a table that has no growth left. */
static bool
grow_table(struct mapop *op, struct hmap *m, struct maptable *tab)
{
    uint64_t limit = (uint64_t)tab->capacity * 7 / 8;
    if (tab->used <= limit - tab->capacity / 10 - 1 && tab->capacity > MAPTABLE_SLOTS)
        return grow_same(op, m, tab, tab->capacity); /* mostly tombstones: clean up */
    if (tab->capacity < MAPTABLE_MAX)
        return grow_same(op, m, tab, 2u * tab->capacity);
    return split(op, m, tab);
}

bool
maptable_make(struct mapop *op, struct hmap *m, uint64_t hint)
{
    uint64_t want = hint * 8 / 7, tables = 1, capacity = MAPTABLE_SLOTS;
    unsigned depth = 0;
    while (tables * MAPTABLE_MAX < want) {
        tables *= 2;
        depth++;
    }
    while (capacity < (want + tables - 1) / tables)
        capacity *= 2;
    if (!set_directory(op, m, tables, depth))
        return false;
    for (uint64_t i = 0; i < tables; i++) {
        uint64_t table = new_table(op, capacity, (int64_t)i, depth);
        if (!table)
            return false;
        barrier_store(&op->p->gc, m->dir + i * 8, table);
    }
    return true;
}

/* --- inserting and erasing ----------------------------------------------------------------- */

/* Fills a free slot with the key and a zero value; the value's address, 0 = no memory. */
static uint64_t
fill_slot(const struct mapop *op, uint64_t group, unsigned slot)
{
    const struct maptype *t = op->t;
    uint64_t at = maptable_slot(t, group, slot), key = at, elem = at + t->elem_offset;
    if (t->indirect_key) {
        key = vm_alloc(op->p, op->g, t->key, t->key->size, true);
        if (!key)
            return 0;
        barrier_store(&op->p->gc, at, key);
    }
    if (t->indirect_elem) {
        elem = vm_alloc(op->p, op->g, t->elem, t->elem->size, true);
        if (!elem)
            return 0;
        barrier_store(&op->p->gc, at + t->elem_offset, elem);
    }
    barrier_copy(&op->p->gc, key, op->key, t->key, 1);
    maptable_set_ctrl(group, slot, (unsigned)(op->hash & 0x7f));
    return elem;
}

static uint64_t
insert_small(struct mapop *op, struct hmap *m)
{
    if (!m->dir) {
        uint64_t group = new_groups(op, 1);
        if (!group)
            return 0;
        barrier_store(&op->p->gc, (uint64_t)(uintptr_t)m + offsetof(struct hmap, dir), group);
    }
    return fill_slot(op, m->dir, maptable_first(maptable_match_free(maptable_ctrl(m->dir))));
}

static uint64_t
insert_table(struct mapop *op, struct hmap *m)
{
    for (;;) {
        struct maptable *tab = maptable_of(m, op->hash);
        unsigned slot;
        uint64_t group = free_slot(op, tab, &slot);
        bool reuses = access_load8(group + slot) == MAPTABLE_DELETED;
        if (reuses || tab->growth_left) {
            uint64_t elem = fill_slot(op, group, slot);
            tab->used = (uint16_t)(tab->used + (elem != 0));
            tab->growth_left = (uint16_t)(tab->growth_left - (elem != 0 && !reuses));
            return elem;
        }
        if (!grow_table(op, m, tab))
            return 0;
    }
}

uint64_t
maptable_insert(struct mapop *op, struct hmap *m)
{
    if (m->dir_len == 0 && m->used == MAPTABLE_SLOTS && !grow_small(op, m))
        return 0;
    uint64_t elem = m->dir_len == 0 ? insert_small(op, m) : insert_table(op, m);
    m->used += elem != 0;
    return elem;
}

/* Clears the slot, so that nothing it pointed to stays alive. */
static void
wipe(const struct mapop *op, uint64_t slot)
{
    const struct maptype *t = op->t;
    struct gc_p *p = &op->p->gc;
    bool barrier = atomic_load_explicit(&p->gc->barrier_on, memory_order_relaxed);
    if (t->indirect_key)
        barrier_store(p, slot, 0);
    else if (barrier && t->key->ptrdata)
        barrier_bulk(p, slot, 0, t->key, 1);
    if (t->indirect_elem)
        barrier_store(p, slot + t->elem_offset, 0);
    else if (barrier && t->elem->ptrdata)
        barrier_bulk(p, slot + t->elem_offset, 0, t->elem, 1);
    if (t->slot_bytes == 16) {
        access_store64(slot, 0);
        access_store64(slot + 8, 0);
    } else {
        access_zero(slot, t->slot_bytes);
    }
}

void
maptable_erase(const struct mapop *op, struct hmap *m, struct mapfound at)
{
    struct maptable *tab = m->dir_len ? maptable_of(m, op->hash) : NULL;
    unsigned k = (unsigned)(at.slot - at.group - 8) / op->t->slot_bytes;
    wipe(op, at.slot);
    m->used--;
    if (!tab) {
        maptable_set_ctrl(at.group, k, MAPTABLE_EMPTY);
        return;
    }
    tab->used--;
    if (maptable_match_empty(maptable_ctrl(at.group))) {
        maptable_set_ctrl(at.group, k, MAPTABLE_EMPTY);
        tab->growth_left++;
    } else {
        maptable_set_ctrl(at.group, k, MAPTABLE_DELETED); /* probes must go on behind it */
    }
}

static void
clear_groups(const struct mapop *op, uint64_t groups, uint64_t n)
{
    struct gc_p *p = &op->p->gc;
    const struct typeinfo *t = &op->t->group;
    if (t->ptrdata && atomic_load_explicit(&p->gc->barrier_on, memory_order_relaxed))
        barrier_bulk(p, groups, 0, t, n);
    access_zero(groups, t->size * n);
    for (uint64_t i = 0; i < n; i++)
        access_store64(groups + i * t->size, ALL_EMPTY);
}

void
maptable_clear(const struct mapop *op, struct hmap *m)
{
    if (m->dir_len == 0 && m->dir)
        clear_groups(op, m->dir, 1);
    for (uint64_t i = 0; i < m->dir_len; i++) {
        struct maptable *tab = maptable_at(maptable_dir_entry(m, i));
        if (tab->index != (int64_t)i)
            continue;
        clear_groups(op, tab->groups, tab->mask + 1);
        tab->used = 0;
        tab->growth_left = (uint16_t)growth_of(tab->capacity);
    }
    m->used = 0;
    m->clear_seq++;
}
