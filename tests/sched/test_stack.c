/* Stacks: sizes, growth by copying with every kind of pointer into the stack, the limit, shrinking,
 * frames walked. No threads: P 0 and a goroutine whose frames are laid out by hand. */
#include "sched/stack.h"

#include "sched/framewalk.h"
#include "sched/hchan.h"
#include "tests/sched/harness.h"

enum { CALLER = 2, CALLEE = 3 };

struct bench {
    struct harness *h;
    struct p *p;
    struct g *g;
};

static struct bench
setup(bool stack_move)
{
    struct scheduler_options o = {.procs = 1, .stack_move = stack_move};
    struct harness *h = harness_create(&o, false);
    h->sched.gc = h->gc;
    struct p *p = h->sched.ps[0];
    gc_p_init(&p->gc, h->gc, 0, &p->tracer);
    h->main.entry = h->task_entry;
    struct g *g = schedule_go(p, NULL, (uint64_t)(uintptr_t)&h->main, 0);
    ck_assert_ptr_nonnull(g);
    g->ctx = 0;
    return (struct bench){h, p, g};
}

static void
teardown(struct bench *b)
{
    scheduler_stop(&b->h->sched);
    harness_destroy(b->h);
}

static uint64_t
entry_of(struct bench *b, int func)
{
    return b->h->image.text + b->h->program->funcs.v[func].entry;
}

/* Pushes a frame as CALL does. */
static void
call(struct bench *b, int func)
{
    const struct program_func *f = &b->h->program->funcs.v[func];
    uint64_t sp = atomic_load(&b->g->sp) - 8;
    access_store64(sp, atomic_load(&b->g->pc) + 8);
    sp -= f->frame_words * UINT64_C(8);
    access_zero(sp, f->frame_words * (size_t)8);
    atomic_store(&b->g->sp, sp);
    atomic_store(&b->g->pc, entry_of(b, func));
}

static uint64_t
get(struct bench *b, unsigned slot)
{
    return access_load64(harness_slot(b->g, slot));
}

static void
set(struct bench *b, unsigned slot, uint64_t value)
{
    access_store64(harness_slot(b->g, slot), value);
}

START_TEST(a_new_stack_has_two_kib_and_two_frames)
{
    struct bench b = setup(false);
    ck_assert_uint_eq(b.g->stack.hi - b.g->stack.lo, 2048);
    ck_assert_uint_eq(b.g->stackguard, b.g->stack.lo + STACK_GUARD_BYTES);
    struct framewalk w;
    framewalk_init(&w, &b.h->image, b.g);
    ck_assert_str_eq(w.func->name, "main.task");
    ck_assert(framewalk_next(&w));
    ck_assert_str_eq(w.func->name, "runtime.goexit");
    ck_assert(!framewalk_next(&w));
    ck_assert_uint_eq(framewalk_depth(&b.h->image, b.g), 2);
    teardown(&b);
}
END_TEST

START_TEST(growing_doubles_until_the_frame_fits)
{
    static const struct {
        uint64_t need, bytes;
    } rows[] = {{16, 4096}, {1500, 4096}, {3000, 8192}, {100000, 131072}, {131072, 262144}};
    struct bench b = setup(false);
    ck_assert_int_eq(stack_grow(b.p, b.g, rows[_i].need, 0), STACK_OK);
    ck_assert_uint_eq(b.g->stack.hi - b.g->stack.lo, rows[_i].bytes);
    ck_assert_uint_eq(b.g->grows, 1);
    struct scheduler_stats stats;
    schedule_stats(&b.h->sched, false, &stats);
    ck_assert_uint_eq(stats.stack_bytes, rows[_i].bytes);
    ck_assert_uint_eq(stats.stack_grows, 1);
    teardown(&b);
}
END_TEST

START_TEST(growth_moves_pointers_into_the_stack_and_nothing_else)
{
    struct bench b = setup(false);
    call(&b, CALLER);
    uint64_t lo = b.g->stack.lo, hi = b.g->stack.hi;
    set(&b, 3, harness_slot(b.g, 7)); /* no pointer slot: looks like one but is a number */
    set(&b, 4, harness_slot(b.g, 7)); /* into the own frame */
    set(&b, 5, hi + 64);              /* outside */
    set(&b, 6, lo);                   /* the lowest address is inside */
    set(&b, 7, 77);
    uint64_t number = get(&b, 3), used = stack_used(b.g);
    ck_assert_int_eq(stack_grow(b.p, b.g, 64, 0), STACK_OK);
    uint64_t delta = b.g->stack.hi - hi;
    ck_assert_uint_eq(stack_used(b.g), used);
    ck_assert_uint_eq(get(&b, 3), number);
    ck_assert_uint_eq(get(&b, 4), harness_slot(b.g, 7));
    ck_assert_uint_eq(get(&b, 5), hi + 64);
    ck_assert_uint_eq(get(&b, 6), lo + delta);
    ck_assert_uint_eq(get(&b, 7), 77);
    ck_assert_uint_eq(framewalk_depth(&b.h->image, b.g), 3);
    teardown(&b);
}
END_TEST

START_TEST(parameters_results_and_outer_frames_move_too)
{
    struct bench b = setup(false);
    call(&b, CALLER);
    unsigned frame = 4 + 1;           /* the callee's frame and return address, in slots */
    set(&b, 0, harness_slot(b.g, 7)); /* parameter 0 of the callee: pointer */
    set(&b, 1, harness_slot(b.g, 7)); /* parameter 1: number */
    set(&b, 2, harness_slot(b.g, 7)); /* result: pointer */
    set(&b, 5, harness_slot(b.g, 6));
    call(&b, CALLEE);
    set(&b, 2, harness_slot(b.g, frame + 7));
    uint64_t number = get(&b, frame + 1);
    ck_assert_int_eq(stack_grow(b.p, b.g, 64, 0), STACK_OK);
    uint64_t slot7 = harness_slot(b.g, frame + 7);
    ck_assert_uint_eq(get(&b, frame + 0), slot7);
    ck_assert_uint_eq(get(&b, frame + 1), number);
    ck_assert_uint_eq(get(&b, frame + 2), slot7);
    ck_assert_uint_eq(get(&b, frame + 5), harness_slot(b.g, frame + 6));
    ck_assert_uint_eq(get(&b, 2), slot7);
    teardown(&b);
}
END_TEST

START_TEST(in_a_prologue_only_the_callees_parameters_are_pointers)
{
    struct bench b = setup(false);
    call(&b, CALLER);
    for (unsigned i = 0; i < 3; i++)
        set(&b, i, harness_slot(b.g, 7));
    uint64_t stale = get(&b, 2), number = get(&b, 1);
    ck_assert_int_eq(stack_grow(b.p, b.g, 64, entry_of(&b, CALLEE)), STACK_OK);
    ck_assert_uint_eq(get(&b, 0), harness_slot(b.g, 7));
    ck_assert_uint_eq(get(&b, 1), number);
    ck_assert_uint_eq(get(&b, 2), stale); /* the result slot: garbage until CALL clears it */
    teardown(&b);
}
END_TEST

START_TEST(closure_panic_and_defer_chain_move)
{
    struct bench b = setup(false);
    call(&b, CALLER);
    uint64_t heap[4] = {0}; /* a heap record that links to one in the frame */
    uint64_t record = harness_slot(b.g, 4);
    heap[0] = record;
    heap[2] = atomic_load(&b.g->sp);
    b.g->defers = (uint64_t)(uintptr_t)heap;
    b.g->ctx = harness_slot(b.g, 7);
    b.g->panics = atomic_load(&b.g->sp);
    set(&b, 4, 0); /* its link */
    set(&b, 6, atomic_load(&b.g->sp));
    ck_assert_int_eq(stack_grow(b.p, b.g, 64, 0), STACK_OK);
    ck_assert_uint_eq(b.g->defers, (uint64_t)(uintptr_t)heap);
    ck_assert_uint_eq(heap[0], harness_slot(b.g, 4));
    ck_assert_uint_eq(heap[2], atomic_load(&b.g->sp));
    ck_assert_uint_eq(get(&b, 6), atomic_load(&b.g->sp));
    ck_assert_uint_eq(b.g->ctx, harness_slot(b.g, 7));
    ck_assert_uint_eq(b.g->panics, atomic_load(&b.g->sp));
    b.g->defers = 0;
    teardown(&b);
}
END_TEST

START_TEST(wait_records_follow_the_stack)
{
    struct bench b = setup(false);
    call(&b, CALLER);
    uint64_t ch = chan_make(b.p, b.g, &harness_chan_int, 0);
    struct sudog *w = hchan_new_sudog(b.p, b.g);
    w->chan = hchan_at(ch);
    w->elem = harness_slot(b.g, 3);
    w->result = harness_slot(b.g, 4);
    hchan_enqueue(&w->chan->recvq, w);
    b.g->waiting = w;
    ck_assert(stack_copy(b.p, b.g, 4096, 0));
    ck_assert_uint_eq(w->elem, harness_slot(b.g, 3));
    ck_assert_uint_eq(w->result, harness_slot(b.g, 4));
    ck_assert_uint_eq(w->select_result, 0);
    ck_assert_uint_eq(atomic_load(&w->chan->lock), 0);
    teardown(&b);
}
END_TEST

START_TEST(a_stack_above_half_a_gigabyte_overflows)
{
    struct bench b = setup(false);
    ck_assert_int_eq(stack_grow(b.p, b.g, 500000000, 0), STACK_OK);
    ck_assert_uint_eq(b.g->stack.hi - b.g->stack.lo, UINT64_C(512) << 20);
    ck_assert_int_eq(stack_grow(b.p, b.g, 64, 0), STACK_OVERFLOW);
    ck_assert_int_eq(stack_grow(b.p, b.g, UINT64_C(1) << 31, 0), STACK_OVERFLOW);
    teardown(&b);
}
END_TEST

START_TEST(shrinking_halves_once_when_less_than_a_quarter_is_used)
{
    struct bench b = setup(false);
    ck_assert_int_eq(stack_grow(b.p, b.g, 10000, 0), STACK_OK);
    ck_assert_uint_eq(b.g->stack.hi - b.g->stack.lo, 16384);
    static const uint64_t sizes[] = {8192, 4096, 4096}; /* 288 + 800 bytes are more than 4096 / 4 */
    for (unsigned i = 0; i < 3; i++) {
        stack_shrink(b.p, b.g);
        ck_assert_uint_eq(b.g->stack.hi - b.g->stack.lo, sizes[i]);
    }
    ck_assert_uint_eq(b.g->shrinks, 2);
    teardown(&b);
}
END_TEST

START_TEST(with_stackmove_a_frame_that_fits_still_moves_the_stack)
{
    struct bench b = setup(true);
    call(&b, CALLER);
    set(&b, 4, harness_slot(b.g, 7));
    uint64_t lo = b.g->stack.lo;
    ck_assert_int_eq(stack_grow(b.p, b.g, 64, 0), STACK_OK);
    ck_assert_uint_ne(b.g->stack.lo, lo);
    ck_assert_uint_eq(b.g->stack.hi - b.g->stack.lo, 2048);
    ck_assert_uint_eq(b.g->stackguard, STACK_PREEMPT);
    ck_assert_uint_eq(get(&b, 4), harness_slot(b.g, 7));
    teardown(&b);
}
END_TEST

START_TEST(a_request_keeps_the_guard_raised)
{
    struct bench b = setup(false);
    atomic_store(&b.g->stackguard, STACK_PREEMPT);
    stack_reset_guard(&b.h->sched, b.g);
    ck_assert_uint_eq(b.g->stackguard, b.g->stack.lo + STACK_GUARD_BYTES);
    atomic_store(&b.g->scan_me, true);
    stack_reset_guard(&b.h->sched, b.g);
    ck_assert_uint_eq(b.g->stackguard, STACK_PREEMPT);
    atomic_store(&b.g->scan_me, false);
    teardown(&b);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("stack");
    TCase *tc = suite_case("stack");
    tcase_add_test(tc, a_new_stack_has_two_kib_and_two_frames);
    tcase_add_loop_test(tc, growing_doubles_until_the_frame_fits, 0, 5);
    tcase_add_test(tc, growth_moves_pointers_into_the_stack_and_nothing_else);
    tcase_add_test(tc, parameters_results_and_outer_frames_move_too);
    tcase_add_test(tc, in_a_prologue_only_the_callees_parameters_are_pointers);
    tcase_add_test(tc, closure_panic_and_defer_chain_move);
    tcase_add_test(tc, wait_records_follow_the_stack);
    tcase_add_test(tc, a_stack_above_half_a_gigabyte_overflows);
    tcase_add_test(tc, shrinking_halves_once_when_less_than_a_quarter_is_used);
    tcase_add_test(tc, with_stackmove_a_frame_that_fits_still_moves_the_stack);
    tcase_add_test(tc, a_request_keeps_the_guard_raised);
    suite_add_tcase(suite, tc);
    return suite_finish(suite);
}
