/* Calls of builtin functions, each by its own rules. A check starts with the first argument in x
 * and leaves the result there. Go: cmd/compile/internal/types2/builtins.go */
#include "lang/checker.h"
#include "lang/constop.h"
#include "lang/subst.h"
#include "lang/typeparam.h"

static const struct {
    unsigned char n_args;
    bool variadic;
    enum expr_class class;
} builtins[BUILTIN_COUNT] = {
    [BUILTIN_APPEND] = {1, true, CLASS_EXPRESSION},
    [BUILTIN_CAP] = {1, false, CLASS_EXPRESSION},
    [BUILTIN_CLEAR] = {1, false, CLASS_STATEMENT},
    [BUILTIN_CLOSE] = {1, false, CLASS_STATEMENT},
    [BUILTIN_COMPLEX] = {2, false, CLASS_EXPRESSION},
    [BUILTIN_COPY] = {2, false, CLASS_STATEMENT},
    [BUILTIN_DELETE] = {2, false, CLASS_STATEMENT},
    [BUILTIN_IMAG] = {1, false, CLASS_EXPRESSION},
    [BUILTIN_LEN] = {1, false, CLASS_EXPRESSION},
    [BUILTIN_MAKE] = {1, true, CLASS_EXPRESSION},
    [BUILTIN_MAX] = {1, true, CLASS_EXPRESSION},
    [BUILTIN_MIN] = {1, true, CLASS_EXPRESSION},
    [BUILTIN_NEW] = {1, false, CLASS_EXPRESSION},
    [BUILTIN_PANIC] = {1, false, CLASS_STATEMENT},
    [BUILTIN_PRINT] = {0, true, CLASS_STATEMENT},
    [BUILTIN_PRINTLN] = {0, true, CLASS_STATEMENT},
    [BUILTIN_REAL] = {1, false, CLASS_EXPRESSION},
    [BUILTIN_RECOVER] = {0, false, CLASS_STATEMENT},
    [BUILTIN_UNSAFE_ADD] = {2, false, CLASS_EXPRESSION},
    [BUILTIN_UNSAFE_ALIGNOF] = {1, false, CLASS_EXPRESSION},
    [BUILTIN_UNSAFE_OFFSETOF] = {1, false, CLASS_EXPRESSION},
    [BUILTIN_UNSAFE_SIZEOF] = {1, false, CLASS_EXPRESSION},
    [BUILTIN_UNSAFE_SLICE] = {2, false, CLASS_EXPRESSION},
    [BUILTIN_UNSAFE_SLICE_DATA] = {1, false, CLASS_EXPRESSION},
    [BUILTIN_UNSAFE_STRING] = {2, false, CLASS_EXPRESSION},
    [BUILTIN_UNSAFE_STRING_DATA] = {1, false, CLASS_EXPRESSION},
};

enum expr_class
checkbuiltin_class(int id)
{
    return builtins[id].class;
}

static void
result(struct operand *x, struct type *t)
{
    x->mode = MODE_VALUE;
    x->type = t;
}

static bool
no_result(struct checker *c, struct operand *x)
{
    x->mode = MODE_NO_VALUE;
    x->type = types_tuple(c->u, NULL, 0);
    return true;
}

static bool
is_byte_slice(const struct type *t)
{
    return t->kind == TYPE_SLICE && types_underlying(t->elem)->kind == TYPE_UINT8;
}

/* Assignable to []byte, as the special cases of append and copy want it. */
static bool
is_bytes(struct checker *c, struct operand *x)
{
    return operand_assignable(c, x, types_slice(c->u, types_byte(c->u)), NULL);
}

static struct type *
slice_elem(struct checker *c, struct operand *x, const char *what)
{
    struct type *t = typeparam_under(x->type);
    if (t->kind == TYPE_SLICE && x->mode != MODE_NIL)
        return t->elem;
    if (typeparam_is_bytestring(x->type))
        return types_byte(c->u);
    struct type *a, *b;
    if (x->mode == MODE_NIL)
        checker_error(c, checker_pos(x), "invalid %s: argument must be a slice; have untyped nil",
                      what);
    else if (typeparam_mixed(x->type, &a, &b) && !typeparam_first_not(x->type, TYPE_SLICE))
        checker_error(c, checker_pos(x),
                      "invalid %s: mismatched slice element types %t and %t in %o", what,
                      types_underlying(a)->elem, types_underlying(b)->elem, x);
    else
        checker_error(c, checker_pos(x), "invalid %s: argument must be a slice; have %o", what, x);
    return NULL;
}

static bool
check_append(struct checker *c, struct operand *x, struct expr *call, struct operand_list args)
{
    struct type *s = x->type, *elem = slice_elem(c, x, "append");
    if (!elem)
        return false;
    bool string_tail = args.n == 2 && call->call.has_dots &&
                       is_byte_slice(typeparam_under(x->type)) &&
                       (is_bytes(c, x) || x->type->kind == TYPE_PARAM) &&
                       (types_is_string(args.v[1].type) || typeparam_is_bytestring(args.v[1].type));
    if (string_tail) {
        if (types_is_untyped(args.v[1].type))
            untyped_convert(c, &args.v[1], types_basic(c->u, TYPE_STRING));
    } else {
        struct object **params = bump_array(&c->u->mem, struct object *, 2);
        const char *none = unit_intern(c->u, "", 0);
        params[0] = object_new_var(c->u, VAR_PARAM, (struct pos){0}, NULL, none, s);
        params[1] =
            object_new_var(c->u, VAR_PARAM, (struct pos){0}, NULL, none, types_slice(c->u, elem));
        struct type *sig = types_func(c->u, params, 2, NULL, 0, true);
        checkcall_arguments(c, call, sig, NULL, 0, args);
    }
    result(x, s);
    return true;
}

/* All types of the set have a length. */
static bool
len_of_param(struct type *t, int id)
{
    size_t n;
    struct type *self, **v = typeparam_types(t, &self, &n);
    for (size_t i = 0; i < n; i++) {
        struct type *u = types_underlying(v[i]);
        if (u->kind == TYPE_POINTER)
            u = types_underlying(u->elem);
        bool map_or_string = u->kind == TYPE_MAP || types_is_string(u);
        if (u->kind != TYPE_ARRAY && u->kind != TYPE_SLICE && u->kind != TYPE_CHAN &&
            !(map_or_string && id == BUILTIN_LEN))
            return false;
    }
    return n > 0;
}

static bool
check_len(struct checker *c, struct operand *x, int id)
{
    struct type *t = x->type;
    bool open = subst_is_open(t);
    if (t->kind == TYPE_PARAM) {
        if (len_of_param(t, id)) {
            result(x, types_basic(c->u, TYPE_INT));
            return true;
        }
    }
    t = types_underlying(t);
    if (t->kind == TYPE_POINTER && types_underlying(t->elem)->kind == TYPE_ARRAY)
        t = types_underlying(t->elem);
    enum expr_mode mode = MODE_INVALID;
    struct constant *val = NULL;
    if (types_is_string(t) && id == BUILTIN_LEN) {
        mode = MODE_VALUE;
        if (x->mode == MODE_CONSTANT) {
            mode = MODE_CONSTANT;
            size_t n = 0;
            if (constant_kind(x->val) == CONSTANT_STRING)
                constant_string_value(x->val, &n);
            val = constant_int64(c->u, (int64_t)n);
        }
    } else if (t->kind == TYPE_ARRAY) {
        mode = MODE_VALUE;
        if (!c->env.has_call_or_recv && !open) {
            mode = MODE_CONSTANT;
            val = t->array.len >= 0 ? constant_int64(c->u, t->array.len) : constant_unknown(c->u);
        }
    } else if ((t->kind == TYPE_SLICE && x->mode != MODE_NIL) || t->kind == TYPE_CHAN ||
               (t->kind == TYPE_MAP && id == BUILTIN_LEN)) {
        mode = MODE_VALUE;
    }
    if (mode == MODE_INVALID) {
        if (checker_valid(t))
            checker_error(c, checker_pos(x), "invalid argument: %o for built-in %s", x,
                          universe_builtin_name(id));
        return false;
    }
    result(x, types_basic(c->u, TYPE_INT));
    x->mode = mode;
    x->val = val;
    return true;
}

static bool
check_clear(struct checker *c, struct operand *x)
{
    size_t n;
    struct type *self, **v = typeparam_types(x->type, &self, &n);
    bool ok = n > 0;
    for (size_t i = 0; i < n; i++) {
        enum type_kind k = types_underlying(v[i])->kind;
        ok &= k == TYPE_MAP || k == TYPE_SLICE;
    }
    if (!ok) {
        checker_error(
            c, checker_pos(x),
            "invalid argument: cannot clear %o: argument must be (or constrained by) map or slice",
            x);
        return false;
    }
    return no_result(c, x);
}

static bool
check_close(struct checker *c, struct operand *x)
{
    size_t n;
    struct type *self, **v = typeparam_types(x->type, &self, &n);
    bool chans = n > 0, receive_only = false;
    for (size_t i = 0; i < n && chans; i++) {
        struct type *t = types_underlying(v[i]);
        chans &= t->kind == TYPE_CHAN;
        receive_only |= chans && t->chan.dir == CHAN_RECV;
    }
    if (chans && !receive_only)
        return no_result(c, x);
    checker_error(c, checker_pos(x),
                  chans ? "invalid operation: cannot close receive-only channel %o"
                        : "invalid operation: cannot close non-channel %o",
                  x);
    return false;
}

static void
to_untyped_float(struct checker *c, struct operand *x)
{
    if (types_is_numeric(x->type) && constant_kind(x->val) != CONSTANT_UNKNOWN &&
        constant_sign(constant_imag(c->u, x->val)) == 0)
        x->type = types_basic(c->u, TYPE_UNTYPED_FLOAT);
}

static void
match_parts(struct checker *c, struct operand *x, struct operand *y)
{
    bool ux = types_is_untyped(x->type), uy = types_is_untyped(y->type);
    if (ux && !uy) {
        untyped_convert(c, x, y->type);
    } else if (!ux && uy) {
        untyped_convert(c, y, x->type);
    } else if (ux && x->mode == MODE_CONSTANT && y->mode == MODE_CONSTANT) {
        to_untyped_float(c, x);
        to_untyped_float(c, y);
    } else if (ux) {
        untyped_convert(c, x, types_basic(c->u, TYPE_FLOAT64));
        untyped_convert(c, y, types_basic(c->u, TYPE_FLOAT64));
    }
}

static bool
check_complex(struct checker *c, struct operand *x, struct expr *call, struct operand *y)
{
    match_parts(c, x, y);
    if (x->mode == MODE_INVALID || y->mode == MODE_INVALID)
        return false;
    if (!types_identical(x->type, y->type)) {
        checker_error(c, checker_pos(x), "invalid operation: %e (mismatched types %t and %t)", call,
                      x->type, y->type);
        return false;
    }
    enum type_kind kind = types_underlying(x->type)->kind, to;
    if (kind == TYPE_FLOAT32) {
        to = TYPE_COMPLEX64;
    } else if (kind == TYPE_FLOAT64) {
        to = TYPE_COMPLEX128;
    } else if (kind == TYPE_UNTYPED_FLOAT) {
        to = TYPE_UNTYPED_COMPLEX;
    } else {
        checker_error(c, checker_pos(x),
                      "invalid argument: arguments have type %t, expected floating-point", x->type);
        return false;
    }
    if (x->mode == MODE_CONSTANT && y->mode == MODE_CONSTANT)
        x->val = constant_make_complex(c->u, constant_to_float(c->u, x->val),
                                       constant_to_float(c->u, y->val));
    else
        x->mode = MODE_VALUE;
    x->type = types_basic(c->u, to);
    return true;
}

static bool
check_real(struct checker *c, struct operand *x, int id)
{
    if (types_is_untyped(x->type)) {
        if (x->mode == MODE_CONSTANT) {
            if (types_is_numeric(x->type))
                x->type = types_basic(c->u, TYPE_UNTYPED_COMPLEX);
        } else {
            untyped_convert(c, x, types_basic(c->u, TYPE_COMPLEX128));
            if (x->mode == MODE_INVALID)
                return false;
        }
    }
    enum type_kind kind = types_underlying(x->type)->kind, to;
    if (kind == TYPE_COMPLEX64) {
        to = TYPE_FLOAT32;
    } else if (kind == TYPE_COMPLEX128) {
        to = TYPE_FLOAT64;
    } else if (kind == TYPE_UNTYPED_COMPLEX) {
        to = TYPE_UNTYPED_FLOAT;
    } else {
        checker_error(c, checker_pos(x),
                      "invalid argument: argument has type %t, expected complex type", x->type);
        return false;
    }
    if (x->mode == MODE_CONSTANT)
        x->val = id == BUILTIN_REAL ? constant_real(c->u, x->val) : constant_imag(c->u, x->val);
    else
        x->mode = MODE_VALUE;
    x->type = types_basic(c->u, to);
    return true;
}

static bool
check_copy(struct checker *c, struct operand *x, struct operand *y)
{
    struct type *yu = typeparam_under(y->type);
    bool special = is_bytes(c, x) && x->mode != MODE_NIL &&
                   (is_byte_slice(yu) || types_is_string(yu)) && y->mode != MODE_NIL;
    if (!special) {
        struct type *dst = slice_elem(c, x, "copy"), *src;
        if (!dst)
            return false;
        src = types_is_string(y->type) ? types_byte(c->u) : slice_elem(c, y, "copy");
        if (!src)
            return false;
        if (!types_identical(dst, src)) {
            checker_error(
                c, checker_pos(x),
                "invalid copy: arguments %o and %o have different element types %t and %t", x, y,
                dst, src);
            return false;
        }
    }
    if (types_is_untyped(y->type))
        untyped_convert(c, y, types_basic(c->u, TYPE_STRING));
    result(x, types_basic(c->u, TYPE_INT));
    return true;
}

static bool
check_delete(struct checker *c, struct operand *x, struct operand *key)
{
    size_t n;
    struct type *self, **v = typeparam_types(x->type, &self, &n), *k = NULL;
    bool maps = n > 0;
    for (size_t i = 0; i < n && maps; i++) {
        struct type *t = types_underlying(v[i]);
        maps &= t->kind == TYPE_MAP;
        if (maps && k && !types_identical(k, t->map.key)) {
            checker_error(c, checker_pos(x),
                          "invalid argument: maps of %o must have identical key types", x);
            return false;
        }
        k = maps ? t->map.key : NULL;
    }
    if (!maps) {
        checker_error(c, checker_pos(x), "invalid argument: %o is not a map", x);
        return false;
    }
    assign_operand(c, key, k, "argument to delete");
    return key->mode != MODE_INVALID && no_result(c, x);
}

static bool
can_be_made(const struct type *t)
{
    enum type_kind k = types_underlying((struct type *)t)->kind;
    return k == TYPE_SLICE || k == TYPE_MAP || k == TYPE_CHAN;
}

static bool
check_make(struct checker *c, struct operand *x, struct expr *call)
{
    struct expr **args = call->call.args;
    size_t n = call->call.n_args;
    struct type *t = typexpr_var_type(c, args[0]);
    if (!checker_valid(t)) {
        checkexpr_use(c, args + 1, n - 1);
        return false;
    }
    struct type *u = typeparam_under(t);
    if (u->kind != TYPE_SLICE && u->kind != TYPE_MAP && u->kind != TYPE_CHAN) {
        struct type *a, *b;
        if (typeparam_mixed(t, &a, &b) && can_be_made(a) && can_be_made(b))
            checker_error(c, ast_start_pos(args[0]), "invalid argument: cannot make %e: %s",
                          args[0], operand_why_mixed(c, t));
        else
            checker_error(c, ast_start_pos(args[0]),
                          "invalid argument: cannot make %e: type must be slice, map, or channel",
                          args[0]);
        checkexpr_use(c, args + 1, n - 1);
        return false;
    }
    size_t min = u->kind == TYPE_SLICE ? 2 : 1;
    if (n < min || n > min + 1) {
        checker_error(c, ast_start_pos(call),
                      "invalid operation: %e expects %d or %d arguments; found %d", call, (int)min,
                      (int)min + 1, (int)n);
        return false;
    }
    int64_t sizes[2];
    size_t n_sizes = 0;
    for (size_t i = 1; i < n; i++) {
        int64_t v;
        checkindex_value(c, args[i], -1, &v);
        if (v >= 0)
            sizes[n_sizes++] = v;
    }
    if (n_sizes == 2 && sizes[0] > sizes[1])
        checker_error(c, ast_start_pos(args[1]), "invalid argument: length and capacity swapped");
    result(x, t);
    return true;
}

static bool
check_min_max(struct checker *c, struct operand *x, int id, struct operand_list args)
{
    enum token op = id == BUILTIN_MAX ? TOKEN_GTR : TOKEN_LSS;
    for (size_t i = 0; i < args.n; i++) {
        struct operand *a = &args.v[i];
        if (!types_is_ordered(a->type)) {
            checker_error(c, checker_pos(a), "invalid argument: %o cannot be ordered", a);
            return false;
        }
        if (i == 0)
            continue;
        untyped_match(c, x, a);
        if (x->mode == MODE_INVALID)
            return false;
        if (!types_identical(x->type, a->type)) {
            checker_error(c, checker_pos(a),
                          "invalid argument: mismatched types %t (previous argument) and %t (type "
                          "of %e)",
                          x->type, a->type, a->expr);
            return false;
        }
        if (x->mode != MODE_CONSTANT || a->mode != MODE_CONSTANT)
            x->mode = MODE_VALUE;
        else if (constop_compare(a->val, op, x->val))
            *x = *a;
    }
    if (x->mode != MODE_CONSTANT) {
        x->mode = MODE_VALUE;
        assign_operand(c, x, types_any(c->u),
                       checker_string(c, "argument to built-in %s", universe_builtin_name(id)));
        if (x->mode == MODE_INVALID)
            return false;
    }
    for (size_t i = 0; i < args.n; i++)
        untyped_update(c, args.v[i].expr, x->type, true);
    return true;
}

/* new(T), and since Go 1.26 new(value). */
static bool
check_new(struct checker *c, struct operand *x, struct expr *arg)
{
    checkexpr_or_type(c, x, arg, false);
    checkexpr_exclude(c, x, 1u << MODE_NO_VALUE | 1u << MODE_BUILTIN);
    if (x->mode == MODE_INVALID)
        return false;
    if (x->mode == MODE_TYPE) {
        typexpr_valid_var_type(c, arg, x->type);
    } else if (types_is_untyped(x->type)) {
        assign_operand(c, x, NULL, "argument to new");
        if (x->mode == MODE_INVALID)
            return false;
    }
    result(x, types_pointer(c->u, x->type));
    return true;
}

static bool
check_panic(struct checker *c, struct operand *x, struct expr *call)
{
    table_put_ptr(&c->panics, call, call);
    assign_operand(c, x, types_any(c->u), "argument to panic");
    return x->mode != MODE_INVALID && no_result(c, x);
}

static bool
check_print(struct checker *c, struct operand *x, int id, struct operand_list args)
{
    const char *context = checker_string(c, "argument to built-in %s", universe_builtin_name(id));
    for (size_t i = 0; i < args.n; i++) {
        assign_operand(c, &args.v[i], NULL, context);
        if (args.v[i].mode == MODE_INVALID)
            return false;
    }
    return no_result(c, x);
}

static bool
dispatch(struct checker *c, struct operand *x, struct expr *call, int id, struct operand_list args)
{
    switch (id) {
    case BUILTIN_APPEND:
        return check_append(c, x, call, args);
    case BUILTIN_CAP:
    case BUILTIN_LEN:
        return check_len(c, x, id);
    case BUILTIN_CLEAR:
        return check_clear(c, x);
    case BUILTIN_CLOSE:
        return check_close(c, x);
    case BUILTIN_COMPLEX:
        return check_complex(c, x, call, &args.v[1]);
    case BUILTIN_COPY:
        return check_copy(c, x, &args.v[1]);
    case BUILTIN_DELETE:
        return check_delete(c, x, &args.v[1]);
    case BUILTIN_IMAG:
    case BUILTIN_REAL:
        return check_real(c, x, id);
    case BUILTIN_MAKE:
        return check_make(c, x, call);
    case BUILTIN_MAX:
    case BUILTIN_MIN:
        return check_min_max(c, x, id, args);
    case BUILTIN_NEW:
        return check_new(c, x, call->call.args[0]);
    case BUILTIN_PANIC:
        return check_panic(c, x, call);
    case BUILTIN_PRINT:
    case BUILTIN_PRINTLN:
        return check_print(c, x, id, args);
    case BUILTIN_RECOVER:
        result(x, types_any(c->u));
        return true;
    default:
        return checkunsafe_check(c, x, call, id, args);
    }
}

static bool
check_count(struct checker *c, struct expr *call, int id, size_t n)
{
    const char *how = NULL;
    if (n < builtins[id].n_args)
        how = "not enough";
    else if (!builtins[id].variadic && n > builtins[id].n_args)
        how = "too many";
    if (!how)
        return true;
    checker_error(c, ast_start_pos(call),
                  "invalid operation: %s arguments for %e (expected %d, found %d)", how, call,
                  (int)builtins[id].n_args, (int)n);
    return false;
}

/* Arguments are values, but for those builtins that want a type or a selector. */
static bool
evaluate_arguments(struct checker *c, struct expr *call, int id, struct operand_list *args,
                   size_t *n)
{
    *n = call->call.n_args;
    if (id == BUILTIN_MAKE || id == BUILTIN_NEW || id == BUILTIN_UNSAFE_OFFSETOF)
        return true;
    *args = checkexpr_list(c, call->call.args, call->call.n_args);
    call->call.spread = call->call.n_args == 1 && args->n > 1;
    *n = args->n;
    for (size_t i = 0; i < args->n; i++) {
        if (args->v[i].mode == MODE_INVALID)
            return false;
    }
    return true;
}

/* x gets the result; false when the call is wrong (reported). */
bool
checkbuiltin_check(struct checker *c, struct operand *x, struct expr *call, int id)
{
    if (call->call.has_dots && id != BUILTIN_APPEND) {
        checker_error(c, ast_start_pos(call),
                      "invalid operation: invalid use of ... with built-in %s",
                      universe_builtin_name(id));
        checkexpr_use(c, call->call.args, call->call.n_args);
        return false;
    }
    bool outer = c->env.has_call_or_recv;
    bool measures = id == BUILTIN_LEN || id == BUILTIN_CAP;
    if (measures)
        c->env.has_call_or_recv = false;
    struct operand_list args = {0};
    size_t n;
    bool ok = evaluate_arguments(c, call, id, &args, &n) && check_count(c, call, id, n);
    if (ok && args.n > 0)
        *x = args.v[0];
    ok = ok && dispatch(c, x, call, id, args);
    if (measures)
        c->env.has_call_or_recv = outer;
    return ok;
}
