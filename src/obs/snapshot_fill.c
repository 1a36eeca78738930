/* Drives the parts in the order that keeps the sums: goroutines first (their innermost functions
 * are the samples of the text panel), then heap and collector, the rest at leisure. */
#include "obs/snapshot_fill.h"

#include "base/clock.h"
#include "base/xalloc.h"
#include "code/image.h"
#include "mem/userarena.h"
#include "obs/snapshot_filler.h"
#include "sched/schedule.h"
#include "trace/event.h"

#include <stdio.h>
#include <string.h>

_Static_assert((int)EVENT_COUNT <= (int)SNAPSHOT_EVENT_KINDS, "a snapshot counts every event kind");
_Static_assert((int)REGION_LEAF_COUNT <= (int)SNAPSHOT_LEAVES, "a snapshot measures every leaf");
_Static_assert((int)G_WAIT_COUNT <= (int)SNAPSHOT_WAITS, "a snapshot counts every wait reason");

struct snapshot_filler *
snapshot_filler_create(const struct snapshot_source *source)
{
    struct snapshot_filler *f = xcalloc(1, sizeof *f);
    size_t n = source->image->program->funcs.n;
    f->src = *source;
    f->func_samples = xcalloc(n + 1, sizeof *f->func_samples);
    f->sites = snapshot_sites_create();
    f->func_active = xcalloc(n + 1, sizeof *f->func_active);
    return f;
}

void
snapshot_filler_destroy(struct snapshot_filler *f)
{
    if (!f)
        return;
    snapshot_sites_destroy(f->sites);
    free(f->func_samples);
    free(f->func_active);
    free(f);
}

void
snapshot_fill_name(char *dst, const char *src)
{
    size_t n = strlen(src);
    if (n < SNAPSHOT_NAME)
        memcpy(dst, src, n + 1);
    else
        snprintf(dst, SNAPSHOT_NAME, "..%s", src + n - (SNAPSHOT_NAME - 3));
}

static void
fill_arenas(struct snapshot_filler *f, struct snapshot_arenas *out)
{
    struct userarenas_totals t;
    struct userarena_info list[SNAPSHOT_ARENAS];
    userarenas_totals(f->src.userarenas, &t);
    out->created = t.created;
    out->freed = t.freed;
    out->live = t.live;
    out->live_bytes = t.live_bytes;
    out->quarantined_bytes = t.quarantined_bytes;
    out->ready_bytes = t.ready_bytes;
    out->faults = t.faults;
    out->objects_live = t.objects_live;
    out->n = userarenas_list(f->src.userarenas, list, SNAPSHOT_ARENAS);
    for (unsigned i = 0; i < out->n; i++)
        out->list[i] = (struct snapshot_arena){
            .id = list[i].id,
            .goid = list[i].goid,
            .born_ns = list[i].born_ns,
            .freed_ns = list[i].freed_ns,
            .reserved = list[i].reserved,
            .used = list[i].used,
            .objects = list[i].objects,
            .chunks = list[i].chunks,
            .quarantined = list[i].quarantined,
            .faulted = list[i].faulted,
        };
}

static void
fill_procs(struct snapshot_filler *f, struct snapshot *out)
{
    struct scheduler *s = f->src.sched;
    out->n_procs = s->n_procs < SNAPSHOT_PROCS ? s->n_procs : SNAPSHOT_PROCS;
    for (unsigned i = 0; i < out->n_procs; i++) {
        struct p *p = s->ps[i];
        struct g *g = atomic_load_explicit(&p->running, memory_order_relaxed);
        struct snapshot_proc *sp = &out->procs[i];
        uint32_t head = atomic_load_explicit(&p->runq_head, memory_order_relaxed);
        uint32_t tail = atomic_load_explicit(&p->runq_tail, memory_order_relaxed);
        sp->goid = g ? g->id : 0;
        sp->runq = tail - head <= P_RUNQ ? tail - head : 0;
        sp->what = g ? 1 : 0;
        for (unsigned k = 0; k < EVENT_COUNT; k++)
            out->event_counts[k] +=
                atomic_load_explicit(&p->tracer.counts[k], memory_order_relaxed);
    }
    for (unsigned k = 0; k < EVENT_COUNT; k++)
        out->run.events_total += out->event_counts[k];
}

static void
fill_regions(struct snapshot_filler *f, struct snapshot *out)
{
    struct region_sizes sizes;
    region_measure(&f->src.regions, &sizes);
    for (unsigned i = 0; i < REGION_LEAF_COUNT; i++)
        out->mapped += out->leaves[i] = sizes.bytes[i];
}

void
snapshot_fill(struct snapshot_filler *f, const struct snapshot_view *view, struct snapshot *out)
{
    memset(out, 0, sizeof *out);
    out->seq = ++f->seq;
    out->run.time_ns = clock_now_ns(f->src.clock);
    out->run.procs = f->src.sched->n_procs;
    out->run.ops = atomic_load_explicit(&f->src.sched->control.ops, memory_order_relaxed);
    snapshot_fill_name(out->run.program, f->src.program);
    snapshot_goroutines(f, view, out);
    snapshot_heap(f, view, out);
    snapshot_gc(f, out);
    snapshot_globals(f, out);
    snapshot_text(f, out);
    snapshot_sites(f, view, out);
    fill_arenas(f, &out->arenas);
    fill_procs(f, out);
    snapshot_events(f, out);
    fill_regions(f, out);
}
