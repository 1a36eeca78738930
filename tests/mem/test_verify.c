/* The whole memory manager against a model: random allocation, marking and sweeping with every
 * object's bytes remembered, and the verifier after each cycle. Also: several threads at once. */
#include "mem/verify.h"

#include "base/rng.h"
#include "base/vec.h"
#include "mem/access.h"
#include "mem/cache.h"
#include "mem/heap.h"
#include "mem/region.h"
#include "mem/segment.h"
#include "mem/stackpool.h"
#include "mem/userarena.h"
#include "tests/suite.h"

#include <string.h>
#include <uv.h>

static const uint64_t one_pointer[] = {1};
static const struct typeinfo node = {
    .size = 64, .ptrdata = 8, .mask_period = 64, .ptrmask = one_pointer, .align = 8};

struct object {
    uint64_t addr, bytes, pattern;
};

struct world {
    struct heap *heap;
    struct stackpool *pool;
    struct userarenas *arenas;
    struct cache caches[3];
    struct stackpool_cache stack_cache;
    struct rng rng;
    VEC(struct object) objects;
    VEC(struct object) stacks;
    VEC(uint64_t) ids;
    uint64_t serial;
};

static void
world_init(struct world *w, uint64_t seed, const struct heap_options *o)
{
    memset(w, 0, sizeof *w);
    w->heap = heap_create(o);
    w->pool = stackpool_create(w->heap);
    w->arenas = userarenas_create(w->heap);
    for (unsigned i = 0; i < 3; i++)
        cache_init(&w->caches[i], w->heap, NULL);
    rng_init(&w->rng, seed);
}

static void
world_finish(struct world *w)
{
    vec_finish(&w->objects);
    vec_finish(&w->stacks);
    vec_finish(&w->ids);
    userarenas_destroy(w->arenas);
    stackpool_destroy(w->pool);
    heap_destroy(w->heap);
}

static void
world_verify(struct world *w)
{
    struct regions r = {.heap = w->heap, .userarenas = w->arenas};
    verify_memory(&r);
}

static bool
is_filled(const struct object *o, uint64_t with)
{
    for (uint64_t i = 0; i + 8 <= o->bytes; i += 8)
        if (access_load64(o->addr + i) != with)
            return false;
    return true;
}

static void
fill(struct object *o, uint64_t with)
{
    o->pattern = with;
    for (uint64_t i = 0; i + 8 <= o->bytes; i += 8)
        access_store64(o->addr + i, with);
}

static bool
alloc_small(struct world *w, struct object *o)
{
    struct cache *c = &w->caches[rng_below(&w->rng, 3)];
    unsigned class = 1 + rng_below(&w->rng, rng_below(&w->rng, 4) ? 20 : SIZECLASS_COUNT - 1);
    unsigned spanclass = class << 1 | rng_below(&w->rng, 2);
    struct span *s;
    uint64_t addr;
    while (!(addr = cache_next_fast(c, spanclass, &s)) &&
           !(addr = cache_next_slow(c, spanclass, &s)))
        if (!cache_refill(c, spanclass))
            return false;
    *o = (struct object){addr, s->elem_bytes, 0};
    if (!s->needzero)
        ck_assert(is_filled(o, 0));
    return true;
}

static bool
alloc_large(struct world *w, struct object *o)
{
    uint64_t bytes = 32768 + rng_below(&w->rng, rng_below(&w->rng, 8) ? 100000 : 6000000);
    bool scan = rng_below(&w->rng, 2);
    struct span *s = heap_alloc_large(w->heap, NULL, bytes, scan ? &node : NULL, true);
    if (!s)
        return false;
    *o = (struct object){s->base, bytes & ~UINT64_C(7), 0};
    ck_assert(is_filled(o, 0));
    return true;
}

static bool
alloc_one(struct world *w)
{
    struct object o;
    if (!(rng_below(&w->rng, 200) ? alloc_small(w, &o) : alloc_large(w, &o)))
        return false;
    fill(&o, ++w->serial * UINT64_C(0x9e3779b97f4a7c15));
    vec_push(&w->objects, o);
    return true;
}

static void
stack_step(struct world *w)
{
    if (w->stacks.n && rng_below(&w->rng, 2)) {
        unsigned i = rng_below(&w->rng, (uint32_t)w->stacks.n);
        struct object o = w->stacks.v[i];
        ck_assert(is_filled(&o, o.pattern));
        stackpool_free(w->pool, rng_below(&w->rng, 2) ? &w->stack_cache : NULL, NULL, o.addr,
                       o.bytes);
        w->stacks.v[i] = vec_pop(&w->stacks);
        return;
    }
    struct object o = {.bytes = UINT64_C(2048) << rng_below(&w->rng, 7)};
    o.addr =
        stackpool_alloc(w->pool, rng_below(&w->rng, 2) ? &w->stack_cache : NULL, NULL, o.bytes);
    if (!o.addr)
        return;
    fill(&o, ++w->serial * UINT64_C(0x9e3779b97f4a7c15));
    vec_push(&w->stacks, o);
}

/* Marks a random share of the objects; the others are forgotten and must come back as free. */
static void
cycle(struct world *w)
{
    for (unsigned i = 0; i < 3; i++)
        cache_flush(&w->caches[i]);
    while (heap_sweep_one(w->heap, NULL)) {
    }
    world_verify(w);
    unsigned keep = rng_below(&w->rng, 101);
    size_t n = 0;
    for (size_t i = 0; i < w->objects.n; i++) {
        struct object o = w->objects.v[i];
        struct span *s;
        unsigned index;
        if (rng_below(&w->rng, 100) >= keep)
            continue;
        ck_assert(heap_find_object(w->heap, o.addr + o.bytes / 2, &s, &index));
        ck_assert_uint_eq(span_slot(s, index), o.addr);
        ck_assert(span_mark(s, index));
        ck_assert(is_filled(&o, o.pattern));
        w->objects.v[n++] = o;
    }
    w->objects.n = n;
    heap_sweep_begin(w->heap);
    world_verify(w);
}

static void
run_model(uint64_t seed, const struct heap_options *o, unsigned steps)
{
    struct world w;
    world_init(&w, seed, o);
    for (unsigned i = 0; i < steps; i++) {
        unsigned what = rng_below(&w.rng, 1000);
        if (what < 3 || (what < 950 && !alloc_one(&w)))
            cycle(&w);
        else if (what >= 950 && what < 980)
            stack_step(&w);
        else if (what >= 980 && what < 995)
            heap_sweep_one(w.heap, NULL);
        else if (what >= 995)
            heap_scavenge(w.heap, NULL, rng_below(&w.rng, 1 << 20));
    }
    cycle(&w);
    world_verify(&w);
    world_finish(&w);
}

START_TEST(test_random_work_agrees_with_the_model)
{
    struct heap_options o = {0};
    run_model(1000 + (uint64_t)_i, &o, 12000);
}
END_TEST

START_TEST(test_random_work_with_poison)
{
    struct heap_options o = {.poison = true};
    run_model(2000 + (uint64_t)_i, &o, 4000);
}
END_TEST

START_TEST(test_random_work_under_a_memory_limit)
{
    struct heap_options o = {.max_bytes = 16 << 20};
    run_model(3000 + (uint64_t)_i, &o, 8000);
}
END_TEST

START_TEST(test_random_work_with_a_failing_allocation)
{
    struct heap_options o = {.fail_alloc = 1 + (uint64_t)_i * 7};
    run_model(4000 + (uint64_t)_i, &o, 2000);
}
END_TEST

/* Threads: allocators publish objects, markers mark what they see, then all sweep together. */
enum { N_ALLOC = 2, PER_THREAD = 20000 };

struct shared {
    struct heap *heap;
    _Atomic uint64_t published[N_ALLOC][PER_THREAD];
    _Atomic bool stop;
    _Atomic uint64_t marked;
};

struct worker {
    struct shared *sh;
    struct cache cache;
    unsigned id;
    bool failed;
};

static void
allocate(void *arg)
{
    struct worker *w = arg;
    for (unsigned i = 0; i < PER_THREAD; i++) {
        unsigned spanclass = (1 + (i * 7 + w->id) % 40) << 1 | 1;
        struct span *s;
        uint64_t addr;
        while (!(addr = cache_next_fast(&w->cache, spanclass, &s)) &&
               !(addr = cache_next_slow(&w->cache, spanclass, &s)))
            if (!cache_refill(&w->cache, spanclass)) {
                w->failed = true;
                return;
            }
        access_store64(addr, addr);
        atomic_store_explicit(&w->sh->published[w->id][i], addr, memory_order_release);
    }
}

static void
mark(void *arg)
{
    struct worker *w = arg;
    struct heap_map_cell cells[16];
    uint64_t lo, hi;
    for (unsigned i = 0; i < 2 * PER_THREAD; i++) {
        uint64_t addr =
            atomic_load_explicit(&w->sh->published[i % N_ALLOC][i / N_ALLOC], memory_order_acquire);
        struct span *s;
        unsigned index;
        if (addr && i % 3 && heap_find_object(w->sh->heap, addr, &s, &index))
            if (span_mark(s, index))
                atomic_fetch_add(&w->sh->marked, 1);
        if (i % 4000 == 0)
            heap_map(w->sh->heap, cells, 16, &lo, &hi);
    }
}

static void
sweep(void *arg)
{
    struct worker *w = arg;
    while (heap_sweep_one(w->sh->heap, NULL)) {
    }
}

static void
run_threads(struct worker *w, unsigned n, uv_thread_cb fn, uv_thread_t *t)
{
    for (unsigned i = 0; i < n; i++)
        ck_assert_int_eq(uv_thread_create(&t[i], fn, &w[i]), 0);
}

START_TEST(test_threads_allocate_mark_and_sweep)
{
    struct shared *sh = calloc(1, sizeof *sh);
    struct worker w[2 * N_ALLOC] = {0};
    uv_thread_t t[2 * N_ALLOC];
    sh->heap = heap_create(NULL);
    for (unsigned i = 0; i < 2 * N_ALLOC; i++) {
        w[i] = (struct worker){.sh = sh, .id = i % N_ALLOC};
        cache_init(&w[i].cache, sh->heap, NULL);
    }
    for (unsigned round = 0; round < 3; round++) {
        memset((void *)sh->published, 0, sizeof sh->published);
        atomic_store(&sh->marked, 0);
        run_threads(w, N_ALLOC, allocate, t);
        run_threads(w + N_ALLOC, N_ALLOC, mark, t + N_ALLOC);
        for (unsigned i = 0; i < 2 * N_ALLOC; i++)
            uv_thread_join(&t[i]);
        uint64_t frees = 0, allocs = 0;
        for (unsigned i = 0; i < N_ALLOC; i++) {
            ck_assert(!w[i].failed);
            cache_flush(&w[i].cache);
        }
        while (heap_sweep_one(sh->heap, NULL)) {
        }
        verify_heap(sh->heap);
        heap_sweep_begin(sh->heap);
        run_threads(w, N_ALLOC, sweep, t);
        for (unsigned i = 0; i < N_ALLOC; i++)
            uv_thread_join(&t[i]);
        ck_assert(heap_sweep_done(sh->heap));
        verify_heap(sh->heap);
        for (unsigned i = 0; i < SIZECLASS_COUNT; i++) {
            frees += heap_stats(sh->heap)->small_frees[i];
            allocs += heap_stats(sh->heap)->small_allocs[i];
        }
        ck_assert_uint_eq(allocs - frees, sh->marked);
    }
    heap_destroy(sh->heap);
    free(sh);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("verify");
    TCase *t = suite_case("verify");
    tcase_set_timeout(t, 110);
    tcase_add_loop_test(t, test_random_work_agrees_with_the_model, 0, 4);
    tcase_add_loop_test(t, test_random_work_with_poison, 0, 2);
    tcase_add_loop_test(t, test_random_work_under_a_memory_limit, 0, 3);
    tcase_add_loop_test(t, test_random_work_with_a_failing_allocation, 0, 8);
    tcase_add_test(t, test_threads_allocate_mark_and_sweep);
    suite_add_tcase(s, t);
    return suite_finish(s);
}
