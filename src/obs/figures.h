/* The figures that reports and comparisons name, in one table: id for JSON, words for people, unit,
 * and how to read it from a snapshot. */
#ifndef OBS_FIGURES_H
#define OBS_FIGURES_H

#include "obs/snapshot.h"

enum figure_unit { FIGURE_COUNT_UNIT, FIGURE_BYTES, FIGURE_NS, FIGURE_PERCENT };

struct figure {
    const char *group; /* "run", "stacks", "heap", "gc", "arenas", "globals", "text" */
    const char *id;    /* unique: "heap_alloc_bytes" */
    const char *words; /* "allocated now" */
    enum figure_unit unit;
    double (*get)(const struct snapshot *s);
};

extern const struct figure figures[];
extern const unsigned figures_n;

/* "31.2 MiB", "1.21 M", "41 us", "9.1 %": right for columns of `out`, cap bytes. */
void figure_format(enum figure_unit unit, double v, char *out, unsigned cap);

#endif
