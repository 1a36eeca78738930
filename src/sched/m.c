/* Ms: libuv threads. A thread inherits the signal mask, so the mask is set around its creation and
 * never inside it; each has an alternate signal stack, as a fault may come when its own is
 * unusable. Go: runtime/proc.go (newm, mstart), runtime/os_linux.go (minit) */
#include "sched/m.h"

#include <signal.h>
#include <string.h>

#include "base/bug.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "sched/execute.h"
#include "sched/schedule.h"

enum { THREAD_STACK_BYTES = 1 << 20, SIGNAL_STACK_BYTES = 64 << 10 };

static _Thread_local struct m *current;

struct m *
m_current(void)
{
    return current;
}

int
m_thread(uv_thread_t *thread, void (*fn)(void *), void *arg)
{
    sigset_t block, old;
    sigfillset(&block);
    const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
        sigdelset(&block, faults[i]);
    pthread_sigmask(SIG_SETMASK, &block, &old);
    uv_thread_options_t options = {.flags = UV_THREAD_HAS_STACK_SIZE,
                                   .stack_size = THREAD_STACK_BYTES};
    int error = uv_thread_create_ex(thread, &options, fn, arg);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    return error;
}

static void
thread_main(void *arg)
{
    struct m *m = arg;
    current = m;
    stack_t old, alternate = {.ss_sp = xmalloc(SIGNAL_STACK_BYTES), .ss_size = SIGNAL_STACK_BYTES};
    sigaltstack(&alternate, &old);
    execute_loop(m);
    if (old.ss_flags & SS_DISABLE)
        old.ss_size = SIGNAL_STACK_BYTES;
    sigaltstack(&old, NULL);
    free(alternate.ss_sp);
    current = NULL;
}

bool
m_create_locked(struct scheduler *s, struct p *p, bool spinning)
{
    struct m *m = xcalloc(1, sizeof *m);
    m->id = s->n_ms;
    m->sched = s;
    atomic_store(&m->next_p, p);
    m->spinning = spinning;
    note_init(&m->note);
    int error = m_thread(&m->thread, thread_main, m);
    if (error) {
        log_warn("cannot create a thread: %s", uv_strerror(error));
        note_finish(&m->note);
        free(m);
        return false;
    }
    m->started = true;
    if (s->n_ms == s->cap_ms) {
        s->cap_ms = s->cap_ms ? 2 * s->cap_ms : 8;
        s->ms = xrealloc(s->ms, s->cap_ms, sizeof(struct m *));
    }
    s->ms[s->n_ms++] = m;
    return true;
}

void
m_join(struct m *m)
{
    if (m->started)
        uv_thread_join(&m->thread);
    note_finish(&m->note);
    free(m);
}
