/* Where marking starts: data and bss by their pointer masks, roots in host memory, goroutine
 * stacks; cut into jobs that workers claim. Go: runtime/mgcmark.go (gcMarkRootPrepare, markroot) */
#ifndef GC_ROOTS_H
#define GC_ROOTS_H

#include "gc/gc.h"

enum { ROOTS_BLOCK_BYTES = 256 << 10 }; /* of data and bss in one job */

enum roots_kind { ROOTS_DATA, ROOTS_BSS, ROOTS_EXTRA, ROOTS_STACK, ROOTS_TINY, ROOTS_ARENA };

struct gc_roots {
    _Atomic uint64_t next; /* next job to claim */
    uint64_t n_jobs, n_data, n_bss,
        n_stacks;             /* of this cycle; written while the world is stopped */
    _Atomic uint64_t pending; /* jobs not completed; running goroutines complete theirs later */
};

struct gc_roots *roots_create(void);
void roots_destroy(struct gc_roots *r);            /* accepts NULL */
uint64_t roots_globals_bytes(const struct gc *gc); /* of data and bss: Go's globalsScan */

/* World stopped, barrier on: fixes the jobs of this cycle, greys tiny blocks and ownerless arenas.
 */
void roots_prepare(struct gc *gc, struct gc_p *p);
/* Claims one job and does it. Returns its scan work, -1 = no job is left to claim. */
int64_t roots_do_one(struct gc *gc, struct gc_p *p);
void roots_stack_scanned(struct gc *gc, struct gc_p *p, uint64_t bytes); /* a job put off is done */

static inline bool
roots_has_job(const struct gc *gc)
{
    return atomic_load_explicit(&gc->roots->next, memory_order_relaxed) < gc->roots->n_jobs;
}

static inline bool
roots_done(const struct gc *gc)
{
    return atomic_load_explicit(&gc->roots->pending, memory_order_acquire) == 0;
}

#endif
