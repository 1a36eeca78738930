/* A whole runtime without VM: real heap, collector, scheduler and threads, and goroutines that are
 * step functions in C. A task's step runs from one wait to the next: it calls the scheduler or a
 * channel and returns what vm_run would return; `at` says where to go on.
 *
 * Each task's frame has HARNESS_SLOTS slots: slot 0 holds the task, HARNESS_PTR_SLOT and the next
 * are pointer slots, the rest is for values. */
#ifndef TESTS_SCHED_HARNESS_H
#define TESTS_SCHED_HARNESS_H

#include "base/buf.h"
#include "base/bug.h"
#include "base/xalloc.h"
#include "code/image.h"
#include "gc/alloc.h"
#include "mem/access.h"
#include "mem/heap.h"
#include "mem/userarena.h"
#include "sched/chan.h"
#include "sched/schedule.h"
#include "sched/timer.h"
#include "tests/suite.h"

#include <string.h>

enum { HARNESS_SLOTS = 32, HARNESS_PTR_SLOT = 30 };

struct harness;
struct task;
typedef enum schedule_exit task_fn(struct harness *h, struct m *m, struct g *g, struct task *t);

struct task {
    uint64_t entry; /* a task's address is its closure */
    struct harness *h;
    task_fn *step;
    int at; /* where the step goes on */
    uint64_t chan, chan2;
    int64_t n, i;
    _Atomic int64_t *counter;
    void *arg;
    struct task *next_task; /* the harness owns them all */
};

struct harness {
    struct clock clock;
    struct heap *heap;
    struct stackpool *stackpool;
    struct userarenas *userarenas;
    struct program *program;
    struct image image;
    struct gc *gc;
    struct scheduler sched;
    uint64_t task_entry; /* address */
    uv_mutex_t lock;
    uv_cond_t cond;
    bool ended;
    struct buf fatal;
    struct task main;
    struct task *tasks;
};

static inline uint64_t
harness_slot(const struct g *g, unsigned i)
{
    return atomic_load(&g->sp) + i * UINT64_C(8);
}

static inline enum schedule_exit
harness_run(void *vm, struct m *m, struct g *g)
{
    struct harness *h = vm;
    struct task *t;
    if (g->ctx) {
        t = (struct task *)(uintptr_t)g->ctx;
        access_store64(harness_slot(g, 0), g->ctx);
        g->ctx = 0;
    } else if (g->id == 1 && !access_load64(harness_slot(g, 0))) {
        t = &h->main;
        access_store64(harness_slot(g, 0), (uint64_t)(uintptr_t)t);
    } else {
        t = (struct task *)(uintptr_t)access_load64(harness_slot(g, 0));
    }
    return t->step(h, m, g, t);
}

/* A safepoint as the VM has them; true: return *why. */
static inline bool
harness_poll(struct m *m, struct g *g, enum schedule_exit *why)
{
    if (atomic_load_explicit(&g->stackguard, memory_order_relaxed) != STACK_PREEMPT &&
        !m->p->gc.wishes)
        return false;
    return schedule_safepoint(m, g, why) == SCHEDULE_GIVE_UP;
}

static inline void
harness_add_func(struct program *p, const char *name, uint32_t frame_words, uint32_t clear_off,
                 uint32_t clear_n, uint16_t flags)
{
    struct func_header header = {
        .frame_bytes = frame_words * 8,
        .func_id = (uint32_t)p->funcs.n,
        .clear_off = (uint16_t)clear_off,
        .clear_n = (uint16_t)clear_n,
        .flags = flags,
    };
    buf_add(&p->sections[SEGMENT_TEXT], &header, sizeof header);
    struct program_func f = {
        .name = name,
        .file = "/tmp/task.go",
        .start_line = 10,
        .entry = p->sections[SEGMENT_TEXT].len,
        .code_bytes = 32,
        .frame_words = frame_words,
        .flags = flags,
    };
    if (clear_n) {
        f.locals_map = xcalloc(frame_words / 64 + 1, 8);
        for (uint32_t i = 0; i < clear_n; i++)
            f.locals_map[(clear_off + i) / 64] |= UINT64_C(1) << ((clear_off + i) % 64);
    }
    uint64_t nops[4] = {0};
    buf_add(&p->sections[SEGMENT_TEXT], nops, sizeof nops);
    vec_push(&p->funcs, f);
}

static inline struct program *
harness_program(void)
{
    struct program *p = xcalloc(1, sizeof *p);
    harness_add_func(p, "runtime.goexit", 0, 0, 0, FUNC_RUNTIME);
    harness_add_func(p, "main.task", HARNESS_SLOTS, HARNESS_PTR_SLOT, 2, 0);
    /* caller: 3 outgoing slots, pointers 4..6. callee: parameters (pointer, int), result pointer.
     */
    harness_add_func(p, "main.caller", 8, 4, 3, 0);
    harness_add_func(p, "main.callee", 4, 2, 1, 0);
    struct program_func *callee = &p->funcs.v[3];
    struct func_header *header = (struct func_header *)(void *)(p->sections[SEGMENT_TEXT].data +
                                                                callee->entry - sizeof *header);
    callee->args_words = header->args_words = 3;
    callee->param_words = header->param_words = 2;
    callee->args_map = xcalloc(1, 8);
    callee->args_map[0] = 5;
    callee->params_map = xcalloc(1, 8);
    callee->params_map[0] = 1;
    p->known.goexit = p->funcs.v[0].entry;
    p->known.gopanic = UINT64_MAX;
    for (int i = 0; i < SEGMENT_COUNT; i++)
        p->segment_bytes[i] = i < 4 ? p->sections[i].len : 0;
    p->segment_bytes[SEGMENT_NOPTRBSS] = 8;
    return p;
}

static inline void
harness_ended(void *ctx)
{
    struct harness *h = ctx;
    uv_mutex_lock(&h->lock);
    h->ended = true;
    uv_cond_broadcast(&h->cond);
    uv_mutex_unlock(&h->lock);
}

static inline void
harness_fatal(void *ctx, const char *text, size_t n)
{
    buf_add(&((struct harness *)ctx)->fatal, text, n);
}

static inline struct harness *
harness_create(const struct scheduler_options *so, bool verify)
{
    struct harness *h = xcalloc(1, sizeof *h);
    uv_mutex_init(&h->lock);
    uv_cond_init(&h->cond);
    clock_init(&h->clock, so->deterministic);
    struct heap_options ho = {.reserve_bytes = UINT64_C(16) << 30};
    h->heap = heap_create(&ho);
    ensure(h->heap != NULL, "harness");
    h->stackpool = stackpool_create(h->heap);
    h->userarenas = userarenas_create(h->heap);
    h->program = harness_program();
    ensure(image_load(&h->image, h->program), "harness");
    h->task_entry = h->image.text + h->program->funcs.v[1].entry;
    scheduler_init(&h->sched, so, &h->clock, h->stackpool, &h->image);
    h->sched.on_end = harness_ended;
    h->sched.on_end_ctx = h;
    h->sched.fatal = harness_fatal;
    h->sched.fatal_ctx = h;
    struct gc_world world;
    scheduler_world(&h->sched, &world);
    struct gc_options go = {.gogc = 100, .memlimit = INT64_MAX, .verify = verify};
    h->gc = gc_create(h->heap, &h->image.segments, h->userarenas, h->stackpool, &world, &go);
    alloc_set_zerobase(h->gc, h->image.segments.s[SEGMENT_NOPTRBSS].base);
    return h;
}

/* Made by one goroutine only. */
static inline struct task *
harness_task(struct harness *h, task_fn *step)
{
    struct task *t = xcalloc(1, sizeof *t);
    *t = (struct task){.entry = h->task_entry, .h = h, .step = step, .next_task = h->tasks};
    h->tasks = t;
    return t;
}

static inline struct g *
harness_go(struct m *m, struct g *g, struct task *t)
{
    struct g *child = schedule_go(m->p, g, (uint64_t)(uintptr_t)t, atomic_load(&g->pc));
    ensure(child != NULL, "harness");
    return child;
}

/* Runs `step` as goroutine 1 until the run ends; returns the exit status. */
static inline int
harness_main(struct harness *h, task_fn *step)
{
    h->main = (struct task){.entry = h->task_entry,
                            .h = h,
                            .step = step,
                            .arg = h->main.arg,
                            .n = h->main.n,
                            .counter = h->main.counter};
    ensure(scheduler_start(&h->sched, h->gc, harness_run, h, h->task_entry), "harness");
    uv_mutex_lock(&h->lock);
    while (!h->ended)
        uv_cond_wait(&h->cond, &h->lock);
    uv_mutex_unlock(&h->lock);
    scheduler_stop(&h->sched);
    return atomic_load(&h->sched.exit_status);
}

static inline void
harness_destroy(struct harness *h)
{
    gc_destroy(h->gc);
    scheduler_finish(&h->sched);
    userarenas_destroy(h->userarenas);
    stackpool_destroy(h->stackpool);
    image_unload(&h->image);
    heap_destroy(h->heap);
    for (size_t i = 0; i < h->program->funcs.n; i++) {
        free(h->program->funcs.v[i].locals_map);
        free(h->program->funcs.v[i].args_map);
        free(h->program->funcs.v[i].params_map);
    }
    buf_finish(&h->program->sections[SEGMENT_TEXT]);
    vec_finish(&h->program->funcs);
    free(h->program);
    buf_finish(&h->fatal);
    while (h->tasks) {
        struct task *next = h->tasks->next_task;
        free(h->tasks);
        h->tasks = next;
    }
    uv_cond_destroy(&h->cond);
    uv_mutex_destroy(&h->lock);
    free(h);
}

static inline enum schedule_exit
harness_halt(struct m *m, int status)
{
    schedule_halt(m->sched, status);
    return SCHEDULE_HALT;
}

/* --- channel types ------------------------------------------------------------------------- */

static const struct typeinfo harness_int = {.size = 8, .kind = KIND_INT, .align = 8};
static const struct typeinfo harness_chan_int = {
    .size = 8, .kind = KIND_CHAN, .align = 8, .elem = &harness_int};
static const uint64_t harness_ptr_mask[1] = {1};
static const struct typeinfo harness_ptr = {.size = 8,
                                            .ptrdata = 8,
                                            .mask_period = 8,
                                            .ptrmask = harness_ptr_mask,
                                            .kind = KIND_POINTER,
                                            .align = 8};
static const struct typeinfo harness_chan_ptr = {
    .size = 8, .kind = KIND_CHAN, .align = 8, .elem = &harness_ptr};

static inline uint64_t
harness_chan(struct m *m, struct g *g, uint64_t size)
{
    uint64_t c = chan_make(m->p, g, &harness_chan_int, size);
    ensure(c != 0, "harness");
    return c;
}

static inline enum chan_result
harness_send(struct m *m, struct g *g, uint64_t chan, int64_t value)
{
    access_store64(harness_slot(g, 1), (uint64_t)value);
    return chan_send(m, g, chan, harness_slot(g, 1), true);
}

/* The value arrives in slot 2, ok in slot 3. */
static inline enum chan_result
harness_recv(struct m *m, struct g *g, uint64_t chan)
{
    return chan_recv(m, g, chan, harness_slot(g, 2), harness_slot(g, 3), true);
}

static inline int64_t
harness_value(struct g *g)
{
    return (int64_t)access_load64(harness_slot(g, 2));
}

static inline bool
harness_ok(struct g *g)
{
    return access_load64(harness_slot(g, 3)) != 0;
}

#endif
