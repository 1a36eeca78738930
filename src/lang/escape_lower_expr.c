/* Expressions: implicit conversions, addresses and loads become nodes. Go: noder/reader.go (expr),
 * typecheck/expr.go, subr.go */
#include "lang/constant.h"
#include "lang/escape_lower.h"
#include "lang/unit.h"
#include "lang/universe.h"

struct ir *
escape_lower_node(struct ir_builder *b, enum ir_op op, struct expr *e)
{
    struct ir *n = escape_ir_new(b->mem, op, e->pos, e->type);
    n->ast = e;
    return n;
}

bool
escape_lower_derived(const struct type *t)
{
    return escape_ir_generic(t);
}

/* ---- conversions ---- */

static bool
same_bits(struct type *to, struct type *from)
{
    bool numbers = types_is_numeric(to) && types_is_numeric(from);
    if (!numbers)
        return true;
    if (types_is_float(to) || types_is_float(from) || types_is_complex(to))
        return false;
    return escape_ir_size(to) == escape_ir_size(from) &&
           types_is_unsigned(to) == types_is_unsigned(from);
}

static bool
is_empty_interface(struct type *t)
{
    t = types_underlying(t);
    types_complete_interface(t);
    return t->interface.n_methods == 0;
}

static enum ir_op
conversion_op(struct type *to, struct type *from)
{
    struct type *t = types_underlying(to), *f = types_underlying(from);
    if (types_is_interface(to)) {
        if (!types_is_interface(from))
            return IR_CONVFACE;
        bool same =
            types_identical(to, from) || (is_empty_interface(from) && types_identical(t, f));
        return same ? IR_CONVNOP : IR_CONVFACE;
    }
    if (types_is_string(t) && !types_is_string(f))
        return IR_CONVTEXT;
    if (t->kind == TYPE_SLICE && types_is_string(f))
        return IR_CONVTEXT;
    if (f->kind == TYPE_SLICE && t->kind == TYPE_ARRAY)
        return IR_SLICE2ARR;
    if (f->kind == TYPE_SLICE && t->kind == TYPE_POINTER)
        return IR_SLICE2ARRPTR;
    return same_bits(t, f) ? IR_CONVNOP : IR_CONV;
}

struct ir *
escape_lower_convert(struct ir_builder *b, struct type *t, struct ir *x, struct expr *ast,
                     struct pos pos, bool implicit)
{
    struct ir *n = escape_ir_new(b->mem, conversion_op(t, x->type), pos, t);
    n->ast = ast;
    n->x = x;
    n->implicit = implicit;
    return n;
}

/* Nothing to do when a value of e's type is wanted as a t. */
static bool
fits(const struct type *t, const struct expr *e)
{
    return !t || e->mode == MODE_NIL || !e->type || e->type->kind == TYPE_TUPLE ||
           types_is_untyped(e->type) || types_identical(t, e->type);
}

struct ir *
escape_lower_to(struct ir_builder *b, struct type *t, struct expr *e)
{
    struct ir *x = escape_lower_expr(b, e);
    struct expr *inner = ast_unparen(e);
    if (fits(t, inner))
        return x;
    return escape_lower_convert(b, t, x, e, inner->pos, true);
}

/* []rune("constant") is written out. */
static struct ir *
rune_literal(struct ir_builder *b, struct expr *e)
{
    size_t len = 0;
    struct ir *n = escape_lower_node(b, IR_SLICELIT, e);
    n->pos = ast_unparen(e->call.args[0])->pos;
    constant_string_value(ast_unparen(e->call.args[0])->val, &len);
    if (len > 0) {
        struct ir *zero = escape_ir_new(b->mem, IR_LITERAL, e->pos, types_basic(b->u, TYPE_INT32));
        zero->val = constant_int64(b->u, 0);
        escape_ir_push(b->mem, &n->list, zero);
    }
    return n;
}

/* A slice of bytes or runes under another name is given its usual type before it becomes text. */
static struct ir *
usual_elements(struct ir_builder *b, struct type *t, struct ir *x, const struct expr *arg)
{
    struct type *slice = x->type ? types_underlying(x->type) : NULL;
    if (!slice || slice->kind != TYPE_SLICE || !types_is_string(t))
        return x;
    const struct type *g = arg->generic ? arg->generic->type : NULL;
    if (slice->elem->kind < TYPE_ARRAY && !(g && escape_ir_generic(g)))
        return x;
    enum type_kind kind = types_underlying(slice->elem)->kind;
    struct type *elem = kind == TYPE_UINT8 ? types_byte(b->u) : types_rune(b->u);
    struct ir *n = escape_ir_new(b->mem, IR_CONVNOP, x->pos, types_slice(b->u, elem));
    n->x = x;
    return n;
}

static struct ir *
conversion(struct ir_builder *b, struct expr *e)
{
    struct expr *arg = ast_unparen(e->call.args[0]);
    struct ir *x = escape_lower_expr(b, arg);
    struct type *from = arg->type;
    if (arg->mode == MODE_NIL || !from || types_is_untyped(from))
        from = e->type;
    struct type *t = types_underlying(e->type);
    if (arg->mode == MODE_CONSTANT && t->kind == TYPE_SLICE && types_is_string(from) &&
        types_underlying(t->elem)->kind == TYPE_INT32)
        return rune_literal(b, e);
    struct ir *n = escape_ir_new(b->mem, conversion_op(e->type, from), arg->pos, e->type);
    n->ast = e;
    n->x = n->op == IR_CONVTEXT ? usual_elements(b, t, x, arg) : x;
    return n;
}

/* ---- names ---- */

static struct ir *
object_node(struct ir_builder *b, struct expr *e, struct object *o)
{
    if (o && o->kind == OBJECT_VAR && o->var.kind != VAR_GLOBAL && o->var.escape_loc)
        return escape_lower_use(b, o->var.escape_loc, e->pos);
    struct ir *n = escape_lower_node(b, o && o->kind == OBJECT_FUNC ? IR_FUNC : IR_GLOBAL, e);
    n->obj = o;
    if (!o)
        n->sel = "_";
    else if (o->kind == OBJECT_FUNC)
        escape_lower_refer(b, o->func.func);
    return n;
}

/* ---- selectors ---- */

static struct ir *
selector(struct ir_builder *b, struct expr *e)
{
    switch (e->selector.kind) {
    case SELECT_PACKAGE:
        return object_node(b, e, e->selector.obj);
    case SELECT_METHOD:
        return escape_lower_method_value(b, e);
    case SELECT_METHOD_EXPR:
        return escape_lower_method_expr(b, e);
    default:
        break;
    }
    struct ir *x = escape_lower_expr(b, e->selector.x);
    x = escape_lower_path(b, x, e->selector.x->type, e->selector.path, e->selector.n_path, e);
    x->ast = e;
    return x;
}

/* ---- literals ---- */

static struct type *
literal_type(const struct expr *e)
{
    return e->composite.implicit_addr ? types_underlying(e->type)->elem : e->type;
}

static void
struct_elements(struct ir_builder *b, struct ir *n, struct expr *e, const struct type *t)
{
    for (size_t i = 0; i < e->composite.n_elems; i++) {
        struct expr *x = e->composite.elems[i];
        size_t field = i;
        if (x->kind == EXPR_KEY_VALUE) {
            const char *name = ast_unparen(x->key_value.key)->name.name;
            for (field = 0; field < t->struct_.n && t->struct_.fields[field]->name != name;)
                field++;
            x = x->key_value.value;
        }
        struct type *to = field < t->struct_.n ? t->struct_.fields[field]->type : NULL;
        escape_ir_push(b->mem, &n->list, escape_lower_to(b, to, x));
    }
}

static void
list_elements(struct ir_builder *b, struct ir *n, struct expr *e, struct type *key,
              struct type *elem)
{
    for (size_t i = 0; i < e->composite.n_elems; i++) {
        struct expr *x = e->composite.elems[i];
        if (x->kind == EXPR_KEY_VALUE && key)
            escape_ir_push(b->mem, &n->rhs, escape_lower_to(b, key, x->key_value.key));
        escape_ir_push(
            b->mem, &n->list,
            escape_lower_to(b, elem, x->kind == EXPR_KEY_VALUE ? x->key_value.value : x));
    }
}

static struct ir *
composite(struct ir_builder *b, struct expr *e)
{
    struct type *type = literal_type(e), *t = types_underlying(type);
    struct ir *n = escape_lower_node(b, IR_STRUCTLIT, e);
    n->type = type;
    switch (t->kind) {
    case TYPE_STRUCT:
        struct_elements(b, n, e, t);
        break;
    case TYPE_ARRAY:
        n->op = IR_ARRAYLIT;
        list_elements(b, n, e, NULL, t->array.elem);
        break;
    case TYPE_SLICE:
        n->op = IR_SLICELIT;
        list_elements(b, n, e, NULL, t->elem);
        break;
    case TYPE_MAP:
        n->op = IR_MAPLIT;
        list_elements(b, n, e, t->map.key, t->map.value);
        break;
    default:
        break;
    }
    if (!e->composite.implicit_addr)
        return n;
    struct ir *p = escape_lower_node(b, IR_PTRLIT, e);
    p->x = n;
    return p;
}

static struct ir *
func_literal(struct ir_builder *b, struct expr *e)
{
    struct func *f = e->func_lit.func;
    bool range = f->range_of != NULL;
    struct ir_fn *named = b->fn->range_parent ? b->fn->range_parent : b->fn;
    struct ir_fn *fn = escape_lower_literal(b, e->pos, range ? IR_LITERAL_RANGE : IR_LITERAL_FUNC);
    fn->range_parent = range ? named : NULL;
    fn->func = f;
    f->escape_state = fn;
    escape_lower_body(b, fn);
    if (b->fn->dictionary) /* always, and last */
        escape_lower_use_in(fn, b->fn->dictionary, b->fn->dictionary->pos);
    struct ir *n = escape_lower_closure(b, fn, e->type);
    n->ast = e;
    return n;
}

/* ---- operators ---- */

static struct ir *
unary(struct ir_builder *b, struct expr *e)
{
    struct expr *x = ast_unparen(e->unary.x);
    if (e->unary.op == TOKEN_AND) {
        struct ir *v = escape_lower_expr(b, x);
        bool literal = v->op >= IR_STRUCTLIT && v->op <= IR_MAPLIT;
        struct ir *n = escape_lower_node(b, literal ? IR_PTRLIT : IR_ADDR, e);
        n->x = v;
        if (!literal)
            escape_lower_addressed(v);
        return n;
    }
    struct ir *n = escape_lower_node(b, IR_UNARY, e);
    n->sub = (unsigned char)e->unary.op;
    n->x = escape_lower_expr(b, x);
    return n;
}

static struct ir *
concatenation(struct ir_builder *b, struct expr *e)
{
    struct ir *n = escape_lower_node(b, IR_ADDSTR, e);
    struct expr *v[] = {e->binary.x, e->binary.y};
    for (int i = 0; i < 2; i++) {
        struct ir *x = escape_lower_expr(b, v[i]);
        if (x->op == IR_ADDSTR)
            escape_ir_append(b->mem, &n->list, &x->list);
        else
            escape_ir_push(b->mem, &n->list, x);
    }
    return n;
}

static struct ir *
binary(struct ir_builder *b, struct expr *e)
{
    enum token op = e->binary.op;
    if (op == TOKEN_ADD && types_is_string(e->type))
        return concatenation(b, e);
    bool logical = op == TOKEN_LAND || op == TOKEN_LOR, shift = op == TOKEN_SHL || op == TOKEN_SHR;
    struct type *x = ast_unparen(e->binary.x)->type, *y = ast_unparen(e->binary.y)->type;
    bool xi = !shift && x && types_is_interface(x), yi = !shift && y && types_is_interface(y);
    struct ir *n = escape_lower_node(b, logical ? IR_LOGICAL : IR_BINARY, e);
    n->sub = (unsigned char)op;
    n->x = escape_lower_to(b, yi && !xi ? y : NULL, e->binary.x);
    n->y = escape_lower_to(b, xi && !yi ? x : NULL, e->binary.y);
    return n;
}

static struct ir *
load(struct ir_builder *b, struct ir *x, struct type *elem, struct pos pos)
{
    struct ir *n = escape_ir_new(b->mem, IR_DEREF, pos, elem);
    n->x = x;
    n->implicit = true;
    return n;
}

static struct ir *
index_node(struct ir_builder *b, struct expr *e)
{
    if (e->index.n_type_args > 0 || !e->index.x->type)
        return escape_lower_expr(b, e->index.x);
    struct type *t = types_underlying(e->index.x->type);
    struct ir *n = escape_lower_node(b, t->kind == TYPE_MAP ? IR_INDEXMAP : IR_INDEX, e);
    if (e->type->kind == TYPE_TUPLE)
        n->type = e->type->tuple.vars[0]->type;
    n->x = escape_lower_expr(b, e->index.x);
    if (t->kind == TYPE_POINTER)
        n->x = load(b, n->x, t->elem, e->pos);
    n->y = escape_lower_to(b, t->kind == TYPE_MAP ? t->map.key : NULL, e->index.index);
    return n;
}

static struct ir *
slice(struct ir_builder *b, struct expr *e)
{
    struct ir *n = escape_lower_node(b, IR_SLICE, e);
    struct type *t = types_underlying(e->slice.x->type);
    n->x = escape_lower_expr(b, e->slice.x);
    n->y = escape_lower_expr(b, e->slice.lo);
    n->z = escape_lower_expr(b, e->slice.hi);
    escape_ir_push(b->mem, &n->list, escape_lower_expr(b, e->slice.max));
    if (t->kind == TYPE_ARRAY) {
        struct ir *a = escape_ir_new(b->mem, IR_ADDR, e->pos, types_pointer(b->u, n->x->type));
        a->x = n->x;
        a->implicit = true;
        escape_lower_addressed(n->x);
        n->x = a;
    }
    return n;
}

static struct ir *
assertion(struct ir_builder *b, struct expr *e)
{
    struct ir *n = escape_lower_node(b, IR_DOTTYPE, e);
    const struct expr *g = e->generic;
    n->type = e->assert_.type->type;
    n->x = escape_lower_expr(b, e->assert_.x);
    n->dynamic = g && g->assert_.type->type && escape_ir_generic(g->assert_.type->type);
    return n;
}

static struct ir *
constant(struct ir_builder *b, struct expr *e)
{
    struct ir *n = escape_lower_node(b, IR_LITERAL, e);
    n->val = e->val;
    return n;
}

struct ir *
escape_lower_expr(struct ir_builder *b, struct expr *e)
{
    if (!e)
        return NULL;
    e = ast_unparen(e);
    if (e->mode == MODE_CONSTANT && e->val)
        return constant(b, e);
    if (e->mode == MODE_NIL)
        return escape_lower_node(b, IR_NIL, e);
    if (e->mode == MODE_TYPE) {
        struct ir *n = escape_lower_node(b, IR_TYPE, e);
        n->dynamic = e->generic && e->generic->type && escape_ir_generic(e->generic->type);
        return n;
    }
    switch (e->kind) {
    case EXPR_NAME:
        return object_node(b, e, e->name.obj);
    case EXPR_COMPOSITE:
        return composite(b, e);
    case EXPR_FUNC_LIT:
        return func_literal(b, e);
    case EXPR_SELECTOR:
        return selector(b, e);
    case EXPR_INDEX:
        return index_node(b, e);
    case EXPR_SLICE:
        return slice(b, e);
    case EXPR_ASSERT:
        return assertion(b, e);
    case EXPR_STAR: {
        struct ir *n = escape_lower_node(b, IR_DEREF, e);
        n->x = escape_lower_expr(b, e->unary.x);
        return n;
    }
    case EXPR_UNARY:
        return unary(b, e);
    case EXPR_BINARY:
        return binary(b, e);
    case EXPR_CALL:
        return e->call.kind == CALL_CONVERSION ? conversion(b, e) : escape_lower_call(b, e);
    default:
        return escape_lower_node(b, IR_NIL, e);
    }
}

/* ---- several values ---- */

static struct type *
tuple_type(struct ir_builder *b, const struct expr *e, size_t i)
{
    if (e->type->kind == TYPE_TUPLE)
        return e->type->tuple.vars[i]->type;
    return i == 0 ? e->type : types_basic(b->u, TYPE_BOOL);
}

static unsigned char
pair_kind(const struct ir *x)
{
    switch (x->op) {
    case IR_DOTTYPE:
        return IR_PAIR_TYPE;
    case IR_INDEXMAP:
        return IR_PAIR_MAP;
    case IR_UNARY:
        return IR_PAIR_RECV;
    default:
        return IR_PAIR_FUNC;
    }
}

static struct ir *
spread_convert(struct ir_builder *b, struct type *t, struct ir *x, struct expr *e, size_t i)
{
    struct ir *n = escape_lower_convert(b, t, x, NULL, x->pos, true);
    if (n->op == IR_CONVFACE) {
        n->spread = e;
        n->sub = (unsigned char)(i < EXPR_SPREAD_BITS ? i : EXPR_SPREAD_BITS - 1);
    }
    return n;
}

/* t1, t2 := e; the temporaries, converted, become the values. */
static void
spread(struct ir_builder *b, struct pos pos, struct type *const *dst, struct expr *e, size_t n,
       struct ir_list *out)
{
    struct ir *x = escape_lower_expr(b, e);
    struct ir *as = escape_ir_new(b->mem, IR_ASSIGN2, pos, NULL);
    as->sub = pair_kind(x);
    as->def = true;
    escape_ir_push(b->mem, &as->rhs, x);
    size_t first = out->n;
    for (size_t i = 0; i < n; i++) {
        struct type *from = tuple_type(b, e, i);
        struct ir *tmp = escape_lower_temp(b, pos, from);
        tmp->name->defn = as;
        escape_ir_push(b->mem, &as->init, escape_lower_dcl(b, pos, tmp));
        escape_ir_push(b->mem, &as->list, tmp);
        if (dst && dst[i] && !types_is_untyped(from) && !types_identical(dst[i], from))
            tmp = spread_convert(b, dst[i], tmp, e, i);
        escape_ir_push(b->mem, out, tmp);
    }
    struct ir_list init = {0};
    escape_ir_push(b->mem, &init, as);
    out->v[first] = escape_lower_with_init(b, &init, out->v[first]);
}

void
escape_lower_values(struct ir_builder *b, struct pos pos, struct type *const *dst,
                    struct expr *const *v, size_t n, size_t wanted, struct ir_list *out)
{
    struct expr *e = n == 1 ? ast_unparen(v[0]) : NULL;
    bool tuple = e && e->type && e->type->kind == TYPE_TUPLE;
    if (tuple || (n == 1 && wanted > 1)) {
        spread(b, pos, dst, e, tuple ? e->type->tuple.n : wanted, out);
        return;
    }
    for (size_t i = 0; i < n; i++)
        escape_ir_push(b->mem, out, escape_lower_to(b, dst ? dst[i] : NULL, v[i]));
}
