/* Time. Real: the host's monotonic clock, with the wall time read once at the start so that both
 * never disagree during a run. Virtual: a number that starts at zero on the date the Go playground
 * also starts at. */
#include "base/clock.h"

#include "base/bug.h"

#include <time.h>

#define VIRTUAL_START_UNIX_NS (INT64_C(1257894000) * 1000000000) /* 2009-11-10 23:00:00 UTC */

static int64_t
host_ns(clockid_t id)
{
    struct timespec ts;
    clock_gettime(id, &ts);
    return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

void
clock_init(struct clock *c, bool is_virtual)
{
    c->is_virtual = is_virtual;
    atomic_init(&c->virtual_ns, 0);
    c->start_ns = is_virtual ? 0 : host_ns(CLOCK_MONOTONIC);
    c->start_unix_ns = is_virtual ? VIRTUAL_START_UNIX_NS : host_ns(CLOCK_REALTIME);
}

int64_t
clock_now_ns(const struct clock *c)
{
    if (c->is_virtual)
        return atomic_load(&c->virtual_ns);
    return host_ns(CLOCK_MONOTONIC) - c->start_ns;
}

int64_t
clock_unix_ns(const struct clock *c)
{
    return c->start_unix_ns + clock_now_ns(c);
}

void
clock_advance(struct clock *c, int64_t ns)
{
    ensure(c->is_virtual, "only a virtual clock can be advanced");
    ensure(ns >= 0, "time runs forward only");
    atomic_fetch_add(&c->virtual_ns, ns);
}
