/* Explicit conversions T(x). Go: cmd/compile/internal/types2/conversions.go */
#include "lang/checker.h"
#include "lang/constfit.h"
#include "lang/typeparam.h"

static bool
is_const_type(const struct type *t)
{
    enum type_kind k = types_underlying((struct type *)t)->kind;
    return t->kind != TYPE_PARAM && k >= TYPE_BOOL && k <= TYPE_UNTYPED_STRING &&
           k != TYPE_UNSAFE_POINTER;
}

static bool
is_integer_or_float(const struct type *t)
{
    return types_is_integer(t) || types_is_float(t);
}

static bool
is_bytes_or_runes(const struct type *t)
{
    if (t->kind != TYPE_SLICE)
        return false;
    enum type_kind k = types_underlying(t->elem)->kind;
    return k == TYPE_UINT8 || k == TYPE_INT32;
}

static struct constant *
rune_string(struct checker *c, const struct constant *val)
{
    bool exact;
    uint64_t r = constant_uint64_value(val, &exact);
    struct buf b = {0};
    buf_add_rune(&b, exact && r <= 0x10ffff ? (int32_t)r : 0xfffd);
    struct constant *s = constant_string(c->u, buf_cstr(&b), b.len);
    buf_finish(&b);
    return s;
}

static bool
convert_constant(struct checker *c, struct operand *x, struct type *t)
{
    struct type *under = types_underlying(t);
    if (constant_kind(x->val) == CONSTANT_UNKNOWN ||
        constfit_representable(c->u, x->val, under, &x->val))
        return true;
    if (types_is_integer(x->type) && types_is_string(under)) {
        x->val = rune_string(c, x->val);
        return true;
    }
    if (types_is_integer(under)) { /* the message shows what was tried */
        struct constant *i = constant_to_int(c->u, x->val);
        if (constant_kind(i) == CONSTANT_INT)
            x->val = i;
    }
    return false;
}

static bool
slice_to_array(struct type *from, struct type *to)
{
    if (from->kind != TYPE_SLICE)
        return false;
    if (to->kind == TYPE_POINTER)
        to = types_underlying(to->elem);
    return to->kind == TYPE_ARRAY && types_identical(from->elem, to->array.elem);
}

static bool convertible(struct checker *c, struct operand *x, struct type *t, const char **cause);

/* Every type of x's set to every type of t's. */
static bool
convertible_params(struct checker *c, struct operand *x, struct type *t, const char **cause)
{
    size_t nv, nt;
    struct type *v_self, **v = typeparam_types(x->type, &v_self, &nv);
    struct type *t_self, **to = typeparam_types(t, &t_self, &nt);
    if (x->type->kind != TYPE_PARAM)
        v_self = x->type;
    if (t->kind != TYPE_PARAM)
        t_self = t;
    for (size_t i = 0; i < nv; i++) {
        for (size_t k = 0; k < nt; k++) {
            struct operand one = *x;
            one.type = v[i];
            if (convertible(c, &one, to[k], NULL))
                continue;
            const char *from = x->type->kind == TYPE_PARAM
                                   ? checker_string(c, "%t (in %t)", v[i], x->type)
                                   : checker_string(c, "%t", v[i]);
            const char *into = t->kind == TYPE_PARAM ? checker_string(c, "%t (in %t)", to[k], t)
                                                     : checker_string(c, "%t", to[k]);
            if (cause)
                *cause = checker_string(c, "cannot convert %s to type %s", from, into);
            return false;
        }
    }
    if (cause && (nv == 0 || nt == 0) && types_is_untyped(x->type) && x->mode != MODE_NIL &&
        t->kind == TYPE_PARAM)
        *cause = checker_string(c, "%t does not contain specific types", t);
    return nv > 0 && nt > 0;
}

static bool
convertible(struct checker *c, struct operand *x, struct type *t, const char **cause)
{
    if (operand_assignable(c, x, t, cause))
        return true;
    struct type *v = x->type;
    struct type *vu = types_underlying(v), *tu = types_underlying(t);
    if (v->kind == TYPE_PARAM || t->kind == TYPE_PARAM)
        return convertible_params(c, x, t, cause);
    if (types_identical_ignore_tags(vu, tu))
        return true;
    if (v->kind == TYPE_POINTER && t->kind == TYPE_POINTER &&
        types_identical_ignore_tags(types_underlying(v->elem), types_underlying(t->elem)))
        return true;
    if (is_integer_or_float(vu) && is_integer_or_float(tu))
        return true;
    if (types_is_complex(vu) && types_is_complex(tu))
        return true;
    if ((types_is_integer(vu) || is_bytes_or_runes(vu)) && types_is_string(tu))
        return true;
    if (types_is_string(vu) && is_bytes_or_runes(tu))
        return true;
    bool v_address = vu->kind == TYPE_POINTER || vu->kind == TYPE_UINTPTR;
    bool t_address = tu->kind == TYPE_POINTER || tu->kind == TYPE_UINTPTR;
    if ((v_address && tu->kind == TYPE_UNSAFE_POINTER) ||
        (vu->kind == TYPE_UNSAFE_POINTER && t_address))
        return true;
    return slice_to_array(vu, tu);
}

/* The type that the untyped operand itself has before it is converted. */
static void
settle_operand(struct checker *c, struct operand *x, struct type *t, bool constant_arg)
{
    if (!types_is_untyped(x->type))
        return;
    struct type *final = t;
    bool plain_interface = t->kind != TYPE_PARAM && types_is_interface(t);
    if (x->mode == MODE_NIL || x->type->kind == TYPE_UNTYPED_NIL)
        final = t;
    else if (plain_interface || (constant_arg && !is_const_type(t)))
        final = types_default(c->u, x->type);
    else if (x->mode == MODE_CONSTANT && types_is_integer(x->type) && types_is_string(t))
        final = x->type;
    untyped_update(c, x->expr, final, true);
}

/* A constant fits into all types of the set; the result is no constant. */
static bool
constant_to_param(struct checker *c, struct operand *x, struct type *t, const char **cause)
{
    size_t n;
    struct type *self, **v = typeparam_types(t, &self, &n);
    for (size_t i = 0; i < n; i++) {
        struct operand one = *x;
        bool ok = is_const_type(v[i]) ? convert_constant(c, &one, v[i])
                                      : convertible(c, &one, v[i], NULL);
        if (ok)
            continue;
        if (types_is_integer(x->type) && types_is_integer(v[i]))
            *cause = checker_string(c, "constant %e overflows %t (in %t)", x->expr, v[i], t);
        else
            *cause = checker_string(c, "cannot convert %o to type %t (in %t)", x, v[i], t);
        return false;
    }
    return n > 0;
}

bool
conversion_may_be_unsafe(struct checker *c)
{
    return c->u->allow_unsafe || c->pkg->is_golib;
}

/* unsafe.Pointer to another pointer, and numbers to unsafe.Pointer. */
static bool
makes_wild_pointer(const struct operand *x, struct type *t)
{
    enum type_kind from = types_underlying(x->type)->kind, to = types_underlying(t)->kind;
    return (from == TYPE_UNSAFE_POINTER && to == TYPE_POINTER) ||
           (from == TYPE_UINTPTR && to == TYPE_UNSAFE_POINTER);
}

void
conversion_check(struct checker *c, struct operand *x, struct type *t)
{
    bool constant_arg = x->mode == MODE_CONSTANT, ok;
    struct operand from = *x; /* as messages show it */
    const char *cause = NULL;
    if (constant_arg && is_const_type(t)) {
        ok = convert_constant(c, x, t);
        if (!ok && types_is_integer(x->type) && types_is_integer(t)) {
            struct buf shown = {0};
            constant_write(&shown, x->val);
            checker_error(c, checker_pos(x), "constant %s overflows %t", buf_cstr(&shown), t);
            buf_finish(&shown);
            x->mode = MODE_INVALID;
            return;
        }
    } else if (constant_arg && t->kind == TYPE_PARAM) {
        ok = constant_to_param(c, x, t, &cause);
        x->mode = from.mode = MODE_VALUE;
    } else {
        ok = convertible(c, x, t, &cause);
        if (ok && x->mode != MODE_NIL)
            x->mode = MODE_VALUE;
    }
    if (ok && makes_wild_pointer(x, t) && !conversion_may_be_unsafe(c)) {
        ok = false;
        cause = "regionscope needs --allow-unsafe for that";
    }
    if (!ok) {
        if (cause)
            checker_error(c, checker_pos(x), "cannot convert %o to type %t: %s", &from, t, cause);
        else
            checker_error(c, checker_pos(x), "cannot convert %o to type %t", &from, t);
        x->mode = MODE_INVALID;
        return;
    }
    settle_operand(c, x, t, constant_arg);
    if (x->mode == MODE_NIL)
        x->mode = MODE_VALUE;
    x->type = t;
}
