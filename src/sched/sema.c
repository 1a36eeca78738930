/* A bucket has one queue for each address that somebody waits for. A waiter is given the semaphore
 * by whoever wakes it, so it need not try again. n_waiting of a bucket is raised before the count
 * is tried for the last time, and read after the count was raised: one of the two sees the other.
 * Condition variables use the two counters at the head of Go's notifyList: tickets given, tickets
 * called. Go: runtime/sema.go */
#include "sched/sema.h"

#include "base/xalloc.h"
#include "mem/access.h"
#include "sched/hchan.h"

enum { N_BUCKETS = 251 };

struct sema_queue { /* of one address */
    uint64_t addr;
    struct waitq waiters;
    struct sema_queue *next;
};

struct sema_bucket {
    uv_mutex_t lock;
    struct sema_queue *queues; /* guarded by lock, as all in it */
    _Atomic uint32_t n_waiting;
    char pad[64 - 8];
};

struct semas {
    struct sema_bucket buckets[N_BUCKETS];
};

struct semas *
semas_create(void)
{
    struct semas *s = xcalloc(1, sizeof *s);
    for (unsigned i = 0; i < N_BUCKETS; i++)
        uv_mutex_init(&s->buckets[i].lock);
    return s;
}

void
semas_destroy(struct semas *s)
{
    if (!s)
        return;
    for (unsigned i = 0; i < N_BUCKETS; i++) {
        uv_mutex_destroy(&s->buckets[i].lock);
        while (s->buckets[i].queues) {
            struct sema_queue *next = s->buckets[i].queues->next;
            free(s->buckets[i].queues);
            s->buckets[i].queues = next;
        }
    }
    free(s);
}

static struct sema_bucket *
bucket_of(struct semas *s, uint64_t addr)
{
    return &s->buckets[(addr >> 3) % N_BUCKETS];
}

static struct sema_queue **
find_locked(struct sema_bucket *b, uint64_t addr)
{
    struct sema_queue **at = &b->queues;
    while (*at && (*at)->addr != addr)
        at = &(*at)->next;
    return at;
}

static void
drop_if_empty_locked(struct sema_queue **at)
{
    struct sema_queue *q = *at;
    if (q->waiters.first)
        return;
    *at = q->next;
    free(q);
}

/* Takes one unit if there is one. */
static bool
try_take(uint64_t addr)
{
    uint32_t *word = (uint32_t *)(uintptr_t)addr;
    uint32_t n = __atomic_load_n(word, __ATOMIC_SEQ_CST);
    while (n > 0)
        if (__atomic_compare_exchange_n(word, &n, n - 1, true, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
            return true;
    return false;
}

static void
queue_locked(struct sema_bucket *b, struct m *m, struct g *g, uint64_t addr, bool lifo,
             uint32_t ticket)
{
    struct sema_queue **at = find_locked(b, addr);
    if (!*at) {
        *at = xcalloc(1, sizeof **at);
        (*at)->addr = addr;
    }
    struct waitq *q = &(*at)->waiters;
    struct sudog *w = hchan_new_sudog(m->p, g);
    w->sema_addr = addr;
    w->ticket = ticket;
    g->waiting = w;
    g->fired = NULL;
    if (!lifo || !q->first) {
        hchan_enqueue(q, w);
        return;
    }
    w->next = q->first;
    q->first->prev = w;
    q->first = w;
}

/* Takes w out of its queue: it has what it waited for. */
static struct g *
serve_locked(struct sema_bucket *b, struct sema_queue **at, struct sudog *w)
{
    hchan_remove(&(*at)->waiters, w);
    drop_if_empty_locked(at);
    atomic_fetch_sub(&b->n_waiting, 1);
    w->success = true;
    w->g->fired = w;
    return w->g;
}

bool
sema_acquire(struct semas *s, struct m *m, struct g *g, uint64_t addr, bool lifo,
             enum g_wait_reason why)
{
    if (try_take(addr))
        return true;
    struct sema_bucket *b = bucket_of(s, addr);
    uv_mutex_lock(&b->lock);
    atomic_fetch_add(&b->n_waiting, 1);
    bool taken = try_take(addr);
    if (taken) {
        atomic_fetch_sub(&b->n_waiting, 1);
    } else {
        queue_locked(b, m, g, addr, lifo, 0);
        schedule_park(m, g, why);
    }
    uv_mutex_unlock(&b->lock);
    return taken;
}

void
sema_release(struct semas *s, struct m *m, uint64_t addr, bool handoff)
{
    (void)handoff; /* the waiter has it in any case, and runs next on this P */
    struct sema_bucket *b = bucket_of(s, addr);
    __atomic_add_fetch((uint32_t *)(uintptr_t)addr, 1, __ATOMIC_SEQ_CST);
    if (atomic_load(&b->n_waiting) == 0)
        return;
    struct g *g = NULL;
    uv_mutex_lock(&b->lock);
    struct sema_queue **at = find_locked(b, addr);
    if (*at && try_take(addr))
        g = serve_locked(b, at, (*at)->waiters.first);
    uv_mutex_unlock(&b->lock);
    if (g)
        schedule_ready(m->sched, m->p, g);
}

/* --- condition variables ------------------------------------------------------------------- */

static uint32_t *
tickets_given(uint64_t list)
{
    return (uint32_t *)(uintptr_t)list;
}

static uint32_t *
tickets_called(uint64_t list)
{
    return (uint32_t *)(uintptr_t)(list + 4);
}

static bool
before(uint32_t a, uint32_t b) /* tickets wrap around */
{
    return (int32_t)(a - b) < 0;
}

uint32_t
sema_notify_add(struct semas *s, uint64_t list_addr)
{
    (void)s;
    return __atomic_fetch_add(tickets_given(list_addr), 1, __ATOMIC_SEQ_CST);
}

bool
sema_notify_wait(struct semas *s, struct m *m, struct g *g, uint64_t list_addr, uint32_t ticket)
{
    struct sema_bucket *b = bucket_of(s, list_addr);
    uv_mutex_lock(&b->lock);
    bool called = before(ticket, __atomic_load_n(tickets_called(list_addr), __ATOMIC_SEQ_CST));
    if (!called) {
        atomic_fetch_add(&b->n_waiting, 1);
        queue_locked(b, m, g, list_addr, false, ticket);
        schedule_park(m, g, G_WAIT_COND);
    }
    uv_mutex_unlock(&b->lock);
    return called;
}

void
sema_notify_all(struct semas *s, struct m *m, uint64_t list_addr)
{
    uint32_t given = __atomic_load_n(tickets_given(list_addr), __ATOMIC_SEQ_CST);
    if (given == __atomic_load_n(tickets_called(list_addr), __ATOMIC_SEQ_CST))
        return;
    struct sema_bucket *b = bucket_of(s, list_addr);
    struct g *woken = NULL, **tail = &woken;
    uv_mutex_lock(&b->lock);
    given = __atomic_load_n(tickets_given(list_addr), __ATOMIC_SEQ_CST);
    __atomic_store_n(tickets_called(list_addr), given, __ATOMIC_SEQ_CST);
    struct sema_queue **at = find_locked(b, list_addr);
    while (*at && (*at)->addr == list_addr) {
        struct g *g = serve_locked(b, at, (*at)->waiters.first);
        *tail = g;
        tail = &g->link;
    }
    *tail = NULL;
    uv_mutex_unlock(&b->lock);
    while (woken) {
        struct g *next = woken->link;
        schedule_ready(m->sched, m->p, woken);
        woken = next;
    }
}

void
sema_notify_one(struct semas *s, struct m *m, uint64_t list_addr)
{
    struct sema_bucket *b = bucket_of(s, list_addr);
    struct g *g = NULL;
    uv_mutex_lock(&b->lock);
    uint32_t ticket = __atomic_load_n(tickets_called(list_addr), __ATOMIC_SEQ_CST);
    if (ticket != __atomic_load_n(tickets_given(list_addr), __ATOMIC_SEQ_CST)) {
        __atomic_store_n(tickets_called(list_addr), ticket + 1, __ATOMIC_SEQ_CST);
        struct sema_queue **at = find_locked(b, list_addr);
        struct sudog *w = *at ? (*at)->waiters.first : NULL;
        while (w && w->ticket != ticket)
            w = w->next;
        if (w)
            g = serve_locked(b, at, w);
    }
    uv_mutex_unlock(&b->lock);
    if (g)
        schedule_ready(m->sched, m->p, g);
}
