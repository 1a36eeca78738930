/* Checked expressions as the compiler's back end shows them in escape notes.
 *
 * What is printed is what the expression became, not what was written: constants are values (with
 * their type where it is not the default one), promoted fields show the embedded fields on the way,
 * a method call shows its function and receiver ("T.m(x)"), the arguments of a variadic parameter
 * are "... argument", types are printed from the checker. Parentheses of the source are dropped and
 * put back by precedence; an operation whose precedence is 0 gets them wherever an operand with any
 * is expected, which is why one reads "(func literal)()".
 * Go: cmd/compile/internal/ir/fmt.go */
#include "lang/printer.h"

#include "lang/ast.h"
#include "lang/constant.h"
#include "lang/runeclass.h"
#include "lang/types.h"
#include "lang/universe.h"

enum { PREC_NONE = 0, PREC_UNARY = 7, PREC_PRIMARY = 8 };

static void add_expr(struct buf *out, const struct expr *e, int context);

/* --- small questions ---------------------------------------------------------------------------
 */

static const struct expr *
unparen(const struct expr *e)
{
    while (e->kind == EXPR_PAREN)
        e = e->paren.x;
    return e;
}

static bool
is_kind(const struct type *t, enum type_kind kind)
{
    return t && types_underlying((struct type *)t)->kind == kind;
}

static bool
is_concatenation(const struct expr *e)
{
    return e->kind == EXPR_BINARY && e->binary.op == TOKEN_ADD && e->mode != MODE_CONSTANT &&
           e->type && types_is_string(e->type);
}

static bool
is_constant(const struct expr *e)
{
    return e->mode == MODE_CONSTANT && e->val;
}

/* Types without a name of their own need parentheses as a conversion's function. */
static bool
has_name(const struct type *t)
{
    return t->alias || t->kind == TYPE_NAMED || t->kind == TYPE_PARAM || t->kind < TYPE_ARRAY;
}

/* &T{...}: the literal when e is one with an address, written or implied; else NULL. */
static const struct expr *
pointer_literal(const struct expr *e)
{
    if (e->kind == EXPR_COMPOSITE)
        return e->composite.implicit_addr ? e : NULL;
    if (e->kind != EXPR_UNARY || e->unary.op != TOKEN_AND)
        return NULL;
    const struct expr *x = unparen(e->unary.x);
    return x->kind == EXPR_COMPOSITE ? x : NULL;
}

static int
builtin_precedence(const struct expr *e)
{
    switch (e->call.builtin) {
    case BUILTIN_REAL:
    case BUILTIN_IMAG:
    case BUILTIN_COMPLEX:
    case BUILTIN_RECOVER:
        return PREC_NONE;
    case BUILTIN_MAKE:
        return is_kind(e->type, TYPE_SLICE) ? PREC_PRIMARY : PREC_NONE;
    default:
        return PREC_PRIMARY;
    }
}

static int
precedence(const struct expr *e)
{
    if (is_constant(e))
        return PREC_PRIMARY;
    if (e->mode == MODE_TYPE)
        return e->type && e->type->kind == TYPE_POINTER ? PREC_UNARY : PREC_PRIMARY;
    if (pointer_literal(e) || is_concatenation(e))
        return PREC_NONE;
    switch (e->kind) {
    case EXPR_FUNC_LIT:
        return PREC_NONE;
    case EXPR_UNARY:
    case EXPR_STAR:
        return PREC_UNARY;
    case EXPR_BINARY:
        return token_precedence(e->binary.op) + (token_precedence(e->binary.op) > 2);
    case EXPR_CALL:
        return e->call.kind == CALL_BUILTIN ? builtin_precedence(e) : PREC_PRIMARY;
    default:
        return PREC_PRIMARY;
    }
}

/* --- constants ---------------------------------------------------------------------------------
 */

static bool
is_rune(const struct type *t)
{
    return t && (t->kind == TYPE_UNTYPED_RUNE ||
                 (t->alias && t->kind == TYPE_INT32 && t->alias[0] == 'r'));
}

/* The type a constant of this kind has when nothing else is said. */
static bool
is_default_type(const struct type *t)
{
    return !t || types_is_untyped(t) || t->kind == TYPE_BOOL || t->kind == TYPE_INT ||
           t->kind == TYPE_FLOAT64 || t->kind == TYPE_COMPLEX128 || t->kind == TYPE_STRING;
}

static void
add_value(struct buf *out, const struct expr *e)
{
    bool complex =
        e->type && types_is_complex(e->type) && constant_kind(e->val) != CONSTANT_COMPLEX;
    buf_add_str(out, complex ? "(" : "");
    constant_write(out, e->val);
    buf_add_str(out, complex ? " + 0i)" : "");
}

static void
add_constant(struct buf *out, const struct expr *e)
{
    bool exact = false;
    if (is_rune(e->type)) {
        uint64_t r = constant_uint64_value(e->val, &exact);
        if (exact && r <= 0x10ffff) {
            runeclass_add_quoted(out, (int32_t)r);
            return;
        }
    }
    if (is_default_type(e->type) || is_rune(e->type)) {
        add_value(out, e);
        return;
    }
    types_write_notes(out, e->type);
    buf_add_byte(out, '(');
    add_value(out, e);
    buf_add_byte(out, ')');
}

/* --- selectors ---------------------------------------------------------------------------------
 */

/* ".E.F": the fields that path names, starting at type t or a pointer to it. */
static void
add_path(struct buf *out, struct type *t, const unsigned *path, size_t n)
{
    for (size_t i = 0; i < n && t; i++) {
        t = types_underlying(t);
        if (t->kind == TYPE_POINTER)
            t = types_underlying(t->elem);
        if (t->kind != TYPE_STRUCT || path[i] >= t->struct_.n)
            return;
        const struct object *f = t->struct_.fields[path[i]];
        buf_printf(out, ".%s", f->name);
        t = f->type;
    }
}

static void
add_selector(struct buf *out, const struct expr *e)
{
    add_expr(out, e->selector.x, PREC_PRIMARY);
    switch (e->selector.kind) {
    case SELECT_FIELD:
        add_path(out, e->selector.x->type, e->selector.path, e->selector.n_path);
        break;
    case SELECT_METHOD:
        add_path(out, e->selector.x->type, e->selector.path, e->selector.n_path);
        buf_printf(out, ".%s", e->selector.sel);
        break;
    default:
        buf_printf(out, ".%s", e->selector.sel);
        break;
    }
}

/* --- calls -------------------------------------------------------------------------------------
 */

static void
add_args(struct buf *out, struct expr *const *args, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_add_str(out, i > 0 ? ", " : "");
        add_expr(out, args[i], PREC_NONE);
    }
}

/* Arguments and the closing parenthesis; `any`: something stands before them. */
static void
add_call_args(struct buf *out, const struct expr *e, bool any)
{
    const struct type *sig = e->call.fun->type;
    sig = sig ? types_underlying((struct type *)sig) : NULL;
    bool packed = sig && sig->kind == TYPE_FUNC && sig->func.variadic && !e->call.has_dots;
    size_t n = e->call.n_args;
    if (packed && sig->func.n_params > 0 && n >= sig->func.n_params - 1)
        n = sig->func.n_params - 1;
    buf_add_str(out, any && (n > 0 || packed) ? ", " : "");
    add_args(out, e->call.args, n);
    if (packed) {
        buf_add_str(out, n > 0 ? ", " : "");
        buf_add_str(out, n < e->call.n_args ? "... argument..." : "nil...");
    }
    buf_add_str(out, e->call.has_dots ? "...)" : ")");
}

/* "go.shape.int": what instances with the same memory layout share. */
static void
add_shapes(struct buf *out, struct type *const *args, size_t n)
{
    buf_add_byte(out, '[');
    for (size_t i = 0; i < n; i++) {
        struct type *t = types_underlying(args[i]);
        buf_add_str(out, i > 0 ? ",go.shape." : "go.shape.");
        if (t->kind == TYPE_POINTER)
            buf_add_str(out, "*uint8");
        else if (t->kind < TYPE_ARRAY)
            types_write_notes(out, t);
        else
            types_write_runtime(out, t);
    }
    buf_add_byte(out, ']');
}

/* "&.dict.F[int]": what tells an instance which types it works on. */
static void
add_dictionary(struct buf *out, const char *name, struct type *const *args, size_t n)
{
    buf_printf(out, "&.dict.%s[", name);
    for (size_t i = 0; i < n; i++) {
        buf_add_str(out, i > 0 ? "," : "");
        types_write_runtime(out, args[i]);
    }
    buf_add_byte(out, ']');
}

/* T or (*T), the receiver's type in front of a method's name. */
static void
add_receiver_type(struct buf *out, const struct type *t, bool pointer)
{
    buf_add_str(out, pointer ? "(*" : "");
    if (t->kind == TYPE_NAMED && t->named.n_type_args > 0) {
        buf_add_str(out, t->named.obj->name);
        add_shapes(out, t->named.type_args, t->named.n_type_args);
    } else {
        types_write_notes(out, t);
    }
    buf_add_str(out, pointer ? ")" : "");
}

/* The named type on which the method that fun selects is declared; NULL when fun is something else,
 * like a function value or the method of an interface. */
static const struct type *
static_receiver(const struct expr *fun)
{
    if (fun->kind != EXPR_SELECTOR || fun->selector.kind != SELECT_METHOD || !fun->selector.recv)
        return NULL;
    const struct type *t = fun->selector.recv;
    if (t->kind == TYPE_POINTER)
        t = t->elem;
    return t->kind != TYPE_NAMED || is_kind(t, TYPE_INTERFACE) ? NULL : t;
}

static void
add_method_call(struct buf *out, const struct expr *e, const struct type *t)
{
    const struct expr *fun = unparen(e->call.fun);
    const struct expr *x = fun->selector.x;
    add_receiver_type(out, t, fun->selector.obj->func.ptr_recv);
    buf_printf(out, ".%s(", fun->selector.sel);
    add_expr(out, x, fun->selector.n_path > 0 ? PREC_PRIMARY : PREC_NONE);
    add_path(out, x->type, fun->selector.path, fun->selector.n_path);
    if (t->named.n_type_args > 0) {
        buf_add_str(out, ", ");
        add_dictionary(out, t->named.obj->name, t->named.type_args, t->named.n_type_args);
    }
    add_call_args(out, e, true);
}

/* What the call of an interface method became: T.m(x.(T)). */
static void
add_exact_call(struct buf *out, const struct expr *e)
{
    const struct exact_call *x = e->call.exact;
    const struct expr *fun = unparen(e->call.fun);
    bool method = x->obj->func.func != NULL;
    if (method) {
        const struct type *t = x->type;
        for (size_t i = 0; i <= x->n_path; i++) {
            if (t->kind == TYPE_POINTER)
                t = t->elem;
            if (i < x->n_path)
                t = types_underlying((struct type *)t)->struct_.fields[x->path[i]]->type;
        }
        add_receiver_type(out, t, x->obj->func.ptr_recv);
        buf_printf(out, ".%s(", fun->selector.sel);
    }
    add_expr(out, fun->selector.x, PREC_PRIMARY);
    buf_add_str(out, ".(");
    types_write_notes(out, x->type);
    buf_add_byte(out, ')');
    add_path(out, x->type, x->path, x->n_path);
    if (!method)
        buf_printf(out, ".%s(", fun->selector.sel);
    add_call_args(out, e, method);
}

static void
add_generic_call(struct buf *out, const struct expr *e)
{
    const struct expr *fun = unparen(e->call.fun);
    const struct expr *name = fun->kind == EXPR_INDEX ? unparen(fun->index.x) : fun;
    struct buf text = {0};
    printer_expr(&text, name);
    buf_add_str(out, buf_cstr(&text));
    add_shapes(out, e->call.type_args, e->call.n_type_args);
    buf_add_byte(out, '(');
    add_dictionary(out, buf_cstr(&text), e->call.type_args, e->call.n_type_args);
    add_call_args(out, e, true);
    buf_finish(&text);
}

static void
add_conversion(struct buf *out, const struct expr *e)
{
    bool named = has_name(e->type);
    size_t len = 0;
    if (is_kind(e->type, TYPE_SLICE) && is_kind(types_underlying(e->type)->elem, TYPE_INT32) &&
        is_constant(e->call.args[0])) {
        types_write_notes(out, e->type); /* became a literal */
        constant_string_value(e->call.args[0]->val, &len);
        buf_add_str(out, len > 0 ? "{...}" : "{}");
        return;
    }
    buf_add_str(out, named ? "" : "(");
    types_write_notes(out, e->type);
    buf_add_str(out, named ? "(" : ")(");
    add_args(out, e->call.args, e->call.n_args);
    buf_add_byte(out, ')');
}

static void
add_builtin_call(struct buf *out, const struct expr *e)
{
    add_expr(out, e->call.fun, PREC_PRIMARY);
    buf_add_byte(out, '(');
    add_args(out, e->call.args, e->call.n_args);
    buf_add_str(out, e->call.has_dots ? "...)" : ")");
}

static void
add_call(struct buf *out, const struct expr *e)
{
    const struct expr *fun = unparen(e->call.fun);
    const struct type *recv = static_receiver(fun);
    if (e->call.kind == CALL_CONVERSION && e->type) {
        add_conversion(out, e);
    } else if (e->call.kind == CALL_BUILTIN) {
        add_builtin_call(out, e);
    } else if (e->call.exact) {
        add_exact_call(out, e);
    } else if (recv) {
        add_method_call(out, e, recv);
    } else if (e->call.n_type_args > 0) {
        add_generic_call(out, e);
    } else {
        add_expr(out, fun, PREC_PRIMARY);
        buf_add_byte(out, '(');
        add_call_args(out, e, false);
    }
}

/* --- the rest ----------------------------------------------------------------------------------
 */

static void
add_composite(struct buf *out, const struct expr *e)
{
    const struct type *t = e->type;
    if (e->composite.implicit_addr && t && t->kind == TYPE_POINTER)
        t = t->elem;
    types_write_notes(out, t);
    buf_add_str(out, e->composite.n_elems > 0 ? "{...}" : "{}");
}

static void
add_unary(struct buf *out, const struct expr *e)
{
    const struct expr *x = unparen(e->unary.x);
    bool again = e->kind == EXPR_UNARY && x->kind == EXPR_UNARY && x->unary.op == e->unary.op &&
                 !is_constant(x);
    buf_add_str(out, token_text(e->unary.op));
    buf_add_str(out, again ? " " : "");
    add_expr(out, x, PREC_UNARY + 1);
}

/* a + b + c as one operation, however it was grouped */
static void
add_concatenation(struct buf *out, const struct expr *e)
{
    e = unparen(e);
    if (!is_concatenation(e)) {
        add_expr(out, e, PREC_NONE);
        return;
    }
    add_concatenation(out, e->binary.x);
    buf_add_str(out, " + ");
    add_concatenation(out, e->binary.y);
}

static void
add_binary(struct buf *out, const struct expr *e)
{
    if (is_concatenation(e)) {
        add_concatenation(out, e);
        return;
    }
    int own = precedence(e);
    add_expr(out, e->binary.x, own);
    buf_printf(out, " %s ", token_text(e->binary.op));
    add_expr(out, e->binary.y, own + 1);
}

static void
add_optional(struct buf *out, const struct expr *e)
{
    if (e)
        add_expr(out, e, PREC_NONE);
}

static void
add_slice(struct buf *out, const struct expr *e)
{
    add_expr(out, e->slice.x, PREC_PRIMARY);
    buf_add_byte(out, '[');
    add_optional(out, e->slice.lo);
    buf_add_byte(out, ':');
    add_optional(out, e->slice.hi);
    buf_add_str(out, e->slice.full ? ":" : "");
    add_optional(out, e->slice.max);
    buf_add_byte(out, ']');
}

static void
add_index(struct buf *out, const struct expr *e)
{
    add_expr(out, e->index.x, PREC_PRIMARY);
    if (e->index.n_type_args > 0) {
        add_shapes(out, e->index.type_args, e->index.n_type_args);
        return;
    }
    buf_add_byte(out, '[');
    add_expr(out, e->index.index, PREC_NONE);
    buf_add_byte(out, ']');
}

static void
add_bare(struct buf *out, const struct expr *e)
{
    switch (e->kind) {
    case EXPR_NAME:
        buf_add_str(out, e->name.name);
        break;
    case EXPR_COMPOSITE:
        add_composite(out, e);
        break;
    case EXPR_FUNC_LIT:
        buf_add_str(out, "func literal");
        break;
    case EXPR_SELECTOR:
        add_selector(out, e);
        break;
    case EXPR_INDEX:
        add_index(out, e);
        break;
    case EXPR_SLICE:
        add_slice(out, e);
        break;
    case EXPR_ASSERT:
        add_expr(out, e->assert_.x, PREC_PRIMARY);
        buf_add_str(out, ".(");
        types_write_notes(out,
                          e->type && e->type->kind != TYPE_TUPLE ? e->type : e->assert_.type->type);
        buf_add_byte(out, ')');
        break;
    case EXPR_UNARY:
    case EXPR_STAR:
        add_unary(out, e);
        break;
    case EXPR_BINARY:
        add_binary(out, e);
        break;
    case EXPR_CALL:
        add_call(out, e);
        break;
    default:
        printer_expr(out, e);
        break;
    }
}

/* e where an operand of at least the precedence `context` is expected. */
static void
add_expr(struct buf *out, const struct expr *e, int context)
{
    e = unparen(e);
    bool parens = context > precedence(e);
    const struct expr *literal = pointer_literal(e);
    buf_add_str(out, parens ? "(" : "");
    if (is_constant(e)) {
        add_constant(out, e);
    } else if (e->mode == MODE_TYPE && e->type) {
        types_write_notes(out, e->type);
    } else if (literal) {
        buf_add_byte(out, '&');
        add_composite(out, literal);
    } else {
        add_bare(out, e);
    }
    buf_add_str(out, parens ? ")" : "");
}

void
printer_escape_expr(struct buf *out, const struct expr *e)
{
    if (e)
        add_expr(out, e, PREC_NONE);
}
