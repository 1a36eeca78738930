/* The collector's oracle: with the world stopped at the end of marking, marks everything again from
 * the roots by a plain depth-first walk with its own bitmap and compares: every reachable object
 * must be marked, none grey, every buffer empty. Aborts with a sentence. --debug verify. */
#ifndef GC_VERIFY_GC_H
#define GC_VERIFY_GC_H

struct gc;
struct gc_p;

void verify_gc_marks(struct gc *gc, struct gc_p *p);

#endif
