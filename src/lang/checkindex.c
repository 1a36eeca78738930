/* Index and slice expressions, and integers used as indices, lengths and capacities.
 * Go: cmd/compile/internal/types2/index.go */
#include "lang/checker.h"
#include "lang/constfit.h"
#include "lang/typeparam.h"

static struct expr *
single_index(struct checker *c, struct expr *e)
{
    struct expr *index = e->index.index;
    if (index && index->kind == EXPR_LIST) {
        checker_error(c, ast_start_pos(index->list.v[index->list.n > 1]),
                      "invalid operation: more than one index");
        index = index->list.v[0];
    }
    return index;
}

static void
index_map(struct checker *c, struct operand *x, struct expr *e, struct type *map)
{
    struct expr *index = single_index(c, e);
    struct operand key;
    checkexpr_value(c, &key, index);
    assign_operand(c, &key, map->map.key, "map index");
    x->mode = MODE_MAP_INDEX;
    x->type = map->map.value;
    x->expr = e;
}

static int64_t
string_length(const struct operand *x)
{
    if (x->mode != MODE_CONSTANT || constant_kind(x->val) != CONSTANT_STRING)
        return -1;
    size_t n;
    constant_string_value(x->val, &n);
    return (int64_t)n;
}

/* Sets mode and type of the element; false when x cannot be indexed. *length is -1 if unknown. */
static bool element_of(struct checker *c, struct operand *x, int64_t *length);

/* All types of the set can be indexed, and have one element type. */
static bool
element_of_param(struct checker *c, struct operand *x, int64_t *length)
{
    size_t n;
    struct type *self, **v = typeparam_types(x->type, &self, &n), *elem = NULL;
    enum expr_mode mode = MODE_VARIABLE;
    *length = -1;
    if (n == 0)
        return false;
    for (size_t i = 0; i < n; i++) {
        struct operand one = {.mode = x->mode, .expr = x->expr, .type = v[i]};
        int64_t len;
        if (!element_of(c, &one, &len) || (elem && !types_identical(elem, one.type)))
            return false;
        elem = one.type;
        if (one.mode != MODE_VARIABLE)
            mode = MODE_VALUE;
        if (len >= 0 && (*length < 0 || len < *length))
            *length = len;
    }
    x->mode = mode;
    x->type = elem;
    return elem != NULL;
}

static bool
element_of(struct checker *c, struct operand *x, int64_t *length)
{
    if (x->type->kind == TYPE_PARAM)
        return element_of_param(c, x, length);
    struct type *t = types_underlying(x->type);
    *length = -1;
    if (types_is_string(t)) {
        *length = string_length(x);
        x->mode = MODE_VALUE;
        x->type = types_byte(c->u);
        return true;
    }
    switch (t->kind) {
    case TYPE_ARRAY:
        *length = t->array.len;
        if (x->mode != MODE_VARIABLE)
            x->mode = MODE_VALUE;
        x->type = t->array.elem;
        return true;
    case TYPE_POINTER: {
        struct type *a = types_underlying(t->elem);
        if (a->kind != TYPE_ARRAY)
            return false;
        *length = a->array.len;
        x->mode = MODE_VARIABLE;
        x->type = a->array.elem;
        return true;
    }
    case TYPE_SLICE:
        x->mode = MODE_VARIABLE;
        x->type = t->elem;
        return true;
    default:
        return false;
    }
}

/* True: e.x is a generic function and the index its type arguments. */
bool
checkindex_index(struct checker *c, struct operand *x, struct expr *e)
{
    checkexpr_or_type(c, x, e->index.x, true);
    if (x->mode == MODE_INVALID) {
        checkexpr_use(c, &e->index.index, 1);
        return false;
    }
    if (x->mode == MODE_TYPE) {
        x->type = typexpr_var_type(c, e);
        x->mode = checker_valid(x->type) ? MODE_TYPE : MODE_INVALID;
        return false;
    }
    if (x->mode == MODE_VALUE && x->type->kind == TYPE_FUNC && x->type->func.n_type_params)
        return true;
    struct type *t = typeparam_under(x->type);
    if (t->kind == TYPE_MAP) {
        index_map(c, x, e, t);
        return false;
    }
    int64_t length = -1;
    if (x->mode == MODE_NIL || !element_of(c, x, &length)) {
        checker_error(c, e->pos, "cannot index %o", x);
        checkexpr_use(c, &e->index.index, 1);
        x->mode = MODE_INVALID;
        return false;
    }
    int64_t value;
    checkindex_value(c, single_index(c, e), length, &value);
    return false;
}

/* What slicing x gives; false (reported) when it cannot be sliced. */
static bool
sliced(struct checker *c, struct operand *x, struct expr *e, int64_t *length)
{
    struct type *t = typeparam_under(x->type);
    *length = -1;
    if (types_is_string(t) || typeparam_is_bytestring(x->type)) {
        if (e->slice.full) {
            checker_error(c, ast_start_pos(e->slice.max ? e->slice.max : e),
                          "invalid operation: 3-index slice of string");
            return false;
        }
        *length = string_length(x);
        if (types_is_untyped(x->type)) {
            untyped_update(c, x->expr, types_basic(c->u, TYPE_STRING), true);
            x->type = types_basic(c->u, TYPE_STRING);
        }
        return true;
    }
    struct type *p = t->kind == TYPE_POINTER ? types_underlying(t->elem) : NULL;
    if (t->kind == TYPE_ARRAY) {
        *length = t->array.len;
        if (x->mode != MODE_VARIABLE) {
            checker_error(c, checker_pos(x), "cannot slice unaddressable value %o", x);
            return false;
        }
        checker_mark_addressed(c, e->slice.x);
        x->type = types_slice(c->u, t->array.elem);
        return true;
    }
    if (p && p->kind == TYPE_ARRAY) {
        *length = p->array.len;
        x->type = types_slice(c->u, p->array.elem);
        return true;
    }
    if (t->kind == TYPE_SLICE && x->mode != MODE_NIL)
        return true;
    if (x->type->kind == TYPE_PARAM)
        checker_error(c, checker_pos(x), "cannot slice %o: %s", x, operand_why_mixed(c, x->type));
    else
        checker_error(c, checker_pos(x), "cannot slice %o", x);
    return false;
}

void
checkindex_slice(struct checker *c, struct operand *x, struct expr *e)
{
    struct expr *bounds[3] = {e->slice.lo, e->slice.hi, e->slice.max};
    checkexpr_value(c, x, e->slice.x);
    int64_t length;
    if (x->mode == MODE_INVALID || !sliced(c, x, e, &length)) {
        if (x->mode == MODE_INVALID)
            checkexpr_use(c, bounds, 3);
        x->mode = MODE_INVALID;
        return;
    }
    x->mode = MODE_VALUE;
    int64_t value[3] = {-1, -1, -1};
    for (int i = 0; i < 3; i++) {
        if (bounds[i])
            checkindex_value(c, bounds[i], length >= 0 ? length + 1 : -1, &value[i]);
    }
    /* Constant bounds must be in order: only the first pair that is not is reported. */
    for (int i = 0; i < 3; i++) {
        for (int k = i + 1; value[i] >= 0 && k < 3; k++) {
            if (value[k] >= 0 && value[i] > value[k]) {
                checker_error(c, ast_start_pos(bounds[k]), "invalid slice indices: %l < %l",
                              value[k], value[i]);
                return;
            }
        }
    }
}

bool
checkindex_valid(struct checker *c, struct operand *x, const char *what, bool allow_negative)
{
    if (x->mode == MODE_INVALID)
        return false;
    untyped_convert(c, x, types_basic(c->u, TYPE_INT));
    if (x->mode == MODE_INVALID)
        return false;
    if (!types_is_integer(x->type)) {
        checker_error(c, checker_pos(x), "invalid argument: %s %o must be integer", what, x);
        return false;
    }
    if (x->mode != MODE_CONSTANT || constant_kind(x->val) == CONSTANT_UNKNOWN)
        return true;
    if (!allow_negative && constant_sign(x->val) < 0) {
        checker_error(c, checker_pos(x), "invalid argument: %s %o must not be negative", what, x);
        return false;
    }
    struct constant *as_int;
    if (!constfit_representable(c->u, x->val, types_basic(c->u, TYPE_INT), &as_int)) {
        checker_error(c, checker_pos(x), "invalid argument: %s %o overflows int", what, x);
        return false;
    }
    return true;
}

struct type *
checkindex_value(struct checker *c, struct expr *e, int64_t max, int64_t *val)
{
    struct operand x;
    *val = -1;
    checkexpr_value(c, &x, e);
    if (!checkindex_valid(c, &x, "index", false))
        return checker_invalid(c);
    if (x.mode != MODE_CONSTANT)
        return x.type;
    if (constant_kind(x.val) == CONSTANT_UNKNOWN)
        return checker_invalid(c);
    bool exact;
    int64_t v = constant_int64_value(x.val, &exact);
    if (max >= 0 && v >= max) {
        struct buf shown = {0};
        constant_write(&shown, x.val);
        checker_error(c, checker_pos(&x), "invalid argument: index %s out of bounds [0:%l]",
                      buf_cstr(&shown), max);
        buf_finish(&shown);
        return checker_invalid(c);
    }
    *val = v;
    return x.type;
}
