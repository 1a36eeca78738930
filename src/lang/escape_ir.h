/* The tree as escape analysis sees it: what the compiler makes of the source.
 *
 * Everything implicit is a node: conversions, addresses and loads of receivers, embedded fields on
 * the way, the slice of a variadic call, temporaries for several values, the literals that go,
 * defer and range over a function stand for, loop variables made anew. Names and texts of notes
 * come from these nodes, and so do verdicts: a node knows the expression of the tree that its
 * allocation belongs to. Lives in a bump of its own while one package is analysed. Private to the
 * escape_* files. Go: cmd/compile/internal/ir, made by noder/reader.go */
#ifndef LANG_ESCAPE_IR_H
#define LANG_ESCAPE_IR_H

#include "base/bump.h"
#include "base/vec.h"
#include "lang/ast.h"
#include "lang/object.h"
#include "lang/types.h"

enum ir_op {
    IR_NAME,    /* a variable of a function */
    IR_GLOBAL,  /* obj, or text: a package variable */
    IR_FUNC,    /* obj: a declared function; of an instance args are its type arguments */
    IR_LITERAL, /* val */
    IR_NIL,
    IR_TYPE,
    IR_ADDR,      /* &x */
    IR_DEREF,     /* *x */
    IR_DOT,       /* x.sel, x a struct */
    IR_DOTPTR,    /* x.sel, x a pointer */
    IR_DOTINTER,  /* x.sel, a method of interface x: the function of a call */
    IR_METHEXPR,  /* recv.sel, obj the method: a function with the receiver first */
    IR_METHVALUE, /* x.sel, a closure */
    IR_DOTTYPE,   /* x.(T); dynamic: T depends on a type parameter */
    IR_INDEX,     /* x[y] */
    IR_INDEXMAP,
    IR_SLICE, /* x[y:z:max]; max is list[0] */
    IR_UNARY, /* sub: token; also receive */
    IR_BINARY,
    IR_LOGICAL,
    IR_ADDSTR,   /* list: all operands of a concatenation */
    IR_CONV,     /* T(x) with code */
    IR_CONVNOP,  /* the same bits */
    IR_CONVFACE, /* into an interface */
    IR_CONVTEXT, /* between strings, bytes and runes */
    IR_SLICE2ARR,
    IR_SLICE2ARRPTR,
    IR_CALL,      /* x(list...) */
    IR_CALLINTER, /* the same, x an IR_DOTINTER */
    IR_BUILTIN,   /* sub: which; list */
    IR_NEW,       /* new(T) */
    IR_MAKE,      /* type; x length, y capacity */
    IR_PTRLIT,    /* & of a literal x */
    IR_STRUCTLIT,
    IR_ARRAYLIT,
    IR_SLICELIT,
    IR_MAPLIT,  /* list: values; rhs: keys */
    IR_CLOSURE, /* fn */
    IR_DICT,    /* what an instance finds out about its type arguments when it runs */
    /* statements */
    IR_DCL,    /* x is declared here */
    IR_ASSIGN, /* x = y; y NULL: zero */
    IR_ASSIGN_OP,
    IR_ASSIGN2, /* list = rhs; sub: enum ir_pair */
    IR_BLOCK,
    IR_BRANCH,
    IR_GOTO,
    IR_LABEL,
    IR_IF,  /* x cond, body, list: else */
    IR_FOR, /* x cond, y post, body */
    IR_RANGE,
    IR_SWITCH,     /* x tag, list of IR_CASE */
    IR_TYPESWITCH, /* x, list of IR_CASE; def: with a variable */
    IR_CASE,       /* list values, x variable, body */
    IR_SELECT,     /* list of IR_COMM */
    IR_COMM,       /* x: the communication, body */
    IR_SEND,
    IR_RETURN, /* list */
    IR_GO,     /* x the call, y: where to defer */
    IR_DEFER
};

enum ir_pair { IR_PAIR, IR_PAIR_FUNC, IR_PAIR_TYPE, IR_PAIR_MAP, IR_PAIR_RECV };

struct ir_list {
    struct ir **v;
    size_t n;
};

struct ir {
    unsigned char op;  /* enum ir_op */
    unsigned char sub; /* token, builtin, enum ir_pair */
    bool implicit;     /* written by nobody: not shown */
    bool def;          /* := */
    bool dots;         /* f(x...) */
    bool incdec, dynamic, dict;
    bool computed; /* escape_bounds.c: an index that is a temporary by then */
    struct pos pos;
    struct type *type;
    struct type *sig; /* calls: of the function, receiver and dictionary not included */
    struct expr *ast; /* whose allocation this is, and whose types are shown; NULL */
    struct ir *x, *y, *z;
    struct ir_list init; /* run before */
    struct ir_list list, rhs, body;
    union {
        struct ir_name *name;
        struct ir_fn *fn;
        struct object *obj;
        struct constant *val;
        struct stmt *stmt;
        struct expr *spread; /* IR_CONVFACE: of its value number `sub`; NULL */
    };
    const char *sel; /* selectors; text of a global or label */
};

enum ir_class { IR_LOCAL, IR_PARAM, IR_RESULT };

struct ir_name {
    const char *text;
    struct object *var; /* NULL: the compiler's own */
    struct expr *value; /* new(value): whose verdict it is */
    struct type *type;
    struct pos pos;
    struct ir_fn *fn; /* declares it */
    enum ir_class class;
    int result;             /* results: 1 + index */
    struct ir *defn;        /* the statement that declares it; NULL */
    bool addr_taken;        /* & was applied */
    bool reassigned;        /* assigned by another statement than defn */
    bool by_value;          /* closures hold a copy */
    bool multi;             /* loop pass: each iteration needs its own */
    struct source *sources; /* escape_exact.c: what is assigned to it */
    struct write *writes;   /* escape_dead.c: assignments that may be dropped */
    bool read;              /* escape_dead.c: none may */
    struct escape_loc *loc;
    struct ir node; /* the IR_NAME */
};

struct ir_capture {
    struct ir_name *name;
    struct pos pos; /* first use inside */
};

struct ir_dict_method {
    const struct type *param;
    const char *name;
};

struct ir_fn {
    struct func *func; /* of the tree; NULL: the compiler's own */
    struct ir_fn *outer;
    struct ir_fn *range_parent; /* body of a range over a function: the real function around */
    const char *name;           /* as a symbol, its package left out */
    struct pos pos;
    struct package *inits; /* runs the initialisers of a package; NULL */
    VEC(struct ir_name *) params;
    VEC(struct ir_name *) results;
    VEC(struct ir_name *) names; /* all variables, in order */
    struct ir_list body;
    VEC(struct ir_capture) captures;
    struct stmt *go;                         /* wrapper of a go or defer statement; NULL */
    bool literal;                            /* a function literal, written or made */
    bool wrapper;                            /* made */
    bool shared;                             /* an instance, whose parameters get no notes */
    bool silent;                             /* no notes at all: another instance looks the same */
    bool pinned;                             /* runs when the frame around it may be gone */
    bool dict;                               /* takes a dictionary: instances */
    struct ir_name *dictionary;              /* that one, also in literals inside; NULL */
    VEC(struct ir_dict_method) dict_methods; /* of an instance: methods that it holds */
    bool lowered, walked;                    /* its body is made; is in the graph */
    bool tagged, results_lost;
    bool analysed;                          /* escape_exact.c: assignments are known */
    unsigned n_funcs, n_ranges, n_wrappers; /* literals so far */
    unsigned n_yields;
    unsigned node; /* escape_order.c */
    const struct types_shapes *shapes;
};

typedef VEC(struct ir_fn *) ir_fn_list;

/* ---- making ---- */

struct ir *escape_ir_new(struct bump *mem, enum ir_op op, struct pos pos, struct type *type);
void escape_ir_push(struct bump *mem, struct ir_list *l, struct ir *n);
void escape_ir_append(struct bump *mem, struct ir_list *l, const struct ir_list *more);

/* ---- asking ---- */

/* x of x.f, T(x) and x[i] of an array, however deep: whose storage it is. */
struct ir *escape_ir_outer(struct ir *n);
/* The expression that n always equals, found through variables that are never assigned again. */
struct ir *escape_ir_static(struct ir *n);
/* The function that calling n always calls: *func of the tree, *fn of this package; or neither. */
void escape_ir_callee(struct ir *n, struct func **func, struct ir_fn **fn);
bool escape_ir_same(struct ir *a, struct ir *b);  /* the same operand, evaluated without effects */
struct ir_fn *escape_ir_fn(const struct func *f); /* NULL when it is of another package */

/* Calls visit for n and everything in it, literals' bodies excluded, until it returns true. */
typedef bool (*ir_visit_fn)(void *arg, struct ir *n);
bool escape_ir_visit(struct ir *n, ir_visit_fn visit, void *arg);
bool escape_ir_visit_list(const struct ir_list *l, ir_visit_fn visit, void *arg);

/* ---- types ---- */

bool escape_ir_generic(const struct type *t); /* mentions a type parameter */
bool escape_ir_pointers(struct type *t);      /* values may hold pointers */
uint64_t escape_ir_size(struct type *t);      /* bytes; 0 for what has none */

#endif
