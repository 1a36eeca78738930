/* The letters of opcode.def turned into slot ranges. Nothing here knows an instruction by name but
 * for the flow of control: what reads and writes is said in the table.
 * Go: cmd/compile/internal/liveness/plive.go (valueEffects, instructionIsCall) */
#include "code/effects.h"

#include "base/bug.h"
#include "mem/typeinfo.h"

static uint64_t
ext_word(const struct instr *i, unsigned k)
{
    return ((const uint64_t *)(const void *)i)[1 + k];
}

static const struct typeinfo *
ext_type(const struct instr *i)
{
    return (const struct typeinfo *)(uintptr_t)ext_word(i, 0);
}

static uint32_t
words_of(const struct typeinfo *t)
{
    return (uint32_t)((t->size + 7) / 8);
}

static uint32_t
print_words(enum print_kind kind)
{
    switch (kind) {
    case PRINT_SLICE:
        return 3;
    case PRINT_COMPLEX:
    case PRINT_STRING:
    case PRINT_EFACE:
        return 2;
    default:
        return 1;
    }
}

static uint32_t
extent(const struct instr *i, char letter)
{
    switch (letter) {
    case 'b':
        return i->b;
    case 'c':
        return i->c;
    case 'o':
        return 1;
    case 'X':
        return (uint32_t)ext_word(i, 0);
    case 'N':
        return (uint32_t)((ext_word(i, 0) + 7) / 8);
    case 'T':
        return words_of(ext_type(i));
    case 'V':
        return words_of(ext_type(i)) * (uint32_t)ext_word(i, 1);
    case 'K':
        return words_of(ext_type(i)->key);
    case 'E':
        return words_of(ext_type(i)->elem);
    case 'S':
        return 2 * (uint32_t)i->c;
    case 'C':
        return 3 * (uint32_t)i->c;
    case 'I':
        return MAPITER_WORDS;
    case 'F':
        return i->c & 4 ? 3 : 2;
    case 'P':
        return print_words((enum print_kind)i->b);
    default:
        ensure(letter >= '1' && letter <= '4', "extent %c in opcode.def", letter);
        return (uint32_t)(letter - '0');
    }
}

static enum effect_kind
kind_of(char letter)
{
    switch (letter) {
    case 'r':
        return EFFECT_READ;
    case 'w':
        return EFFECT_WRITE;
    case 'u':
        return EFFECT_UPDATE;
    case 'p':
        return EFFECT_PART;
    case 'a':
        return EFFECT_ADDRESS;
    default:
        bug("effect %c in opcode.def", letter);
    }
}

unsigned
effects_of(const struct instr *i, struct effect out[EFFECTS_MAX])
{
    const struct opcode_info *info = &opcode_infos[i->op];
    const char *extents = info->extents;
    const uint16_t fields[3] = {i->a, i->b, i->c};
    unsigned n = 0;
    for (unsigned k = 0; k < 3 && info->operands[k]; k++) {
        char letter = info->operands[k];
        uint32_t slot = fields[k];
        if (letter == 'r' || letter == 'w') {
            if (slot != NO_SLOT)
                out[n++] = (struct effect){kind_of(letter), slot, 1};
        } else if (letter == 's') {
            if (slot != NO_SLOT)
                out[n++] = (struct effect){kind_of(extents[0]),
                                           extents[1] == 'o' ? slot + i->c / 8u : slot,
                                           extent(i, extents[1])};
            extents += 2;
        }
    }
    if (info->ext[0] == 'R')
        out[n++] = (struct effect){EFFECT_READ, (uint32_t)ext_word(i, 0), 1};
    return n;
}

bool
effects_is_jump(enum opcode op)
{
    const char *operands = opcode_infos[op].operands;
    return operands[1] == 'J' || operands[2] == 'j';
}

int64_t
effects_jump_words(const struct instr *i)
{
    if (opcode_infos[i->op].operands[1] == 'J')
        return 1 + (int64_t)opcode_ext_words((enum opcode)i->op) + opcode_imm32(*i);
    return 1 + (int64_t)(int16_t)i->c;
}

bool
effects_falls_through(enum opcode op)
{
    if (opcode_is_return(op))
        return false;
    switch (op) {
    case OP_JMP:
    case OP_LOOP:
    case OP_PANIC:
    case OP_PANICRANGE:
    case OP_PANICTYPE:
    case OP_GOEXIT:
    case OP_MAINEXIT:
        return false;
    default:
        return true;
    }
}

bool
effects_is_call(enum opcode op)
{
    switch (op) {
    case OP_CALL:
    case OP_CALLF:
    case OP_CALLC:
    case OP_CALLC1:
    case OP_CALLI:
    case OP_RUNDEFERS:
        return true;
    default:
        return false;
    }
}

bool
effects_is_wait(enum opcode op)
{
    return op == OP_SEND || op == OP_RECV || op == OP_SELECT;
}
