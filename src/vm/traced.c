/* Traced mode looks at every instruction before it runs. */
#include "vm/traced.h"

#include "sched/control.h"

/* The line table entry that starts exactly at pc, where a stop is allowed: not in the middle of a
 * call's arguments. */
static const struct line_entry *
line_start(const struct image *im, const struct program_func *f, uint64_t pc)
{
    uint64_t off = pc - im->text - f->entry;
    size_t lo = 0, hi = f->lines.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (f->lines.v[mid].pc < off)
            lo = mid + 1;
        else
            hi = mid;
    }
    const struct line_entry *line = lo < f->lines.n ? &f->lines.v[lo] : NULL;
    return line && line->pc == off && !line->in_call ? line : NULL;
}

static void
emit(struct m *m, struct g *g, enum event_kind kind, uint64_t b, uint64_t c)
{
    tracer_emit(&m->p->tracer, kind, g->id, g->id, b, c);
    control_event(&m->sched->control, kind);
}

bool
traced_instruction(struct vm *vm, struct m *m, struct g *g, const struct instr *pc)
{
    struct control *ctl = &m->sched->control;
    const struct image *im = vm->image;
    uint64_t at = (uint64_t)(uintptr_t)pc;
    const struct program_func *f = image_find_func(im, at + 1);
    const struct line_entry *line = f ? line_start(im, f, at) : NULL;
    if (line && !control_spend(ctl, 1) && !m->traced_retry) {
        m->traced_retry = true; /* one instruction goes through after the stop */
        atomic_store_explicit(&g->pc, at, memory_order_relaxed);
        return false;
    }
    m->traced_retry = false;
    if (!line)
        control_spend(ctl, 1);
    bool user = f && !(f->flags & (FUNC_GOLIB | FUNC_RUNTIME | FUNC_WRAPPER));
    if (line && user)
        emit(m, g, EVENT_LINE, at, 0);
    if (user && opcode_is_return((enum opcode)pc->op))
        emit(m, g, EVENT_FRAME_POP, at, opcode_return_bytes(pc));
    switch (pc->op) {
    case OP_CALL:
    case OP_CALLF:
    case OP_CALLC:
    case OP_CALLC1:
    case OP_CALLI:
        if (user)
            emit(m, g, EVENT_FRAME_PUSH, at, 0);
        break;
    default:
        break;
    }
    return true;
}
