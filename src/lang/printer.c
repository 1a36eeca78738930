/* Expressions and types on one line, as type errors show them: gofmt's spacing, bodies of function
 * literals and contents of composite literals shortened to "…". Parentheses are those of the source
 * (the parser keeps them in expressions).
 * Go: cmd/compile/internal/syntax/printer.go */
#include "lang/printer.h"

#include "lang/ast.h"

#define ELLIPSIS "\xe2\x80\xa6" /* … */

static void add_signature(struct buf *out, const struct expr *sig);

static void
add_exprs(struct buf *out, struct expr *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_add_str(out, i > 0 ? ", " : "");
        printer_expr(out, list[i]);
    }
}

/* --- types -------------------------------------------------------------------------------------
 */

/* "(a, b int, c ...string)": neighbours that share a type node share its text */
static void
add_params(struct buf *out, const struct param *list, size_t n)
{
    buf_add_byte(out, '(');
    for (size_t i = 0; i < n; i++) {
        buf_add_str(out, i > 0 ? ", " : "");
        if (list[i].name) {
            buf_add_str(out, list[i].name);
            if (i + 1 < n && list[i + 1].name && list[i + 1].type == list[i].type)
                continue;
            buf_add_byte(out, ' ');
        }
        printer_expr(out, list[i].type);
    }
    buf_add_byte(out, ')');
}

static void
add_signature(struct buf *out, const struct expr *sig)
{
    const struct param *results = sig->func_type.results;
    size_t n = sig->func_type.n_results;
    add_params(out, sig->func_type.params, sig->func_type.n_params);
    if (n == 0)
        return;
    buf_add_byte(out, ' ');
    if (n == 1 && !results[0].name)
        printer_expr(out, results[0].type);
    else
        add_params(out, results, n);
}

static void
add_struct(struct buf *out, const struct expr *e)
{
    const struct field *f = e->struct_type.fields;
    size_t n = e->struct_type.n_fields;
    buf_add_str(out, "struct{");
    for (size_t i = 0; i < n; i++) {
        if (f[i].name) {
            buf_add_str(out, f[i].name);
            bool shared = i + 1 < n && f[i + 1].name && f[i + 1].type == f[i].type;
            buf_add_str(out, shared ? ", " : " ");
            if (shared)
                continue;
        }
        printer_expr(out, f[i].type);
        if (f[i].tag) {
            buf_add_byte(out, ' ');
            printer_expr(out, f[i].tag);
        }
        buf_add_str(out, i + 1 < n ? "; " : "");
    }
    buf_add_byte(out, '}');
}

static void
add_interface(struct buf *out, const struct expr *e)
{
    buf_add_str(out, "interface{");
    for (size_t i = 0; i < e->interface_type.n_elems; i++) {
        const struct method_elem *m = &e->interface_type.elems[i];
        buf_add_str(out, i > 0 ? "; " : "");
        if (m->name) {
            buf_add_str(out, m->name);
            add_signature(out, m->type);
        } else {
            printer_expr(out, m->type);
        }
    }
    buf_add_byte(out, '}');
}

static void
add_channel(struct buf *out, const struct expr *e)
{
    static const char *const words[] = {[CHAN_BOTH] = "chan ", "chan<- ", "<-chan "};
    const struct expr *elem = e->chan_type.elem;
    bool ambiguous = e->chan_type.dir == CHAN_BOTH && elem->kind == EXPR_CHAN_TYPE &&
                     elem->chan_type.dir == CHAN_RECV;
    buf_add_str(out, words[e->chan_type.dir]);
    buf_add_str(out, ambiguous ? "(" : "");
    printer_expr(out, elem);
    buf_add_str(out, ambiguous ? ")" : "");
}

static void
add_array(struct buf *out, const struct expr *e)
{
    buf_add_byte(out, '[');
    if (e->array_type.len)
        printer_expr(out, e->array_type.len);
    else
        buf_add_str(out, "...");
    buf_add_byte(out, ']');
    printer_expr(out, e->array_type.elem);
}

/* False when e is no type. */
static bool
add_type(struct buf *out, const struct expr *e)
{
    switch (e->kind) {
    case EXPR_ARRAY_TYPE:
        add_array(out, e);
        return true;
    case EXPR_SLICE_TYPE:
    case EXPR_DOTS_TYPE:
        buf_add_str(out, e->kind == EXPR_SLICE_TYPE ? "[]" : "...");
        printer_expr(out, e->elem_type.elem);
        return true;
    case EXPR_STRUCT_TYPE:
        add_struct(out, e);
        return true;
    case EXPR_INTERFACE_TYPE:
        add_interface(out, e);
        return true;
    case EXPR_FUNC_TYPE:
        buf_add_str(out, "func");
        add_signature(out, e);
        return true;
    case EXPR_MAP_TYPE:
        buf_add_str(out, "map[");
        printer_expr(out, e->map_type.key);
        buf_add_byte(out, ']');
        printer_expr(out, e->map_type.value);
        return true;
    case EXPR_CHAN_TYPE:
        add_channel(out, e);
        return true;
    default:
        return false;
    }
}

/* --- values ------------------------------------------------------------------------------------
 */

static void
add_func_lit(struct buf *out, const struct expr *e)
{
    const struct block *body = e->func_lit.func->body;
    printer_expr(out, e->func_lit.type);
    buf_add_str(out, body && body->n > 0 ? " {" ELLIPSIS "}" : " {}");
}

static void
add_composite(struct buf *out, const struct expr *e)
{
    if (e->composite.type)
        printer_expr(out, e->composite.type);
    buf_add_str(out, e->composite.n_elems > 0 ? "{" ELLIPSIS "}" : "{}");
}

static void
add_slice(struct buf *out, const struct expr *e)
{
    printer_expr(out, e->slice.x);
    buf_add_byte(out, '[');
    if (e->slice.lo)
        printer_expr(out, e->slice.lo);
    buf_add_byte(out, ':');
    if (e->slice.hi)
        printer_expr(out, e->slice.hi);
    if (e->slice.max) {
        buf_add_byte(out, ':');
        printer_expr(out, e->slice.max);
    }
    buf_add_byte(out, ']');
}

static void
add_call(struct buf *out, const struct expr *e)
{
    printer_expr(out, e->call.fun);
    buf_add_byte(out, '(');
    add_exprs(out, e->call.args, e->call.n_args);
    buf_add_str(out, e->call.has_dots ? "...)" : ")");
}

static void
add_pair(struct buf *out, const struct expr *x, const char *between, const struct expr *y,
         const char *after)
{
    printer_expr(out, x);
    buf_add_str(out, between);
    printer_expr(out, y);
    buf_add_str(out, after);
}

void
printer_expr(struct buf *out, const struct expr *e)
{
    if (!e || add_type(out, e))
        return;
    switch (e->kind) {
    case EXPR_NAME:
        buf_add_str(out, e->name.name);
        break;
    case EXPR_LITERAL:
        buf_add_str(out, e->literal.text);
        break;
    case EXPR_COMPOSITE:
        add_composite(out, e);
        break;
    case EXPR_KEY_VALUE:
        add_pair(out, e->key_value.key, ": ", e->key_value.value, "");
        break;
    case EXPR_FUNC_LIT:
        add_func_lit(out, e);
        break;
    case EXPR_PAREN:
        buf_add_byte(out, '(');
        printer_expr(out, e->paren.x);
        buf_add_byte(out, ')');
        break;
    case EXPR_SELECTOR:
        printer_expr(out, e->selector.x);
        buf_printf(out, ".%s", e->selector.sel);
        break;
    case EXPR_INDEX:
        add_pair(out, e->index.x, "[", e->index.index, "]");
        break;
    case EXPR_SLICE:
        add_slice(out, e);
        break;
    case EXPR_ASSERT:
        add_pair(out, e->assert_.x, ".(", e->assert_.type, ")");
        break;
    case EXPR_TYPE_SWITCH_GUARD:
        if (e->guard.lhs)
            buf_printf(out, "%s := ", e->guard.lhs);
        printer_expr(out, e->guard.x);
        buf_add_str(out, ".(type)");
        break;
    case EXPR_UNARY:
    case EXPR_STAR:
        buf_add_str(out, token_text(e->unary.op));
        printer_expr(out, e->unary.x);
        break;
    case EXPR_BINARY:
        printer_expr(out, e->binary.x);
        buf_printf(out, " %s ", token_text(e->binary.op));
        printer_expr(out, e->binary.y);
        break;
    case EXPR_CALL:
        add_call(out, e);
        break;
    case EXPR_LIST:
        add_exprs(out, e->list.v, e->list.n);
        break;
    default:
        buf_add_str(out, "<bad expr>");
        break;
    }
}
