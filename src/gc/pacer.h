/* When a cycle starts, how large the heap may grow meanwhile, and how much mark work each allocated
 * byte owes. Pure arithmetic on counters: no locks, no calls upward, testable with plain numbers.
 * Go: runtime/mgcpacer.go
 *
 * Ratios and counters are atomics, read by allocating Ps at any time. What changes only at a phase
 * change is written while the world is stopped (or under gc.lock by the knobs). */
#ifndef GC_PACER_H
#define GC_PACER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct heap_stats;

enum {
    PACER_HEAP_MINIMUM = 4 << 20, /* at GOGC=100 */
    PACER_CONS_MARK_KEPT = 4,
};

struct gc_pacer {
    struct heap_stats *stats;                     /* borrowed: live, scan, and what is mapped */
    _Atomic int64_t *heap_work;                   /* borrowed: heap scan work of this cycle */
    _Atomic int64_t stack_work, globals_work;     /* other scan work of this cycle */
    _Atomic uint64_t max_stack_scan;              /* allocated stack bytes */
    _Atomic double work_per_byte, bytes_per_work; /* the assist ratio and its inverse */
    _Atomic int gogc;                             /* percent; -1 = off */
    _Atomic int64_t memlimit;
    _Atomic uint64_t percent_goal, runway, sweep_min_trigger;
    uint64_t heap_minimum;
    _Atomic uint64_t heap_marked; /* by the last cycle */
    uint64_t last_heap_scan, last_stack_scan, globals_scan;
    uint64_t last_goal;         /* of the last cycle, as seen at its end; 0 = none yet */
    _Atomic uint64_t triggered; /* live at the start of the running cycle; UINT64_MAX = OFF */
    double cons_mark, last_cons_mark[PACER_CONS_MARK_KEPT];
    /* Worker mix of the running cycle. */
    int dedicated_wanted;
    double fractional_goal; /* share of each P, 0 = no fractional worker */
};

void pacer_init(struct gc_pacer *c, struct heap_stats *stats, _Atomic int64_t *heap_work, int gogc,
                int64_t memlimit);
void pacer_set_percent(struct gc_pacer *c, int gogc);
/* Recomputes goal and runway; sweep_done: no span is left to sweep. */
void pacer_commit(struct gc_pacer *c, bool sweep_done);
uint64_t pacer_goal(const struct gc_pacer *c);
uint64_t pacer_trigger(const struct gc_pacer *c);
/* Bytes our memory limit counts: mapped and not returned. */
uint64_t pacer_mapped_ready(const struct gc_pacer *c);

/* World stopped, cycle begins: resets the cycle's counters, decides the worker mix. */
void pacer_start_cycle(struct gc_pacer *c, unsigned procs);
/* Adjusts the assist ratio to how things go. Any P, at any time while marking. */
void pacer_revise(struct gc_pacer *c);
/* World stopped, marking over: what one byte of allocation costs in mark work from now on. */
void pacer_end_cycle(struct gc_pacer *c, unsigned procs, int64_t mark_ns, int64_t assist_ns,
                     int64_t idle_ns);
/* World stopped: the next cycle counts from here. */
void pacer_reset_live(struct gc_pacer *c, uint64_t bytes_marked);

#endif
