/* Improves the instructions of a complete function before they are encoded:
 *
 *     JEQ x, y, L; JMP M; L:            becomes   JNE x, y, M
 *     MOV d, s; CALLC x                 becomes   CALLC1 x, s, d
 *     JMP C; ... ADDI i, i, 1; C: LJLT i, n, T
 *                                       becomes   JLE n, i, E; ... LJINCLT i, n, T; E:
 *
 * the last being the counted loop, of which an iteration then takes one instruction less. An
 * instruction that is no longer needed becomes NOP, and these go at the end.
 * Go: cmd/compile/internal/ssa/loopbce.go (which loops count), cmd/internal/obj/x86/obj6.go */
#include "base/bug.h"
#include "code/codegen.h"

enum { NEAR = 4000 }; /* instructions that a 16-bit jump surely crosses */

struct counted {                 /* the jump at the bottom of a loop, behind ADDI a, a, 1 */
    enum opcode op, fused, skip; /* skip: the inverse, for the jump into the loop */
    bool swapped;                /* of skip's operands */
};

static const struct counted counteds[] = {
    {OP_LJLT, OP_LJINCLT, OP_JLE, true},
    {OP_LJLE, OP_LJINCLE, OP_JLT, true},
    {OP_LJLTI, OP_LJINCLTI, OP_JGEI, false},
};

/* The operand that holds an instruction's label. */
static uint32_t *
label_of(struct ins *i)
{
    const char *ops = opcode_infos[i->op].operands;
    if (ops[1] == 'J')
        return &i->b;
    return ops[2] == 'j' ? &i->c : NULL;
}

/* How many labels stand at each instruction. */
static uint32_t *
count_labels(const struct fn *f)
{
    uint32_t *n = xcalloc(f->code.n + 1, sizeof *n);
    for (size_t i = 0; i < f->labels.n; i++) {
        if (f->labels.v[i] != UINT32_MAX)
            n[f->labels.v[i]]++;
    }
    return n;
}

static void
remove_ins(struct fn *f, size_t k)
{
    struct ins *i = &f->code.v[k];
    *i = (struct ins){.op = OP_NOP, .line = i->line};
}

static uint32_t
label_at(struct fn *f, size_t k)
{
    uint32_t label = emit_label(f);
    f->labels.v[label] = (uint32_t)k;
    return label;
}

/* ---- a jump over a jump ---- */

static void
jump_over_jump(struct fn *f, size_t k, const uint32_t *n_labels)
{
    struct ins *i = &f->code.v[k], *jump = i + 1;
    if (k + 2 >= f->code.n || jump->op != OP_JMP || n_labels[k + 1] > 0)
        return;
    uint32_t *label = label_of(i);
    if (!label || f->labels.v[*label] != k + 2)
        return;
    if (i->op == OP_JT || i->op == OP_JF) {
        i->op = i->op == OP_JT ? OP_JF : OP_JT;
    } else {
        bool swapped;
        enum opcode inverse = emit_inverse(i->op, &swapped);
        if (inverse == OP_NOP)
            return;
        i->op = (uint16_t)inverse;
        if (swapped) {
            uint32_t a = i->a;
            i->a = i->b;
            i->b = a;
        }
    }
    *label = jump->b;
    remove_ins(f, k + 1);
}

/* ---- the last argument of a closure's call ---- */

static void
move_and_call(struct fn *f, size_t k, const uint32_t *n_labels)
{
    struct ins *move = &f->code.v[k], *call = move + 1;
    if (k + 1 >= f->code.n || move->op != OP_MOV || call->op != OP_CALLC || n_labels[k + 1] > 0)
        return;
    call->op = OP_CALLC1;
    call->b = move->b;
    call->c = move->a;
    remove_ins(f, k);
}

/* ---- counted loops ---- */

static const struct counted *
counted_at(const struct fn *f, size_t k)
{
    const struct ins *add = &f->code.v[k], *jump = add + 1;
    if (add->op != OP_ADDI || add->a != add->b || add->c != 1 || k + 1 >= f->code.n)
        return NULL;
    for (size_t i = 0; i < sizeof counteds / sizeof *counteds; i++) {
        bool same = counteds[i].op == jump->op && jump->a == add->a;
        if (same && (counteds[i].fused == OP_LJINCLTI || jump->b != add->a))
            return &counteds[i];
    }
    return NULL;
}

/* The only way to the jump at k that is not from above: one JMP. SIZE_MAX: there are others. */
static size_t
only_entry(struct fn *f, size_t k)
{
    size_t entry = SIZE_MAX;
    for (size_t i = 0; i < f->code.n; i++) {
        const uint32_t *label = label_of(&f->code.v[i]);
        if (!label || f->labels.v[*label] != k)
            continue;
        if (entry != SIZE_MAX || f->code.v[i].op != OP_JMP || i > k)
            return SIZE_MAX;
        entry = i;
    }
    return entry;
}

static void
fuse_counted(struct fn *f, size_t k, uint32_t *n_labels)
{
    const struct counted *c = counted_at(f, k);
    if (!c)
        return;
    struct ins *jump = &f->code.v[k + 1];
    if (k - f->labels.v[jump->c] > NEAR)
        return;
    if (n_labels[k + 1] > 0) {
        size_t entry = only_entry(f, k + 1);
        if (entry == SIZE_MAX || k - entry > NEAR)
            return;
        struct ins *skip = &f->code.v[entry];
        uint32_t line = skip->line;
        *skip = *jump;
        skip->op = (uint16_t)c->skip;
        skip->a = c->swapped ? jump->b : jump->a;
        skip->b = c->swapped ? jump->a : jump->b;
        skip->c = label_at(f, k + 2);
        n_labels[k + 2]++;
        skip->line = line;
    }
    jump->op = (uint16_t)c->fused;
    remove_ins(f, k);
}

/* ---- removal ---- */

static void
compact(struct fn *f)
{
    uint32_t *to = xcalloc(f->code.n + 1, sizeof *to);
    uint32_t n = 0;
    for (size_t k = 0; k < f->code.n; k++) {
        to[k] = n;
        if (f->code.v[k].op != OP_NOP)
            f->code.v[n++] = f->code.v[k];
    }
    to[f->code.n] = n;
    for (size_t i = 0; i < f->labels.n; i++) {
        if (f->labels.v[i] != UINT32_MAX)
            f->labels.v[i] = to[f->labels.v[i]];
    }
    vec_each (struct local_var *, v, &f->vars) {
        v->from = to[v->from];
        v->to = v->to ? to[v->to] : 0;
    }
    if (f->deferreturn)
        f->deferreturn = to[f->deferreturn - 1] + 1;
    f->code.n = n;
    free(to);
}

void
tighten(struct fn *f)
{
    uint32_t *n_labels = count_labels(f);
    for (size_t k = 0; k < f->code.n; k++) {
        jump_over_jump(f, k, n_labels);
        fuse_counted(f, k, n_labels);
        move_and_call(f, k, n_labels);
    }
    free(n_labels);
    compact(f);
    n_labels = count_labels(f);
    fuse_pairs(f, n_labels);
    free(n_labels);
    compact(f);
}
