/* A P's pen: counters that are always on, and a ring for the time someone looks. The ring is made
 * with the tracer, but the pages of it cost nothing until the first event is written.
 *
 * Go: runtime/traceruntime.go */
#include "trace/tracer.h"

#include "base/clock.h"
#include "trace/ring.h"

#include <stddef.h>

enum { RING_EVENTS = 8192 };

void
tracer_init(struct tracer *t, const struct clock *clock, uint16_t proc)
{
    for (int i = 0; i < EVENT_COUNT; i++)
        atomic_init(&t->counts[i], 0);
    atomic_init(&t->on, 0);
    atomic_init(&t->fingerprint, 0);
    t->ring = ring_create(RING_EVENTS);
    t->clock = clock;
    t->proc = proc;
}

void
tracer_finish(struct tracer *t)
{
    ring_destroy(t->ring);
    t->ring = NULL;
}

static uint64_t
mix(uint64_t h, uint64_t v)
{
    __uint128_t m =
        (__uint128_t)(h ^ v ^ UINT64_C(0x9e3779b97f4a7c15)) * UINT64_C(0xe7037ed1a0b428db);
    return (uint64_t)m ^ (uint64_t)(m >> 64);
}

static void
add_to_fingerprint(struct tracer *t, const struct trace_event *e)
{
    uint64_t h = atomic_load_explicit(&t->fingerprint, memory_order_relaxed);
    h = mix(mix(mix(mix(h, e->kind | (uint64_t)e->goid << 16), e->a), e->b), e->c);
    atomic_store_explicit(&t->fingerprint, h, memory_order_relaxed);
}

void
tracer_write_slow(struct tracer *t, enum event_kind kind, uint32_t goid, uint64_t a, uint64_t b,
                  uint64_t c)
{
    if (!(atomic_load_explicit(&t->on, memory_order_relaxed) & TRACER_EVENTS))
        return;
    struct trace_event e = {
        .time_ns = clock_now_ns(t->clock),
        .a = a,
        .b = b,
        .c = c,
        .goid = goid,
        .kind = (uint16_t)kind,
        .proc = t->proc,
    };
    add_to_fingerprint(t, &e);
    ring_push(t->ring, &e);
}
