/* Faults in program memory: a touch of a freed user arena, of read-only text and rodata, or a wild
 * address made with unsafe. One process-wide SIGSEGV/SIGBUS handler claims a fault only when the
 * thread is an M inside run_loop and the address belongs to its session or is no address of ours at
 * all while the VM was loading; everything else goes to the handler that was there before.
 * Go: runtime/signal_unix.go (sigpanic) */
#ifndef VM_FAULT_H
#define VM_FAULT_H

#include "vm/vm.h"

void fault_install(void); /* idempotent; any thread */
typedef enum schedule_exit fault_body_fn(struct vm *vm, struct m *m, struct g *g);
/* Runs body; a claimed fault ends it with Go's fatal text. */
enum schedule_exit fault_guard(struct vm *vm, struct m *m, struct g *g, fault_body_fn *body);
/* The death of a program that goes on at pc, where no code is. */
void fault_wild_pc(struct vm *vm, struct m *m, struct g *g, uint64_t pc);

#endif
