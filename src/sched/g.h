/* A goroutine. Go: runtime/runtime2.go (g, sudog, stack), proc.go
 *
 * Status moves as in Go; the SCAN bit is held by whoever scans or copies the stack of a goroutine
 * that does not run, and no other status change may happen meanwhile. pc, sp, defers and panics are
 * owned by the goroutine while it runs and by the SCAN holder otherwise.
 * A running goroutine publishes sp (and depth when asked) at every safepoint: snapshots read the
 * last published values with relaxed loads. */
#ifndef SCHED_G_H
#define SCHED_G_H

#include "gc/gc.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct hchan;
struct p;

enum g_status {
    G_IDLE,
    G_RUNNABLE,
    G_RUNNING,
    G_SYSCALL,
    G_WAITING,
    G_DEAD = 6,
    G_COPYSTACK = 8,
    G_PREEMPTED
};
enum { G_SCAN = 0x1000 };

/* X(reason, text as tracebacks show it) */
#define G_WAIT_REASONS(X)                                                                          \
    X(NONE, "")                                                                                    \
    X(CHAN_RECV, "chan receive")                                                                   \
    X(CHAN_SEND, "chan send")                                                                      \
    X(CHAN_RECV_NIL, "chan receive (nil chan)")                                                    \
    X(CHAN_SEND_NIL, "chan send (nil chan)")                                                       \
    X(SELECT, "select")                                                                            \
    X(SELECT_NO_CASES, "select (no cases)")                                                        \
    X(SLEEP, "sleep")                                                                              \
    X(MUTEX, "sync.Mutex.Lock")                                                                    \
    X(RWMUTEX_R, "sync.RWMutex.RLock")                                                             \
    X(RWMUTEX_W, "sync.RWMutex.Lock")                                                              \
    X(WAITGROUP, "sync.WaitGroup.Wait")                                                            \
    X(COND, "sync.Cond.Wait")                                                                      \
    X(SEMACQUIRE, "semacquire")                                                                    \
    X(GC_ASSIST, "GC assist wait")                                                                 \
    X(GC_CYCLE, "wait for GC cycle")                                                               \
    X(PREEMPTED, "preempted")

enum g_wait_reason {
#define G_WAIT_ENUM(name, text) G_WAIT_##name,
    G_WAIT_REASONS(G_WAIT_ENUM)
#undef G_WAIT_ENUM
        G_WAIT_COUNT
};

enum {
    STACK_GUARD_BYTES = 928, /* stackguard = lo + this */
    STACK_SMALL_FRAME = 128,
};
#define STACK_LIMIT_BYTES UINT64_C(1000000000) /* until the program sets another */
#define STACK_PREEMPT                                                                              \
    UINT64_C(0xfffffffffffffade) /* a guard above any sp: the next check is slow */

struct stack {
    uint64_t lo, hi; /* [lo, hi); hi - lo a power of two >= 2048 */
};

/* A goroutine that waits for a channel, select case or semaphore. Guarded by the channel's resp.
 * the semaphore bucket's lock. elem and result point into the goroutine's own stack (or its heap);
 * the stack copier adjusts them. */
struct sudog {
    struct g *g;
    struct sudog *next, *prev; /* in the queue */
    struct sudog *wait_link;   /* g's list */
    uint64_t elem;             /* address of the value to send or to receive into; 0 = none */
    uint64_t result;           /* address of a word the waker writes: received-ok; 0 = none */
    uint64_t select_result;    /* address of the chosen-case word of a select; 0 = no select */
    int select_case;
    bool success; /* woken by a partner, not by close */
    bool is_send;
    struct hchan *chan; /* host view of the channel object; NULL for semaphores */
    uint64_t sema_addr; /* semaphores */
    uint32_t ticket;
};

struct g {
    uint32_t id;             /* goid, from 1 */
    _Atomic uint32_t status; /* enum g_status | G_SCAN */
    /* saved at every safepoint and before anything that may park */
    _Atomic uint64_t pc, sp;
    uint64_t ctx; /* closure being called, at a safepoint before its GETCTX; a live
                     pointer then, else 0 */
    struct stack stack;
    _Atomic uint64_t stackguard; /* lo + STACK_GUARD_BYTES, or STACK_PREEMPT */
    _Atomic bool preempt;        /* asked to give up the P at the next safepoint */
    _Atomic bool scan_me;        /* asked by the collector to scan its own stack */
    _Atomic bool publish_me;     /* asked by a snapshot to publish sp and depth */
    uint32_t scan_epoch;         /* scheduler.epoch of its last stack scan; SCAN holder or owner */
    uint32_t balance_epoch;      /* scheduler.epoch its assist balance belongs to; owner */
    _Atomic int offer;           /* enum g_offer: may others walk its frames while it runs? */
    bool shrink_me;              /* halve the stack at the next safepoint */
    struct gc_g gc;
    struct g *link;               /* run queues, free lists */
    struct p *p;                  /* while running */
    _Atomic uint32_t wait_reason; /* enum g_wait_reason */
    _Atomic int64_t wait_since_ns;
    struct sudog *waiting;    /* list by wait_link, channel lock order */
    struct sudog *fired;      /* which of them a partner has served; NULL = closed semaphore */
    _Atomic bool select_done; /* a partner has won this select */
    struct sudog *sudog;      /* one kept for the common case */
    uint64_t defers;          /* address of the newest defer record, 0 = none (frame or heap) */
    uint64_t panics;          /* sp of the newest runtime.gopanic frame, 0 = none (vm/panic.h) */
    int resume;               /* what vm_run must do first when it runs again: enum g_resume */
    bool resume_ok;           /* semaphores and selects */
    uint64_t overflow;        /* function whose frame did not fit; 0 = none */
    bool faulted;             /* it has dereferenced nil: its death is signed "[signal SIGSEGV" */
    uint64_t start_pc;        /* entry of its function, for lists */
    uint64_t go_pc;           /* where the go statement was */
    uint32_t parent;          /* goid of its creator */
    bool system;              /* ours, not the program's */
    /* for the screen; relaxed */
    _Atomic uint32_t depth;      /* frames, as of the last publication */
    _Atomic uint64_t high_water; /* most bytes of stack seen in use */
    _Atomic uint32_t grows, shrinks;
    _Atomic int64_t grown_ns, shrunk_ns; /* last time; 0 = never */
    _Atomic int64_t born_ns;
    _Atomic int64_t run_ns; /* not measured at full speed */
};

enum g_offer { G_KEPT, G_OFFERED, G_TAKEN };
enum g_resume { G_RESUME_NONE, G_RESUME_SEND_ON_CLOSED };

/* Claims a goroutine that waits or is runnable (by its SCAN bit) or that its M offers, so that its
 * frames can be walked from any thread; false when it runs, is dead, or somebody else has claimed
 * it. Hold it shortly. */
bool g_claim(struct g *g);
void g_release(struct g *g);
/* By the M that runs g, around a wait at a safepoint: in between, others may claim g. Ends a moment
 * after the last of them has released it. */
void g_offer(struct g *g);
void g_withdraw(struct g *g);

const char *g_wait_reason_text(enum g_wait_reason r);
const char *g_status_text(const struct g *g); /* "running", "runnable", or the wait reason */

#endif
