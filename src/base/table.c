/* The hash table: a dense array of entries in insertion order, and an index of entry numbers with
 * linear probing. Invariants: index_cap is a power of two and at least 4/3 of n, so a probe always
 * meets an empty slot; every entry, dead ones too, has exactly one slot. Dead entries are dropped
 * when the table grows. */
#include "base/table.h"

#include "base/bug.h"
#include "base/xalloc.h"

#include <stdbool.h>
#include <string.h>

enum kind { STRING, POINTER };

static uint64_t
mix(uint64_t x)
{
    x ^= x >> 32;
    x *= UINT64_C(0xd6e8feb86659fd93);
    x ^= x >> 32;
    x *= UINT64_C(0xd6e8feb86659fd93);
    return x ^ x >> 32;
}

static uint64_t
hash_bytes(const char *s, size_t len)
{
    uint64_t h = mix(len + 1);
    for (; len >= 8; s += 8, len -= 8) {
        uint64_t word;
        memcpy(&word, s, 8);
        h = mix(h ^ word) + word;
    }
    uint64_t rest = 0;
    if (len)
        memcpy(&rest, s, len);
    return mix(h ^ rest);
}

static bool
same_key(const struct table_entry *e, enum kind kind, const void *key, size_t len)
{
    if (e->key_len != len)
        return false;
    if (kind == POINTER)
        return e->key == key;
    return len == 0 || memcmp(e->key, key, len) == 0;
}

static struct table_entry *
find(const struct table *t, enum kind kind, const void *key, size_t len, uint64_t hash)
{
    if (!t->index_cap)
        return NULL;
    for (size_t i = hash & (t->index_cap - 1); t->index[i]; i = (i + 1) & (t->index_cap - 1)) {
        struct table_entry *e = &t->entries[t->index[i] - 1];
        if (e->hash == hash && e->value && same_key(e, kind, key, len))
            return e;
    }
    return NULL;
}

static void
index_entry(struct table *t, size_t number)
{
    size_t i = t->entries[number].hash & (t->index_cap - 1);
    while (t->index[i])
        i = (i + 1) & (t->index_cap - 1);
    t->index[i] = (uint32_t)(number + 1);
}

/* Drops dead entries, makes room for one more and builds the index anew. */
static void
grow(struct table *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++)
        if (t->entries[i].value)
            t->entries[n++] = t->entries[i];
    t->n = n;
    size_t cap = 8;
    while (cap < n * 2)
        cap *= 2;
    ensure(cap <= UINT32_MAX / 2, "a table of %zu entries", cap);
    t->entries = xrealloc(t->entries, cap, sizeof *t->entries);
    t->cap = cap;
    free(t->index);
    t->index_cap = cap * 2;
    t->index = xcalloc(t->index_cap, sizeof *t->index);
    for (size_t i = 0; i < n; i++)
        index_entry(t, i);
}

static void *
put(struct table *t, enum kind kind, const void *key, size_t len, uint64_t hash, void *value)
{
    ensure(value, "a table holds no NULL");
    struct table_entry *e = find(t, kind, key, len, hash);
    if (e) {
        void *old = e->value;
        e->value = value;
        return old;
    }
    if (t->n == t->cap)
        grow(t);
    t->entries[t->n] = (struct table_entry){key, len, hash, value};
    index_entry(t, t->n);
    t->n++;
    t->live++;
    return NULL;
}

void *
table_get(const struct table *t, const char *key, size_t len)
{
    struct table_entry *e = find(t, STRING, key, len, hash_bytes(key, len));
    return e ? e->value : NULL;
}

void *
table_put(struct table *t, const char *key, size_t len, void *value)
{
    return put(t, STRING, key, len, hash_bytes(key, len), value);
}

void *
table_remove(struct table *t, const char *key, size_t len)
{
    struct table_entry *e = find(t, STRING, key, len, hash_bytes(key, len));
    if (!e)
        return NULL;
    void *old = e->value;
    e->value = NULL;
    t->live--;
    return old;
}

void *
table_get_str(const struct table *t, const char *key)
{
    return table_get(t, key, strlen(key));
}

void *
table_put_str(struct table *t, const char *key, void *value)
{
    return table_put(t, key, strlen(key), value);
}

void *
table_get_ptr(const struct table *t, const void *key)
{
    struct table_entry *e = find(t, POINTER, key, 0, mix((uintptr_t)key));
    return e ? e->value : NULL;
}

void *
table_put_ptr(struct table *t, const void *key, void *value)
{
    return put(t, POINTER, key, 0, mix((uintptr_t)key), value);
}

void
table_finish(struct table *t)
{
    free(t->entries);
    free(t->index);
    *t = (struct table){0};
}
