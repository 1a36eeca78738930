/* A ring of events between one writer and one reader.
 *
 * `written` and `taken` count events since the start and never wrap in practice (64 bits); an
 * event's place is its number modulo the capacity. Invariant: taken <= written <= taken + capacity.
 * The writer publishes a place by a release store to `written`, the reader gives it back by a
 * release store to `taken`; the other side's acquire load pairs with it, so no place is ever read
 * and written at the same time. Each side keeps its last view of the other's counter on its own
 * cache line and looks again only when that view says "full" or "empty".
 *
 * Go: runtime/tracebuf.go (there: linked buffers and a lock) */
#include "trace/ring.h"

#include "base/bitops.h"
#include "base/bug.h"
#include "base/xalloc.h"

#include <stdatomic.h>
#include <string.h>

enum { CACHE_LINE_BYTES = 64 };

struct ring {
    uint64_t mask; /* capacity - 1; the capacity is a power of two */
    struct trace_event *events;

    _Alignas(CACHE_LINE_BYTES) _Atomic uint64_t written; /* stored by the writer */
    uint64_t taken_seen;                                 /* writer's view of taken */
    _Atomic uint64_t dropped;                            /* stored by the writer */

    _Alignas(CACHE_LINE_BYTES) _Atomic uint64_t taken; /* stored by the reader */
    uint64_t written_seen;                             /* reader's view of written */
};

struct ring *
ring_create(size_t n_events)
{
    ensure(n_events > 0, "a ring without places");
    struct ring *r = aligned_alloc(CACHE_LINE_BYTES, sizeof *r);
    if (!r)
        bug_out_of_memory(sizeof *r);
    memset(r, 0, sizeof *r);
    uint64_t capacity = UINT64_C(1) << bitops_len64(n_events - 1);
    r->mask = capacity - 1;
    r->events = xrealloc(NULL, capacity, sizeof *r->events);
    return r;
}

void
ring_destroy(struct ring *r)
{
    if (!r)
        return;
    free(r->events);
    free(r);
}

/* Only the writer stores these counters, so a plain load and store is enough. */
static void
add_dropped(struct ring *r)
{
    uint64_t n = atomic_load_explicit(&r->dropped, memory_order_relaxed);
    atomic_store_explicit(&r->dropped, n + 1, memory_order_relaxed);
}

bool
ring_push(struct ring *r, const struct trace_event *e)
{
    uint64_t written = atomic_load_explicit(&r->written, memory_order_relaxed);
    if (written - r->taken_seen > r->mask) {
        r->taken_seen = atomic_load_explicit(&r->taken, memory_order_acquire);
        if (written - r->taken_seen > r->mask) {
            add_dropped(r);
            return false;
        }
    }
    r->events[written & r->mask] = *e;
    atomic_store_explicit(&r->written, written + 1, memory_order_release);
    return true;
}

size_t
ring_drain(struct ring *r, struct trace_event *out, size_t max)
{
    uint64_t taken = atomic_load_explicit(&r->taken, memory_order_relaxed);
    if (r->written_seen - taken < max)
        r->written_seen = atomic_load_explicit(&r->written, memory_order_acquire);
    size_t n = r->written_seen - taken;
    if (n > max)
        n = max;
    size_t start = taken & r->mask;
    size_t first = n < r->mask + 1 - start ? n : r->mask + 1 - start; /* up to the array's end */
    memcpy(out, r->events + start, first * sizeof *out);
    memcpy(out + first, r->events, (n - first) * sizeof *out);
    atomic_store_explicit(&r->taken, taken + n, memory_order_release);
    return n;
}

uint64_t
ring_dropped(const struct ring *r)
{
    return atomic_load_explicit(&r->dropped, memory_order_relaxed);
}
