/* Building the graph of one function from its nodes. Private to the escape_* files.
 * Go: escape/expr.go, call.go, assign.go, stmt.go */
#ifndef LANG_ESCAPE_WALK_H
#define LANG_ESCAPE_WALK_H

#include "lang/escape_graph.h"

struct escape_walk {
    struct escape_batch *b;
    struct ir_fn *fn;
    int loop_depth;       /* 1 in the body, + 1 in each loop, structured or not */
    struct table *labels; /* of the function: those that a goto behind them jumps to */
};

/* ---- escape_expr.c ---- */

/* Evaluates n; its value goes to k. n may be NULL. */
void escape_expr_value(struct escape_walk *w, struct escape_hole k, struct ir *n);
/* The same without what runs before it. */
void escape_expr_itself(struct escape_walk *w, struct escape_hole k, struct ir *n);
void escape_expr_discard(struct escape_walk *w, struct ir *n);
void escape_expr_discard_list(struct escape_walk *w, const struct ir_list *l);
/* Storage that n allocates; its address goes to k. */
struct escape_hole escape_expr_spill(struct escape_walk *w, struct escape_hole k, struct ir *n);
struct escape_hole escape_expr_heap(struct escape_walk *w);
struct escape_hole escape_expr_nowhere(struct escape_walk *w);
struct escape_hole escape_expr_mutator(struct escape_walk *w);
struct escape_hole escape_expr_tee(struct escape_walk *w, const struct escape_hole *k, size_t n);
struct escape_hole escape_expr_note(struct escape_walk *w, struct escape_hole k, struct ir *where,
                                    const char *why);
struct escape_hole escape_expr_deref(struct escape_walk *w, struct escape_hole k, struct ir *where,
                                     const char *why);
/* k after the value of a type assertion to t. */
struct escape_hole escape_expr_assert(struct escape_walk *w, struct escape_hole k, struct type *t,
                                      struct ir *where, const char *why);
/* What a thing that is put on the heap goes through. */
void escape_expr_to_heap(struct escape_walk *w, struct ir *n, const char *why, struct ir *where);
bool escape_expr_is_blank(const struct ir *n);
/* x.Data of a reflect.StringHeader or SliceHeader *x: a number that is a pointer. */
bool escape_expr_is_header(const struct ir *n);
/* n is a number that may have been a pointer: the pointers in it go to k. */
void escape_expr_unsafe(struct escape_walk *w, struct escape_hole k, struct ir *n);

/* ---- escape_call.c ---- */

/* ks: one hole per result, or NULL when they are dropped. */
void escape_call(struct escape_walk *w, const struct escape_hole *ks, struct ir *n);
void escape_call_go(struct escape_walk *w, struct ir *n);
/* Hole for parameter i (receiver first) of a function: of the tree or of this package; both NULL:
 * unknown. */
struct escape_hole escape_call_param(struct escape_walk *w, const struct escape_hole *ks,
                                     struct func *func, struct ir_fn *fn, size_t i);

/* ---- escape_stmt.c ---- */

void escape_stmt_list(struct escape_walk *w, const struct ir_list *l);
void escape_stmt_body(struct escape_batch *b, struct ir_fn *fn);

/* ---- escape_exact.c ---- */

/* Calls of interface methods whose interface can hold one type only become calls of that type's
 * method, in all of fns; in this order the notes come. Go: devirtualize/devirtualize.go */
void escape_exact_find(struct unit *u, struct bump *mem, const ir_fn_list *fns, bool notes);

/* ---- escape_dead.c ---- */

/* Assignments in fn, and in its literals, that nobody sees become nothing. */
void escape_dead_assignments(struct unit *u, struct bump *mem, struct ir_fn *fn);

/* ---- escape_bounds.c ---- */

/* The notes about indices in fn, literals excluded, that are never out of range. */
void escape_bounds_note(struct unit *u, const struct ir_fn *fn);

/* ---- escape_order.c ---- */

/* Called with each group: the function found first, then those that it led to. Literals that
 * capture something come with the function around them. v is borrowed. */
typedef void (*escape_order_fn)(void *arg, struct ir_fn **v, size_t n);
/* Callees before their callers, functions that call each other together. Go: ir/scc.go */
void escape_order_visit(const ir_fn_list *fns, escape_order_fn analyse, void *arg);

/* ---- escape_tag.c ---- */

/* fn is solved: how its parameters leak, for callers, and the notes about it. */
void escape_tag_params(struct unit *u, struct ir_fn *fn, bool notes);

/* ---- escape_static.c ---- */

/* Initialisers of package variables that are laid out in the image need no code. What is left of
 * the statement init (of the function that runs them) goes to out. Go: staticinit */
void escape_static_init(struct bump *mem, struct ir *init, struct ir_list *out);
/* Names that always stand for the same constant become it, where that decides about a frame. */
void escape_static_literals(struct unit *u, struct bump *mem, struct ir *n);
/* Is what n allocates too large for a frame, whatever happens to it? */
const char *escape_static_large(const struct ir *n);

#endif
