/* Walking what a function really contains: statements that cannot be reached and branches that
 * constants rule out are not there, as Go drops them when it reads the tree. Private to the
 * escape_* files. Go: noder/writer.go (stmts, staticBool), ir/visit.go */
#ifndef LANG_ESCAPE_VISIT_H
#define LANG_ESCAPE_VISIT_H

#include "lang/ast.h"

/* Called before the children; either may be NULL. Function literals are not entered, types and
 * constants are not visited. */
struct escape_visitor {
    void (*expr)(void *arg, struct expr *e);
    void (*stmt)(void *arg, struct stmt *s);
    void (*after)(void *arg, struct expr *e); /* after the children; NULL */
    void *arg;
};

void escape_visit_expr(const struct escape_visitor *v, struct expr *e); /* e may be NULL */
void escape_visit_stmt(const struct escape_visitor *v, struct stmt *s); /* s may be NULL */
void escape_visit_block(const struct escape_visitor *v, const struct block *b);

/* 1 or -1 when cond is always true or false; *kept is what of it is evaluated. */
int escape_visit_static_bool(struct expr *cond, struct expr **kept);
/* Is s[i] still there? Keeps *dead from one i to the next; starts as false. */
bool escape_visit_live(const struct block *b, size_t i, bool *dead);
/* The clauses of a switch that are left: all of them, *one, or none (*n 0). */
struct case_clause *escape_visit_clauses(struct stmt *s, size_t *n, bool *decided);

#endif
