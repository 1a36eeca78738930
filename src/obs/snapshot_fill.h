/* Fills a snapshot from a live run. One thread (the session owner's); reads relaxed counters and
 * takes only short locks (page heap, arena registry), never stops the world. */
#ifndef OBS_SNAPSHOT_FILL_H
#define OBS_SNAPSHOT_FILL_H

#include "mem/region.h"
#include "obs/snapshot.h"

#include <stdbool.h>
#include <stddef.h>

struct clock;
struct gc;
struct image;
struct scheduler;

struct snapshot_source { /* all borrowed; outlives the state */
    const char *program; /* "tour.go" */
    struct scheduler *sched;
    struct gc *gc;
    struct heap *heap;
    struct userarenas *userarenas;
    const struct image *image;
    const struct clock *clock;
    struct regions regions;
};

struct snapshot_filler; /* what the filler remembers between two snapshots */

struct snapshot_filler *snapshot_filler_create(const struct snapshot_source *source);
void snapshot_filler_destroy(struct snapshot_filler *st); /* accepts NULL */
/* state, stopped and speed of out->run are the caller's to set afterwards. */
void snapshot_fill(struct snapshot_filler *st, const struct snapshot_view *view,
                   struct snapshot *out);

#endif
