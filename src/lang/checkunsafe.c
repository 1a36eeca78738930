/* The functions of package unsafe. Go: cmd/compile/internal/types2/builtins.go */
#include "lang/checker.h"
#include "lang/subst.h"
#include "lang/typeparam.h"

static void
result(struct operand *x, struct type *t)
{
    x->mode = MODE_VALUE;
    x->type = t;
}

static bool
constant_uintptr(struct checker *c, struct operand *x, uint64_t v, struct expr *call)
{
    call->call.number = v;
    x->mode = call->call.varies ? MODE_VALUE : MODE_CONSTANT;
    x->val = constant_uint64(c->u, v);
    x->type = types_basic(c->u, TYPE_UINTPTR);
    return true;
}

static bool
check_sizeof(struct checker *c, struct operand *x, int id, struct expr *call)
{
    bool size = id == BUILTIN_UNSAFE_SIZEOF;
    assign_operand(c, x, NULL, size ? "argument to unsafe.Sizeof" : "argument to unsafe.Alignof");
    if (x->mode == MODE_INVALID)
        return false;
    if (subst_is_open(x->type)) {
        result(x, types_basic(c->u, TYPE_UINTPTR));
        return true;
    }
    types_layout(x->type);
    return constant_uintptr(c, x, size ? x->type->size : x->type->align, call);
}

static bool
check_offsetof(struct checker *c, struct operand *x, struct expr *arg, struct expr *call)
{
    struct expr *sel = ast_unparen(arg);
    if (sel->kind != EXPR_SELECTOR) {
        checker_error(c, ast_start_pos(arg), "invalid argument: %e is not a selector expression",
                      arg);
        checkexpr_use(c, &arg, 1);
        return false;
    }
    checkexpr_value(c, x, sel->selector.x);
    if (x->mode == MODE_INVALID)
        return false;
    struct type *base = x->type, *p = types_underlying(base);
    if (p->kind == TYPE_POINTER && types_underlying(p->elem)->kind == TYPE_STRUCT)
        base = p->elem;
    struct lookup_result r = lookup_member(c->u, base, false, c->pkg, sel->selector.sel, false);
    if (!r.obj) {
        checker_error(c, checker_pos(x), "invalid argument: %t has no single field %s", base,
                      sel->selector.sel);
        return false;
    }
    if (r.obj->kind == OBJECT_FUNC) {
        checker_error(c, ast_start_pos(arg), "invalid argument: %e is a method value", arg);
        return false;
    }
    if (r.indirect) {
        checker_error(c, checker_pos(x),
                      "invalid argument: field %s is embedded via a pointer in %t",
                      sel->selector.sel, base);
        return false;
    }
    if (subst_is_open(base)) {
        result(x, types_basic(c->u, TYPE_UINTPTR));
        return true;
    }
    uint64_t offset = 0;
    struct type *t = base;
    for (size_t i = 0; i < r.n_path; i++) {
        struct type *s = types_underlying(t);
        types_layout(s);
        offset += s->struct_.offsets[r.path[i]];
        t = s->struct_.fields[r.path[i]]->type;
    }
    return constant_uintptr(c, x, offset, call);
}

static bool
check_unsafe_slice(struct checker *c, struct operand *x, struct operand *len)
{
    struct type *p = typeparam_under(x->type);
    if (p->kind != TYPE_POINTER) {
        checker_error(c, checker_pos(x), "invalid argument: %o is not a pointer", x);
        return false;
    }
    if (!checkindex_valid(c, len, "length", false))
        return false;
    result(x, types_slice(c->u, p->elem));
    return true;
}

bool
checkunsafe_check(struct checker *c, struct operand *x, struct expr *call, int id,
                  struct operand_list args)
{
    struct type *bytes = types_pointer(c->u, types_byte(c->u));
    if ((id == BUILTIN_UNSAFE_SLICE || id == BUILTIN_UNSAFE_STRING) &&
        !conversion_may_be_unsafe(c)) {
        checker_error(c, ast_start_pos(call), "%e: regionscope needs --allow-unsafe for that",
                      call->call.fun);
        return false;
    }
    switch (id) {
    case BUILTIN_UNSAFE_SIZEOF:
    case BUILTIN_UNSAFE_ALIGNOF:
        return check_sizeof(c, x, id, call);
    case BUILTIN_UNSAFE_OFFSETOF:
        return check_offsetof(c, x, call->call.args[0], call);
    case BUILTIN_UNSAFE_ADD:
        assign_operand(c, x, types_basic(c->u, TYPE_UNSAFE_POINTER), "argument to unsafe.Add");
        if (x->mode == MODE_INVALID || !checkindex_valid(c, &args.v[1], "length", true))
            return false;
        result(x, types_basic(c->u, TYPE_UNSAFE_POINTER));
        return true;
    case BUILTIN_UNSAFE_SLICE:
        return check_unsafe_slice(c, x, &args.v[1]);
    case BUILTIN_UNSAFE_SLICE_DATA: {
        struct type *s = typeparam_under(x->type);
        if (s->kind != TYPE_SLICE) {
            checker_error(c, checker_pos(x), "invalid argument: %o is not a slice", x);
            return false;
        }
        result(x, types_pointer(c->u, s->elem));
        return true;
    }
    case BUILTIN_UNSAFE_STRING:
        assign_operand(c, x, bytes, "argument to unsafe.String");
        if (x->mode == MODE_INVALID || !checkindex_valid(c, &args.v[1], "length", false))
            return false;
        result(x, types_basic(c->u, TYPE_STRING));
        return true;
    default:
        assign_operand(c, x, types_basic(c->u, TYPE_STRING), "argument to unsafe.StringData");
        if (x->mode == MODE_INVALID)
            return false;
        result(x, bytes);
        return true;
    }
}
