/* Swiss maps. A small map (dir_len 0) is one group; beyond 8 entries a directory of tables, each a
 * power-of-two number of groups probed triangularly at load 7/8; a full table doubles up to 1024
 * slots and then splits in two, the directory doubling when it must.
 *
 * Control byte of a slot: its hash's low 7 bits, or EMPTY, or DELETED. Invariant: a probe for a key
 * ends at a group with an EMPTY byte. A table that was replaced has index -1; iterators that are
 * inside one look its keys up again. Go: internal/runtime/maps */
#include "vm/map.h"

#include "gc/barrier.h"
#include "vm/equal.h"
#include "vm/maptype.h"

#include <stddef.h>
#include <string.h>

enum { SLOTS = MAPTYPE_SLOTS, TABLE_MAX = 1024, CTRL_EMPTY = 0x80, CTRL_DELETED = 0xFE };
#define ALL_EMPTY UINT64_C(0x8080808080808080)
#define LOW_BITS  UINT64_C(0x0101010101010101)
#define HIGH_BITS UINT64_C(0x8080808080808080)

struct hmap { /* 48 bytes in the Go heap */
    uint64_t used;
    uint64_t seed;
    uint64_t dir;     /* the group of a small map, else the array of tables; pointer */
    uint64_t dir_len; /* 0 = small */
    uint8_t global_depth, global_shift, writing, tombstones;
    uint32_t spare;
    uint64_t clear_seq;
};

struct table { /* 32 bytes in the Go heap */
    uint16_t used, capacity, growth_left;
    uint8_t local_depth, spare;
    int64_t index;   /* of the first directory entry; -1 = replaced */
    uint64_t groups; /* pointer */
    uint64_t mask;   /* number of groups - 1 */
};

static const uint64_t third_word[1] = {4}, first_word[1] = {1};
static const struct typeinfo hmap_type = {.size = sizeof(struct hmap),
                                          .ptrdata = 24,
                                          .mask_period = sizeof(struct hmap),
                                          .ptrmask = third_word,
                                          .kind = KIND_STRUCT,
                                          .align = 8,
                                          .name = {"maps.Map", 8}};
static const struct typeinfo table_type = {.size = sizeof(struct table),
                                           .ptrdata = 24,
                                           .mask_period = sizeof(struct table),
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

struct op { /* what every operation carries */
    struct vm *vm;
    struct p *p;
    struct g *g;
    const struct maptype *t;
    uint64_t key, hash;
};

static struct hmap *
hmap_at(uint64_t addr)
{
    return (struct hmap *)(uintptr_t)addr;
}

static struct table *
table_at(uint64_t addr)
{
    return (struct table *)(uintptr_t)addr;
}

/* --- groups ------------------------------------------------------------------------------- */

static uint64_t
ctrl_of(uint64_t group)
{
    return access_load64(group);
}

/* High bit of each control byte that equals h2 (rarely one that does not: keys are compared). */
static uint64_t
match_h2(uint64_t ctrl, uint64_t h2)
{
    uint64_t x = ctrl ^ LOW_BITS * h2;
    return (x - LOW_BITS) & ~x & HIGH_BITS;
}

static uint64_t
match_empty(uint64_t ctrl)
{
    return ctrl & ~(ctrl << 6) & HIGH_BITS; /* 0x80 but not 0xFE */
}

static uint64_t
match_free(uint64_t ctrl)
{
    return ctrl & HIGH_BITS;
}

static unsigned
first_slot(uint64_t match)
{
    return (unsigned)__builtin_ctzll(match) / 8;
}

static void
set_ctrl(uint64_t group, unsigned slot, unsigned value)
{
    access_store8(group + slot, (uint8_t)value);
}

static uint64_t
slot_at(const struct maptype *t, uint64_t group, unsigned slot)
{
    return group + 8 + (uint64_t)slot * t->slot_bytes;
}

static uint64_t
key_at(const struct maptype *t, uint64_t slot)
{
    return t->indirect_key ? access_load64(slot) : slot;
}

static uint64_t
elem_at(const struct maptype *t, uint64_t slot)
{
    uint64_t at = slot + t->elem_offset;
    return t->indirect_elem ? access_load64(at) : at;
}

static uint64_t
group_at(const struct maptype *t, const struct table *tab, uint64_t i)
{
    return tab->groups + (i & tab->mask) * t->group.size;
}

static bool
keys_equal(const struct maptype *t, uint64_t a, uint64_t b)
{
    bool ok = true;
    const struct typeinfo *bad;
    if (t->key_word)
        return access_load64(a) == access_load64(b);
    if (t->key_string)
        return access_load64(a + 8) == access_load64(b + 8) &&
               equal_compare_strings(access_load64(a), access_load64(a + 8), access_load64(b),
                                     access_load64(b + 8)) == 0;
    return equal_values(t->key, a, b, &ok, &bad);
}

/* Slot of the key in one group, 0 when it is not there. */
static uint64_t
find_in_group(const struct op *op, uint64_t group)
{
    uint64_t match = match_h2(ctrl_of(group), op->hash & 0x7f);
    for (; match; match &= match - 1) {
        uint64_t slot = slot_at(op->t, group, first_slot(match));
        if (keys_equal(op->t, op->key, key_at(op->t, slot)))
            return slot;
    }
    return 0;
}

/* --- tables ------------------------------------------------------------------------------- */

static uint64_t
new_groups(const struct op *op, uint64_t n)
{
    uint64_t groups = vm_alloc(op->p, op->g, &op->t->group, op->t->group.size * n, true);
    for (uint64_t i = 0; groups && i < n; i++)
        access_store64(groups + i * op->t->group.size, ALL_EMPTY);
    return groups;
}

static uint64_t
new_table(const struct op *op, uint64_t capacity, int64_t index, unsigned local_depth)
{
    uint64_t addr = vm_alloc(op->p, op->g, &table_type, sizeof(struct table), true);
    uint64_t groups = addr ? new_groups(op, capacity / SLOTS) : 0;
    if (!groups)
        return 0;
    struct table *tab = table_at(addr);
    tab->capacity = (uint16_t)capacity;
    tab->growth_left = (uint16_t)(capacity <= SLOTS ? capacity - 1 : capacity * 7 / 8);
    tab->local_depth = (uint8_t)local_depth;
    tab->index = index;
    tab->mask = capacity / SLOTS - 1;
    barrier_store(&op->p->gc, addr + offsetof(struct table, groups), groups);
    return addr;
}

static uint64_t
find_in_table(const struct op *op, const struct table *tab)
{
    uint64_t at = op->hash >> 7;
    for (uint64_t step = 1;; at += step++) {
        uint64_t group = group_at(op->t, tab, at);
        uint64_t slot = find_in_group(op, group);
        if (slot || match_empty(ctrl_of(group)))
            return slot;
    }
}

/* First free slot on the key's probe sequence; its group and number. */
static uint64_t
free_slot(const struct op *op, const struct table *tab, unsigned *slot)
{
    uint64_t at = op->hash >> 7;
    for (uint64_t step = 1;; at += step++) {
        uint64_t group = group_at(op->t, tab, at);
        uint64_t match = match_free(ctrl_of(group));
        if (match) {
            *slot = first_slot(match);
            return group;
        }
    }
}

/* Moves a whole slot (or its two pointers) into a table that has room. */
static void
move_slot(const struct op *op, struct table *to, uint64_t from)
{
    unsigned slot;
    uint64_t group = free_slot(op, to, &slot);
    uint64_t at = slot_at(op->t, group, slot);
    const struct maptype *t = op->t;
    if (t->indirect_key)
        barrier_store(&op->p->gc, at, access_load64(from));
    else
        barrier_copy(&op->p->gc, at, from, t->key, 1);
    if (t->indirect_elem)
        barrier_store(&op->p->gc, at + t->elem_offset, access_load64(from + t->elem_offset));
    else
        barrier_copy(&op->p->gc, at + t->elem_offset, from + t->elem_offset, t->elem, 1);
    set_ctrl(group, slot, (unsigned)(op->hash & 0x7f));
    to->used++;
    to->growth_left--;
}

/* NaNs are never found again: each gets a hash of its own, so that many of them do not crowd one
 * table. */
static uint64_t
hash_key(const struct op *op, const struct hmap *m, uint64_t key, bool *ok,
         const struct typeinfo **bad)
{
    const struct typeinfo *t = op->t->key;
    bool is_float = t->kind >= KIND_FLOAT32 && t->kind <= KIND_COMPLEX128;
    if (is_float && op->p && !equal_values(t, key, key, ok, bad))
        return rng_next(&op->p->rng);
    return equal_hash(t, key, m->seed, ok, bad);
}

/* Calls for each full slot of n groups: moves it to the table that `pick` bit selects. */
static void
move_groups(struct op *op, const struct hmap *m, uint64_t groups, uint64_t n, struct table *lo,
            struct table *hi, uint64_t split_bit)
{
    bool ok = true;
    const struct typeinfo *bad;
    uint64_t hash = op->hash;
    for (uint64_t i = 0; i < n; i++) {
        uint64_t group = groups + i * op->t->group.size;
        for (unsigned k = 0; k < SLOTS; k++) {
            if (access_load8(group + k) & 0x80)
                continue;
            uint64_t slot = slot_at(op->t, group, k);
            op->hash = hash_key(op, m, key_at(op->t, slot), &ok, &bad);
            move_slot(op, op->hash & split_bit ? hi : lo, slot);
        }
    }
    op->hash = hash;
}

/* --- the directory ------------------------------------------------------------------------- */

static uint64_t
dir_entry(const struct hmap *m, uint64_t i)
{
    return access_load64(m->dir + i * 8);
}

static uint64_t
dir_index(const struct hmap *m, uint64_t hash)
{
    return m->dir_len == 1 ? 0 : hash >> m->global_shift;
}

static void
install_table(const struct op *op, struct hmap *m, uint64_t table)
{
    const struct table *tab = table_at(table);
    uint64_t n = UINT64_C(1) << (m->global_depth - tab->local_depth);
    for (uint64_t i = 0; i < n; i++)
        barrier_store(&op->p->gc, m->dir + ((uint64_t)tab->index + i) * 8, table);
}

static bool
set_directory(const struct op *op, struct hmap *m, uint64_t len, unsigned depth)
{
    uint64_t dir = vm_alloc(op->p, op->g, &pointer_type, len * 8, true);
    if (!dir)
        return false;
    for (uint64_t i = 0; m->dir_len && i < len; i++)
        barrier_store(&op->p->gc, dir + i * 8, dir_entry(m, i >> (depth - m->global_depth)));
    if (m->dir_len && depth != m->global_depth) {
        for (uint64_t i = 0; i < len; i++) {
            struct table *tab = table_at(access_load64(dir + i * 8));
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
grow_small(struct op *op, struct hmap *m)
{
    uint64_t group = m->dir, table = new_table(op, 2 * SLOTS, 0, 0);
    if (!table)
        return false;
    move_groups(op, m, group, 1, table_at(table), NULL, 0);
    if (!set_directory(op, m, 1, 0))
        return false;
    install_table(op, m, table);
    return true;
}

static bool
grow_same(struct op *op, struct hmap *m, struct table *old, uint64_t capacity)
{
    uint64_t table = new_table(op, capacity, old->index, old->local_depth);
    if (!table)
        return false;
    move_groups(op, m, old->groups, old->mask + 1, table_at(table), NULL, 0);
    install_table(op, m, table);
    old->index = -1;
    return true;
}

static bool
split(struct op *op, struct hmap *m, struct table *old)
{
    unsigned depth = old->local_depth + 1u;
    uint64_t lo = new_table(op, TABLE_MAX, -1, depth);
    uint64_t hi = lo ? new_table(op, TABLE_MAX, -1, depth) : 0;
    if (!hi)
        return false;
    move_groups(op, m, old->groups, old->mask + 1, table_at(lo), table_at(hi),
                UINT64_C(1) << (64 - depth));
    if (old->local_depth == m->global_depth &&
        !set_directory(op, m, m->dir_len * 2, m->global_depth + 1u))
        return false;
    table_at(lo)->index = old->index;
    table_at(hi)->index = old->index + (INT64_C(1) << (m->global_depth - depth));
    install_table(op, m, lo);
    install_table(op, m, hi);
    old->index = -1;
    return true;
}

/* Makes room in a table that has no growth left. */
static bool
grow_table(struct op *op, struct hmap *m, struct table *tab)
{
    uint64_t limit = (uint64_t)tab->capacity * 7 / 8;
    if (tab->used <= limit - tab->capacity / 10 - 1 && tab->capacity > SLOTS)
        return grow_same(op, m, tab, tab->capacity); /* mostly tombstones: clean up */
    if (tab->capacity < TABLE_MAX)
        return grow_same(op, m, tab, 2u * tab->capacity);
    return split(op, m, tab);
}

/* --- operations ----------------------------------------------------------------------------- */

uint64_t
map_len(uint64_t map)
{
    return map ? access_load64(map) : 0;
}

static bool
make_tables(struct op *op, struct hmap *m, uint64_t hint)
{
    uint64_t want = hint * 8 / 7, tables = 1, capacity = SLOTS;
    unsigned depth = 0;
    while (tables * TABLE_MAX < want) {
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

uint64_t
map_make(struct vm *vm, struct p *p, struct g *g, const struct typeinfo *t, int64_t hint)
{
    struct op op = {.vm = vm, .p = p, .g = g, .t = maptype_of(vm, t)};
    uint64_t addr = vm_alloc(p, g, &hmap_type, sizeof(struct hmap), true);
    if (!addr)
        return 0;
    struct hmap *m = hmap_at(addr);
    m->seed = rng_next(&p->rng);
    if (hint > SLOTS && hint < INT64_C(1) << 40 && !make_tables(&op, m, (uint64_t)hint))
        return 0;
    return addr;
}

static uint64_t
find(const struct op *op, const struct hmap *m)
{
    if (m->dir_len == 0)
        return m->dir ? find_in_group(op, m->dir) : 0;
    return find_in_table(op, table_at(dir_entry(m, dir_index(m, op->hash))));
}

enum map_error
map_get(struct vm *vm, const struct typeinfo *type, uint64_t map, uint64_t key, uint64_t *value,
        const struct typeinfo **bad_type)
{
    struct op op = {.vm = vm, .t = maptype_of(vm, type), .key = key};
    const struct hmap *m = hmap_at(map);
    bool ok = true;
    *value = 0;
    if (!map || !m->used) {
        equal_hash(op.t->key, key, 0, &ok, bad_type); /* an unhashable key panics all the same */
        return ok ? MAP_OK : MAP_UNHASHABLE;
    }
    if (m->writing)
        return MAP_CONCURRENT;
    op.hash = hash_key(&op, m, key, &ok, bad_type);
    if (!ok)
        return MAP_UNHASHABLE;
    uint64_t slot = find(&op, m);
    *value = slot ? elem_at(op.t, slot) : 0;
    return MAP_OK;
}

/* Fills a free slot with the key and a zero value; the value's address, 0 = no memory. */
static uint64_t
fill_slot(const struct op *op, uint64_t group, unsigned slot)
{
    const struct maptype *t = op->t;
    uint64_t at = slot_at(t, group, slot), key = at, elem = at + t->elem_offset;
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
    set_ctrl(group, slot, (unsigned)(op->hash & 0x7f));
    return elem;
}

static uint64_t
insert_small(struct op *op, struct hmap *m)
{
    if (!m->dir) {
        uint64_t group = new_groups(op, 1);
        if (!group)
            return 0;
        barrier_store(&op->p->gc, (uint64_t)(uintptr_t)m + offsetof(struct hmap, dir), group);
    }
    return fill_slot(op, m->dir, first_slot(match_free(ctrl_of(m->dir))));
}

static uint64_t
insert_table(struct op *op, struct hmap *m)
{
    for (;;) {
        struct table *tab = table_at(dir_entry(m, dir_index(m, op->hash)));
        unsigned slot;
        uint64_t group = free_slot(op, tab, &slot);
        bool reuses = access_load8(group + slot) == CTRL_DELETED;
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

static uint64_t
insert(struct op *op, struct hmap *m)
{
    if (m->dir_len == 0 && m->used == SLOTS && !grow_small(op, m))
        return 0;
    uint64_t elem = m->dir_len == 0 ? insert_small(op, m) : insert_table(op, m);
    m->used += elem != 0;
    return elem;
}

/* A key that compares equal may still differ in its bits (+0 and -0): the new one is stored. */
static bool
needs_key_update(const struct typeinfo *key)
{
    return !(key->flags & TYPEINFO_PLAIN_EQUAL) && key->kind != KIND_STRING;
}

enum map_error
map_set(struct vm *vm, struct p *p, struct g *g, const struct typeinfo *type, uint64_t map,
        uint64_t key, uint64_t *value, const struct typeinfo **bad_type)
{
    struct op op = {.vm = vm, .p = p, .g = g, .t = maptype_of(vm, type), .key = key};
    struct hmap *m = hmap_at(map);
    bool ok = true;
    if (!map)
        return MAP_NIL;
    if (m->writing)
        return MAP_CONCURRENT;
    op.hash = hash_key(&op, m, key, &ok, bad_type);
    if (!ok)
        return MAP_UNHASHABLE;
    m->writing = 1;
    uint64_t slot = m->used ? find(&op, m) : 0;
    if (slot && needs_key_update(op.t->key))
        barrier_copy(&p->gc, key_at(op.t, slot), key, op.t->key, 1);
    *value = slot ? elem_at(op.t, slot) : insert(&op, m);
    m->writing = 0;
    return *value ? MAP_OK : MAP_NO_MEMORY;
}

/* Clears the slot, so that nothing it pointed to stays alive. */
static void
wipe(const struct op *op, uint64_t slot)
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
    access_zero(slot, t->slot_bytes);
}

static void
erase(const struct op *op, struct hmap *m, uint64_t slot)
{
    struct table *tab = m->dir_len ? table_at(dir_entry(m, dir_index(m, op->hash))) : NULL;
    uint64_t base = tab ? tab->groups : m->dir;
    uint64_t group = base + (slot - base) / op->t->group.size * op->t->group.size;
    unsigned k = (unsigned)((slot - group - 8) / op->t->slot_bytes);
    wipe(op, slot);
    m->used--;
    if (!tab) {
        set_ctrl(group, k, CTRL_EMPTY);
        return;
    }
    tab->used--;
    if (match_empty(ctrl_of(group))) {
        set_ctrl(group, k, CTRL_EMPTY);
        tab->growth_left++;
    } else {
        set_ctrl(group, k, CTRL_DELETED); /* probes must go on behind it */
    }
}

enum map_error
map_delete(struct vm *vm, struct p *p, const struct typeinfo *type, uint64_t map, uint64_t key,
           const struct typeinfo **bad_type)
{
    struct op op = {.vm = vm, .p = p, .t = maptype_of(vm, type), .key = key};
    struct hmap *m = hmap_at(map);
    bool ok = true;
    op.hash = equal_hash(op.t->key, key, map ? m->seed : 0, &ok, bad_type);
    if (!ok)
        return MAP_UNHASHABLE;
    if (!map || !m->used)
        return MAP_OK;
    if (m->writing)
        return MAP_CONCURRENT;
    m->writing = 1;
    uint64_t slot = find(&op, m);
    if (slot)
        erase(&op, m, slot);
    if (slot && m->used == 0)
        m->seed = rng_next(&p->rng); /* an attacker learns nothing from a map he emptied */
    m->writing = 0;
    return MAP_OK;
}

static void
clear_groups(const struct op *op, uint64_t groups, uint64_t n)
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
map_clear(struct vm *vm, struct p *p, const struct typeinfo *type, uint64_t map)
{
    struct op op = {.vm = vm, .p = p, .t = maptype_of(vm, type)};
    struct hmap *m = hmap_at(map);
    if (!map)
        return;
    if (m->dir_len == 0 && m->dir)
        clear_groups(&op, m->dir, 1);
    for (uint64_t i = 0; i < m->dir_len; i++) {
        struct table *tab = table_at(dir_entry(m, i));
        if (tab->index != (int64_t)i)
            continue;
        clear_groups(&op, tab->groups, tab->mask + 1);
        tab->used = 0;
        tab->growth_left =
            (uint16_t)(tab->capacity <= SLOTS ? tab->capacity - 1 : tab->capacity * 7 / 8);
    }
    m->used = 0;
    m->clear_seq++;
    m->seed = rng_next(&p->rng);
}

/* --- iteration ------------------------------------------------------------------------------ */

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

void
map_iter_init(struct vm *vm, struct p *p, const struct typeinfo *t, uint64_t map, uint64_t *it)
{
    (void)vm;
    memset(it, 0, MAPITER_WORDS * sizeof *it);
    it[IT_TYPE] = (uint64_t)(uintptr_t)t;
    const struct hmap *m = hmap_at(map);
    if (!map || !m->used)
        return;
    it[IT_MAP] = map;
    it[IT_ENTRY_OFFSET] = rng_next(&p->rng);
    it[IT_CLEAR_SEQ] = m->clear_seq;
    it[IT_DEPTH] = m->global_depth;
    if (m->dir_len == 0) {
        it[IT_GROUP] = m->dir;
    } else {
        uint64_t start = rng_next(&p->rng) % m->dir_len;
        it[IT_DIR_OFFSET] = (uint64_t)table_at(dir_entry(m, start))->index;
    }
}

/* The map changed under the iterator: what the key maps to now; false when it is gone. A key that
 * does not equal itself can neither have been deleted nor updated. */
static bool
look_again(const struct op *proto, const struct hmap *m, uint64_t slot, uint64_t *it)
{
    struct op op = *proto;
    bool ok = true;
    const struct typeinfo *bad;
    op.key = key_at(op.t, slot);
    if (!keys_equal(op.t, op.key, op.key)) {
        it[IT_KEY] = op.key;
        it[IT_VALUE] = elem_at(op.t, slot);
        return m->clear_seq == it[IT_CLEAR_SEQ];
    }
    op.hash = hash_key(&op, m, op.key, &ok, &bad);
    uint64_t now = m->used ? find(&op, m) : 0;
    if (!now)
        return false;
    it[IT_KEY] = key_at(op.t, now);
    it[IT_VALUE] = elem_at(op.t, now);
    return true;
}

/* Offers one slot; false when it is empty or no longer in the map. */
static bool
take_slot(const struct op *op, const struct hmap *m, uint64_t group, unsigned k, bool stale,
          uint64_t *it)
{
    if (access_load8(group + k) & 0x80)
        return false;
    uint64_t slot = slot_at(op->t, group, k);
    if (stale || m->clear_seq != it[IT_CLEAR_SEQ])
        return look_again(op, m, slot, it);
    it[IT_KEY] = key_at(op->t, slot);
    it[IT_VALUE] = elem_at(op->t, slot);
    return true;
}

static bool
next_small(const struct op *op, const struct hmap *m, uint64_t *it)
{
    while (it[IT_ENTRY] < SLOTS) {
        unsigned k = (unsigned)((it[IT_ENTRY]++ + it[IT_ENTRY_OFFSET]) % SLOTS);
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
next_large(const struct op *op, const struct hmap *m, uint64_t *it)
{
    follow_directory(m, it);
    while (it[IT_DIR] < m->dir_len) {
        if (!it[IT_TABLE]) {
            it[IT_TABLE] = dir_entry(m, (it[IT_DIR] + it[IT_DIR_OFFSET]) & (m->dir_len - 1));
            it[IT_ENTRY] = 0;
        }
        const struct table *tab = table_at(it[IT_TABLE]);
        while (it[IT_ENTRY] < tab->capacity) {
            uint64_t e = (it[IT_ENTRY]++ + it[IT_ENTRY_OFFSET]) & (tab->capacity - 1u);
            if (take_slot(op, m, group_at(op->t, tab, e / SLOTS), (unsigned)(e % SLOTS),
                          tab->index < 0, it))
                return true;
        }
        it[IT_DIR] += UINT64_C(1) << (m->global_depth - tab->local_depth);
        it[IT_TABLE] = 0;
    }
    return false;
}

bool
map_iter_next(struct vm *vm, uint64_t *it)
{
    struct op op = {.vm = vm, .t = maptype_of(vm, (const struct typeinfo *)(uintptr_t)it[IT_TYPE])};
    const struct hmap *m = hmap_at(it[IT_MAP]);
    if (!it[IT_MAP])
        return false;
    return it[IT_GROUP] ? next_small(&op, m, it) : next_large(&op, m, it);
}
