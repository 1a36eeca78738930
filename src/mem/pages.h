/* Which runtime pages (8 KiB) of the heap's range are in use: an allocation bitmap, a "scavenged"
 * bitmap, and a tree of free-run summaries over 4 MiB chunks for first fit by lowest address.
 * Go: runtime/mpalloc.go, mpallocbits.go
 *
 * Pages are numbers from the start of the range. A scavenged page has no memory behind it and reads
 * as zero; only free pages are scavenged. Pages beyond the grown part count as in use.
 * Guarded by heap.lock. */
#ifndef MEM_PAGES_H
#define MEM_PAGES_H

#include <stdbool.h>
#include <stdint.h>

enum {
    PAGES_PER_CHUNK = 512, /* 4 MiB: the unit of growth and of the summaries */
    PAGES_CHUNK_WORDS = PAGES_PER_CHUNK / 64,
};
#define PAGES_NONE UINT64_MAX

struct pages_summary { /* runs of free pages: at the start, the longest, at the end */
    uint32_t start, max, end;
};

struct pages {
    uint64_t n_chunks;          /* capacity */
    uint64_t grown;             /* chunks in use, from 0 */
    uint64_t *in_use;           /* bit per page */
    uint64_t *scavenged;        /* bit per page */
    uint16_t *retained;         /* per chunk: free pages with memory behind them */
    uint64_t n_leaves;          /* of the tree: n_chunks rounded up to a power of two */
    struct pages_summary *tree; /* heap-ordered: root 1, children of i at 2i and 2i + 1 */
    uint64_t scavenge_top;      /* no chunk from here on has retained pages */
};

void pages_init(struct pages *p, uint64_t n_chunks);
void pages_finish(struct pages *p);
void pages_grow(struct pages *p, uint64_t n_chunks); /* they are free and scavenged */
/* First page of the lowest run of n free pages, now in use; PAGES_NONE = no such run. *n_scavenged
 * gets how many had no memory. */
uint64_t pages_alloc(struct pages *p, uint64_t n, uint64_t *n_scavenged);
void pages_free(struct pages *p, uint64_t first, uint64_t n); /* they stay backed */
/* The highest run of free, backed pages, at most `max` long, now marked scavenged: the caller gives
 * the memory back. False = none left. */
bool pages_scavenge(struct pages *p, uint64_t max, uint64_t *first, uint64_t *n);
bool pages_is_in_use(const struct pages *p, uint64_t page);
bool pages_is_scavenged(const struct pages *p, uint64_t page);
/* Recomputes every summary and count; aborts with a sentence when one differs. */
void pages_check(const struct pages *p);

#endif
