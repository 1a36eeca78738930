/* The newest events, taken from the Ps' rings at each snapshot and kept in a list of their own, in
 * order of time (events of one P keep their order). */
#include "code/image.h"
#include "obs/snapshot_filler.h"
#include "sched/schedule.h"
#include "trace/ring.h"

#include <stdio.h>
#include <string.h>

enum { BATCH = 256 };

/* "main.fib tour.go:41" when one of the arguments is a pc. */
static void
set_where(const struct image *im, const struct trace_event *e, struct snapshot_event *out)
{
    const uint64_t args[] = {e->a, e->b, e->c};
    for (int i = 0; i < 3; i++) {
        if (strcmp(event_infos[e->kind].args[i], "pc") != 0 || !args[i])
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
    set_where(f->src.image, e, &ev);
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
    out->events_seen = f->events_seen;
    out->n_events = f->n_recent;
    memcpy(out->events, f->recent, f->n_recent * sizeof *f->recent);
}
