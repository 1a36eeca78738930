/* Group layouts, kept in a list per hash bucket; readers take no lock. */
#include "vm/maptype.h"

#include "base/bitops.h"
#include "base/xalloc.h"

enum { BUCKETS = 64, CONTROL_BYTES = 8 };

struct maptype_entry {
    struct maptype type;
    struct maptype_entry *next;
};

struct maptypes {
    uv_mutex_t lock; /* guards adding */
    _Atomic(struct maptype_entry *) buckets[BUCKETS];
};

struct maptypes *
maptypes_create(void)
{
    struct maptypes *t = xcalloc(1, sizeof *t);
    uv_mutex_init(&t->lock);
    return t;
}

void
maptypes_destroy(struct maptypes *t)
{
    if (!t)
        return;
    for (unsigned i = 0; i < BUCKETS; i++) {
        struct maptype_entry *e = atomic_load(&t->buckets[i]);
        while (e) {
            struct maptype_entry *next = e->next;
            free((void *)(uintptr_t)e->type.group.ptrmask);
            free(e);
            e = next;
        }
    }
    uv_mutex_destroy(&t->lock);
    free(t);
}

/* Sets the pointer bits of a value of type t lying at byte offset `at` of the group. */
static void
mark_value(uint64_t *mask, const struct typeinfo *t, uint64_t at, uint64_t *ptrdata)
{
    for (uint64_t off = 0; off < t->ptrdata; off += 8) {
        if (!bitops_get(t->ptrmask, off % t->mask_period / 8))
            continue;
        bitops_set(mask, (at + off) / 8);
        *ptrdata = at + off + 8;
    }
}

static void
mark_pointer(uint64_t *mask, uint64_t at, uint64_t *ptrdata)
{
    bitops_set(mask, at / 8);
    *ptrdata = at + 8;
}

static void
make_group(struct maptype *m)
{
    struct typeinfo *g = &m->group;
    uint64_t ptrdata = 0;
    g->size = CONTROL_BYTES + (uint64_t)MAPTYPE_SLOTS * m->slot_bytes;
    uint64_t *mask = xcalloc(g->size / 64 / 8 + 1, sizeof *mask);
    for (unsigned i = 0; i < MAPTYPE_SLOTS; i++) {
        uint64_t slot = CONTROL_BYTES + (uint64_t)i * m->slot_bytes;
        if (m->indirect_key)
            mark_pointer(mask, slot, &ptrdata);
        else
            mark_value(mask, m->key, slot, &ptrdata);
        if (m->indirect_elem)
            mark_pointer(mask, slot + m->elem_offset, &ptrdata);
        else
            mark_value(mask, m->elem, slot + m->elem_offset, &ptrdata);
    }
    g->ptrdata = ptrdata;
    g->mask_period = ptrdata ? g->size : 0;
    g->ptrmask = mask;
    g->kind = KIND_STRUCT;
    g->align = 8;
    g->name = (struct typeinfo_str){"map.group", 9};
}

static void
layout(struct maptype *m, const struct typeinfo *map)
{
    m->map = map;
    m->key = map->key;
    m->elem = map->elem;
    m->indirect_key = map->key->size > MAPTYPE_INLINE_BYTES;
    m->indirect_elem = map->elem->size > MAPTYPE_INLINE_BYTES;
    uint64_t key_bytes = m->indirect_key ? 8 : map->key->size;
    uint64_t key_align = m->indirect_key ? 8 : map->key->align;
    uint64_t elem_bytes = m->indirect_elem ? 8 : map->elem->size;
    uint64_t elem_align = m->indirect_elem ? 8 : map->elem->align;
    uint64_t align = key_align > elem_align ? key_align : elem_align;
    m->elem_offset = (uint32_t)bitops_align_up(key_bytes, elem_align ? elem_align : 1);
    uint64_t bytes = m->elem_offset + elem_bytes;
    /* A value of size zero at the end needs a byte of its own, so that its address stays inside. */
    if (elem_bytes == 0 && key_bytes)
        bytes++;
    m->slot_bytes = (uint32_t)bitops_align_up(bytes, align ? align : 1);
    bool aligned = key_bytes && m->slot_bytes % key_bytes == 0;
    if (map->key->flags & TYPEINFO_PLAIN_EQUAL && key_bytes <= 8 && bitops_is_pow2(key_bytes) &&
        aligned)
        m->key_word = (uint8_t)key_bytes;
    m->fast = m->key_word >= 4 && !map->key->ptrdata && !m->indirect_elem;
    m->key_string = map->key->kind == KIND_STRING;
    m->update_key = !(map->key->flags & TYPEINFO_PLAIN_EQUAL) && !m->key_string;
    make_group(m);
}

static const struct maptype *
find(struct maptype_entry *e, const struct typeinfo *map)
{
    while (e && e->type.map != map)
        e = e->next;
    return e ? &e->type : NULL;
}

const struct maptype *
maptype_of(struct vm *vm, const struct typeinfo *map)
{
    struct maptypes *t = vm->maptypes;
    _Atomic(struct maptype_entry *) *bucket =
        &t->buckets[((uintptr_t)map >> 4 ^ (uintptr_t)map >> 10) % BUCKETS];
    const struct maptype *m = find(atomic_load_explicit(bucket, memory_order_acquire), map);
    if (m)
        return m;
    uv_mutex_lock(&t->lock);
    struct maptype_entry *head = atomic_load(bucket);
    m = find(head, map);
    if (!m) {
        struct maptype_entry *e = xcalloc(1, sizeof *e);
        layout(&e->type, map);
        e->next = head;
        atomic_store_explicit(bucket, e, memory_order_release);
        m = &e->type;
    }
    uv_mutex_unlock(&t->lock);
    return m;
}
