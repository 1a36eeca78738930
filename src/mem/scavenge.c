/* Giving memory back, and looking at the heap from above.
 *
 * The scavenger works from high addresses down, where first fit allocates last. A batch of pages is
 * marked scavenged and released under the lock, so nobody can be handed a page that is about to
 * lose its contents; batches are short so that nobody waits long.
 *
 * Go: runtime/mgcscavenge.go */
#include "base/bug.h"
#include "mem/heap_state.h"
#include "mem/osmem.h"
#include "trace/tracer.h"

#include <string.h>

enum { BATCH_PAGES = 64 };

uint64_t
heap_scavenge(struct heap *h, struct tracer *t, uint64_t max_bytes)
{
    uint64_t done = 0, first, n;
    bool more = true;
    while (more && done + PAGE_BYTES <= max_bytes) {
        uint64_t max = (max_bytes - done) / PAGE_BYTES;
        uv_mutex_lock(&h->lock);
        more = pages_scavenge(&h->pages, max < BATCH_PAGES ? max : BATCH_PAGES, &first, &n);
        if (more) {
            osmem_release(h->lookup.base + first * PAGE_BYTES, n * PAGE_BYTES);
            heap_uncount(&h->stats.free, n * PAGE_BYTES);
            heap_count(&h->stats.released, n * PAGE_BYTES);
        }
        uv_mutex_unlock(&h->lock);
        if (!more)
            break;
        done += n * PAGE_BYTES;
        if (t)
            tracer_emit(t, EVENT_GC_SCAVENGE, 0, h->lookup.base + first * PAGE_BYTES,
                        n * PAGE_BYTES, 0);
    }
    return done;
}
