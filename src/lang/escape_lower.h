/* From the checked tree to escape_ir.h. Private to the escape_* files.
 * Go: noder/writer.go, noder/reader.go, typecheck, loopvar */
#ifndef LANG_ESCAPE_LOWER_H
#define LANG_ESCAPE_LOWER_H

#include "lang/escape_ir.h"

struct ir_builder {
    struct unit *u;
    struct bump *mem;
    struct package *p;
    bool notes;
    struct ir_fn *fn;    /* being made */
    ir_fn_list funcs;    /* all functions, in the compiler's order */
    ir_fn_list todo;     /* bodies to be made, last one first */
    ir_fn_list later;    /* instances that are only called by other shapes: without notes */
    bool derived;        /* a function is named with type arguments that depend on parameters */
    struct table shapes; /* names of instances seen: those of one shape get notes once */
};

/* ---- escape_lower.c ---- */

/* All functions of the package into b->funcs, initialisers as the first one. */
void escape_lower_package(struct ir_builder *b);
struct ir_fn *escape_lower_new_fn(struct ir_builder *b, struct func *f, struct pos pos);
struct ir_name *escape_lower_name(struct ir_builder *b, struct ir_fn *fn, const char *text,
                                  struct object *var, struct type *type, struct pos pos,
                                  enum ir_class class);
/* The variable v of the tree, declared here and now. */
struct ir_name *escape_lower_declare(struct ir_builder *b, struct object *v, enum ir_class class);
struct ir *escape_lower_use(struct ir_builder *b, struct ir_name *v, struct pos pos);
void escape_lower_use_in(struct ir_fn *fn, struct ir_name *v, struct pos pos);
struct ir *escape_lower_temp(struct ir_builder *b, struct pos pos, struct type *type);
struct ir *escape_lower_dcl(struct ir_builder *b, struct pos pos, struct ir *name);
struct ir *escape_lower_blank(struct ir_builder *b);
/* A literal, to be filled by the caller; kind says what its name ends in. */
enum ir_literal { IR_LITERAL_FUNC, IR_LITERAL_RANGE, IR_LITERAL_GO, IR_LITERAL_DEFER };
struct ir_fn *escape_lower_literal(struct ir_builder *b, struct pos pos, enum ir_literal kind);
/* f is used: if it is an instance, its body is made next. f may be NULL. */
void escape_lower_refer(struct ir_builder *b, struct func *f);
/* The same, and an instance uses it with type arguments that the generic function has as `args`:
 * its code may differ from that which others use, and has notes of its own. */
void escape_lower_refer_shaped(struct ir_builder *b, struct func *f, struct type *const *args,
                               size_t n);
/* For all methods of the instance that recv, of a generic node, becomes: t. */
void escape_lower_refer_methods(struct ir_builder *b, const struct type *t,
                                const struct type *recv);
/* The parameters and body of fn, from its func. */
void escape_lower_body(struct ir_builder *b, struct ir_fn *fn);
struct ir *escape_lower_closure(struct ir_builder *b, struct ir_fn *fn, struct type *type);
/* dst = src, both made; def: dst is declared by it. Says so in the variable. */
struct ir *escape_lower_assign(struct ir_builder *b, struct pos pos, struct ir *dst, struct ir *src,
                               bool def);
void escape_lower_assigned(struct ir *dst, const struct ir *stmt);
void escape_lower_addressed(struct ir *x);
/* n with statements that run before it; shared nodes are wrapped. */
struct ir *escape_lower_with_init(struct ir_builder *b, struct ir_list *init, struct ir *n);

/* ---- escape_lower_expr.c ---- */

struct ir *escape_lower_expr(struct ir_builder *b, struct expr *e); /* NULL for NULL */
struct ir *escape_lower_to(struct ir_builder *b, struct type *t, struct expr *e);
struct ir *escape_lower_convert(struct ir_builder *b, struct type *t, struct ir *x,
                                struct expr *ast, struct pos pos, bool implicit);
/* Values for `wanted` destinations (0: as many as there are) of types dst (it and its entries may
 * be NULL): n expressions, or one with several values. */
void escape_lower_values(struct ir_builder *b, struct pos pos, struct type *const *dst,
                         struct expr *const *v, size_t n, size_t wanted, struct ir_list *out);
bool escape_lower_derived(const struct type *t); /* of a generic node: mentions a parameter */

/* A node for e: its place, its type. */
struct ir *escape_lower_node(struct ir_builder *b, enum ir_op op, struct expr *e);

/* ---- escape_lower_method.c ---- */

/* Field path[0..n) of x, which is of type t, for the selector e. */
struct ir *escape_lower_path(struct ir_builder *b, struct ir *x, struct type *t,
                             const unsigned *path, size_t n, struct expr *e);
/* What the method that `selector` names is called with: loaded, or its address, if need be. */
struct ir *escape_lower_receiver(struct ir_builder *b, struct expr *selector);
/* That method as a function, which takes the receiver first. */
struct ir *escape_lower_method(struct ir_builder *b, struct expr *selector);
/* x.m and T.m that are not called. */
struct ir *escape_lower_method_value(struct ir_builder *b, struct expr *selector);
struct ir *escape_lower_method_expr(struct ir_builder *b, struct expr *selector);

/* ---- escape_lower_call.c ---- */

struct ir *escape_lower_call(struct ir_builder *b, struct expr *e);
/* The function, receiver and dictionary of call, from the expression fun and the call e (NULL). */
void escape_lower_function(struct ir_builder *b, struct ir *call, struct expr *fun, struct expr *e);
/* A function that is computed with effects is computed before the arguments. */
void escape_lower_name_function(struct ir_builder *b, struct ir *call);
struct ir *escape_lower_go(struct ir_builder *b, struct stmt *s);

/* ---- escape_lower_stmt.c ---- */

void escape_lower_block(struct ir_builder *b, const struct block *block, struct ir_list *out);
void escape_lower_stmt(struct ir_builder *b, struct stmt *s, struct ir_list *out);
void escape_lower_declaration(struct ir_builder *b, const struct decl *d, struct ir_list *out);

/* ---- escape_loopvar.c ---- */

/* Variables of loops in fn that iterations must not share get a copy each. */
void escape_loopvar(struct ir_builder *b, struct ir_fn *fn);

#endif
