/* Counting and writing events. */
#include "trace/tracer.h"

#include "base/clock.h"
#include "tests/suite.h"
#include "trace/ring.h"

static struct clock host;
static struct tracer t;

static void
begin(void)
{
    clock_init(&host, true);
    clock_advance(&host, 77);
    tracer_init(&t, &host, 3);
}

START_TEST(test_events_are_counted_but_not_written_while_off)
{
    struct trace_event e;
    begin();
    tracer_emit(&t, EVENT_STACK_GROW, 1, 2048, 4096, 0);
    tracer_emit(&t, EVENT_STACK_GROW, 1, 4096, 8192, 0);
    ck_assert_uint_eq(t.counts[EVENT_STACK_GROW], 2);
    ck_assert_uint_eq(t.counts[EVENT_STACK_FREE], 0);
    ck_assert_uint_eq(ring_drain(t.ring, &e, 1), 0);
    tracer_finish(&t);
}
END_TEST

START_TEST(test_events_are_counted_and_written_while_on)
{
    struct trace_event e;
    begin();
    atomic_store(&t.on, true);
    tracer_emit(&t, EVENT_STACK_GROW, 9, 2048, 4096, 5);
    ck_assert_uint_eq(t.counts[EVENT_STACK_GROW], 1);
    ck_assert_uint_eq(ring_drain(t.ring, &e, 1), 1);
    ck_assert_uint_eq(e.kind, EVENT_STACK_GROW);
    ck_assert_int_eq(e.time_ns, 77);
    ck_assert_uint_eq(e.goid, 9);
    ck_assert_uint_eq(e.proc, 3);
    ck_assert(e.a == 2048 && e.b == 4096 && e.c == 5);
    tracer_finish(&t);
}
END_TEST

int
main(void)
{
    SUITE_RUN("tracer", test_events_are_counted_but_not_written_while_off,
              test_events_are_counted_and_written_while_on);
}
