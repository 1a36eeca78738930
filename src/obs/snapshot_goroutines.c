/* Goroutines and their stacks. Counts come from one pass over all goroutines (a few relaxed loads
 * each); the visible rows are described one by one. A goroutine that does not run is claimed for
 * the moment its frames are walked, as the collector does it; a running one is asked to publish its
 * stack at its next safepoint, so that its row is at most a frame of the screen old. */
#include "base/clock.h"
#include "code/image.h"
#include "obs/snapshot_filler.h"
#include "sched/framewalk.h"
#include "sched/schedule.h"
#include "sched/stack.h"

#include <stdio.h>
#include <string.h>

static enum snapshot_g_state
state_of(uint32_t status)
{
    switch (status & ~(uint32_t)G_SCAN) {
    case G_RUNNING:
    case G_SYSCALL:
    case G_COPYSTACK:
        return SNAPSHOT_G_RUNNING;
    case G_RUNNABLE:
    case G_PREEMPTED:
        return SNAPSHOT_G_RUNNABLE;
    case G_WAITING:
        return SNAPSHOT_G_WAITING;
    default:
        return SNAPSHOT_G_DEAD;
    }
}

static void
count(struct snapshot_stacks *out, const struct g *g, enum snapshot_g_state state)
{
    uint64_t size = g->stack.hi - g->stack.lo;
    unsigned order = 0;
    while (order + 1 < SNAPSHOT_STACK_SIZES && (UINT64_C(2048) << order) < size)
        order++;
    out->total++;
    out->by_size[order]++;
    out->in_use += size;
    if (state == SNAPSHOT_G_RUNNING)
        out->running++;
    else if (state == SNAPSHOT_G_RUNNABLE)
        out->runnable++;
    else
        out->waiting++;
    uint32_t why = atomic_load_explicit(&g->wait_reason, memory_order_relaxed);
    if (state == SNAPSHOT_G_WAITING && why < SNAPSHOT_WAITS)
        out->by_wait[why]++;
}

/* Innermost function of the user's own code, its line, and the number of frames. */
static void
walk(struct snapshot_filler *f, struct g *g, struct snapshot_g *row,
     const struct program_func **user)
{
    struct framewalk w;
    unsigned depth = 0;
    framewalk_init(&w, f->src.image, g);
    while (w.func) {
        depth++;
        if (!*user && snapshot_frames_user(w.func)) {
            *user = w.func;
            row->line = image_line(f->src.image, w.func, snapshot_frames_pc(g, &w));
        }
        if (!framewalk_next(&w))
            break;
    }
    row->depth = depth;
    row->used = stack_used(g);
}

static void
describe_stack(struct snapshot_filler *f, struct g *g, struct snapshot_g *row)
{
    const struct image *im = f->src.image;
    const struct program_func *user = NULL;
    row->lo = g->stack.lo;
    row->size = g->stack.hi - g->stack.lo;
    if (g_claim(g)) {
        row->lo = g->stack.lo;
        row->size = g->stack.hi - g->stack.lo;
        walk(f, g, row, &user);
        g_release(g);
    } else {
        uint64_t pc = atomic_load_explicit(&g->pc, memory_order_relaxed);
        uint64_t sp = atomic_load_explicit(&g->sp, memory_order_relaxed);
        user = image_find_func(im, pc);
        row->line = user ? image_line(im, user, pc) : 0;
        row->depth = atomic_load_explicit(&g->depth, memory_order_relaxed);
        row->used = sp >= g->stack.lo && sp <= g->stack.hi ? g->stack.hi - sp : 0;
        atomic_store_explicit(&g->publish_me, true, memory_order_relaxed);
        atomic_store_explicit(&g->stackguard, STACK_PREEMPT, memory_order_relaxed);
    }
    uint64_t high = atomic_load_explicit(&g->high_water, memory_order_relaxed);
    row->high_water = high > row->used ? high : row->used;
    if (user) {
        size_t id = (size_t)(user - im->program->funcs.v);
        snapshot_fill_name(row->func, user->name);
        f->func_samples[id]++;
        f->func_active[id]++;
        f->samples++;
    }
}

static void
describe(struct snapshot_filler *f, struct g *g, enum snapshot_g_state state, int64_t now,
         struct snapshot_g *row)
{
    row->id = g->id;
    row->parent = g->parent;
    row->state = state;
    const struct program_func *start = image_find_func(f->src.image, g->start_pc + 1);
    if (start)
        snapshot_fill_name(row->start, start->name);
    describe_stack(f, g, row);
    if (state == SNAPSHOT_G_WAITING) {
        uint32_t why = atomic_load_explicit(&g->wait_reason, memory_order_relaxed);
        int64_t since = atomic_load_explicit(&g->wait_since_ns, memory_order_relaxed);
        row->wait = (uint8_t)why;
        snprintf(row->wait_text, sizeof row->wait_text, "%s",
                 why < G_WAIT_COUNT ? g_wait_reason_text((enum g_wait_reason)why) : "");
        row->wait_ns = since && now > since ? now - since : 0;
    }
    row->grows = atomic_load_explicit(&g->grows, memory_order_relaxed);
    row->shrinks = atomic_load_explicit(&g->shrinks, memory_order_relaxed);
    row->grown_ns = atomic_load_explicit(&g->grown_ns, memory_order_relaxed);
    row->shrunk_ns = atomic_load_explicit(&g->shrunk_ns, memory_order_relaxed);
    row->born_ns = atomic_load_explicit(&g->born_ns, memory_order_relaxed);
}

void
snapshot_goroutines(struct snapshot_filler *f, const struct snapshot_view *v, struct snapshot *out)
{
    struct scheduler *s = f->src.sched;
    struct snapshot_stacks *st = &out->stacks;
    unsigned max = v->rows < SNAPSHOT_ROWS ? v->rows : SNAPSHOT_ROWS;
    uint32_t n = atomic_load_explicit(&s->n_allgs, memory_order_acquire);
    struct g **all = atomic_load_explicit(&s->allgs, memory_order_acquire);
    memset(f->func_active, 0, f->src.image->program->funcs.n * sizeof *f->func_active);
    for (uint32_t i = 0; i < n; i++) {
        struct g *g = all[i];
        enum snapshot_g_state state =
            state_of(atomic_load_explicit(&g->status, memory_order_acquire));
        if (state == SNAPSHOT_G_DEAD || g->system || !g->stack.hi)
            continue;
        count(st, g, state);
        if (g->id == v->goroutine)
            snapshot_frames(f, v, g, &out->frames);
        if (g->id >= v->first_goroutine && st->n_rows < max)
            describe(f, g, state, out->run.time_ns, &st->rows[st->n_rows++]);
    }
    struct scheduler_stats stats;
    schedule_stats(s, false, &stats);
    st->created = stats.created;
    st->exited = stats.exited;
    st->grows = stats.stack_grows;
    st->shrinks = stats.stack_shrinks;
}
