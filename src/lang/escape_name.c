/* Names of functions, and of the shapes that they are made for.
 *
 * The code of a generic function is made once for all type arguments of one shape, and notes name
 * it by that: F[go.shape.int]. A shape is the underlying type; all pointers have one, unless the
 * constraint can tell them apart. Inside of such code the type parameters have the shapes as names;
 * where it names an instance from outside, the arguments are written as the linker has them.
 * Go: noder/reader.go (shapify, mangle), types/fmt.go */
#include "lang/escape_name.h"

#include <string.h>

/* ---- shapes ---- */

static bool
is_basic(const struct type *constraint)
{
    const struct type *c = constraint ? types_underlying((struct type *)constraint) : NULL;
    if (!c || c->kind != TYPE_INTERFACE)
        return true;
    types_complete_interface((struct type *)c);
    return c->interface.n_terms == 0 && !c->interface.comparable && c->interface.n_written == 0;
}

static void
add_shape(struct buf *out, struct type *t, const struct type *constraint,
          const struct types_shapes *shapes)
{
    if (t->kind == TYPE_PARAM && shapes) {
        types_write_link(out, t, shapes);
        return;
    }
    struct type *u = types_underlying(t);
    buf_add_str(out, "go.shape.");
    if (t->kind == TYPE_POINTER && is_basic(constraint))
        buf_add_str(out, "*uint8");
    else
        types_write_link(out, u, shapes);
}

static void
add_shapes(struct buf *out, struct type *const *args, struct type *const *params, size_t n,
           const struct types_shapes *shapes)
{
    buf_add_byte(out, '[');
    for (size_t i = 0; i < n; i++) {
        buf_add_str(out, i ? "," : "");
        add_shape(out, args[i], params ? params[i]->param.constraint : NULL, shapes);
    }
    buf_add_byte(out, ']');
}

static void
add_args(struct buf *out, struct type *const *args, size_t n)
{
    buf_add_byte(out, '[');
    for (size_t i = 0; i < n; i++) {
        buf_add_str(out, i ? "," : "");
        types_write_link(out, args[i], NULL);
    }
    buf_add_byte(out, ']');
}

static struct type *const *
params_of(const struct func *instance, size_t *n)
{
    const struct func *g = instance->origin ? instance->origin : instance;
    *n = instance->n_type_args;
    if (!g || !g->sig)
        return NULL;
    return g->recv ? g->sig->func.recv_params : g->sig->func.type_params;
}

static const struct types_shapes *
make_shapes(struct bump *mem, struct type *const *params, struct type *const *args, size_t n,
            const struct types_shapes *in)
{
    struct types_shapes *s = bump_new(mem, struct types_shapes);
    s->params = params;
    s->n = n;
    if (!params)
        return NULL;
    s->names = bump_array(mem, const char *, s->n + 1);
    s->derived = escape_ir_generic;
    for (size_t i = 0; i < s->n; i++) {
        struct buf b = {0};
        add_shape(&b, args[i], s->params[i]->param.constraint, in);
        s->names[i] = bump_strdup(mem, buf_cstr(&b));
        buf_finish(&b);
    }
    return s;
}

const struct types_shapes *
escape_name_reshape(struct bump *mem, struct func *instance, struct type *const *args,
                    const struct types_shapes *in)
{
    size_t n;
    struct type *const *params = params_of(instance, &n);
    return make_shapes(mem, params, args, n, in);
}

const struct types_shapes *
escape_name_type_shapes(struct bump *mem, const struct type *instance)
{
    return make_shapes(mem, instance->named.origin->named.type_params, instance->named.type_args,
                       instance->named.n_type_args, NULL);
}

const struct types_shapes *
escape_name_shapes(struct bump *mem, struct func *instance)
{
    return escape_name_reshape(mem, instance, instance->type_args, NULL);
}

/* T or (*T), the receiver's type in front of a method's name. */
static void
add_receiver(struct buf *out, const struct type *t, bool pointer, bool shaped,
             const struct types_shapes *shapes)
{
    buf_add_str(out, pointer ? "(*" : "");
    if (shaped && t->kind == TYPE_NAMED && t->named.n_type_args > 0) {
        const struct object *o = t->named.obj;
        if (o->pkg && o->pkg->is_golib)
            buf_printf(out, "%s.", o->pkg->name);
        buf_add_str(out, o->name);
        const struct type *g = t->named.origin;
        add_shapes(out, t->named.type_args, g ? g->named.type_params : NULL, t->named.n_type_args,
                   shapes);
    } else if (shapes) {
        types_write_shaped(out, t, shapes);
    } else {
        types_write_notes(out, t);
    }
    buf_add_str(out, pointer ? ")" : "");
}

static void
add_names(struct buf *out, const struct types_shapes *shapes)
{
    buf_add_byte(out, '[');
    for (size_t i = 0; i < shapes->n; i++)
        buf_printf(out, i ? ",%s" : "%s", shapes->names[i]);
    buf_add_byte(out, ']');
}

const char *
escape_name_func(struct bump *mem, struct func *f, const struct types_shapes *shapes)
{
    struct buf b = {0};
    const struct object *o = f->obj;
    struct type *recv = o && f->recv && f->sig && f->recv->obj ? f->recv->obj->type : NULL;
    if (recv) {
        bool pointer = recv->kind == TYPE_POINTER;
        struct type *t = pointer ? recv->elem : recv;
        buf_add_str(&b, pointer ? "(*" : "");
        if (shapes && t->kind == TYPE_NAMED) {
            if (t->named.obj->pkg && t->named.obj->pkg->is_golib)
                buf_printf(&b, "%s.", t->named.obj->pkg->name);
            buf_add_str(&b, t->named.obj->name);
            add_names(&b, shapes);
        } else {
            add_receiver(&b, t, false, true, NULL);
        }
        buf_printf(&b, pointer ? ").%s" : ".%s", o->name);
    } else {
        buf_add_str(&b, o ? o->name : f->name ? f->name : "init");
        if (shapes)
            add_names(&b, shapes);
    }
    const char *s = bump_strdup(mem, buf_cstr(&b));
    buf_finish(&b);
    return s;
}

/* ---- nodes ---- */

void
escape_name_object(struct buf *out, const struct object *o)
{
    if (o->pkg && o->pkg->is_golib)
        buf_printf(out, "%s.", o->pkg->name);
    buf_add_str(out, o->name);
}

/* Type arguments of the instance that n names: as the code around has them. */
static struct type **
type_args(const struct ir *n, const struct ir_fn *fn, size_t *n_args)
{
    const struct func *f = n->obj->func.func;
    const struct expr *g = n->ast ? n->ast->generic : NULL;
    *n_args = f->n_type_args;
    if (!f->origin && n->ast && n->ast->kind == EXPR_CALL) {
        *n_args = n->ast->call.n_type_args;
        return n->ast->call.type_args;
    }
    if (fn && fn->shapes && g && g->kind == EXPR_CALL && g->call.n_type_args == f->n_type_args)
        return g->call.type_args;
    return f->type_args;
}

void
escape_name_use(struct buf *out, const struct ir *n, const struct ir_fn *fn)
{
    escape_name_object(out, n->obj);
    const struct func *f = n->obj->kind == OBJECT_FUNC ? n->obj->func.func : NULL;
    if (!f || (!f->origin && !n->dict) || f->recv)
        return;
    size_t k, n_params;
    struct type **args = type_args(n, fn, &k);
    if (n->dict)
        add_shapes(out, args, params_of(f, &n_params), k, fn ? fn->shapes : NULL);
    else
        add_args(out, args, k);
}

void
escape_name_method(struct buf *out, const struct ir *n, const struct ir_fn *fn)
{
    const struct expr *g = n->ast ? n->ast->generic : NULL;
    const struct type *recv = n->type;
    const struct types_shapes *shapes = NULL;
    if (g && g->kind == EXPR_SELECTOR && g->selector.recv && fn && fn->shapes &&
        escape_ir_generic(g->selector.recv)) {
        recv = g->selector.recv;
        if (recv->kind == TYPE_POINTER && n->type->kind != TYPE_POINTER)
            recv = recv->elem;
        shapes = fn->shapes;
    }
    bool pointer = n->type->kind == TYPE_POINTER;
    if (pointer && recv->kind == TYPE_POINTER)
        recv = recv->elem;
    add_receiver(out, recv, pointer, n->dict, shapes);
    buf_printf(out, ".%s", n->sel);
}
