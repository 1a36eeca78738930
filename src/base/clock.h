/* The only source of time in src/. A real clock reads the host's monotonic clock; a virtual clock
 * (deterministic runs) moves only when told to. Threads: reading is free for all; advancing a
 * virtual clock is atomic. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct clock {
    bool is_virtual;
    _Atomic int64_t virtual_ns; /* ns since the start of the run; virtual clocks only */
    int64_t start_ns;           /* host monotonic ns at clock_init; real clocks only */
    int64_t start_unix_ns;      /* wall time at clock_init; a fixed date for virtual clocks */
};

void clock_init(struct clock *c, bool is_virtual);
int64_t clock_now_ns(const struct clock *c);     /* ns since clock_init, monotonic */
int64_t clock_unix_ns(const struct clock *c);    /* ns since 1970 */
void clock_advance(struct clock *c, int64_t ns); /* virtual clocks only */

#endif
