/* A hash table from byte strings or from pointers to pointers; insertion order is kept, so that
 * walking it is deterministic; a removed and re-added key goes to the end. One table holds keys of
 * one kind. Zero-initialise to start. Keys are borrowed (they must outlive the
 * table); values are never freed. Not thread-safe. Uses no randomness. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stddef.h>
#include <stdint.h>

struct table_entry {
    const void *key; /* start of the string, or the pointer itself */
    size_t key_len;  /* bytes; 0 for pointer keys */
    uint64_t hash;
    void *value;
};

struct table {
    struct table_entry *entries; /* in insertion order; value NULL = removed */
    size_t n;                    /* entries used, removed ones too */
    size_t cap;
    uint32_t *index; /* open addressing; 0 = empty, else entry number + 1 */
    size_t index_cap;
    size_t live; /* entries not removed */
};

void *table_get(const struct table *t, const char *key, size_t len); /* NULL when absent */
/* Returns the old value or NULL. value must not be NULL. */
void *table_put(struct table *t, const char *key, size_t len, void *value);
void *table_remove(struct table *t, const char *key, size_t len);
void *table_get_str(const struct table *t, const char *key); /* NUL-terminated key */
void *table_put_str(struct table *t, const char *key, void *value);
void *table_get_ptr(const struct table *t, const void *key);
void *table_put_ptr(struct table *t, const void *key, void *value);
void table_finish(struct table *t);

#endif
