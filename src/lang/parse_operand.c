/* Operands (names, literals, parentheses, function literals, types) and what may follow one:
 * selectors, indices, slices, assertions, calls and composite literals.
 *
 * Whether "{" after an expression opens a composite literal or the block of a statement depends on
 * the expression and on where it stands: parser.xnest is negative in a statement header outside of
 * all brackets, and there a mere name is no literal's type.
 * Go: cmd/compile/internal/syntax/parser.go */
#include "lang/parser.h"

static struct expr *parse_composite(struct parser *p);

/* --- operands ----------------------------------------------------------------------------------
 */

struct expr *
parse_operand_literal_or_null(struct parser *p)
{
    enum token kind = p->lex.tok;
    if (kind < TOKEN_INT || kind > TOKEN_STRING)
        return NULL;
    struct expr *e = parse_new_expr(p, EXPR_LITERAL, p->lex.pos);
    e->literal.kind = kind;
    e->literal.text = p->lex.lit;
    e->literal.bad = p->lex.bad;
    parse_next(p);
    return e;
}

/* "(" Expression ")". Parentheses stay in the tree where a later check needs them. */
static struct expr *
parse_parens(struct parser *p, bool keep)
{
    struct pos pos = p->lex.pos;
    parse_next(p);
    p->xnest++;
    struct expr *x = parse_expr(p);
    p->xnest--;
    parse_want(p, TOKEN_RPAREN);
    if (!keep && p->lex.tok != TOKEN_LBRACE)
        return x;
    struct expr *e = parse_new_expr(p, EXPR_PAREN, pos);
    e->paren.x = x;
    parse_grow(p, 0);
    return e;
}

/* FunctionLit = "func" Signature FunctionBody ; without a body it is a type */
static struct expr *
parse_func_or_type(struct parser *p)
{
    struct pos pos = p->lex.pos;
    parse_next(p);
    struct expr *type = parse_param_signature(p, "function type").type;
    p->height = 1;
    if (p->lex.tok != TOKEN_LBRACE)
        return type;
    struct expr *e = parse_new_expr(p, EXPR_FUNC_LIT, pos);
    struct func *f = bump_new(&p->unit->mem, struct func);
    f->pos = pos;
    f->type = type;
    e->func_lit.type = type;
    e->func_lit.func = f;
    p->xnest++;
    f->body = parse_stmt_func_body(p, f);
    p->xnest--;
    p->height = 1;
    return e;
}

/* Operand = Literal | OperandName | "(" Expression ")" | FunctionLit | Type . */
struct expr *
parse_operand(struct parser *p, bool keep_parens)
{
    struct expr *e;
    p->height = 1;
    switch (p->lex.tok) {
    case TOKEN_NAME:
        return parse_name_expr(p, parse_name(p));
    case TOKEN_INT:
    case TOKEN_FLOAT:
    case TOKEN_IMAG:
    case TOKEN_CHAR:
    case TOKEN_STRING:
        return parse_operand_literal_or_null(p);
    case TOKEN_LPAREN:
        return parse_parens(p, keep_parens);
    case TOKEN_FUNC:
        return parse_func_or_type(p);
    case TOKEN_LBRACK:
    case TOKEN_CHAN:
    case TOKEN_MAP:
    case TOKEN_STRUCT:
    case TOKEN_INTERFACE:
        return parse_type(p);
    default:
        e = parse_bad_expr(p);
        parse_unexpected(p, ", expected expression");
        parse_skip_to(p,
                      parse_set(TOKEN_RPAREN) | parse_set(TOKEN_RBRACK) | parse_set(TOKEN_RBRACE));
        return e;
    }
}

/* --- composite literals ------------------------------------------------------------------------
 */

struct composite_ctx {
    struct expr *e;
    parse_exprs elems;
    unsigned height; /* of the highest element */
};

/* Element = Expression | LiteralValue . */
static struct expr *
parse_element_value(struct parser *p)
{
    return p->lex.tok == TOKEN_LBRACE ? parse_composite(p) : parse_expr(p);
}

/* KeyedElement = [ Element ":" ] Element . */
static bool
composite_element(struct parser *p, void *ctx)
{
    struct composite_ctx *c = ctx;
    struct expr *e = parse_element_value(p);
    if (p->lex.tok == TOKEN_COLON) {
        struct expr *pair = parse_new_expr(p, EXPR_KEY_VALUE, p->lex.pos);
        unsigned height = p->height;
        parse_next(p);
        pair->key_value.key = e;
        pair->key_value.value = parse_element_value(p);
        parse_grow(p, height);
        c->e->composite.has_keys = true;
        e = pair;
    }
    c->height = p->height > c->height ? p->height : c->height;
    vec_push(&c->elems, e);
    return false;
}

/* LiteralValue = "{" [ KeyedElement { "," KeyedElement } [ "," ] ] "}" . */
static struct expr *
parse_composite(struct parser *p)
{
    struct composite_ctx c = {.e = parse_new_expr(p, EXPR_COMPOSITE, p->lex.pos)};
    struct expr *e = c.e;
    if (!parse_enter(p))
        return e;
    p->xnest++;
    parse_want(p, TOKEN_LBRACE);
    e->composite.rbrace =
        parse_list(p, "composite literal", TOKEN_COMMA, TOKEN_RBRACE, composite_element, &c);
    p->xnest--;
    e->composite.elems = parse_keep_exprs(p, &c.elems, &e->composite.n_elems);
    parse_grow(p, c.height);
    parse_leave(p);
    return e;
}

/* True when x can only be a value, never a type. */
static bool
is_value(const struct expr *x)
{
    switch (x->kind) {
    case EXPR_LITERAL:
    case EXPR_COMPOSITE:
    case EXPR_FUNC_LIT:
    case EXPR_SLICE:
    case EXPR_ASSERT:
    case EXPR_TYPE_SWITCH_GUARD:
    case EXPR_CALL:
    case EXPR_UNARY:
    case EXPR_BINARY:
        return true;
    case EXPR_PAREN:
        return is_value(x->paren.x);
    case EXPR_INDEX:
        return is_value(x->index.x) || is_value(x->index.index);
    default:
        return false;
    }
}

/* May the "{" after x open a composite literal of type x? */
static bool
opens_composite(const struct parser *p, const struct expr *type)
{
    switch (type->kind) {
    case EXPR_NAME:
    case EXPR_SELECTOR:
        return p->xnest >= 0;
    case EXPR_INDEX:
        return p->xnest >= 0 && !is_value(type);
    case EXPR_ARRAY_TYPE:
    case EXPR_SLICE_TYPE:
    case EXPR_STRUCT_TYPE:
    case EXPR_MAP_TYPE:
        return true;
    default:
        return false;
    }
}

/* --- what follows an operand -------------------------------------------------------------------
 */

/* Selector = "." identifier . TypeAssertion = "." "(" Type ")" . TypeSwitchGuard: ".(type)" */
static struct expr *
parse_after_dot(struct parser *p, struct expr *x)
{
    struct pos pos = p->lex.pos;
    struct expr *e;
    parse_next(p);
    if (p->lex.tok == TOKEN_NAME) {
        struct parse_name sel = parse_name(p);
        e = parse_new_expr(p, EXPR_SELECTOR, pos);
        e->selector.x = x;
        e->selector.sel = sel.text;
        e->selector.sel_pos = sel.pos;
        return e;
    }
    if (!parse_got(p, TOKEN_LPAREN)) {
        parse_unexpected(p, ", expected name or (");
        parse_skip_to(p, parse_set(TOKEN_SEMI) | parse_set(TOKEN_RPAREN));
        return x;
    }
    if (parse_got(p, TOKEN_TYPE)) {
        e = parse_new_expr(p, EXPR_TYPE_SWITCH_GUARD, pos);
        e->guard.x = x;
    } else {
        e = parse_new_expr(p, EXPR_ASSERT, pos);
        e->assert_.x = x;
        e->assert_.type = parse_type(p);
    }
    parse_want(p, TOKEN_RPAREN);
    return e;
}

/* The middle or last index of x[i:j:k], which may not be left out. */
static struct expr *
parse_required_index(struct parser *p, bool present, const char *message)
{
    if (present)
        return parse_expr(p);
    lexer_error_at(&p->lex, p->lex.pos, "%s", message);
    return parse_bad_expr(p);
}

/* Slice = "[" [ Expression ] ":" [ Expression ] [ ":" Expression ] "]" , after the first index */
static struct expr *
parse_slice(struct parser *p, struct pos pos, struct expr *x, struct expr *lo)
{
    if (!parse_got(p, TOKEN_COLON)) {
        parse_unexpected(p, ", expected comma, : or ]");
        parse_skip_to(p, parse_set(TOKEN_COMMA) | parse_set(TOKEN_COLON) | parse_set(TOKEN_RBRACK));
    }
    struct expr *e = parse_new_expr(p, EXPR_SLICE, pos);
    e->slice.x = x;
    e->slice.lo = lo;
    unsigned height = p->height;
    p->xnest++;
    if (p->lex.tok != TOKEN_COLON && p->lex.tok != TOKEN_RBRACK)
        e->slice.hi = parse_expr(p);
    if (p->lex.tok == TOKEN_COLON) {
        e->slice.full = true;
        if (!e->slice.hi)
            e->slice.hi = parse_required_index(p, false, "middle index required in 3-index slice");
        parse_next(p);
        e->slice.max = parse_required_index(p, p->lex.tok != TOKEN_RBRACK,
                                            "final index required in 3-index slice");
    }
    p->xnest--;
    if (p->height < height)
        p->height = height;
    parse_want(p, TOKEN_RBRACK);
    return e;
}

/* Index = "[" Expression "]" . TypeArgs = "[" Type { "," Type } [ "," ] "]" . Or a slice. */
static struct expr *
parse_after_bracket(struct parser *p, struct expr *x)
{
    struct pos pos = p->lex.pos;
    struct expr *index = NULL;
    bool comma = false;
    parse_next(p);
    p->height = 1;
    if (p->lex.tok == TOKEN_COLON)
        return parse_slice(p, pos, x, NULL);
    if (p->lex.tok == TOKEN_RBRACK) {
        parse_unexpected(p, ", expected operand");
        index = parse_bad_expr(p);
    } else {
        index = parse_type_args_or_index(p, false, &comma);
    }
    if (!comma && p->lex.tok != TOKEN_RBRACK)
        return parse_slice(p, pos, x, index);
    parse_want(p, TOKEN_RBRACK);
    struct expr *e = parse_new_expr(p, EXPR_INDEX, pos);
    e->index.x = x;
    e->index.index = index;
    return e;
}

struct call_ctx {
    struct expr *e;
    parse_exprs args;
    unsigned height;
};

static bool
call_argument(struct parser *p, void *ctx)
{
    struct call_ctx *c = ctx;
    vec_push(&c->args, parse_expr(p));
    c->height = p->height > c->height ? p->height : c->height;
    c->e->call.has_dots = parse_got(p, TOKEN_ELLIPSIS);
    return c->e->call.has_dots;
}

/* Arguments = "(" [ Expression { "," Expression } [ "..." ] [ "," ] ] ")" . */
static struct expr *
parse_call(struct parser *p, struct expr *fun)
{
    struct call_ctx c = {.e = parse_new_expr(p, EXPR_CALL, p->lex.pos), .height = 1};
    c.e->call.fun = fun;
    parse_next(p);
    p->xnest++;
    parse_list(p, "argument list", TOKEN_COMMA, TOKEN_RPAREN, call_argument, &c);
    p->xnest--;
    c.e->call.args = parse_keep_exprs(p, &c.args, &c.e->call.n_args);
    p->height = c.height;
    return c.e;
}

/* One step of a primary expression; x itself when nothing more belongs to it. */
static struct expr *
parse_after_operand(struct parser *p, struct expr *x)
{
    struct expr *type, *e;
    switch (p->lex.tok) {
    case TOKEN_DOT:
        return parse_after_dot(p, x);
    case TOKEN_LBRACK:
        return parse_after_bracket(p, x);
    case TOKEN_LPAREN:
        return parse_call(p, x);
    case TOKEN_LBRACE:
        type = ast_unparen(x);
        if (!opens_composite(p, type))
            return x;
        if (type != x)
            parse_syntax_error(p, p->lex.pos, "cannot parenthesize type in composite literal");
        e = parse_composite(p);
        e->composite.type = x;
        return e;
    default:
        return x;
    }
}

/* PrimaryExpr = Operand | PrimaryExpr ( Selector | Index | Slice | TypeAssertion | Arguments |
 *               LiteralValue ) . x: the operand if parsed already. */
struct expr *
parse_operand_primary(struct parser *p, struct expr *x, bool keep_parens)
{
    if (x)
        p->height = 1;
    else
        x = parse_operand(p, keep_parens);
    for (;;) {
        unsigned height = p->height;
        struct expr *e = parse_after_operand(p, x);
        if (e == x)
            return x;
        parse_grow(p, height);
        x = e;
    }
}
