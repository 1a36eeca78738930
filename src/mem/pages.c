/* First fit by lowest address in a binary tree: each node knows the free run at its start, its
 * longest one and the one at its end, so a search walks down once: to the left half when a run fits
 * in there, else across the middle, else to the right. The leaves are chunks of 512 pages whose
 * bitmap words are looked at directly.
 *
 * Low addresses first keeps the heap dense at the bottom; the scavenger takes from the top.
 *
 * Go: runtime/mpagealloc.go (the same idea with a radix tree of five levels) */
#include "mem/pages.h"

#include "base/bitops.h"
#include "base/bug.h"
#include "mem/osmem.h"

#include <string.h>

static uint64_t
rounded(uint64_t n, uint64_t bytes)
{
    return bitops_align_up(n * bytes, OSMEM_PAGE_BYTES);
}

/* A large array of zeros, most of which nobody will ever touch. */
static void *
map_array(uint64_t n, uint64_t bytes)
{
    uint64_t addr = osmem_reserve(0, rounded(n, bytes), OSMEM_PAGE_BYTES);
    if (!addr || !osmem_commit(addr, rounded(n, bytes)))
        bug_out_of_memory(n * bytes);
    return (void *)(uintptr_t)addr;
}

static void
unmap_array(void *array, uint64_t n, uint64_t bytes)
{
    if (array)
        osmem_unmap((uint64_t)(uintptr_t)array, rounded(n, bytes));
}

void
pages_init(struct pages *p, uint64_t n_chunks)
{
    memset(p, 0, sizeof *p);
    p->n_chunks = n_chunks;
    p->n_leaves = 1;
    while (p->n_leaves < n_chunks)
        p->n_leaves *= 2;
    p->in_use = map_array(n_chunks * PAGES_CHUNK_WORDS, sizeof(uint64_t));
    p->scavenged = map_array(n_chunks * PAGES_CHUNK_WORDS, sizeof(uint64_t));
    p->retained = map_array(n_chunks, sizeof *p->retained);
    p->tree = map_array(2 * p->n_leaves, sizeof *p->tree);
}

void
pages_finish(struct pages *p)
{
    unmap_array(p->in_use, p->n_chunks * PAGES_CHUNK_WORDS, sizeof(uint64_t));
    unmap_array(p->scavenged, p->n_chunks * PAGES_CHUNK_WORDS, sizeof(uint64_t));
    unmap_array(p->retained, p->n_chunks, sizeof *p->retained);
    unmap_array(p->tree, 2 * p->n_leaves, sizeof *p->tree);
    memset(p, 0, sizeof *p);
}

static struct pages_summary
join(struct pages_summary l, struct pages_summary r, uint32_t half)
{
    struct pages_summary s = {l.start, l.max > r.max ? l.max : r.max, r.end};
    if (l.start == half)
        s.start = half + r.start;
    if (r.end == half)
        s.end = half + l.end;
    if (l.end + r.start > s.max)
        s.max = l.end + r.start;
    return s;
}

/* Free runs of one chunk, from its bitmap: a walk over the borders between free and used. */
static struct pages_summary
summarize_chunk(const uint64_t *in_use)
{
    struct pages_summary s = {0, 0, 0};
    uint32_t run = 0;
    bool first = true;
    for (unsigned w = 0; w < PAGES_CHUNK_WORDS; w++) {
        uint64_t used = in_use[w];
        unsigned left = 64;
        while (left) {
            unsigned n_free = bitops_ctz64(used);
            if (n_free >= left) {
                run += left;
                break;
            }
            run += n_free;
            if (first)
                s.start = run;
            first = false;
            if (run > s.max)
                s.max = run;
            run = 0;
            used >>= n_free;
            unsigned n_used = bitops_ctz64(~used);
            left -= n_free + n_used;
            if (!left)
                break;
            used >>= n_used;
        }
    }
    if (first)
        s.start = run;
    if (run > s.max)
        s.max = run;
    s.end = run;
    return s;
}

/* Summaries of the chunks [lo, hi] and of all nodes above them. */
static void
update(struct pages *p, uint64_t lo, uint64_t hi)
{
    for (uint64_t c = lo; c <= hi; c++)
        p->tree[p->n_leaves + c] = summarize_chunk(p->in_use + c * PAGES_CHUNK_WORDS);
    uint32_t half = PAGES_PER_CHUNK;
    lo += p->n_leaves;
    hi += p->n_leaves;
    while (lo > 1) {
        lo /= 2;
        hi /= 2;
        for (uint64_t i = lo; i <= hi; i++)
            p->tree[i] = join(p->tree[2 * i], p->tree[2 * i + 1], half);
        half *= 2;
    }
}

/* The part of [first, first + n) that lies in 64-bit word w, as a mask. */
static uint64_t
word_mask(uint64_t w, uint64_t first, uint64_t n)
{
    uint64_t lo = w * 64 < first ? first - w * 64 : 0;
    uint64_t hi = first + n < w * 64 + 64 ? first + n - w * 64 : 64;
    uint64_t mask = hi == 64 ? UINT64_MAX : (UINT64_C(1) << hi) - 1;
    return mask & ~((UINT64_C(1) << lo) - 1);
}

void
pages_grow(struct pages *p, uint64_t n_chunks)
{
    ensure(n_chunks && p->grown + n_chunks <= p->n_chunks, "the heap grows inside its range");
    uint64_t lo = p->grown;
    p->grown += n_chunks;
    memset(p->scavenged + lo * PAGES_CHUNK_WORDS, 0xff,
           n_chunks * PAGES_CHUNK_WORDS * sizeof(uint64_t));
    update(p, lo, p->grown - 1);
}

/* First run of n free pages inside a chunk that has one. */
static uint64_t
find_in_chunk(const uint64_t *in_use, uint64_t n)
{
    uint64_t run = 0;
    for (uint64_t i = 0; i < PAGES_PER_CHUNK;) {
        uint64_t used = in_use[i / 64] >> (i % 64);
        uint64_t left = 64 - i % 64;
        uint64_t n_free = bitops_ctz64(used);
        if (n_free > left)
            n_free = left;
        if (run + n_free >= n)
            return i - run;
        run += n_free;
        i += n_free;
        if (n_free == left)
            continue;
        run = 0;
        i += bitops_ctz64(~(used >> n_free));
    }
    bug("a chunk's summary promises a run of %llu free pages that is not there",
        (unsigned long long)n);
}

static uint64_t
find(const struct pages *p, uint64_t n)
{
    if (p->tree[1].max < n)
        return PAGES_NONE;
    uint64_t node = 1, base = 0, size = p->n_leaves * PAGES_PER_CHUNK;
    while (node < p->n_leaves) {
        const struct pages_summary *l = &p->tree[2 * node], *r = l + 1;
        size /= 2;
        node = 2 * node;
        if (l->max >= n)
            continue;
        if ((uint64_t)l->end + r->start >= n)
            return base + size - l->end;
        node++;
        base += size;
    }
    return base + find_in_chunk(p->in_use + base / 64, n);
}

uint64_t
pages_alloc(struct pages *p, uint64_t n, uint64_t *n_scavenged)
{
    ensure(n > 0, "an allocation has at least one page");
    *n_scavenged = 0;
    if (n > p->grown * PAGES_PER_CHUNK)
        return PAGES_NONE;
    uint64_t first = find(p, n);
    if (first == PAGES_NONE)
        return PAGES_NONE;
    for (uint64_t w = first / 64; w <= (first + n - 1) / 64; w++) {
        uint64_t mask = word_mask(w, first, n);
        unsigned bare = bitops_popcount64(p->scavenged[w] & mask);
        *n_scavenged += bare;
        p->retained[w / PAGES_CHUNK_WORDS] -= (uint16_t)(bitops_popcount64(mask) - bare);
        p->scavenged[w] &= ~mask;
        p->in_use[w] |= mask;
    }
    update(p, first / PAGES_PER_CHUNK, (first + n - 1) / PAGES_PER_CHUNK);
    return first;
}

void
pages_free(struct pages *p, uint64_t first, uint64_t n)
{
    for (uint64_t w = first / 64; w <= (first + n - 1) / 64; w++) {
        uint64_t mask = word_mask(w, first, n);
        ensure((p->in_use[w] & mask) == mask, "freed pages were in use");
        p->in_use[w] &= ~mask;
        p->retained[w / PAGES_CHUNK_WORDS] += (uint16_t)bitops_popcount64(mask);
    }
    uint64_t last = (first + n - 1) / PAGES_PER_CHUNK;
    update(p, first / PAGES_PER_CHUNK, last);
    if (last >= p->scavenge_top)
        p->scavenge_top = last + 1;
}

/* In a chunk with retained pages: its highest run of them, as far as one word goes. */
static void
take_highest(struct pages *p, uint64_t chunk, uint64_t max, uint64_t *first, uint64_t *n)
{
    for (uint64_t w = (chunk + 1) * PAGES_CHUNK_WORDS; w-- > chunk * PAGES_CHUNK_WORDS;) {
        uint64_t backed = ~p->in_use[w] & ~p->scavenged[w];
        if (!backed)
            continue;
        unsigned hi = bitops_len64(backed);
        uint64_t gap = ~backed & (hi == 64 ? UINT64_MAX : (UINT64_C(1) << hi) - 1);
        unsigned lo = bitops_len64(gap);
        if (hi - lo > max)
            lo = hi - (unsigned)max;
        *first = w * 64 + lo;
        *n = hi - lo;
        p->scavenged[w] |= word_mask(w, *first, *n);
        p->retained[chunk] -= (uint16_t)*n;
        return;
    }
    bug("chunk %llu counts retained pages that are not there", (unsigned long long)chunk);
}

bool
pages_scavenge(struct pages *p, uint64_t max, uint64_t *first, uint64_t *n)
{
    while (max && p->scavenge_top) {
        uint64_t chunk = p->scavenge_top - 1;
        if (p->retained[chunk]) {
            take_highest(p, chunk, max, first, n);
            return true;
        }
        p->scavenge_top = chunk;
    }
    return false;
}

bool
pages_is_in_use(const struct pages *p, uint64_t page)
{
    return bitops_get(p->in_use, page);
}

bool
pages_is_scavenged(const struct pages *p, uint64_t page)
{
    return bitops_get(p->scavenged, page);
}

static bool
same(struct pages_summary a, struct pages_summary b)
{
    return a.start == b.start && a.max == b.max && a.end == b.end;
}

void
pages_check(const struct pages *p)
{
    for (uint64_t c = 0; c < p->grown; c++) {
        const uint64_t *in_use = p->in_use + c * PAGES_CHUNK_WORDS;
        const uint64_t *bare = p->scavenged + c * PAGES_CHUNK_WORDS;
        unsigned retained = 0;
        for (unsigned w = 0; w < PAGES_CHUNK_WORDS; w++) {
            ensure(!(in_use[w] & bare[w]), "no page in use is scavenged (chunk %llu)",
                   (unsigned long long)c);
            retained += bitops_popcount64(~in_use[w] & ~bare[w]);
        }
        ensure(retained == p->retained[c], "chunk %llu counts %u retained pages and has %u",
               (unsigned long long)c, p->retained[c], retained);
        ensure(!retained || c < p->scavenge_top, "chunk %llu is hidden from the scavenger",
               (unsigned long long)c);
        ensure(same(summarize_chunk(in_use), p->tree[p->n_leaves + c]),
               "the summary of chunk %llu is right", (unsigned long long)c);
    }
    uint32_t half = PAGES_PER_CHUNK;
    for (uint64_t row = p->n_leaves / 2; row; row /= 2, half *= 2)
        for (uint64_t i = row; i < 2 * row; i++)
            ensure(same(join(p->tree[2 * i], p->tree[2 * i + 1], half), p->tree[i]),
                   "the summary of node %llu is right", (unsigned long long)i);
}
