/* The event ring: order, bounds, losses, and two threads at once. */
#include "trace/ring.h"

#include "tests/suite.h"

#include <sched.h>
#include <uv.h>

static bool
push(struct ring *r, uint64_t n)
{
    struct trace_event e = {
        .time_ns = (int64_t)n, .a = n, .b = ~n, .c = n * 3, .goid = (uint32_t)n};
    return ring_push(r, &e);
}

START_TEST(test_events_come_out_whole_and_in_order)
{
    struct ring *r = ring_create(8);
    struct trace_event out[8];
    ck_assert_uint_eq(ring_drain(r, out, 8), 0);
    for (uint64_t i = 0; i < 5; i++)
        ck_assert(push(r, i));
    ck_assert_uint_eq(ring_drain(r, out, 3), 3);
    for (uint64_t i = 0; i < 3; i++)
        ck_assert_uint_eq(out[i].a, i);
    ck_assert_uint_eq(ring_drain(r, out, 8), 2);
    ck_assert_uint_eq(out[0].a, 3);
    ck_assert_uint_eq(out[1].c, 12);
    ck_assert_int_eq(out[1].time_ns, 4);
    ck_assert_uint_eq(ring_drain(r, out, 0), 0);
    ring_destroy(r);
}
END_TEST

START_TEST(test_order_survives_many_turns_round_the_array)
{
    struct ring *r = ring_create(8);
    struct trace_event out[5];
    uint64_t next = 0, expected = 0;
    for (int turn = 0; turn < 1000; turn++) {
        for (int i = 0; i < turn % 6; i++)
            ck_assert(push(r, next++));
        size_t n;
        while ((n = ring_drain(r, out, 5)) > 0)
            for (size_t i = 0; i < n; i++)
                ck_assert_uint_eq(out[i].a, expected++);
        ck_assert_uint_eq(expected, next);
    }
    ring_destroy(r);
}
END_TEST

START_TEST(test_full_ring_drops_the_newest_and_counts_it)
{
    struct ring *r = ring_create(4);
    struct trace_event out[8];
    for (uint64_t i = 0; i < 4; i++)
        ck_assert(push(r, i));
    ck_assert(!push(r, 4));
    ck_assert(!push(r, 5));
    ck_assert_uint_eq(ring_dropped(r), 2);
    ck_assert_uint_eq(ring_drain(r, out, 1), 1);
    ck_assert(push(r, 6));
    ck_assert(!push(r, 7));
    ck_assert_uint_eq(ring_dropped(r), 3);
    ck_assert_uint_eq(ring_drain(r, out, 8), 4);
    uint64_t want[] = {1, 2, 3, 6};
    for (size_t i = 0; i < 4; i++)
        ck_assert_uint_eq(out[i].a, want[i]);
    ring_destroy(r);
}
END_TEST

START_TEST(test_capacity_is_rounded_up_to_a_power_of_two)
{
    static const struct {
        size_t asked, places;
    } sizes[] = {{1, 1}, {2, 2}, {3, 4}, {5, 8}, {8, 8}, {1000, 1024}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct ring *r = ring_create(sizes[i].asked);
        size_t n = 0;
        while (push(r, n))
            n++;
        ck_assert_uint_eq(n, sizes[i].places);
        ring_destroy(r);
    }
    ring_destroy(NULL);
}
END_TEST

enum { STREAM_EVENTS = 200000 };

struct stream {
    struct ring *ring;
    uint64_t accepted; /* read after the writer was joined */
};

static void
write_stream(void *arg)
{
    struct stream *s = arg;
    for (uint64_t i = 0; i < STREAM_EVENTS; i++) {
        s->accepted += push(s->ring, i);
        if (i % 512 == 0)
            sched_yield(); /* let the reader in on a single core */
    }
}

START_TEST(test_reader_and_writer_at_once_lose_nothing_uncounted)
{
    struct stream s = {.ring = ring_create(256)};
    struct trace_event out[100];
    uv_thread_t writer;
    ck_assert_int_eq(uv_thread_create(&writer, write_stream, &s), 0);
    uint64_t got = 0, last = 0, bad = 0;
    while (got + ring_dropped(s.ring) < STREAM_EVENTS) {
        size_t n = ring_drain(s.ring, out, 100);
        for (size_t i = 0; i < n; i++) {
            bad += out[i].b != ~out[i].a || out[i].c != out[i].a * 3;
            bad += got + i > 0 && out[i].a <= last;
            last = out[i].a;
        }
        got += n;
        if (n == 0)
            sched_yield();
    }
    uv_thread_join(&writer);
    ck_assert_uint_eq(bad, 0);
    ck_assert_uint_eq(got, s.accepted);
    ck_assert_uint_eq(got + ring_dropped(s.ring), STREAM_EVENTS);
    ck_assert_uint_eq(ring_drain(s.ring, out, 100), 0);
    ring_destroy(s.ring);
}
END_TEST

int
main(void)
{
    SUITE_RUN("ring", test_events_come_out_whole_and_in_order,
              test_order_survives_many_turns_round_the_array,
              test_full_ring_drops_the_newest_and_counts_it,
              test_capacity_is_rounded_up_to_a_power_of_two,
              test_reader_and_writer_at_once_lose_nothing_uncounted);
}
