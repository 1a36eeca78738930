/* Events: one fixed-size record each, produced by the thread where the thing happened, into that
 * thread's ring. Which kinds exist, their arguments and words: event.def. Plain data. */
#ifndef TRACE_EVENT_H
#define TRACE_EVENT_H

#include <stdint.h>

enum event_kind {
#define EVENT(kind, name, a, b, c, level, chain, help) EVENT_##kind,
#include "trace/event.def"
#undef EVENT
    EVENT_COUNT
};

enum event_level { EVENT_LEVEL_COUNT, EVENT_LEVEL_TRACE };

struct trace_event {
    int64_t time_ns;  /* clock_now_ns */
    uint64_t a, b, c; /* see event.def */
    uint32_t goid;    /* goroutine that ran, 0 = none (collector, sweeper) */
    uint16_t kind;    /* enum event_kind */
    uint16_t proc;    /* P number */
};

struct event_info {
    const char *id;   /* "STACK_GROW" */
    const char *name; /* "stack grow" */
    const char *args[3];
    enum event_level level;
    const char *chain; /* "" = none */
    const char *help;
};

extern const struct event_info event_infos[EVENT_COUNT];

#endif
