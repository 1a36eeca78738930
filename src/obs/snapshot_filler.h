/* The filler's memory and its parts; private to the snapshot_*.c files. */
#ifndef OBS_SNAPSHOT_FILLER_H
#define OBS_SNAPSHOT_FILLER_H

#include "obs/snapshot_fill.h"

#include <stdint.h>

struct program_func;

struct snapshot_filler {
    struct snapshot_source src;
    uint64_t seq;
    uint64_t samples;       /* innermost functions seen so far */
    uint64_t *func_samples; /* by function id */
    uint32_t *func_active;  /* by function id, this snapshot */
    uint64_t events_seen;
    unsigned n_recent;
    struct snapshot_event recent[SNAPSHOT_EVENTS]; /* by time, newest last */
};

void snapshot_goroutines(struct snapshot_filler *f, const struct snapshot_view *v,
                         struct snapshot *out);
void snapshot_heap(struct snapshot_filler *f, const struct snapshot_view *v, struct snapshot *out);
void snapshot_gc(struct snapshot_filler *f, struct snapshot *out);
void snapshot_globals(struct snapshot_filler *f, struct snapshot *out);
void snapshot_events(struct snapshot_filler *f, struct snapshot *out);
void snapshot_text(struct snapshot_filler *f, struct snapshot *out);

/* Copies at most SNAPSHOT_NAME - 1 bytes; a longer name keeps its tail behind "..". */
void snapshot_fill_name(char *dst, const char *src);

#endif
