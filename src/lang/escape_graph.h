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
#include "lang/ast.h"
#include "lang/object.h"
#include "lang/types.h"

enum escape_kind {
    ESCAPE_TEMP,      /* between flows; also heap, discard, mutator, callee */
    ESCAPE_VARIABLE,  /* var */
    ESCAPE_AUTO,      /* a variable the compiler makes; text is its name */
    ESCAPE_OBJECT,    /* what expr allocates */
    ESCAPE_BOX,       /* expr's value in an interface */
    ESCAPE_ARGUMENTS, /* the slice of a variadic call */
    ESCAPE_WRAPPER    /* the closure of a go or defer statement with arguments */
};

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
    ESCAPE_LEAK_N = 8,
    ESCAPE_LEAK_RESULTS = ESCAPE_LEAK_N - ESCAPE_LEAK_RESULT0
};

/* How a parameter leaks: fewest derefs + 1 on a way to each sink; 0 = no way. */
struct escape_tag {
    unsigned char v[ESCAPE_LEAK_N];
};

struct escape_edge {
    struct escape_loc *src;
    int derefs; /* >= -1 */
};

struct escape_loc {
    enum escape_kind kind;
    struct object *var;
    struct expr *expr;
    struct expr *conversion; /* ESCAPE_BOX: written out, shown as it is */
    struct stmt *stmt;       /* ESCAPE_WRAPPER */
    const char *text;        /* shown instead of expr; NULL */
    struct pos pos;          /* of its note */
    struct expr *literal;    /* the constant that expr (a box's operand, a make's size) always is */
    struct func *fn;         /* whose frame it could be in */
    int loop_depth;          /* where it was declared */
    int result;              /* result variables: 1 + index */
    bool is_param;           /* parameter or receiver */
    bool append;             /* the backing array of an append */
    bool silent;             /* no note */
    bool pinned;             /* no frame may hold it, whatever the analysis says */
    bool captured;           /* some literal uses it */
    bool reassigned;         /* assigned other than by its declaration */
    bool addr_taken;
    struct expr *def;      /* the value it was declared with, as long as only that is known */
    unsigned attrs;        /* enum escape_attr */
    struct escape_tag tag; /* of a parameter */
    VEC(struct escape_edge) edges; /* incoming */
    /* while walking from one root */
    int derefs;
    unsigned walk, queued_walk;
    bool queued;
};

struct escape_hole {
    struct escape_loc *dst;
    int derefs;
    bool addr_taken;
};

/* What is known of a function; hangs on func.escape_state. */
struct escape_fn {
    struct func *outer;    /* of a literal; that of initialisers is the package's own */
    struct package *inits; /* of the function that runs a package's initialisers; NULL */
    bool tagged;           /* analysed: param_tags are valid */
    bool results_lost;     /* a literal whose calls are not all known */
    unsigned node, low;    /* for the order; escape_order.c */
    unsigned n_declared;   /* variables so far, numbers those that the compiler makes */
};

struct escape_closure {
    struct escape_hole hole; /* where its captures go */
    struct func *fn;
};

struct escape_batch {
    struct unit *u;
    bool notes;                    /* wanted */
    VEC(struct escape_loc *) locs; /* in order of creation */
    VEC(struct escape_closure) closures;
    struct escape_loc heap, mutator, callee, discard;
    unsigned walk;
};

void escape_graph_init(struct escape_batch *b, struct unit *u);
void escape_graph_finish(struct escape_batch *b);
struct escape_loc *escape_graph_new(struct escape_batch *b, enum escape_kind kind, struct func *fn,
                                    int loop_depth, bool persists);

struct escape_hole escape_graph_hole(struct escape_loc *l);
struct escape_hole escape_graph_shift(struct escape_hole k, int delta);
void escape_graph_flow(struct escape_batch *b, struct escape_hole k, struct escape_loc *src);
/* A hole that feeds all of k[0..n). */
struct escape_hole escape_graph_tee(struct escape_batch *b, struct func *fn, int loop_depth,
                                    const struct escape_hole *k, size_t n);

/* Is `inner` a literal inside f, however deep? */
bool escape_graph_contains(const struct func *f, const struct func *inner);
void escape_graph_solve(struct escape_batch *b);

int escape_graph_leak(const struct escape_tag *t, int sink); /* -1: none */
void escape_graph_add_leak(struct escape_tag *t, int sink, int derefs);
/* Without result flows that the heap flow covers. */
void escape_graph_optimize(struct escape_tag *t);

static inline struct escape_fn *
escape_graph_fn(const struct func *f)
{
    return f->escape_state;
}

#endif
