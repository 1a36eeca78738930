/* What has to happen when the collector finds an object dead, and what it must keep alive for that:
 * user arenas, finalizers, cleanups, weak pointers.
 * Go: runtime/mfinal.go, mcleanup.go, mheap.go (weak handles), arena.go */
#ifndef GC_FINALIZE_H
#define GC_FINALIZE_H

#include "gc/gc.h"

struct gc_finalizers;

struct gc_finalizers *finalize_create(void);
void finalize_destroy(struct gc_finalizers *f); /* accepts NULL */
void finalize_add_arena(struct gc *gc, uint64_t handle_addr, uint64_t arena_id);

/* A finalizer: `obj` is alive until it was called. All words are Go's: addresses of Go memory. */
struct finalize_call {
    uint64_t type, obj; /* the object as an interface: descriptor of the pointer type, pointer;
                           zero for a cleanup, whose fn takes nothing */
    uint64_t fn;        /* func value */
    uint64_t takes_any; /* fn's parameter is an empty interface, not a pointer */
};
/* Owner of P p. Replaces nothing: false when obj has a finalizer already. */
bool finalize_set(struct gc *gc, struct gc_p *p, const struct finalize_call *call);
/* Forgets obj's finalizer, if there is one. */
void finalize_unset(struct gc *gc, uint64_t obj);
/* Takes the next call that is due; false when there is none. Owner of P p: from here on the caller
 * keeps the words alive. */
bool finalize_next(struct gc *gc, struct gc_p *p, struct finalize_call *out);
bool finalize_is_due(struct gc *gc); /* is there one? */

/* A cleanup: fn, a func value, is called once obj is dead and, if it has a finalizer, finalized.
 * Owner of P p. The result names it; never 0. */
uint64_t finalize_add_cleanup(struct gc *gc, struct gc_p *p, uint64_t obj, uint64_t fn);
void finalize_stop_cleanup(struct gc *gc, uint64_t id);

/* A weak pointer is a strong one to a handle, a heap word without pointers that holds the object's
 * address until the object is dead, then 0. Owner of P p; 0 when the object has none. */
uint64_t finalize_weak_find(struct gc *gc, struct gc_p *p, uint64_t obj);
/* Makes `handle`, just allocated and holding obj, obj's handle, unless another P was faster: the
 * one that counts is the result. */
uint64_t finalize_weak_add(struct gc *gc, struct gc_p *p, uint64_t obj, uint64_t handle);

/* World stopped, marking begins: greys all chunks that have memory. */
void finalize_begin_cycle(struct gc *gc, struct gc_p *p);
/* World stopped, marking over: dead objects with a finalizer come to life once more and are due;
 * chunks born during marking are booked as black on P p. */
void finalize_end_marking(struct gc *gc, struct gc_p *p);
/* World stopped, phase OFF, heap live set, mark bits still there: frees arenas with dead handles
 * and sweeps the chunks. */
void finalize_sweep(struct gc *gc, struct gc_p *p);

#endif
