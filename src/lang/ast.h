/* The syntax tree of Go 1.26 and what the later stages write into it.
 *
 * The parser builds it (all of it lives in the bump of struct unit, unit.h); the type checker fills
 * the fields marked [check], escape analysis those marked [escape]; the compiler reads it only.
 * Nothing is ever freed singly.
 *
 * Positions are those of Go's own compiler, because its messages are compared with ours: a binary
 * expression stands at its operator, a call, index, slice, conversion and assertion at its opening
 * bracket resp. dot as cmd/compile/internal/syntax has it (see the comment at each kind), a
 * statement at its keyword or operator. ast_start_pos gives the leftmost position of a node.
 * Go: cmd/compile/internal/syntax/nodes.go */
#ifndef LANG_AST_H
#define LANG_AST_H

#include "base/diag.h"
#include "lang/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct type;     /* types.h */
struct constant; /* constant.h */
struct object;   /* object.h */
struct scope;    /* object.h */
struct expr;
struct stmt;
struct block;
struct func;

enum expr_kind {
    EXPR_BAD,               /* a syntax error was reported here */
    EXPR_NAME,              /* x */
    EXPR_LITERAL,           /* 1 1.5 2i 'a' "s" */
    EXPR_COMPOSITE,         /* T{...}; at the '{' */
    EXPR_KEY_VALUE,         /* key: value inside a composite literal; at the ':' */
    EXPR_FUNC_LIT,          /* func(...) {...}; at 'func' */
    EXPR_PAREN,             /* (x); at '(' */
    EXPR_SELECTOR,          /* x.Sel; see syntax.SelectorExpr for the position */
    EXPR_INDEX,             /* x[i]; also x[T] and x[T1, T2] (index is an EXPR_LIST) */
    EXPR_SLICE,             /* x[i:j:k] */
    EXPR_ASSERT,            /* x.(T) */
    EXPR_TYPE_SWITCH_GUARD, /* lhs := x.(type) */
    EXPR_UNARY,             /* + - ! ^ & <- ~ ; at the operator (* is EXPR_STAR) */
    EXPR_STAR,              /* *x, a dereference or a pointer type */
    EXPR_BINARY,            /* x op y; at the operator */
    EXPR_CALL,              /* f(args) */
    EXPR_LIST,              /* a, b, c on one side of an assignment or in x[T1, T2] */
    /* types; an expression whose mode is MODE_TYPE after checking */
    EXPR_ARRAY_TYPE, /* [n]T; len NULL for [...]T */
    EXPR_SLICE_TYPE, /* []T */
    EXPR_DOTS_TYPE,  /* ...T, last parameter only */
    EXPR_STRUCT_TYPE,
    EXPR_INTERFACE_TYPE,
    EXPR_FUNC_TYPE,
    EXPR_MAP_TYPE,
    EXPR_CHAN_TYPE
};

/* What an expression denotes. [check] Go: types2 operand modes */
enum expr_mode {
    MODE_INVALID,   /* not checked yet, or an error was reported */
    MODE_NO_VALUE,  /* call without results */
    MODE_BUILTIN,   /* name of a builtin function */
    MODE_TYPE,      /* a type */
    MODE_CONSTANT,  /* expr.val holds the value, expr.type its (final) type */
    MODE_VARIABLE,  /* addressable */
    MODE_MAP_INDEX, /* m[k]: assignable, not addressable, allows comma-ok */
    MODE_VALUE,     /* a computed value */
    MODE_NIL,       /* nil; expr.type is the type it was converted to */
    MODE_COMMA_OK   /* value that also allows comma-ok (receive, assertion) */
};

enum chan_dir { CHAN_BOTH, CHAN_SEND, CHAN_RECV };

/* How x.Sel was resolved. [check] */
enum selection_kind {
    SELECT_NONE,
    SELECT_PACKAGE,     /* fmt.Println: object is the package member */
    SELECT_FIELD,       /* x.f: path of field indices, embedded pointers are followed */
    SELECT_METHOD,      /* x.m: method value, or the callee of a method call */
    SELECT_METHOD_EXPR, /* T.m or (*T).m: function with the receiver first */
};

/* What a call is. [check] */
enum call_kind { CALL_FUNCTION, CALL_CONVERSION, CALL_BUILTIN };

/* Where the storage of an allocating expression lives. [escape] Unknown counts as heap. */
enum escape_verdict { ESCAPE_UNKNOWN, ESCAPE_STACK, ESCAPE_HEAP };
enum { EXPR_SPREAD_BITS = 16 };

struct param {        /* one name of a parameter, result or receiver list; name NULL when unnamed */
    struct pos pos;   /* of the name, else of the type */
    const char *name; /* interned in the unit; NULL, or "_" */
    struct expr *type;  /* shared by "a, b int"; EXPR_DOTS_TYPE for the variadic one */
    struct object *obj; /* [check] a variable, also for unnamed ones */
};

struct field { /* of a struct type */
    struct pos pos;
    const char *name;  /* NULL when embedded */
    struct expr *type; /* shared by "a, b int" */
    bool embedded;
    struct expr *tag; /* EXPR_LITERAL or NULL */
};

struct method_elem { /* of an interface type */
    struct pos pos;
    const char *name;  /* NULL: an embedded element (type, union) */
    struct expr *type; /* EXPR_FUNC_TYPE of a method, else the embedded element */
};

struct expr {
    enum expr_kind kind;
    enum expr_mode mode;  /* [check] */
    struct pos pos;       /* Go's position of the node, see above */
    struct type *type;    /* [check] final type: untyped constants and nil already converted to
                             what their context wants; a tuple type for multi-value calls */
    struct constant *val; /* [check] value when mode is MODE_CONSTANT */
    /* [escape] for the allocation that this very expression makes: composite literal or & of one,
     * new, make, func literal, method value, string concatenation and conversion, append growth,
     * the "..." slice of a variadic call. Implicit boxing into an interface is box_verdict of the
     * operand, since it belongs to the value converted and has no node of its own. */
    enum escape_verdict verdict;
    enum escape_verdict box_verdict;
    /* [escape] of an expression of several values, for boxing the i-th of them: bit i (the last bit
     * stands for all behind it, too) when it needs no heap, and when it does, which wins. */
    uint16_t spread_stack, spread_heap;
    struct expr *generic; /* in an instance: the generic function's node; NULL */
    union {
        struct {
            const char *name;   /* interned */
            struct object *obj; /* [check] NULL for "_" and after an error */
        } name;
        struct {
            enum token kind;  /* TOKEN_INT .. TOKEN_STRING */
            const char *text; /* as written, NUL-terminated */
            bool bad;         /* a lexical error was reported: do not evaluate */
        } literal;
        struct {
            struct expr *type;   /* NULL when elided */
            struct expr **elems; /* plain values or EXPR_KEY_VALUE */
            size_t n_elems;
            bool has_keys;
            struct pos rbrace;
            /* [check] for elided &T: expr.type is the pointer type and implicit_addr is true */
            bool implicit_addr;
        } composite;
        struct {
            struct expr *key;
            struct expr *value;
        } key_value;
        struct {
            struct expr *type; /* EXPR_FUNC_TYPE */
            struct func *func;
        } func_lit;
        struct {
            struct expr *x;
        } paren;
        struct {
            struct expr *x;
            const char *sel; /* interned */
            struct pos sel_pos;
            /* [check] */
            enum selection_kind kind;
            struct object *obj;   /* field, method or package member */
            const unsigned *path; /* field indices from x's type to the member, last included for
                                     fields; for methods: only the embedded fields on the way */
            size_t n_path;
            struct type *recv; /* methods: type of x after following path (may be an interface) */
            bool addr_recv;    /* methods: the compiler must take &x (pointer receiver) */
            bool deref_recv;   /* methods: the compiler must load *x (value receiver) */
        } selector;
        struct {
            struct expr *x;
            struct expr *index; /* EXPR_LIST for several type arguments */
            /* [check] instantiation of a generic function: x is the function, types the arguments
             */
            struct type **type_args;
            size_t n_type_args;
        } index;
        struct {
            struct expr *x;
            struct expr *lo, *hi, *max; /* NULL when absent */
            bool full;                  /* two colons */
        } slice;
        struct {
            struct expr *x;
            struct expr *type;
        } assert_;
        struct {
            const char *lhs; /* NULL without := */
            struct pos lhs_pos;
            struct expr *x;
        } guard;
        struct {
            enum token op;
            struct expr *x;
        } unary; /* also EXPR_STAR (op TOKEN_MUL) */
        struct {
            enum token op;
            struct expr *x, *y;
        } binary;
        struct {
            struct expr *fun;
            struct expr **args;
            size_t n_args;
            bool has_dots; /* f(x...) */
            /* [check] */
            enum call_kind kind;
            int builtin;             /* enum builtin of universe.h when CALL_BUILTIN */
            bool spread;             /* f(g()) with a multi-value g: args[0] is the tuple */
            bool varies;             /* in an instance: unsafe.Sizeof and the like of a type
                                        parameter: no constant, whatever the instance is */
            uint64_t number;         /* then: its value */
            struct type **type_args; /* inferred or explicit, generic callee */
            size_t n_type_args;
        } call;
        struct {
            struct expr **v;
            size_t n;
        } list;
        struct {
            struct expr *len; /* NULL: [...]T, inside composite literals only */
            struct expr *elem;
        } array_type;
        struct {
            struct expr *elem;
        } elem_type; /* EXPR_SLICE_TYPE, EXPR_DOTS_TYPE */
        struct {
            struct field *fields;
            size_t n_fields;
        } struct_type;
        struct {
            struct method_elem *elems;
            size_t n_elems;
        } interface_type;
        struct {
            struct param *params;
            size_t n_params;
            struct param *results;
            size_t n_results;
        } func_type;
        struct {
            struct expr *key, *value;
        } map_type;
        struct {
            enum chan_dir dir;
            struct expr *elem;
        } chan_type;
    };
};

enum stmt_kind {
    STMT_EMPTY,
    STMT_EXPR,
    STMT_SEND,   /* chan <- value */
    STMT_ASSIGN, /* lhs = rhs, lhs op= rhs, lhs++ (rhs NULL, op TOKEN_ADD or TOKEN_SUB); also := */
    STMT_DECL,   /* var, const, type inside a function */
    STMT_BLOCK,
    STMT_LABELED,
    STMT_IF,
    STMT_FOR,    /* all four forms */
    STMT_SWITCH, /* also type switches: tag is an EXPR_TYPE_SWITCH_GUARD */
    STMT_SELECT,
    STMT_BRANCH, /* break continue goto fallthrough */
    STMT_GO,
    STMT_DEFER,
    STMT_RETURN
};

struct block {
    struct pos pos; /* the '{' */
    struct pos rbrace;
    struct stmt **v;
    size_t n;
};

struct case_clause { /* of switch, type switch and select */
    struct pos pos;  /* 'case' or 'default' */
    struct pos colon;
    struct expr *
        *exprs; /* switch: values; type switch: types (nil is an EXPR_NAME); n 0 = default */
    size_t n_exprs;
    bool is_default;
    struct stmt *comm; /* select: a send, or a STMT_EXPR or STMT_ASSIGN with a receive; else NULL */
    struct block body;
    struct object *var; /* [check] type switch with :=, this clause's variable (NULL when unused) */
};

struct stmt {
    enum stmt_kind kind;
    struct pos pos;
    union {
        struct expr *expr; /* STMT_EXPR */
        struct {
            struct expr *chan, *value;
        } send;
        struct {
            enum token op; /* TOKEN_ASSIGN, TOKEN_DEFINE, or the binary operator of op= ++ -- */
            struct expr *lhs, *rhs; /* single expressions or EXPR_LIST; rhs NULL for ++ and -- */
            /* [check] for := : new_vars[i] is the variable declared by lhs i, NULL where it assigns
             * to an existing one */
            struct object **new_vars;
            size_t n_new_vars;
        } assign;
        struct {
            struct decl **v;
            size_t n;
        } decl;
        struct block block;
        struct {
            const char *label;
            struct pos label_pos; /* stmt.pos is the ':' */
            struct stmt *stmt;
            bool used; /* a goto, break or continue names it */
        } labeled;
        struct {
            struct stmt *init; /* may be NULL */
            struct expr *cond;
            struct block then;
            struct stmt *els; /* NULL, STMT_BLOCK or STMT_IF */
        } if_;
        struct {
            bool is_range;
            /* three-clause and condition forms; each may be NULL */
            struct stmt *init;
            struct expr *cond;
            struct stmt *post;
            /* range form: key and value may be NULL */
            struct expr *key, *value, *x;
            struct expr *extra;               /* a third iteration variable, an error; else NULL */
            struct pos range_pos;             /* 'range' */
            bool define;                      /* := */
            struct object *key_var, *val_var; /* [check] when define */
            /* [check] variables of a := init; one per iteration (Go 1.22): needs_copy says that a
             * closure captures it or its address is taken, so that iterations can be told apart */
            bool needs_copy;
            struct block body;
        } for_;
        struct {
            struct stmt *init;
            struct expr *tag; /* NULL, expression, or EXPR_TYPE_SWITCH_GUARD */
            struct case_clause *cases;
            size_t n_cases;
            struct pos rbrace;
        } switch_; /* also STMT_SELECT (init and tag NULL) */
        struct {
            enum token tok;    /* TOKEN_BREAK, CONTINUE, GOTO, FALLTHROUGH */
            const char *label; /* NULL */
            struct pos label_pos;
            struct stmt *target; /* set by the parser. break/continue: the for/switch/select
                                    statement; goto: the STMT_LABELED; NULL after an error */
        } branch;
        struct {
            struct expr *call;
            enum escape_verdict
                verdict;       /* [escape] of the closure and record the statement makes */
            struct expr *list; /* [check] in a body of range over a function: the variable that
                                  holds the list of calls deferred there; else NULL */
        } go_;                 /* STMT_GO and STMT_DEFER */
        struct {
            struct expr **results;
            size_t n_results;
            bool spread; /* [check] return f() with a multi-value f */
        } return_;
    };
};

/* decl.pos is where the specification starts; of a function, what follows 'func' (the name or the
 * '(' of the receiver). */
enum decl_kind { DECL_IMPORT, DECL_CONST, DECL_TYPE, DECL_VAR, DECL_FUNC };

/* One specification; "const ( a = iota; b )" gives two, with the group's number and iota. */
struct decl {
    enum decl_kind kind;
    struct pos pos;
    unsigned group; /* same number = same parenthesised declaration; 0 = none */
    union {
        struct {
            const char *local; /* NULL, name, "." or "_" */
            struct pos local_pos;
            struct expr *path; /* string literal */
        } import;
        struct {
            struct expr **names; /* EXPR_NAME */
            size_t n_names;
            struct expr *type; /* NULL; for const: inherited with its values */
            struct expr **values;
            size_t n_values;
            unsigned iota;  /* const */
            bool inherited; /* const: type and values come from an earlier specification and are
                               the same nodes as there */
            struct object **objs; /* [check] one per name */
        } var;                    /* DECL_VAR and DECL_CONST */
        struct {
            const char *name;
            struct pos name_pos;
            struct param *type_params; /* name and constraint */
            size_t n_type_params;
            bool alias;
            struct expr *type;
            struct object *obj; /* [check] */
        } type;
        struct func *func;
    };
};

/* A function declaration or literal. */
struct func {
    struct pos pos;     /* 'func' of a literal, the name of a declaration */
    const char *name;   /* NULL for literals until named like Go does: "main.func1" [check] */
    struct param *recv; /* NULL without receiver */
    struct param *type_params;
    size_t n_type_params;
    struct expr *type;  /* EXPR_FUNC_TYPE */
    struct block *body; /* NULL: implemented natively (golib) */
    bool uintptr_keeps; /* //go:uintptrescapes or uintptrkeepalive: pointers that became arguments
                           of type uintptr live until it returns */
    bool noescape;      /* //go:noescape above a bodyless declaration */
    const char *leaks;  /* the words of //golib:leaks, see escape_tag.c; NULL */
    bool has_goto_back; /* a label that is the target of a backward goto */
    /* [check] */
    struct object *obj; /* NULL for literals */
    struct package *pkg;
    struct type *sig;   /* TYPE_FUNC, receiver not included */
    struct func *outer; /* enclosing function of a literal; NULL for package-level initialisers */
    const char *full_name; /* as tracebacks show it: main.fib, main.(*T).m, main.main.func1 */
    struct object **vars;  /* every variable declared in this very function, parameters first, in
                              source order (not those of nested literals) */
    size_t n_vars;
    struct scope *scope;     /* generic functions: what the declaration stands in */
    struct func *origin;     /* generic function this is an instance of; NULL */
    struct type **type_args; /* of an instance; of a method: its receiver's */
    size_t n_type_args;
    struct object **instances; /* of a generic function, all there are so far */
    size_t n_instances;
    struct object **captures; /* variables of outer functions that this literal uses, itself or
                                 through nested literals, in order of first use */
    size_t n_captures;
    struct func **lits; /* function literals directly inside, in source order */
    size_t n_lits;
    bool has_defer;        /* has a defer statement of its own */
    struct func *range_of; /* of a loop body that rangefunc.c made a literal: the function around
                              it; else NULL */
    unsigned range_number; /* then: which one of those in the function that is none itself */
    unsigned n_ranges;     /* loops over functions so far */
    bool range_returns;    /* one of them returns: the results need names */
    /* [escape] */
    struct escape_tag *param_tags; /* private to escape.c; one per parameter, receiver first */
    void *escape_state;
};

struct file {
    struct pos pos;
    const char *name; /* as given */
    const char *pkg_name;
    struct pos pkg_name_pos;
    struct decl **decls; /* in source order */
    size_t n_decls;
    struct pos eof;
    struct scope *scope; /* [check] imports of this file */
};

/* The leftmost position of the expression, which type errors use. */
struct pos ast_start_pos(const struct expr *e);
/* Without parentheses around it. */
struct expr *ast_unparen(struct expr *e);
/* Number of expressions in e: of an EXPR_LIST its length, 1 for others, 0 for NULL. */
size_t ast_list_len(const struct expr *e);
struct expr *ast_list_at(struct expr *e, size_t i);

#endif
