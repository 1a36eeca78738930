/* The graph of escape analysis: locations and how values flow between them.
 *
 * A location stands for the storage of one variable, of one allocation an expression makes, or of
 * something unnamed between two flows. An edge dst <- src with `derefs` says that what is loaded
 * from src that many times is stored in dst; -1: the address of src is. Fields and elements are not
 * told apart. A hole is where the value of an expression goes: a location and derefs. One batch
 * holds the functions that call each other, with their literals; escape_graph_solve decides for all
 * of its locations at once. Private to the escape_* files. Go: escape/graph.go, solve.go, leaks.go
 */
#ifndef LANG_ESCAPE_GRAPH_H
#define LANG_ESCAPE_GRAPH_H

#include "base/vec.h"
#include "lang/escape_ir.h"

enum escape_attr {
    ESCAPE_ESCAPES = 1,  /* its address outlives the frame */
    ESCAPE_PERSISTS = 2, /* its address outlives the statement */
    ESCAPE_MUTATES = 4,  /* memory that it points to may be written */
    ESCAPE_CALLS = 8     /* closures that it points to may be called, results unseen */
};

enum {
    ESCAPE_LEAK_HEAP,
    ESCAPE_LEAK_MUTATOR,
    ESCAPE_LEAK_CALLEE,
    ESCAPE_LEAK_RESULT0,
    ESCAPE_LEAK_QUIET = 8, /* to the heap where Go overlooks it: decides, but no note tells */
    ESCAPE_LEAK_N,
    ESCAPE_LEAK_RESULTS = ESCAPE_LEAK_QUIET - ESCAPE_LEAK_RESULT0
};

/* How a parameter leaks: fewest derefs + 1 on a way to each sink; 0 = no way. */
struct escape_tag {
    unsigned char v[ESCAPE_LEAK_N];
};

struct escape_note { /* what a value goes through, outermost last; for reasons */
    const struct escape_note *next;
    struct ir *where;
    const struct ir_fn *fn;
    const char *why;
    struct pos pos; /* of where */
};

struct escape_edge {
    struct escape_loc *src;
    int derefs; /* >= -1 */
    const struct escape_note *notes;
};

struct escape_loc {
    struct ir *node;  /* a variable, or what allocates; NULL: only between two flows */
    struct ir_fn *fn; /* whose frame it could be in */
    int loop_depth;   /* where it was declared */
    int result;       /* result variables: 1 + index */
    bool is_param;    /* parameter or receiver */
    bool captured;    /* some literal uses it */
    bool reassigned;  /* assigned other than by its declaration */
    bool addr_taken;
    unsigned attrs;                /* enum escape_attr */
    struct escape_tag tag;         /* of a parameter */
    VEC(struct escape_edge) edges; /* incoming */
    /* while walking from one root */
    int derefs;
    unsigned walk, queued_walk;
    struct escape_loc *dst; /* next on the way to the root, */
    size_t dst_edge;        /* by this edge of it */
    bool queued;
};

struct escape_hole {
    struct escape_loc *dst;
    int derefs;
    bool addr_taken;
    const struct escape_note *notes;
};

struct escape_closure {
    struct escape_hole hole; /* where its captures go */
    struct ir_fn *fn;
};

struct escape_batch {
    struct unit *u;
    struct bump *mem;
    bool notes;                    /* wanted */
    bool reasons;                  /* wanted */
    VEC(struct escape_loc *) locs; /* in order of creation */
    VEC(struct escape_closure) closures;
    struct escape_loc heap, quiet, mutator, callee, discard;
    unsigned walk;
};

void escape_graph_init(struct escape_batch *b, struct unit *u, struct bump *mem);
void escape_graph_finish(struct escape_batch *b);
struct escape_loc *escape_graph_new(struct escape_batch *b, struct ir *node, struct ir_fn *fn,
                                    int loop_depth, bool persists);

struct escape_hole escape_graph_hole(struct escape_loc *l);
struct escape_hole escape_graph_shift(struct escape_hole k, int delta);
struct escape_hole escape_graph_note(struct escape_batch *b, struct escape_hole k, struct ir *where,
                                     const struct ir_fn *fn, const char *why);
void escape_graph_flow(struct escape_batch *b, struct escape_hole k, struct escape_loc *src);
/* A hole that feeds all of k[0..n). */
struct escape_hole escape_graph_tee(struct escape_batch *b, struct ir_fn *fn, int loop_depth,
                                    const struct escape_hole *k, size_t n);

void escape_graph_solve(struct escape_batch *b);

int escape_graph_leak(const struct escape_tag *t, int sink); /* -1: none */
void escape_graph_add_leak(struct escape_tag *t, int sink, int derefs);
/* Without result flows that the heap flow covers. */
void escape_graph_optimize(struct escape_tag *t);

/* ---- escape_reason.c ---- */

/* src escapes at once: it flows to the heap by k. */
void escape_reason_flow(struct escape_batch *b, const struct escape_loc *dst,
                        const struct escape_loc *src, int derefs, const struct escape_note *notes);
/* The walk from root has found that l escapes. */
void escape_reason_path(struct escape_batch *b, const struct escape_loc *root,
                        const struct escape_loc *l);
/* The walk from root has found that parameter l leaks there. */
void escape_reason_leak(struct escape_batch *b, const struct escape_loc *root,
                        const struct escape_loc *l, int derefs);
void escape_reason_capture(struct escape_batch *b, const struct ir_name *v,
                           const struct escape_loc *l);

#endif
