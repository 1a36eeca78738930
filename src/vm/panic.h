/* Panics, defers, recover, Goexit. Go: runtime/panic.go
 *
 * A defer record is DEFER_WORDS words in a frame (or a heap object): {next record, closure, sp of
 * the deferring frame, flags}. g->defers is the newest. The record of a list has the list as its
 * closure, and is replaced by the list's records when its turn comes. A panic pushes a frame of the
 * stub runtime.gopanic (8 slots, pointers: 3, 4, 5, 7) on the panicking goroutine's own stack:
 * slots 0..2 outgoing, 3..4 the value, 5 the previous panic's sp, 6 flags, 7 sp of the frame whose
 * deferred closure runs. Its one instruction PANICSTEP runs deferred closures, one
 * each time it is reached; after a recover it unwinds to the deferring frame, which goes on at its
 * deferreturn; without any left the program dies with Go's text. Goexit is a panic that cannot be
 * recovered. */
#ifndef VM_PANIC_H
#define VM_PANIC_H

#include "vm/vm.h"

/* All work on g->pc, g->sp; the loop reloads both afterwards. NO_MEMORY etc. become fatal. */
void panic_start(struct vm *vm, struct m *m, struct g *g, uint64_t type, uint64_t data);
void panic_goexit(struct vm *vm, struct m *m, struct g *g);
enum panic_step {
    PANIC_STEP_CALL,   /* call *entry, or the closure g->ctx when that is 0, and come back */
    PANIC_STEP_RESUME, /* recovered: go on at g->pc, g->sp */
    PANIC_STEP_HALT,   /* uncaught: the program is dying */
    PANIC_STEP_EXIT_G  /* Goexit: the goroutine ends */
};
enum panic_step panic_step(struct vm *vm, struct m *m, struct g *g, uint64_t *entry);
void panic_recover(struct vm *vm, struct m *m, struct g *g, uint64_t *out_eface);
void panic_push_defer(struct m *m, struct g *g, uint64_t record, uint64_t closure, uint64_t sp);
bool panic_push_defer_heap(struct m *m, struct g *g, uint64_t closure, uint64_t sp);
/* A list of deferred calls, a heap object of one pointer, that stands for one of the frame at sp;
 * 0 = no memory. Other goroutines may add to it, too, until its place is reached. */
uint64_t panic_defer_list(struct m *m, struct g *g, uint64_t sp);
enum panic_defer { PANIC_DEFERRED, PANIC_NO_MEMORY, PANIC_TOO_LATE };
enum panic_defer panic_defer_to(struct m *m, struct g *g, uint64_t closure, uint64_t list);
#define PANIC_NO_DEFER UINT64_MAX
/* RUNDEFERS: the next deferred closure (0 = a nil function) of the frame at sp, unlinked;
 * PANIC_NO_DEFER = none. */
uint64_t panic_pop_defer(struct m *m, struct g *g, uint64_t sp);
/* Text of an uncaught panic's chain, Go's way ("panic: ..." lines), without traceback. */
void panic_text(const struct g *g, struct buf *out);

#endif
