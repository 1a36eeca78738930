/* Places of expressions: names, fields, elements, what pointers lead to; anything else is evaluated
 * into a temporary. Go: cmd/compile/internal/ssagen/ssa.go (addr) */
#include "code/lvalue.h"

#include "code/valueclass.h"

static struct place
temp_of(struct fn *f, struct expr *e)
{
    return place_slot(compile_expr_any(f, e), compile_expr_type(f, e));
}

static bool
const_index(struct fn *f, const struct expr *e, uint64_t *i)
{
    if (e->mode != MODE_CONSTANT || !e->val || f->cg->failed)
        return false;
    bool exact;
    int64_t v = constant_int64_value(e->val, &exact);
    *i = (uint64_t)v;
    return exact && v >= 0;
}

bool
lvalue_is_huge_unsigned(struct fn *f, struct expr *index)
{
    const struct type *t = types_underlying(compile_expr_type(f, index));
    return index->mode != MODE_CONSTANT &&
           (t->kind == TYPE_UINT || t->kind == TYPE_UINT64 || t->kind == TYPE_UINTPTR);
}

static struct place
array_element(struct fn *f, struct place p, struct type *array, const struct expr *e)
{
    struct expr *index = e->index.index;
    struct type *elem = array->array.elem;
    types_layout(elem);
    uint64_t i;
    if (const_index(f, index, &i) && i < (uint64_t)array->array.len)
        return place_part(f, p, i * elem->size, elem);
    uint32_t base = place_addr_any(f, &p);
    uint32_t at = compile_expr_any(f, index);
    uint32_t a = slots_temp(f, slots_shape_pointer());
    emit_line(f, e->pos);
    emit(f, OP_ADDRA, a, base, at);
    emit_ext_number(f, elem->size);
    emit_ext_number(f, (uint64_t)array->array.len);
    if (lvalue_is_huge_unsigned(f, index))
        emit_unsigned_index(f);
    struct place r = place_memory(a, elem);
    r.checked = true;
    return r;
}

/* data and len of a slice or string: two slots in place, or to be loaded without the cap. */
static struct place
slice_operand(struct fn *f, struct expr *x)
{
    struct place p = lvalue_of(f, x);
    if (p.kind == PLACE_MEMORY || p.kind == PLACE_GLOBAL || p.kind == PLACE_INDEX)
        p.type = types_basic(f->cg->u, TYPE_STRING);
    return p;
}

/* Evaluating e neither panics nor changes anything. */
static bool
is_quiet(struct expr *e)
{
    e = ast_unparen(e);
    if (e->mode == MODE_CONSTANT)
        return true;
    if (e->kind == EXPR_NAME)
        return e->name.obj && e->name.obj->kind == OBJECT_VAR;
    if (e->kind != EXPR_BINARY)
        return false;
    enum token op = e->binary.op;
    return (op == TOKEN_ADD || op == TOKEN_SUB || op == TOKEN_MUL) && is_quiet(e->binary.x) &&
           is_quiet(e->binary.y);
}

struct place
lvalue_element(struct fn *f, uint32_t slice, uint32_t index, struct type *elem)
{
    enum valueclass c = valueclass_of(f, elem);
    if (valueclass_ops[c].index_load != OP_NOP || c == VALUECLASS_SLICE || c == VALUECLASS_STRING ||
        c == VALUECLASS_INTERFACE)
        return (struct place){.kind = PLACE_INDEX,
                              .type = elem,
                              .slot = slice,
                              .index = index,
                              .step = elem->size,
                              .row = VSLOT_NONE};
    uint32_t a = slots_temp(f, slots_shape_pointer());
    emit(f, OP_ADDRX, a, slice, index);
    emit_ext_number(f, elem->size);
    struct place p = place_memory(a, elem);
    p.checked = true;
    return p;
}

static struct place
slice_element(struct fn *f, struct expr *e, struct type *elem)
{
    struct place s = slice_operand(f, e->index.x);
    if (s.kind == PLACE_INDEX && s.step == PLACE_ROW_BYTES &&
        valueclass_of(f, elem) == VALUECLASS_64 && is_quiet(e->index.index)) {
        struct place p = s;
        p.row = s.index;
        p.index = compile_expr_any(f, e->index.index);
        p.type = elem;
        p.step = 8;
        p.unsigned_index = lvalue_is_huge_unsigned(f, e->index.index);
        emit_line(f, e->pos);
        return p;
    }
    uint32_t slice = place_any(f, &s);
    uint32_t at = compile_expr_any(f, e->index.index);
    emit_line(f, e->pos);
    struct place p = lvalue_element(f, slice, at, elem);
    p.unsigned_index = lvalue_is_huge_unsigned(f, e->index.index);
    if (p.unsigned_index && p.kind == PLACE_MEMORY)
        emit_unsigned_index(f);
    return p;
}

void
lvalue_check_key(struct fn *f, struct type *key, struct pos pos)
{
    if (slots_is_boxed(key))
        codegen_fail(f, pos, "regionscope has no maps with keys of more than 64 KiB");
}

static struct place
index_place(struct fn *f, struct expr *e)
{
    struct type *xt = compile_expr_type(f, e->index.x), *u = types_underlying(xt);
    switch (u->kind) {
    case TYPE_MAP: {
        uint32_t m = compile_expr_any(f, e->index.x);
        uint32_t k = compile_conv_any(f, e->index.index, u->map.key);
        emit_line(f, e->pos);
        lvalue_check_key(f, u->map.key, e->pos);
        return (struct place){
            .kind = PLACE_MAP, .type = u->map.value, .slot = m, .index = k, .map = xt};
    }
    case TYPE_SLICE:
        return slice_element(f, e, u->elem);
    case TYPE_ARRAY:
        return array_element(f, lvalue_of(f, e->index.x), u, e);
    case TYPE_POINTER:
        return array_element(f, place_memory(compile_expr_any(f, e->index.x), u->elem),
                             types_underlying(u->elem), e);
    case TYPE_NAMED:
    default: /* a string */
        return slice_element(f, e, types_basic(f->cg->u, TYPE_UINT8));
    }
}

static struct place
selector_place(struct fn *f, struct expr *e)
{
    if (e->selector.kind == SELECT_PACKAGE) {
        if (e->selector.obj->kind == OBJECT_VAR)
            return place_of_var(f, e->selector.obj);
        return temp_of(f, e);
    }
    if (e->selector.kind != SELECT_FIELD)
        return temp_of(f, e);
    emit_line(f, e->pos);
    return place_path(f, lvalue_of(f, e->selector.x), e->selector.path, e->selector.n_path);
}

struct place
lvalue_of(struct fn *f, struct expr *e)
{
    struct place p = lvalue_of_once(f, e);
    place_settle(f, &p);
    return p;
}

struct place
lvalue_of_once(struct fn *f, struct expr *e)
{
    e = ast_unparen(e);
    uint32_t hoisted = compile_expr_hoisted(f, e);
    if (hoisted != VSLOT_NONE)
        return place_slot(hoisted, compile_expr_type(f, e));
    if (e->mode == MODE_CONSTANT)
        return temp_of(f, e);
    switch (e->kind) {
    case EXPR_NAME:
        if (!e->name.obj)
            return (struct place){.kind = PLACE_BLANK, .type = e->type};
        if (e->name.obj->kind == OBJECT_VAR)
            return place_of_var(f, e->name.obj);
        return temp_of(f, e);
    case EXPR_SELECTOR:
        return selector_place(f, e);
    case EXPR_INDEX:
        if (e->mode == MODE_VALUE && e->index.n_type_args)
            return temp_of(f, e);
        return index_place(f, e);
    case EXPR_STAR: {
        uint32_t a = compile_expr_any(f, e->unary.x);
        emit_line(f, e->pos);
        return place_memory(a, compile_expr_type(f, e));
    }
    default:
        return temp_of(f, e);
    }
}

bool
lvalue_of_huge(struct fn *f, struct expr *e, struct place *p)
{
    e = ast_unparen(e);
    struct type *t = compile_expr_type(f, e);
    if (e->mode == MODE_CONSTANT || e->mode == MODE_NIL || t->kind == TYPE_TUPLE)
        return false;
    enum type_kind k = types_underlying(t)->kind;
    types_layout(t);
    if (t->size <= PLACE_HUGE_BYTES || (k != TYPE_STRUCT && k != TYPE_ARRAY))
        return false;
    if (e->kind == EXPR_COMPOSITE && !e->composite.implicit_addr) {
        *p = compile_lit_memory(f, e);
        return true;
    }
    if (e->mode != MODE_VARIABLE)
        return false;
    *p = lvalue_of(f, e);
    return p->kind != PLACE_BLANK;
}
