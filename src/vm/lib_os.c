/* Package os: standard streams, arguments, environment, the end. No files. Go: os/file.go, proc.go
 */
#include "gc/barrier.h"
#include "sched/timer.h"
#include "vm/native.h"
#include "vm/slice.h"
#include "vm/str.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STDIN_RETRY_NS INT64_C(5000000)

native_fn lib_os_args, lib_os_environ, lib_os_exit, lib_os_ids, lib_os_getenv, lib_os_read,
    lib_os_write;

/* write(fd int, p []byte) int */
enum native_result
lib_os_write(struct native_call *c)
{
    int fd = (int)c->args[0];
    c->args[4] = c->args[2];
    if (fd != 1 && fd != 2) {
        c->args[4] = (uint64_t)-1;
        return NATIVE_DONE;
    }
    tracer_emit(&c->p->tracer, EVENT_OUTPUT, c->g->id, (uint64_t)fd, c->args[2], 0);
    uv_mutex_lock(&c->vm->print_lock);
    c->vm->output(c->vm->output_ctx, fd, (const char *)(uintptr_t)c->args[1], c->args[2]);
    uv_mutex_unlock(&c->vm->print_lock);
    return NATIVE_DONE;
}

/* Whether a read would come back at once, be it with the end of the file. */
static bool
stdin_ready(void)
{
    struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&fd, 1, 0) != 0;
}

/* read(fd int, p []byte) int. A thread that waited in the kernel could not stop for the collector
 * nor at the end of the run: the goroutine sleeps and looks again. With virtual time sleeping would
 * be spinning: deterministic runs do wait. */
enum native_result
lib_os_read(struct native_call *c)
{
    char chunk[4096];
    size_t want = c->args[2] < sizeof chunk ? c->args[2] : sizeof chunk;
    ssize_t n = -1;
    if (c->args[0] == 0 && want > 0) {
        if (!c->m->sched->options.deterministic && !stdin_ready()) {
            vm_native_again(c);
            timer_sleep(c->m, c->g, STDIN_RETRY_NS);
            return NATIVE_AGAIN;
        }
        do
            n = read(STDIN_FILENO, chunk, want);
        while (n < 0 && errno == EINTR);
    }
    if (n > 0)
        access_copy(c->args[1], (uint64_t)(uintptr_t)chunk, (size_t)n);
    c->args[4] = (uint64_t)(int64_t)n;
    return NATIVE_DONE;
}

enum native_result
lib_os_exit(struct native_call *c)
{
    schedule_halt(c->m->sched, (int)c->args[0]);
    return NATIVE_HALT;
}

static bool
put_string(struct native_call *c, uint64_t slot, const char *text)
{
    uint64_t str[2];
    if (!str_make(c->p, c->g, text, strlen(text), str))
        return false;
    barrier_store(&c->p->gc, slot, str[0]);
    access_store64(slot + 8, str[1]);
    return true;
}

/* The result is `first`, unless NULL, and a NULL-terminated list. */
static enum native_result
put_strings(struct native_call *c, const char *first, char **list)
{
    size_t n = first != NULL, at = n;
    for (char **s = list; s && *s; s++)
        n++;
    if (slice_make(c->p, c->g, c->vm->type_string, (int64_t)n, (int64_t)n, c->args) != SLICE_OK ||
        (first && !put_string(c, c->args[0], first)))
        return vm_fatal(c, "out of memory");
    for (; at < n; at++)
        if (!put_string(c, c->args[0] + at * 16, *list++))
            return vm_fatal(c, "out of memory");
    return NATIVE_DONE;
}

/* args() []string */
enum native_result
lib_os_args(struct native_call *c)
{
    return put_strings(c, c->vm->program_name, c->vm->args);
}

/* environ() []string */
enum native_result
lib_os_environ(struct native_call *c)
{
    return put_strings(c, NULL, environ);
}

/* ids() (pid, ppid, uid, euid, gid, egid int) */
enum native_result
lib_os_ids(struct native_call *c)
{
    c->args[0] = (uint64_t)getpid();
    c->args[1] = (uint64_t)getppid();
    c->args[2] = getuid();
    c->args[3] = geteuid();
    c->args[4] = getgid();
    c->args[5] = getegid();
    return NATIVE_DONE;
}

/* getenv(key string) (string, bool) */
enum native_result
lib_os_getenv(struct native_call *c)
{
    char key[256];
    size_t n = c->args[1] < sizeof key - 1 ? c->args[1] : sizeof key - 1;
    if (n)
        memcpy(key, (const char *)(uintptr_t)c->args[0], n);
    key[n] = 0;
    const char *v = n == c->args[1] ? getenv(key) : NULL;
    c->args[4] = v != NULL;
    return str_make(c->p, c->g, v ? v : "", v ? strlen(v) : 0, &c->args[2])
               ? NATIVE_DONE
               : vm_fatal(c, "out of memory");
}
