/* The collector's oracle: with the world stopped at the end of marking, marks everything again from
 * the roots by a plain depth-first walk with its own bitmaps and compares. Aborts with a sentence.
 * --debug verify. */
#ifndef GC_VERIFY_GC_H
#define GC_VERIFY_GC_H

struct gc;
struct gc_p;

/* Marking over, mark bits still there: every reachable object is marked, none is grey, every buffer
 * is empty, and the colour counters agree with the mark bits. */
void verify_gc_marks(struct gc *gc, struct gc_p *p);
/* Phase OFF, caches flushed: the heap's own invariants and the region sums. */
void verify_gc_heap(struct gc *gc);

#endif
