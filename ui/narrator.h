/* One sentence a second about what just happened and why, made from the differences between two
 * snapshots. The most important thing wins; a sentence stays until there is a better one. */
#ifndef UI_NARRATOR_H
#define UI_NARRATOR_H

#include "obs/snapshot.h"

#include <stdbool.h>
#include <stdint.h>

struct narrator {      /* zeroed to start */
    char text[256];    /* the sentence now */
    int64_t said_ns;   /* when (host time) */
    int said_rank;     /* its importance */
    char waiting[256]; /* the best one of the present second */
    int waiting_rank;
    bool has_before;
    struct { /* what is compared: the snapshot before */
        enum snapshot_state state;
        enum snapshot_phase phase;
        uint64_t cycle, finished, created, exited, grows, shrinks, arenas_created, arenas_freed,
            faults, total_alloc, mallocs, span_count, released;
        int64_t at_ns; /* host time */
    } before;
};

/* Looks at the next snapshot. now_ns: host time, monotonic. */
void narrator_look(struct narrator *n, const struct snapshot *s, int64_t now_ns);

/* Something that no snapshot tells; more important than all else of this second. */
void narrator_say(struct narrator *n, int64_t now_ns, const char *sentence);

/* The newest event in words, for slow motion: number, goroutine, place, what, its chain. */
void narrator_event(const struct snapshot *s, char *out, unsigned cap);

#endif
