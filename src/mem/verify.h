/* The memory manager's invariants as a function, for --debug verify and for tests: whatever is
 * counted is counted again from the ground, whatever is linked is followed. Aborts with a sentence
 * at the first difference. The world is stopped and nobody sweeps or scavenges. */
#ifndef MEM_VERIFY_H
#define MEM_VERIFY_H

struct heap;
struct regions;

/* Pages, spans, sets, bits and statistics of the general heap. O(pages + slots). */
void verify_heap(struct heap *h);
/* The same, and user arenas, and that the regions add up. */
void verify_memory(const struct regions *r);

#endif
