/* Making, starting, stopping. Goroutines are allocated in slabs and never freed before the end, so
 * a pointer to one is always good; the table of all of them is replaced when it grows and the old
 * ones are kept for readers without lock. Go: runtime/proc.go (schedinit, procresize, allgadd) */
#include "sched/scheduler.h"

#include <string.h>

#include "base/bug.h"
#include "base/xalloc.h"
#include "code/image.h"
#include "gc/gc.h"
#include "sched/baton.h"
#include "sched/gcworld.h"
#include "sched/idle.h"
#include "sched/stack.h"
#include "sched/sysmon.h"

enum { SLAB_GS = 64, FETCH_GS = 16, FIRST_GOID = 1, USER_GOID = 6 };

struct slab { /* freed at the end by following goroutine 0 of each */
    struct slab *next;
    struct g gs[SLAB_GS];
};

void
scheduler_init(struct scheduler *s, const struct scheduler_options *o, struct clock *clock,
               struct stackpool *sp, const struct image *image)
{
    *s = (struct scheduler){
        .options = *o,
        .clock = clock,
        .virtual_clock = o->deterministic ? clock : NULL,
        .stackpool = sp,
        .image = image,
        .max_stack_bytes = STACK_LIMIT_BYTES,
        .n_procs = o->procs < 1       ? 1
                   : o->procs > P_MAX ? P_MAX
                                      : o->procs,
    };
    atomic_store(&s->gomaxprocs, s->n_procs);
    atomic_store(&s->next_goid, FIRST_GOID);
    s->calls_tail = &s->calls;
    ensure(uv_mutex_init(&s->lock) == 0 && uv_cond_init(&s->stop_cond) == 0 &&
               uv_cond_init(&s->start_cond) == 0,
           "no lock for the scheduler");
    control_init(&s->control);
    s->ps = xcalloc(s->n_procs, sizeof(struct p *));
    for (unsigned i = 0; i < s->n_procs; i++)
        s->ps[i] = p_create(s, i);
    if (o->deterministic)
        baton_init(s);
}

void
scheduler_world(struct scheduler *s, struct gc_world *out)
{
    gcworld_fill(s, out);
}

/* --- goroutines ---------------------------------------------------------------------------- */

static void
add_to_all_locked(struct scheduler *s, struct g *g)
{
    uint32_t n = atomic_load_explicit(&s->n_allgs, memory_order_relaxed);
    struct g **all = atomic_load_explicit(&s->allgs, memory_order_relaxed);
    if (n == s->cap_allgs) {
        uint32_t cap = n ? n * 2 : 256;
        struct g **grown = xcalloc(cap, sizeof(struct g *));
        if (n) {
            memcpy(grown, all, n * sizeof(struct g *));
            s->old_allgs[s->n_old_allgs++] = all;
        }
        s->cap_allgs = cap;
        all = grown;
        atomic_store_explicit(&s->allgs, all, memory_order_release);
    }
    all[n] = g;
    atomic_store_explicit(&s->n_allgs, n + 1, memory_order_release);
}

static void
new_slab_locked(struct scheduler *s)
{
    struct slab *slab = xcalloc(1, sizeof *slab);
    slab->next = s->slabs;
    s->slabs = slab;
    for (unsigned i = SLAB_GS; i-- > 0;) {
        atomic_store_explicit(&slab->gs[i].status, G_DEAD, memory_order_relaxed);
        slab->gs[i].link = s->fresh_gs;
        s->fresh_gs = &slab->gs[i];
    }
}

void
scheduler_fetch_gs(struct p *p)
{
    struct scheduler *s = p->sched;
    uv_mutex_lock(&s->lock);
    for (unsigned i = 0; i < FETCH_GS && (s->free_gs || i == 0); i++) {
        struct g *g = s->free_gs;
        if (g) {
            s->free_gs = g->link;
        } else {
            if (!s->fresh_gs)
                new_slab_locked(s);
            g = s->fresh_gs;
            s->fresh_gs = g->link;
            add_to_all_locked(s, g);
        }
        g->link = p->free_gs;
        p->free_gs = g;
        p->n_free_gs++;
    }
    uv_mutex_unlock(&s->lock);
}

/* --- start and stop ------------------------------------------------------------------------ */

/* Goroutine 1 has no closure: one is made up for schedule_go, which reads its first word only. Ids
 * 2 to 5 belong to Go's own goroutines, so that the program's are numbered as there. */
static bool
start_main(struct scheduler *s, uint64_t entry)
{
    struct g *g = schedule_go(s->ps[0], NULL, (uint64_t)(uintptr_t)&entry, 0);
    if (!g)
        return false;
    g->ctx = 0;
    s->ps[0]->goid_next = USER_GOID;
    return true;
}

bool
scheduler_start(struct scheduler *s, struct gc *gc, schedule_run_fn *run, void *vm, uint64_t entry)
{
    s->gc = gc;
    s->run = run;
    s->vm = vm;
    for (unsigned i = 0; i < s->n_procs; i++)
        gc_p_init(&s->ps[i]->gc, gc, i, &s->ps[i]->tracer);
    if (!start_main(s, entry))
        return false;
    if (!s->options.deterministic && !sysmon_start(s))
        return false;
    uv_mutex_lock(&s->lock);
    if (!s->options.deterministic)
        for (unsigned i = s->n_procs; i-- > 1;)
            idle_put_p_locked(s, s->ps[i]);
    atomic_store(&s->ps[0]->status, P_RUNNING);
    bool ok = m_create_locked(s, s->ps[0], false);
    uv_mutex_unlock(&s->lock);
    return ok;
}

void
scheduler_wake_all(struct scheduler *s)
{
    atomic_fetch_or(&s->wanted, SCHEDULER_WANT_END);
    control_stop_waiting(&s->control);
    schedule_preempt_all(s);
    idle_wake_all_ms(s);
    sysmon_active(s);
}

void
scheduler_stop(struct scheduler *s)
{
    int running = SCHEDULER_RUNNING;
    atomic_compare_exchange_strong(&s->end, &running, SCHEDULER_FAILED);
    scheduler_wake_all(s);
    for (;;) { /* an M may still be creating another one */
        uv_mutex_lock(&s->lock);
        struct m *m = s->n_ms ? s->ms[--s->n_ms] : NULL;
        uv_mutex_unlock(&s->lock);
        if (!m)
            break;
        m_join(m);
    }
    sysmon_stop(s);
    for (unsigned i = s->n_procs; s->gc && i-- > 0;) /* the collector goes before the scheduler */
        gc_p_finish(&s->ps[i]->gc);
}

static void
free_goroutines(struct scheduler *s)
{
    struct g **all = atomic_load(&s->allgs);
    uint32_t n = atomic_load(&s->n_allgs);
    for (uint32_t i = 0; i < n; i++) {
        for (struct sudog *w = all[i]->waiting, *next; w; w = next) {
            next = w->wait_link;
            free(w);
        }
        free(all[i]->sudog);
    }
    free(all);
    for (unsigned i = 0; i < s->n_old_allgs; i++)
        free(s->old_allgs[i]);
    while (s->slabs) {
        struct slab *next = s->slabs->next;
        free(s->slabs);
        s->slabs = next;
    }
}

void
scheduler_finish(struct scheduler *s)
{
    ensure(s->n_ms == 0, "the scheduler's threads still run");
    free_goroutines(s);
    for (unsigned i = 0; i < s->n_procs; i++)
        p_destroy(s->ps[i]);
    free(s->ps);
    free(s->ms);
    while (s->calls) {
        struct schedule_call_entry *next = s->calls->next;
        free(s->calls);
        s->calls = next;
    }
    control_finish(&s->control);
    uv_cond_destroy(&s->stop_cond);
    uv_cond_destroy(&s->start_cond);
    uv_mutex_destroy(&s->lock);
}
