/* Growth as Go does it: double below 256 elements, then a quarter more and 192, rounded up to what
 * the allocator hands out anyway. Go: runtime/slice.go */
#include "vm/slice.h"

#include "gc/barrier.h"
#include "mem/sizeclass.h"

enum { GROW_THRESHOLD = 256 };
#define ALLOC_MAX (UINT64_C(1) << 48)

enum slice_error
slice_make(struct p *p, struct g *g, const struct typeinfo *elem, int64_t len, int64_t cap,
           uint64_t *out)
{
    uint64_t max = elem->size ? ALLOC_MAX / elem->size : INT64_MAX;
    if (len < 0 || (uint64_t)len > max)
        return SLICE_LEN_RANGE;
    if (cap < len || (uint64_t)cap > max)
        return SLICE_CAP_RANGE;
    uint64_t at = vm_alloc(p, g, elem, elem->size * (uint64_t)cap, true);
    if (!at)
        return SLICE_NO_MEMORY;
    out[0] = at;
    out[1] = (uint64_t)len;
    out[2] = (uint64_t)cap;
    return SLICE_OK;
}

static uint64_t
wanted_cap(uint64_t len, uint64_t old_cap)
{
    if (len > old_cap * 2)
        return len;
    if (old_cap < GROW_THRESHOLD)
        return old_cap * 2;
    uint64_t cap = old_cap;
    while (cap < len)
        cap += (cap + 3 * GROW_THRESHOLD) >> 2;
    return cap;
}

enum slice_error
slice_grow(struct p *p, struct g *g, const struct typeinfo *elem, const uint64_t *old, uint64_t n,
           uint64_t *out)
{
    uint64_t data = old[0], old_len = old[1], old_cap = old[2], len = old_len + n;
    if ((int64_t)len < 0)
        return SLICE_LEN_RANGE;
    if (elem->size == 0) {
        uint64_t at = data ? data : vm_alloc(p, g, elem, 0, true);
        out[0] = at;
        out[1] = out[2] = len;
        return SLICE_OK;
    }
    uint64_t cap = wanted_cap(len, old_cap);
    if (cap > ALLOC_MAX / elem->size)
        return SLICE_LEN_RANGE;
    uint64_t bytes = sizeclass_round(cap * elem->size, elem->ptrdata == 0);
    cap = bytes / elem->size;
    /* Bytes after the old contents must be zero: the program may reslice up to cap. */
    uint64_t at = vm_alloc(p, g, elem, cap * elem->size, true);
    if (!at)
        return SLICE_NO_MEMORY;
    if (old_len)
        barrier_copy(&p->gc, at, data, elem, old_len);
    out[0] = at;
    out[1] = len;
    out[2] = cap;
    return SLICE_OK;
}

uint64_t
slice_copy(struct p *p, const struct typeinfo *elem, const uint64_t *dst, const uint64_t *src)
{
    uint64_t n = dst[1] < src[1] ? dst[1] : src[1];
    if (n && dst[0] != src[0] && elem->size)
        barrier_copy(&p->gc, dst[0], src[0], elem, n);
    return n;
}
