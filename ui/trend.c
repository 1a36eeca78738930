/* A ring by time. Steps without a sample repeat the value before them. */
#include "ui/trend.h"

#include <string.h>

static unsigned
slot(int64_t step)
{
    return (unsigned)(step % TREND_SAMPLES);
}

void
trend_add(struct trend *t, int64_t now_ns, uint64_t value, uint64_t mark)
{
    int64_t step = now_ns / TREND_STEP_NS;
    if (t->n == 0 || step < t->step || step - t->step >= TREND_SAMPLES) {
        memset(t, 0, sizeof *t);
        t->n = 1;
        t->step = step;
        t->high[slot(step)] = value;
    }
    uint64_t before = t->high[slot(t->step)], marks = t->mark[slot(t->step)];
    while (t->step < step) {
        t->step++;
        t->high[slot(t->step)] = t->step == step ? value : before;
        t->mark[slot(t->step)] = marks;
        t->n += t->n < TREND_SAMPLES;
    }
    if (value > t->high[slot(step)])
        t->high[slot(step)] = value;
    t->mark[slot(step)] = mark;
}

uint64_t
trend_high(const struct trend *t, unsigned from, unsigned n)
{
    uint64_t high = 0;
    for (unsigned i = from; i < from + n && i < t->n; i++) {
        uint64_t v = t->high[slot(t->step - i)];
        high = v > high ? v : high;
    }
    return high;
}

uint64_t
trend_marks(const struct trend *t, unsigned from, unsigned n)
{
    if (from + n >= t->n)
        return 0;
    return t->mark[slot(t->step - from)] - t->mark[slot(t->step - from - n)];
}
