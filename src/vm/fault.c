/* The one place that jumps out of a signal handler. The handler does nothing but remember where the
 * program was and return to fault_guard, which prints Go's words in ordinary context.
 *
 * The interrupted pc and frame live in host registers. The handler looks for the pair among them: a
 * register that holds an address inside text, and one that holds a frame address of the goroutine
 * whose return link checks out. When the compiler kept them elsewhere, the last saved pair serves
 * (the traceback then names the last call). */
#include "vm/fault.h"

#include "base/buf.h"
#include "mem/region.h"
#include "mem/userarena.h"
#include "vm/fatal.h"

#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <ucontext.h>
#include <uv.h>

static struct sigaction old_segv, old_bus;

static bool
in_text(const struct image *im, uint64_t addr)
{
    const struct segment *t = &im->segments.s[SEGMENT_TEXT];
    return addr > t->base && addr < t->base + t->bytes && addr % 8 == 0;
}

/* Is sp the frame of the function that pc is in? Its return link must lead into text again. */
static bool
frame_fits(const struct image *im, const struct g *g, uint64_t pc, uint64_t sp)
{
    if (sp < g->stack.lo || sp >= g->stack.hi || sp % 8)
        return false;
    const struct program_func *f = image_find_func(im, pc);
    if (!f)
        return false;
    uint64_t link = sp + (uint64_t)f->frame_words * 8;
    return link < g->stack.hi && in_text(im, *(uint64_t *)(uintptr_t)link);
}

static void
remember_registers(struct m *m, const ucontext_t *uc)
{
    const struct image *im = m->sched->image;
    const struct g *g = m->g;
    m->fault_pc = 0;
#ifdef __x86_64__
    for (int i = 0; i < NGREG && !m->fault_pc; i++) {
        uint64_t pc = (uint64_t)uc->uc_mcontext.gregs[i];
        if (!in_text(im, pc))
            continue;
        for (int k = 0; k < NGREG; k++) {
            uint64_t sp = (uint64_t)uc->uc_mcontext.gregs[k];
            if (frame_fits(im, g, pc, sp)) {
                m->fault_pc = pc;
                m->fault_sp = sp;
                break;
            }
        }
    }
#else
    (void)im;
    (void)g;
    (void)uc;
#endif
}

static void
on_fault(int sig, siginfo_t *si, void *uc)
{
    struct m *m = m_current();
    if (m && m->may_fault && si->si_code > 0) {
        m->may_fault = 0;
        m->fault_addr = (uint64_t)(uintptr_t)si->si_addr;
        remember_registers(m, uc);
        siglongjmp(m->fault_env, 1);
    }
    /* Not the program's: put back what was there and let the instruction fault again. */
    sigaction(sig, sig == SIGSEGV ? &old_segv : &old_bus, NULL);
}

static void
install(void)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_sigaction = on_fault;
    sa.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    sigemptyset(&sa.sa_mask);
    sigaction(SIGSEGV, &sa, &old_segv);
    sigaction(SIGBUS, &sa, &old_bus);
}

void
fault_install(void)
{
    static uv_once_t once = UV_ONCE_INIT;
    uv_once(&once, install);
}

static void
report(struct vm *vm, struct m *m, struct g *g)
{
    uint64_t addr = m->fault_addr, id = 0;
    struct buf text = {0};
    if (m->fault_pc) {
        atomic_store(&g->pc, m->fault_pc);
        atomic_store(&g->sp, m->fault_sp);
    }
    if (userarenas_is_fault(vm->userarenas, addr, &id)) {
        userarenas_count_fault(vm->userarenas, id);
        tracer_emit(&m->p->tracer, EVENT_ARENA_FAULT, g->id, id, addr, 0);
        buf_printf(&text, "accessed data from freed user arena 0x%" PRIx64 "\n", addr);
    } else {
        buf_printf(&text, "unexpected fault address 0x%" PRIx64 "\n", addr);
    }
    buf_printf(
        &text,
        "fatal error: fault\n[signal SIGSEGV: segmentation violation code=0x2 addr=0x%" PRIx64
        " pc=0x%" PRIx64 "]\n\n",
        addr, atomic_load(&g->pc));
    fatal_text(vm, m, g, buf_cstr(&text));
    buf_finish(&text);
}

enum schedule_exit
fault_guard(struct vm *vm, struct m *m, struct g *g, fault_body_fn *body)
{
    if (sigsetjmp(m->fault_env, 0)) {
        report(vm, m, m->g);
        return SCHEDULE_HALT;
    }
    m->may_fault = 1;
    enum schedule_exit why = body(vm, m, g);
    m->may_fault = 0;
    return why;
}
