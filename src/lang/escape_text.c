/* Nodes as the compiler's back end shows them in escape notes.
 *
 * What is printed is what the expression became, not what was written: constants are values (with
 * their type where it is not the default one), promoted fields show the embedded fields on the way,
 * a method call shows its function and receiver ("T.m(x)"), the arguments of a variadic parameter
 * are "... argument", several results are temporaries. Parentheses of the source are gone and put
 * back by precedence; an operation whose precedence is 0 gets them wherever an operand with any is
 * expected, which is why one reads "(func literal)()".
 * Go: cmd/compile/internal/ir/fmt.go */
#include "lang/escape_text.h"

#include "lang/constant.h"
#include "lang/escape_name.h"
#include "lang/runeclass.h"
#include "lang/universe.h"

enum { PREC_NONE = 0, PREC_UNARY = 7, PREC_PRIMARY = 8 };

struct text {
    struct buf *out;
    const struct ir_fn *fn; /* for what its type parameters are */
};

static void add_expr(const struct text *t, const struct ir *n, int context);
static void add_node(const struct text *t, const struct ir *n);

/* ---- precedence ---- */

static int
builtin_precedence(int builtin)
{
    switch (builtin) {
    case BUILTIN_REAL:
    case BUILTIN_IMAG:
    case BUILTIN_RECOVER:
    case BUILTIN_COMPLEX:
        return PREC_NONE;
    default:
        return PREC_PRIMARY;
    }
}

static int
precedence(const struct ir *n)
{
    switch (n->op) {
    case IR_PTRLIT:
    case IR_ADDSTR:
    case IR_CLOSURE:
        return PREC_NONE;
    case IR_DOTTYPE:
        return n->dynamic ? PREC_NONE : PREC_PRIMARY;
    case IR_MAKE:
        return types_underlying(n->type)->kind == TYPE_SLICE ? PREC_PRIMARY : PREC_NONE;
    case IR_BUILTIN:
        return builtin_precedence(n->sub);
    case IR_TYPE:
        return n->dynamic ? PREC_NONE : n->type->kind == TYPE_POINTER ? PREC_UNARY : PREC_PRIMARY;
    case IR_UNARY:
    case IR_ADDR:
    case IR_DEREF:
        return PREC_UNARY;
    case IR_BINARY:
    case IR_LOGICAL:
        return token_precedence(n->sub) + (token_precedence(n->sub) > 2);
    case IR_SEND:
        return 3;
    default:
        return PREC_PRIMARY;
    }
}

/* ---- constants ---- */

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

static bool
is_kind_default(const struct type *t, const struct constant *c)
{
    if (!is_default_type(t))
        return false;
    if (!t || types_is_untyped(t))
        return true;
    switch (constant_kind(c)) {
    case CONSTANT_INT: /* values of all numeric types are integers when they can be */
    case CONSTANT_FLOAT:
    case CONSTANT_COMPLEX:
        return t->kind == TYPE_INT || t->kind == TYPE_FLOAT64 || t->kind == TYPE_COMPLEX128;
    default:
        return true;
    }
}

static void
add_value(struct buf *out, const struct constant *val, const struct type *t)
{
    bool complex = t && types_is_complex(t) && constant_kind(val) != CONSTANT_COMPLEX;
    buf_add_str(out, complex ? "(" : "");
    constant_write(out, val);
    buf_add_str(out, complex ? " + 0i)" : "");
}

static bool
is_shaped(const struct text *t, const struct ir *n)
{
    const struct type *g = n->ast && n->ast->generic ? n->ast->generic->type : NULL;
    return t->fn && t->fn->shapes && g && g->kind == TYPE_PARAM;
}

static void
add_constant(const struct text *t, const struct ir *n)
{
    bool exact = false, shaped = is_shaped(t, n);
    if (is_rune(n->type) && !shaped) {
        uint64_t r = constant_uint64_value(n->val, &exact);
        if (exact && r >= 0xd800 && r <= 0xdfff)
            r = 0xfffd; /* no character */
        if (exact && r <= 0x10ffff) {
            runeclass_add_quoted(t->out, (int32_t)r);
            return;
        }
    }
    if (!shaped && (is_kind_default(n->type, n->val) || is_rune(n->type))) {
        add_value(t->out, n->val, n->type);
        return;
    }
    escape_text_type(t->out, n, t->fn);
    buf_add_byte(t->out, '(');
    add_value(t->out, n->val, n->type);
    buf_add_byte(t->out, ')');
}

/* ---- types ---- */

static void
write_type(struct buf *out, struct type *type, const struct type *generic, const struct ir_fn *fn)
{
    if (generic && fn && fn->shapes && escape_ir_generic(generic))
        types_write_shaped(out, generic, fn->shapes);
    else
        types_write_notes(out, type);
}

/* The type of n's node in the generic function; NULL. */
static struct type *
generic_type(const struct ir *n)
{
    const struct expr *g = n->ast ? n->ast->generic : NULL;
    if (!g || !g->type)
        return NULL;
    if (g->kind == EXPR_COMPOSITE && g->composite.implicit_addr && g->type->kind == TYPE_POINTER &&
        n->op != IR_PTRLIT)
        return g->type->elem;
    if (g->kind == EXPR_ASSERT && g->assert_.type)
        return g->assert_.type->type;
    if (g->kind == EXPR_CALL && n->op == IR_TYPE)
        return g->call.n_args ? g->call.args[0]->type : NULL;
    return g->type;
}

void
escape_text_type(struct buf *out, const struct ir *n, const struct ir_fn *fn)
{
    write_type(out, n->type, n->ast ? generic_type(n) : n->type, fn);
}

/* Types without a name of their own need parentheses as a conversion's function. */
static bool
has_name(const struct type *t)
{
    return t->alias || t->kind == TYPE_NAMED || t->kind == TYPE_PARAM || t->kind < TYPE_ARRAY;
}

/* ---- functions and calls ---- */

static void
add_list(const struct text *t, const struct ir_list *l)
{
    for (size_t i = 0; i < l->n; i++) {
        buf_add_str(t->out, i > 0 ? ", " : "");
        add_node(t, l->v[i]);
    }
}

static void
add_call(const struct text *t, const struct ir *n)
{
    add_expr(t, n->x, PREC_PRIMARY);
    buf_add_byte(t->out, '(');
    add_list(t, &n->list);
    buf_add_str(t->out, n->dots ? "...)" : ")");
}

static const char *
builtin_text(const struct ir *n)
{
    switch (n->sub) {
    case BUILTIN_UNSAFE_ADD:
        return "unsafe.Add";
    case BUILTIN_UNSAFE_SLICE:
        return "unsafe.Slice";
    case BUILTIN_UNSAFE_STRING:
        return "<node unsafe.String>";
    case BUILTIN_UNSAFE_SLICE_DATA:
        return "<node unsafe.SliceData>";
    case BUILTIN_UNSAFE_STRING_DATA:
        return "<node unsafe.StringData>";
    default:
        return universe_builtin_name(n->sub);
    }
}

static void
add_builtin(const struct text *t, const struct ir *n)
{
    buf_add_str(t->out, builtin_text(n));
    if (builtin_text(n)[0] == '<')
        return;
    buf_add_byte(t->out, '(');
    add_list(t, &n->list);
    buf_add_str(t->out, n->dots ? "...)" : ")");
}

static void
add_conversion(const struct text *t, const struct ir *n)
{
    bool named = has_name(n->type) || is_shaped(t, n);
    buf_add_str(t->out, named ? "" : "(");
    escape_text_type(t->out, n, t->fn);
    buf_add_str(t->out, named ? "(" : ")(");
    add_node(t, n->x);
    buf_add_byte(t->out, ')');
}

static void
add_make(const struct text *t, const struct ir *n)
{
    buf_add_str(t->out, "make(");
    escape_text_type(t->out, n, t->fn);
    const struct ir *args[] = {n->x, n->y};
    for (int i = 0; i < 2; i++) {
        if (args[i]) {
            buf_add_str(t->out, ", ");
            add_node(t, args[i]);
        }
    }
    buf_add_byte(t->out, ')');
}

/* ---- the other expressions ---- */

static void
add_literal(const struct text *t, const struct ir *n)
{
    if (n->implicit) {
        buf_add_str(t->out, "... argument");
        return;
    }
    escape_text_type(t->out, n, t->fn);
    buf_add_str(t->out, n->list.n > 0 ? "{...}" : "{}");
}

static void
add_binary(const struct text *t, const struct ir *n)
{
    int own = precedence(n);
    add_expr(t, n->x, own);
    buf_printf(t->out, " %s ", token_text(n->sub));
    add_expr(t, n->y, own + 1);
}

static void
add_optional(const struct text *t, const struct ir *n)
{
    if (n)
        add_node(t, n);
}

static void
add_slice(const struct text *t, const struct ir *n)
{
    add_expr(t, n->x, PREC_PRIMARY);
    buf_add_byte(t->out, '[');
    add_optional(t, n->y);
    buf_add_byte(t->out, ':');
    add_optional(t, n->z);
    if (n->list.n > 0) {
        buf_add_byte(t->out, ':');
        add_node(t, n->list.v[0]);
    }
    buf_add_byte(t->out, ']');
}

static void
add_concatenation(const struct text *t, const struct ir *n)
{
    for (size_t i = 0; i < n->list.n; i++) {
        buf_add_str(t->out, i > 0 ? " + " : "");
        add_expr(t, n->list.v[i], PREC_NONE);
    }
}

static void
add_bare(const struct text *t, const struct ir *n)
{
    struct buf *out = t->out;
    switch (n->op) {
    case IR_NAME:
        if (t->fn && t->fn->func && t->fn->func->pkg && t->fn->func->pkg->is_golib)
            buf_printf(out, "%s.", t->fn->func->pkg->name);
        buf_add_str(out, n->name->text);
        break;
    case IR_GLOBAL:
        if (n->sel)
            buf_add_str(out, n->sel);
        else
            escape_name_object(out, n->obj);
        break;
    case IR_FUNC:
        escape_name_use(out, n, t->fn);
        break;
    case IR_LITERAL:
        add_constant(t, n);
        break;
    case IR_NIL:
        buf_add_str(out, "nil");
        break;
    case IR_TYPE:
        if (n->dynamic)
            buf_add_str(out, "<node DYNAMICTYPE>");
        else
            escape_text_type(out, n, t->fn);
        break;
    case IR_ADDR:
        buf_add_str(out, n->x->op == IR_ADDR ? "& " : "&");
        add_expr(t, n->x, PREC_UNARY + 1);
        break;
    case IR_DEREF:
        buf_add_byte(out, '*');
        add_expr(t, n->x, PREC_UNARY + 1);
        break;
    case IR_DOT:
    case IR_DOTPTR:
    case IR_DOTINTER:
    case IR_METHVALUE:
        add_expr(t, n->x, PREC_PRIMARY);
        buf_printf(out, ".%s", n->sel);
        break;
    case IR_METHEXPR:
        escape_name_method(out, n, t->fn);
        break;
    case IR_DOTTYPE:
        if (n->dynamic) {
            buf_add_str(out, "<node DYNAMICDOTTYPE>");
            break;
        }
        add_expr(t, n->x, PREC_PRIMARY);
        buf_add_str(out, ".(");
        escape_text_type(out, n, t->fn);
        buf_add_byte(out, ')');
        break;
    case IR_INDEX:
    case IR_INDEXMAP:
        add_expr(t, n->x, PREC_PRIMARY);
        buf_add_byte(out, '[');
        add_node(t, n->y);
        buf_add_byte(out, ']');
        break;
    case IR_SLICE:
        add_slice(t, n);
        break;
    case IR_UNARY:
        buf_add_str(out, token_text(n->sub));
        buf_add_str(out, n->x->op == IR_UNARY && n->x->sub == n->sub ? " " : "");
        add_expr(t, n->x, PREC_UNARY + 1);
        break;
    case IR_BINARY:
    case IR_LOGICAL:
        add_binary(t, n);
        break;
    case IR_ADDSTR:
        add_concatenation(t, n);
        break;
    case IR_CONV:
    case IR_CONVNOP:
    case IR_CONVFACE:
    case IR_CONVTEXT:
    case IR_SLICE2ARR:
    case IR_SLICE2ARRPTR:
        add_conversion(t, n);
        break;
    case IR_CALL:
    case IR_CALLINTER:
        add_call(t, n);
        break;
    case IR_BUILTIN:
        add_builtin(t, n);
        break;
    case IR_NEW:
        buf_add_str(out, "new(");
        add_node(t, n->x);
        buf_add_byte(out, ')');
        break;
    case IR_MAKE:
        add_make(t, n);
        break;
    case IR_PTRLIT:
        buf_add_byte(out, '&');
        add_node(t, n->x);
        break;
    case IR_STRUCTLIT:
    case IR_ARRAYLIT:
    case IR_SLICELIT:
    case IR_MAPLIT:
        add_literal(t, n);
        break;
    case IR_CLOSURE:
        buf_add_str(out, "func literal");
        break;
    default:
        buf_add_str(out, ".dict");
        break;
    }
}

/* n where an operand of at least the precedence `context` is expected. */
static void
add_expr(const struct text *t, const struct ir *n, int context)
{
    while (n->implicit && (n->op == IR_ADDR || n->op == IR_DEREF || n->op == IR_CONV ||
                           n->op == IR_CONVNOP || n->op == IR_CONVFACE))
        n = n->x;
    bool parens = context > precedence(n);
    buf_add_str(t->out, parens ? "(" : "");
    add_bare(t, n);
    buf_add_str(t->out, parens ? ")" : "");
}

/* ---- statements ---- */

static void
add_block(const struct text *t, const struct ir_list *l)
{
    for (size_t i = 0; i < l->n; i++) {
        buf_add_str(t->out, i > 0 ? "; " : "");
        add_node(t, l->v[i]);
    }
}

static void
add_if(const struct text *t, const struct ir *n)
{
    buf_add_str(t->out, "if ");
    if (n->init.n == 1 && n->init.v[0]->init.n == 0) {
        add_node(t, n->init.v[0]);
        buf_add_str(t->out, "; ");
    }
    add_node(t, n->x);
    buf_add_str(t->out, " { ");
    add_block(t, &n->body);
    buf_add_str(t->out, " }");
    if (n->list.n > 0) {
        buf_add_str(t->out, " else { ");
        add_block(t, &n->list);
        buf_add_str(t->out, " }");
    }
}

static void
add_assign_op(const struct text *t, const struct ir *n)
{
    add_node(t, n->x);
    if (n->incdec) {
        buf_add_str(t->out, n->sub == TOKEN_ADD ? "++" : "--");
        return;
    }
    buf_printf(t->out, " %s= ", token_text(n->sub));
    add_node(t, n->y);
}

static bool
add_stmt(const struct text *t, const struct ir *n)
{
    struct buf *out = t->out;
    switch (n->op) {
    case IR_DCL:
        buf_printf(out, "var %s ", n->x->name->text);
        types_write_notes(out, n->x->type);
        return true;
    case IR_ASSIGN:
        add_optional(t, n->x);
        buf_add_str(out, n->def ? " := " : " = ");
        if (n->y)
            add_node(t, n->y);
        else
            buf_add_str(out, "<nil>");
        return true;
    case IR_ASSIGN_OP:
        add_assign_op(t, n);
        return true;
    case IR_ASSIGN2:
        add_list(t, &n->list);
        buf_add_str(out, n->def ? " := " : " = ");
        add_list(t, &n->rhs);
        return true;
    case IR_BLOCK:
        add_block(t, &n->list);
        return true;
    case IR_BRANCH:
    case IR_GOTO:
        buf_add_str(out, n->op == IR_GOTO ? "goto" : token_text(n->sub));
        if (n->sel)
            buf_printf(out, " %s", n->sel);
        return true;
    case IR_LABEL:
        buf_printf(out, "%s: ", n->sel);
        return true;
    case IR_IF:
        add_if(t, n);
        return true;
    case IR_FOR:
    case IR_RANGE:
        buf_add_str(out, "for loop");
        return true;
    case IR_SWITCH:
    case IR_TYPESWITCH:
        buf_add_str(out, "switch statement");
        return true;
    case IR_SELECT:
        buf_add_str(out, "select statement");
        return true;
    case IR_CASE:
        buf_add_str(out, n->list.n ? "case " : "default");
        add_list(t, &n->list);
        buf_add_str(out, ": ");
        add_block(t, &n->body);
        return true;
    case IR_SEND:
        add_expr(t, n->x, 3);
        buf_add_str(out, " <- ");
        add_expr(t, n->y, 4);
        return true;
    case IR_RETURN:
        buf_add_str(out, "return ");
        add_list(t, &n->list);
        return true;
    case IR_GO:
    case IR_DEFER:
        buf_add_str(out, n->op == IR_GO ? "go " : "defer ");
        add_node(t, n->x);
        return true;
    default:
        return false;
    }
}

static void
add_node(const struct text *t, const struct ir *n)
{
    if (!add_stmt(t, n))
        add_expr(t, n, PREC_NONE);
}

void
escape_text_node(struct buf *out, const struct ir *n, const struct ir_fn *fn)
{
    struct text t = {out, fn};
    add_node(&t, n);
}
