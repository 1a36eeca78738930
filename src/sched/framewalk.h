/* Walking the frames of a goroutine that does not run (or of the caller at a safepoint), innermost
 * first. Go: runtime/traceback.go (unwinder) */
#ifndef SCHED_FRAMEWALK_H
#define SCHED_FRAMEWALK_H

#include "code/image.h"
#include "sched/g.h"

struct framewalk {
    const struct image *image;
    const struct g *g;
    const struct program_func *func;   /* of the current frame; NULL = end */
    const struct program_func *callee; /* which it has called; NULL = innermost */
    uint64_t pc;    /* where it continues: a return address but in the innermost frame */
    uint64_t sp;    /* its lowest address: slot 0 */
    uint64_t args;  /* address of its first parameter */
    unsigned depth; /* 0 = innermost */
};

void framewalk_init(struct framewalk *w, const struct image *im, const struct g *g);
bool framewalk_next(struct framewalk *w); /* to the caller; false at the bottom */
/* Every slot of g's frames that can hold a pointer, dead ones too, whose content may be anything:
 * locals, and parameters and results of active calls. This is for moving a stack, which does no
 * harm to a dead slot; the collector looks at the live ones (stackroots.h). callee_entry as in
 * stack_grow. Returns bytes between sp and hi. */
uint64_t framewalk_pointers(const struct image *im, struct g *g, uint64_t callee_entry,
                            gc_visit_fn *visit, void *ctx);
unsigned framewalk_depth(const struct image *im, const struct g *g); /* number of frames */

#endif
