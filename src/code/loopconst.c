/* Constants that loops use: those that no instruction holds as an immediate operand lie in slots of
 * their own and are loaded once, ahead of the outermost loop around their use. Which they are is
 * known only after the loop, so their loads are then put in front of it; the labels of the loop
 * (those made since it began) move along.
 * Go: cmd/compile/internal/ssa/regalloc.go (rematerialisation does the contrary) */
#include "code/codegen.h"

#include <string.h>

enum { LOOP_CONST_MAX = 24 };

void
loopconst_begin(struct fn *f)
{
    if (f->loop.depth++ > 0)
        return;
    f->loop.start = f->code.n;
    f->loop.n_labels = f->labels.n;
    f->loop.n_used = 0;
}

/* The instructions emitted last go to the loop's start instead. */
static void
move_to_start(struct fn *f, size_t first)
{
    size_t start = f->loop.start, n = f->code.n - first;
    struct ins *loads = xcalloc(n, sizeof *loads);
    memcpy(loads, &f->code.v[first], n * sizeof *loads);
    memmove(&f->code.v[start + n], &f->code.v[start], (first - start) * sizeof *loads);
    memcpy(&f->code.v[start], loads, n * sizeof *loads);
    free(loads);
    for (size_t i = 0; i < f->labels.n; i++) {
        uint32_t *at = &f->labels.v[i];
        if (*at != UINT32_MAX && (*at > start || (*at == start && i >= f->loop.n_labels)))
            *at += (uint32_t)n;
    }
    vec_each (struct local_var *, v, &f->vars) {
        v->from += v->from >= start ? (uint32_t)n : 0;
        v->to += v->to > start ? (uint32_t)n : 0;
    }
}

void
loopconst_end(struct fn *f)
{
    if (--f->loop.depth > 0 || f->loop.n_used == 0)
        return;
    size_t first = f->code.n;
    uint32_t line = f->line;
    if (first > f->loop.start)
        f->line = f->code.v[f->loop.start].line;
    for (size_t i = 0; i < f->loop.n_used; i++)
        compile_const_int(f, (int64_t)f->loop.consts.v[i].bits, f->loop.consts.v[i].slot);
    f->line = line;
    move_to_start(f, first);
}

uint32_t
loopconst_slot(struct fn *f, const struct constant *c, struct type *t)
{
    uint64_t bits[2];
    struct shape s = slots_shape(f->cg, t);
    if (f->loop.depth == 0 || s.words != 1 || s.mask || !compile_const_bits(f->cg, c, t, bits))
        return VSLOT_NONE;
    for (size_t i = 0; i < f->loop.n_used; i++) {
        if (f->loop.consts.v[i].bits == bits[0])
            return f->loop.consts.v[i].slot;
    }
    if (f->loop.n_used == LOOP_CONST_MAX)
        return VSLOT_NONE;
    if (f->loop.n_used == f->loop.consts.n) /* an earlier loop's slots serve again */
        vec_push(&f->loop.consts, ((struct loop_const){0, slots_storage(f, s)}));
    struct loop_const *k = &f->loop.consts.v[f->loop.n_used++];
    k->bits = bits[0];
    return k->slot;
}
