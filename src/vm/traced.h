/* One instruction in traced mode: spends an operation, emits TRACE events for calls, returns, new
 * lines and allocations, and tells the loop when to stop. Slow by design. */
#ifndef VM_TRACED_H
#define VM_TRACED_H

#include "code/opcode.h"
#include "vm/vm.h"

/* pc: the instruction about to run; g->pc and g->sp are saved. False: go to a safepoint first (the
 * run is stopped or out of budget, and a stop is allowed here); the instruction is then retried. */
bool traced_instruction(struct vm *vm, struct m *m, struct g *g, const struct instr *pc);

#endif
