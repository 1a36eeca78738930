/* Literals: basic, function and composite ones.
 * Go: cmd/compile/internal/types2/literals.go */
#include <inttypes.h>
#include <string.h>

#include "lang/checker.h"
#include "lang/typeparam.h"

static enum type_kind
literal_kind(enum token kind)
{
    switch (kind) {
    case TOKEN_INT:
        return TYPE_UNTYPED_INT;
    case TOKEN_FLOAT:
        return TYPE_UNTYPED_FLOAT;
    case TOKEN_IMAG:
        return TYPE_UNTYPED_COMPLEX;
    case TOKEN_CHAR:
        return TYPE_UNTYPED_RUNE;
    default:
        return TYPE_UNTYPED_STRING;
    }
}

void
checkliteral_basic(struct checker *c, struct operand *x, struct expr *e)
{
    enum { TEXT_MAX = 10000 };
    if (e->literal.bad)
        return;
    size_t n = strlen(e->literal.text);
    if (n > TEXT_MAX && e->literal.kind != TOKEN_STRING) {
        checker_error(c, e->pos, "excessively long constant: %s... (%d chars)",
                      bump_strndup(&c->u->mem, e->literal.text, 10), (int)n);
        return;
    }
    x->val = constant_literal(c->u, e->literal.kind, e->literal.text);
    if (constant_kind(x->val) == CONSTANT_UNKNOWN) {
        checker_error(c, e->pos, "malformed constant: %s", e->literal.text);
        return;
    }
    x->mode = MODE_CONSTANT;
    x->type = types_basic(c->u, literal_kind(e->literal.kind));
    x->expr = e;
    untyped_overflow(c, x, e->pos);
}

struct body { /* what a literal's body needs when it is checked, later */
    struct func *func;
    struct type *sig;
    struct declared *decl;
    struct constant *iota;
};

static void
check_body(struct checker *c, void *a, void *unused)
{
    (void)unused;
    struct body *b = a;
    checkstmt_func_body(c, b->func, b->sig, b->decl, b->iota);
}

void
checkliteral_func(struct checker *c, struct operand *x, struct expr *e)
{
    struct func *f = e->func_lit.func;
    bool again = f->sig != NULL; /* the operand of op= is looked at twice */
    if (!again) {
        struct type *sig = signature_check(c, e->func_lit.type, NULL, NULL, 0);
        e->func_lit.type->type = sig;
        e->func_lit.type->mode = MODE_TYPE;
        f->sig = sig;
        f->pkg = c->pkg;
        f->outer = c->env.func;
        if (f->outer)
            checker_append(c->u, &f->outer->lits, &f->outer->n_lits, f);
        else
            vec_push(&c->pkg->init_lits, f);
        if (f->body) {
            struct body *b = bump_new(&c->u->mem, struct body);
            *b = (struct body){f, sig, c->env.decl, c->env.iota};
            checker_later(c, check_body, b, NULL);
        }
    }
    x->mode = MODE_VALUE;
    x->type = f->sig;
}

static int
field_index(struct checker *c, const struct type *s, const char *name, bool fold_case)
{
    for (size_t i = 0; i < s->struct_.n; i++) {
        struct object *f = s->struct_.fields[i];
        if (!checker_blank(f->name) && object_same_id(f, c->pkg, name, fold_case))
            return (int)i;
    }
    return -1;
}

static void
keyed_field(struct checker *c, struct expr *kv, struct type *s, struct type *shown, bool *seen)
{
    struct operand x;
    struct expr *key = kv->key_value.key;
    checkexpr_value(c, &x, kv->key_value.value);
    if (key->kind != EXPR_NAME) {
        checker_error(c, ast_start_pos(kv), "invalid field name %e in struct literal", key);
        return;
    }
    int i = field_index(c, s, key->name.name, false);
    if (i < 0) {
        int alt = field_index(c, s, key->name.name, true);
        checker_error(c, ast_start_pos(key), "%s",
                      checkselector_why(c, shown, key->name.name,
                                        alt >= 0 ? s->struct_.fields[alt] : NULL, true));
        return;
    }
    struct object *f = key->name.obj = s->struct_.fields[i];
    key->type = f->type;
    assign_operand(c, &x, f->type, "struct literal");
    if (seen[i])
        checker_error(c, ast_start_pos(kv), "duplicate field name %s in struct literal",
                      key->name.name);
    seen[i] = true;
}

static void
struct_with_keys(struct checker *c, struct expr *e, struct type *s, struct type *shown)
{
    bool *seen = bump_array(&c->u->mem, bool, s->struct_.n + 1);
    for (size_t i = 0; i < e->composite.n_elems; i++) {
        struct expr *kv = e->composite.elems[i];
        if (kv->kind != EXPR_KEY_VALUE)
            checker_error(c, ast_start_pos(kv),
                          "mixture of field:value and value elements in struct literal");
        else
            keyed_field(c, kv, s, shown, seen);
    }
}

static void
struct_in_order(struct checker *c, struct expr *e, struct type *s, struct type *shown)
{
    size_t n = e->composite.n_elems;
    for (size_t i = 0; i < n; i++) {
        struct expr *v = e->composite.elems[i];
        if (v->kind == EXPR_KEY_VALUE) {
            checker_error(c, ast_start_pos(v),
                          "mixture of field:value and value elements in struct literal");
            continue;
        }
        struct operand x;
        checkexpr_value(c, &x, v);
        if (i >= s->struct_.n) {
            checker_error(c, checker_pos(&x), "too many values in struct literal of type %t",
                          shown);
            break;
        }
        struct object *f = s->struct_.fields[i];
        if (!object_exported(f->name) && f->pkg != c->pkg) {
            checker_error(c, checker_pos(&x),
                          "implicit assignment to unexported field %s in struct literal of type %t",
                          f->name, shown);
            continue;
        }
        assign_operand(c, &x, f->type, "struct literal");
    }
    if (n < s->struct_.n)
        checker_error(c, e->composite.rbrace, "too few values in struct literal of type %t", shown);
}

/* Elements of an array or slice literal; returns the length, the largest index plus one. */
static int64_t
indexed_elements(struct checker *c, struct expr *e, struct type *elem, int64_t length)
{
    struct table seen = {0};
    int64_t index = 0, max = 0;
    for (size_t i = 0; i < e->composite.n_elems; i++) {
        struct expr *v = e->composite.elems[i], *value = v;
        bool valid = false;
        if (v->kind == EXPR_KEY_VALUE) {
            int64_t at;
            value = v->key_value.value;
            if (checker_valid(checkindex_value(c, v->key_value.key, length, &at))) {
                valid = at >= 0;
                if (valid)
                    index = at;
                else
                    checker_error(c, ast_start_pos(v), "index %e must be integer constant",
                                  v->key_value.key);
            }
        } else if (length >= 0 && index >= length) {
            checker_error(c, ast_start_pos(v), "index %l is out of bounds (>= %l)", index, length);
        } else {
            valid = true;
        }
        if (valid && table_put_ptr(&seen, (void *)(uintptr_t)(index + 1), e))
            checker_error(c, ast_start_pos(v), "duplicate index %l in array or slice literal",
                          index);
        index++;
        if (index > max)
            max = index;
        struct operand x;
        checkexpr_hint(c, &x, value, elem);
        assign_operand(c, &x, elem, "array or slice literal");
    }
    table_finish(&seen);
    return max;
}

/* Equal keys get equal texts: the kind by value, then the value, then, for keys of interface type,
 * the type. */
static const char *
key_text(struct checker *c, const struct operand *x, bool with_type)
{
    struct buf b = {0};
    const struct constant *v = x->val;
    if (constant_kind(v) == CONSTANT_FLOAT || constant_kind(v) == CONSTANT_COMPLEX) {
        const struct constant *i = constant_to_int(c->u, v);
        if (constant_kind(i) == CONSTANT_INT)
            v = i;
    }
    if (constant_kind(v) == CONSTANT_STRING) {
        size_t n;
        const char *s = constant_string_value(v, &n);
        buf_printf(&b, "s%zu:", n);
        buf_add(&b, s, n);
    } else if (constant_kind(v) == CONSTANT_FLOAT) {
        bool exact;
        buf_printf(&b, "f%a", constant_float64_value(v, &exact));
    } else {
        buf_printf(&b, "k%d:", (int)constant_kind(v));
        constant_write(&b, v);
    }
    if (with_type)
        checker_format(c, &b, "/%t", x->type);
    char *s = bump_strndup(&c->u->mem, buf_cstr(&b), b.len);
    for (size_t i = 0; i < b.len; i++) { /* the table's keys end at a NUL */
        if (!s[i])
            s[i] = '\1';
    }
    buf_finish(&b);
    return s;
}

static void
map_elements(struct checker *c, struct expr *e, struct type *map)
{
    struct table seen = {0};
    bool with_type = types_is_interface(map->map.key);
    for (size_t i = 0; i < e->composite.n_elems; i++) {
        struct expr *kv = e->composite.elems[i];
        struct operand x;
        if (kv->kind != EXPR_KEY_VALUE) {
            checker_error(c, ast_start_pos(kv), "missing key in map literal");
            continue;
        }
        checkexpr_hint(c, &x, kv->key_value.key, map->map.key);
        assign_operand(c, &x, map->map.key, "map literal");
        if (x.mode == MODE_INVALID)
            continue;
        if (x.mode == MODE_CONSTANT && constant_kind(x.val) != CONSTANT_UNKNOWN &&
            table_put_str(&seen, key_text(c, &x, with_type), e)) {
            struct buf shown = {0};
            constant_write(&shown, x.val);
            checker_error(c, checker_pos(&x), "duplicate key %s in map literal", buf_cstr(&shown));
            buf_finish(&shown);
            continue;
        }
        checkexpr_hint(c, &x, kv->key_value.value, map->map.value);
        assign_operand(c, &x, map->map.value, "map literal");
    }
    table_finish(&seen);
}

static void
use_elements(struct checker *c, struct expr *e)
{
    for (size_t i = 0; i < e->composite.n_elems; i++) {
        struct expr *v = e->composite.elems[i];
        checkexpr_use(c, v->kind == EXPR_KEY_VALUE ? &v->key_value.value : &v, 1);
    }
}

/* The type of the literal and, in *base, that of the value built (without the & that an element's
 * literal may leave out). */
static struct type *
literal_type(struct checker *c, struct expr *e, struct type *hint, struct type **base)
{
    struct expr *te = e->composite.type;
    struct type *t;
    if (te && te->kind == EXPR_ARRAY_TYPE && !te->array_type.len) {
        t = types_array(c->u, typexpr_var_type(c, te->array_type.elem), -1);
    } else if (te) {
        t = typexpr_type(c, te);
    } else if (hint) {
        t = *base = hint;
        struct type *u = typeparam_under(hint);
        if (u->kind == TYPE_POINTER) {
            *base = u->elem;
            e->composite.implicit_addr = true;
        }
        return t;
    } else {
        checker_error(c, ast_start_pos(e), "missing type in composite literal");
        t = checker_invalid(c);
    }
    *base = t;
    return t;
}

void
checkliteral_composite(struct checker *c, struct operand *x, struct expr *e, struct type *hint)
{
    struct type *base, *t = literal_type(c, e, hint, &base);
    struct type *under = typeparam_under(base);
    struct expr *te = e->composite.type;
    switch (under->kind) {
    case TYPE_STRUCT:
        if (e->composite.n_elems == 0)
            break;
        if (e->composite.elems[0]->kind == EXPR_KEY_VALUE)
            struct_with_keys(c, e, under, base);
        else
            struct_in_order(c, e, under, base);
        break;
    case TYPE_ARRAY: {
        int64_t n = indexed_elements(c, e, under->array.elem, under->array.len);
        if (under->array.len < 0)
            under->array.len = n;
        if (te && te->kind == EXPR_ARRAY_TYPE && !te->array_type.len) {
            te->mode = MODE_TYPE;
            te->type = t;
        }
        break;
    }
    case TYPE_SLICE:
        indexed_elements(c, e, under->elem, -1);
        break;
    case TYPE_MAP:
        map_elements(c, e, under);
        break;
    default:
        use_elements(c, e);
        if (checker_valid(under)) {
            struct type *first, *other;
            checker_error(c, ast_start_pos(e), "invalid composite literal%s type %t%s",
                          te ? "" : " element", t,
                          typeparam_mixed(t, &first, &other) ? " (no common underlying type)" : "");
            return;
        }
    }
    x->mode = checker_valid(t) ? MODE_VALUE : MODE_INVALID;
    x->type = t;
}
