/* What a runtime thread needs to count and emit events: one tracer per P (and one for the
 * session's own thread), owned by whoever holds that P. Counting is a plain increment; the ring is
 * written only while `on` says so. Readers see the counters through relaxed loads. */
#ifndef TRACE_TRACER_H
#define TRACE_TRACER_H

#include "trace/event.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct ring;
struct clock;

enum {
    TRACER_EVENTS = 1, /* COUNT and TRACE events go to the ring */
    TRACER_ALLOCS = 2, /* allocations are shown to the allocation profile (gc/sample.h) */
};

struct tracer {
    _Atomic uint64_t counts[EVENT_COUNT]; /* written only by the owner: load + store, no RMW */
    _Atomic uint8_t on;                   /* who looks: TRACER_ bits; 0 = nobody */
    _Atomic uint64_t fingerprint;         /* of every event while `on`, those a full ring lost too:
                                             two deterministic runs are the same when theirs are */
    struct ring *ring;                    /* owned */
    const struct clock *clock;            /* borrowed */
    uint16_t proc;
};

void tracer_init(struct tracer *t, const struct clock *clock, uint16_t proc);
void tracer_finish(struct tracer *t);
void tracer_write_slow(struct tracer *t, enum event_kind kind, uint32_t goid, uint64_t a,
                       uint64_t b, uint64_t c);

/* Counts the event and, while tracing is on, writes it. Owner thread only. */
static inline void
tracer_emit(struct tracer *t, enum event_kind kind, uint32_t goid, uint64_t a, uint64_t b,
            uint64_t c)
{
    uint64_t n = atomic_load_explicit(&t->counts[kind], memory_order_relaxed);
    atomic_store_explicit(&t->counts[kind], n + 1, memory_order_relaxed);
    if (__builtin_expect(atomic_load_explicit(&t->on, memory_order_relaxed), 0))
        tracer_write_slow(t, kind, goid, a, b, c);
}

#endif
