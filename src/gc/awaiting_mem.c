/* Stand-ins for user arenas and the heap verifier until src/mem has them; goes away with that. */
#include <stddef.h>

#include "mem/region.h"
#include "mem/userarena.h"

void verify_heap(struct heap *h);
#define WEAK __attribute__((weak))

WEAK void
verify_heap(struct heap *h)
{
    (void)h;
}
WEAK void
region_check(const struct regions *r)
{
    (void)r;
}
WEAK enum userarena_error
userarena_free(struct userarenas *u, struct tracer *t, uint64_t id, bool gc_off, int64_t now_ns)
{
    (void)u, (void)t, (void)id, (void)gc_off, (void)now_ns;
    return USERARENA_OK;
}
WEAK void
userarena_each_chunk(struct userarenas *u, uint64_t id, void (*fn)(struct span *s, void *ctx),
                     void *ctx)
{
    (void)u, (void)id, (void)fn, (void)ctx;
}
WEAK uint64_t
userarena_scan_bytes(const struct span *chunk)
{
    (void)chunk;
    return 0;
}
WEAK const uint64_t *
userarena_scan_bitmap(const struct span *chunk)
{
    (void)chunk;
    return NULL;
}
WEAK void
userarenas_sweep(struct userarenas *u, struct tracer *t)
{
    (void)u, (void)t;
}
WEAK unsigned
userarenas_list(struct userarenas *u, struct userarena_info *out, unsigned max)
{
    (void)u, (void)out, (void)max;
    return 0;
}
WEAK void
userarenas_totals(struct userarenas *u, struct userarenas_totals *out)
{
    (void)u;
    *out = (struct userarenas_totals){0};
}
