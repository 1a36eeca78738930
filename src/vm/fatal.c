/* Death messages: one write of the whole text, then the scheduler halts with status 2. */
#include "vm/fatal.h"

#include "base/buf.h"
#include "sched/traceback.h"

static void
write_text(struct vm *vm, const struct buf *text)
{
    uv_mutex_lock(&vm->print_lock);
    vm->output(vm->output_ctx, 2, buf_cstr(text), text->len);
    uv_mutex_unlock(&vm->print_lock);
}

void
fatal_text(struct vm *vm, struct m *m, struct g *g, const char *text)
{
    if (!atomic_exchange(&vm->dying, true)) {
        struct buf out = {0};
        buf_add_str(&out, text);
        traceback_g(m->sched, g, &out);
        write_text(vm, &out);
        buf_finish(&out);
    }
    schedule_halt(m->sched, 2);
}

void
fatal_error(struct vm *vm, struct m *m, struct g *g, const char *text)
{
    struct buf out = {0};
    buf_printf(&out, "fatal error: %s\n\n", text);
    fatal_text(vm, m, g, buf_cstr(&out));
    buf_finish(&out);
}
