/* Struct and interface types. Go: cmd/compile/internal/types2/struct.go, interface.go, union.go */
#include <stdlib.h>
#include <string.h>

#include "lang/checker.h"

/* The name that embedding a type of this form gives the field. */
static struct expr *
embedded_name(struct expr *e)
{
    e = ast_unparen(e);
    if (e->kind == EXPR_STAR)
        e = ast_unparen(e->unary.x);
    if (e->kind == EXPR_INDEX)
        e = e->index.x;
    return e->kind == EXPR_NAME || e->kind == EXPR_SELECTOR ? e : NULL;
}

static void
check_embedded(struct checker *c, void *a, void *b)
{
    struct expr *e = a;
    bool pointer;
    struct type *t = lookup_deref(b, &pointer);
    struct type *u = types_underlying(t);
    const char *bad = NULL;
    if (t->kind == TYPE_PARAM)
        bad = "a (pointer to a) type parameter";
    else if (u->kind == TYPE_UNSAFE_POINTER)
        bad = "unsafe.Pointer";
    else if (u->kind == TYPE_POINTER)
        bad = "a pointer";
    else if (u->kind == TYPE_INTERFACE && pointer)
        bad = "a pointer to an interface";
    if (bad)
        checker_error(c, ast_start_pos(e), "embedded field type cannot be %s", bad);
}

static const char *
tag_text(struct checker *c, struct expr *tag)
{
    if (!tag || tag->kind != EXPR_LITERAL || tag->literal.bad)
        return NULL;
    struct constant *v = constant_literal(c->u, tag->literal.kind, tag->literal.text);
    if (constant_kind(v) != CONSTANT_STRING)
        return NULL;
    size_t n;
    const char *s = constant_string_value(v, &n);
    return bump_strndup(&c->u->mem, s, n);
}

static bool
add_field(struct checker *c, struct type *t, struct table *names, struct object *f, const char *tag)
{
    struct object *alt = checker_blank(f->name) ? NULL : table_put_ptr(names, f->name, f);
    if (alt) {
        table_put_ptr(names, f->name, alt);
        checker_error(c, f->pos, "%s redeclared\n\t%p: other declaration of %s", f->name, &alt->pos,
                      f->name);
        return false;
    }
    f->var.field_index = (unsigned)t->struct_.n;
    t->struct_.tags[t->struct_.n] = tag;
    t->struct_.fields[t->struct_.n++] = f;
    return true;
}

struct type *
structtype_struct(struct checker *c, struct expr *e)
{
    size_t n = e->struct_type.n_fields;
    struct type *t = types_new(c->u, TYPE_STRUCT), *ft = NULL;
    struct object **fields = bump_array(&c->u->mem, struct object *, n + 1);
    const char **tags = bump_array(&c->u->mem, const char *, n + 1);
    struct table names = {0};
    struct type all = {.kind = TYPE_STRUCT};
    all.struct_.fields = fields;
    all.struct_.tags = tags;
    for (size_t i = 0; i < n; i++) {
        struct field *f = &e->struct_type.fields[i];
        if (i == 0 || f->type != e->struct_type.fields[i - 1].type)
            ft = typexpr_var_type(c, f->type);
        const char *name = f->name;
        struct pos pos = f->pos;
        if (f->embedded || !name) {
            struct expr *id = embedded_name(f->type);
            if (!id) {
                checker_error(c, ast_start_pos(f->type), "invalid embedded field type %e", f->type);
                continue;
            }
            name = id->kind == EXPR_NAME ? id->name.name : id->selector.sel;
            pos = id->kind == EXPR_NAME ? id->pos : id->selector.sel_pos;
            checker_later(c, check_embedded, f->type, ft);
        }
        struct object *obj = object_new_var(c->u, VAR_FIELD, pos, c->pkg, name, ft);
        obj->var.embedded = f->embedded || !f->name;
        add_field(c, &all, &names, obj, tag_text(c, f->tag));
    }
    table_finish(&names);
    t->struct_ = all.struct_;
    t->struct_.offsets = bump_array(&c->u->mem, uint64_t, n + 1);
    return t;
}

static int
by_order(const void *a, const void *b)
{
    return types_method_order(*(struct object *const *)a, *(struct object *const *)b);
}

static size_t
count_terms(const struct expr *e)
{
    return e->kind == EXPR_BINARY && e->binary.op == TOKEN_OR
               ? count_terms(e->binary.x) + count_terms(e->binary.y)
               : 1;
}

/* One term of a union: T or ~T. */
static void
add_term(struct checker *c, struct type *t, struct expr *e)
{
    bool tilde = e->kind == EXPR_UNARY && e->unary.op == TOKEN_TILDE;
    struct type *term = typexpr_type(c, tilde ? e->unary.x : e);
    e->mode = MODE_TYPE;
    e->type = term;
    if (!checker_valid(term))
        return;
    t->interface.written[t->interface.n_written] = term;
    t->interface.written_tilde[t->interface.n_written++] = tilde;
}

static void
add_union(struct checker *c, struct type *t, struct expr *e)
{
    if (e->kind == EXPR_BINARY && e->binary.op == TOKEN_OR) {
        add_union(c, t, e->binary.x);
        add_union(c, t, e->binary.y);
        return;
    }
    add_term(c, t, e);
}

static bool
is_union(const struct expr *e)
{
    return (e->kind == EXPR_BINARY && e->binary.op == TOKEN_OR) ||
           (e->kind == EXPR_UNARY && e->unary.op == TOKEN_TILDE);
}

static struct expr *
term_at(struct expr *e, size_t *i)
{
    if (e->kind == EXPR_BINARY && e->binary.op == TOKEN_OR) {
        struct expr *x = term_at(e->binary.x, i);
        return x ? x : term_at(e->binary.y, i);
    }
    return (*i)-- == 0 ? e : NULL;
}

/* A term that may not be one; false when nothing more is to be said about it. */
static bool
valid_term(struct checker *c, struct expr *e, struct type *t, bool tilde, bool alone)
{
    struct type *u = types_underlying(t);
    struct expr *x = tilde ? e->unary.x : e;
    if (t->kind == TYPE_PARAM) {
        if (tilde)
            checker_error(c, ast_start_pos(x), "type in term %e cannot be a type parameter", e);
        else
            checker_error(c, ast_start_pos(e), "term cannot be a type parameter");
        return false;
    }
    if (u->kind != TYPE_INTERFACE) {
        if (tilde && !types_identical(u, t)) {
            checker_error(c, ast_start_pos(e), "invalid use of ~ (underlying type of %t is %t)", t,
                          u);
            return false;
        }
        return true;
    }
    types_complete_interface(u);
    if (tilde)
        checker_error(c, ast_start_pos(e), "invalid use of ~ (%t is an interface)", t);
    else if (!alone && u->interface.n_methods)
        checker_error(c, ast_start_pos(x), "cannot use %e in union (%e contains methods)", x, x);
    else if (!alone && t == types_comparable_constraint(c->u))
        checker_error(c, ast_start_pos(x), "cannot use comparable in union");
    else if (!alone && u->interface.comparable)
        checker_error(c, ast_start_pos(x), "cannot use %e in union (%e embeds comparable)", x, x);
    return false;
}

static bool
overlap(struct type *a, bool a_tilde, struct type *b, bool b_tilde)
{
    struct type *x = b_tilde ? types_underlying(a) : a, *y = a_tilde ? types_underlying(b) : b;
    return types_identical(x, y);
}

static void
complete_union(struct checker *c, void *a, void *b)
{
    struct type *t = a;
    types_complete_interface(t);
    size_t n = t->interface.n_written;
    if (n != count_terms(b))
        return; /* one of them was reported */
    for (size_t i = 0; i < n; i++) {
        size_t at = i;
        struct expr *e = term_at(b, &at);
        struct type *w = t->interface.written[i];
        bool tilde = t->interface.written_tilde[i];
        if (!valid_term(c, e, w, tilde, n == 1))
            continue;
        for (size_t k = 0; k < i; k++) {
            struct type *v = t->interface.written[k];
            if (types_is_interface(v) || !overlap(w, tilde, v, t->interface.written_tilde[k]))
                continue;
            checker_error(c, ast_start_pos(e), "overlapping terms %s%t and %s%s", tilde ? "~" : "",
                          w, t->interface.written_tilde[k] ? "~" : "", checker_string(c, "%t", v));
            break;
        }
    }
}

static void
check_union_later(struct checker *c, struct type *t, struct expr *e)
{
    checker_later(c, complete_union, t, e);
}

/* A union is kept as an interface that has nothing else in it. */
static struct type *
union_type(struct checker *c, struct expr *e)
{
    struct type *t = types_new(c->u, TYPE_INTERFACE);
    size_t n = count_terms(e);
    t->interface.implicit = true;
    t->interface.written = bump_array(&c->u->mem, struct type *, n);
    t->interface.written_tilde = bump_array(&c->u->mem, bool, n);
    t->interface.completing = true;
    add_union(c, t, e);
    t->interface.completing = false;
    check_union_later(c, t, e);
    return t;
}

static void
add_method(struct checker *c, struct type *t, struct method_elem *m, struct type *recv)
{
    if (checker_blank(m->name)) {
        checker_error(c, m->pos, "methods must have a unique non-blank name");
        return;
    }
    struct type *sig = typexpr_type(c, m->type);
    if (sig->kind != TYPE_FUNC)
        return;
    sig->func.recv = recv;
    struct object *obj = object_new(c->u, OBJECT_FUNC, m->pos, c->pkg, m->name, sig);
    for (size_t i = 0; i < t->interface.n_explicit; i++) {
        struct object *alt = t->interface.explicit_methods[i];
        if (alt->name == obj->name) {
            checker_error(c, m->pos, "duplicate method %s\n\t%p: other declaration of method %s",
                          m->name, &alt->pos, m->name);
            return;
        }
    }
    t->interface.explicit_methods[t->interface.n_explicit++] = obj;
}

/* Where t got the method from: its own line, or the interface that it embeds. */
static struct pos
method_origin(const struct type *t, const struct object *m)
{
    for (size_t i = 0; i < t->interface.n_explicit; i++)
        if (t->interface.explicit_methods[i] == m)
            return m->pos;
    for (size_t i = 0; i < t->interface.n_embedded; i++) {
        const struct type *e = types_underlying(t->interface.embedded[i]);
        for (size_t k = 0; e->kind == TYPE_INTERFACE && k < e->interface.n_methods; k++)
            if (object_same_id(e->interface.methods[k], m->pkg, m->name, false))
                return t->interface.embedded_pos[i];
    }
    return m->pos;
}

/* Two embedded interfaces may have a method in common, but then with one type. */
static void
check_duplicates(struct checker *c, struct type *t)
{
    for (size_t i = 0; i < t->interface.n_embedded; i++) {
        struct type *e = types_underlying(t->interface.embedded[i]);
        if (e->kind != TYPE_INTERFACE)
            continue;
        types_complete_interface(e);
        for (size_t k = 0; k < e->interface.n_methods; k++) {
            struct object *m = e->interface.methods[k];
            for (size_t j = 0; j < t->interface.n_methods; j++) {
                struct object *own = t->interface.methods[j];
                struct pos origin = method_origin(t, own);
                if (object_same_id(own, m->pkg, m->name, false) &&
                    !types_identical(own->type, m->type))
                    checker_error(c, t->interface.embedded_pos[i],
                                  "duplicate method %s\n\t%p: other declaration of method %s",
                                  m->name, &origin, m->name);
            }
        }
    }
}

static void
complete(struct checker *c, void *a, void *unused)
{
    (void)unused;
    struct type *t = a;
    types_complete_interface(t);
    check_duplicates(c, t);
}

void
structtype_complete_later(struct checker *c, struct type *iface)
{
    checker_later(c, complete, iface, NULL);
}

struct type *
structtype_interface(struct checker *c, struct expr *e, struct object *def)
{
    size_t n = e->interface_type.n_elems;
    struct type *t = types_new(c->u, TYPE_INTERFACE);
    struct type *recv = def && def->type && def->type->kind == TYPE_NAMED ? def->type : t;
    t->interface.completing = true; /* not to be completed before all is here */
    if (!c->instance)
        vec_push(&c->interfaces, e);
    t->interface.explicit_methods = bump_array(&c->u->mem, struct object *, n + 1);
    t->interface.embedded = bump_array(&c->u->mem, struct type *, n + 1);
    t->interface.embedded_pos = bump_array(&c->u->mem, struct pos, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct method_elem *m = &e->interface_type.elems[i];
        if (m->name) {
            add_method(c, t, m, recv);
        } else {
            struct type *elem =
                is_union(m->type) ? union_type(c, m->type) : typexpr_type(c, m->type);
            if (elem->kind == TYPE_PARAM)
                checker_error(c, ast_start_pos(m->type), "term cannot be a type parameter");
            if (!checker_valid(elem) || elem->kind == TYPE_PARAM)
                continue;
            t->interface.embedded_pos[t->interface.n_embedded] = ast_start_pos(m->type);
            t->interface.embedded[t->interface.n_embedded++] = elem;
        }
    }
    qsort(t->interface.explicit_methods, t->interface.n_explicit, sizeof(struct object *),
          by_order);
    t->interface.completing = false;
    if (t->interface.n_embedded == 0)
        types_complete_interface(t);
    else
        structtype_complete_later(c, t);
    return t;
}

static struct type *
implicit_interface(struct checker *c, struct type *t, struct pos pos)
{
    struct type *i = types_new(c->u, TYPE_INTERFACE);
    i->interface.implicit = true;
    i->interface.embedded = bump_array(&c->u->mem, struct type *, 1);
    i->interface.embedded_pos = bump_array(&c->u->mem, struct pos, 1);
    i->interface.embedded[0] = t;
    i->interface.embedded_pos[0] = pos;
    i->interface.n_embedded = 1;
    return i;
}

/* The constraint of a type parameter; anything that is no interface needs no "interface" around. */
struct type *
structtype_constraint(struct checker *c, struct expr *e)
{
    struct type *t = is_union(e) ? union_type(c, e) : typexpr_type(c, e);
    enum type_kind k = types_underlying(t)->kind;
    if (t->kind == TYPE_PARAM) {
        checker_error(c, ast_start_pos(e), "cannot use a type parameter as constraint");
        return types_any(c->u);
    }
    return k == TYPE_INTERFACE || k == TYPE_INVALID ? t
                                                    : implicit_interface(c, t, ast_start_pos(e));
}

void
structtype_settle_constraint(struct checker *c, struct type *param)
{
    struct type *t = param->param.constraint;
    enum type_kind k = types_underlying(t)->kind;
    if (k != TYPE_INTERFACE && k != TYPE_INVALID)
        param->param.constraint = implicit_interface(c, t, param->param.obj->pos);
}
