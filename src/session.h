/* One run of one program: owns the compiled program, its memory, collector, scheduler and VM.
 * Nothing mutable is global, so several sessions live in one process. All functions are called from
 * the owner's thread (the dashboard's loop, or main); none runs Go code on it. */
#ifndef SESSION_H
#define SESSION_H

#include "base/buf.h"
#include "obs/snapshot.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct session;

struct session_options {
    const char *path; /* a .go file or folder; shown in messages */
    const char *text; /* non-NULL: the program's text (presets) */
    size_t text_len;
    const char *name; /* "tour.go" */
    char **args;      /* os.Args[1:], NULL-terminated, borrowed; may be NULL */
    int gogc;         /* percent; -1 off */
    int64_t memlimit; /* bytes; INT64_MAX none */
    unsigned procs;   /* 0 = number of CPUs */
    bool deterministic;
    uint64_t seed;
    int64_t ops_per_second; /* 0 = full speed */
    bool start_stopped;
    uint64_t max_memory; /* bytes; 0 = none */
    bool gctrace;
    int traceback; /* enum traceback_extent */
    bool gcstress, stackmove, clobberdead, poison, verify;
    uint64_t failalloc;
    bool allow_unsafe;
    bool notes;               /* keep what escape analysis says of the source, for snapshots */
    uint64_t memprofile_rate; /* runtime.MemProfileRate at the start (GODEBUG) */
    uint64_t sites_rate; /* count where the program allocates, from the start: one allocation in so
                            many bytes, 1 = each, 0 = none (see session_count_sites) */
    bool trace_events;   /* record events from the start (deterministic tests) */
    /* Output of the program, from any runtime thread, in order per fd (1, 2). NULL = the process's
     * own descriptors. Fatal errors, tracebacks and gctrace lines arrive with fd 2. */
    void (*output)(void *ctx, int fd, const char *data, size_t n);
    void *output_ctx;
    /* Called once from a runtime thread when the program has ended. */
    void (*ended)(void *ctx);
    void *ended_ctx;
};

void session_options_init(struct session_options *o); /* defaults: GOGC 100, no limit, ... */

/* Compiles and maps. NULL on failure, with Go-style diagnostics (or one line about the host) in
 * `errors`. */
struct session *session_create(const struct session_options *o, struct buf *errors);
bool session_start(struct session *s, struct buf *errors);
void session_destroy(struct session *s); /* stops everything; accepts NULL */

bool session_ended(const struct session *s);
int session_exit_status(const struct session *s); /* valid when ended */
/* Blocks until the program ends or timeout_ns passed (< 0 = no limit); true when ended. */
bool session_wait(struct session *s, int64_t timeout_ns);

/* --- the user's hand ------------------------------------------------------------------------ */
enum session_step {
    SESSION_STEP_EVENT,
    SESSION_STEP_LINE,
    SESSION_STEP_CALL,
    SESSION_STEP_ALLOC,
    SESSION_STEP_MARK,
    SESSION_STEP_PHASE,
    SESSION_STEP_CYCLE
};
void session_stop(struct session *s);                              /* STOPPED */
void session_resume(struct session *s);                            /* to the speed set before */
void session_step(struct session *s, enum session_step what);      /* stops again when reached */
void session_set_speed(struct session *s, int64_t ops_per_second); /* 0 = full */
void session_tick(struct session *s,
                  int64_t elapsed_ns); /* refills the throttle: call every frame */
void session_force_gc(struct session *s);
void session_set_gogc(struct session *s, int gogc);
void session_set_memlimit(struct session *s, int64_t bytes);
/* Counts allocation sites from now on, or stops counting (0). While off it costs nothing. */
void session_count_sites(struct session *s, uint64_t rate);

/* --- seeing --------------------------------------------------------------------------------- */
/* Fills *out (about 100 KiB, the caller's). Does not stop the world. */
void session_snapshot(struct session *s, const struct snapshot_view *view, struct snapshot *out);

#endif
