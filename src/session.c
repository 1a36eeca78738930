/* One run of one program, from source text to threads: builds the layers bottom-up, fills in the
 * two structs of functions that let lower layers call upwards, and takes it all down again in
 * reverse. States: created -> started -> ended; stopped is a state of the run, not of the session.
 */
#include "session.h"

#include "base/bug.h"
#include "base/clock.h"
#include "base/xalloc.h"
#include "code/compile.h"
#include "code/image.h"
#include "gc/alloc.h"
#include "gc/gc.h"
#include "gc/sample.h"
#include "lang/unit.h"
#include "mem/access.h"
#include "mem/heap.h"
#include "mem/stackpool.h"
#include "mem/userarena.h"
#include "obs/snapshot_fill.h"
#include "sched/schedule.h"
#include "vm/vm.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define WAIT_TICK_NS INT64_C(20000000) /* between refills of a throttle nobody else refills */

struct session {
    struct session_options options;
    char *name, *path, *text; /* owned copies */
    size_t text_len;
    struct clock clock;
    struct program *program;
    struct image image;
    struct heap *heap;
    struct stackpool *stackpool;
    struct userarenas *userarenas;
    struct gc *gc;
    struct scheduler sched;
    struct vm vm;
    bool loaded, started, vm_ready, sched_ready; /* how far construction came */
    uv_mutex_t lock;                             /* guards ended */
    uv_cond_t cond;
    bool ended;
    int64_t ops_per_second; /* speed to resume to; 0 = full */
    bool stopped;           /* by the user */
    bool tracing;           /* events go to the rings */
    int64_t sites_since_ns; /* when the user began to count allocation sites */
    struct snapshot_filler
        *seen; /* private to the snapshot filler: text samples, sequence numbers */
};

void
session_options_init(struct session_options *o)
{
    memset(o, 0, sizeof *o);
    o->gogc = 100;
    o->memlimit = INT64_MAX;
    o->seed = 1;
    o->memprofile_rate = SAMPLE_DEFAULT_RATE;
}

/* --- construction ------------------------------------------------------------------------- */

static bool
compile(struct session *s, struct buf *errors)
{
    struct unit *u = unit_create();
    u->allow_unsafe = s->options.allow_unsafe;
    u->escape_notes = u->escape_reasons = s->options.notes;
    u->want_main = true;
    if (unit_load(u, s->path, s->text, s->text_len))
        s->program = compile_program(u);
    if (!s->program)
        diag_format_errors(&u->diag, 10, errors);
    unit_destroy(u);
    return s->program != NULL;
}

/* A write to a closed pipe ends a Go program by SIGPIPE, and so it ends us: Ms have it blocked. */
static void
die_of_closed_pipe(void)
{
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    signal(SIGPIPE, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &pipe, NULL);
    raise(SIGPIPE);
}

static void
write_output(void *ctx, int fd, const char *data, size_t n)
{
    (void)ctx;
    while (n > 0) {
        ssize_t k = write(fd, data, n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0 && errno == EPIPE)
            die_of_closed_pipe();
        if (k <= 0)
            return; /* the program sees its write as done; nobody is there to be told */
        data += k;
        n -= (size_t)k;
    }
}

static void
on_end(void *ctx)
{
    struct session *s = ctx;
    uv_mutex_lock(&s->lock);
    s->ended = true;
    uv_cond_broadcast(&s->cond);
    uv_mutex_unlock(&s->lock);
    if (s->options.ended)
        s->options.ended(s->options.ended_ctx);
}

static void
on_text(void *ctx, const char *text, size_t n)
{
    struct session *s = ctx;
    s->vm.output(s->vm.output_ctx, 2, text, n);
}

static bool
make_memory(struct session *s, struct buf *errors)
{
    const struct session_options *o = &s->options;
    struct heap_options heap = {
        .max_bytes = o->max_memory, .poison = o->poison, .fail_alloc = o->failalloc};
    s->heap = heap_create(&heap);
    if (!s->heap) {
        buf_add_str(errors, "regionscope: the system gives no address space for the heap\n");
        return false;
    }
    s->stackpool = stackpool_create(s->heap);
    s->userarenas = userarenas_create(s->heap);
    if (!image_load(&s->image, s->program)) {
        buf_add_str(errors, "regionscope: the system refuses to map the program\n");
        return false;
    }
    s->loaded = true;
    return true;
}

static void
make_runtime(struct session *s)
{
    const struct session_options *o = &s->options;
    struct scheduler_options so = {
        .procs = o->procs ? o->procs : uv_available_parallelism(),
        .deterministic = o->deterministic,
        .seed = o->seed,
        .stack_move = o->stackmove,
        .clobber_dead = o->clobberdead,
        .traceback = o->traceback,
    };
    clock_init(&s->clock, o->deterministic);
    scheduler_init(&s->sched, &so, &s->clock, s->stackpool, &s->image);
    s->sched_ready = true;
    s->sched.on_end = on_end;
    s->sched.on_end_ctx = s;
    s->sched.fatal = on_text;
    s->sched.fatal_ctx = s;
    struct gc_world world;
    scheduler_world(&s->sched, &world);
    struct gc_options go = {.gogc = o->gogc,
                            .memlimit = o->memlimit,
                            .verify = o->verify,
                            .stress = o->gcstress,
                            .trace = o->gctrace,
                            .seed = o->deterministic ? o->seed : (uint64_t)s->clock.start_unix_ns};
    s->gc = gc_create(s->heap, &s->image.segments, s->userarenas, s->stackpool, &world, &go);
    alloc_set_zerobase(s->gc,
                       s->image.segments.s[SEGMENT_NOPTRBSS].base + s->program->known.zerobase);
}

static bool
make_vm(struct session *s, struct buf *errors)
{
    char *missing = NULL;
    s->vm.output = s->options.output ? s->options.output : write_output;
    s->vm.output_ctx = s->options.output_ctx;
    s->vm.args = s->options.args;
    s->vm.program_name = s->name;
    s->vm.allow_unsafe = s->options.allow_unsafe;
    if (s->options.allow_unsafe)
        bug_blame_program();
    s->vm_ready = true;
    if (vm_init(&s->vm, &s->image, &s->sched, s->gc, s->heap, s->userarenas,
                s->options.deterministic ? s->options.seed : (uint64_t)s->clock.start_unix_ns,
                &missing))
        return true;
    buf_printf(errors, "regionscope: %s\n", missing);
    free(missing);
    return false;
}

struct session *
session_create(const struct session_options *o, struct buf *errors)
{
    struct session *s = xcalloc(1, sizeof *s);
    s->options = *o;
    s->path = xstrdup(o->path);
    s->name = xstrdup(o->name ? o->name : o->path);
    s->text_len = o->text_len;
    s->text = o->text ? xstrndup(o->text, o->text_len) : NULL;
    s->ops_per_second = o->ops_per_second;
    s->stopped = o->start_stopped;
    uv_mutex_init(&s->lock);
    uv_cond_init(&s->cond);
    if (compile(s, errors) && make_memory(s, errors)) {
        make_runtime(s);
        if (make_vm(s, errors)) {
            struct snapshot_source source = {
                .program = s->name,
                .sched = &s->sched,
                .gc = s->gc,
                .heap = s->heap,
                .userarenas = s->userarenas,
                .image = &s->image,
                .clock = &s->clock,
                .regions = {s->heap, &s->image.segments, s->userarenas},
            };
            s->seen = snapshot_filler_create(&source);
            return s;
        }
    }
    session_destroy(s);
    return NULL;
}

static void
set_tracing(struct session *s, bool on)
{
    unsigned bits = (on ? TRACER_EVENTS : 0u) | (sample_wanted(s->gc) ? TRACER_ALLOCS : 0u);
    s->tracing = on;
    for (unsigned i = 0; i < s->sched.n_procs; i++)
        atomic_store(&s->sched.ps[i]->tracer.on, (uint8_t)bits);
}

/* As Go's linker: a program that cannot read its profile has none, and its rate is 0. */
static void
set_up_profile(struct session *s)
{
    uint64_t rate_addr = 0;
    bool reads = false;
    vec_each (const char **, name, &s->program->natives)
        reads |= strcmp(*name, "runtime.MemProfile") == 0;
    vec_each (const struct program_global *, v, &s->program->globals) {
        if (strcmp(v->name, "runtime.MemProfileRate") == 0)
            rate_addr = s->image.segments.s[v->segment].base + v->offset;
    }
    if (rate_addr)
        access_store64(rate_addr, reads ? s->options.memprofile_rate : 0);
    if (reads)
        sample_for_program(s->gc, rate_addr, s->options.memprofile_rate);
    sample_for_watcher(s->gc, s->options.sites_rate);
}

static void
apply_control(struct session *s)
{
    enum control_mode mode = s->stopped          ? CONTROL_STOPPED
                             : s->ops_per_second ? CONTROL_THROTTLED
                                                 : CONTROL_FREE;
    atomic_store(&s->gc->watched, mode != CONTROL_FREE);
    set_tracing(s, s->options.trace_events || mode != CONTROL_FREE);
    control_set_mode(&s->sched.control, mode, s->ops_per_second ? s->ops_per_second : 1);
    if (s->started)
        schedule_preempt_all(&s->sched);
}

bool
session_start(struct session *s, struct buf *errors)
{
    set_up_profile(s);
    apply_control(s);
    if (!scheduler_start(&s->sched, s->gc, vm_run, &s->vm,
                         s->image.text + s->program->known.runtime_main)) {
        buf_add_str(errors, "regionscope: the system gives no thread\n");
        return false;
    }
    s->started = true;
    return true;
}

void
session_destroy(struct session *s)
{
    if (!s)
        return;
    if (s->started)
        scheduler_stop(&s->sched);
    snapshot_filler_destroy(s->seen);
    if (s->vm_ready)
        vm_finish(&s->vm);
    gc_destroy(s->gc);
    if (s->sched_ready)
        scheduler_finish(&s->sched);
    userarenas_destroy(s->userarenas);
    stackpool_destroy(s->stackpool);
    if (s->loaded)
        image_unload(&s->image);
    heap_destroy(s->heap);
    program_destroy(s->program);
    uv_cond_destroy(&s->cond);
    uv_mutex_destroy(&s->lock);
    free(s->name);
    free(s->path);
    free(s->text);
    free(s);
}

/* --- the end of a run ---------------------------------------------------------------------- */

bool
session_ended(const struct session *s)
{
    struct session *self = (struct session *)(uintptr_t)s;
    uv_mutex_lock(&self->lock);
    bool ended = s->ended;
    uv_mutex_unlock(&self->lock);
    return ended;
}

int
session_exit_status(const struct session *s)
{
    return atomic_load(&s->sched.exit_status);
}

/* Nobody ticks while we wait here, so the throttle's budget is refilled from here too. */
bool
session_wait(struct session *s, int64_t timeout_ns)
{
    struct clock clock; /* of the host: a run's own may be virtual */
    clock_init(&clock, false);
    int64_t last = 0;
    uv_mutex_lock(&s->lock);
    while (!s->ended) {
        int64_t now = clock_now_ns(&clock), rest = INT64_MAX;
        if (timeout_ns >= 0 && (rest = timeout_ns - now) <= 0)
            break;
        if (s->ops_per_second && !s->stopped) {
            control_refill(&s->sched.control, now - last);
            last = now;
            rest = rest < WAIT_TICK_NS ? rest : WAIT_TICK_NS;
        }
        if (rest == INT64_MAX)
            uv_cond_wait(&s->cond, &s->lock);
        else
            uv_cond_timedwait(&s->cond, &s->lock, (uint64_t)rest);
    }
    bool ended = s->ended;
    uv_mutex_unlock(&s->lock);
    return ended;
}

/* --- the user's hand ------------------------------------------------------------------------ */

void
session_stop(struct session *s)
{
    s->stopped = true;
    apply_control(s);
}

void
session_resume(struct session *s)
{
    s->stopped = false;
    apply_control(s);
}

void
session_step(struct session *s, enum session_step what)
{
    static const enum control_step steps[] = {
        [SESSION_STEP_EVENT] = CONTROL_STEP_EVENT, [SESSION_STEP_LINE] = CONTROL_STEP_LINE,
        [SESSION_STEP_CALL] = CONTROL_STEP_CALL,   [SESSION_STEP_ALLOC] = CONTROL_STEP_ALLOC,
        [SESSION_STEP_MARK] = CONTROL_STEP_MARK,   [SESSION_STEP_PHASE] = CONTROL_STEP_PHASE,
        [SESSION_STEP_CYCLE] = CONTROL_STEP_CYCLE,
    };
    s->stopped = true;
    atomic_store(&s->gc->watched, true);
    set_tracing(s, true);
    control_step(&s->sched.control, steps[what]);
    schedule_preempt_all(&s->sched);
}

void
session_set_speed(struct session *s, int64_t ops_per_second)
{
    s->ops_per_second = ops_per_second;
    if (!s->stopped)
        apply_control(s);
}

void
session_tick(struct session *s, int64_t elapsed_ns)
{
    control_refill(&s->sched.control, elapsed_ns);
}

static void
collect(struct p *p, void *ctx)
{
    gc_collect(ctx, &p->gc, NULL);
}

void
session_force_gc(struct session *s)
{
    schedule_call(&s->sched, collect, s->gc);
}

void
session_set_gogc(struct session *s, int gogc)
{
    gc_set_percent(s->gc, gogc);
}

void
session_set_memlimit(struct session *s, int64_t bytes)
{
    gc_set_memlimit(s->gc, bytes);
}

void
session_count_sites(struct session *s, uint64_t rate)
{
    sample_for_watcher(s->gc, rate);
    s->sites_since_ns = clock_now_ns(&s->clock);
    set_tracing(s, s->tracing);
}

void
session_snapshot(struct session *s, const struct snapshot_view *view, struct snapshot *out)
{
    snapshot_fill(s->seen, view, out);
    out->run.ops_per_second = s->ops_per_second;
    if (session_ended(s)) {
        out->run.state = SNAPSHOT_ENDED;
        out->run.exit_status = session_exit_status(s);
    } else {
        out->run.state = s->stopped ? SNAPSHOT_STOPPED : SNAPSHOT_RUNNING;
    }
    out->sites.since_ns = s->sites_since_ns;
    out->run.deterministic = s->options.deterministic;
    out->run.seed = s->options.seed;
}
