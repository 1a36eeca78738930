/* The collector's state: one struct gc per session, one struct gc_p per P, one struct gc_g per
 * goroutine. A concurrent tri-colour mark and sweep collector with Go's hybrid write barrier.
 * Go: runtime/mgc.go
 *
 * Colours are exact: white = allocated and not marked; grey = marked, waiting in a work buffer;
 * black = marked and scanned (pointer-free objects turn black when marked).
 * Invariants (verify_gc): phase OFF: no grey object, all barrier buffers empty, barrier off. Phase
 * MARK: barrier on at every P before any object is marked; new objects are born black.
 * grey = sum over Ps of (greyed - blackened).
 *
 * THE RULE of this runtime: allocating never stops the world, never parks and never moves a stack.
 * What an allocation finds necessary (start a cycle, wait for credit, finish marking) is left as a
 * wish in gc_p.wishes and done at the goroutine's next safepoint by gc_safepoint. So C code may
 * hold fresh pointers across allocations as long as it reaches no safepoint. */
#ifndef GC_GC_H
#define GC_GC_H

#include "base/rng.h"
#include "gc/limiter.h"
#include "gc/world.h"
#include "mem/cache.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

struct heap;
struct segments;
struct stackpool;
struct userarenas;
struct tracer;
struct workbuf;

enum gc_phase { GC_OFF, GC_MARK, GC_MARK_TERMINATION };
enum gc_trigger { GC_TRIGGER_HEAP, GC_TRIGGER_TIME, GC_TRIGGER_USER };
enum gc_worker_mode {
    GC_WORKER_NONE,
    GC_WORKER_DEDICATED,
    GC_WORKER_FRACTIONAL,
    GC_WORKER_IDLE,
    GC_WORKER_ASSIST, /* never claimed: a goroutine on this P pays its debt */
};

enum gc_wish {                    /* bits of gc_p.wishes */
               GC_WISH_START = 1, /* the heap trigger was reached */
               GC_WISH_ASSIST =
                   2, /* this goroutine owes mark work that could not be done at once */
               GC_WISH_MARK_DONE = 4, /* marking looks finished */
};

enum { GC_BARRIER_SLOTS = 512 };

struct gc_sampler { /* of one party on one P; private to sample.c */
    int64_t left;   /* bytes until the next sample */
    uint64_t rate;  /* for which `left` was drawn */
};

/* Per-P part, owned by the thread that holds the P; counters are read by snapshots (relaxed). */
struct gc_p {
    struct gc *gc;
    struct cache cache;                 /* span cache, tiny block */
    struct tracer *tracer;              /* borrowed */
    unsigned id;                        /* P number */
    unsigned wishes;                    /* enum gc_wish bits; read at safepoints */
    struct workbuf *work1, *work2;      /* Go's two-buffer scheme; NULL outside of marking */
    uint64_t barrier[GC_BARRIER_SLOTS]; /* pointers to shade */
    unsigned n_barrier;
    _Atomic uint64_t greyed[SIZECLASS_COUNT],
        blackened[SIZECLASS_COUNT];                             /* objects of this cycle */
    _Atomic uint64_t large_greyed_bytes, large_blackened_bytes; /* class 0 only: the other classes'
                                            bytes follow from their counts (see gc_colours) */
    int64_t scan_work; /* not yet flushed to gc.scan_work */
    _Atomic int64_t dedicated_ns, fractional_ns, idle_ns, assist_ns; /* of this cycle */
    enum gc_worker_mode worker_mode;                                 /* what runs on this P now */
    struct gc_sampler sample_program, sample_watcher;
    struct rng sample_rng;
    int64_t worker_started_ns;
};

/* Per-goroutine part; owned by the goroutine, or by the collector while the world is stopped. */
struct gc_g {
    int64_t assist_balance; /* bytes of credit; negative = debt */
    struct gc_g *next;      /* assist queue or cycle-waiters link */
    uint32_t goid;
    uint64_t pc;         /* where it allocates, for events: kept by the VM while tracing, else 0 */
    uint64_t wait_cycle; /* runtime.GC(): cycle it waits for; 0 = none */
};

/* One finished (or running) cycle, for gctrace, reports and the history. */
struct gc_cycle {
    uint64_t number;
    enum gc_trigger trigger;
    int64_t start_ns, mark_start_ns, mark_end_ns, end_ns;
    int64_t pause1_ns, pause2_ns;
    int64_t dedicated_ns, fractional_ns, idle_ns, assist_ns;
    uint64_t heap_at_start, heap_at_mark_end, heap_marked, goal, trigger_bytes;
    uint64_t stack_bytes, globals_bytes; /* scanned */
    uint64_t scan_work, objects_marked;
    unsigned procs;
};
enum { GC_HISTORY = 256 };

struct gc_options {
    int gogc;         /* percent; -1 = off */
    int64_t memlimit; /* bytes; INT64_MAX = none */
    bool verify;      /* --debug verify */
    bool stress;      /* --debug gcstress: a cycle at (almost) every allocation */
    bool trace;       /* gctrace lines on stderr */
    uint64_t seed;    /* of the choice of samples */
};

struct gc {
    struct heap *heap; /* borrowed, as the next three */
    struct segments *segments;
    struct userarenas *userarenas;
    struct stackpool *stackpool;
    struct gc_world world;
    struct gc_options options; /* gogc and memlimit may change: under gc.lock */
    _Atomic int phase;         /* enum gc_phase; changes only while the world is stopped */
    _Atomic bool barrier_on;   /* write barrier enabled: read by the VM at each pointer store */
    _Atomic bool blacken;      /* assists and workers may run */
    _Atomic bool watched;      /* slow motion: use the watched drain loop */
    _Atomic uint64_t cycles;   /* started */
    _Atomic uint64_t n_gc, n_forced;  /* finished (NumGC), forced */
    _Atomic uint64_t bytes_marked;    /* by the last finished cycle (Go's heapMarked) */
    _Atomic int64_t scan_work;        /* heap scan work of this cycle */
    _Atomic unsigned n_draining;      /* workers and assists that mark right now */
    _Atomic bool transition;          /* someone starts or finishes a cycle: others do not wait */
    uv_mutex_t lock;                  /* starting, finishing, queues, history, options */
    struct gc_work *work;             /* private to work.c */
    struct gc_pacer *pacer;           /* private to pacer.c */
    struct gc_roots *roots;           /* private to roots.c */
    struct gc_assist *assist;         /* private to assist.c: credit, who waits for it */
    struct gc_workers *workers;       /* private to worker.c */
    struct gc_sweep *sweep;           /* private to sweeper.c */
    struct gc_scavenge *scavenge;     /* private to scavenger.c */
    struct gc_finalizers *finalizers; /* private to finalize.c */
    struct gc_limiter limiter;
    unsigned finish_attempts;        /* stops in this cycle that found marking not over */
    struct gc_g *cycle_waiters;      /* goroutines in gc_collect; under lock */
    uint64_t zerobase;               /* see alloc.h */
    bool sample_program;             /* see sample.h; constant while the program runs */
    uint64_t sample_rate_addr;       /* as sample_program */
    uint64_t sample_rate;            /* when there is no address */
    _Atomic uint64_t sample_watcher; /* the watcher's rate, 0 = off */
    uint8_t class_of8[SIZECLASS_MAX_BYTES / 8 + 1]; /* size class by size in words, rounded up */
    struct gc_cycle current;                        /* written at phase changes */
    struct gc_cycle history[GC_HISTORY];            /* ring by number; under lock */
    _Atomic int64_t pause_total_ns;
    _Atomic int64_t last_gc_ns; /* clock of the last end, 0 = never */
    int64_t start_ns;           /* of the run, for gctrace */
    _Atomic int64_t gc_cpu_ns;  /* CPU of all finished cycles, idle marking excluded */
};

struct gc *gc_create(struct heap *h, struct segments *s, struct userarenas *ua,
                     struct stackpool *sp, const struct gc_world *world,
                     const struct gc_options *options);
void gc_destroy(struct gc *gc); /* accepts NULL */
void gc_p_init(struct gc_p *p, struct gc *gc, unsigned id, struct tracer *t);
void gc_p_finish(struct gc_p *p);

/* A user arena's Go object: when it dies without Free, the collector frees the arena at the end of
 * that cycle (Go: a finalizer set by NewArena). Called once by whoever implements arena.NewArena.
 * Without it, such an arena lives as long as the session. */
void gc_arena_handle(struct gc *gc, struct gc_p *p, uint64_t handle_addr, uint64_t arena_id);

/* Does what the wishes ask: may start a cycle, finish marking, assist. Returns true when the
 * goroutine must park (assist queue): the scheduler parks it, world.ready wakes it. The caller is
 * at a safepoint and holds P p. may-stop. */
bool gc_safepoint(struct gc *gc, struct gc_p *p, struct gc_g *g);

/* runtime.GC() and the screen's `g`. Starts a cycle now if none runs. Returns true when the caller
 * (g non-NULL, at a safepoint) must park until that cycle's sweeping is done; call again after
 * waking until it returns false. may-stop. */
bool gc_collect(struct gc *gc, struct gc_p *p, struct gc_g *g);

/* sysmon: is a time-based cycle due (2 minutes)? Then some P should call gc_start. */
bool gc_time_due(struct gc *gc);
/* Starts a cycle if the trigger still holds. At a safepoint, with a P. may-stop. */
void gc_start(struct gc *gc, struct gc_p *p, enum gc_trigger trigger);

/* Which kind of mark worker should run on this P now, if any (Go's order: dedicated, fractional;
 * idle = the P has nothing else to do). A mode other than NONE is claimed: run it. */
enum gc_worker_mode gc_worker_claim(struct gc *gc, struct gc_p *p, bool idle);
/* Marks until there is nothing to do, should_yield says so, or the mode's share is used up; may end
 * the mark phase (then may-stop). Called by the scheduler's loop with P p and no goroutine. */
void gc_worker_run(struct gc *gc, struct gc_p *p, enum gc_worker_mode mode);

/* Background work for idle Ps: sweeps some spans or scavenges. False = nothing to do. */
bool gc_background(struct gc *gc, struct gc_p *p);

/* The knobs return the old value and work on a running cycle too. Any thread. */
int gc_set_percent(struct gc *gc, int gogc);
int64_t gc_set_memlimit(struct gc *gc, int64_t bytes); /* < 0 only asks */
uint64_t gc_heap_goal(const struct gc *gc);
uint64_t gc_trigger_bytes(const struct gc *gc);
double gc_cpu_fraction(const struct gc *gc); /* of all CPU since start, 0..1 */
/* Consistent copy of the history, oldest first; returns the number written. */
unsigned gc_history(struct gc *gc, struct gc_cycle *out, unsigned max);

struct gc_colours { /* objects and bytes; index by size class; 0 = large */
    uint64_t white[SIZECLASS_COUNT], grey[SIZECLASS_COUNT], black[SIZECLASS_COUNT];
    uint64_t white_bytes, grey_bytes, black_bytes;
};
/* White includes dead objects not yet swept. While OFF, black = the survivors of the last cycle
 * (none before the first), and what was allocated since or is dead and unswept is white. Slots
 * count as allocated when their P's cache flushes its counters, so white lags a little; the three
 * always add up. Any thread; O(classes * Ps). */
void gc_colours(struct gc *gc, struct gc_colours *out);

#endif
