/* Instruction words. The list with operands and meaning: opcode.def. */
#ifndef CODE_OPCODE_H
#define CODE_OPCODE_H

#include <stdbool.h>
#include <stdint.h>

enum opcode {
#define OP(name, operands, extents, ext, meaning) OP_##name,
#include "code/opcode.def"
#undef OP
    OP_COUNT
};

enum { NO_SLOT = 0xffff };

struct instr {
    uint16_t op; /* enum opcode */
    uint16_t a, b, c;
};

enum {
    DEFER_WORDS = 4,   /* link, closure, frame sp, flags: see vm/defer */
    DEFER_PTRMASK = 7, /* link, closure and sp: all may point into this stack */
    MAPITER_WORDS = 12,
    MAPITER_PTRMASK = 0x1f, /* words 0..4: key, value, map, table, group */
};

/* PRINT's operand b. */
enum print_kind {
    PRINT_BOOL,
    PRINT_INT,
    PRINT_UINT,
    PRINT_HEX, /* uintptr prints as decimal in Go; pointers as hex */
    PRINT_FLOAT,
    PRINT_FLOAT32, /* a float64 slot too; as many digits as a float32 needs */
    PRINT_COMPLEX,
    PRINT_COMPLEX64,
    PRINT_STRING,
    PRINT_SLICE,
    PRINT_EFACE,
    PRINT_SPACE,
    PRINT_NEWLINE,
    PRINT_LOCK, /* start of one print statement: its output stays together */
    PRINT_UNLOCK
};

struct opcode_info {
    const char *name;
    const char *operands;
    const char *extents;
    const char *ext;
    const char *meaning;
};

extern const struct opcode_info opcode_infos[OP_COUNT];

static inline int32_t
opcode_imm32(struct instr i)
{
    return (int32_t)((uint32_t)i.b | (uint32_t)i.c << 16);
}

/* RET, also as the second half of another instruction. */
static inline bool
opcode_is_return(enum opcode op)
{
    return op == OP_RET || (op >= OP_MOVRET && op <= OP_ANDRET);
}

/* How far above sp such an instruction finds the return pc. */
static inline uint64_t
opcode_return_bytes(const struct instr *i)
{
    if (i->op == OP_RET)
        return (uint64_t)opcode_imm32(*i);
    bool small = i->op == OP_MOVRET || i->op == OP_LDIRET;
    return 8 * (small ? i->c : ((const uint64_t *)(const void *)i)[1]);
}

static inline unsigned
opcode_ext_words(enum opcode op)
{
    const char *e = opcode_infos[op].ext;
    return e[0] == 0 ? 0u : e[1] == 0 ? 1u : 2u;
}

#endif
