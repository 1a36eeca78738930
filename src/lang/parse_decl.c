/* Declarations: import, const, type, var and func, and the directives before them.
 *
 * A specification inside parentheses becomes one struct decl like one outside; decl.group tells
 * which belong together. Constant specifications without values take over type and values of the
 * last one that has some, here and not in the checker.
 * Go: cmd/compile/internal/syntax/parser.go, cmd/compile/internal/noder/lex.go */
#include "lang/parser.h"

#include <string.h>

/* --- directives --------------------------------------------------------------------------------
 */

static bool
is_directive(const char *text, const char *name)
{
    size_t n = strcspn(text, " ");
    return n == strlen(name) && strncmp(text, name, n) == 0;
}

/* Directives that mean something to a function and to nothing else. */
static bool
is_func_directive(const char *text)
{
    static const char *const known[] = {"go:noescape",
                                        "go:norace",
                                        "go:nosplit",
                                        "go:noinline",
                                        "go:nocheckptr",
                                        "go:systemstack",
                                        "go:nowritebarrier",
                                        "go:nowritebarrierrec",
                                        "go:uintptrescapes",
                                        "go:cgo_unsafe_args",
                                        "go:yeswritebarrierrec",
                                        "go:uintptrkeepalive",
                                        "go:registerparams"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (is_directive(text, known[i]))
            return true;
    }
    return false;
}

static bool
is_runtime_directive(const char *text)
{
    return is_directive(text, "go:systemstack") || is_directive(text, "go:nowritebarrier") ||
           is_directive(text, "go:nowritebarrierrec") ||
           is_directive(text, "go:yeswritebarrierrec");
}

static bool
is_build_directive(const char *text)
{
    return is_directive(text, "go:build");
}

static void
refuse_directives(struct parser *p, bool build_allowed)
{
    vec_each (struct lexer_directive *, d, &p->lex.directives) {
        bool build = is_build_directive(d->text);
        if (is_directive(d->text, "go:embed")) /* there is no such package here */
            lexer_error_at(&p->lex, d->pos,
                           "go:embed only allowed in Go files that import \"embed\"");
        if ((build && !build_allowed) || is_func_directive(d->text))
            lexer_error_at(&p->lex, d->pos, "misplaced compiler directive");
    }
    p->lex.directives.n = 0;
}

void
parse_decl_clear_directives(struct parser *p)
{
    refuse_directives(p, false);
}

void
parse_decl_package_directives(struct parser *p)
{
    refuse_directives(p, true);
}

static void
take_func_directives(struct parser *p, struct func *f)
{
    vec_each (struct lexer_directive *, d, &p->lex.directives) {
        if (is_build_directive(d->text))
            lexer_error_at(&p->lex, d->pos, "misplaced compiler directive");
        else if (is_runtime_directive(d->text))
            lexer_error_at(&p->lex, d->pos, "//%.*s only allowed in runtime",
                           (int)strcspn(d->text, " "), d->text);
        else if (strcmp(d->text, "go:noescape") == 0)
            f->noescape = true;
        else if (is_directive(d->text, "go:uintptrescapes") ||
                 is_directive(d->text, "go:uintptrkeepalive"))
            f->uintptr_keeps = true;
        else if (is_directive(d->text, "golib:leaks"))
            f->leaks = d->text + strlen("golib:leaks");
    }
    p->lex.directives.n = 0;
}

/* --- groups ------------------------------------------------------------------------------------
 */

static struct decl *
new_decl(struct parser *p, enum decl_kind kind)
{
    struct decl *d = bump_new(&p->unit->mem, struct decl);
    d->kind = kind;
    d->pos = p->lex.pos;
    d->group = p->group;
    parse_decl_clear_directives(p);
    return d;
}

struct group_ctx {
    parse_decl_spec *spec;
    parse_decls *into;
};

static bool
group_element(struct parser *p, void *ctx)
{
    struct group_ctx *g = ctx;
    vec_push(g->into, g->spec(p));
    return false;
}

/* Spec | "(" { Spec ";" } ")" . */
void
parse_decl_group(struct parser *p, parse_decl_spec *spec, parse_decls *into)
{
    /* a group may hold a function that holds a group */
    unsigned outer = p->group, outer_iota = p->iota;
    struct decl *outer_const = p->last_const;
    p->iota = 0;
    p->last_const = NULL;
    if (p->lex.tok == TOKEN_LPAREN) {
        struct group_ctx ctx = {spec, into};
        parse_decl_clear_directives(p);
        p->group = ++p->n_groups;
        parse_next(p);
        parse_list(p, "grouped declaration", TOKEN_SEMI, TOKEN_RPAREN, group_element, &ctx);
    } else {
        p->group = 0;
        vec_push(into, spec(p));
    }
    p->group = outer;
    p->iota = outer_iota;
    p->last_const = outer_const;
}

/* --- import, const, var ------------------------------------------------------------------------
 */

/* ImportSpec = [ "." | PackageName ] string_lit . */
struct decl *
parse_decl_import(struct parser *p)
{
    struct decl *d = new_decl(p, DECL_IMPORT);
    if (p->lex.tok == TOKEN_NAME || p->lex.tok == TOKEN_DOT) {
        bool dot = p->lex.tok == TOKEN_DOT;
        d->import.local = dot ? unit_intern(p->unit, ".", 1) : p->lex.lit;
        d->import.local_pos = p->lex.pos;
        parse_next(p);
    }
    struct expr *path = parse_operand_literal_or_null(p);
    d->import.path = path;
    if (!path) {
        parse_syntax_error(p, p->lex.pos, "missing import path");
        parse_skip_to(p, parse_set(TOKEN_SEMI) | parse_set(TOKEN_RPAREN));
        d->import.path = parse_bad_expr(p);
    } else if (!path->literal.bad && path->literal.kind != TOKEN_STRING) {
        parse_syntax_error(p, path->pos, "import path must be a string");
        path->literal.bad = true;
    }
    return d;
}

/* IdentifierList = identifier { "," identifier } . */
static void
parse_names(struct parser *p, struct decl *d)
{
    parse_exprs names = {0};
    do
        vec_push(&names, parse_name_expr(p, parse_name(p)));
    while (parse_got(p, TOKEN_COMMA));
    d->var.names = parse_keep_exprs(p, &names, &d->var.n_names);
}

static void
parse_values(struct parser *p, struct decl *d)
{
    d->var.values = parse_unpack(p, parse_expr_list(p), &d->var.n_values);
}

static void
inherit_values(struct parser *p, struct decl *d)
{
    if (d->var.type || d->var.n_values > 0) {
        p->last_const = d;
    } else if (p->last_const) {
        d->var.type = p->last_const->var.type;
        d->var.values = p->last_const->var.values;
        d->var.n_values = p->last_const->var.n_values;
        d->var.inherited = true;
    }
}

/* ConstSpec = IdentifierList [ [ Type ] "=" ExpressionList ] . */
struct decl *
parse_decl_const(struct parser *p)
{
    struct decl *d = new_decl(p, DECL_CONST);
    d->var.iota = p->iota++;
    parse_names(p, d);
    if (p->lex.tok != TOKEN_EOF && p->lex.tok != TOKEN_SEMI && p->lex.tok != TOKEN_RPAREN) {
        d->var.type = parse_type_or_null(p);
        if (parse_got_assign(p))
            parse_values(p, d);
    }
    inherit_values(p, d);
    return d;
}

/* VarSpec = IdentifierList ( Type [ "=" ExpressionList ] | "=" ExpressionList ) . */
struct decl *
parse_decl_var(struct parser *p)
{
    struct decl *d = new_decl(p, DECL_VAR);
    parse_names(p, d);
    bool assign = parse_got_assign(p);
    if (!assign) {
        d->var.type = parse_type(p);
        assign = parse_got_assign(p);
    }
    if (assign)
        parse_values(p, d);
    return d;
}

/* --- type --------------------------------------------------------------------------------------
 */

/* A type parameter as it looks before one knows that it is one: `P *E` reads as a product, `P (E)`
 * as a call, `P *E | F` as a union of a product. */
struct split {
    struct expr *name; /* EXPR_NAME; NULL: x cannot be read as a parameter */
    struct expr *type; /* NULL: x is just a name */
};

static struct split
split_product(struct parser *p, struct expr *x, bool force)
{
    struct split s = {NULL, NULL};
    if (x->binary.x->kind == EXPR_NAME && (force || parse_type_is_element(x->binary.y))) {
        s.name = x->binary.x;
        s.type = parse_type_pointer(p, x->pos, x->binary.y);
    }
    return s;
}

static struct split
split_call(struct expr *x, bool force)
{
    struct split s = {NULL, NULL};
    if (x->call.fun->kind == EXPR_NAME && x->call.n_args == 1 && !x->call.has_dots &&
        (force || parse_type_is_element(x->call.args[0]))) {
        s.name = x->call.fun;
        s.type = ast_unparen(x->call.args[0]);
    }
    return s;
}

/* Reads x as "name type" if it can only mean that, or, with force, if it can mean that. The tree of
 * a union is rebuilt in place along its left edge. */
static struct split
split_param(struct parser *p, struct expr *x, bool force)
{
    struct expr *unions = NULL; /* innermost union so far; its left side is x */
    struct expr *whole = x;
    for (; x->kind == EXPR_BINARY && x->binary.op == TOKEN_OR; x = x->binary.x) {
        force = force || parse_type_is_element(x->binary.y);
        unions = x;
    }
    struct split s = {NULL, NULL};
    if (x->kind == EXPR_NAME && !unions)
        return (struct split){x, NULL};
    if (x->kind == EXPR_BINARY && x->binary.op == TOKEN_MUL)
        s = split_product(p, x, force);
    else if (x->kind == EXPR_CALL)
        s = split_call(x, force);
    if (s.name && unions) {
        unions->binary.x = s.type;
        s.type = whole;
    }
    return s;
}

/* After "[" name: the rest of an expression that starts with the name, unless "[" follows, because
 * then it can be no array length. */
static struct expr *
parse_length_or_param(struct parser *p)
{
    struct expr *x = parse_name_expr(p, parse_name(p));
    if (p->lex.tok == TOKEN_LBRACK)
        return x;
    p->xnest++;
    x = parse_expr_from(p, parse_operand_primary(p, x, false));
    p->xnest--;
    return x;
}

static void
parse_alias_and_type(struct parser *p, struct decl *d)
{
    d->type.alias = parse_got_assign(p);
    d->type.type = parse_type_or_null(p);
}

/* After the declared name: "[" begins type parameters or an array or slice type. */
static void
parse_after_bracket(struct parser *p, struct decl *d)
{
    struct pos pos = p->lex.pos;
    parse_next(p);
    if (parse_got(p, TOKEN_RBRACK)) {
        d->type.type = parse_type_slice(p, pos);
        return;
    }
    if (p->lex.tok != TOKEN_NAME) {
        d->type.type = parse_type_array(p, pos, NULL);
        return;
    }
    struct expr *x = parse_length_or_param(p);
    struct split s = split_param(p, x, p->lex.tok == TOKEN_COMMA);
    if (!s.name || (!s.type && p->lex.tok == TOKEN_RBRACK)) {
        d->type.type = parse_type_array(p, pos, x);
        return;
    }
    struct parse_param_spec params = {.name = {s.name->name.name, s.name->pos},
                                      .type = s.type,
                                      .close = TOKEN_RBRACK,
                                      .names_required = true};
    d->type.type_params = parse_param_list(p, params, &d->type.n_type_params);
    parse_alias_and_type(p, d);
}

/* TypeSpec = identifier [ TypeParams ] [ "=" ] Type . */
struct decl *
parse_decl_type(struct parser *p)
{
    struct decl *d = new_decl(p, DECL_TYPE);
    struct parse_name name = parse_name(p);
    d->type.name = name.text;
    d->type.name_pos = name.pos;
    if (p->lex.tok == TOKEN_LBRACK)
        parse_after_bracket(p, d);
    else
        parse_alias_and_type(p, d);
    if (!d->type.type) {
        d->type.type = parse_bad_expr(p);
        parse_unexpected(p, " in type declaration");
        parse_skip_to(p, parse_set(TOKEN_SEMI) | parse_set(TOKEN_RPAREN));
    }
    return d;
}

/* --- func --------------------------------------------------------------------------------------
 */

static void
parse_receiver(struct parser *p, struct func *f)
{
    size_t n;
    struct param *recv = parse_param_list(p, (struct parse_param_spec){.close = TOKEN_RPAREN}, &n);
    if (n != 1)
        lexer_error_at(&p->lex, p->lex.pos,
                       n == 0 ? "method has no receiver" : "method has multiple receivers");
    f->recv = n > 0 ? &recv[0] : NULL;
}

/* FunctionDecl = "func" [ Receiver ] identifier [ TypeParams ] Signature [ FunctionBody ] . */
struct decl *
parse_decl_func(struct parser *p)
{
    struct func *f = bump_new(&p->unit->mem, struct func);
    take_func_directives(p, f);
    struct decl *d = new_decl(p, DECL_FUNC);
    d->func = f;
    bool method = parse_got(p, TOKEN_LPAREN);
    if (method)
        parse_receiver(p, f);
    f->pos = p->lex.pos;
    if (p->lex.tok == TOKEN_NAME) {
        f->name = parse_name(p).text;
        struct parse_signature sig = parse_param_signature(p, method ? "method" : NULL);
        f->type = sig.type;
        f->type_params = sig.type_params;
        f->n_type_params = sig.n_type_params;
    } else {
        f->name = unit_intern(p->unit, "_", 1);
        f->type = parse_new_expr(p, EXPR_FUNC_TYPE, p->lex.pos);
        parse_unexpected(p, method ? ", expected name" : ", expected name or (");
        parse_skip_to(p, parse_set(TOKEN_LBRACE) | parse_set(TOKEN_SEMI));
    }
    if (p->lex.tok == TOKEN_LBRACE)
        f->body = parse_stmt_func_body(p, f);
    return d;
}
