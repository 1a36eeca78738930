/* Grey objects wait in fixed-size buffers. A P pushes to and pops from its first buffer and swaps
 * it with the second when it is full or empty, so that a P at the border of a buffer does not touch
 * the global lists at each step. Only when both are full one goes to the global list of full
 * buffers, where another P may take it; only when both are empty one is taken from there.
 *
 * Invariants: a buffer is in exactly one place: a P, the full list (n > 0) or the empty list (n =
 * 0); n_total counts all of them, n_empty those of the empty list, so n_total = n_empty means that
 * no buffer is in use.
 *
 * Go: runtime/mgcwork.go */
#include "gc/work.h"

#include <string.h>

#include "base/bug.h"
#include "base/xalloc.h"
#include "mem/heap.h"

struct gc_work *
work_create(void)
{
    struct gc_work *w = xcalloc(1, sizeof *w);
    ensure(uv_mutex_init(&w->lock) == 0, "no mutex for the work buffers");
    return w;
}

void
work_destroy(struct gc *gc)
{
    struct gc_work *w = gc->work;
    if (!w)
        return;
    for (unsigned i = 0; i < w->n_spans; i++)
        heap_free_span(gc->heap, NULL, w->spans[i]);
    free(w->spans);
    uv_mutex_destroy(&w->lock);
    free(w);
    gc->work = NULL;
}

static void
remember_span_locked(struct gc_work *w, struct span *s)
{
    if (w->n_spans == w->cap_spans) {
        w->cap_spans = w->cap_spans ? w->cap_spans * 2 : 16;
        w->spans = xrealloc(w->spans, w->cap_spans, sizeof *w->spans);
    }
    w->spans[w->n_spans++] = s;
}

/* Marking cannot go on without a place for its grey objects: with no memory left even for a span of
 * buffers there is nothing a Go program could do about it. */
static void
more_empty_locked(struct gc *gc, struct tracer *t)
{
    struct gc_work *w = gc->work;
    struct span *s = heap_alloc_span(gc->heap, t, WORK_SPAN_PAGES, SPAN_USE_WORKBUF, 0);
    if (!s)
        bug_out_of_memory((size_t)WORK_SPAN_PAGES * PAGE_BYTES);
    remember_span_locked(w, s);
    unsigned n = WORK_SPAN_PAGES * PAGE_BYTES / WORKBUF_BYTES;
    for (unsigned i = 0; i < n; i++) {
        struct workbuf *b = (void *)(uintptr_t)(s->base + (uint64_t)i * WORKBUF_BYTES);
        b->n = 0;
        b->next = w->empty;
        w->empty = b;
    }
    w->n_total += n;
    w->n_empty += n;
}

static struct workbuf *
take_empty_locked(struct gc *gc, struct tracer *t)
{
    struct gc_work *w = gc->work;
    if (!w->empty)
        more_empty_locked(gc, t);
    struct workbuf *b = w->empty;
    w->empty = b->next;
    w->n_empty--;
    return b;
}

static struct workbuf *
take_empty(struct gc_p *p)
{
    struct gc_work *w = p->gc->work;
    uv_mutex_lock(&w->lock);
    struct workbuf *b = take_empty_locked(p->gc, p->tracer);
    uv_mutex_unlock(&w->lock);
    return b;
}

static void
put_empty_locked(struct gc_work *w, struct workbuf *b)
{
    b->next = w->empty;
    w->empty = b;
    w->n_empty++;
}

/* True when the list was empty before: somebody may be waiting for work. */
static bool
put_full_locked(struct gc_work *w, struct workbuf *b)
{
    b->next = w->full;
    w->full = b;
    return atomic_fetch_add_explicit(&w->n_full, 1, memory_order_release) == 0;
}

static struct workbuf *
take_full_locked(struct gc_work *w)
{
    struct workbuf *b = w->full;
    if (b) {
        w->full = b->next;
        atomic_fetch_sub_explicit(&w->n_full, 1, memory_order_relaxed);
    }
    return b;
}

static void
call_workers(struct gc *gc)
{
    gc->world.wake_workers(gc->world.sched);
}

static void
swap_buffers(struct gc_p *p)
{
    struct workbuf *b = p->work1;
    p->work1 = p->work2;
    p->work2 = b;
}

static void
ready_buffers(struct gc_p *p)
{
    if (!p->work1)
        p->work1 = take_empty(p);
    if (!p->work2)
        p->work2 = take_empty(p);
}

void
work_push_slow(struct gc_p *p, uint64_t obj)
{
    ready_buffers(p);
    if (p->work1->n == WORKBUF_CAP) {
        swap_buffers(p);
        if (p->work1->n == WORKBUF_CAP) {
            struct gc_work *w = p->gc->work;
            uv_mutex_lock(&w->lock);
            bool first = put_full_locked(w, p->work1);
            p->work1 = take_empty_locked(p->gc, p->tracer);
            uv_mutex_unlock(&w->lock);
            if (first)
                call_workers(p->gc);
        }
    }
    p->work1->obj[p->work1->n++] = obj;
}

uint64_t
work_pop_slow(struct gc_p *p)
{
    ready_buffers(p);
    if (p->work1->n == 0) {
        swap_buffers(p);
        if (p->work1->n == 0) {
            struct gc_work *w = p->gc->work;
            if (!work_has_global(p->gc))
                return 0;
            uv_mutex_lock(&w->lock);
            struct workbuf *b = take_full_locked(w);
            if (b) {
                put_empty_locked(w, p->work1);
                p->work1 = b;
            }
            uv_mutex_unlock(&w->lock);
            if (!b)
                return 0;
        }
    }
    return p->work1->obj[--p->work1->n];
}

void
work_balance(struct gc_p *p)
{
    struct gc_work *w = p->gc->work;
    struct workbuf *b;
    if (p->work2 && p->work2->n) {
        b = p->work2;
        p->work2 = take_empty(p);
    } else if (p->work1 && p->work1->n > 4) {
        uint64_t half = p->work1->n / 2;
        b = take_empty(p);
        memcpy(b->obj, p->work1->obj + (p->work1->n - half), half * sizeof b->obj[0]);
        b->n = half;
        p->work1->n -= half;
    } else {
        return;
    }
    uv_mutex_lock(&w->lock);
    bool first = put_full_locked(w, b);
    uv_mutex_unlock(&w->lock);
    if (first)
        call_workers(p->gc);
}

bool
work_publish(struct gc_p *p)
{
    if (!p->work1 && !p->work2)
        return false;
    struct gc_work *w = p->gc->work;
    struct workbuf *both[2] = {p->work1, p->work2};
    bool any = false;
    uv_mutex_lock(&w->lock);
    for (int i = 0; i < 2; i++) {
        if (both[i] && both[i]->n) {
            put_full_locked(w, both[i]);
            any = true;
        } else if (both[i]) {
            put_empty_locked(w, both[i]);
        }
    }
    uv_mutex_unlock(&w->lock);
    p->work1 = p->work2 = NULL;
    return any;
}

bool
work_free_buffers(struct gc *gc, struct tracer *t)
{
    struct gc_work *w = gc->work;
    bool freed = false;
    uv_mutex_lock(&w->lock);
    if (w->n_total && w->n_total == w->n_empty) {
        for (unsigned i = 0; i < w->n_spans; i++)
            heap_free_span(gc->heap, t, w->spans[i]);
        w->n_spans = w->n_total = w->n_empty = 0;
        w->empty = NULL;
        freed = true;
    }
    uv_mutex_unlock(&w->lock);
    return freed;
}

void
work_check_empty(struct gc *gc)
{
    struct gc_work *w = gc->work;
    ensure(!w->full && atomic_load(&w->n_full) == 0, "a full work buffer is left after marking");
    ensure(w->n_total == w->n_empty, "%u of %u work buffers are still in use after marking",
           w->n_total - w->n_empty, w->n_total);
}
