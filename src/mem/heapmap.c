/* The heap map: spans poured into the cells they cover, by the share of each span that lies in a
 * cell. Spans may change meanwhile; every field is read once, and what adds up wrongly for one
 * picture is right in the next.
 *
 * Go: nothing of the kind */
#include "base/bitops.h"
#include "mem/heap_state.h"

#include <string.h>

struct pouring {
    struct heap_map_cell *cells;
    unsigned n;
    uint64_t lo, hi;
    uint64_t cell_bytes;
};

struct amounts { /* of a whole span */
    uint64_t in_use, marked, stacks, taken;
};

static uint64_t
share(uint64_t amount, uint64_t part, uint64_t whole)
{
    return part == whole ? amount : (uint64_t)((__uint128_t)amount * part / whole);
}

static bool
pour(struct pouring *p, uint64_t base, uint64_t bytes, const struct amounts *a)
{
    if (base < p->lo || bytes > p->hi - base || base >= p->hi)
        return false;
    for (uint64_t at = base; at < base + bytes;) {
        unsigned i = (unsigned)((at - p->lo) / p->cell_bytes);
        uint64_t end = p->lo + (i + 1) * p->cell_bytes;
        uint64_t part = (end < base + bytes ? end : base + bytes) - at;
        struct heap_map_cell *c = &p->cells[i];
        c->in_use += share(a->in_use, part, bytes);
        c->marked += share(a->marked, part, bytes);
        c->stacks += share(a->stacks, part, bytes);
        c->free -= part < c->free ? part : c->free;
        at += part;
    }
    return true;
}

static bool
pour_span(struct span *s, void *ctx)
{
    uint64_t bytes = (uint64_t)SPAN_GET(s->npages) * PAGE_BYTES;
    struct amounts a = {0};
    if (SPAN_GET(s->use) == SPAN_USE_HEAP) {
        uint64_t elem = SPAN_GET(s->elem_bytes);
        a.in_use = elem * SPAN_GET(s->alloc_count);
        a.marked = elem * atomic_load_explicit(&s->n_marked, memory_order_relaxed);
    } else if (SPAN_GET(s->use) == SPAN_USE_STACK) {
        a.stacks = bytes;
    }
    pour(ctx, SPAN_GET(s->base), bytes, &a);
    return true;
}

void
heap_map(struct heap *h, struct heap_map_cell *cells, unsigned n_cells, uint64_t *lo, uint64_t *hi)
{
    memset(cells, 0, n_cells * sizeof *cells);
    *lo = h->lookup.base;
    *hi = h->lookup.base + heap_grown_bytes(h);
    if (!n_cells || *hi == *lo)
        return;
    struct pouring p = {cells, n_cells, *lo, *hi, 0};
    p.cell_bytes = bitops_align_up((*hi - *lo + n_cells - 1) / n_cells, PAGE_BYTES);
    for (unsigned i = 0; i < n_cells; i++) {
        uint64_t from = *lo + i * p.cell_bytes;
        if (from < *hi)
            cells[i].free = *hi - from < p.cell_bytes ? *hi - from : p.cell_bytes;
    }
    heap_each_span(h, pour_span, &p);
}
