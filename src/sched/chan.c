/* Channel operations. Go: runtime/chan.go
 *
 * A waiting partner is served directly, from stack to stack; values go through the buffer only when
 * nobody waits. Invariants: a channel with room (or without buffer and without waiting senders) has
 * no senders in sendq; one with values has no receivers in recvq. */
#include "sched/chan.h"

#include "base/bug.h"
#include "gc/alloc.h"
#include "gc/barrier.h"
#include "sched/chanselect.h"
#include "sched/hchan.h"
#include "sched/schedule.h"

/* What the collector needs to know of a channel whose elements have pointers: the buffer. Nothing
 * else in the record points into the heap; the queues' records are host memory. */
static const uint64_t hchan_mask[1] = {1u << offsetof(struct hchan, buf) / 8};
static const struct typeinfo hchan_type = {
    .size = sizeof(struct hchan),
    .ptrdata = offsetof(struct hchan, buf) + 8,
    .mask_period = sizeof(struct hchan),
    .ptrmask = hchan_mask,
    .kind = KIND_STRUCT,
    .align = 8,
    .name = {"runtime.hchan", 13},
};

uint64_t
chan_make(struct p *p, struct g *g, const struct typeinfo *t, uint64_t size)
{
    const struct typeinfo *elem = t->elem;
    uint64_t bytes = size * elem->size;
    uint64_t chan, buf = 0;
    if (bytes == 0 || elem->ptrdata == 0) {
        chan = alloc_object(&p->gc, &g->gc, NULL, sizeof(struct hchan) + bytes, true);
        buf = bytes ? chan + sizeof(struct hchan) : 0;
    } else {
        chan = alloc_object(&p->gc, &g->gc, &hchan_type, sizeof(struct hchan), true);
        buf = chan ? alloc_object(&p->gc, &g->gc, elem, bytes, true) : 0;
        if (!buf)
            return 0;
    }
    if (!chan)
        return 0;
    struct hchan *c = hchan_at(chan);
    c->size = size;
    c->elem_bytes = (uint16_t)elem->size;
    c->elem = elem;
    if (bytes && elem->ptrdata)
        barrier_store(&p->gc, chan + offsetof(struct hchan, buf), buf);
    else
        access_store64(chan + offsetof(struct hchan, buf), buf);
    return chan;
}

static void
unlock_one(void *ctx)
{
    hchan_unlock(ctx);
}

/* A slot that the receive is going to write may hold what was dead before, but is looked at while g
 * waits. */
static void
clear_slots(const struct g *g, const struct hchan *c, uint64_t elem)
{
    if (elem >= g->stack.lo && elem < g->stack.hi && c->elem->ptrdata)
        access_zero(elem, c->elem_bytes);
}

/* Queues g and parks it; c is locked and is unlocked here. */
static enum chan_result
wait_in(struct m *m, struct g *g, struct hchan *c, uint64_t elem, uint64_t ok_addr, bool is_send)
{
    struct sudog *w = hchan_new_sudog(m->p, g);
    if (!is_send)
        clear_slots(g, c, elem);
    w->elem = elem;
    w->result = ok_addr;
    w->is_send = is_send;
    w->chan = c;
    g->waiting = w;
    g->fired = NULL;
    hchan_enqueue(is_send ? &c->sendq : &c->recvq, w);
    schedule_park(m, g, is_send ? G_WAIT_CHAN_SEND : G_WAIT_CHAN_RECV);
    hchan_unlock(c);
    return CHAN_PARKED;
}

enum chan_result
chan_send(struct m *m, struct g *g, uint64_t chan, uint64_t elem, bool block)
{
    if (!chan) {
        if (!block)
            return CHAN_WOULD_BLOCK;
        schedule_park(m, g, G_WAIT_CHAN_SEND_NIL);
        return CHAN_PARKED;
    }
    struct hchan *c = hchan_at(chan);
    hchan_lock(c);
    if (atomic_load_explicit(&c->closed, memory_order_relaxed)) {
        hchan_unlock(c);
        return CHAN_CLOSED_SEND;
    }
    struct sudog *w = c->recvq.first ? hchan_dequeue(&c->recvq) : NULL;
    if (w) {
        hchan_send_to(m, c, w, elem, unlock_one, c);
        return CHAN_DONE;
    }
    if (c->count < c->size) {
        hchan_push(m->p, c, elem);
        hchan_unlock(c);
        return CHAN_DONE;
    }
    if (block)
        return wait_in(m, g, c, elem, 0, true);
    hchan_unlock(c);
    return CHAN_WOULD_BLOCK;
}

static void
store_ok(uint64_t ok_addr, bool ok)
{
    if (ok_addr)
        access_store64(ok_addr, ok);
}

/* A receive from a closed and empty channel gives the zero value. */
static void
zero_elem(struct p *p, const struct hchan *c, struct g *g, uint64_t elem)
{
    if (!elem)
        return;
    bool own = g && elem >= g->stack.lo && elem < g->stack.hi;
    if (!own && c->elem->ptrdata &&
        atomic_load_explicit(&p->gc.gc->barrier_on, memory_order_relaxed))
        barrier_bulk(&p->gc, elem, 0, c->elem, 1);
    access_zero(elem, c->elem_bytes);
}

enum chan_result
chan_recv(struct m *m, struct g *g, uint64_t chan, uint64_t elem, uint64_t ok_addr, bool block)
{
    if (!chan) {
        if (!block)
            return CHAN_WOULD_BLOCK;
        schedule_park(m, g, G_WAIT_CHAN_RECV_NIL);
        return CHAN_PARKED;
    }
    struct hchan *c = hchan_at(chan);
    hchan_lock(c);
    if (atomic_load_explicit(&c->closed, memory_order_relaxed) && c->count == 0) {
        hchan_unlock(c);
        zero_elem(m->p, c, g, elem);
        store_ok(ok_addr, false);
        return CHAN_DONE;
    }
    struct sudog *w = c->sendq.first ? hchan_dequeue(&c->sendq) : NULL;
    if (w) {
        hchan_recv_from(m, g, c, w, elem, unlock_one, c);
        store_ok(ok_addr, true);
        return CHAN_DONE;
    }
    if (c->count > 0) {
        hchan_pop(m->p, g, c, elem);
        hchan_unlock(c);
        store_ok(ok_addr, true);
        return CHAN_DONE;
    }
    if (block)
        return wait_in(m, g, c, elem, ok_addr, false);
    hchan_unlock(c);
    return CHAN_WOULD_BLOCK;
}

/* All waiters are taken out under the lock and woken after it. */
enum chan_result
chan_close(struct m *m, uint64_t chan)
{
    if (!chan)
        return CHAN_NIL_CLOSE;
    struct hchan *c = hchan_at(chan);
    hchan_lock(c);
    if (atomic_load_explicit(&c->closed, memory_order_relaxed)) {
        hchan_unlock(c);
        return CHAN_CLOSED_CLOSE;
    }
    atomic_store_explicit(&c->closed, 1, memory_order_relaxed);
    struct sudog *woken = NULL, **tail = &woken, *w;
    while ((w = hchan_dequeue(&c->recvq))) {
        zero_elem(m->p, c, NULL, w->elem);
        w->elem = 0;
        w->g->fired = w;
        *tail = w;
        tail = &w->next;
    }
    while ((w = hchan_dequeue(&c->sendq))) {
        w->elem = 0;
        w->g->fired = w;
        *tail = w;
        tail = &w->next;
    }
    *tail = NULL;
    hchan_unlock(c);
    while (woken) {
        struct sudog *next = woken->next;
        woken->next = NULL;
        schedule_ready(m->sched, m->p, woken->g);
        woken = next;
    }
    return CHAN_DONE;
}

enum chan_result
chan_select(struct m *m, struct g *g, uint64_t cases_addr, unsigned n, bool has_default,
            uint64_t result_addr)
{
    return chanselect_run(m, g, cases_addr, n, has_default, result_addr);
}

void
chan_resume(struct m *m, struct g *g)
{
    struct sudog *w = g->waiting;
    if (!w)
        return;
    bool closed_send;
    if (w->select_result) {
        closed_send = chanselect_finish(m, g);
    } else {
        ensure(g->fired == w, "a goroutine runs again but nobody served it");
        g->waiting = NULL;
        store_ok(w->result, w->success);
        closed_send = w->is_send && !w->success;
        g->resume_ok = w->success;
        hchan_free_sudog(m->p, g, w);
    }
    g->fired = NULL;
    if (closed_send)
        g->resume = G_RESUME_SEND_ON_CLOSED;
}

uint64_t
chan_len(uint64_t chan)
{
    return chan ? __atomic_load_n(&hchan_at(chan)->count, __ATOMIC_RELAXED) : 0;
}

uint64_t
chan_cap(uint64_t chan)
{
    return chan ? hchan_at(chan)->size : 0;
}

static unsigned
queue_len(const struct waitq *q)
{
    unsigned n = 0;
    for (const struct sudog *w = q->first; w; w = w->next)
        n++;
    return n;
}

void
chan_info(uint64_t chan, struct chan_info *out)
{
    struct hchan *c = hchan_at(chan);
    hchan_lock(c);
    *out = (struct chan_info){
        .len = c->count,
        .cap = c->size,
        .elem_bytes = c->elem_bytes,
        .n_recvq = queue_len(&c->recvq),
        .n_sendq = queue_len(&c->sendq),
        .closed = atomic_load_explicit(&c->closed, memory_order_relaxed) != 0,
    };
    hchan_unlock(c);
}
