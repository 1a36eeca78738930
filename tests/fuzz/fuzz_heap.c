/* The allocator against a shadow of it. The input is a list of operations; every block that was
 * handed out carries a pattern of its own, so that two blocks that overlap, a block swept while
 * marked, or memory called fresh that is not zero show up at once. */
#include "base/bug.h"
#include "base/vec.h"
#include "mem/access.h"
#include "mem/cache.h"
#include "mem/heap.h"
#include "mem/stackpool.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum kind { SLOT, LARGE, STACK };

struct block {
    uint64_t addr, bytes;
    uint64_t pattern;
    enum kind kind;
    bool dead; /* unmarked when the last cycle began, or freed */
};

struct shadow {
    struct heap *heap;
    struct cache cache;
    struct stackpool *stacks;
    struct stackpool_cache stack_cache;
    VEC(struct block) blocks;
    uint64_t n_made;
    const uint8_t *at, *end; /* the operations left */
};

static unsigned
next_byte(struct shadow *sh)
{
    return sh->at < sh->end ? *sh->at++ : 0;
}

/* Words of a block that carry its pattern: all of a small one, both ends of a large one's pages. */
static uint64_t
pattern_step(const struct block *b)
{
    return b->bytes <= 4096 ? 8 : 4096 - 8;
}

static void
write_pattern(const struct block *b)
{
    for (uint64_t i = 0; i + 8 <= b->bytes; i += pattern_step(b))
        access_store64(b->addr + i, b->pattern + i);
}

static void
check_pattern(const struct block *b)
{
    for (uint64_t i = 0; i + 8 <= b->bytes; i += pattern_step(b))
        ensure(access_load64(b->addr + i) == b->pattern + i,
               "block %#lx of %lu bytes: changed at offset %lu", (unsigned long)b->addr,
               (unsigned long)b->bytes, (unsigned long)i);
}

static void
add_block(struct shadow *sh, enum kind kind, uint64_t addr, uint64_t bytes, bool zeroed)
{
    struct block b = {addr, bytes, ++sh->n_made << 32, kind, false};
    ensure(addr % 8 == 0, "an unaligned block");
    for (uint64_t i = 0; zeroed && i + 8 <= bytes; i += 8)
        ensure(access_load64(addr + i) == 0, "memory called zero is not");
    write_pattern(&b);
    vec_push(&sh->blocks, b);
}

static void
alloc_slot(struct shadow *sh, unsigned spanclass)
{
    struct span *s;
    uint64_t addr = cache_next_fast(&sh->cache, spanclass, &s);
    if (!addr)
        addr = cache_next_slow(&sh->cache, spanclass, &s);
    if (!addr) {
        if (!cache_refill(&sh->cache, spanclass))
            return;
        addr = cache_next_slow(&sh->cache, spanclass, &s);
    }
    struct span *found;
    unsigned index;
    ensure(addr, "a refilled span is full");
    ensure(heap_find_object(sh->heap, addr + s->elem_bytes - 1, &found, &index) && found == s &&
               span_slot(s, index) == addr,
           "the last byte of a slot is not found in it");
    add_block(sh, SLOT, addr, s->elem_bytes, !s->needzero);
}

static void
alloc_large(struct shadow *sh)
{
    uint64_t bytes = SIZECLASS_MAX_BYTES + 1 + next_byte(sh) * 1021;
    bool zero = next_byte(sh) & 1;
    struct span *s = heap_alloc_large(sh->heap, NULL, bytes, NULL, zero);
    if (s)
        add_block(sh, LARGE, s->base, bytes, zero);
}

static void
alloc_stack(struct shadow *sh)
{
    unsigned choice = next_byte(sh);
    uint64_t bytes = (uint64_t)STACK_MIN_BYTES << choice % 8;
    uint64_t addr = stackpool_alloc(sh->stacks, choice & 64 ? &sh->stack_cache : NULL, NULL, bytes);
    if (addr)
        add_block(sh, STACK, addr, bytes, false);
}

static void
free_stack(struct shadow *sh)
{
    unsigned choice = next_byte(sh);
    vec_each (struct block *, b, &sh->blocks) {
        if (b->kind == STACK && !b->dead && choice-- == 0) {
            check_pattern(b);
            stackpool_free(sh->stacks, b->bytes & 4096 ? &sh->stack_cache : NULL, NULL, b->addr,
                           b->bytes);
            b->dead = true;
            return;
        }
    }
}

static void
forget_dead(struct shadow *sh)
{
    size_t n = 0;
    for (size_t i = 0; i < sh->blocks.n; i++)
        if (!sh->blocks.v[i].dead)
            sh->blocks.v[n++] = sh->blocks.v[i];
    sh->blocks.n = n;
}

static void
finish_sweep(struct shadow *sh)
{
    while (heap_sweep_one(sh->heap, NULL)) {
    }
    cache_flush(&sh->cache);
    ensure(heap_sweep_done(sh->heap), "swept, yet not done");
}

/* What is alive is marked; the rest may be handed out again from here on. */
static void
begin_cycle(struct shadow *sh)
{
    uint64_t keep = next_byte(sh);
    finish_sweep(sh);
    vec_each (struct block *, b, &sh->blocks) {
        struct span *s;
        unsigned index;
        if (b->kind == STACK || b->dead)
            continue;
        ensure(heap_find_object(sh->heap, b->addr, &s, &index), "a live block is not found");
        if ((b->pattern >> 32) * 37 % 256 <= keep)
            ensure(span_mark(s, index), "a block was marked before marking");
        else
            b->dead = true;
    }
    heap_sweep_begin(sh->heap);
    forget_dead(sh);
}

static bool
check_span(struct span *s, void *ctx)
{
    uint64_t *bytes = ctx;
    span_check(s);
    *bytes += (uint64_t)s->npages * PAGE_BYTES;
    return true;
}

static void
check_all(struct shadow *sh)
{
    struct heap_stats *st = heap_stats(sh->heap);
    uint64_t in_spans = 0;
    heap_each_span(sh->heap, check_span, &in_spans);
    ensure(in_spans == st->in_use + st->stacks + st->workbufs, "spans and statistics disagree");
    ensure(in_spans + st->free + st->released == heap_grown_bytes(sh->heap),
           "the regions do not add up to what was grown");
    vec_each (struct block *, b, &sh->blocks)
        if (!b->dead)
            check_pattern(b);
}

static void
run_operation(struct shadow *sh)
{
    unsigned op = next_byte(sh), spanclass;
    switch (op % 16) {
    case 0:
        begin_cycle(sh);
        break;
    case 1:
        heap_sweep_one(sh->heap, NULL);
        break;
    case 2:
        cache_flush(&sh->cache);
        break;
    case 3:
        heap_scavenge(sh->heap, NULL, next_byte(sh) * 10000);
        break;
    case 4:
        alloc_large(sh);
        break;
    case 5:
        alloc_stack(sh);
        break;
    case 6:
        free_stack(sh);
        break;
    case 7:
        check_all(sh);
        break;
    case 8:
        stackpool_flush_cache(sh->stacks, &sh->stack_cache, NULL);
        break;
    default: /* several of one class, for spans to fill up */
        spanclass = 2 + next_byte(sh) % (SPANCLASS_COUNT - 2);
        for (unsigned i = 0; i <= op / 16; i++)
            alloc_slot(sh, spanclass);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct heap_options options = {
        .reserve_bytes = UINT64_C(512) << 20,
        .max_bytes = size && data[0] & 1 ? UINT64_C(16) << 20 : 0,
        .poison = size && data[0] & 2,
        .fail_alloc = size && data[0] & 4 ? data[0] >> 3 : 0,
    };
    struct shadow sh = {.at = data, .end = data + (size < 2000 ? size : 2000)};
    sh.heap = heap_create(&options);
    if (!sh.heap)
        return 0;
    cache_init(&sh.cache, sh.heap, NULL);
    sh.stacks = stackpool_create(sh.heap);
    while (sh.at < sh.end)
        run_operation(&sh);
    finish_sweep(&sh);
    check_all(&sh);
    stackpool_flush_cache(sh.stacks, &sh.stack_cache, NULL);
    stackpool_destroy(sh.stacks);
    heap_destroy(sh.heap);
    vec_finish(&sh.blocks);
    return 0;
}
