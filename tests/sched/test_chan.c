/* Channel semantics: tables of what a sequence of operations gives on one goroutine, then waiting,
 * closing and selecting between goroutines, then a storm on several Ps with the collector running.
 */
#include "sched/chan.h"

#include "gc/barrier.h"
#include "sched/hchan.h"
#include "tests/sched/harness.h"

static const struct scheduler_options all[] = {
    {.procs = 1}, {.procs = 2}, {.procs = 4}, {.procs = 3, .deterministic = true, .seed = 5}};

/* Returns how many collections it took. */
static uint64_t
run(const struct scheduler_options *o, task_fn *fn, void *arg, int64_t n)
{
    struct harness *h = harness_create(o, true);
    h->main.arg = arg;
    h->main.n = n;
    ck_assert_msg(harness_main(h, fn) == 0, "%s", buf_cstr(&h->fatal));
    uint64_t cycles = atomic_load(&h->gc->n_gc);
    harness_destroy(h);
    return cycles;
}

/* --- one goroutine ------------------------------------------------------------------------- */

struct op {
    char what; /* S send, R receive, C close, L length; 0 = end */
    int64_t value;
    enum chan_result result;
    bool ok;
};

struct script {
    uint64_t size;
    struct op ops[12];
};

static const struct script scripts[] = {
    {0, {{'S', 1, CHAN_WOULD_BLOCK}, {'R', 0, CHAN_WOULD_BLOCK}, {'L', 0}}},
    {2,
     {{'S', 1, CHAN_DONE},
      {'L', 1},
      {'S', 2, CHAN_DONE},
      {'S', 3, CHAN_WOULD_BLOCK},
      {'R', 1, CHAN_DONE, true},
      {'S', 3, CHAN_DONE},
      {'R', 2, CHAN_DONE, true},
      {'R', 3, CHAN_DONE, true},
      {'R', 0, CHAN_WOULD_BLOCK}}},
    {3,
     {{'S', 7, CHAN_DONE},
      {'C', 0, CHAN_DONE},
      {'R', 7, CHAN_DONE, true}, /* what was sent before is still received */
      {'R', 0, CHAN_DONE, false},
      {'R', 0, CHAN_DONE, false},
      {'S', 1, CHAN_CLOSED_SEND},
      {'C', 0, CHAN_CLOSED_CLOSE}}},
    {0, {{'C', 0, CHAN_DONE}, {'R', 0, CHAN_DONE, false}, {'S', 1, CHAN_CLOSED_SEND}}},
};

static enum schedule_exit
play_script(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    const struct script *s = t->arg;
    uint64_t c = harness_chan(m, g, s->size);
    ck_assert_uint_eq(chan_cap(c), s->size);
    for (const struct op *op = s->ops; op->what; op++) {
        switch (op->what) {
        case 'S':
            access_store64(harness_slot(g, 1), (uint64_t)op->value);
            ck_assert_int_eq(chan_send(m, g, c, harness_slot(g, 1), false), op->result);
            break;
        case 'R':
            access_store64(harness_slot(g, 2), 99);
            ck_assert_int_eq(chan_recv(m, g, c, harness_slot(g, 2), harness_slot(g, 3), false),
                             op->result);
            if (op->result == CHAN_DONE) {
                ck_assert_int_eq(harness_value(g), op->value);
                ck_assert_int_eq(harness_ok(g), op->ok);
            }
            break;
        case 'C':
            ck_assert_int_eq(chan_close(m, c), op->result);
            break;
        default:
            ck_assert_int_eq((int64_t)chan_len(c), op->value);
        }
    }
    return harness_halt(m, 0);
}

START_TEST(one_goroutine_sees_what_go_says)
{
    run(&all[0], play_script, (void *)(uintptr_t)&scripts[_i], 0);
}
END_TEST

static enum schedule_exit
nil_channels(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    (void)t;
    ck_assert_int_eq(chan_send(m, g, 0, harness_slot(g, 1), false), CHAN_WOULD_BLOCK);
    ck_assert_int_eq(chan_recv(m, g, 0, 0, 0, false), CHAN_WOULD_BLOCK);
    ck_assert_int_eq(chan_close(m, 0), CHAN_NIL_CLOSE);
    ck_assert_uint_eq(chan_len(0), 0);
    ck_assert_uint_eq(chan_cap(0), 0);
    return harness_halt(m, 0);
}

START_TEST(a_nil_channel_blocks_and_cannot_be_closed)
{
    run(&all[0], nil_channels, NULL, 0);
}
END_TEST

static enum schedule_exit
narrow_elements(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    (void)t;
    static const struct typeinfo byte = {.size = 1, .kind = KIND_UINT8, .align = 1};
    static const struct typeinfo empty = {.size = 0, .kind = KIND_STRUCT, .align = 1};
    static const struct typeinfo chan_byte = {.size = 8, .kind = KIND_CHAN, .elem = &byte};
    static const struct typeinfo chan_empty = {.size = 8, .kind = KIND_CHAN, .elem = &empty};
    uint64_t c = chan_make(m->p, g, &chan_byte, 3);
    access_store64(harness_slot(g, 1), 0x1234);
    access_store64(harness_slot(g, 2), 0xff00);
    ck_assert_int_eq(chan_send(m, g, c, harness_slot(g, 1), false), CHAN_DONE);
    ck_assert_int_eq(chan_recv(m, g, c, harness_slot(g, 2), 0, false), CHAN_DONE);
    ck_assert_uint_eq(access_load64(harness_slot(g, 2)), 0xff34); /* one byte and no more */
    c = chan_make(m->p, g, &chan_empty, 2);
    ck_assert_int_eq(chan_send(m, g, c, harness_slot(g, 1), false), CHAN_DONE);
    ck_assert_uint_eq(chan_len(c), 1);
    ck_assert_int_eq(chan_recv(m, g, c, 0, 0, false), CHAN_DONE);
    return harness_halt(m, 0);
}

START_TEST(exactly_the_elements_bytes_are_copied)
{
    run(&all[0], narrow_elements, NULL, 0);
}
END_TEST

/* --- select on one goroutine --------------------------------------------------------------- */

static void
set_case(struct g *g, unsigned i, uint64_t chan, bool send, uint64_t elem)
{
    uint64_t at = harness_slot(g, 8 + 3 * i);
    access_store64(at, chan);
    access_store64(at + 8, send);
    access_store64(at + 16, elem);
}

static enum chan_result
do_select(struct m *m, struct g *g, unsigned n, bool has_default)
{
    return chan_select(m, g, harness_slot(g, 8), n, has_default, harness_slot(g, 4));
}

static int64_t
chosen(struct g *g)
{
    return (int64_t)access_load64(harness_slot(g, 4));
}

static bool
chosen_ok(struct g *g)
{
    return access_load64(harness_slot(g, 5)) != 0;
}

static enum schedule_exit
select_alone(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    (void)t;
    uint64_t empty = harness_chan(m, g, 1), full = harness_chan(m, g, 1);
    uint64_t closed = harness_chan(m, g, 1);
    ck_assert_int_eq(harness_send(m, g, full, 5), CHAN_DONE);
    ck_assert_int_eq(chan_close(m, closed), CHAN_DONE);
    set_case(g, 0, empty, false, harness_slot(g, 2));
    set_case(g, 1, 0, false, 0);
    set_case(g, 2, full, true, harness_slot(g, 1));
    ck_assert_int_eq(do_select(m, g, 3, true), CHAN_DONE);
    ck_assert_int_eq(chosen(g), -1); /* nothing can proceed: default */
    set_case(g, 2, full, false, harness_slot(g, 2));
    ck_assert_int_eq(do_select(m, g, 3, false), CHAN_DONE);
    ck_assert_int_eq(chosen(g), 2);
    ck_assert(chosen_ok(g));
    ck_assert_int_eq(harness_value(g), 5);
    set_case(g, 2, closed, false, harness_slot(g, 2));
    ck_assert_int_eq(do_select(m, g, 3, false), CHAN_DONE);
    ck_assert_int_eq(chosen(g), 2);
    ck_assert(!chosen_ok(g));
    ck_assert_int_eq(harness_value(g), 0);
    set_case(g, 2, closed, true, harness_slot(g, 1));
    ck_assert_int_eq(do_select(m, g, 3, false), CHAN_CLOSED_SEND);
    int64_t count[2] = {0, 0};
    set_case(g, 0, closed, false, 0);
    set_case(g, 1, closed, false, 0); /* the same channel twice */
    for (int i = 0; i < 1000; i++) {
        ck_assert_int_eq(do_select(m, g, 2, false), CHAN_DONE);
        count[chosen(g)]++;
    }
    ck_assert_int_gt(count[0], 350); /* the choice is fair */
    ck_assert_int_gt(count[1], 350);
    return harness_halt(m, 0);
}

START_TEST(select_takes_a_ready_case_else_the_default)
{
    run(&all[0], select_alone, NULL, 0);
}
END_TEST

/* --- two goroutines: who waits for whom ---------------------------------------------------- */

static enum schedule_exit
send_value(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    if (t->at++ == 0 && harness_send(m, g, t->chan, t->n) == CHAN_PARKED)
        return SCHEDULE_PARKED;
    return SCHEDULE_DEAD;
}

/* The first case that can proceed of two receives; then the other sender. */
static enum schedule_exit
select_waits(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    if (t->at == 0) {
        t->chan = harness_chan(m, g, 0);
        t->chan2 = harness_chan(m, g, 0);
        access_store64(harness_slot(g, HARNESS_PTR_SLOT), t->chan);
        access_store64(harness_slot(g, HARNESS_PTR_SLOT + 1), t->chan2);
        set_case(g, 0, t->chan, false, harness_slot(g, 2));
        set_case(g, 1, t->chan2, false, harness_slot(g, 2));
        struct task *child = harness_task(h, send_value);
        child->chan = t->chan2;
        child->n = 42;
        t->arg = child;
        harness_go(m, g, child);
        t->at = 1;
        if (do_select(m, g, 2, false) == CHAN_PARKED)
            return SCHEDULE_PARKED;
    }
    ck_assert_int_eq(chosen(g), 1);
    ck_assert(chosen_ok(g));
    ck_assert_int_eq(harness_value(g), 42);
    struct chan_info info;
    chan_info(t->chan, &info);
    ck_assert_uint_eq(info.n_recvq, 0); /* off the other queue */
    return harness_halt(m, 0);
}

START_TEST(a_waiting_select_leaves_the_other_queues)
{
    run(&all[_i], select_waits, NULL, 0);
}
END_TEST

static enum schedule_exit
close_it(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    (void)g;
    ck_assert_int_eq(chan_close(m, t->chan), CHAN_DONE);
    return SCHEDULE_DEAD;
}

static enum schedule_exit
close_wakes(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    bool by_select = t->n & 1, send = t->n & 2;
    if (t->at == 0) {
        t->at = 1;
        t->chan = harness_chan(m, g, 0);
        access_store64(harness_slot(g, HARNESS_PTR_SLOT), t->chan);
        access_store64(harness_slot(g, 2), 99);
        struct task *child = harness_task(h, close_it);
        child->chan = t->chan;
        t->arg = child;
        harness_go(m, g, child);
        set_case(g, 0, t->chan, send, harness_slot(g, 2));
        enum chan_result r = by_select ? do_select(m, g, 1, false)
                             : send    ? harness_send(m, g, t->chan, 1)
                                       : harness_recv(m, g, t->chan);
        if (r == CHAN_PARKED)
            return SCHEDULE_PARKED;
        if (send) { /* the closer came first, on another P */
            ck_assert_int_eq(r, CHAN_CLOSED_SEND);
            g->resume = G_RESUME_SEND_ON_CLOSED;
        }
    }
    if (send) {
        ck_assert_int_eq(g->resume, G_RESUME_SEND_ON_CLOSED);
    } else {
        ck_assert_int_eq(g->resume, G_RESUME_NONE);
        ck_assert_int_eq(harness_value(g), 0);
        ck_assert(by_select ? !chosen_ok(g) : !harness_ok(g));
    }
    return harness_halt(m, 0);
}

START_TEST(close_wakes_whoever_waits)
{
    run(&all[_i / 4], close_wakes, NULL, _i % 4);
}
END_TEST

/* --- a storm ------------------------------------------------------------------------------- */

enum { WORKERS = 16, MESSAGES = 3000 };

struct storm {
    uint64_t in[2], out; /* channels of pointers */
    _Atomic int64_t sum;
};

/* Slot PTR: the message on its way. Slot PTR + 1: garbage that keeps the collector busy. */
static enum schedule_exit
storm_worker(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    struct storm *s = t->arg;
    enum schedule_exit why;
    uint64_t message = harness_slot(g, HARNESS_PTR_SLOT);
    for (;;) {
        if (access_load64(harness_slot(g, 6)) == 0) { /* state in the frame */
            if (harness_poll(m, g, &why))
                return why;
            message = harness_slot(g, HARNESS_PTR_SLOT);
            set_case(g, 0, s->in[0], false, message);
            set_case(g, 1, s->in[1], false, message);
            access_store64(harness_slot(g, 6), 1);
            if (do_select(m, g, 2, false) == CHAN_PARKED)
                return SCHEDULE_PARKED;
        }
        if (access_load64(harness_slot(g, 6)) == 1) {
            if (!chosen_ok(g))
                return SCHEDULE_DEAD;
            uint64_t junk = alloc_object(&m->p->gc, &g->gc, &harness_ptr, 8192, true);
            access_store64(harness_slot(g, HARNESS_PTR_SLOT + 1), junk);
            barrier_store(&m->p->gc, junk, access_load64(message));
            access_store64(harness_slot(g, 6), 0);
            if (chan_send(m, g, s->out, message, true) == CHAN_PARKED)
                return SCHEDULE_PARKED;
        }
    }
}

static enum schedule_exit
storm_source(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    struct storm *s = t->arg;
    enum schedule_exit why;
    while (t->i < MESSAGES) {
        if (harness_poll(m, g, &why))
            return why;
        uint64_t o = alloc_object(&m->p->gc, &g->gc, NULL, 32, true);
        access_store64(o, (uint64_t)t->i);
        access_store64(harness_slot(g, HARNESS_PTR_SLOT), o);
        t->i++;
        if (chan_send(m, g, s->in[t->n], harness_slot(g, HARNESS_PTR_SLOT), true) == CHAN_PARKED)
            return SCHEDULE_PARKED;
    }
    return SCHEDULE_DEAD;
}

static enum schedule_exit
storm_main(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    struct storm *s = t->arg;
    enum schedule_exit why;
    uint64_t *chans[3] = {&s->in[0], &s->in[1], &s->out};
    if (t->at == 0) {
        for (unsigned i = 0; i < 3; i++)
            *chans[i] = chan_make(m->p, g, &harness_chan_ptr, i == 2 ? 4 : i);
        /* one object holds all three: this frame has too few pointer slots */
        uint64_t keep = alloc_object(&m->p->gc, &g->gc, &harness_ptr, 24, true);
        for (unsigned i = 0; i < 3; i++)
            barrier_store(&m->p->gc, keep + i * UINT64_C(8), *chans[i]);
        access_store64(harness_slot(g, HARNESS_PTR_SLOT + 1), keep);
        for (unsigned i = 0; i < WORKERS + 2; i++) {
            struct task *child = harness_task(h, i < 2 ? storm_source : storm_worker);
            child->arg = s;
            child->n = i;
            harness_go(m, g, child);
        }
        t->at = 1;
    }
    for (;;) {
        if (access_load64(harness_slot(g, 7)) == 1) { /* received */
            uint64_t o = access_load64(harness_slot(g, HARNESS_PTR_SLOT));
            atomic_fetch_add(&s->sum, (int64_t)access_load64(o));
            access_store64(harness_slot(g, 7), 0);
            if (++t->i == INT64_C(2) * MESSAGES)
                break;
        }
        if (harness_poll(m, g, &why))
            return why;
        access_store64(harness_slot(g, 7), 1);
        if (chan_recv(m, g, s->out, harness_slot(g, HARNESS_PTR_SLOT), 0, true) == CHAN_PARKED)
            return SCHEDULE_PARKED;
    }
    return harness_halt(m, 0);
}

START_TEST(messages_survive_selects_collections_and_several_ps)
{
    struct storm s = {0};
    ck_assert_uint_ge(run(&all[_i], storm_main, &s, 0), 1); /* how many more is a matter of time */
    ck_assert_int_eq(s.sum, INT64_C(2) * MESSAGES * (MESSAGES - 1) / 2);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("chan");
    TCase *tc = suite_case("chan");
    tcase_add_loop_test(tc, one_goroutine_sees_what_go_says, 0, 4);
    tcase_add_test(tc, a_nil_channel_blocks_and_cannot_be_closed);
    tcase_add_test(tc, exactly_the_elements_bytes_are_copied);
    tcase_add_test(tc, select_takes_a_ready_case_else_the_default);
    tcase_add_loop_test(tc, a_waiting_select_leaves_the_other_queues, 0, 4);
    tcase_add_loop_test(tc, close_wakes_whoever_waits, 0, 16);
    tcase_add_loop_test(tc, messages_survive_selects_collections_and_several_ps, 0, 4);
    suite_add_tcase(suite, tc);
    return suite_finish(suite);
}
