/* What an instruction does to the slots of its frame, read off opcode.def's operands and extents.
 * Slots beyond the operands are RET's results, RUNDEFERS' records and what CALL* and NATIVE take
 * from the outgoing slots resp. the parameters: the caller's business. Pure; any thread. */
#ifndef CODE_EFFECTS_H
#define CODE_EFFECTS_H

#include "code/opcode.h"

#include <stdbool.h>
#include <stdint.h>

enum effect_kind {
    EFFECT_READ,
    EFFECT_WRITE,
    EFFECT_UPDATE, /* read, and perhaps written */
    EFFECT_PART,   /* some bytes of the slot written */
    EFFECT_ADDRESS /* the address of a place in the slot is taken */
};

struct effect {
    enum effect_kind kind;
    uint32_t slot, n;
};

enum { EFFECTS_MAX = 4 };

/* The effects of the instruction at `i` in a mapped text (ext words relocated), which stands before
 * its ext words; returns how many. An instruction reads before it writes. */
unsigned effects_of(const struct instr *i, struct effect out[EFFECTS_MAX]);

bool effects_is_jump(enum opcode op);
/* Where a jump leads to, in words counted from the instruction itself. */
int64_t effects_jump_words(const struct instr *i);
bool effects_falls_through(enum opcode op); /* may the next instruction run after it? */
/* Calls, and instructions in which the goroutine may wait: frames are looked at behind them. */
bool effects_is_call(enum opcode op);
bool effects_is_wait(enum opcode op);

#endif
