/* The one place that jumps out of a signal handler. The handler does nothing but remember where the
 * program was and return to fault_guard, which prints Go's words in ordinary context.
 *
 * The interrupted pc and frame live in host registers, or on the host's stack when the loop has
 * called a function. The handler looks for the pair there: a word that is an address inside text,
 * and one that is a frame address of the goroutine whose return links check out. When the compiler
 * kept them elsewhere, the last saved pair serves (the traceback then names the last call). */
#include "vm/fault.h"

#include "base/buf.h"
#include "base/bug.h"
#include "mem/region.h"
#include "mem/userarena.h"
#include "vm/fatal.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <ucontext.h>
#include <uv.h>

enum { STACK_WORDS = 128, BOTTOM_BYTES = 128 };

static struct sigaction old_segv, old_bus;

static bool
in_text(const struct image *im, uint64_t addr)
{
    const struct segment *t = &im->segments.s[SEGMENT_TEXT];
    return addr > t->base && addr < t->base + t->bytes && addr % 8 == 0;
}

/* Is sp the frame of the function that pc is in? Then the return links lead to the bottom of the
 * stack. */
static bool
frame_fits(const struct image *im, const struct g *g, uint64_t pc, uint64_t sp)
{
    const struct program_func *top = sp < g->stack.lo || sp % 8 ? NULL : image_find_func(im, pc);
    if (!top || top->flags & FUNC_RUNTIME) /* the bottom of the stack fits always */
        return false;
    while (pc) {
        const struct program_func *f = in_text(im, pc) ? image_find_func(im, pc) : NULL;
        if (!f || sp >= g->stack.hi || f->frame_words >= (g->stack.hi - sp) / 8)
            return false;
        uint64_t link = sp + (uint64_t)f->frame_words * 8;
        pc = *(uint64_t *)(uintptr_t)link;
        sp = link + 8;
    }
    return g->stack.hi - sp < BOTTOM_BYTES;
}

static bool
remember(struct m *m, uint64_t pc, const uint64_t *words, int n)
{
    for (int k = 0; k < n; k++) {
        if (!frame_fits(m->sched->image, m->g, pc, words[k]))
            continue;
        m->fault_pc = pc;
        m->fault_sp = words[k];
        return true;
    }
    return false;
}

/* Functions called by the loop have put its registers on the host's stack: whatever lies there is
 * looked at. */
static __attribute__((no_sanitize_address)) void
search(struct m *m, const ucontext_t *uc)
{
    m->fault_pc = 0;
#ifdef __x86_64__
    uint64_t words[NGREG + STACK_WORDS];
    int n = 0;
    for (int i = 0; i < NGREG; i++)
        words[n++] = (uint64_t)uc->uc_mcontext.gregs[i];
    const uint64_t *stack = (const uint64_t *)(uintptr_t)words[REG_RSP];
    for (int i = 0; i < STACK_WORDS; i++)
        words[n++] = stack[i];
    for (int i = 0; i < n; i++)
        if (in_text(m->sched->image, words[i]) && remember(m, words[i], words, n))
            return;
#else
    (void)m;
    (void)uc;
#endif
}

/* A collector or scheduler of ours met what the program has written where it should not. */
static void
end_blamed(const siginfo_t *si)
{
    char text[200];
    int n = snprintf(text, sizeof text,
                     "fatal error: unexpected signal during runtime execution\n[signal SIGSEGV: "
                     "segmentation violation code=0x%x addr=0x%lx]\n",
                     (unsigned)si->si_code, (unsigned long)(uintptr_t)si->si_addr);
    bug_end_blamed(text, (size_t)n);
}

static void
on_fault(int sig, siginfo_t *si, void *uc)
{
    struct m *m = m_current();
    if (m && m->may_fault && si->si_code > 0) {
        m->may_fault = 0;
        m->fault_addr = (uint64_t)(uintptr_t)si->si_addr;
        m->fault_code = si->si_code;
        search(m, uc);
        siglongjmp(m->fault_env, 1);
    }
    if (bug_program_is_blamed() && si->si_code > 0)
        end_blamed(si);
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
report(struct vm *vm, struct m *m, struct g *g, uint64_t addr)
{
    uint64_t id = 0;
    struct buf text = {0};
    if (userarenas_is_fault(vm->userarenas, addr, &id)) {
        userarenas_count_fault(vm->userarenas, id);
        tracer_emit(&m->p->tracer, EVENT_ARENA_FAULT, g->id, id, addr, 0);
        buf_printf(&text, "accessed data from freed user arena 0x%" PRIx64 "\n", addr);
    } else {
        buf_printf(&text, "unexpected fault address 0x%" PRIx64 "\n", addr);
    }
    buf_printf(
        &text,
        "fatal error: fault\n[signal SIGSEGV: segmentation violation code=0x%x addr=0x%" PRIx64
        " pc=0x%" PRIx64 "]\n",
        (unsigned)m->fault_code, addr, atomic_load(&g->pc));
    fatal_text(vm, m, g, &text, true);
    buf_finish(&text);
}

void
fault_wild_pc(struct vm *vm, struct m *m, struct g *g, uint64_t pc)
{
    m->fault_code = SEGV_MAPERR;
    report(vm, m, g, pc);
}

enum schedule_exit
fault_guard(struct vm *vm, struct m *m, struct g *g, fault_body_fn *body)
{
    if (sigsetjmp(m->fault_env, 0)) {
        if (m->fault_pc) {
            atomic_store(&m->g->pc, m->fault_pc);
            atomic_store(&m->g->sp, m->fault_sp);
        }
        report(vm, m, m->g, m->fault_addr);
        return SCHEDULE_HALT;
    }
    m->may_fault = 1;
    enum schedule_exit why = body(vm, m, g);
    m->may_fault = 0;
    return why;
}
