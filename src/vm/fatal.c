/* Death messages: one write of the whole text, then the scheduler halts with status 2. */
#include "vm/fatal.h"

#include "sched/traceback.h"

static void
write_text(struct vm *vm, const struct buf *text)
{
    uv_mutex_lock(&vm->print_lock);
    vm->output(vm->output_ctx, 2, buf_cstr(text), text->len);
    uv_mutex_unlock(&vm->print_lock);
}

/* What a nil dereference leaves behind, recovered from or not. The machine checks pointers itself,
 * so there is no address of a fault but nil, and a pc says nothing to anybody. */
static const char sigsegv[] = "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0]\n";

void
fatal_text(struct vm *vm, struct m *m, struct g *g, const struct buf *text, bool all)
{
    int extent = m->sched->options.traceback;
    if (!atomic_exchange(&vm->dying, true)) {
        struct buf out = {0};
        buf_add(&out, text->data, text->len);
        if (g->faulted)
            buf_add_str(&out, sigsegv);
        if (extent != TRACEBACK_NONE) {
            buf_add_byte(&out, '\n');
            traceback_g(m->sched, g, &out);
            if (all || extent == TRACEBACK_ALL)
                traceback_others(m->sched, g, &out);
        }
        write_text(vm, &out);
        buf_finish(&out);
    }
    schedule_halt(m->sched, 2);
}

void
fatal_error(struct vm *vm, struct m *m, struct g *g, const char *text)
{
    struct buf out = {0};
    buf_printf(&out, "fatal error: %s\n", text);
    fatal_text(vm, m, g, &out, false);
    buf_finish(&out);
}
