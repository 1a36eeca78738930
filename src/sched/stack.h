/* Goroutine stacks: birth, growth by copying, shrinking, freeing. Go: runtime/stack.go
 *
 * Only pointers into the same stack are adjusted: frame slots that can hold pointers, dead ones
 * too, the chain of defer records, wait records (sudogs) and the VM's panic records. While other
 * goroutines may reach into this stack through channels, those channels are locked during the copy.
 */
#ifndef SCHED_STACK_H
#define SCHED_STACK_H

#include "sched/p.h"

/* A stack of STACK_MIN_BYTES (or the adaptive start size) for g; false = memory exhausted. */
bool stack_alloc(struct p *p, struct g *g);
void stack_free(struct p *p, struct g *g);
enum stack_result { STACK_OK, STACK_OVERFLOW, STACK_NO_MEMORY };
/* The callee's frame of need_bytes does not fit below g->sp: doubles until it does. g->pc is the
 * CALL's next instruction, the callee's parameters (and only they) are set in the outgoing slots;
 * callee_entry names the callee, whose params_map covers them; 0 = none. may-move-stack. */
enum stack_result stack_grow(struct p *p, struct g *g, uint64_t need_bytes, uint64_t callee_entry);
/* Copies to new_bytes (also the same size: --debug stackmove). may-move-stack. */
bool stack_copy(struct p *p, struct g *g, uint64_t new_bytes, uint64_t callee_entry);
/* Halves when less than a quarter is used; SCAN holder or owner at a safepoint. may-move-stack. */
void stack_shrink(struct p *p, struct g *g);
uint64_t stack_used(const struct g *g); /* bytes between sp and hi */
/* Lays out a new goroutine's first two frames, runtime.goexit's and that of the function at
 * `entry`, on a stack that is made large enough, and sets pc and sp. False = memory exhausted. */
bool stack_start(struct p *p, struct g *g, uint64_t entry);
/* Owner: lets the next check take its fast way again, unless somebody wants something of g. */
void stack_reset_guard(struct scheduler *s, struct g *g);

#endif
