/* Expressions down to unary operators; operands and what may follow them are in a file of their
 * own. Precedence climbing: parse_binary takes operators that bind tighter than `precedence`.
 * Go: cmd/compile/internal/syntax/parser.go */
#include "lang/parser.h"

#include "lang/printer.h"

static struct expr *parse_unary(struct parser *p);

/* Expression = UnaryExpr | Expression binary_op Expression . x: the left operand if parsed. */
static struct expr *
parse_binary(struct parser *p, struct expr *x, int precedence)
{
    if (!x)
        x = parse_unary(p);
    for (int own; (own = token_precedence(p->lex.tok)) > precedence;) {
        struct expr *e = parse_new_expr(p, EXPR_BINARY, p->lex.pos);
        unsigned height = p->height;
        e->binary.op = p->lex.tok;
        e->binary.x = x;
        parse_next(p);
        e->binary.y = parse_binary(p, NULL, own);
        parse_grow(p, height);
        x = e;
    }
    return x;
}

struct expr *
parse_expr(struct parser *p)
{
    return parse_binary(p, NULL, 0);
}

struct expr *
parse_expr_from(struct parser *p, struct expr *primary)
{
    return parse_binary(p, primary, 0);
}

/* ExpressionList = Expression { "," Expression } . */
struct expr *
parse_expr_list(struct parser *p)
{
    struct expr *x = parse_expr(p);
    if (p->lex.tok != TOKEN_COMMA)
        return x;
    parse_exprs list = {0};
    unsigned height = p->height;
    vec_push(&list, x);
    while (parse_got(p, TOKEN_COMMA)) {
        vec_push(&list, parse_expr(p));
        height = p->height > height ? p->height : height;
    }
    struct expr *e = parse_new_expr(p, EXPR_LIST, x->pos);
    e->list.v = parse_keep_exprs(p, &list, &e->list.n);
    parse_grow(p, height);
    return e;
}

/* "<-" stood before a channel type: it belongs to the type. In <-chan<- E the arrow moves inwards:
 * (<-chan (<-E)), so E must be a channel too, and so on. */
static void
receive_only(struct parser *p, struct expr *x)
{
    enum chan_dir dir = CHAN_SEND;
    for (; dir == CHAN_SEND && x->kind == EXPR_CHAN_TYPE; x = x->chan_type.elem) {
        dir = x->chan_type.dir;
        if (dir == CHAN_RECV)
            parse_syntax_error(p, p->lex.pos, "unexpected <-, expected chan");
        x->chan_type.dir = CHAN_RECV;
    }
    if (dir != CHAN_SEND)
        return;
    struct buf text = {0};
    printer_expr(&text, x);
    parse_syntax_error(p, p->lex.pos, "unexpected %s, expected chan", buf_cstr(&text));
    buf_finish(&text);
}

/* "<-" UnaryExpr, or "<-" and the rest of a receive-only channel type: known only afterwards */
static struct expr *
parse_arrow(struct parser *p)
{
    struct pos pos = p->lex.pos;
    parse_next(p);
    struct expr *x = parse_unary(p);
    if (x->kind == EXPR_CHAN_TYPE) {
        receive_only(p, x);
        return x;
    }
    struct expr *e = parse_new_expr(p, EXPR_UNARY, pos);
    e->unary.op = TOKEN_ARROW;
    e->unary.x = x;
    parse_grow(p, 0);
    return e;
}

static struct expr *
parse_prefixed(struct parser *p)
{
    enum token op = p->lex.tok;
    struct expr *e = parse_new_expr(p, op == TOKEN_MUL ? EXPR_STAR : EXPR_UNARY, p->lex.pos);
    e->unary.op = op;
    parse_next(p);
    e->unary.x = parse_unary(p);
    if (op == TOKEN_AND) /* &(T{}) is as good as &T{} */
        e->unary.x = ast_unparen(e->unary.x);
    parse_grow(p, 0);
    return e;
}

/* UnaryExpr = PrimaryExpr | unary_op UnaryExpr . */
static struct expr *
parse_unary(struct parser *p)
{
    struct expr *e;
    if (!parse_enter(p))
        return parse_bad_expr(p);
    switch (p->lex.tok) {
    case TOKEN_MUL:
    case TOKEN_ADD:
    case TOKEN_SUB:
    case TOKEN_NOT:
    case TOKEN_XOR:
    case TOKEN_TILDE:
    case TOKEN_AND:
        e = parse_prefixed(p);
        break;
    case TOKEN_ARROW:
        e = parse_arrow(p);
        break;
    default:
        e = parse_operand_primary(p, NULL, true);
        break;
    }
    parse_leave(p);
    return e;
}
