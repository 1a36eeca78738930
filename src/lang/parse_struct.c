/* Struct and interface types, and the unions of types that interfaces and constraints hold.
 * Go: cmd/compile/internal/syntax/parser.go */
#include "lang/parser.h"

#include <string.h>

/* --- structs -----------------------------------------------------------------------------------
 */

typedef VEC(struct field) field_list;

static void
add_embedded(struct parser *p, field_list *fields, struct pos pos, struct expr *type)
{
    struct field f = {.pos = pos, .type = type, .embedded = true};
    f.tag = parse_operand_literal_or_null(p);
    vec_push(fields, f);
}

/* identifier { "," identifier } Type [ Tag ], after the first name. A single name that "[" follows
 * may also be an embedded generic type. */
static void
parse_named_fields(struct parser *p, field_list *fields, struct parse_name first)
{
    size_t from = fields->n;
    struct parse_name name = first;
    vec_push(fields, ((struct field){.pos = name.pos, .name = name.text}));
    while (parse_got(p, TOKEN_COMMA)) {
        name = parse_name(p);
        vec_push(fields, ((struct field){.pos = name.pos, .name = name.text}));
    }
    struct expr *type;
    if (fields->n - from == 1 && p->lex.tok == TOKEN_LBRACK) {
        type = parse_type_array_or_args(p);
        if (type->kind == EXPR_INDEX) {
            fields->n = from;
            type->index.x = parse_name_expr(p, first);
            add_embedded(p, fields, first.pos, type);
            return;
        }
    } else {
        type = parse_type(p);
    }
    struct expr *tag = parse_operand_literal_or_null(p);
    for (size_t i = from; i < fields->n; i++) {
        fields->v[i].type = type;
        fields->v[i].tag = tag;
    }
}

static bool
ends_embedded_name(enum token t)
{
    return t == TOKEN_DOT || t == TOKEN_SEMI || t == TOKEN_RBRACE ||
           (t >= TOKEN_INT && t <= TOKEN_STRING);
}

/* "*" TypeName, also as *(T) and (*T), which are errors. The "*" or "(" is the current token. */
static void
parse_embedded_pointer(struct parser *p, field_list *fields)
{
    struct pos pos = p->lex.pos, star = pos;
    bool paren = parse_got(p, TOKEN_LPAREN);
    bool pointer = p->lex.tok == TOKEN_MUL;
    if (paren)
        star = p->lex.pos;
    if (pointer)
        parse_next(p);
    if (!paren && p->lex.tok == TOKEN_LPAREN) {
        parse_syntax_error(p, p->lex.pos, "cannot parenthesize embedded type");
        parse_next(p);
        paren = true;
    }
    struct expr *type = parse_type_qualified(p, NULL);
    if (pointer)
        type = parse_type_pointer(p, star, type);
    if (paren)
        parse_got(p, TOKEN_RPAREN);
    add_embedded(p, fields, pos, type);
}

/* FieldDecl = ( IdentifierList Type | [ "*" ] TypeName [ TypeArgs ] ) [ Tag ] . */
static bool
parse_field(struct parser *p, void *ctx)
{
    field_list *fields = ctx;
    struct parse_name name;
    switch (p->lex.tok) {
    case TOKEN_NAME:
        name = parse_name(p);
        if (ends_embedded_name(p->lex.tok))
            add_embedded(p, fields, name.pos, parse_type_qualified(p, parse_name_expr(p, name)));
        else
            parse_named_fields(p, fields, name);
        break;
    case TOKEN_LPAREN:
        parse_syntax_error(p, p->lex.pos, "cannot parenthesize embedded type");
        parse_embedded_pointer(p, fields);
        break;
    case TOKEN_MUL:
        parse_embedded_pointer(p, fields);
        break;
    default:
        parse_unexpected(p, ", expected field name or embedded type");
        parse_skip_to(p, parse_set(TOKEN_SEMI) | parse_set(TOKEN_RBRACE));
        break;
    }
    return false;
}

/* StructType = "struct" "{" { FieldDecl ";" } "}" . */
struct expr *
parse_struct_type(struct parser *p)
{
    struct expr *e = parse_new_expr(p, EXPR_STRUCT_TYPE, p->lex.pos);
    field_list fields = {0};
    parse_next(p);
    parse_want(p, TOKEN_LBRACE);
    parse_list(p, "struct type", TOKEN_SEMI, TOKEN_RBRACE, parse_field, &fields);
    e->struct_type.n_fields = fields.n;
    e->struct_type.fields = bump_array(&p->unit->mem, struct field, fields.n);
    if (fields.n > 0)
        memcpy(e->struct_type.fields, fields.v, fields.n * sizeof *fields.v);
    vec_finish(&fields);
    return e;
}

/* --- interfaces --------------------------------------------------------------------------------
 */

/* [ "~" ] Type */
static struct expr *
parse_term(struct parser *p)
{
    if (p->lex.tok == TOKEN_TILDE) {
        struct expr *e = parse_new_expr(p, EXPR_UNARY, p->lex.pos);
        e->unary.op = TOKEN_TILDE;
        parse_next(p);
        e->unary.x = parse_type(p);
        return e;
    }
    struct expr *e = parse_type_or_null(p);
    if (!e) {
        e = parse_bad_expr(p);
        parse_unexpected(p, ", expected ~ term or type");
        parse_skip_to(p, parse_set(TOKEN_ADD) | parse_set(TOKEN_SEMI) | parse_set(TOKEN_RPAREN) |
                             parse_set(TOKEN_RBRACK) | parse_set(TOKEN_RBRACE));
    }
    return e;
}

/* Term { "|" Term }, the first term perhaps parsed already. */
struct expr *
parse_struct_union(struct parser *p, struct expr *first)
{
    struct expr *x = first ? first : parse_term(p);
    p->height = 1;
    while (p->lex.tok == TOKEN_OR) {
        struct expr *e = parse_new_expr(p, EXPR_BINARY, p->lex.pos);
        unsigned height = p->height;
        parse_next(p);
        e->binary.op = TOKEN_OR;
        e->binary.x = x;
        e->binary.y = parse_term(p);
        parse_grow(p, height);
        x = e;
    }
    return x;
}

static void
set_method(struct parser *p, struct method_elem *m, struct parse_name name)
{
    m->name = name.text;
    m->type = parse_param_signature(p, "interface method").type;
}

/* name "[" "]": neither a method nor a type; read on as if the brackets were not there. */
static void
parse_empty_brackets(struct parser *p, struct method_elem *m, struct parse_name name)
{
    struct pos pos = p->lex.pos;
    parse_next(p);
    bool method = p->lex.tok == TOKEN_LPAREN;
    lexer_error_at(&p->lex, pos, method ? "empty type parameter list" : "empty type argument list");
    if (method)
        set_method(p, m, name);
    else
        m->type = parse_name_expr(p, name);
}

/* The types of a parameter list that has no names, as type arguments. */
static struct expr *
type_args(struct parser *p, const struct param *params, size_t n)
{
    if (n == 1)
        return params[0].type;
    parse_exprs list = {0};
    for (size_t i = 0; i < n; i++)
        vec_push(&list, params[i].type);
    struct expr *e = parse_new_expr(p, EXPR_LIST, params[0].pos);
    e->list.v = parse_keep_exprs(p, &list, &e->list.n);
    return e;
}

/* name "[": an embedded generic type with its arguments, or a method with type parameters, which is
 * an error. Both read as a parameter list; whether it has names decides. */
static void
parse_bracketed(struct parser *p, struct method_elem *m, struct parse_name name)
{
    struct pos pos = p->lex.pos;
    parse_next(p);
    if (p->lex.tok == TOKEN_RBRACK) {
        parse_empty_brackets(p, m, name);
        return;
    }
    size_t n;
    struct param *list = parse_param_list(p, (struct parse_param_spec){.close = TOKEN_RBRACK}, &n);
    if (n > 0 && list[0].name) {
        set_method(p, m, name);
        lexer_error_at(&p->lex, pos, "interface method must have no type parameters");
    } else if (n > 0) {
        struct expr *e = parse_new_expr(p, EXPR_INDEX, pos);
        e->index.x = parse_name_expr(p, name);
        e->index.index = type_args(p, list, n);
        m->type = e;
    } else if (p->lex.tok == TOKEN_LPAREN) {
        set_method(p, m, name);
    } else {
        m->type = parse_name_expr(p, name);
    }
}

/* MethodSpec = identifier Signature | TypeName [ TypeArgs ] . */
static void
parse_method(struct parser *p, struct method_elem *m)
{
    struct parse_name name = parse_name(p);
    if (p->lex.tok == TOKEN_LPAREN)
        set_method(p, m, name);
    else if (p->lex.tok == TOKEN_LBRACK)
        parse_bracketed(p, m, name);
    else
        m->type = parse_type_qualified(p, parse_name_expr(p, name));
}

typedef VEC(struct method_elem) elem_list;

/* InterfaceElem = MethodSpec | Term { "|" Term } . */
static bool
parse_interface_elem(struct parser *p, void *ctx)
{
    elem_list *elems = ctx;
    struct method_elem m = {.pos = p->lex.pos};
    if (p->lex.tok == TOKEN_NAME)
        parse_method(p, &m);
    if (!m.name)
        m.type = parse_struct_union(p, m.type);
    vec_push(elems, m);
    return false;
}

/* InterfaceType = "interface" "{" { InterfaceElem ";" } "}" . */
struct expr *
parse_struct_interface(struct parser *p)
{
    struct expr *e = parse_new_expr(p, EXPR_INTERFACE_TYPE, p->lex.pos);
    elem_list elems = {0};
    parse_next(p);
    parse_want(p, TOKEN_LBRACE);
    parse_list(p, "interface type", TOKEN_SEMI, TOKEN_RBRACE, parse_interface_elem, &elems);
    e->interface_type.n_elems = elems.n;
    e->interface_type.elems = bump_array(&p->unit->mem, struct method_elem, elems.n);
    if (elems.n > 0)
        memcpy(e->interface_type.elems, elems.v, elems.n * sizeof *elems.v);
    vec_finish(&elems);
    return e;
}
