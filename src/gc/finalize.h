/* What has to happen when the collector finds an object dead, and what it must keep alive for that:
 * today user arenas. Go: runtime/mfinal.go, arena.go */
#ifndef GC_FINALIZE_H
#define GC_FINALIZE_H

#include "gc/gc.h"

struct gc_finalizers;

struct gc_finalizers *finalize_create(void);
void finalize_destroy(struct gc_finalizers *f); /* accepts NULL */
void finalize_add_arena(struct gc *gc, uint64_t handle_addr, uint64_t arena_id);

/* World stopped, marking begins: greys all chunks that have memory. */
void finalize_begin_cycle(struct gc *gc, struct gc_p *p);
/* World stopped, marking over: books chunks born during marking as black on P p. */
void finalize_end_marking(struct gc *gc, struct gc_p *p);
/* World stopped, phase OFF, heap live set, mark bits still there: frees arenas with dead handles
 * and sweeps the chunks. */
void finalize_sweep(struct gc *gc, struct gc_p *p);

#endif
