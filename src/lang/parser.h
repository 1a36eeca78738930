/* What the files of the parser share; nobody else includes this.
 *
 * Recursive descent with one token of lookahead (lex.tok), one function a grammar rule. The parser
 * never gives up: after an error it skips to a token of a follow set and goes on, so several errors
 * come out of one run. Which tokens those are, and every text, is as Go has it, because users and
 * tests compare the two. `..._or_null` functions return NULL without a message when the current
 * token cannot start what they parse; all others return a node.
 *
 * Two limits keep later recursive passes safe: nesting of the source (parse_enter) and the height
 * of one expression (parse_grow), which long chains like a+b+c+... raise without nesting. */
#ifndef LANG_PARSER_H
#define LANG_PARSER_H

#include "base/vec.h"
#include "lang/ast.h"
#include "lang/lexer.h"
#include "lang/unit.h"

struct parser {
    struct unit *unit;
    struct lexer lex;  /* lex.tok is the current token */
    int fnest;         /* function bodies around us */
    int xnest;         /* brackets around us; < 0: in a statement header, where x { is no literal */
    unsigned depth;    /* parse_enter calls not left */
    unsigned height;   /* of the expression parsed last */
    bool too_deep;     /* reported; the rest of the file is skipped */
    unsigned n_groups; /* parenthesised declarations so far */
    unsigned group;    /* number of the one around us, 0 = none */
    unsigned iota;     /* position of the constant specification in its group */
    struct decl *last_const; /* last one of the group that has a type or values */
};

typedef VEC(struct expr *) parse_exprs;

struct parse_name {
    const char *text; /* interned */
    struct pos pos;
};

/* --- parse.c: tokens, errors, nodes --- */

/* Sets of tokens that errors synchronise at. Only names, operators as a class, delimiters and
 * keywords can be members. */
static inline uint64_t
parse_set(enum token t)
{
    if (t >= TOKEN_ELLIPSIS)
        return UINT64_C(1) << (t - TOKEN_ELLIPSIS + 3);
    if (t == TOKEN_EOF)
        return 1;
    if (t == TOKEN_NAME)
        return 2;
    return t >= TOKEN_ADD && t <= TOKEN_GEQ && t != TOKEN_MUL && t != TOKEN_ARROW &&
                   t != TOKEN_INC && t != TOKEN_DEC
               ? 4
               : 0;
}

void parse_next(struct parser *p);
bool parse_got(struct parser *p, enum token t);        /* consumes t if it is the current token */
void parse_want(struct parser *p, enum token t);       /* or complains and skips one token */
bool parse_got_assign(struct parser *p);               /* "="; ":=" too, with a complaint */
void parse_skip_to(struct parser *p, uint64_t follow); /* 0: skips one token */

/* "syntax error: unexpected TOKEN" and what is formatted, e.g. ", expected name". */
void parse_unexpected(struct parser *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* "syntax error: " and what is formatted. */
void parse_syntax_error(struct parser *p, struct pos pos, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
const char *parse_token_words(enum token t); /* "comma", "keyword if", ... */

bool parse_enter(struct parser *p); /* false: too deep, return at once; else parse_leave later */
void parse_leave(struct parser *p);
void parse_grow(struct parser *p, unsigned below); /* height = 1 + max(height, below) */

struct expr *parse_new_expr(struct parser *p, enum expr_kind kind, struct pos pos);
struct expr *parse_bad_expr(struct parser *p);
struct stmt *parse_new_stmt(struct parser *p, enum stmt_kind kind, struct pos pos);
struct expr *parse_name_expr(struct parser *p, struct parse_name name);
struct parse_name parse_name(struct parser *p);
/* Moves the elements into the unit's bump and empties the vector. */
struct expr **parse_keep_exprs(struct parser *p, parse_exprs *list, size_t *n);
/* The elements of an EXPR_LIST or the single expression, as an array. */
struct expr **parse_unpack(struct parser *p, struct expr *e, size_t *n);

/* { element sep } close, the last sep optional. `element` returns true when no more may follow.
 * Returns the position of close. */
typedef bool parse_element(struct parser *p, void *ctx);
struct pos parse_list(struct parser *p, const char *context, enum token sep, enum token close,
                      parse_element *element, void *ctx);

/* --- parse_decl.c --- */
typedef VEC(struct decl *) parse_decls;
typedef struct decl *parse_decl_spec(struct parser *p);
void parse_decl_group(struct parser *p, parse_decl_spec *spec, parse_decls *into);
struct decl *parse_decl_import(struct parser *p);
struct decl *parse_decl_const(struct parser *p);
struct decl *parse_decl_var(struct parser *p);
struct decl *parse_decl_type(struct parser *p);
struct decl *parse_decl_func(struct parser *p);
void parse_decl_clear_directives(struct parser *p); /* complains about those nobody took */
void parse_decl_package_directives(struct parser *p);

/* --- parse_type.c, parse_struct.c, parse_param.c --- */
struct expr *parse_type(struct parser *p);
struct expr *parse_type_or_null(struct parser *p);
struct expr *parse_type_qualified(struct parser *p, struct expr *name); /* name may be NULL */
struct expr *parse_type_array(struct parser *p, struct pos pos, struct expr *len);
struct expr *parse_type_slice(struct parser *p, struct pos pos);
struct expr *parse_type_array_or_args(struct parser *p);
struct expr *parse_type_args_or_index(struct parser *p, bool strict, bool *comma);
struct expr *parse_type_pointer(struct parser *p, struct pos pos, struct expr *to);
bool parse_type_is_element(const struct expr *x); /* syntactically a type, no value */
struct expr *parse_struct_type(struct parser *p);
struct expr *parse_struct_interface(struct parser *p);
struct expr *parse_struct_union(struct parser *p, struct expr *first); /* first may be NULL */

struct parse_signature {
    struct expr *type; /* EXPR_FUNC_TYPE */
    struct param *type_params;
    size_t n_type_params;
};
/* context: what may not have type parameters ("method"); NULL: they are allowed. */
struct parse_signature parse_param_signature(struct parser *p, const char *context);

struct parse_param_spec {
    struct parse_name name; /* already consumed first name; text NULL when none */
    struct expr *type;      /* already consumed type of it, or NULL */
    enum token close;
    bool names_required; /* a type parameter list */
    bool dots_allowed;
};
struct param *parse_param_list(struct parser *p, struct parse_param_spec spec, size_t *n);

/* --- parse_expr.c, parse_operand.c --- */
struct expr *parse_expr(struct parser *p);
struct expr *parse_expr_list(struct parser *p); /* one expression or an EXPR_LIST */
struct expr *parse_expr_from(struct parser *p, struct expr *primary); /* rest of an expression */
struct expr *parse_operand(struct parser *p, bool keep_parens);
struct expr *parse_operand_primary(struct parser *p, struct expr *x, bool keep_parens);
struct expr *parse_operand_literal_or_null(struct parser *p);

/* --- parse_stmt.c, parse_header.c, parse_branch.c --- */
struct block parse_stmt_block(struct parser *p, const char *context);
struct stmt *parse_stmt_simple(struct parser *p, struct expr *lhs, enum token keyword);
void parse_stmt_list(struct parser *p, struct block *b);
struct block *parse_stmt_func_body(struct parser *p, struct func *f);

struct parse_header {
    struct stmt *init; /* `for ... range`: a STMT_FOR whose range fields are set */
    struct expr *cond;
    struct stmt *post;
};
struct parse_header parse_header(struct parser *p, enum token keyword);

void parse_branch_check(struct parser *p, struct func *f); /* labels and jumps of one body */

#endif
