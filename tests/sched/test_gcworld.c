/* The collector and goroutines: stacks of waiting, running and new goroutines as roots, shrinking
 * of waiting ones, stops of the world by several Ps at once. Every cycle is checked by the oracle.
 */
#include "sched/gcworld.h"

#include "sched/stack.h"
#include "tests/sched/harness.h"

static const struct scheduler_options all[] = {
    {.procs = 1}, {.procs = 2}, {.procs = 4}, {.procs = 3, .deterministic = true, .seed = 5}};

enum { SLEEPERS = 40, COLLECTIONS = 20, CHURNERS = 6, CHURN = 400 };

/* Holds an object in its frame, grows its stack, waits for a message, checks the object. */
static enum schedule_exit
keeper(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    if (access_load64(harness_slot(g, 4)) == 0) {
        ck_assert_int_eq(stack_grow(m->p, g, 10000, 0), STACK_OK);
        access_store64(harness_slot(g, 4), 1);
        uint64_t o = alloc_object(&m->p->gc, &g->gc, NULL, 64, true);
        access_store64(o + 56, g->id);
        access_store64(harness_slot(g, HARNESS_PTR_SLOT), o);
        access_store64(harness_slot(g, HARNESS_PTR_SLOT + 1), harness_slot(g, 7)); /* own frame */
        atomic_fetch_add(t->counter, 1);
        if (harness_recv(m, g, t->chan) == CHAN_PARKED)
            return SCHEDULE_PARKED;
    }
    ck_assert_int_eq(harness_value(g), 1234); /* it came to the stack's new place */
    ck_assert_uint_eq(access_load64(access_load64(harness_slot(g, HARNESS_PTR_SLOT)) + 56), g->id);
    ck_assert_uint_eq(access_load64(harness_slot(g, HARNESS_PTR_SLOT + 1)), harness_slot(g, 7));
    ck_assert_uint_gt(atomic_load(&g->shrinks), 0);
    atomic_fetch_sub(t->counter, 1);
    return SCHEDULE_DEAD;
}

static enum schedule_exit
keep_main(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    enum schedule_exit why;
    if (t->at == 0) {
        t->at = 1;
        struct task *child = harness_task(h, keeper);
        child->counter = t->counter;
        child->chan = t->chan = harness_chan(m, g, 0);
        access_store64(harness_slot(g, HARNESS_PTR_SLOT), t->chan);
        for (int i = 0; i < SLEEPERS; i++)
            harness_go(m, g, child);
    }
    if (t->at == 1) {
        if (atomic_load(t->counter) < SLEEPERS)
            return SCHEDULE_YIELD;
        t->at = 2;
    }
    while (t->at < 2 + COLLECTIONS) {
        if (harness_poll(m, g, &why))
            return why;
        if (gc_collect(h->gc, &m->p->gc, &g->gc)) {
            schedule_park(m, g, G_WAIT_GC_CYCLE);
            return SCHEDULE_PARKED;
        }
        t->at++;
    }
    while (t->i < SLEEPERS) {
        t->i++;
        if (harness_send(m, g, t->chan, 1234) == CHAN_PARKED)
            return SCHEDULE_PARKED;
    }
    return atomic_load(t->counter) > 0 ? SCHEDULE_YIELD : harness_halt(m, 0);
}

START_TEST(waiting_stacks_are_scanned_and_shrink)
{
    _Atomic int64_t counter = 0;
    struct harness *h = harness_create(&all[_i], true);
    h->main.counter = &counter;
    ck_assert_int_eq(harness_main(h, keep_main), 0);
    ck_assert_uint_ge(h->gc->n_forced, COLLECTIONS);
    struct scheduler_stats stats;
    schedule_stats(&h->sched, true, &stats);
    ck_assert_uint_eq(stats.stack_grows, SLEEPERS);
    ck_assert_uint_eq(stats.stack_shrinks, 2 * SLEEPERS); /* 16 to 8 to 4 KiB */
    harness_destroy(h);
}
END_TEST

/* Runs without end, allocates, and collects now and then: stoppers meet stoppers. */
static enum schedule_exit
churner(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    enum schedule_exit why;
    uint64_t i;
    while ((i = access_load64(harness_slot(g, 4))) < CHURN) {
        if (harness_poll(m, g, &why))
            return why;
        if (i % 50 == 49 && access_load64(harness_slot(g, 5)) == i) {
            if (gc_collect(h->gc, &m->p->gc, &g->gc)) {
                schedule_park(m, g, G_WAIT_GC_CYCLE);
                return SCHEDULE_PARKED;
            }
        }
        access_store64(harness_slot(g, 4), i + 1);
        access_store64(harness_slot(g, 5), i + 1);
        uint64_t old = access_load64(harness_slot(g, HARNESS_PTR_SLOT));
        ck_assert(!old || access_load64(old + 8) == i - 1);
        uint64_t o = alloc_object(&m->p->gc, &g->gc, &harness_ptr, 2048, true);
        access_store64(o + 8, i);
        access_store64(harness_slot(g, HARNESS_PTR_SLOT), o);
    }
    atomic_fetch_add(t->counter, 1);
    return SCHEDULE_DEAD;
}

static enum schedule_exit
churn_main(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    enum schedule_exit why;
    if (t->at == 0) {
        t->at = 1;
        struct task *child = harness_task(h, churner);
        child->counter = t->counter;
        for (int i = 0; i < CHURNERS; i++)
            harness_go(m, g, child);
    }
    if (harness_poll(m, g, &why))
        return why;
    return atomic_load(t->counter) < CHURNERS ? SCHEDULE_YIELD : harness_halt(m, 0);
}

START_TEST(several_ps_stop_the_world_and_nothing_is_lost)
{
    _Atomic int64_t counter = 0;
    struct harness *h = harness_create(&all[_i], true);
    h->main.counter = &counter;
    ck_assert_int_eq(harness_main(h, churn_main), 0);
    ck_assert_uint_gt(h->gc->n_gc, 4);
    ck_assert_ptr_null(h->sched.stopper);
    harness_destroy(h);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("gcworld");
    TCase *tc = suite_case("gcworld");
    tcase_add_loop_test(tc, waiting_stacks_are_scanned_and_shrink, 0, 4);
    tcase_add_loop_test(tc, several_ps_stop_the_world_and_nothing_is_lost, 0, 4);
    suite_add_tcase(suite, tc);
    return suite_finish(suite);
}
