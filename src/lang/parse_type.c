/* Types, except structs, interfaces and signatures, which have files of their own. Parentheses
 * around types leave no trace in the tree.
 * Go: cmd/compile/internal/syntax/parser.go */
#include "lang/parser.h"

struct expr *
parse_type_pointer(struct parser *p, struct pos pos, struct expr *to)
{
    struct expr *e = parse_new_expr(p, EXPR_STAR, pos);
    e->unary.op = TOKEN_MUL;
    e->unary.x = to;
    return e;
}

bool
parse_type_is_element(const struct expr *x)
{
    switch (x->kind) {
    case EXPR_ARRAY_TYPE:
    case EXPR_SLICE_TYPE:
    case EXPR_STRUCT_TYPE:
    case EXPR_FUNC_TYPE:
    case EXPR_INTERFACE_TYPE:
    case EXPR_MAP_TYPE:
    case EXPR_CHAN_TYPE:
        return true;
    case EXPR_BINARY:
        return parse_type_is_element(x->binary.x) || parse_type_is_element(x->binary.y);
    case EXPR_UNARY:
        return x->unary.op == TOKEN_TILDE || parse_type_is_element(x->unary.x);
    case EXPR_STAR:
        return parse_type_is_element(x->unary.x);
    case EXPR_PAREN:
        return parse_type_is_element(x->paren.x);
    default:
        return false;
    }
}

/* After "[" "]", which stand at pos. */
struct expr *
parse_type_slice(struct parser *p, struct pos pos)
{
    struct expr *e = parse_new_expr(p, EXPR_SLICE_TYPE, pos);
    e->elem_type.elem = parse_type(p);
    return e;
}

/* ArrayType = "[" ( Expression | "..." ) "]" Type . After "[", which stands at pos, and after the
 * length when len is given. */
struct expr *
parse_type_array(struct parser *p, struct pos pos, struct expr *len)
{
    if (!len && !parse_got(p, TOKEN_ELLIPSIS)) {
        p->xnest++;
        len = parse_expr(p);
        p->xnest--;
    }
    if (p->lex.tok == TOKEN_COMMA) {
        parse_syntax_error(p, p->lex.pos, "unexpected comma; expected ]");
        parse_next(p);
    }
    parse_want(p, TOKEN_RBRACK);
    struct expr *e = parse_new_expr(p, EXPR_ARRAY_TYPE, pos);
    e->array_type.len = len;
    e->array_type.elem = parse_type(p);
    return e;
}

/* arg { "," arg } [ "," ], where arg is a type; when not strict, the first may be a value. The
 * result is an EXPR_LIST if there are several. *comma tells whether there was a comma at all. */
struct expr *
parse_type_args_or_index(struct parser *p, bool strict, bool *comma)
{
    p->xnest++;
    struct expr *x = strict ? parse_type(p) : parse_expr(p);
    unsigned height = p->height;
    *comma = parse_got(p, TOKEN_COMMA);
    struct expr *more = *comma ? parse_type_or_null(p) : NULL;
    if (more) {
        parse_exprs list = {0};
        vec_push(&list, x);
        do {
            vec_push(&list, more);
            more = parse_got(p, TOKEN_COMMA) ? parse_type_or_null(p) : NULL;
        } while (more);
        struct expr *e = parse_new_expr(p, EXPR_LIST, x->pos);
        e->list.v = parse_keep_exprs(p, &list, &e->list.n);
        x = e;
    }
    p->height = height;
    p->xnest--;
    return x;
}

/* TypeArgs = "[" Type { "," Type } [ "," ] "]" . */
static struct expr *
parse_instance(struct parser *p, struct expr *generic)
{
    struct expr *e = parse_new_expr(p, EXPR_INDEX, p->lex.pos);
    bool comma;
    parse_want(p, TOKEN_LBRACK);
    e->index.x = generic;
    if (p->lex.tok == TOKEN_RBRACK) {
        parse_unexpected(p, ", expected type argument list");
        e->index.index = parse_bad_expr(p);
    } else {
        e->index.index = parse_type_args_or_index(p, true, &comma);
    }
    parse_want(p, TOKEN_RBRACK);
    return e;
}

/* TypeName [ TypeArgs ], TypeName = identifier [ "." identifier ] . */
struct expr *
parse_type_qualified(struct parser *p, struct expr *name)
{
    struct expr *x = name;
    if (!x && p->lex.tok == TOKEN_NAME) {
        x = parse_name_expr(p, parse_name(p));
    } else if (!x) {
        x = parse_name_expr(p, (struct parse_name){unit_intern(p->unit, "_", 1), p->lex.pos});
        parse_unexpected(p, ", expected name");
        parse_skip_to(p, parse_set(TOKEN_DOT) | parse_set(TOKEN_SEMI) | parse_set(TOKEN_RBRACE));
    }
    if (p->lex.tok == TOKEN_DOT) {
        struct expr *e = parse_new_expr(p, EXPR_SELECTOR, p->lex.pos);
        parse_next(p);
        struct parse_name sel = parse_name(p);
        e->selector.x = x;
        e->selector.sel = sel.text;
        e->selector.sel_pos = sel.pos;
        x = e;
    }
    return p->lex.tok == TOKEN_LBRACK ? parse_instance(p, x) : x;
}

/* After a parameter's or field's name that "[" follows: either the rest of an array or slice type,
 * or type arguments of the name, which then is a type: an EXPR_INDEX whose x the caller fills in.
 */
struct expr *
parse_type_array_or_args(struct parser *p)
{
    struct pos pos = p->lex.pos;
    bool comma;
    parse_want(p, TOKEN_LBRACK);
    if (parse_got(p, TOKEN_RBRACK))
        return parse_type_slice(p, pos);
    struct expr *n = parse_type_args_or_index(p, false, &comma);
    parse_want(p, TOKEN_RBRACK);
    struct expr *elem = comma ? NULL : parse_type_or_null(p);
    struct expr *e = parse_new_expr(p, elem ? EXPR_ARRAY_TYPE : EXPR_INDEX, pos);
    if (elem) {
        e->array_type.len = n;
        e->array_type.elem = elem;
    } else {
        e->index.index = n;
    }
    return e;
}

static struct expr *
parse_channel_element(struct parser *p)
{
    struct expr *e = parse_type_or_null(p);
    if (!e) {
        e = parse_bad_expr(p);
        parse_syntax_error(p, p->lex.pos, "missing channel element type");
    }
    return e;
}

/* ChannelType = ( "chan" | "chan" "<-" | "<-" "chan" ) Type . */
static struct expr *
parse_channel(struct parser *p)
{
    struct expr *e = parse_new_expr(p, EXPR_CHAN_TYPE, p->lex.pos);
    if (parse_got(p, TOKEN_ARROW)) {
        parse_want(p, TOKEN_CHAN);
        e->chan_type.dir = CHAN_RECV;
    } else {
        parse_next(p);
        e->chan_type.dir = parse_got(p, TOKEN_ARROW) ? CHAN_SEND : CHAN_BOTH;
    }
    e->chan_type.elem = parse_channel_element(p);
    return e;
}

/* MapType = "map" "[" Type "]" Type . */
static struct expr *
parse_map(struct parser *p)
{
    struct expr *e = parse_new_expr(p, EXPR_MAP_TYPE, p->lex.pos);
    parse_next(p);
    parse_want(p, TOKEN_LBRACK);
    e->map_type.key = parse_type(p);
    parse_want(p, TOKEN_RBRACK);
    e->map_type.value = parse_type(p);
    return e;
}

static struct expr *
parse_any_type(struct parser *p)
{
    struct pos pos = p->lex.pos;
    struct expr *inner;
    switch (p->lex.tok) {
    case TOKEN_MUL:
        parse_next(p);
        return parse_type_pointer(p, pos, parse_type(p));
    case TOKEN_ARROW:
    case TOKEN_CHAN:
        return parse_channel(p);
    case TOKEN_FUNC:
        parse_next(p);
        return parse_param_signature(p, "function type").type;
    case TOKEN_LBRACK:
        parse_next(p);
        return parse_got(p, TOKEN_RBRACK) ? parse_type_slice(p, pos)
                                          : parse_type_array(p, pos, NULL);
    case TOKEN_MAP:
        return parse_map(p);
    case TOKEN_STRUCT:
        return parse_struct_type(p);
    case TOKEN_INTERFACE:
        return parse_struct_interface(p);
    case TOKEN_NAME:
        return parse_type_qualified(p, NULL);
    case TOKEN_LPAREN:
        parse_next(p);
        inner = parse_type(p);
        parse_want(p, TOKEN_RPAREN);
        return inner;
    default:
        return NULL;
    }
}

/* Type = TypeName [ TypeArgs ] | TypeLit | "(" Type ")" .
 * TypeLit = ArrayType | StructType | "*" Type | "func" Signature | InterfaceType | "[" "]" Type |
 *           MapType | ChannelType . */
struct expr *
parse_type_or_null(struct parser *p)
{
    if (!parse_enter(p))
        return parse_bad_expr(p);
    struct expr *e = parse_any_type(p);
    p->height = 1; /* nesting of types is limited by parse_enter alone */
    parse_leave(p);
    return e;
}

struct expr *
parse_type(struct parser *p)
{
    struct expr *e = parse_type_or_null(p);
    if (!e) {
        e = parse_bad_expr(p);
        parse_unexpected(p, ", expected type");
        parse_skip_to(p, parse_set(TOKEN_COMMA) | parse_set(TOKEN_COLON) | parse_set(TOKEN_SEMI) |
                             parse_set(TOKEN_RPAREN) | parse_set(TOKEN_RBRACK) |
                             parse_set(TOKEN_RBRACE));
    }
    return e;
}
