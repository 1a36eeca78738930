/* Package runtime: MemProfile. Go: runtime/mprof.go (memProfileInternal) */
#include "base/xalloc.h"
#include "mem/access.h"
#include "mem/heap.h"
#include "mem/memprofile.h"
#include "vm/native.h"

#include <stdlib.h>
#include <string.h>

native_fn lib_memprofile_read;

enum { STACK0 = 32 };

struct record { /* runtime.MemProfileRecord */
    uint64_t alloc_bytes, free_bytes, alloc_objects, free_objects, stack0[STACK0];
};

static bool
is_shown(const struct memprofile_bucket *b, bool inuse_zero)
{
    return b->program && (inuse_zero || b->published_allocs != b->published_frees);
}

static void
put(uint64_t to, const struct memprofile_bucket *b)
{
    struct record r = {
        .alloc_bytes = b->published_allocs * b->bytes,
        .free_bytes = b->published_frees * b->bytes,
        .alloc_objects = b->published_allocs,
        .free_objects = b->published_frees,
    };
    memcpy(r.stack0, b->pcs, (b->n_pcs < STACK0 ? b->n_pcs : STACK0) * sizeof *r.stack0);
    access_copy(to, (uint64_t)(uintptr_t)&r, sizeof r);
}

/* The records that are to be shown, at this moment; owned. */
static struct memprofile_bucket *
take(struct memprofile *mp, bool inuse_zero, uint64_t *n)
{
    unsigned all = memprofile_count(mp);
    struct memprofile_bucket *list = xcalloc(all + 1, sizeof *list);
    bool any = false;
    *n = 0;
    for (unsigned i = 0; i < all; i++) {
        struct memprofile_bucket *b = &list[*n];
        memprofile_read(mp, i, b);
        any |= b->published_allocs != 0;
        *n += is_shown(b, inuse_zero);
    }
    if (any)
        return list;
    free(list);
    return NULL;
}

/* MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) */
enum native_result
lib_memprofile_read(struct native_call *c)
{
    struct memprofile *mp = heap_profile(c->vm->heap);
    bool inuse_zero = c->args[3] & 1;
    uint64_t n;
    memprofile_flush(mp);
    struct memprofile_bucket *list = take(mp, inuse_zero, &n);
    if (!list) { /* no cycle yet: what there is, then */
        memprofile_publish_all(mp);
        list = take(mp, inuse_zero, &n);
    }
    bool ok = n <= c->args[1];
    for (uint64_t i = 0; ok && i < n; i++)
        put(c->args[0] + i * sizeof(struct record), &list[i]);
    free(list);
    c->args[4] = n;
    c->args[5] = ok;
    return NATIVE_DONE;
}
