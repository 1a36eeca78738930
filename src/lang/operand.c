/* Operands: how messages describe them, and what they can be assigned to.
 * Go: cmd/compile/internal/types2/operand.go, instantiate.go, lookup.go (missingMethod) */
#include <string.h>

#include "lang/checker.h"
#include "lang/printer.h"
#include "lang/typeparam.h"

static const char *const mode_names[] = {
    [MODE_INVALID] = "invalid operand",
    [MODE_NO_VALUE] = "no value",
    [MODE_BUILTIN] = "built-in",
    [MODE_TYPE] = "type",
    [MODE_CONSTANT] = "constant",
    [MODE_VARIABLE] = "variable",
    [MODE_MAP_INDEX] = "map index expression",
    [MODE_VALUE] = "value",
    [MODE_NIL] = "nil",
    [MODE_COMMA_OK] = "comma, ok expression",
};

const char *
operand_composite_kind(const struct type *t)
{
    switch (types_underlying((struct type *)t)->kind) {
    case TYPE_ARRAY:
        return "array";
    case TYPE_SLICE:
        return "slice";
    case TYPE_STRUCT:
        return "struct";
    case TYPE_POINTER:
        return "pointer";
    case TYPE_FUNC:
        return "func";
    case TYPE_INTERFACE:
        return "interface";
    case TYPE_MAP:
        return "map";
    case TYPE_CHAN:
        return "chan";
    case TYPE_TUPLE:
        return "tuple";
    default:
        return NULL;
    }
}

static void
write_type_part(struct checker *c, struct buf *out, const struct type *t)
{
    if (!checker_valid(t)) {
        buf_add_str(out, " with invalid type");
        return;
    }
    buf_add_str(out, " of ");
    if (t->kind == TYPE_FUNC && t->func.n_type_params)
        buf_add_str(out, "generic ");
    bool other_name = t == types_byte(c->u) || t == types_rune(c->u);
    if (t->kind == TYPE_NAMED || (t->alias && !other_name)) {
        const char *what = operand_composite_kind(t);
        enum type_kind kind = types_underlying((struct type *)t)->kind;
        if (what)
            buf_add_str(out, what);
        else if (kind == TYPE_UNSAFE_POINTER)
            buf_add_str(out, "Pointer");
        else
            types_write(out, types_basic(c->u, kind), c->pkg);
        buf_add_byte(out, ' ');
    }
    buf_add_str(out, "type ");
    types_write(out, t, c->pkg);
    if (t->kind == TYPE_PARAM)
        checker_format(c, out, " constrained by %t", t->param.constraint);
}

static void
write_value(struct buf *out, const struct operand *x, const char *shown)
{
    if (x->mode != MODE_CONSTANT || !x->val)
        return;
    struct buf v = {0};
    constant_write(&v, x->val);
    if (strcmp(buf_cstr(&v), shown) != 0) {
        buf_add_byte(out, ' ');
        buf_add_str(out, buf_cstr(&v));
    }
    buf_finish(&v);
}

void
operand_write(struct checker *c, struct buf *out, const struct operand *x)
{
    if (x->mode == MODE_NIL) {
        if (!checker_valid(x->type))
            buf_add_str(out, "nil (with invalid type)");
        else if (x->type->kind == TYPE_UNTYPED_NIL)
            buf_add_str(out, "nil");
        else
            checker_format(c, out, "nil (of type %t)", x->type);
        return;
    }
    struct buf shown = {0};
    if (x->expr)
        printer_expr(&shown, x->expr);
    if (shown.len) {
        buf_add_str(out, buf_cstr(&shown));
        buf_add_str(out, " (");
    }
    bool plain = x->mode == MODE_INVALID || x->mode == MODE_NO_VALUE || x->mode == MODE_BUILTIN ||
                 x->mode == MODE_TYPE;
    bool untyped = !plain && x->type && types_is_untyped(x->type);
    if (untyped) {
        types_write(out, x->type, c->pkg);
        buf_add_byte(out, ' ');
    }
    buf_add_str(out, mode_names[x->mode]);
    write_value(out, x, buf_cstr(&shown));
    if (!plain && !untyped && x->type)
        write_type_part(c, out, x->type);
    if (shown.len)
        buf_add_byte(out, ')');
    buf_finish(&shown);
}

static bool
has_name(const struct type *t)
{
    return t->kind <= TYPE_UNTYPED_NIL || t->kind == TYPE_NAMED || t->kind == TYPE_PARAM;
}

bool
operand_is_interface_pointer(struct type *t)
{
    t = types_underlying(t);
    return t->kind == TYPE_POINTER && t->elem->kind != TYPE_PARAM && types_is_interface(t->elem);
}

const char *
operand_why_mixed(struct checker *c, struct type *t)
{
    struct type *a, *b;
    return typeparam_mixed(t, &a, &b)
               ? checker_string(c, "%t and %t have different underlying types", a, b)
               : "no specific type";
}

static void
say(const char **cause, const char *text)
{
    if (cause)
        *cause = text;
}

static void
say_wrong_type(struct checker *c, const char **cause, struct object *have, struct object *want,
               const char *kind)
{
    if (!cause)
        return;
    char *h = checker_string(c, "%m", have), *w = checker_string(c, "%m", want);
    if (strcmp(h, w) == 0)
        *cause = checker_string(c, "(%s method %s)", kind, want->name);
    else
        *cause =
            checker_string(c, "(%s method %s)\n\t\thave %s\n\t\twant %s", kind, want->name, h, w);
}

/* The method that v lacks could be there under a slightly other name. */
static void
say_not_found(struct checker *c, struct type *v, struct type *t, struct object *m,
              const char **cause)
{
    struct lookup_result r = lookup_member(c->u, v, false, m->pkg, m->name, true);
    if (r.obj && r.obj->kind == OBJECT_FUNC && r.obj->name == m->name) {
        say(cause, checker_string(c, "(unexported method %s)", m->name));
    } else if (r.obj && r.obj->kind == OBJECT_FUNC) {
        decl_object(c, r.obj);
        say_wrong_type(c, cause, r.obj, m, "missing");
    } else if (operand_is_interface_pointer(v) || operand_is_interface_pointer(t)) {
        say(cause, checker_string(c, "(type %t is pointer to interface, not interface)",
                                  operand_is_interface_pointer(v) ? v : t));
    } else {
        say(cause, checker_string(c, "(missing method %s)", m->name));
    }
}

/* True when v, no interface, has the method m of interface t. */
static bool
has_method(struct checker *c, struct type *v, struct type *t, struct object *m, const char **cause)
{
    struct lookup_result r = lookup_member(c->u, v, false, m->pkg, m->name, false);
    if (!r.obj) {
        if (r.ambiguous)
            say(cause, checker_string(c, "(ambiguous selector %t.%s)", v, m->name));
        else if (r.pointer_recv)
            say(cause, checker_string(c, "(method %s has pointer receiver)", m->name));
        else if (cause)
            say_not_found(c, v, t, m, cause);
        return false;
    }
    if (r.obj->kind != OBJECT_FUNC) {
        say(cause, checker_string(c, "(%t.%s is a field, not a method)", v, m->name));
        return false;
    }
    decl_object(c, r.obj);
    if (!r.obj->type || !m->type || types_identical(r.obj->type, m->type))
        return true;
    say_wrong_type(c, cause, r.obj, m, "wrong type for");
    return false;
}

static bool
interface_has_method(struct checker *c, struct type *v, struct type *t, struct object *m,
                     bool must_have, const char **cause)
{
    struct object *f = NULL;
    types_complete_interface(v);
    for (size_t i = 0; i < v->interface.n_methods && !f; i++) {
        if (object_same_id(v->interface.methods[i], m->pkg, m->name, false))
            f = v->interface.methods[i];
    }
    if (!f) {
        if (must_have && cause)
            say_not_found(c, v, t, m, cause);
        return !must_have;
    }
    if (types_identical(f->type, m->type))
        return true;
    say_wrong_type(c, cause, f, m, "wrong type for");
    return false;
}

static bool
has_invalid_embedded(struct type *t, int depth)
{
    bool pointer;
    t = types_underlying(lookup_deref(t, &pointer));
    if (t->kind != TYPE_STRUCT || depth > 20)
        return false;
    for (size_t i = 0; i < t->struct_.n; i++) {
        struct object *f = t->struct_.fields[i];
        if (f->var.embedded &&
            (!checker_valid(f->type) || has_invalid_embedded(f->type, depth + 1)))
            return true;
    }
    return false;
}

static bool
has_all_methods(struct checker *c, struct type *v, struct type *t, bool must_have,
                const char **cause)
{
    if (!checker_valid(v))
        return true;
    struct type *want = types_underlying(t), *under = types_underlying(v);
    types_complete_interface(want);
    for (size_t i = 0; i < want->interface.n_methods; i++) {
        struct object *m = want->interface.methods[i];
        bool ok = under->kind == TYPE_INTERFACE
                      ? interface_has_method(c, under, t, m, must_have, cause)
                      : has_method(c, v, t, m, cause);
        if (!ok)
            return has_invalid_embedded(v, 0);
    }
    return true;
}

static bool
in_terms(const struct type *iface, struct type *v)
{
    for (size_t i = 0; i < iface->interface.n_terms; i++) {
        struct type *term = iface->interface.terms[i];
        if (types_identical(term, v) ||
            (iface->interface.tilde[i] && types_identical(term, types_underlying(v))))
            return true;
    }
    return iface->interface.n_terms == 0 && !iface->interface.no_types;
}

/* "int | ~string": the terms of a type set as messages show them. */
static const char *
terms_text(struct checker *c, const struct type *iface)
{
    struct buf b = {0};
    for (size_t i = 0; i < iface->interface.n_terms; i++) {
        buf_printf(&b, "%s%s", i ? " | " : "", iface->interface.tilde[i] ? "~" : "");
        types_write(&b, iface->interface.terms[i], NULL);
    }
    char *s = bump_strndup(&c->u->mem, buf_cstr(&b), b.len);
    buf_finish(&b);
    return s;
}

/* Is v written somewhere in the constraint? */
static bool
mentions(const struct type *iface, const struct type *v)
{
    for (size_t i = 0; i < iface->interface.n_embedded; i++) {
        struct type *e = iface->interface.embedded[i], *u = types_underlying(e);
        if (types_identical(e, v) || (u->kind == TYPE_INTERFACE && mentions(u, v)))
            return true;
    }
    for (size_t i = 0; i < iface->interface.n_written; i++) {
        struct type *e = iface->interface.written[i], *u = types_underlying(e);
        if (types_identical(e, v) || (u->kind == TYPE_INTERFACE && mentions(u, v)))
            return true;
    }
    return false;
}

static bool
check_terms(struct checker *c, struct type *v, struct type *vu, struct type *t, struct type *tu,
            const char *verb, const char **cause)
{
    if (tu->interface.n_terms == 0 && !tu->interface.no_types)
        return true;
    if (tu->interface.no_types) {
        say(cause, checker_string(c, "cannot %s %t (empty type set)", verb, t));
        return false;
    }
    if (vu->kind == TYPE_INTERFACE) {
        types_complete_interface(vu);
        for (size_t i = 0; i < vu->interface.n_terms; i++) {
            struct type *term = vu->interface.terms[i];
            bool tilde = vu->interface.tilde[i], ok = false;
            for (size_t k = 0; k < tu->interface.n_terms; k++) {
                struct type *w = tu->interface.terms[k];
                bool wide = tu->interface.tilde[k];
                ok |= types_identical(term, w) ? wide || !tilde
                                               : wide && types_identical(types_underlying(term), w);
            }
            if (ok)
                continue;
            say(cause, checker_string(c, "%t does not %s %t (%s%t missing in %s)", v, verb, t,
                                      tilde ? "~" : "", term, terms_text(c, tu)));
            return false;
        }
        if (vu->interface.n_terms == 0 && !vu->interface.no_types) {
            say(cause, checker_string(c, "%t does not %s %t", v, verb, t));
            return false;
        }
        return true;
    }
    if (in_terms(tu, v))
        return true;
    for (size_t k = 0; k < tu->interface.n_terms; k++) {
        struct type *w = tu->interface.terms[k];
        bool plain = !tu->interface.tilde[k] && types_identical(w, types_underlying(w));
        if (plain && types_identical(w, vu)) {
            say(cause, checker_string(c, "%t does not %s %t (possibly missing ~ for %t in %t)", v,
                                      verb, t, w, t));
            return false;
        }
    }
    if (mentions(tu, v))
        say(cause, checker_string(c,
                                  "%t does not %s %t (%t mentions %t, but %t is not in the type "
                                  "set of %t)",
                                  v, verb, t, t, v, v, t));
    else
        say(cause, checker_string(c, "%t does not %s %t (%t missing in %s)", v, verb, t, v,
                                  terms_text(c, tu)));
    return false;
}

bool
operand_implements(struct checker *c, struct type *v, struct type *t, bool constraint,
                   const char **cause)
{
    struct type *vu = types_underlying(v), *tu = types_underlying(t);
    const char *verb = constraint ? "satisfy" : "implement";
    if (!checker_valid(vu) || !checker_valid(tu))
        return true;
    if (vu->kind == TYPE_POINTER && !checker_valid(types_underlying(vu->elem)))
        return true;
    if (tu->kind != TYPE_INTERFACE) {
        const char *detail =
            operand_is_interface_pointer(tu)
                ? checker_string(c, "type %t is pointer to interface, not interface", t)
                : checker_string(c, "%t is not an interface", t);
        say(cause, checker_string(c, "%t does not %s %t (%s)", v, verb, t, detail));
        return false;
    }
    types_complete_interface(tu);
    if (!has_all_methods(c, v, t, true, cause)) {
        if (cause)
            *cause = checker_string(c, "%t does not %s %t %s", v, verb, t, *cause ? *cause : "");
        return false;
    }
    if (!check_terms(c, v, vu, t, tu, verb, cause))
        return false;
    if (tu->interface.comparable && !types_comparable(v)) {
        say(cause, checker_string(c, "%t does not %s comparable", v, verb));
        return false;
    }
    return true;
}

bool
operand_assertable(struct checker *c, struct type *v, struct type *t, const char **cause)
{
    return types_is_interface(t) || has_all_methods(c, t, v, false, cause);
}

/* A value without a named type goes into every type of t's set, or every type of x's set into a t
 * without name. */
static bool
assignable_param(struct checker *c, struct operand *x, struct type *t, const char **cause)
{
    size_t n = 0;
    struct type *self, **v, *from = x->type;
    if (t->kind == TYPE_PARAM && !has_name(from)) {
        v = typeparam_types(t, &self, &n);
        for (size_t i = 0; i < n; i++) {
            if (operand_assignable(c, x, v[i], NULL))
                continue;
            say(cause, checker_string(c, "cannot assign %t to %t (in %t)", from, v[i], t));
            return false;
        }
    } else if (from->kind == TYPE_PARAM && !has_name(t)) {
        v = typeparam_types(from, &self, &n);
        for (size_t i = 0; i < n; i++) {
            struct operand one = *x;
            one.type = v[i];
            if (operand_assignable(c, &one, t, NULL))
                continue;
            say(cause, checker_string(c, "cannot assign %t (in %t) to %t", v[i], from, t));
            return false;
        }
    }
    return n > 0;
}

bool
operand_assignable(struct checker *c, struct operand *x, struct type *t, const char **cause)
{
    struct type *v = x->type;
    if (x->mode == MODE_INVALID || !checker_valid(v) || !checker_valid(t))
        return true;
    if (types_identical(v, t))
        return true;
    struct type *vu = types_underlying(v), *tu = types_underlying(t);
    if (types_is_untyped(vu)) {
        struct constant *val;
        enum untyped_failure why;
        return untyped_implicit(c, x, t, &val, &why) != NULL;
    }
    bool params = v->kind == TYPE_PARAM || t->kind == TYPE_PARAM;
    if (types_identical(vu, tu) && (!has_name(v) || !has_name(t)) && !params)
        return true;
    if ((tu->kind == TYPE_INTERFACE && t->kind != TYPE_PARAM) || operand_is_interface_pointer(tu))
        return operand_implements(c, v, t, false, cause);
    if (vu->kind == TYPE_INTERFACE && v->kind != TYPE_PARAM &&
        operand_implements(c, t, v, false, NULL)) {
        say(cause, "need type assertion");
        return false;
    }
    if (params)
        return assignable_param(c, x, t, cause);
    if (vu->kind == TYPE_CHAN && vu->chan.dir == CHAN_BOTH && tu->kind == TYPE_CHAN &&
        types_identical(vu->chan.elem, tu->chan.elem))
        return !has_name(v) || !has_name(t);
    return false;
}
