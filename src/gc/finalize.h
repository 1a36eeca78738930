/* What has to happen when the collector finds an object dead: today the Go objects of user arenas,
 * whose chunks live with them and which are freed with them. Go: runtime/mfinal.go, arena.go */
#ifndef GC_FINALIZE_H
#define GC_FINALIZE_H

#include "gc/gc.h"

struct gc_finalizers;

struct gc_finalizers *finalize_create(void);
void finalize_destroy(struct gc_finalizers *f); /* accepts NULL */
void finalize_add_arena(struct gc *gc, uint64_t handle_addr, uint64_t arena_id);

/* World stopped, marking begins: greys the chunks of live arenas that have no handle. */
void finalize_begin_cycle(struct gc *gc, struct gc_p *p);
/* Marking looks finished: greys the chunks of arenas whose handle was marked meanwhile. True when
 * that made work (left in p's buffers). */
bool finalize_mark(struct gc *gc, struct gc_p *p);
/* World stopped, marking over, phase OFF, mark bits still there: frees arenas with dead handles. */
void finalize_end_cycle(struct gc *gc, struct gc_p *p);

#endif
