/* Counting everything again. A span is visited through its record; its pages through the page map;
 * that both agree with the page bitmap makes the three one.
 *
 * Go: runtime/mheap.go and mcentral.go say these things in comments and throws */
#include "mem/verify.h"

#include "base/bitops.h"
#include "base/bug.h"
#include "mem/heap_state.h"
#include "mem/region.h"
#include "mem/userarena.h"

struct tally { /* over all spans that are not dead */
    struct heap *heap;
    uint64_t pages, in_use, large, stacks, workbufs;
    uint64_t n_heap, n_cached, n_stale;
    uint64_t by_class[SPANCLASS_COUNT];
};

static unsigned long long
ull(uint64_t x)
{
    return x;
}

static void
check_pages_of(const struct heap *h, const struct span *s)
{
    uint64_t first = (s->base - h->lookup.base) >> PAGE_SHIFT;
    for (uint64_t i = first; i < first + s->npages; i++) {
        ensure(atomic_load(&h->lookup.pagemap[i]) == s, "page %llu leads to its span", ull(i));
        ensure(pages_is_in_use(&h->pages, i), "page %llu of a span is in use", ull(i));
    }
}

static void
tally_heap_span(struct tally *t, const struct span *s)
{
    uint64_t bytes = (uint64_t)s->npages * PAGE_BYTES;
    uint32_t g = heap_sweepgen(t->heap), sweepgen = atomic_load(&s->sweepgen);
    t->n_heap++;
    t->in_use += bytes;
    t->by_class[s->spanclass]++;
    if (!(s->spanclass >> 1))
        t->large += bytes;
    ensure(sweepgen != g - 1, "nobody sweeps span %#llx while memory is verified", ull(s->base));
    ensure(sweepgen == g || sweepgen == g - 2 || sweepgen == g + 1 || sweepgen == g + 3,
           "span %#llx has sweepgen %u at %u", ull(s->base), sweepgen, g);
    t->n_cached += sweepgen == g + 1 || sweepgen == g + 3;
    t->n_stale += sweepgen == g + 1;
}

static bool
visit_span(struct span *s, void *ctx)
{
    struct tally *t = ctx;
    uint64_t bytes = (uint64_t)s->npages * PAGE_BYTES;
    span_check(s);
    check_pages_of(t->heap, s);
    t->pages += s->npages;
    if (s->use == SPAN_USE_HEAP)
        tally_heap_span(t, s);
    else
        *(s->use == SPAN_USE_STACK ? &t->stacks : &t->workbufs) += bytes;
    return true;
}

/* What a set holds is swept or not, and has room or not, as the set's place says. */
static uint64_t
check_set(struct heap *h, const struct central_set *set, unsigned spanclass, uint32_t sweepgen,
          bool room)
{
    uint64_t n = 0;
    for (const struct span *s = set->head; s; s = s->next) {
        n++;
        ensure(n <= set->n, "the list of span class %u ends where its count says", spanclass);
        ensure(atomic_load(&s->state) == SPAN_IN_USE && s->spanclass == spanclass,
               "a set of span class %u holds its own spans", spanclass);
        ensure(atomic_load(&s->sweepgen) == sweepgen, "span %#llx has sweepgen %u in a set of %u",
               ull(s->base), atomic_load(&s->sweepgen), sweepgen);
        ensure(room == (s->alloc_count < s->nelems),
               "span %#llx with %u of %u slots is in the right set", ull(s->base), s->alloc_count,
               s->nelems);
        ensure(heap_span_of(h, s->base) == s, "a span in a set can be found");
    }
    ensure(n == set->n, "span class %u counts %llu spans in a set of %llu", spanclass, ull(set->n),
           ull(n));
    return n;
}

static void
check_centrals(struct heap *h, const struct tally *t)
{
    uint32_t g = heap_sweepgen(h);
    unsigned swept = g / 2 % 2;
    uint64_t n_swept = 0, n_unswept = 0;
    for (unsigned i = 0; i < SPANCLASS_COUNT; i++) {
        struct central *c = &h->centrals[i];
        n_swept += check_set(h, &c->partial[swept], i, g, true);
        n_swept += check_set(h, &c->full[swept], i, g, false);
        n_unswept += check_set(h, &c->partial[1 - swept], i, g - 2, true);
        n_unswept += check_set(h, &c->full[1 - swept], i, g - 2, false);
    }
    ensure(n_unswept == atomic_load(&h->unswept), "%llu unswept spans are counted as %llu",
           ull(n_unswept), ull(atomic_load(&h->unswept)));
    ensure(n_swept + n_unswept + t->n_cached == t->n_heap,
           "every heap span is in one set or one cache: %llu + %llu + %llu of %llu", ull(n_swept),
           ull(n_unswept), ull(t->n_cached), ull(t->n_heap));
    ensure(t->n_cached == atomic_load(&h->cached) && t->n_stale == atomic_load(&h->stale_cached),
           "cached spans are counted");
}

static void
equal(uint64_t counted, uint64_t walked, const char *what)
{
    ensure(counted == walked, "%s: counted %llu, walked %llu", what, ull(counted), ull(walked));
}

static void
check_pages(struct heap *h, const struct tally *t)
{
    uint64_t used = 0, bare = 0, n = h->pages.grown * PAGES_CHUNK_WORDS;
    pages_check(&h->pages);
    for (uint64_t w = 0; w < n; w++) {
        used += bitops_popcount64(h->pages.in_use[w]);
        bare += bitops_popcount64(h->pages.scavenged[w]);
    }
    equal(used, t->pages, "pages in use");
    equal(atomic_load(&h->stats.released), bare * PAGE_BYTES, "released bytes");
    equal(atomic_load(&h->stats.free), (n * 64 - used - bare) * PAGE_BYTES, "retained bytes");
    equal(heap_grown_bytes(h), n * 64 * PAGE_BYTES, "grown bytes");
}

static void
check_stats(struct heap *h, const struct tally *t)
{
    struct heap_stats *st = &h->stats;
    equal(atomic_load(&st->in_use), t->in_use, "bytes of heap spans");
    equal(atomic_load(&st->pages_in_use), t->in_use / PAGE_BYTES, "pages of heap spans");
    equal(atomic_load(&st->large_in_use), t->large, "bytes of large spans");
    equal(atomic_load(&st->stacks), t->stacks, "bytes of stack spans");
    equal(atomic_load(&st->workbufs), t->workbufs, "bytes of work buffers");
    for (unsigned i = 0; i < SPANCLASS_COUNT; i++)
        equal(atomic_load(&st->spans[i]), t->by_class[i], "spans of a class");
}

void
verify_heap(struct heap *h)
{
    struct tally t = {.heap = h};
    uv_mutex_lock(&h->lock);
    heap_each_span(h, visit_span, &t);
    check_pages(h, &t);
    uv_mutex_unlock(&h->lock);
    check_stats(h, &t);
    check_centrals(h, &t);
}

void
verify_memory(const struct regions *r)
{
    verify_heap((struct heap *)r->heap);
    if (r->userarenas)
        userarenas_check((struct userarenas *)r->userarenas);
    region_check(r);
}
