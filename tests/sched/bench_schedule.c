/* What the scheduler costs without a VM: ns for a yield, a ping-pong message, spawn and exit.
 * usage: bench_schedule [PROCS]
 * CPU time is what counts on a busy machine. */
#include <stdio.h>
#include <time.h>

#include "tests/sched/harness.h"

enum { ROUNDS = 2000000 };

static enum schedule_exit
yield_many(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    if (t->i++ < t->n) {
        schedule_gosched(m, g);
        return SCHEDULE_YIELD;
    }
    return harness_halt(m, 0);
}

static enum schedule_exit
echo(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    for (;;) {
        enum chan_result r;
        if (t->at == 0) {
            t->at = 1; /* before it may park: then others run it */
            r = harness_recv(m, g, t->chan);
        } else {
            t->at = 0;
            r = harness_send(m, g, t->chan2, 1);
        }
        if (r == CHAN_PARKED)
            return SCHEDULE_PARKED;
    }
}

static enum schedule_exit
ping(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    if (t->at == 0) {
        struct task *child = harness_task(h, echo);
        child->chan = t->chan = harness_chan(m, g, (uint64_t)t->n);
        child->chan2 = t->chan2 = harness_chan(m, g, (uint64_t)t->n);
        access_store64(harness_slot(g, HARNESS_PTR_SLOT), t->chan);
        access_store64(harness_slot(g, HARNESS_PTR_SLOT + 1), t->chan2);
        harness_go(m, g, child);
        t->at = 1;
    }
    while (t->i < ROUNDS) {
        enum chan_result r;
        if (t->at == 1) {
            t->at = 2;
            r = harness_send(m, g, t->chan, 1);
        } else {
            t->at = 1;
            t->i++;
            r = harness_recv(m, g, t->chan2);
        }
        if (r == CHAN_PARKED)
            return SCHEDULE_PARKED;
    }
    return harness_halt(m, 0);
}

static enum schedule_exit
die(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    (void)m;
    (void)g;
    (void)t;
    return SCHEDULE_DEAD;
}

static enum schedule_exit
join_one(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    bool first = access_load64(harness_slot(g, 4)) == 0;
    access_store64(harness_slot(g, 4), 1);
    if (first && harness_send(m, g, t->chan, 1) == CHAN_PARKED)
        return SCHEDULE_PARKED;
    access_store64(harness_slot(g, 4), 0);
    return SCHEDULE_DEAD;
}

/* Spawns one and receives from it, again and again. */
static enum schedule_exit
spawn_join(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    if (t->at == 0) {
        t->arg = harness_task(h, join_one);
        t->chan = harness_chan(m, g, 0);
        ((struct task *)t->arg)->chan = t->chan;
        access_store64(harness_slot(g, HARNESS_PTR_SLOT), t->chan);
        t->at = 1;
    }
    while (t->i++ < ROUNDS) {
        harness_go(m, g, t->arg);
        if (harness_recv(m, g, t->chan) == CHAN_PARKED)
            return SCHEDULE_PARKED;
    }
    return harness_halt(m, 0);
}

static enum schedule_exit
spawn_yield(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    if (t->at++ == 0)
        t->arg = harness_task(h, die);
    for (int k = 0; k < 100; k++)
        harness_go(m, g, t->arg);
    t->i += 100;
    return t->i < ROUNDS ? SCHEDULE_YIELD : harness_halt(m, 0);
}

static void
measure(const char *what, unsigned procs, task_fn *fn, int64_t n, double per)
{
    struct scheduler_options o = {.procs = procs};
    struct harness *h = harness_create(&o, false);
    h->main.n = n;
    int64_t t0 = clock_now_ns(&h->clock);
    clock_t c0 = clock();
    ensure(harness_main(h, fn) == 0, "%s", buf_cstr(&h->fatal));
    double cpu = (double)(clock() - c0) / CLOCKS_PER_SEC * 1e9;
    int64_t ns = clock_now_ns(&h->clock) - t0;
    printf("%-34s %u procs %8.1f ns, CPU %8.1f ns\n", what, procs, (double)ns / per, cpu / per);
    harness_destroy(h);
}

int
main(int argc, char **argv)
{
    unsigned procs = argc > 1 ? (unsigned)atoi(argv[1]) : 1;
    measure("yield (global queue)", procs, yield_many, ROUNDS, ROUNDS);
    measure("unbuffered ping-pong, round trip", procs, ping, 0, ROUNDS);
    measure("buffered (64) ping-pong", procs, ping, 64, ROUNDS);
    measure("spawn, exit", procs, spawn_yield, 0, ROUNDS);
    measure("spawn, join by channel", procs, spawn_join, 0, ROUNDS);
    return 0;
}
