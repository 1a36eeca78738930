/* Signatures and the lists of parameters, results, receivers and type parameters.
 *
 * "a, b T" and "T, U" look the same until the list is over: each entry is first read as a name, a
 * type, or a name with a type, and distribute() then decides what lone names are. Entries share the
 * type node that stands after the last of them.
 * Go: cmd/compile/internal/syntax/parser.go */
#include "lang/parser.h"

#include <string.h>

typedef VEC(struct param) param_vec;

struct list_ctx {
    struct parse_param_spec spec;
    param_vec list;
    size_t named; /* entries with name and type */
    size_t typed; /* entries with a type */
};

/* --- one entry ---------------------------------------------------------------------------------
 */

/* In a type parameter list: "|" goes on with a union. */
static struct expr *
maybe_union(struct parser *p, bool constraint, struct expr *type)
{
    return constraint && type && p->lex.tok == TOKEN_OR ? parse_struct_union(p, type) : type;
}

/* What follows a name that "[", "." or "|" makes (part of) a type, or that "[n]T" follows as its
 * type. True when the entry is complete. */
static bool
parse_after_name(struct parser *p, struct param *par, struct parse_name name, bool constraint)
{
    struct expr *type;
    switch (p->lex.tok) {
    case TOKEN_LBRACK:
        type = parse_type_array_or_args(p);
        if (type->kind == EXPR_INDEX)
            type->index.x = parse_name_expr(p, name);
        else
            par->name = name.text;
        break;
    case TOKEN_DOT:
        type = parse_type_qualified(p, parse_name_expr(p, name));
        break;
    case TOKEN_OR:
        if (!constraint)
            return false;
        type = parse_name_expr(p, name);
        break;
    default:
        return false;
    }
    par->type = maybe_union(p, constraint, type);
    return true;
}

/* "..." Type */
static struct expr *
parse_dots(struct parser *p)
{
    struct expr *e = parse_new_expr(p, EXPR_DOTS_TYPE, p->lex.pos);
    parse_next(p);
    e->elem_type.elem = parse_type_or_null(p);
    if (e->elem_type.elem)
        return e;
    e = parse_bad_expr(p);
    parse_syntax_error(p, p->lex.pos, "... is missing type");
    return e;
}

/* ParameterDecl = [ identifier ] [ "..." ] Type | identifier . False: there was none, reported. */
static bool
parse_param(struct parser *p, const struct parse_param_spec *spec, struct param *par)
{
    bool constraint = spec->close == TOKEN_RBRACK;
    struct parse_name name = spec->name;
    par->pos = name.text ? name.pos : p->lex.pos;
    if (!name.text && p->lex.tok == TOKEN_NAME)
        name = parse_name(p);
    if (name.text) {
        if (parse_after_name(p, par, name, constraint))
            return true;
        par->name = name.text;
    }
    if (p->lex.tok == TOKEN_ELLIPSIS)
        par->type = parse_dots(p);
    else if (constraint && p->lex.tok == TOKEN_TILDE)
        par->type = parse_struct_union(p, NULL);
    else
        par->type = maybe_union(p, constraint, parse_type_or_null(p));
    if (par->name || par->type)
        return true;
    parse_unexpected(p, ", expected %s", parse_token_words(spec->close));
    parse_skip_to(p, parse_set(TOKEN_COMMA) | parse_set(spec->close));
    return false;
}

static bool
list_element(struct parser *p, void *ctx)
{
    struct list_ctx *c = ctx;
    struct param par = {0};
    bool ok = true;
    if (c->spec.type) {
        par.pos = c->spec.name.pos;
        par.name = c->spec.name.text;
        par.type = c->spec.type;
    } else {
        ok = parse_param(p, &c->spec, &par);
    }
    c->spec.name.text = NULL;
    c->spec.type = NULL;
    if (!ok)
        return false;
    c->named += par.name && par.type;
    c->typed += par.type != NULL;
    vec_push(&c->list, par);
    return false;
}

/* --- the list as a whole -----------------------------------------------------------------------
 */

/* No entry has name and type, and names are optional: all lone names are types. */
static void
names_are_types(struct parser *p, param_vec *list)
{
    vec_each (struct param *, par, list) {
        if (!par->name)
            continue;
        par->type = parse_name_expr(p, (struct parse_name){par->name, par->pos});
        par->name = NULL;
    }
}

static void
report_incomplete(struct parser *p, const struct list_ctx *c, struct pos wrong, struct pos end)
{
    bool types_missing = c->named == c->typed; /* then they are missing at the end */
    const char *what;
    if (types_missing)
        what = c->spec.names_required ? "missing type constraint" : "missing parameter type";
    else if (!c->spec.names_required)
        what = "missing parameter name";
    else if (c->list.n == 1)
        what = "missing type parameter name or invalid array length";
    else
        what = "missing type parameter name";
    parse_syntax_error(p, types_missing ? end : wrong, "%s", what);
}

/* Every entry must have a name; those without a type have that of the next one with a type. The
 * leftmost entry that lacks something is reported. */
static void
distribute(struct parser *p, struct list_ctx *c, struct pos end)
{
    struct pos wrong = {0};
    struct expr *type = NULL;
    for (size_t i = c->list.n; i-- > 0;) {
        struct param *par = &c->list.v[i];
        if (par->type) {
            type = par->type;
            if (!par->name) {
                wrong = ast_start_pos(type);
                par->name = unit_intern(p->unit, "_", 1);
            }
        } else if (type) {
            par->type = type;
        } else {
            wrong = par->pos;
            par->type = parse_new_expr(p, EXPR_BAD, wrong);
        }
    }
    if (wrong.line)
        report_incomplete(p, c, wrong, end);
}

/* "..." is for the last parameter of a function only; elsewhere read ...T as T. */
static void
check_dots(struct parser *p, const struct list_ctx *c)
{
    bool reported = false;
    for (size_t i = 0; i < c->list.n; i++) {
        struct expr *type = c->list.v[i].type;
        if (!type || type->kind != EXPR_DOTS_TYPE)
            continue;
        if (c->spec.dots_allowed && i + 1 == c->list.n)
            continue;
        if (!reported)
            lexer_error_at(&p->lex, type->pos,
                           c->spec.dots_allowed ? "can only use ... with final parameter"
                                                : "invalid use of ...");
        reported = true;
        c->list.v[i].type = type->elem_type.elem;
    }
}

/* Parameters = "(" [ ParameterList [ "," ] ] ")" ; the opening bracket is consumed. */
struct param *
parse_param_list(struct parser *p, struct parse_param_spec spec, size_t *n)
{
    struct list_ctx c = {.spec = spec};
    struct pos end = p->lex.pos;
    if (spec.type && p->lex.tok == spec.close) { /* a complete list already */
        list_element(p, &c);
        parse_next(p);
    } else {
        end = parse_list(p, "parameter list", TOKEN_COMMA, spec.close, list_element, &c);
    }
    if (c.named == 0 && !spec.names_required)
        names_are_types(p, &c.list);
    else if (c.named != c.list.n)
        distribute(p, &c, end);
    check_dots(p, &c);
    struct param *kept = NULL;
    *n = c.list.n;
    if (c.list.n > 0) {
        kept = bump_array(&p->unit->mem, struct param, c.list.n);
        memcpy(kept, c.list.v, c.list.n * sizeof *kept);
    }
    vec_finish(&c.list);
    return kept;
}

/* --- signatures --------------------------------------------------------------------------------
 */

/* Result = Parameters | Type . */
static void
parse_results(struct parser *p, struct expr *sig)
{
    struct pos pos = p->lex.pos;
    if (parse_got(p, TOKEN_LPAREN)) {
        struct parse_param_spec spec = {.close = TOKEN_RPAREN};
        sig->func_type.results = parse_param_list(p, spec, &sig->func_type.n_results);
        return;
    }
    struct expr *type = parse_type_or_null(p);
    if (!type)
        return;
    sig->func_type.results = bump_new(&p->unit->mem, struct param);
    sig->func_type.results[0] = (struct param){.pos = pos, .type = type};
    sig->func_type.n_results = 1;
}

static void
parse_type_params(struct parser *p, struct parse_signature *sig, const char *context)
{
    if (context)
        parse_syntax_error(p, sig->type->pos, "%s must have no type parameters", context);
    if (p->lex.tok == TOKEN_RBRACK) {
        parse_syntax_error(p, p->lex.pos, "empty type parameter list");
        parse_next(p);
        return;
    }
    struct parse_param_spec spec = {.close = TOKEN_RBRACK, .names_required = true};
    sig->type_params = parse_param_list(p, spec, &sig->n_type_params);
}

/* Signature = [ TypeParams ] Parameters [ Result ] . */
struct parse_signature
parse_param_signature(struct parser *p, const char *context)
{
    struct parse_signature sig = {.type = parse_new_expr(p, EXPR_FUNC_TYPE, p->lex.pos)};
    struct parse_param_spec spec = {.close = TOKEN_RPAREN, .dots_allowed = true};
    if (parse_got(p, TOKEN_LBRACK))
        parse_type_params(p, &sig, context);
    parse_want(p, TOKEN_LPAREN);
    sig.type->func_type.params = parse_param_list(p, spec, &sig.type->func_type.n_params);
    parse_results(p, sig.type);
    return sig;
}
