/* Channel queues, wait records and the copying of values. Go: runtime/chan.go (waitq, send, recv,
 * sendDirect, recvDirect), runtime/proc.go (acquireSudog, releaseSudog) */
#include "sched/hchan.h"

#include <sched.h>

#include "base/xalloc.h"
#include "gc/barrier.h"
#include "sched/schedule.h"

enum { SPINS = 64, SUDOGS_KEPT = 128 };

void
hchan_lock_slow(struct hchan *c)
{
    for (unsigned i = 0;; i++) {
        if (atomic_load_explicit(&c->lock, memory_order_relaxed) == 0) {
            uint32_t open = 0;
            if (atomic_compare_exchange_strong_explicit(&c->lock, &open, 1, memory_order_acquire,
                                                        memory_order_relaxed))
                return;
        }
        if (i >= SPINS)
            sched_yield();
    }
}

void
hchan_enqueue(struct waitq *q, struct sudog *w)
{
    w->next = NULL;
    w->prev = q->last;
    if (q->last)
        q->last->next = w;
    else
        q->first = w;
    q->last = w;
}

void
hchan_remove(struct waitq *q, struct sudog *w)
{
    if (!w->prev && !w->next && q->first != w)
        return; /* a partner has taken it out already */
    if (w->prev)
        w->prev->next = w->next;
    else
        q->first = w->next;
    if (w->next)
        w->next->prev = w->prev;
    else
        q->last = w->prev;
    w->next = w->prev = NULL;
}

struct sudog *
hchan_dequeue(struct waitq *q)
{
    for (struct sudog *w; (w = q->first);) {
        hchan_remove(q, w);
        bool taken = false;
        /* A select waits in several queues: the first partner to come wins it. */
        if (!w->select_result || atomic_compare_exchange_strong(&w->g->select_done, &taken, true))
            return w;
    }
    return NULL;
}

struct sudog *
hchan_new_sudog(struct p *p, struct g *g)
{
    struct sudog *w = g->sudog;
    if (w) {
        g->sudog = NULL;
    } else if ((w = p->sudogs)) {
        p->sudogs = w->next;
        p->n_sudogs--;
    } else {
        w = xmalloc(sizeof *w);
    }
    *w = (struct sudog){.g = g};
    return w;
}

void
hchan_free_sudog(struct p *p, struct g *g, struct sudog *w)
{
    if (!g->sudog) {
        g->sudog = w;
    } else if (p->n_sudogs < SUDOGS_KEPT) {
        w->next = p->sudogs;
        p->sudogs = w;
        p->n_sudogs++;
    } else {
        free(w);
    }
}

void
hchan_lock_all(struct sudog *list)
{
    struct hchan *last = NULL;
    for (struct sudog *w = list; w; w = w->wait_link) {
        if (w->chan && w->chan != last)
            hchan_lock(w->chan);
        last = w->chan;
    }
}

void
hchan_unlock_all(struct sudog *list)
{
    struct hchan *last = NULL;
    for (struct sudog *w = list; w; w = w->wait_link) {
        if (last && w->chan != last)
            hchan_unlock(last);
        last = w->chan;
    }
    if (last)
        hchan_unlock(last);
}

void
hchan_copy(struct p *p, const struct hchan *c, uint64_t dst, uint64_t src)
{
    if (c->elem_bytes == 8 && !c->elem->ptrdata) /* the common case */
        access_store64(dst, access_load64(src));
    else if (c->elem_bytes)
        barrier_copy(&p->gc, dst, src, c->elem, 1);
}

void
hchan_copy_own(struct p *p, struct g *g, const struct hchan *c, uint64_t dst, uint64_t src)
{
    if (c->elem_bytes == 8 && dst >= g->stack.lo && dst < g->stack.hi)
        access_store64(dst, access_load64(src));
    else if (dst >= g->stack.lo && dst < g->stack.hi)
        access_copy(dst, src, c->elem_bytes);
    else
        hchan_copy(p, c, dst, src);
}

static uint64_t
slot(const struct hchan *c, uint64_t i)
{
    return c->buf + i * c->elem_bytes;
}

void
hchan_push(struct p *p, struct hchan *c, uint64_t elem)
{
    hchan_copy(p, c, slot(c, c->send_at), elem);
    if (++c->send_at == c->size)
        c->send_at = 0;
    hchan_set_count(c, c->count + 1);
}

/* The value leaves the buffer: a stale pointer in its slot would keep an object alive, and removing
 * a pointer is a store like any other for the barrier. */
static void
clear_slot(struct p *p, struct hchan *c, uint64_t at)
{
    if (!c->elem->ptrdata)
        return;
    if (atomic_load_explicit(&p->gc.gc->barrier_on, memory_order_relaxed))
        barrier_bulk(&p->gc, at, 0, c->elem, 1);
    access_zero(at, c->elem_bytes);
}

void
hchan_pop(struct p *p, struct g *g, struct hchan *c, uint64_t elem)
{
    uint64_t at = slot(c, c->recv_at);
    if (elem)
        hchan_copy_own(p, g, c, elem, at);
    clear_slot(p, c, at);
    if (++c->recv_at == c->size)
        c->recv_at = 0;
    hchan_set_count(c, c->count - 1);
}

static void
wake(struct m *m, struct sudog *w)
{
    schedule_ready(m->sched, m->p, w->g);
}

void
hchan_send_to(struct m *m, struct hchan *c, struct sudog *w, uint64_t elem, hchan_unlock_fn *unlock,
              void *ctx)
{
    if (w->elem)
        hchan_copy(m->p, c, w->elem, elem);
    w->elem = 0;
    w->success = true;
    w->g->fired = w;
    unlock(ctx);
    wake(m, w);
}

/* The buffer is full (or there is none): its head goes to the receiver, and the sender's value
 * takes the freed place, which is the tail of the full ring. */
void
hchan_recv_from(struct m *m, struct g *g, struct hchan *c, struct sudog *w, uint64_t elem,
                hchan_unlock_fn *unlock, void *ctx)
{
    if (c->size == 0) {
        /* From stack to stack: with barrier, as g's may be black and the sender's still white. */
        if (elem)
            hchan_copy(m->p, c, elem, w->elem);
    } else {
        uint64_t at = slot(c, c->recv_at);
        if (elem)
            hchan_copy_own(m->p, g, c, elem, at);
        hchan_copy(m->p, c, at, w->elem);
        if (++c->recv_at == c->size)
            c->recv_at = 0;
        c->send_at = c->recv_at;
    }
    w->elem = 0;
    w->success = true;
    w->g->fired = w;
    unlock(ctx);
    wake(m, w);
}
