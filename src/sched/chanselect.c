/* Three passes, as in Go: look for a case that can proceed, in random order; else queue on all
 * channels and park; when woken, leave the queues of all others. All channels of a select are
 * locked at once, in address order. Go: runtime/select.go (selectgo) */
#include "sched/chanselect.h"

#include <string.h>

#include "base/xalloc.h"
#include "sched/hchan.h"
#include "sched/schedule.h"

enum { SMALL = 16 };

struct selection {
    uint64_t
        *chans; /* non-nil ones in lock order, copied: the frame is not ours once g is parked */
    uint16_t *order; /* lock order: case numbers */
    uint16_t *poll;  /* random order: case numbers */
    unsigned n;
    uint64_t chans_small[SMALL];
    uint16_t order_small[SMALL], poll_small[SMALL];
};

static struct chan_case
case_at(uint64_t cases, unsigned i)
{
    uint64_t at = cases + i * sizeof(struct chan_case);
    return (struct chan_case){access_load64(at), access_load64(at + 8), access_load64(at + 16)};
}

static void
sift_down(struct selection *s, unsigned i, unsigned n)
{
    for (;;) {
        unsigned child = 2 * i + 1;
        if (child >= n)
            return;
        if (child + 1 < n && s->chans[child] < s->chans[child + 1])
            child++;
        if (s->chans[i] >= s->chans[child])
            return;
        uint64_t chan = s->chans[i];
        uint16_t number = s->order[i];
        s->chans[i] = s->chans[child];
        s->order[i] = s->order[child];
        s->chans[child] = chan;
        s->order[child] = number;
        i = child;
    }
}

/* Heap sort: no recursion, no extra memory, no bad case. */
static void
sort_by_address(struct selection *s)
{
    for (unsigned i = s->n / 2; i-- > 0;)
        sift_down(s, i, s->n);
    for (unsigned n = s->n; n > 1;) {
        n--;
        uint64_t chan = s->chans[0];
        uint16_t number = s->order[0];
        s->chans[0] = s->chans[n];
        s->order[0] = s->order[n];
        s->chans[n] = chan;
        s->order[n] = number;
        sift_down(s, 0, n);
    }
}

/* Cases on nil channels never proceed and are left out. */
static void
selection_init(struct selection *s, struct rng *rng, uint64_t cases, unsigned n)
{
    bool small = n <= SMALL;
    s->chans = small ? s->chans_small : xmalloc(n * sizeof *s->chans);
    s->order = small ? s->order_small : xmalloc(n * sizeof *s->order);
    s->poll = small ? s->poll_small : xmalloc(n * sizeof *s->poll);
    s->n = 0;
    for (unsigned i = 0; i < n; i++) {
        uint64_t chan = case_at(cases, i).chan;
        if (!chan)
            continue;
        unsigned j = rng_below(rng, s->n + 1);
        s->poll[s->n] = s->poll[j];
        s->poll[j] = (uint16_t)i;
        s->chans[s->n] = chan;
        s->order[s->n] = (uint16_t)i;
        s->n++;
    }
    sort_by_address(s);
}

static void
selection_finish(struct selection *s)
{
    if (s->chans != s->chans_small) {
        free(s->chans);
        free(s->order);
        free(s->poll);
    }
}

static void
lock_all(struct selection *s)
{
    for (unsigned i = 0; i < s->n; i++)
        if (i == 0 || s->chans[i] != s->chans[i - 1])
            hchan_lock(hchan_at(s->chans[i]));
}

static void
unlock_all(void *ctx)
{
    struct selection *s = ctx;
    for (unsigned i = s->n; i-- > 0;)
        if (i == 0 || s->chans[i] != s->chans[i - 1])
            hchan_unlock(hchan_at(s->chans[i]));
}

static void
store_result(uint64_t addr, int64_t chosen, bool ok)
{
    access_store64(addr, (uint64_t)chosen);
    access_store64(addr + 8, ok);
}

/* What a case can do now. Everything is locked; what is done unlocks. */
enum attempt { ATTEMPT_BLOCKED, ATTEMPT_DONE, ATTEMPT_DONE_OK, ATTEMPT_CLOSED_SEND };

static enum attempt
try_send(struct m *m, struct selection *s, struct hchan *c, uint64_t elem)
{
    if (atomic_load_explicit(&c->closed, memory_order_relaxed)) {
        unlock_all(s);
        return ATTEMPT_CLOSED_SEND;
    }
    struct sudog *w = hchan_dequeue(&c->recvq);
    if (w) {
        hchan_send_to(m, c, w, elem, unlock_all, s);
        return ATTEMPT_DONE;
    }
    if (c->count >= c->size)
        return ATTEMPT_BLOCKED;
    hchan_push(m->p, c, elem);
    unlock_all(s);
    return ATTEMPT_DONE;
}

static enum attempt
try_recv(struct m *m, struct g *g, struct selection *s, struct hchan *c, uint64_t elem)
{
    struct sudog *w = hchan_dequeue(&c->sendq);
    if (w) {
        hchan_recv_from(m, g, c, w, elem, unlock_all, s);
        return ATTEMPT_DONE_OK;
    }
    if (c->count > 0) {
        hchan_pop(m->p, g, c, elem);
        unlock_all(s);
        return ATTEMPT_DONE_OK;
    }
    if (!atomic_load_explicit(&c->closed, memory_order_relaxed))
        return ATTEMPT_BLOCKED;
    unlock_all(s);
    if (elem) /* the compiler's temporaries: always on g's own stack */
        access_zero(elem, c->elem_bytes);
    return ATTEMPT_DONE;
}

static void
queue_on_all(struct m *m, struct g *g, struct selection *s, uint64_t cases, uint64_t result_addr)
{
    atomic_store_explicit(&g->select_done, false, memory_order_relaxed);
    g->fired = NULL;
    struct sudog **tail = &g->waiting;
    for (unsigned i = 0; i < s->n; i++) {
        struct chan_case k = case_at(cases, s->order[i]);
        struct hchan *c = hchan_at(k.chan);
        struct sudog *w = hchan_new_sudog(m->p, g);
        w->elem = k.elem;
        if (!k.send && k.elem && c->elem->ptrdata)
            access_zero(k.elem, c->elem_bytes); /* a temporary: keeps nothing alive meanwhile */
        w->select_result = result_addr;
        w->select_case = s->order[i];
        w->is_send = k.send != 0;
        w->chan = c;
        *tail = w;
        tail = &w->wait_link;
        hchan_enqueue(w->is_send ? &c->sendq : &c->recvq, w);
    }
    *tail = NULL;
}

static enum chan_result
select_locked(struct m *m, struct g *g, struct selection *s, uint64_t cases, bool has_default,
              uint64_t result_addr)
{
    for (unsigned i = 0; i < s->n; i++) {
        struct chan_case k = case_at(cases, s->poll[i]);
        struct hchan *c = hchan_at(k.chan);
        enum attempt a = k.send ? try_send(m, s, c, k.elem) : try_recv(m, g, s, c, k.elem);
        if (a == ATTEMPT_BLOCKED)
            continue;
        if (a == ATTEMPT_CLOSED_SEND)
            return CHAN_CLOSED_SEND;
        store_result(result_addr, s->poll[i], a == ATTEMPT_DONE_OK);
        return CHAN_DONE;
    }
    if (has_default) {
        unlock_all(s);
        store_result(result_addr, -1, false);
        return CHAN_DONE;
    }
    queue_on_all(m, g, s, cases, result_addr);
    schedule_park(m, g, G_WAIT_SELECT);
    unlock_all(s);
    return CHAN_PARKED;
}

enum chan_result
chanselect_run(struct m *m, struct g *g, uint64_t cases_addr, unsigned n, bool has_default,
               uint64_t result_addr)
{
    struct selection s;
    selection_init(&s, &m->p->rng, cases_addr, n);
    enum chan_result r;
    if (s.n == 0 && !has_default) {
        schedule_park(m, g, n == 0 ? G_WAIT_SELECT_NO_CASES : G_WAIT_SELECT);
        r = CHAN_PARKED;
    } else {
        lock_all(&s);
        r = select_locked(m, g, &s, cases_addr, has_default, result_addr);
    }
    selection_finish(&s);
    return r;
}

bool
chanselect_finish(struct m *m, struct g *g)
{
    struct sudog *list = g->waiting, *fired = g->fired;
    hchan_lock_all(list);
    for (struct sudog *w = list; w; w = w->wait_link)
        if (w != fired)
            hchan_remove(w->is_send ? &w->chan->sendq : &w->chan->recvq, w);
    hchan_unlock_all(list);
    g->waiting = NULL;
    store_result(fired->select_result, fired->select_case, !fired->is_send && fired->success);
    bool closed_send = fired->is_send && !fired->success;
    while (list) {
        struct sudog *next = list->wait_link;
        hchan_free_sudog(m->p, g, list);
        list = next;
    }
    return closed_send;
}
