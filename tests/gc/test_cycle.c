/* Whole cycles in one thread: what is reachable survives, the rest is reused, numbers add up. The
 * oracle (verify) runs at the end of each cycle. */
#include "gc/cycle.h"

#include "gc/grey.h"
#include "gc/roots.h"
#include "gc/sweeper.h"
#include "tests/gc/fake_world.h"
#include "tests/suite.h"

static struct fake *
world(unsigned procs)
{
    struct gc_options o = fake_options();
    return fake_create(procs, &o);
}

/* A node: next, other, value. */
static struct fake_type node_type;

static uint64_t
new_node(struct fake *f, struct gc_p *p, uint64_t next, uint64_t other, uint64_t value)
{
    uint64_t n = alloc_object(p, &f->gs[0].g, &node_type.t, 24, true);
    barrier_store(p, n, next);
    barrier_store(p, n + 8, other);
    access_store64(n + 16, value);
    return n;
}

static uint64_t
new_list(struct fake *f, uint64_t n)
{
    uint64_t head = 0;
    for (uint64_t i = n; i > 0; i--)
        head = new_node(f, &f->p[0], head, 0, i - 1);
    return head;
}

static void
check_list(uint64_t head, uint64_t n)
{
    for (uint64_t i = 0; i < n; i++) {
        ck_assert_uint_ne(head, 0);
        ck_assert_uint_eq(access_load64(head + 16), i);
        head = access_load64(head);
    }
    ck_assert_uint_eq(head, 0);
}

static uint64_t
total_objects(struct fake *f, uint64_t *white, uint64_t *grey, uint64_t *black)
{
    struct gc_colours c;
    gc_colours(f->gc, &c);
    *white = *grey = *black = 0;
    for (unsigned i = 0; i < SIZECLASS_COUNT; i++) {
        *white += c.white[i];
        *grey += c.grey[i];
        *black += c.black[i];
    }
    return *white + *grey + *black;
}

static uint64_t
allocated_objects(struct fake *f)
{
    const struct heap_stats *s = heap_stats(f->heap);
    uint64_t n = atomic_load(&s->large_allocs) - atomic_load(&s->large_frees);
    for (unsigned i = 1; i < SIZECLASS_COUNT; i++)
        n += atomic_load(&s->small_allocs[i]) - atomic_load(&s->small_frees[i]);
    return n;
}

START_TEST(test_reachable_objects_survive_and_garbage_is_freed)
{
    struct fake *f = world(1);
    f->gs[1].slots[3] = new_list(f, 10000);
    new_list(f, 20000);
    fake_collect(f);
    check_list(f->gs[1].slots[3], 10000);
    ck_assert_uint_eq(atomic_load(&f->gc->n_gc), 1);
    ck_assert_uint_eq(atomic_load(&f->gc->bytes_marked), 240000);
    ck_assert_uint_eq(allocated_objects(f), 10000);
    f->gs[1].slots[3] = 0;
    fake_collect(f);
    ck_assert_uint_eq(allocated_objects(f), 0);
    ck_assert_uint_eq(atomic_load(&heap_stats(f->heap)->in_use), 0);
    fake_destroy(f);
}
END_TEST

START_TEST(test_freed_memory_is_reused)
{
    struct fake *f = world(1);
    for (int i = 0; i < 20; i++) {
        f->gs[0].slots[0] = new_list(f, 30000);
        fake_collect(f);
    }
    ck_assert_uint_lt(atomic_load(&heap_stats(f->heap)->in_use), 8 << 20);
    fake_destroy(f);
}
END_TEST

START_TEST(test_interior_pointers_keep_objects_and_noscan_hides_them)
{
    struct fake *f = world(1);
    uint64_t list = new_list(f, 3);
    f->gs[0].slots[0] = list + 17; /* into the first node */
    uint64_t hidden = new_list(f, 5), box = alloc_object(&f->p[0], NULL, NULL, 64, true);
    access_store64(box, hidden);
    f->gs[0].slots[1] = box;
    fake_collect(f);
    check_list(list, 3);
    ck_assert_uint_eq(allocated_objects(f), 4);
    fake_destroy(f);
}
END_TEST

START_TEST(test_large_objects_are_scanned_in_pieces)
{
    struct fake *f = world(1);
    struct fake_type pair;
    fake_type(&pair, 2, 1); /* pointer, number */
    uint64_t n = 100000, slice = alloc_object(&f->p[0], NULL, &pair.t, n * 16, true);
    f->gs[0].slots[0] = slice;
    for (uint64_t i = 0; i < n; i++) {
        uint64_t o = new_node(f, &f->p[0], 0, 0, i);
        barrier_store(&f->p[0], slice + i * 16, o);
        access_store64(slice + i * 16 + 8, new_node(f, &f->p[0], 0, 0, i)); /* not a pointer */
    }
    fake_collect(f);
    ck_assert_uint_eq(allocated_objects(f), n + 1);
    for (uint64_t i = 0; i < n; i++)
        ck_assert_uint_eq(access_load64(access_load64(slice + i * 16) + 16), i);
    fake_destroy(f);
}
END_TEST

START_TEST(test_header_objects_repeat_their_type)
{
    struct fake *f = world(1);
    struct fake_type three;
    fake_type(&three, 3, 2);
    uint64_t a = alloc_object(&f->p[0], NULL, &three.t, 100 * 24, true);
    f->gs[0].slots[0] = a;
    for (uint64_t i = 0; i < 300; i++)
        access_store64(a + i * 8, new_node(f, &f->p[0], 0, 0, i));
    fake_collect(f);
    ck_assert_uint_eq(allocated_objects(f), 101);
    fake_destroy(f);
}
END_TEST

START_TEST(test_tiny_block_in_use_survives_one_cycle)
{
    struct fake *f = world(1);
    uint64_t t = alloc_object(&f->p[0], NULL, NULL, 4, true);
    (void)t;
    fake_collect(f);
    ck_assert_uint_eq(allocated_objects(f), 1);
    ck_assert_uint_eq(f->p[0].cache.tiny, 0);
    fake_collect(f);
    ck_assert_uint_eq(allocated_objects(f), 0);
    fake_destroy(f);
}
END_TEST

START_TEST(test_colours_add_up_at_each_step_of_slow_motion)
{
    struct fake *f = world(1);
    uint64_t white, grey, black, last_black = 0, max_grey = 0;
    f->gs[0].slots[0] = new_list(f, 300);
    for (int i = 0; i < 60; i++)
        f->gs[1].slots[i] = new_list(f, 3);
    new_list(f, 100);
    cache_flush(&f->p[0].cache);
    atomic_store(&f->gc->watched, true);
    gc_start(f->gc, &f->p[0], GC_TRIGGER_USER);
    ck_assert_uint_eq(total_objects(f, &white, &grey, &black), 580);
    ck_assert_uint_eq(white, 580);
    while (atomic_load(&f->gc->phase) == GC_MARK) {
        f->budget = 1;
        enum gc_worker_mode m = gc_worker_claim(f->gc, &f->p[0], true);
        ck_assert_int_ne(m, GC_WORKER_NONE);
        gc_worker_run(f->gc, &f->p[0], m);
        ck_assert_uint_eq(total_objects(f, &white, &grey, &black), 580);
        ck_assert_uint_le(black - last_black, 1);
        last_black = black;
        if (grey > max_grey)
            max_grey = grey;
        ck_assert_uint_lt(f->n_spent, 2000);
    }
    ck_assert_uint_eq(black, 480);
    ck_assert_uint_eq(grey, 0);
    ck_assert_uint_eq(max_grey, 61);
    ck_assert_uint_eq(atomic_load(&f->tracer.counts[EVENT_GC_GREY]), 480);
    ck_assert_uint_eq(atomic_load(&f->tracer.counts[EVENT_GC_BLACK]), 480);
    fake_destroy(f);
}
END_TEST

START_TEST(test_slow_motion_may_begin_and_end_while_marking)
{
    struct fake *f = world(2);
    f->gs[0].slots[0] = new_list(f, 20000);
    gc_start(f->gc, &f->p[0], GC_TRIGGER_USER);
    for (int i = 0; atomic_load(&f->gc->phase) == GC_MARK; i++) {
        atomic_store(&f->gc->watched, i % 2);
        f->budget = 100;
        f->yield = true; /* after a few objects */
        enum gc_worker_mode m = gc_worker_claim(f->gc, &f->p[i % 2], true);
        if (m)
            gc_worker_run(f->gc, &f->p[i % 2], m);
        ck_assert_int_lt(i, 100000);
    }
    check_list(f->gs[0].slots[0], 20000);
    fake_destroy(f);
}
END_TEST

START_TEST(test_barrier_saves_what_moves_behind_the_marker)
{
    struct fake *f = world(1);
    struct gc_p *p = &f->p[0];
    uint64_t holder = new_node(f, p, 0, 0, 0), hidden = new_list(f, 50);
    barrier_store(p, holder, hidden);
    f->gs[0].running = true; /* scanned first, sees nothing: holder is on the other stack */
    f->gs[1].slots[0] = holder;
    gc_start(f->gc, p, GC_TRIGGER_USER);
    while (!f->gs[0].asked)
        ck_assert_int_ge((int)roots_do_one(f->gc, p), 0);
    fake_safepoint(f, p, &f->gs[0]);
    uint64_t taken = access_load64(holder);
    barrier_store(p, holder, 0); /* deletion: must shade the list */
    f->gs[0].slots[5] = taken;   /* onto a black stack, without a barrier */
    ck_assert(fake_finish_marking(f));
    check_list(taken, 50);
    ck_assert_uint_eq(atomic_load(&f->gc->n_gc), 1);
    fake_destroy(f);
}
END_TEST

START_TEST(test_marking_waits_for_a_running_goroutine_s_own_scan)
{
    struct fake *f = world(1);
    f->gs[2].running = true;
    f->gs[2].slots[0] = new_list(f, 10);
    gc_start(f->gc, &f->p[0], GC_TRIGGER_USER);
    for (int i = 0; i < 5; i++) {
        enum gc_worker_mode m = gc_worker_claim(f->gc, &f->p[0], true);
        if (m)
            gc_worker_run(f->gc, &f->p[0], m);
    }
    ck_assert_int_eq(atomic_load(&f->gc->phase), GC_MARK);
    ck_assert(f->gs[2].asked);
    ck_assert(fake_finish_marking(f));
    check_list(f->gs[2].slots[0], 10);
    fake_destroy(f);
}
END_TEST

START_TEST(test_bulk_barrier_shades_both_sides)
{
    struct fake *f = world(1);
    struct gc_p *p = &f->p[0];
    uint64_t n = 40, src = alloc_object(p, NULL, &node_type.t, 24 * n, true);
    uint64_t dst = alloc_object(p, NULL, &node_type.t, 24 * n, true);
    for (uint64_t i = 0; i < n; i++) {
        access_store64(src + i * 24, new_node(f, p, 0, 0, i));
        access_store64(dst + i * 24, new_node(f, p, 0, 0, 100 + i));
    }
    gc_start(f->gc, p, GC_TRIGGER_USER);
    barrier_copy(p, dst, src, &node_type.t, n);
    barrier_flush(p);
    for (uint64_t i = 0; i < n; i++) {
        struct span *s;
        unsigned index;
        ck_assert(heap_find_object(f->heap, access_load64(src + i * 24), &s, &index));
        ck_assert(span_is_marked(s, index));
    }
    ck_assert_uint_eq(atomic_load(&p->greyed[3]), 2 * n);
    ck_assert(fake_finish_marking(f));
    fake_destroy(f);
}
END_TEST

START_TEST(test_collect_waits_for_a_cycle_that_began_after_the_call)
{
    struct fake *f = world(1);
    gc_start(f->gc, &f->p[0], GC_TRIGGER_USER);
    f->gs[0].slots[0] = 0;
    ck_assert(gc_collect(f->gc, &f->p[0], &f->gs[0].g)); /* cycle 1 runs: wait for 2 */
    ck_assert(fake_finish_marking(f));
    ck_assert(f->gs[0].ready);
    f->gs[0].ready = false;
    ck_assert(gc_collect(f->gc, &f->p[0], &f->gs[0].g));
    ck_assert_uint_eq(atomic_load(&f->gc->cycles), 2);
    ck_assert(fake_finish_marking(f));
    ck_assert(f->gs[0].ready);
    ck_assert(!gc_collect(f->gc, &f->p[0], &f->gs[0].g));
    ck_assert(heap_sweep_done(f->heap));
    ck_assert_uint_eq(atomic_load(&f->gc->n_gc), 2);
    ck_assert_uint_eq(atomic_load(&f->gc->n_forced), 2);
    fake_destroy(f);
}
END_TEST

START_TEST(test_allocating_while_marking_owes_work)
{
    struct fake *f = world(4);
    struct gc_p *p = &f->p[0];
    f->gs[1].slots[0] = new_list(f, 200000);
    p->wishes = 0;
    gc_start(f->gc, p, GC_TRIGGER_USER);
    uint64_t before = (uint64_t)atomic_load(&f->gc->scan_work);
    while (!(p->wishes & GC_WISH_ASSIST))
        alloc_object(p, &f->gs[0].g, NULL, 64, false);
    ck_assert(!gc_safepoint(f->gc, p, &f->gs[0].g));
    ck_assert_int_ge(f->gs[0].g.assist_balance, 0);
    ck_assert_uint_ge((uint64_t)atomic_load(&f->gc->scan_work) - before, 60000);
    ck_assert_uint_eq(atomic_load(&f->tracer.counts[EVENT_GC_ASSIST]), 1);
    ck_assert(fake_finish_marking(f));
    fake_destroy(f);
}
END_TEST

START_TEST(test_assist_without_work_to_find_waits_and_is_paid_by_a_worker)
{
    struct fake *f = world(2);
    struct gc_p *p = &f->p[0];
    f->gs[1].slots[0] = new_list(f, 50000);
    p->wishes = 0;
    gc_start(f->gc, p, GC_TRIGGER_USER);
    f->gs[2].running = true; /* keeps marking open */
    while (roots_do_one(f->gc, &f->p[1]) >= 0)
        ; /* the only work is in the other P's buffer now */
    while (!(p->wishes & GC_WISH_ASSIST))
        alloc_object(p, &f->gs[0].g, NULL, 64, false);
    ck_assert(gc_safepoint(f->gc, p, &f->gs[0].g));
    ck_assert(!f->gs[0].ready);
    work_publish(&f->p[1]);
    enum gc_worker_mode m = gc_worker_claim(f->gc, &f->p[1], true);
    ck_assert_int_ne(m, GC_WORKER_NONE);
    gc_worker_run(f->gc, &f->p[1], m);
    ck_assert(f->gs[0].ready);
    ck_assert_int_ge(f->gs[0].g.assist_balance, 0);
    ck_assert(fake_finish_marking(f));
    fake_destroy(f);
}
END_TEST

START_TEST(test_mutator_with_assists_and_lazy_sweep_runs_many_cycles)
{
    struct fake *f = world(1);
    struct gc_p *p = &f->p[0];
    struct fake_g *g = &f->gs[0];
    for (uint64_t i = 0; i < 400000; i++) {
        uint64_t n = new_node(f, p, g->slots[i % 60], 0, i);
        g->slots[i % 60] = n;
        if (i % 5000 < 60)
            g->slots[i % 60] = 0;
        if (p->wishes && gc_safepoint(f->gc, p, &g->g))
            while (!g->ready && fake_finish_marking(f))
                ;
        g->ready = false;
        if (i % 1000 == 0) { /* the P gives its quarter */
            enum gc_worker_mode m = gc_worker_claim(f->gc, p, false);
            if (m)
                gc_worker_run(f->gc, p, m);
        }
    }
    ck_assert_uint_ge(atomic_load(&f->gc->n_gc), 2);
    ck_assert_uint_lt(atomic_load(&heap_stats(f->heap)->in_use), 16 << 20);
    struct gc_cycle h[GC_HISTORY];
    unsigned n = gc_history(f->gc, h, GC_HISTORY);
    ck_assert_uint_eq(n, atomic_load(&f->gc->n_gc));
    for (unsigned i = 0; i < n; i++) {
        ck_assert_uint_eq(h[i].number, i + 1);
        ck_assert_uint_le(h[i].trigger_bytes, h[i].goal);
        ck_assert_int_le((int)h[i].trigger, GC_TRIGGER_TIME);
        ck_assert_int_lt(h[i].start_ns, h[i].mark_start_ns);
        ck_assert_int_lt(h[i].mark_end_ns, h[i].end_ns);
    }
    fake_destroy(f);
}
END_TEST

START_TEST(test_proportional_sweep_is_over_before_the_next_trigger)
{
    struct fake *f = world(1);
    f->gs[0].slots[0] = new_list(f, 300000);
    fake_collect(f);
    gc_start(f->gc, &f->p[0], GC_TRIGGER_USER);
    ck_assert(fake_finish_marking(f));
    ck_assert(!heap_sweep_done(f->heap));
    f->p[0].wishes = 0;
    while (!(f->p[0].wishes & GC_WISH_START))
        alloc_object(&f->p[0], NULL, NULL, 512, false);
    ck_assert(heap_sweep_done(f->heap));
    fake_destroy(f);
}
END_TEST

START_TEST(test_background_sweeps_then_frees_buffers_then_rests)
{
    struct fake *f = world(1);
    f->gs[0].slots[0] = new_list(f, 100000);
    gc_start(f->gc, &f->p[0], GC_TRIGGER_USER);
    ck_assert(fake_finish_marking(f));
    ck_assert_uint_gt(atomic_load(&heap_stats(f->heap)->workbufs), 0);
    int n = 0;
    while (gc_background(f->gc, &f->p[0]))
        ck_assert_int_lt(n++, 10000);
    ck_assert(heap_sweep_done(f->heap));
    ck_assert_uint_eq(atomic_load(&heap_stats(f->heap)->workbufs), 0);
    fake_destroy(f);
}
END_TEST

START_TEST(test_scavenger_returns_what_the_next_cycle_will_not_need)
{
    struct fake *f = world(1);
    f->gs[0].slots[0] = alloc_object(&f->p[0], NULL, NULL, 64 << 20, true);
    fake_collect(f);
    f->gs[0].slots[0] = 0;
    fake_collect(f);
    fake_collect(f);
    uint64_t released = atomic_load(&heap_stats(f->heap)->released);
    for (int i = 0; i < 100000; i++) {
        f->now += 10000000;
        gc_background(f->gc, &f->p[0]);
    }
    ck_assert_uint_gt(atomic_load(&heap_stats(f->heap)->released), released + (32 << 20));
    fake_destroy(f);
}
END_TEST

START_TEST(test_many_procs_share_the_marking)
{
    struct fake *f = world(256);
    for (int i = 0; i < 60; i++)
        f->gs[i % 4].slots[i] = new_list(f, 1000);
    f->yield = true;
    gc_start(f->gc, &f->p[7], GC_TRIGGER_USER);
    ck_assert(fake_finish_marking(f));
    unsigned helped = 0;
    for (unsigned i = 0; i < 256; i++)
        helped += f->p[i].dedicated_ns + f->p[i].idle_ns > 0;
    ck_assert_uint_gt(helped, 10);
    ck_assert_uint_eq(atomic_load(&f->gc->bytes_marked), 60000 * 24);
    fake_destroy(f);
}
END_TEST

START_TEST(test_stress_starts_a_cycle_at_each_allocation)
{
    struct gc_options o = fake_options();
    o.stress = true;
    struct fake *f = fake_create(1, &o);
    for (uint64_t i = 0; i < 200; i++) {
        f->gs[0].slots[0] = new_node(f, &f->p[0], f->gs[0].slots[0], 0, 199 - i);
        gc_safepoint(f->gc, &f->p[0], &f->gs[0].g);
        ck_assert(fake_finish_marking(f));
    }
    check_list(f->gs[0].slots[0], 200);
    ck_assert_uint_eq(atomic_load(&f->gc->n_gc), 200);
    fake_destroy(f);
}
END_TEST

START_TEST(test_two_collectors_do_not_know_each_other)
{
    struct fake *a = world(1), *b = world(2);
    a->gs[0].slots[0] = new_list(a, 100);
    b->gs[0].slots[0] = new_list(b, 200);
    gc_start(a->gc, &a->p[0], GC_TRIGGER_USER);
    fake_collect(b);
    ck_assert(fake_finish_marking(a));
    check_list(a->gs[0].slots[0], 100);
    check_list(b->gs[0].slots[0], 200);
    ck_assert_uint_eq(atomic_load(&a->gc->bytes_marked), 2400);
    ck_assert_uint_eq(atomic_load(&b->gc->bytes_marked), 4800);
    fake_destroy(b);
    fake_destroy(a);
}
END_TEST

START_TEST(test_knobs_take_effect_at_once)
{
    struct fake *f = world(1);
    ck_assert_int_eq(gc_set_percent(f->gc, 200), 100);
    ck_assert_uint_eq(gc_heap_goal(f->gc), 8 << 20);
    ck_assert_int_eq(gc_set_percent(f->gc, -5), 200);
    ck_assert_uint_eq(gc_heap_goal(f->gc), UINT64_MAX);
    ck_assert_int_eq(gc_set_percent(f->gc, 100), -1);
    ck_assert_int_eq(gc_set_memlimit(f->gc, -1), INT64_MAX);
    ck_assert_int_eq(gc_set_memlimit(f->gc, 3 << 20), INT64_MAX);
    ck_assert_uint_lt(gc_heap_goal(f->gc), 3 << 20);
    fake_destroy(f);
}
END_TEST

START_TEST(test_time_trigger_needs_a_cycle_and_two_minutes)
{
    struct fake *f = world(1);
    f->now += INT64_C(1000) * 1000000000;
    ck_assert(!gc_time_due(f->gc));
    fake_collect(f);
    ck_assert(!gc_time_due(f->gc));
    f->now += INT64_C(121) * 1000000000;
    ck_assert(gc_time_due(f->gc));
    gc_start(f->gc, &f->p[0], GC_TRIGGER_TIME);
    ck_assert(!gc_time_due(f->gc));
    ck_assert(fake_finish_marking(f));
    fake_destroy(f);
}
END_TEST

int
main(void)
{
    fake_type(&node_type, 3, 3);
    SUITE_RUN(
        "cycle", test_reachable_objects_survive_and_garbage_is_freed, test_freed_memory_is_reused,
        test_interior_pointers_keep_objects_and_noscan_hides_them,
        test_large_objects_are_scanned_in_pieces, test_header_objects_repeat_their_type,
        test_tiny_block_in_use_survives_one_cycle, test_colours_add_up_at_each_step_of_slow_motion,
        test_slow_motion_may_begin_and_end_while_marking,
        test_barrier_saves_what_moves_behind_the_marker,
        test_marking_waits_for_a_running_goroutine_s_own_scan, test_bulk_barrier_shades_both_sides,
        test_collect_waits_for_a_cycle_that_began_after_the_call,
        test_allocating_while_marking_owes_work,
        test_assist_without_work_to_find_waits_and_is_paid_by_a_worker,
        test_mutator_with_assists_and_lazy_sweep_runs_many_cycles,
        test_proportional_sweep_is_over_before_the_next_trigger,
        test_background_sweeps_then_frees_buffers_then_rests,
        test_scavenger_returns_what_the_next_cycle_will_not_need, test_many_procs_share_the_marking,
        test_stress_starts_a_cycle_at_each_allocation, test_two_collectors_do_not_know_each_other,
        test_knobs_take_effect_at_once, test_time_trigger_needs_a_cycle_and_two_minutes);
}
