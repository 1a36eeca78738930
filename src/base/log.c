/* The host's complaints. Lines printed while the dashboard is up would garble it, so log_hold keeps
 * them; the amount kept is bounded and what is lost is counted. */
#include "base/log.h"

#include "base/buf.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>

enum { KEPT_BYTES_MAX = 64 << 10 };

static struct {
    pthread_mutex_t lock; /* guards all fields */
    bool debug;
    bool hold;
    struct buf kept;
    size_t n_lost; /* lines not kept for lack of room */
} state = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void add_line_locked(const char *fmt, va_list ap) __attribute__((format(printf, 1, 0)));

static void
flush_locked(void)
{
    if (state.kept.len)
        fwrite(state.kept.data, 1, state.kept.len, stderr);
    buf_finish(&state.kept);
    if (state.n_lost)
        fprintf(stderr, "regionscope: %zu more messages were dropped\n", state.n_lost);
    state.n_lost = 0;
}

static void
add_line_locked(const char *fmt, va_list ap)
{
    if (state.kept.len > KEPT_BYTES_MAX) {
        state.n_lost++;
        return;
    }
    buf_add_str(&state.kept, "regionscope: ");
    buf_vprintf(&state.kept, fmt, ap);
    buf_add_byte(&state.kept, '\n');
    if (!state.hold)
        flush_locked();
}

void
log_warn(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    pthread_mutex_lock(&state.lock);
    add_line_locked(fmt, ap);
    pthread_mutex_unlock(&state.lock);
    va_end(ap);
}

void
log_debug(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    pthread_mutex_lock(&state.lock);
    if (state.debug)
        add_line_locked(fmt, ap);
    pthread_mutex_unlock(&state.lock);
    va_end(ap);
}

void
log_set_debug(bool on)
{
    pthread_mutex_lock(&state.lock);
    state.debug = on;
    pthread_mutex_unlock(&state.lock);
}

void
log_hold(bool hold)
{
    pthread_mutex_lock(&state.lock);
    state.hold = hold;
    if (!hold)
        flush_locked();
    pthread_mutex_unlock(&state.lock);
}
