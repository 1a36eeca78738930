/* The scheduler: Gs on Ps on Ms. Go: runtime/proc.go
 *
 * One struct scheduler per session. Ms are libuv threads; the session's own thread never runs Go
 * code. Locks and ranks: src/README.md (sched.lock before channel locks before stackpool.lock
 * before heap.lock). In deterministic runs a baton lets one M run at a time, time is virtual, and
 * every choice comes from the seeded generator. */
#ifndef SCHED_SCHEDULE_H
#define SCHED_SCHEDULE_H

#include "base/clock.h"
#include "sched/control.h"
#include "sched/p.h"

struct gc;
struct heap;
struct image;
struct stackpool;

/* Why vm_run came back. */
enum schedule_exit {
    SCHEDULE_YIELD,  /* still runnable: to the global queue */
    SCHEDULE_PARKED, /* waits; g must not be touched any more, somebody may run it already */
    SCHEDULE_DEAD,   /* its function returned; schedule_free_g is the scheduler's job */
    SCHEDULE_HALT    /* the program ends: schedule_halt was called */
};

/* The VM: runs g on m's P until it gives up. */
typedef enum schedule_exit schedule_run_fn(void *vm, struct m *m, struct g *g);

struct scheduler_options {
    unsigned procs; /* GOMAXPROCS, 1 .. 256 */
    bool deterministic;
    uint64_t seed;
    bool stack_move;   /* --debug stackmove: copy the stack at every growth check */
    bool clobber_dead; /* --debug clobberdead: spoil the dead slots of frames at safepoints */
    bool no_shrink;    /* GODEBUG=gcshrinkstackoff=1 */
    int traceback;     /* enum traceback_extent */
};

enum scheduler_end { SCHEDULER_RUNNING, SCHEDULER_EXITED, SCHEDULER_FAILED };

struct scheduler_stats { /* sums over Ps: schedule_stats */
    uint64_t created, exited;
    uint64_t stack_grows, stack_shrinks;
    uint64_t stack_bytes; /* allocated to goroutines, dead ones kept for reuse included */
    uint64_t switches;    /* dispatches */
    uint32_t running, runnable, waiting; /* goroutines */
};

/* Bits of scheduler.wanted: why Ms must come to a safepoint. */
enum { SCHEDULER_WANT_STOP = 1, SCHEDULER_WANT_CALL = 2, SCHEDULER_WANT_END = 4 };

struct schedule_call_entry { /* schedule_call */
    void (*fn)(struct p *p, void *ctx);
    void *ctx;
    struct schedule_call_entry *next;
};

struct scheduler {
    struct scheduler_options options;
    const struct clock *clock;   /* borrowed */
    struct clock *virtual_clock; /* deterministic runs: the same clock, writable */
    struct gc *gc;               /* borrowed, set by scheduler_start */
    struct stackpool *stackpool; /* borrowed */
    const struct image *image;   /* borrowed */
    struct control control;
    schedule_run_fn *run;
    void *vm;
    /* Set by the session before scheduler_start; each may be NULL. */
    void (*fatal)(void *ctx, const char *text, size_t n); /* text for the program's stderr */
    void *fatal_ctx;
    void (*visit_extra)(void *vm, gc_visit_fn *visit,
                        void *ctx); /* roots in the VM's host memory */
    void (*on_end)(void *ctx);      /* called once from an M's thread when the run has ended */
    void *on_end_ctx;

    unsigned n_procs;
    _Atomic unsigned gomaxprocs;     /* as the program set it; more than n_procs runs on n_procs */
    struct p **ps;                   /* n_procs */
    uv_mutex_t lock;                 /* guards what follows, up to the atomics */
    struct g *runq_head, *runq_tail; /* global queue */
    struct p *idle_ps;
    struct m *idle_ms;
    struct m **ms; /* n_ms; a few more than Ps: one may have given up its P and not sleep yet */
    unsigned n_ms, cap_ms;
    struct g *free_gs;        /* dead goroutines that overflowed a P's list */
    struct g *fresh_gs;       /* of the slabs, never used yet */
    struct slab *slabs;       /* private to scheduler.c */
    struct g **old_allgs[40]; /* outgrown arrays: readers may still look at them */
    unsigned n_old_allgs;
    uint32_t cap_allgs;
    struct schedule_call_entry *calls, **calls_tail;
    struct p *stopper;               /* who has stopped the world, NULL = it runs */
    unsigned stop_wait;              /* Ps that the stopper still waits for */
    uint64_t stop_gen;               /* stops so far */
    int last_phase;                  /* gc phase at the last start of the world */
    uv_cond_t stop_cond, start_cond; /* stop_wait == 0; stopper changed */

    _Atomic uint32_t wanted;          /* SCHEDULER_WANT_ bits; set under lock, read anywhere */
    _Atomic uint64_t max_stack_bytes; /* a stack that would be larger is an overflow */
    _Atomic uint32_t runq_size;
    _Atomic uint32_t n_idle_ps, n_spinning;
    _Atomic(struct g **) allgs; /* every g ever made; only grows */
    _Atomic uint32_t n_allgs;
    _Atomic uint32_t next_goid;
    _Atomic uint32_t epoch;    /* of stack scans: counts begin_stacks */
    _Atomic bool gc_work;      /* wake_workers was called since an idle P last looked */
    _Atomic int64_t coarse_ns; /* a recent clock_now_ns, for times that need no precision */
    _Atomic int end;           /* enum scheduler_end */
    _Atomic int exit_status;   /* valid after the end */
    _Atomic bool end_told;     /* on_end was called */
    struct sysmon *sysmon;     /* private to sysmon.c; NULL in deterministic runs */
    struct rng rng;            /* deterministic runs: every choice of the scheduler */
};

/* Makes Ps; no thread yet. */
void scheduler_init(struct scheduler *s, const struct scheduler_options *o, struct clock *clock,
                    struct stackpool *sp, const struct image *image);
/* Fills the collector's view of this scheduler. */
void scheduler_world(struct scheduler *s, struct gc_world *out);
/* Creates goroutine 1 on the function whose entry address is `entry` (image->text +
 * known.runtime_main) and the first M; returns at once. False: no memory or no thread. */
bool scheduler_start(struct scheduler *s, struct gc *gc, schedule_run_fn *run, void *vm,
                     uint64_t entry);
/* Makes all Ms leave (whatever the program does), joins them and gives the Ps' caches back to the
 * collector. Once; before gc_destroy. */
void scheduler_stop(struct scheduler *s);
void scheduler_finish(struct scheduler *s);

/* --- for the VM, from the M that runs g ----------------------------------------------------- */

/* A goroutine on the parameterless closure at `closure` (go statement): on runnext of p. It starts
 * with pc at the function's entry, its frame cleared and g->ctx = closure. NULL = no memory for its
 * stack. */
struct g *schedule_go(struct p *p, struct g *parent, uint64_t closure, uint64_t go_pc);

enum schedule_safepoint_result { SCHEDULE_CONTINUE, SCHEDULE_GIVE_UP };
/* The slow half of every safepoint: g->pc, g->sp (and g->ctx in a prologue) are saved and all
 * pointers are in mapped slots. Stops for the world, scans itself, shrinks, publishes, runs the
 * collector's wishes, obeys the control, yields after 10 ms. GIVE_UP: vm_run must return *why at
 * once without touching g. After CONTINUE the stack may have moved: reload sp. may-stop,
 * may-move-stack. */
enum schedule_safepoint_result schedule_safepoint(struct m *m, struct g *g,
                                                  enum schedule_exit *why);
/* Gosched: vm_run then returns SCHEDULE_YIELD. */
void schedule_gosched(struct m *m, struct g *g);
/* Marks g waiting (status, reason, time). The caller then unlocks what it queued g on and returns
 * SCHEDULE_PARKED from vm_run. */
void schedule_park(struct m *m, struct g *g, enum g_wait_reason why);
/* waiting -> runnable, on p's runnext; wakes an idle P as Go does. p: the caller's, or NULL from a
 * thread without P (then the global queue). */
void schedule_ready(struct scheduler *s, struct p *p, struct g *g);
/* The program ends with this exit status; all Ms leave. */
void schedule_halt(struct scheduler *s, int status);
/* GOMAXPROCS(n): n < 1 only asks. Returns the old value. */
unsigned schedule_gomaxprocs(struct scheduler *s, struct m *m, int n);
unsigned schedule_num_goroutine(struct scheduler *s);

/* Time for marks that need no precision: no clock read in free mode. */
int64_t schedule_coarse_ns(const struct scheduler *s);

/* --- for the session and the collector ------------------------------------------------------ */

/* Every running goroutine reaches a safepoint soon. Any thread. */
void schedule_preempt_all(struct scheduler *s);
/* Runs fn on some M at a safepoint with a P, world running (the screen's forced GC, SetGCPercent).
 * Any thread; returns at once. */
void schedule_call(struct scheduler *s, void (*fn)(struct p *p, void *ctx), void *ctx);
/* Sums over all Ps and goroutines. Any thread. O(goroutines) with count_states, else O(Ps). */
void schedule_stats(struct scheduler *s, bool count_states, struct scheduler_stats *out);
/* The runtime's own end: prints text (through scheduler.fatal) and halts with status 2. */
void schedule_fatal(struct scheduler *s, const char *text, size_t n);

#endif
