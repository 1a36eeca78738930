/* A channel's record in the Go heap and its wait queues: shared by chan.c, chanselect.c and the
 * stack copier. Go: runtime/chan.go (hchan, waitq)
 *
 * All fields are guarded by the channel's own lock, a spinning one: it is held for a few dozen
 * instructions and never across a wait. Several channels are locked in address order. While one is
 * held, no goroutine's status changes away from running: a scanner that holds a SCAN bit may be
 * waiting for the lock. */
#ifndef SCHED_HCHAN_H
#define SCHED_HCHAN_H

#include "mem/access.h"
#include "mem/typeinfo.h"
#include "sched/p.h"

struct waitq { /* of sudogs, oldest first */
    struct sudog *first, *last;
};

struct hchan {
    uint64_t count; /* values in the buffer; written atomically for chan_len */
    uint64_t size;  /* of the buffer, in elements */
    uint64_t buf;   /* its address: the only word the collector looks at */
    uint16_t elem_bytes;
    _Atomic uint32_t closed;
    uint64_t timer; /* unused: Go's place for a timer */
    const struct typeinfo *elem;
    uint64_t send_at, recv_at; /* next buffer index to write and to read */
    struct waitq recvq, sendq;
    uint64_t bubble; /* unused: Go's place for synctest */
    _Atomic uint32_t lock;
    uint32_t spare;
};
_Static_assert(sizeof(struct hchan) == 112, "as large as Go's");

static inline struct hchan *
hchan_at(uint64_t chan)
{
    return (struct hchan *)(uintptr_t)chan;
}

void hchan_lock_slow(struct hchan *c);

static inline void
hchan_lock(struct hchan *c)
{
    uint32_t open = 0;
    if (!atomic_compare_exchange_strong_explicit(&c->lock, &open, 1, memory_order_acquire,
                                                 memory_order_relaxed))
        hchan_lock_slow(c);
}

static inline void
hchan_unlock(struct hchan *c)
{
    atomic_store_explicit(&c->lock, 0, memory_order_release);
}

static inline void
hchan_set_count(struct hchan *c, uint64_t n)
{
    __atomic_store_n(&c->count, n, __ATOMIC_RELAXED);
}

void hchan_enqueue(struct waitq *q, struct sudog *w);
/* The oldest waiter that no other channel has served already; NULL = none. */
struct sudog *hchan_dequeue(struct waitq *q);
void hchan_remove(struct waitq *q, struct sudog *w); /* does nothing when it is not in q */

/* Wait records: from the P's list; the goroutine's own spare one first. */
struct sudog *hchan_new_sudog(struct p *p, struct g *g);
void hchan_free_sudog(struct p *p, struct g *g, struct sudog *w);

/* Locks the channels of g's wait records, each once. The list is in lock order. */
void hchan_lock_all(struct sudog *list);
void hchan_unlock_all(struct sudog *list);

/* One value from src to dst in another place than the running goroutine's own frame: with barrier.
 */
void hchan_copy(struct p *p, const struct hchan *c, uint64_t dst, uint64_t src);
/* One value to the running goroutine g: no barrier when dst is on its own stack. */
void hchan_copy_own(struct p *p, struct g *g, const struct hchan *c, uint64_t dst, uint64_t src);

/* The operations with c locked, once a case can proceed. Each unlocks through unlock(ctx) and wakes
 * the partner it found. */
typedef void hchan_unlock_fn(void *ctx);
void hchan_send_to(struct m *m, struct hchan *c, struct sudog *w, uint64_t elem,
                   hchan_unlock_fn *unlock, void *ctx);
void hchan_recv_from(struct m *m, struct g *g, struct hchan *c, struct sudog *w, uint64_t elem,
                     hchan_unlock_fn *unlock, void *ctx);
void hchan_push(struct p *p, struct hchan *c, uint64_t elem);
void hchan_pop(struct p *p, struct g *g, struct hchan *c, uint64_t elem);

#endif
