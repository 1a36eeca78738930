/* Pairs of instructions that become one, so that there is one dispatch less:
 *
 *     MOV a, b; MOV c, d        becomes   MOVMOV a, b, c, d  or  MOV2 a, b
 *     ADD p, x, y; RET          becomes   ADDRET p, x, y
 *
 * provided that both are of one line (the debugger stops at each line) and nobody jumps between
 * them. And float64 operations whose operand the instruction before has just made take their F
 * form: see opcode.def. What is no longer needed becomes NOP.
 * Go: cmd/compile/internal/ssa/_gen (rules that combine operations into one of the machine's) */
#include "code/codegen.h"

/* ---- moves ---- */

static void
move_and_move(struct ins *i, struct ins *next)
{
    if (i->op != OP_MOV || next->op != OP_MOV)
        return;
    if (next->b == i->a)
        return;
    if (next->a == i->a + 1 && next->b == i->b + 1) {
        i->op = OP_MOV2;
    } else {
        i->op = OP_MOVMOV;
        i->c = next->a;
        i->ext[i->n_ext++] = (struct ext){.kind = EXT_SLOT, .value = next->b};
    }
    *next = (struct ins){.op = OP_NOP, .line = next->line};
}

/* ---- returns ---- */

struct returning {
    enum opcode op, fused;
    bool ext; /* the frame's size is an ext word, not operand c */
};

static const struct returning returnings[] = {
    {OP_MOV, OP_MOVRET, false}, {OP_LDI, OP_LDIRET, false},  {OP_LD64, OP_LD64RET, true},
    {OP_ADD, OP_ADDRET, true},  {OP_ADDI, OP_ADDIRET, true}, {OP_SUB, OP_SUBRET, true},
    {OP_MUL, OP_MULRET, true},  {OP_AND, OP_ANDRET, true},
};

/* The RET stays when somebody else jumps to it. */
static void
return_with(struct ins *i, struct ins *ret, bool is_target)
{
    if (ret->op != OP_RET)
        return;
    if (i->op == OP_LDI && ((int32_t)i->b < INT16_MIN || (int32_t)i->b > INT16_MAX))
        return;
    for (size_t k = 0; k < sizeof returnings / sizeof *returnings; k++) {
        if (returnings[k].op != (enum opcode)i->op)
            continue;
        i->op = (uint16_t)returnings[k].fused;
        if (returnings[k].ext)
            i->ext[i->n_ext++] = (struct ext){.kind = EXT_FRAME};
        if (!is_target)
            *ret = (struct ins){.op = OP_NOP, .line = ret->line};
        return;
    }
}

/* ---- float64 operands that are still in a register ---- */

struct forwarded {
    enum opcode op, b, c, ext; /* the form when that operand is the near one; OP_NOP: none */
};

static const struct forwarded forwardeds[] = {
    {OP_FADD, OP_FADDF, OP_FADDF, OP_NOP},   {OP_FSUB, OP_FSUBF, OP_FSUBRF, OP_NOP},
    {OP_FMUL, OP_FMULF, OP_FMULF, OP_NOP},   {OP_FDIV, OP_FDIVF, OP_FDIVRF, OP_NOP},
    {OP_FSQRT, OP_FSQRTF, OP_NOP, OP_NOP},   {OP_FMADD, OP_FMADDF, OP_FMADDF, OP_FMADDX},
    {OP_FMSUB, OP_NOP, OP_NOP, OP_FMSUBX},   {OP_FADDM, OP_FADDMF, OP_NOP, OP_NOP},
    {OP_FSUBM, OP_FSUBMF, OP_NOP, OP_NOP},   {OP_FMULM, OP_FMULMF, OP_NOP, OP_NOP},
    {OP_FADDTO, OP_FADDTOF, OP_NOP, OP_NOP}, {OP_FSUBTO, OP_FSUBTOF, OP_NOP, OP_NOP},
};

/* Does it leave R(a) in the register? */
static bool
makes_float(unsigned op)
{
    switch (op) {
    case OP_FADDM:
    case OP_FSUBM:
    case OP_FMULM:
    case OP_FADDMF:
    case OP_FSUBMF:
    case OP_FMULMF:
    case OP_FMADDX:
    case OP_FMSUBX:
        return true;
    default:
        return (op >= OP_FADD && op <= OP_FDIV) || (op >= OP_FMADD && op <= OP_FMADDF);
    }
}

static void
forward_float(struct ins *i, const struct ins *before)
{
    if (!makes_float(before->op))
        return;
    for (size_t k = 0; k < sizeof forwardeds / sizeof *forwardeds; k++) {
        const struct forwarded *w = &forwardeds[k];
        if (w->op != (enum opcode)i->op)
            continue;
        if (w->ext != OP_NOP && i->ext[0].value == before->a) {
            i->op = (uint16_t)w->ext;
        } else if (w->b != OP_NOP && i->b == before->a) {
            i->op = (uint16_t)w->b;
        } else if (w->c != OP_NOP && i->c == before->a) {
            i->op = (uint16_t)w->c;
            i->c = i->b;
            i->b = before->a;
        }
        return;
    }
}

void
fuse_pairs(struct fn *f, const uint32_t *n_labels)
{
    for (size_t k = 1; k < f->code.n; k++) {
        struct ins *i = &f->code.v[k - 1], *next = i + 1;
        if (n_labels[k] == 0)
            forward_float(next, i);
        if (i->line != next->line)
            continue;
        return_with(i, next, n_labels[k] > 0);
        if (n_labels[k] == 0)
            move_and_move(i, next);
    }
}
