/* Building the graph of one function from its tree. Private to the escape_* files.
 * Go: escape/expr.go, call.go, assign.go, stmt.go */
#ifndef LANG_ESCAPE_WALK_H
#define LANG_ESCAPE_WALK_H

#include "lang/escape_graph.h"

struct escape_walk {
    struct escape_batch *b;
    struct func *fn;
    int loop_depth;      /* 1 in the body, + 1 in each loop, structured or not */
    bool pinned;         /* inside a go or defer that runs later than the frame's next use */
    struct table *loops; /* STMT_LABELED that a goto behind them jumps to */
};

/* ---- escape_expr.c ---- */

/* Evaluates e; its value goes to k. */
void escape_expr_value(struct escape_walk *w, struct escape_hole k, struct expr *e);
/* The same for e converted implicitly to t; t NULL: as it is. */
void escape_expr_to(struct escape_walk *w, struct escape_hole k, struct type *t, struct expr *e);
void escape_expr_discard(struct escape_walk *w, struct expr *e); /* e may be NULL */
/* The implicit conversion alone: a value of type `from`, shown as e or text, into t. The hole for
 * the value itself. */
struct escape_hole escape_expr_convert(struct escape_walk *w, struct escape_hole k, struct type *t,
                                       struct type *from, struct expr *e, const char *text,
                                       struct pos pos);
/* The receiver of x.m as the method wants it. */
void escape_expr_receiver(struct escape_walk *w, struct escape_hole k, struct expr *selector);
/* Hole for a value of type t when a method of what it embeds along path gets k; ptr_recv: by
 * address. known: which method that is. */
struct escape_hole escape_expr_embedded(struct escape_walk *w, struct escape_hole k, struct type *t,
                                        const unsigned *path, size_t n, bool ptr_recv, bool known);
/* Storage that e allocates; its address goes to k. */
struct escape_hole escape_expr_spill(struct escape_walk *w, struct escape_hole k,
                                     enum escape_kind kind, struct expr *e);
struct escape_hole escape_expr_heap(struct escape_walk *w);
struct escape_hole escape_expr_nowhere(struct escape_walk *w);
struct escape_hole escape_expr_mutator(struct escape_walk *w);
struct escape_hole escape_expr_tee(struct escape_walk *w, const struct escape_hole *k, size_t n);
/* A variable that the compiler makes, numbered as Go does. */
struct escape_loc *escape_expr_auto(struct escape_walk *w);
/* k after the value of a type assertion to t. */
struct escape_hole escape_expr_assert(struct escape_hole k, struct type *t);

/* ---- escape_call.c ---- */

/* ks: one hole per result, or NULL when they are dropped. */
void escape_call(struct escape_walk *w, struct escape_hole *ks, struct expr *e);
/* The values of e, a call, receive, index or assertion of type tuple, in variables of their own. */
struct escape_loc **escape_call_spread(struct escape_walk *w, struct expr *e, size_t *n);
struct type *escape_call_spread_type(struct escape_walk *w, struct expr *e, size_t i);
void escape_call_go(struct escape_walk *w, struct stmt *s);
/* Hole for parameter i (receiver first) of fn, NULL: unknown. */
struct escape_hole escape_call_param(struct escape_walk *w, struct escape_hole *ks, struct func *fn,
                                     size_t i);

/* ---- escape_stmt.c ---- */

void escape_stmt_body(struct escape_batch *b, struct func *fn);
void escape_stmt_assign(struct escape_walk *w, struct expr *lhs, struct type *t, struct expr *rhs);
void escape_stmt_declared(struct escape_walk *w, struct object *v); /* here, at this depth */

/* ---- escape_static.c ---- */

/* The expression that e always equals, found through variables that are never assigned again. */
struct expr *escape_static_value(struct expr *e);
struct func *escape_static_callee(struct expr *fun);
/* The constant that e always equals, of e's type; NULL. */
struct expr *escape_static_literal(struct unit *u, struct expr *e);
/* The same for len of what is always one slice literal. */
struct expr *escape_static_length(struct unit *u, struct expr *e);
/* Does the initialiser e of a package variable need no code? */
bool escape_static_data(struct expr *e);

bool escape_static_pointers(struct type *t);      /* types_has_pointers; type parameters may have */
bool escape_static_generic(const struct type *t); /* mentions a type parameter */
uint64_t escape_static_size(struct type *t);      /* bytes; 0 when generic */

#endif
