/* The table of event kinds, from their one list.
 *
 * Go: internal/trace/tracev2/spec.go */
#include "trace/event.h"

const struct event_info event_infos[EVENT_COUNT] = {
#define EVENT(kind, name, a, b, c, level, chain, help)                                             \
    [EVENT_##kind] = {#kind, name, {a, b, c}, EVENT_LEVEL_##level, chain, help},
#include "trace/event.def"
#undef EVENT
};
