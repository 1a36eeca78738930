/* The newest events, taken from the Ps' rings at each snapshot and kept in a list of their own, in
 * order of time (events of one P keep their order). */
#include "code/image.h"
#include "gc/roots.h"
#include "obs/snapshot_filler.h"
#include "sched/schedule.h"
#include "trace/ring.h"

#include <stdio.h>
#include <string.h>

enum { BATCH = 256 };

/* The root that holds the slot. */
static void
set_holder(const struct snapshot *s, uint64_t slot, struct snapshot_event *e)
{
    for (unsigned i = 0; i < s->globals.n; i++) {
        const struct snapshot_global *g = &s->globals.list[i];
        if (slot - g->addr < g->bytes) {
            snapshot_fill_name(e->where, g->name);
            return;
        }
    }
    for (unsigned i = 0; i < s->stacks.n_rows; i++) {
        const struct snapshot_g *g = &s->stacks.rows[i];
        if (slot - g->lo < g->size) {
            snprintf(e->where, sizeof e->where, "stack of G%u", g->id);
            return;
        }
    }
}

/* "main.fib tour.go:41" when one of the arguments is a pc. */
static void
set_code(const struct image *im, struct snapshot_event *out)
{
    const uint64_t args[] = {out->a, out->b, out->c};
    for (int i = 0; i < 3; i++) {
        if (strcmp(event_infos[out->kind].args[i], "pc") != 0 || !args[i])
            continue;
        const struct program_func *f = image_find_func(im, args[i] + 1);
        if (!f)
            return;
        const char *file = strrchr(f->file, '/');
        snprintf(out->where, sizeof out->where, "%.20s %.16s:%u", f->name,
                 file ? file + 1 : f->file, image_line(im, f, args[i] + 1));
        return;
    }
}

static void
set_where(const struct snapshot_filler *f, const struct snapshot *s, struct snapshot_event *e)
{
    static const char *const roots[] = {
        [ROOTS_DATA] = "data",     [ROOTS_BSS] = "bss",         [ROOTS_EXTRA] = "runtime's own",
        [ROOTS_STACK] = "a stack", [ROOTS_TINY] = "tiny block", [ROOTS_ARENA] = "arena"};
    if (e->kind == EVENT_GC_GREY)
        set_holder(s, e->c, e);
    else if (e->kind == EVENT_GC_ROOT)
        snprintf(e->where, sizeof e->where, "%s", roots[e->a]);
    else
        set_code(f->src.image, e);
}

static void
keep(struct snapshot_filler *f, const struct trace_event *e)
{
    struct snapshot_event ev = {.seq = ++f->events_seen,
                                .time_ns = e->time_ns,
                                .kind = e->kind,
                                .proc = e->proc,
                                .goid = e->goid,
                                .a = e->a,
                                .b = e->b,
                                .c = e->c};
    if (f->n_recent == SNAPSHOT_EVENTS)
        memmove(f->recent, f->recent + 1, (SNAPSHOT_EVENTS - 1) * sizeof *f->recent);
    else
        f->n_recent++;
    unsigned at = f->n_recent - 1;
    for (; at > 0 && f->recent[at - 1].time_ns > ev.time_ns; at--)
        f->recent[at] = f->recent[at - 1];
    f->recent[at] = ev;
}

void
snapshot_events(struct snapshot_filler *f, struct snapshot *out)
{
    struct trace_event batch[BATCH];
    struct scheduler *s = f->src.sched;
    uint64_t known = f->events_seen;
    for (unsigned i = 0; i < s->n_procs; i++) {
        struct tracer *t = &s->ps[i]->tracer;
        size_t n;
        do {
            n = ring_drain(t->ring, batch, BATCH);
            for (size_t k = 0; k < n; k++)
                keep(f, &batch[k]);
        } while (n == BATCH);
        out->events_dropped += ring_dropped(t->ring);
        out->event_fingerprint = out->event_fingerprint * 31 +
                                 atomic_load_explicit(&t->fingerprint, memory_order_relaxed);
    }
    for (unsigned i = 0; i < f->n_recent; i++)
        if (f->recent[i].seq > known)
            set_where(f, out, &f->recent[i]);
    out->events_seen = f->events_seen;
    out->n_events = f->n_recent;
    memcpy(out->events, f->recent, f->n_recent * sizeof *f->recent);
}
