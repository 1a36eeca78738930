/* The recent past of one figure: the highest value of each tenth of a second. Plain data, zeroed to
 * start. */
#ifndef UI_TREND_H
#define UI_TREND_H

#include <stdint.h>

enum { TREND_SAMPLES = 512 };
#define TREND_STEP_NS INT64_C(100000000)

struct trend {
    int64_t step;                 /* number of the newest step */
    unsigned n;                   /* steps that hold something, at most TREND_SAMPLES */
    uint64_t high[TREND_SAMPLES]; /* ring by step */
    uint64_t mark[TREND_SAMPLES]; /* a counter at the end of the step: cycles */
};

void trend_add(struct trend *t, int64_t now_ns, uint64_t value, uint64_t mark);
/* The highest value of steps [from, from + n) counted backwards from the newest (0); 0 = none. */
uint64_t trend_high(const struct trend *t, unsigned from, unsigned n);
/* How much the counter moved in those steps. */
uint64_t trend_marks(const struct trend *t, unsigned from, unsigned n);

#endif
