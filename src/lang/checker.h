/* What the parts of the type checker share: the state of checking one package, the operand (an
 * expression's meaning while it is being checked) and the functions they call in each other.
 * Private to the checker's files; everybody else uses typecheck.h.
 *
 * An expression with an untyped type is not finished: its node keeps the untyped type until the
 * context says what it becomes (untyped_update), at the latest when the package is done.
 * Go: cmd/compile/internal/types2/check.go, operand.go */
#ifndef LANG_CHECKER_H
#define LANG_CHECKER_H

#include "base/buf.h"
#include "lang/ast.h"
#include "lang/constant.h"
#include "lang/lookup.h"
#include "lang/object.h"
#include "lang/types.h"
#include "lang/unit.h"
#include "lang/universe.h"

struct operand {
    enum expr_mode mode;
    struct expr *expr; /* NULL in rare cases of invalid operands */
    struct type *type;
    struct constant *val; /* MODE_CONSTANT */
    int builtin;          /* MODE_BUILTIN: enum builtin */
};

struct operand_list { /* in the bump */
    struct operand *v;
    size_t n;
};

/* How a package-level object or method is declared. */
struct declared {
    struct scope *file;
    struct object **lhs; /* var a, b = f(): all variables; else NULL */
    size_t n_lhs;
    struct expr *type, *init;
    bool inherited;        /* const: type and init are an earlier specification's */
    struct constant *iota; /* const */
    struct decl *decl;
    struct object **deps; /* package-level objects that the initialiser or body mentions */
    size_t n_deps;
    struct table dep_set; /* the same, as a set */
    bool emitted;
};

/* What surrounds the expression or statement being checked. */
struct env {
    struct declared *decl; /* package-level declaration, for its dependencies; NULL = none */
    struct scope *scope;
    struct constant *iota;   /* NULL outside constant declarations */
    struct pos errpos;       /* where to report errors in inherited constant expressions */
    struct func *func;       /* function whose body this is; NULL at package level */
    struct type *sig;        /* its signature */
    const char *target_name; /* how messages call that */
    struct type *target;     /* what the next expression is assigned to, for generic functions */
    bool has_call_or_recv;   /* the expression just checked contains a call or receive */
    struct rangefunc *range; /* innermost loop over a function that this is the body of */
};

struct checker;
typedef void checker_action(struct checker *c, void *a, void *b);

struct delayed {
    checker_action *run;
    void *a, *b;
};

enum expr_class { CLASS_CONVERSION, CLASS_EXPRESSION, CLASS_STATEMENT };

/* Of mono.c: which type parameters flow into which. */
struct mono_node {
    struct object *obj; /* of a type parameter or local type */
    int weight;         /* of the heaviest path that ends here */
    size_t last;        /* edge: the last one of that path */
    size_t len;         /* edges of that path */
    bool seen;
};

struct mono_edge {
    size_t from, to; /* nodes */
    int weight;
    struct pos pos;
    struct type *type; /* what the type parameter becomes */
};

struct mono {
    VEC(struct mono_node) nodes;
    VEC(struct mono_edge) edges;
    struct table node_of; /* object -> its node's number + 1 */
};

struct checker {
    struct unit *u;
    struct package *pkg;
    struct env env;
    bool failed;                   /* an error was reported for this package */
    struct table declared;         /* object -> struct declared */
    VEC(struct object *) objs;     /* its keys, in source order, methods included */
    VEC(struct object *) path;     /* objects whose types are being determined, outermost first */
    VEC(struct delayed) delayed;   /* what must wait until types are complete */
    VEC(struct object *) imports;  /* package names of all files */
    struct table dot_imports;      /* object -> package name that brought it in */
    struct table methods;          /* type object -> struct method_list, until collected */
    struct table lhs_shifts;       /* untyped left operands of non-constant shifts */
    struct table panics;           /* calls of the predeclared panic */
    VEC(struct expr *) untyped;    /* expressions that had an untyped type once */
    VEC(struct expr *) interfaces; /* types written out, outer ones first */
    VEC(struct expr *) sized; /* array and channel types written out: their sizes have limits */
    VEC(struct stmt *) loops;
    VEC(struct object *) captured;
    struct mono mono;
    struct func *instance;   /* the instance being checked: its type parameters are concrete */
    VEC(struct expr *) uses; /* F[int] that become the instance's name when all is checked */
};

/* checker.c. Formats know %s %d, %l (int64_t), %o operand, %t type, %e expression, %p struct pos
 * pointer, %m method signature. */
void checker_error(struct checker *c, struct pos pos, const char *fmt, ...);
void checker_format(struct checker *c, struct buf *out, const char *fmt, ...);
char *checker_string(struct checker *c, const char *fmt, ...); /* in the bump */
struct pos checker_pos(const struct operand *x);               /* where its errors are reported */
void checker_later(struct checker *c, checker_action *run, void *a, void *b);
void checker_run_delayed(struct checker *c, size_t from);
struct scope *checker_open_scope(struct checker *c);
void checker_close_scope(struct checker *c);
struct object *checker_lookup(struct checker *c, const char *name);
struct object *checker_local(struct checker *c, enum var_kind kind, struct pos pos,
                             const char *name, struct type *type);
void checker_declare(struct checker *c, struct scope *s, struct object *obj);
struct object *checker_var_of(struct checker *c, struct expr *e); /* named by e, else NULL */
void checker_add_dep(struct checker *c, struct object *obj);
void checker_mark_assigned(struct checker *c, struct expr *lhs);
void checker_mark_addressed(struct checker *c, struct expr *x);
void checker_capture(struct checker *c, struct object *var);
void checker_append(struct unit *u, void *array, size_t *n,
                    void *ptr); /* array of pointers in bump */
struct type *checker_invalid(struct checker *c);
bool checker_blank(const char *name);
static inline bool
checker_valid(const struct type *t)
{
    return t && t->kind != TYPE_INVALID;
}

/* operand.c */
void operand_write(struct checker *c, struct buf *out, const struct operand *x);
const char *operand_composite_kind(const struct type *t); /* "slice", ...; NULL for basic types */
/* cause: NULL, or gets a sentence in the bump (NULL when there is none). */
bool operand_assignable(struct checker *c, struct operand *x, struct type *t, const char **cause);
bool operand_implements(struct checker *c, struct type *v, struct type *t, bool constraint,
                        const char **cause);
bool operand_assertable(struct checker *c, struct type *v, struct type *t, const char **cause);
/* Why the types of a type parameter have no common underlying type. */
const char *operand_why_mixed(struct checker *c, struct type *t);
bool operand_is_interface_pointer(struct type *t);

/* untyped.c */
enum untyped_failure { UNTYPED_OK, UNTYPED_TRUNCATED, UNTYPED_OVERFLOW, UNTYPED_IMPOSSIBLE };
void untyped_convert(struct checker *c, struct operand *x, struct type *target);
struct type *untyped_implicit(struct checker *c, struct operand *x, struct type *target,
                              struct constant **val, enum untyped_failure *why);
void untyped_update(struct checker *c, struct expr *e, struct type *t, bool final);
void untyped_update_val(struct expr *e, struct constant *val);
void untyped_overflow(struct checker *c, struct operand *x, struct pos op_pos);
void untyped_representable(struct checker *c, struct operand *x, struct type *t);
void untyped_match(struct checker *c, struct operand *x, struct operand *y);

/* checkexpr.c */
void checkexpr_value(struct checker *c, struct operand *x, struct expr *e);
void checkexpr_generic(struct checker *c, struct operand *x, struct expr *e);
void checkexpr_hint(struct checker *c, struct operand *x, struct expr *e, struct type *hint);
void checkexpr_or_type(struct checker *c, struct operand *x, struct expr *e, bool allow_generic);
enum expr_class checkexpr_raw(struct checker *c, struct operand *x, struct expr *e,
                              struct type *hint, bool allow_generic);
struct operand_list checkexpr_multi(struct checker *c, struct expr *e, bool allow_comma_ok,
                                    bool *comma_ok);
struct operand_list checkexpr_arguments(struct checker *c, struct expr **v, size_t n);
/* rhs of an assignment to something of type t, which may be NULL. */
void checkexpr_target(struct checker *c, struct operand *x, struct expr *e, struct type *t,
                      const char *name);
struct operand_list checkexpr_list(struct checker *c, struct expr **v, size_t n);
void checkexpr_exclude(struct checker *c, struct operand *x, unsigned modes);
void checkexpr_single(struct checker *c, struct operand *x);
bool checkexpr_use(struct checker *c, struct expr **v, size_t n);
bool checkexpr_use_lhs(struct checker *c, struct expr **v, size_t n);
void checkexpr_record(struct checker *c, struct operand *x);
void checkexpr_assertion(struct checker *c, struct expr *e, struct operand *x, struct type *t,
                         bool type_switch);
void checkexpr_ident(struct checker *c, struct operand *x, struct expr *e, bool want_type);
struct type *checkexpr_chan_elem(struct checker *c, struct pos pos, struct operand *x, bool recv);

/* binary.c */
void binary_unary(struct checker *c, struct operand *x, struct expr *e);
void binary_check(struct checker *c, struct operand *x, struct expr *e, struct expr *lhs,
                  struct expr *rhs, enum token op);
void binary_compare(struct checker *c, struct operand *x, struct operand *y, enum token op,
                    bool switch_case);

/* checkindex.c */
bool checkindex_index(struct checker *c, struct operand *x, struct expr *e); /* true: function */
void checkindex_slice(struct checker *c, struct operand *x, struct expr *e);
/* The type of a valid index, else invalid; *val gets a constant's value, else -1. */
struct type *checkindex_value(struct checker *c, struct expr *e, int64_t max, int64_t *val);
bool checkindex_valid(struct checker *c, struct operand *x, const char *what, bool allow_negative);

/* checkselector.c */
void checkselector_check(struct checker *c, struct operand *x, struct expr *e, bool want_type);
const char *checkselector_why(struct checker *c, struct type *t, const char *sel,
                              struct object *alt, bool struct_literal);

/* checkliteral.c */
void checkliteral_basic(struct checker *c, struct operand *x, struct expr *e);
void checkliteral_func(struct checker *c, struct operand *x, struct expr *e);
void checkliteral_composite(struct checker *c, struct operand *x, struct expr *e,
                            struct type *hint);

/* checkcall.c, checkbuiltin.c, conversion.c, infer.c */
enum expr_class checkcall_check(struct checker *c, struct operand *x, struct expr *e);
/* The arguments against the parameters; returns the signature, instantiated when generic. */
struct type *checkcall_arguments(struct checker *c, struct expr *call, struct type *sig,
                                 struct type **targs, size_t n_targs, struct operand_list args);
struct type **checkcall_type_list(struct checker *c, struct expr *list, size_t *n);
void checkcall_instantiate(struct checker *c, struct operand *x, struct expr *e,
                           struct type *target);
bool checkbuiltin_check(struct checker *c, struct operand *x, struct expr *call, int id);
enum expr_class checkbuiltin_class(int id);
bool checkunsafe_check(struct checker *c, struct operand *x, struct expr *call, int id,
                       struct operand_list args);
void conversion_check(struct checker *c, struct operand *x, struct type *t);
/* May this package make pointers that nobody has checked? */
bool conversion_may_be_unsafe(struct checker *c);
/* What inference is asked: type arguments for a function with these parameters (one per argument,
 * not more) and arguments. */
struct infer_request {
    struct pos pos;    /* where failures are reported that no argument is to blame for */
    const char *where; /* how messages start: "in call to f, " */
    struct type **type_params;
    size_t n_type_params;
    struct type **params;
    const struct operand *args;
    size_t n_args;
    const bool *generic;  /* NULL, or per argument: its type mentions type_params, too */
    const char *arg_name; /* how messages call the only argument; NULL: as it is written */
    bool reverse;         /* the argument is what the function is assigned to */
    bool partial;         /* parameters may stay unknown: NULL in targs */
};
struct type *infer_subst(struct checker *c, struct type *t, struct type **params,
                         struct type **args, size_t n);
/* Completes targs, where NULL means unknown; false when that fails (reported). */
bool infer_type_args(struct checker *c, const struct infer_request *r, struct type **targs);

/* instance.c */
/* `fun` names a generic function and is used with concrete type arguments: it becomes the name of
 * the instance. Open arguments, and functions without a body, are left alone. */
void instance_use(struct checker *c, struct expr *fun, struct type **targs, size_t n);
/* Checks the bodies of all instances found so far and by that; they join the package's functions.
 */
void instance_check_all(struct checker *c);
/* True when the type arguments satisfy the constraints; reports at list's elements, or at `at`. */
bool instance_verify(struct checker *c, struct type **tparams, struct type **targs, size_t n,
                     struct pos at, struct expr *list);

/* mono.c */
/* Notes that these type parameters are instantiated with these arguments, at list's elements or at
 * `at`. */
void mono_use(struct checker *c, struct type **tparams, struct type **targs, size_t n,
              struct pos at, struct expr *list);
/* Reports an instantiation cycle, if there is one. */
void mono_check(struct checker *c);
void mono_finish(struct checker *c);

/* rangefunc.c */
/* The function that f, perhaps the body of a loop over a function, belongs to; NULL for NULL. */
struct func *rangefunc_root(struct func *f);
/* Around the checking of the variables and the body of a loop over a function. The end rewrites the
 * loop, unless it is part of a generic function or of a wrong program. */
struct rangefunc *rangefunc_begin(struct checker *c, struct stmt *s);
void rangefunc_end(struct checker *c, struct rangefunc *r, struct type *yield, bool rewrites);
/* At the end of a function's body: results that loops return need names. */
void rangefunc_name_results(struct checker *c, struct func *f);

/* assign.c */
void assign_operand(struct checker *c, struct operand *x, struct type *t, const char *context);
void assign_init_const(struct checker *c, struct object *lhs, struct operand *x);
void assign_init_var(struct checker *c, struct object *lhs, struct operand *x, const char *context);
/* return_: NULL, or the return statement whose results these are. */
void assign_init_vars(struct checker *c, struct object **lhs, size_t n_lhs, struct expr **rhs,
                      size_t n_rhs, struct stmt *return_);
void assign_var(struct checker *c, struct expr *lhs, struct expr *rhs, struct operand *x,
                const char *context);
void assign_vars(struct checker *c, struct expr *lhs, struct expr *rhs);
void assign_short_decl(struct checker *c, struct stmt *s);
char *assign_summary(struct checker *c, struct type **v, size_t n, bool variadic, bool dots);

/* typexpr.c, signature.c, structtype.c */
struct type *typexpr_type(struct checker *c, struct expr *e);
struct type *typexpr_var_type(struct checker *c, struct expr *e); /* no constraint */
struct type *typexpr_declared(struct checker *c, struct expr *e, struct object *def);
void typexpr_valid_var_type(struct checker *c, struct expr *e, struct type *t);
struct type *signature_check(struct checker *c, struct expr *ftype, struct param *recv,
                             struct param *tparams, size_t n_tparams);
void signature_fill(struct checker *c, struct type *sig, struct expr *ftype, struct param *recv,
                    struct param *tparams, size_t n_tparams);
struct type *structtype_constraint(struct checker *c, struct expr *e);
/* A constraint that was no complete type when it was declared may turn out to be no interface. */
void structtype_settle_constraint(struct checker *c, struct type *param);
/* The type parameters of a list, declared in the current scope. */
struct type **signature_type_params(struct checker *c, struct param *v, size_t n);
void structtype_complete_later(struct checker *c, struct type *iface);
struct type *structtype_struct(struct checker *c, struct expr *e);
struct type *structtype_interface(struct checker *c, struct expr *e, struct object *def);

/* decl.c, validtype.c */
bool decl_is_generic(const struct func *f); /* or inside such a function */
void decl_object(struct checker *c, struct object *obj);
void decl_collect_methods(struct checker *c, struct object *obj);
void decl_arity(struct checker *c, struct decl *d);
void decl_statement(struct checker *c, struct stmt *s);
void decl_cycle_error(struct checker *c, struct object **v, size_t n, size_t start);
size_t decl_first_in_source(struct object **v, size_t n);
void validtype_check(struct checker *c, struct type *named);
bool validtype_finite(struct checker *c, struct type *t);
void validtype_interfaces(struct checker *c); /* literals that lead back to themselves */
void validtype_sizes(struct checker *c);      /* of arrays and channel elements */
void validtype_direct_cycles(struct checker *c);

/* resolve.c, initorder.c, checkstmt.c, checkswitch.c, returns.c, closure.c */
struct method_list {
    struct object **v;
    size_t n;
};
void resolve_collect(struct checker *c);
void resolve_objects(struct checker *c);
void resolve_unused_imports(struct checker *c);
bool resolve_receiver(struct expr *type, struct expr **base); /* true: a pointer */
void initorder_compute(struct checker *c);
void checkstmt_func_body(struct checker *c, struct func *f, struct type *sig, struct declared *decl,
                         struct constant *iota);
void checkstmt_report_unused(struct checker *c, const struct func *f);
void checkstmt_check(struct checker *c, struct stmt *s);
void checkstmt_list(struct checker *c, struct stmt **v, size_t n);
void checkstmt_block(struct checker *c, struct block *b);
void checkstmt_defaults(struct checker *c, struct stmt *s);
void checkswitch_expr(struct checker *c, struct stmt *s);
void checkswitch_type(struct checker *c, struct stmt *s);
void checkswitch_range(struct checker *c, struct stmt *s);
bool returns_block(struct checker *c, struct block *b); /* ends in a terminating statement */
void closure_settle(struct checker *c); /* captures and loops, when all bodies are checked */
void closure_finish(struct checker *c); /* names */

/* typecheck.c */
void typecheck_settle(struct checker *c);
void typecheck_finish(struct checker *c);

#endif
