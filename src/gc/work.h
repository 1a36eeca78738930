/* The queues of grey objects: two buffers per P, and global lists of full and empty buffers that Ps
 * exchange. Every queued address is a marked object's slot (or a piece of a large one: an oblet).
 * Go: runtime/mgcwork.go
 *
 * The P's own buffers belong to the thread that holds the P; the lists are under work.lock. Buffers
 * live in manual spans and are given back as a whole when no cycle needs them. */
#ifndef GC_WORK_H
#define GC_WORK_H

#include "gc/gc.h"

enum {
    WORKBUF_BYTES = 2048,
    WORKBUF_CAP = 253,   /* objects in a buffer: 2048 bytes less a header of 24 */
    WORK_SPAN_PAGES = 4, /* one span holds 16 buffers */
};

struct workbuf {
    struct workbuf *next; /* of a list; guarded by work.lock */
    uint64_t n;           /* objects in use */
    uint64_t unused;
    uint64_t obj[WORKBUF_CAP];
};

struct gc_work {
    uv_mutex_t lock;
    struct workbuf *full, *empty; /* full: at least one object. guarded by lock */
    _Atomic unsigned n_full;      /* length of full; readable without the lock */
    unsigned n_total, n_empty;    /* buffers in all, and in the empty list; guarded by lock */
    struct span **spans;          /* owned; what buffers are cut from; guarded by lock */
    unsigned n_spans, cap_spans;
};

struct gc_work *work_create(void);
void work_destroy(struct gc *gc); /* accepts gc->work == NULL */

void work_push_slow(struct gc_p *p, uint64_t obj);
uint64_t work_pop_slow(struct gc_p *p); /* 0 = neither the P nor the global list has anything */
/* Shares some of the P's work when nobody else can find any. */
void work_balance(struct gc_p *p);
/* Gives everything the P holds to the global lists. True when there was work among it. */
bool work_publish(struct gc_p *p);
/* Phase OFF: gives the buffers' memory back. False when nothing was to free. */
bool work_free_buffers(struct gc *gc, struct tracer *t);
/* World stopped, end of marking: aborts unless the lists and all Ps are empty. */
void work_check_empty(struct gc *gc);

static inline bool
work_has_global(const struct gc *gc)
{
    return atomic_load_explicit(&gc->work->n_full, memory_order_acquire) != 0;
}

static inline void
work_push(struct gc_p *p, uint64_t obj)
{
    struct workbuf *b = p->work1;
    if (__builtin_expect(b != NULL && b->n < WORKBUF_CAP, 1))
        b->obj[b->n++] = obj;
    else
        work_push_slow(p, obj);
}

/* 0 = the P's first buffer is empty (work_pop_slow looks further). */
static inline uint64_t
work_pop_fast(struct gc_p *p)
{
    struct workbuf *b = p->work1;
    return b && b->n ? b->obj[--b->n] : 0;
}

#endif
