/* The allocation profile: which calls allocated how many objects of which size, and how many of
 * those were freed since. Go: runtime/mprof.go
 *
 * A bucket is a stack and a size. Two parties count, each with its own rate: the program
 * (runtime.MemProfile) and the person who watches; an allocation may be in the sample of either.
 * The watcher's counts are those of this moment. The program's are published in steps, so that no
 * object is counted as allocated before the collector had a chance to free it: allocations go to
 * cycle C + 2, what sweeping frees to C + 1, and C is what memprofile_read shows.
 *
 * Who allocated which slot stands in span.samples, one word a slot: the bucket's number and the
 * parties. Owned by who owns the span. Counts are atomic; buckets are never freed before the end.
 */
#ifndef MEM_MEMPROFILE_H
#define MEM_MEMPROFILE_H

#include "mem/span.h"

#include <stdbool.h>
#include <stdint.h>

struct memprofile;

enum {
    MEMPROFILE_STACK = 128, /* most frames of a bucket */
    MEMPROFILE_PROGRAM = 1, /* parties, as bits */
    MEMPROFILE_WATCHER = 2,
    MEMPROFILE_MAX = 1 << 20, /* buckets; what comes after them is not counted */
};

struct memprofile_bucket { /* read-only view of one */
    const uint64_t *pcs;   /* innermost first; borrowed until the profile is destroyed */
    unsigned n_pcs;
    uint32_t epoch;         /* see memprofile_restart */
    uint64_t bytes;         /* of each object; 0 = it shares a block that was counted before */
    bool program;           /* the program has counted here */
    uint64_t allocs, frees; /* objects: the watcher's, of this moment */
    uint64_t published_allocs, published_frees; /* the program's */
};

struct memprofile *memprofile_create(void);
void memprofile_destroy(struct memprofile *mp); /* accepts NULL */

/* Counts an allocation of `bytes` for `parties`. Slot `index` of s is the object; s NULL: it has no
 * slot of its own, and no free is counted. Owner of s. */
void memprofile_alloc(struct memprofile *mp, unsigned parties, const uint64_t *pcs, unsigned n_pcs,
                      uint64_t bytes, struct span *s, unsigned index);
/* s is being swept and has samples: counts the unmarked ones as freed and forgets them. */
void memprofile_swept(struct memprofile *mp, struct span *s);

/* The watcher counts anew: later buckets have another epoch, memprofile_epoch. */
void memprofile_restart(struct memprofile *mp);
uint32_t memprofile_epoch(const struct memprofile *mp);

/* Marking has ended (world stopped): a new cycle of the program's counts begins. */
void memprofile_next_cycle(struct memprofile *mp);
/* Publishes what is complete; after each memprofile_next_cycle, when the world runs again. */
void memprofile_flush(struct memprofile *mp);
/* Everything counted so far is published: before the first cycle there is nothing else to show. */
void memprofile_publish_all(struct memprofile *mp);
/* All is swept: what was true at the last end of marking is published too. */
void memprofile_swept_all(struct memprofile *mp);

unsigned memprofile_count(struct memprofile *mp); /* buckets; numbers 0 .. n - 1. Any thread */
void memprofile_read(struct memprofile *mp, unsigned i, struct memprofile_bucket *out);

#endif
