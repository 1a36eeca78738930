/* A stack moves by being copied: the used part is copied to the new place first, then every slot
 * that may hold a pointer into the old range is moved by the same distance. Nothing else can point
 * into it: the heap never does, other goroutines only through wait records, which are guarded by
 * their channels' locks. Sizes are powers of two, so the limit strikes when the largest power of
 * two below it must double. Go: runtime/stack.go (stackalloc, copystack, newstack, shrinkstack) */
#include "sched/stack.h"

#include "base/bug.h"
#include "mem/access.h"
#include "sched/framewalk.h"
#include "sched/hchan.h"
#include "sched/schedule.h"

enum { SHRINK_RESERVE = 800 }; /* Go's nosplit budget: kept free below sp when shrinking */

uint64_t
stack_used(const struct g *g)
{
    return g->stack.hi - atomic_load_explicit(&g->sp, memory_order_relaxed);
}

static void
count_bytes(struct p *p, int64_t bytes)
{
    int64_t n = atomic_load_explicit(&p->stack_bytes, memory_order_relaxed);
    atomic_store_explicit(&p->stack_bytes, n + bytes, memory_order_relaxed);
}

static uint64_t
take(struct p *p, uint64_t bytes)
{
    uint64_t lo = stackpool_alloc(p->sched->stackpool, &p->stacks, &p->tracer, bytes);
    if (lo)
        count_bytes(p, (int64_t)bytes);
    return lo;
}

static void
give(struct p *p, uint64_t lo, uint64_t bytes)
{
    stackpool_free(p->sched->stackpool, &p->stacks, &p->tracer, lo, bytes);
    count_bytes(p, -(int64_t)bytes);
}

static bool
alloc_bytes(struct p *p, struct g *g, uint64_t bytes)
{
    uint64_t lo = take(p, bytes);
    if (!lo)
        return false;
    g->stack = (struct stack){lo, lo + bytes};
    atomic_store_explicit(&g->stackguard, lo + STACK_GUARD_BYTES, memory_order_relaxed);
    tracer_emit(&p->tracer, EVENT_STACK_ALLOC, g->id, g->id, lo, bytes);
    return true;
}

bool
stack_alloc(struct p *p, struct g *g)
{
    return alloc_bytes(p, g, STACK_MIN_BYTES);
}

void
stack_free(struct p *p, struct g *g)
{
    uint64_t bytes = g->stack.hi - g->stack.lo;
    tracer_emit(&p->tracer, EVENT_STACK_FREE, g->id, g->id, g->stack.lo, bytes);
    give(p, g->stack.lo, bytes);
    g->stack = (struct stack){0, 0};
}

/* The requester sets its flag before the guard, the owner clears the guard before it looks at the
 * flags: one of the two sees the other. */
void
stack_reset_guard(struct scheduler *s, struct g *g)
{
    if (s->options.stack_move || s->options.clobber_dead || s->options.deterministic) {
        atomic_store(&g->stackguard, STACK_PREEMPT);
        return;
    }
    atomic_store(&g->stackguard, g->stack.lo + STACK_GUARD_BYTES);
    if (atomic_load(&g->preempt) || atomic_load(&g->scan_me) || atomic_load(&g->publish_me) ||
        atomic_load(&s->wanted))
        atomic_store(&g->stackguard, STACK_PREEMPT);
}

/* --- copying ------------------------------------------------------------------------------- */

struct move {
    uint64_t lo, hi; /* the old stack */
    uint64_t delta;  /* new address - old address, modulo 2^64 */
};

static uint64_t
moved(const struct move *v, uint64_t addr)
{
    return addr >= v->lo && addr < v->hi ? addr + v->delta : addr;
}

static void
move_slot(void *ctx, uint64_t slot, uint64_t value)
{
    const struct move *v = ctx;
    if (value >= v->lo && value < v->hi)
        access_store64(slot, value + v->delta);
}

static void
move_waits(const struct move *v, struct g *g)
{
    for (struct sudog *w = g->waiting; w; w = w->wait_link) {
        w->elem = moved(v, w->elem);
        w->result = moved(v, w->result);
        w->select_result = moved(v, w->select_result);
    }
}

/* Records in frames have moved with their frames; those in the heap link to them from outside. */
static void
move_defers(const struct move *v, struct g *g)
{
    g->defers = moved(v, g->defers);
    for (uint64_t record = g->defers; record; record = access_load64(record)) {
        if (record >= g->stack.lo && record < g->stack.hi)
            continue;
        move_slot((void *)(uintptr_t)v, record, access_load64(record));
        move_slot((void *)(uintptr_t)v, record + 16, access_load64(record + 16));
    }
}

static void
move_to(struct p *p, struct g *g, uint64_t new_lo, uint64_t new_bytes, uint64_t callee_entry)
{
    uint64_t used = stack_used(g), new_hi = new_lo + new_bytes;
    struct move v = {g->stack.lo, g->stack.hi, new_hi - g->stack.hi};
    hchan_lock_all(g->waiting);
    access_copy(new_hi - used, g->stack.hi - used, used);
    g->stack = (struct stack){new_lo, new_hi};
    atomic_store_explicit(&g->sp, new_hi - used, memory_order_relaxed);
    move_waits(&v, g);
    hchan_unlock_all(g->waiting);
    g->ctx = moved(&v, g->ctx);
    g->panics = moved(&v, g->panics);
    framewalk_pointers(p->sched->image, g, callee_entry, move_slot, &v);
    move_defers(&v, g);
    stack_reset_guard(p->sched, g);
    give(p, v.lo, v.hi - v.lo);
}

bool
stack_copy(struct p *p, struct g *g, uint64_t new_bytes, uint64_t callee_entry)
{
    uint64_t lo = take(p, new_bytes);
    if (!lo)
        return false;
    move_to(p, g, lo, new_bytes, callee_entry);
    return true;
}

static void
note_high_water(struct g *g, uint64_t used)
{
    if (used > atomic_load_explicit(&g->high_water, memory_order_relaxed))
        atomic_store_explicit(&g->high_water, used, memory_order_relaxed);
}

enum stack_result
stack_grow(struct p *p, struct g *g, uint64_t need_bytes, uint64_t callee_entry)
{
    uint64_t old = g->stack.hi - g->stack.lo, bytes = old * 2;
    if (p->sched->options.stack_move && stack_used(g) + need_bytes + STACK_GUARD_BYTES <= old)
        return stack_copy(p, g, old, callee_entry) ? STACK_OK : STACK_NO_MEMORY;
    while (bytes < stack_used(g) + need_bytes + STACK_GUARD_BYTES)
        bytes *= 2;
    uint64_t limit = atomic_load_explicit(&p->sched->max_stack_bytes, memory_order_relaxed);
    if (bytes > limit) {
        tracer_emit(&p->tracer, EVENT_STACK_OVERFLOW, g->id, g->id, bytes, limit);
        return STACK_OVERFLOW;
    }
    if (!stack_copy(p, g, bytes, callee_entry))
        return STACK_NO_MEMORY;
    note_high_water(g, stack_used(g) + need_bytes);
    atomic_fetch_add_explicit(&g->grows, 1, memory_order_relaxed);
    atomic_store_explicit(&g->grown_ns, schedule_coarse_ns(p->sched), memory_order_relaxed);
    p_count(&p->stack_grows);
    tracer_emit(&p->tracer, EVENT_STACK_GROW, g->id, g->id, old, bytes);
    return STACK_OK;
}

void
stack_shrink(struct p *p, struct g *g)
{
    uint64_t old = g->stack.hi - g->stack.lo;
    if (p->sched->options.no_shrink || old / 2 < STACK_MIN_BYTES ||
        stack_used(g) + SHRINK_RESERVE >= old / 4)
        return;
    if (!stack_copy(p, g, old / 2, 0))
        return;
    atomic_fetch_add_explicit(&g->shrinks, 1, memory_order_relaxed);
    atomic_store_explicit(&g->shrunk_ns, schedule_coarse_ns(p->sched), memory_order_relaxed);
    p_count(&p->stack_shrinks);
    tracer_emit(&p->tracer, EVENT_STACK_SHRINK, g->id, g->id, old, old / 2);
}

/* --- birth --------------------------------------------------------------------------------- */

/* Pushes a frame below sp as CALL does: return address, then the frame with its pointer slots
 * cleared. Returns the new sp. */
static uint64_t
push_frame(uint64_t sp, uint64_t entry, uint64_t return_pc)
{
    const struct func_header *h = image_header(entry);
    sp -= 8;
    access_store64(sp, return_pc);
    sp -= h->frame_bytes;
    if (h->clear_n)
        access_zero(sp + h->clear_off * UINT64_C(8), h->clear_n * (size_t)8);
    return sp;
}

bool
stack_start(struct p *p, struct g *g, uint64_t entry)
{
    const struct image *im = p->sched->image;
    uint64_t goexit = im->text + im->program->known.goexit;
    uint64_t need = image_header(goexit)->frame_bytes + 8 + image_header(entry)->frame_bytes + 8 +
                    STACK_GUARD_BYTES;
    if (g->stack.lo && g->stack.hi - g->stack.lo < need)
        stack_free(p, g);
    if (!g->stack.lo) {
        uint64_t bytes = STACK_MIN_BYTES;
        while (bytes < need)
            bytes *= 2;
        if (!alloc_bytes(p, g, bytes))
            return false;
    }
    uint64_t sp = push_frame(g->stack.hi, goexit, 0);
    sp = push_frame(sp, entry, goexit);
    atomic_store_explicit(&g->sp, sp, memory_order_relaxed);
    atomic_store_explicit(&g->pc, entry, memory_order_relaxed);
    return true;
}
