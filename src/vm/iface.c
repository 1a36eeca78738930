/* Dynamic itabs live in a table per session, keyed by (interface, type); static ones lie in the
 * program's rodata and are never looked up here. A failed lookup is remembered too (NULL fun).
 * Go: runtime/iface.go, error.go (TypeAssertionError) */
#include "vm/iface.h"

#include "base/buf.h"
#include "base/xalloc.h"
#include "gc/barrier.h"

#include <stdio.h>
#include <string.h>

struct itab_entry {
    const struct typeinfo *iface, *type;
    struct itab *itab;   /* NULL = type lacks a method */
    const char *missing; /* its name, in the program's rodata, NUL-terminated copy owned */
    struct itab_entry *next;
};

enum { BUCKETS = 256 };

struct itabs {
    uv_mutex_t lock; /* guards adding; readers walk the lists without it */
    _Atomic(struct itab_entry *) buckets[BUCKETS];
};

struct itabs *
itabs_create(void)
{
    struct itabs *t = xcalloc(1, sizeof *t);
    uv_mutex_init(&t->lock);
    return t;
}

static void
free_entry(struct itab_entry *e)
{
    free(e->itab);
    free((char *)(uintptr_t)e->missing);
    free(e);
}

void
itabs_destroy(struct itabs *t)
{
    if (!t)
        return;
    for (unsigned i = 0; i < BUCKETS; i++) {
        struct itab_entry *e = atomic_load(&t->buckets[i]);
        while (e) {
            struct itab_entry *next = e->next;
            free_entry(e);
            e = next;
        }
    }
    uv_mutex_destroy(&t->lock);
    free(t);
}

static int
compare_str(struct typeinfo_str a, struct typeinfo_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.data, b.data, n) : 0;
    return c ? c : a.len < b.len ? -1 : a.len > b.len;
}

/* Both lists are sorted alike: one pass finds all methods or the first missing one. */
static struct itab *
build(const struct typeinfo *iface, const struct typeinfo *type,
      const struct typeinfo_method **missing)
{
    struct itab *tab = xcalloc(1, sizeof *tab + iface->n_methods * sizeof tab->fun[0]);
    tab->iface = iface;
    tab->type = type;
    tab->hash = type->hash;
    uint64_t k = 0;
    for (uint64_t i = 0; i < iface->n_methods; i++) {
        const struct typeinfo_method *want = &iface->methods[i];
        while (k < type->n_methods &&
               (compare_str(type->methods[k].name, want->name) < 0 ||
                (compare_str(type->methods[k].name, want->name) == 0 &&
                 compare_str(type->methods[k].pkg_path, want->pkg_path) < 0)))
            k++;
        if (k == type->n_methods || compare_str(type->methods[k].name, want->name) != 0 ||
            compare_str(type->methods[k].pkg_path, want->pkg_path) != 0 ||
            type->methods[k].type != want->type) {
            *missing = want;
            free(tab);
            return NULL;
        }
        tab->fun[i] = type->methods[k].code;
    }
    return tab;
}

static struct itab_entry *
find(struct itab_entry *e, const struct typeinfo *iface, const struct typeinfo *type)
{
    while (e && (e->iface != iface || e->type != type))
        e = e->next;
    return e;
}

/* Made before the lock is taken: a type word that an unsafe program made up faults there. */
static struct itab_entry *
add(struct itabs *t, unsigned bucket, const struct typeinfo *iface, const struct typeinfo *type)
{
    const struct typeinfo_method *missing = NULL;
    struct itab_entry *made = xcalloc(1, sizeof *made);
    *made = (struct itab_entry){.iface = iface, .type = type, .itab = build(iface, type, &missing)};
    if (missing)
        made->missing = xstrndup(missing->name.data, missing->name.len);
    uv_mutex_lock(&t->lock);
    struct itab_entry *head = atomic_load(&t->buckets[bucket]);
    struct itab_entry *e = find(head, iface, type);
    if (!e) {
        e = made;
        e->next = head;
        atomic_store_explicit(&t->buckets[bucket], e, memory_order_release);
    }
    uv_mutex_unlock(&t->lock);
    if (e != made)
        free_entry(made);
    return e;
}

const struct itab *
iface_itab(struct vm *vm, const struct typeinfo *iface, const struct typeinfo *type,
           const char **missing)
{
    struct itabs *t = vm->itabs;
    uint64_t h = ((uint64_t)(uintptr_t)iface ^ (uint64_t)(uintptr_t)type * 31) >> 4;
    unsigned bucket = (unsigned)((h ^ h >> 16) % BUCKETS);
    struct itab_entry *e =
        find(atomic_load_explicit(&t->buckets[bucket], memory_order_acquire), iface, type);
    if (!e)
        e = add(t, bucket, iface, type);
    if (!e->itab && missing)
        *missing = e->missing;
    return e->itab;
}

/* Pointer-free values of at most 8 bytes whose bits say 0..255, and whole bytes, have a table. */
static bool
small_value(const struct typeinfo *t, uint64_t value, uint64_t *number)
{
    if (t->ptrdata)
        return false;
    switch (t->size) {
    case 1:
        *number = access_load8(value);
        return true;
    case 2:
        *number = access_load16(value);
        return t->align == 2 && *number < 256;
    case 4:
        *number = access_load32(value);
        return t->align == 4 && *number < 256;
    case 8:
        *number = access_load64(value);
        return t->align == 8 && *number < 256;
    default:
        return false;
    }
}

/* "" and nil slices share the eight (or more) zero bytes at the head of the small-value table. */
static bool
zero_header(const struct typeinfo *t, uint64_t value)
{
    if (t->kind == KIND_STRING)
        return access_load64(value + 8) == 0;
    return t->kind == KIND_SLICE && access_load64(value) == 0;
}

bool
iface_box(struct vm *vm, struct p *p, struct g *g, const struct typeinfo *t, uint64_t value,
          uint64_t *data)
{
    uint64_t number = 0;
    if (t->flags & TYPEINFO_DIRECT) {
        *data = access_load64(value);
        return true;
    }
    uint64_t table =
        vm->image->segments.s[SEGMENT_NOPTRDATA].base + vm->image->program->known.static_bytes;
    if (t->size && small_value(t, value, &number)) {
        *data = table + number * 8;
        return true;
    }
    if (zero_header(t, value)) {
        *data = vm->zero_value;
        return true;
    }
    uint64_t at = vm_alloc(p, g, t, t->size, true);
    if (!at)
        return false;
    /* The box is born black while the value's frame may still be white: it needs the barrier. */
    if (t->size)
        barrier_copy(&p->gc, at, value, t, 1);
    *data = at;
    return true;
}

static void
put_name(struct buf *out, const struct typeinfo *t)
{
    buf_add(out, t->name.data, t->name.len);
}

void
iface_panic_text(char *out, size_t n, const struct typeinfo *static_type,
                 const struct typeinfo *dynamic, const struct typeinfo *wanted,
                 const char *missing_method)
{
    struct buf text = {0};
    buf_add_str(&text, "interface conversion: ");
    if (!dynamic) {
        if (static_type)
            put_name(&text, static_type);
        else
            buf_add_str(&text, "interface");
        buf_add_str(&text, " is nil, not ");
        put_name(&text, wanted);
    } else if (!missing_method) {
        put_name(&text, static_type);
        buf_add_str(&text, " is ");
        put_name(&text, dynamic);
        buf_add_str(&text, ", not ");
        put_name(&text, wanted);
        if (dynamic->name.len == wanted->name.len &&
            memcmp(dynamic->name.data, wanted->name.data, wanted->name.len) == 0)
            buf_add_str(&text, " (types from different scopes)");
    } else {
        put_name(&text, dynamic);
        buf_add_str(&text, " is not ");
        put_name(&text, wanted);
        buf_printf(&text, ": missing method %s", missing_method);
    }
    snprintf(out, n, "%s", buf_cstr(&text));
    buf_finish(&text);
}
