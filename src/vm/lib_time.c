/* Package time: the run's clock, sleeping and timers. Go: runtime/time.go, timestub.go */
#include "base/clock.h"
#include "sched/chan.h"
#include "sched/timer.h"
#include "vm/native.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

native_fn lib_time_sleep, lib_time_now, lib_time_nanotime, lib_time_start_timer,
    lib_time_stop_timer, lib_time_read_zone;

enum { NS_PER_SECOND = 1000000000 };

enum native_result
lib_time_sleep(struct native_call *c)
{
    int64_t ns = (int64_t)c->args[0];
    if (ns <= 0)
        return NATIVE_DONE;
    timer_sleep(c->m, c->g, ns);
    return NATIVE_PARKED;
}

enum native_result
lib_time_now(struct native_call *c)
{
    int64_t unix_ns = clock_unix_ns(c->m->sched->clock);
    c->args[0] = (uint64_t)(unix_ns / NS_PER_SECOND);
    c->args[1] = (uint64_t)(unix_ns % NS_PER_SECOND);
    c->args[2] = (uint64_t)clock_now_ns(c->m->sched->clock) + 1; /* 0 means none in Go */
    return NATIVE_DONE;
}

enum native_result
lib_time_nanotime(struct native_call *c)
{
    c->args[0] = (uint64_t)clock_now_ns(c->m->sched->clock) + 1;
    return NATIVE_DONE;
}

/* golib's time.timer and time.Time. */
struct timer_words {
    uint64_t handle;
    uint64_t chan, fn;
    uint64_t loc;
    int64_t start_ns;
};

struct time_words {
    uint64_t wall, ext, loc;
};

/* Seconds from 1885, where Go's wall clock with a monotonic reading begins, to 1970. */
static const int64_t SECONDS_1885_TO_1970 = 62135596800 - 59453308800;

static uint64_t
timer_word(uint64_t timer, size_t offset)
{
    return access_load64(timer + offset);
}

/* Sends the time without waiting, or starts f. data: address of the Go timer. */
static void
expire(struct p *p, void *arg, uint64_t data, int64_t now_ns)
{
    (void)arg;
    uint64_t chan = timer_word(data, offsetof(struct timer_words, chan));
    if (!chan) {
        uint64_t fn = timer_word(data, offsetof(struct timer_words, fn));
        if (!schedule_go(p, NULL, fn, 0))
            schedule_fatal(p->sched, "fatal error: runtime: out of memory\n", 36);
        return;
    }
    int64_t unix_ns = clock_unix_ns(p->sched->clock);
    uint64_t seconds = (uint64_t)(unix_ns / NS_PER_SECOND + SECONDS_1885_TO_1970);
    struct time_words now = {
        .wall = 1ull << 63 | seconds << 30 | (uint64_t)(unix_ns % NS_PER_SECOND),
        .ext = (uint64_t)now_ns + 1 - timer_word(data, offsetof(struct timer_words, start_ns)),
        .loc = timer_word(data, offsetof(struct timer_words, loc)),
    };
    chan_send(m_current(), NULL, chan, (uint64_t)(uintptr_t)&now, false);
}

static bool
disarm(struct native_call *c, uint64_t timer)
{
    return timer_stop(c->p, timer_word(timer, offsetof(struct timer_words, handle)));
}

enum native_result
lib_time_start_timer(struct native_call *c)
{
    uint64_t timer = c->args[0];
    int64_t when = (int64_t)c->args[1], period = (int64_t)c->args[2];
    disarm(c, timer);
    uint64_t handle = timer_start(c->p, when - 1, period, expire, NULL, timer, timer);
    access_store64(timer + offsetof(struct timer_words, handle), handle);
    return NATIVE_DONE;
}

enum native_result
lib_time_stop_timer(struct native_call *c)
{
    c->args[1] = disarm(c, c->args[0]);
    return NATIVE_DONE;
}

/* readZone(path string, buf []byte) int: how large the file is; it is read when it fits. */
enum native_result
lib_time_read_zone(struct native_call *c)
{
    char path[512], data[16384];
    struct stat st;
    size_t n = c->args[1];
    c->args[5] = (uint64_t)-1;
    if (n >= sizeof path)
        return NATIVE_DONE;
    memcpy(path, (const char *)(uintptr_t)c->args[0], n);
    path[n] = 0;
    FILE *f = stat(path, &st) == 0 && S_ISREG(st.st_mode) ? fopen(path, "rbe") : NULL;
    if (!f)
        return NATIVE_DONE;
    n = fread(data, 1, sizeof data, f);
    if (feof(f)) { /* no zone's file is larger */
        if (n <= c->args[3])
            access_copy(c->args[2], (uint64_t)(uintptr_t)data, n);
        c->args[5] = n;
    }
    fclose(f);
    return NATIVE_DONE;
}
