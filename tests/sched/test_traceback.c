/* Traces of goroutines whose frames are laid out by hand. */
#include "sched/traceback.h"

#include "sched/framewalk.h"
#include "sched/stack.h"
#include "tests/sched/harness.h"

enum { CALLER = 2, CALLEE = 3 };

struct bench {
    struct harness *h;
    struct p *p;
    struct g *g;
    struct buf out;
};

static struct bench
setup(void)
{
    struct scheduler_options o = {.procs = 1, .deterministic = true};
    struct harness *h = harness_create(&o, false);
    h->sched.gc = h->gc;
    struct p *p = h->sched.ps[0];
    gc_p_init(&p->gc, h->gc, 0, &p->tracer);
    h->main.entry = h->task_entry;
    struct g *g = schedule_go(p, NULL, (uint64_t)(uintptr_t)&h->main, 0);
    ck_assert_ptr_nonnull(g);
    return (struct bench){.h = h, .p = p, .g = g};
}

static void
teardown(struct bench *b)
{
    buf_finish(&b->out);
    scheduler_stop(&b->h->sched);
    harness_destroy(b->h);
}

static void
call(struct bench *b, int func)
{
    const struct program_func *f = &b->h->program->funcs.v[func];
    uint64_t sp = atomic_load(&b->g->sp) - 8;
    access_store64(sp, atomic_load(&b->g->pc) + 8);
    sp -= f->frame_words * UINT64_C(8);
    atomic_store(&b->g->sp, sp);
    atomic_store(&b->g->pc, b->h->image.text + f->entry);
}

START_TEST(frames_have_names_arguments_and_places)
{
    struct bench b = setup();
    call(&b, CALLER);
    access_store64(harness_slot(b.g, 0), 0xc000);
    access_store64(harness_slot(b.g, 1), 7);
    call(&b, CALLEE);
    traceback_g(&b.h->sched, b.g, &b.out);
    ck_assert_str_eq(buf_cstr(&b.out), "goroutine 1 [runnable]:\n"
                                       "main.callee(0xc000, 0x7)\n"
                                       "\t/tmp/task.go:10 +0x0\n"
                                       "main.caller()\n"
                                       "\t/tmp/task.go:10 +0x8\n"
                                       "main.task()\n"
                                       "\t/tmp/task.go:10 +0x8\n");
    teardown(&b);
}
END_TEST

START_TEST(aggregates_are_in_braces)
{
    struct bench b = setup();
    struct local_var s = {.name = "s", .type_name = "string", .slot = 5, .bytes = 16};
    vec_push(&b.h->program->funcs.v[CALLEE].vars, s);
    call(&b, CALLER);
    access_store64(harness_slot(b.g, 0), 0xc000);
    access_store64(harness_slot(b.g, 1), 7);
    call(&b, CALLEE);
    traceback_g(&b.h->sched, b.g, &b.out);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&b.out), "main.callee({0xc000, 0x7})\n"));
    vec_finish(&b.h->program->funcs.v[CALLEE].vars);
    teardown(&b);
}
END_TEST

static unsigned
count_lines(const char *text, const char *what)
{
    unsigned n = 0;
    for (const char *at = text; (at = strstr(at, what)); at++)
        n++;
    return n;
}

START_TEST(of_many_frames_the_middle_is_left_out)
{
    static const struct {
        int calls;
        unsigned shown;
        const char *note;
    } rows[] = {{99, 100, NULL},
                {100, 100, "...1 frames elided...\n"},
                {180, 100, "...81 frames elided...\n"}};
    struct bench b = setup();
    ck_assert_int_eq(stack_grow(b.p, b.g, 100000, 0), STACK_OK);
    for (int i = 0; i < rows[_i].calls; i++)
        call(&b, CALLER);
    traceback_g(&b.h->sched, b.g, &b.out);
    const char *text = buf_cstr(&b.out);
    ck_assert_uint_eq(count_lines(text, "main."), rows[_i].shown);
    if (rows[_i].note)
        ck_assert_ptr_nonnull(strstr(text, rows[_i].note));
    else
        ck_assert_ptr_null(strstr(text, "elided"));
    teardown(&b);
}
END_TEST

START_TEST(long_waits_show_their_minutes)
{
    struct bench b = setup();
    atomic_store(&b.g->status, G_WAITING);
    atomic_store(&b.g->wait_reason, G_WAIT_SELECT);
    clock_advance(&b.h->clock, INT64_C(59) * 1000000000);
    traceback_g(&b.h->sched, b.g, &b.out);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&b.out), "goroutine 1 [select]:\n"));
    buf_clear(&b.out);
    clock_advance(&b.h->clock, INT64_C(70) * 1000000000);
    traceback_g(&b.h->sched, b.g, &b.out);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&b.out), "goroutine 1 [select, 2 minutes]:\n"));
    teardown(&b);
}
END_TEST

START_TEST(others_leave_out_the_dead_the_hidden_and_the_one_named)
{
    struct bench b = setup();
    traceback_others(&b.h->sched, b.g, &b.out);
    ck_assert_str_eq(buf_cstr(&b.out), "");
    traceback_others(&b.h->sched, NULL, &b.out);
    ck_assert_uint_eq(count_lines(buf_cstr(&b.out), "\ngoroutine 1 "), 1);
    buf_clear(&b.out);
    b.g->system = true;
    traceback_others(&b.h->sched, NULL, &b.out);
    ck_assert_str_eq(buf_cstr(&b.out), "");
    teardown(&b);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("traceback");
    TCase *tc = suite_case("traceback");
    tcase_add_test(tc, frames_have_names_arguments_and_places);
    tcase_add_test(tc, aggregates_are_in_braces);
    tcase_add_loop_test(tc, of_many_frames_the_middle_is_left_out, 0, 3);
    tcase_add_test(tc, long_waits_show_their_minutes);
    tcase_add_test(tc, others_leave_out_the_dead_the_hidden_and_the_one_named);
    suite_add_tcase(suite, tc);
    return suite_finish(suite);
}
