/* Package time: the run's clock and sleeping. Go: runtime/time.go, timestub.go */
#include "base/clock.h"
#include "sched/timer.h"
#include "vm/native.h"

native_fn lib_time_sleep, lib_time_now, lib_time_nanotime;

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
