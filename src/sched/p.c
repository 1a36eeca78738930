/* Making and unmaking Ps. Go: runtime/proc.go (p.init, p.destroy) */
#include "sched/p.h"

#include "base/xalloc.h"
#include "sched/schedule.h"
#include "sched/timer.h"

/* The collector's part is joined in by scheduler_start: there is no collector yet. */
struct p *
p_create(struct scheduler *s, unsigned id)
{
    struct p *p = xcalloc(1, sizeof *p);
    p->id = id;
    p->sched = s;
    tracer_init(&p->tracer, s->clock, (uint16_t)id);
    rng_init(&p->rng, s->options.seed + UINT64_C(0x9e3779b97f4a7c15) * (id + 1));
    p->timers = timers_create(id);
    return p;
}

void
p_destroy(struct p *p)
{
    if (!p)
        return;
    while (p->sudogs) {
        struct sudog *next = p->sudogs->next;
        free(p->sudogs);
        p->sudogs = next;
    }
    timers_destroy(p->timers);
    tracer_finish(&p->tracer);
    free(p);
}
