/* Methods: their receivers with what is on the way to them, and the functions that they are. In an
 * instance, a method of a type parameter is found in the dictionary, and a method value that needs
 * the dictionary is a literal made on the spot. Go: noder/reader.go (methodExpr, curry) */
#include "lang/constant.h"
#include "lang/escape_lower.h"
#include "lang/unit.h"

/* ---- receivers ---- */

/* x.field with what is in between. */
struct ir *
escape_lower_path(struct ir_builder *b, struct ir *x, struct type *t, const unsigned *path,
                  size_t n, struct expr *e)
{
    for (size_t i = 0; i < n; i++) {
        struct type *u = types_underlying(t);
        bool pointer = u->kind == TYPE_POINTER;
        if (pointer)
            u = types_underlying(u->elem);
        if (u->kind != TYPE_STRUCT)
            break;
        const struct object *f = u->struct_.fields[path[i]];
        struct ir *dot = escape_ir_new(b->mem, pointer ? IR_DOTPTR : IR_DOT, e->pos, f->type);
        dot->x = x;
        dot->sel = f->name;
        x = dot;
        t = f->type;
    }
    return x;
}

struct ir *
escape_lower_receiver(struct ir_builder *b, struct expr *e)
{
    struct ir *x = escape_lower_expr(b, e->selector.x);
    x = escape_lower_path(b, x, e->selector.x->type, e->selector.path, e->selector.n_path, e);
    if (!e->selector.deref_recv && !e->selector.addr_recv)
        return x;
    bool addr = e->selector.addr_recv;
    struct type *t = types_underlying(x->type);
    struct ir *n = escape_ir_new(b->mem, addr ? IR_ADDR : IR_DEREF, e->pos,
                                 addr                      ? types_pointer(b->u, x->type)
                                 : t->kind == TYPE_POINTER ? t->elem
                                                           : x->type);
    n->x = x;
    n->implicit = true;
    if (addr)
        escape_lower_addressed(x);
    return n;
}

/* ---- methods of type parameters ---- */

/* Is e, in an instance, the method of a type parameter? */
static bool
of_param(const struct expr *e)
{
    const struct expr *g = e->generic;
    return g && g->kind == EXPR_SELECTOR && g->selector.recv &&
           g->selector.recv->kind == TYPE_PARAM;
}

/* Which entry of the dictionary holds a method of a type parameter: they come first, as they are
 * met. */
static int64_t
dict_entry(struct ir_builder *b, const struct type *param, const char *method)
{
    struct ir_fn *fn = b->fn;
    while (fn->outer)
        fn = fn->outer;
    size_t i = 0;
    while (i < fn->dict_methods.n &&
           (fn->dict_methods.v[i].param != param || fn->dict_methods.v[i].name != method))
        i++;
    if (i == fn->dict_methods.n) {
        struct ir_dict_method m = {param, method};
        vec_push(&fn->dict_methods, m);
    }
    return (int64_t)i;
}

/* func(receiver, parameters) results, as the generic function has it. */
static struct type *
method_type(struct ir_builder *b, struct type *param, const struct expr *generic)
{
    if (generic->selector.kind == SELECT_METHOD_EXPR)
        return generic->type;
    struct type *t = bump_new(&b->u->mem, struct type);
    *t = *types_underlying(generic->type);
    t->sized = false;
    struct object *recv = bump_new(&b->u->mem, struct object);
    recv->kind = OBJECT_VAR;
    recv->name = "";
    recv->type = param;
    t->func.params = bump_array(&b->u->mem, struct object *, t->func.n_params + 1);
    t->func.params[0] = recv;
    for (size_t i = 0; i < t->func.n_params; i++)
        t->func.params[i + 1] = types_underlying(generic->type)->func.params[i];
    t->func.n_params++;
    return t;
}

/* The method of a type parameter, which the dictionary knows: a pointer to its entry is used as a
 * function. */
static struct ir *
dict_method(struct ir_builder *b, struct expr *e)
{
    struct type *param = e->generic->selector.recv, *word = types_basic(b->u, TYPE_UINTPTR);
    struct ir *all = escape_ir_new(b->mem, IR_DEREF, e->pos, types_array(b->u, word, 1));
    all->x = &b->fn->dictionary->node; /* literals have it anyway */
    all->implicit = true;
    struct ir *entry = escape_ir_new(b->mem, IR_INDEX, e->pos, word);
    entry->x = all;
    entry->y = escape_ir_new(b->mem, IR_LITERAL, e->pos, types_basic(b->u, TYPE_INT));
    entry->y->val = constant_int64(b->u, dict_entry(b, param, e->selector.sel));
    struct ir *addr = escape_ir_new(b->mem, IR_ADDR, e->pos, types_pointer(b->u, word));
    addr->x = entry;
    struct ir *fun = escape_ir_new(b->mem, IR_CONVNOP, e->pos, method_type(b, param, e->generic));
    fun->x = addr;
    return fun;
}

/* ---- functions ---- */

/* The method that selector e names, as a function; what it is called with the receiver first. */
struct ir *
escape_lower_method(struct ir_builder *b, struct expr *e)
{
    if (of_param(e))
        return dict_method(b, e);
    const struct expr *g = e->generic;
    struct ir *n = escape_lower_node(b, IR_METHEXPR, e);
    struct object *m = e->selector.obj;
    struct type *recv = e->selector.recv;
    struct type *base = recv->kind == TYPE_POINTER ? recv->elem : recv;
    n->sel = e->selector.sel;
    n->obj = m;
    n->type = m->kind == OBJECT_FUNC && m->func.ptr_recv ? types_pointer(b->u, base) : base;
    n->dict = base->kind == TYPE_NAMED && base->named.n_type_args > 0;
    if (m->kind == OBJECT_FUNC)
        escape_lower_refer(b, m->func.func);
    if (n->dict && g && g->kind == EXPR_SELECTOR && g->selector.recv)
        escape_lower_refer_methods(b, base, g->selector.recv);
    return n;
}

/* ---- values ---- */

/* Is e, in an instance, the method of something that depends on a type parameter? */
static bool
derived_receiver(const struct expr *e)
{
    const struct expr *g = e->generic;
    return g && g->kind == EXPR_SELECTOR && g->selector.recv && escape_ir_generic(g->selector.recv);
}

static struct ir *
result_temps(struct ir_builder *b, struct ir *call, struct pos pos, struct ir_list *out)
{
    struct ir *as = escape_ir_new(b->mem, IR_ASSIGN2, pos, NULL);
    as->sub = IR_PAIR_FUNC;
    escape_ir_push(b->mem, &as->rhs, call);
    for (size_t i = 0; i < call->sig->func.n_results; i++) {
        struct ir *tmp = escape_lower_temp(b, pos, call->sig->func.results[i]->type);
        escape_ir_push(b->mem, &as->init, escape_lower_dcl(b, pos, tmp));
        escape_ir_push(b->mem, &as->list, tmp);
        escape_ir_push(b->mem, out, tmp);
    }
    return as;
}

/* return method(recv, parameters...) */
static void
curried_body(struct ir_builder *b, struct ir_fn *fn, struct ir *method, struct ir *recv,
             struct expr *e)
{
    struct ir_fn *outer = b->fn;
    struct type *sig = types_underlying(e->type);
    b->fn = fn;
    struct ir *call = escape_ir_new(b->mem, IR_CALL, e->pos, NULL);
    call->sig = sig;
    call->x = method;
    escape_ir_push(b->mem, &call->list, recv);
    if (call->x->op == IR_METHEXPR)
        escape_ir_push(b->mem, &call->list, escape_ir_new(b->mem, IR_DICT, e->pos, NULL));
    for (size_t i = 0; i < sig->func.n_params; i++) {
        const struct object *p = sig->func.params[i];
        struct ir_name *v = escape_lower_name(b, fn, p->name, NULL, p->type, e->pos, IR_PARAM);
        vec_push(&fn->params, v);
        escape_ir_push(b->mem, &call->list, &v->node);
    }
    for (size_t i = 0; i < sig->func.n_results; i++) {
        const char *text = bump_printf(b->mem, "~r%zu", i);
        struct ir_name *v =
            escape_lower_name(b, fn, text, NULL, sig->func.results[i]->type, e->pos, IR_RESULT);
        v->result = 1 + (int)i;
        vec_push(&fn->results, v);
    }
    struct ir *ret = escape_ir_new(b->mem, IR_RETURN, e->pos, NULL);
    if (sig->func.n_results == 1)
        escape_ir_push(b->mem, &ret->list, call);
    else if (sig->func.n_results > 1)
        escape_ir_push(b->mem, &ret->init, result_temps(b, call, e->pos, &ret->list));
    if (sig->func.n_results == 1)
        call->type = sig->func.results[0]->type;
    escape_ir_push(b->mem, &fn->body, sig->func.n_results ? ret : call);
    b->fn = outer;
}

/* x, computed before the literal fn is made, which captures it. */
static struct ir *
captured(struct ir_builder *b, struct ir_fn *fn, struct ir *x, struct pos pos, struct ir_list *init)
{
    struct ir *tmp = escape_lower_temp(b, pos, x->type);
    struct ir *as = escape_ir_new(b->mem, IR_ASSIGN, pos, NULL);
    as->x = tmp;
    as->y = x;
    tmp->name->defn = as;
    struct ir_capture c = {tmp->name, pos};
    vec_push(&fn->captures, c);
    escape_ir_push(b->mem, init, escape_lower_dcl(b, pos, tmp));
    escape_ir_push(b->mem, init, as);
    return tmp;
}

/* A method value that needs a dictionary: a literal made on the spot that captures the receiver. */
static struct ir *
curried(struct ir_builder *b, struct expr *e)
{
    struct ir_fn *fn = escape_lower_literal(b, e->pos, IR_LITERAL_FUNC);
    fn->wrapper = true;
    fn->lowered = true;
    struct ir *clo = escape_lower_closure(b, fn, e->type);
    struct ir *recv = escape_lower_receiver(b, e), *method = escape_lower_method(b, e);
    struct ir_list init = {0};
    if (method->op == IR_CONVNOP)
        method = captured(b, fn, method, e->pos, &init);
    recv = captured(b, fn, recv, e->pos, &init);
    curried_body(b, fn, method, recv, e);
    clo->ast = e;
    return escape_lower_with_init(b, &init, clo);
}

struct ir *
escape_lower_method_value(struct ir_builder *b, struct expr *e)
{
    if (derived_receiver(e))
        return curried(b, e);
    struct ir *n = escape_lower_node(b, IR_METHVALUE, e);
    n->x = escape_lower_receiver(b, e);
    n->sel = e->selector.sel;
    n->obj = e->selector.obj;
    if (n->obj && n->obj->kind == OBJECT_FUNC)
        escape_lower_refer(b, n->obj->func.func);
    return n;
}

struct ir *
escape_lower_method_expr(struct ir_builder *b, struct expr *e)
{
    if (of_param(e))
        return dict_method(b, e);
    struct ir *n = escape_lower_node(b, IR_METHEXPR, e);
    struct type *t = e->selector.x->type;
    n->sel = e->selector.sel;
    if (t)
        n->type = t;
    bool known = e->selector.recv && !types_is_interface(e->selector.recv);
    n->obj = known ? e->selector.obj : NULL;
    if (n->obj && n->obj->kind == OBJECT_FUNC)
        escape_lower_refer(b, n->obj->func.func);
    return n;
}
