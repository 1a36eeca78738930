/* Functions, their variables, and in which order everything is made: names of temporaries count the
 * variables that a function has so far. Go: noder/reader.go (funcBody, readBodies), ir/func.go */
#include "lang/escape_lower.h"

#include <string.h>

#include "lang/constant.h"
#include "lang/escape_name.h"
#include "lang/unit.h"

/* ---- variables ---- */

struct ir_name *
escape_lower_name(struct ir_builder *b, struct ir_fn *fn, const char *text, struct object *var,
                  struct type *type, struct pos pos, enum ir_class class)
{
    struct ir_name *v = bump_new(b->mem, struct ir_name);
    v->text = text;
    v->var = var;
    v->type = type;
    v->pos = pos;
    v->fn = fn;
    v->class = class;
    v->node = (struct ir){.op = IR_NAME, .pos = pos, .type = type, .name = v};
    vec_push(&fn->names, v);
    if (var)
        var->var.escape_loc = v;
    return v;
}

struct ir_name *
escape_lower_declare(struct ir_builder *b, struct object *v, enum ir_class class)
{
    return escape_lower_name(b, b->fn, v->name, v, v->type, v->pos, class);
}

void
escape_lower_use_in(struct ir_fn *fn, struct ir_name *v, struct pos pos)
{
    for (; fn && fn != v->fn; fn = fn->outer) {
        bool known = false;
        for (size_t i = 0; i < fn->captures.n && !known; i++)
            known = fn->captures.v[i].name == v;
        if (known)
            return;
        bool state = v->text[0] == '#' && v->text[1] == 's'; /* first used by what has no place */
        struct ir_capture c = {v, state ? (struct pos){0} : pos};
        vec_push(&fn->captures, c);
    }
}

struct ir *
escape_lower_use(struct ir_builder *b, struct ir_name *v, struct pos pos)
{
    escape_lower_use_in(b->fn, v, pos);
    return &v->node;
}

struct ir *
escape_lower_temp(struct ir_builder *b, struct pos pos, struct type *type)
{
    const char *text = bump_printf(b->mem, ".autotmp_%zu", b->fn->names.n);
    return &escape_lower_name(b, b->fn, text, NULL, type, pos, IR_LOCAL)->node;
}

struct ir *
escape_lower_dcl(struct ir_builder *b, struct pos pos, struct ir *name)
{
    struct ir *n = escape_ir_new(b->mem, IR_DCL, pos, NULL);
    n->x = name;
    return n;
}

struct ir *
escape_lower_blank(struct ir_builder *b)
{
    struct ir *n = escape_ir_new(b->mem, IR_GLOBAL, (struct pos){0}, NULL);
    n->sel = "_";
    return n;
}

void
escape_lower_assigned(struct ir *dst, const struct ir *stmt)
{
    struct ir *outer = escape_ir_outer(dst);
    if (outer->op == IR_NAME && (outer->name->defn != stmt || stmt->op == IR_RANGE))
        outer->name->reassigned = true;
}

void
escape_lower_addressed(struct ir *x)
{
    struct ir *outer = escape_ir_outer(x);
    if (outer->op == IR_NAME)
        outer->name->addr_taken = true;
}

struct ir *
escape_lower_assign(struct ir_builder *b, struct pos pos, struct ir *dst, struct ir *src, bool def)
{
    struct ir *n = escape_ir_new(b->mem, IR_ASSIGN, pos, NULL);
    n->x = dst;
    n->y = src;
    n->def = def;
    if (def) {
        dst->name->defn = n;
        escape_ir_push(b->mem, &n->init, escape_lower_dcl(b, dst->name->pos, dst));
    }
    escape_lower_assigned(dst, n);
    return n;
}

struct ir *
escape_lower_with_init(struct ir_builder *b, struct ir_list *init, struct ir *n)
{
    if (init->n == 0)
        return n;
    if (n->op == IR_NAME || n->op == IR_LITERAL || n->op == IR_NIL || n->op == IR_FUNC ||
        n->op == IR_GLOBAL) {
        struct ir *w = escape_ir_new(b->mem, IR_CONVNOP, n->pos, n->type);
        w->x = n;
        n = w;
    }
    struct ir_list all = *init;
    escape_ir_append(b->mem, &all, &n->init);
    n->init = all;
    return n;
}

/* ---- functions ---- */

struct ir_fn *
escape_lower_new_fn(struct ir_builder *b, struct func *f, struct pos pos)
{
    struct ir_fn *fn = bump_new(b->mem, struct ir_fn);
    fn->func = f;
    fn->pos = pos;
    if (f)
        f->escape_state = fn;
    return fn;
}

struct ir_fn *
escape_lower_literal(struct ir_builder *b, struct pos pos, enum ir_literal kind)
{
    static const char *const ends[] = {".func", "-range", ".gowrap", ".deferwrap"};
    struct ir_fn *fn = escape_lower_new_fn(b, NULL, pos);
    fn->outer = b->fn;
    fn->literal = true;
    fn->shapes = b->fn->shapes;
    fn->shared = b->fn->shared;
    fn->silent = b->fn->silent;
    fn->pinned = b->fn->pinned;
    fn->dictionary = b->fn->dictionary;
    struct ir_fn *named = b->fn->range_parent ? b->fn->range_parent : b->fn;
    bool nested = kind == IR_LITERAL_FUNC && named->literal;
    unsigned *count = kind == IR_LITERAL_FUNC    ? &named->n_funcs
                      : kind == IR_LITERAL_RANGE ? &named->n_ranges
                                                 : &named->n_wrappers;
    fn->name = bump_printf(b->mem, "%s%s%u", named->name, nested ? "." : ends[kind], ++*count);
    vec_push(&b->funcs, fn);
    return fn;
}

struct ir *
escape_lower_closure(struct ir_builder *b, struct ir_fn *fn, struct type *type)
{
    struct ir *n = escape_ir_new(b->mem, IR_CLOSURE, fn->pos, type);
    n->fn = fn;
    return n;
}

static size_t
n_params(const struct func *f)
{
    return (f->recv != NULL) + f->type->func_type.n_params;
}

static const struct param *
param_at(const struct func *f, size_t i)
{
    if (f->recv && i == 0)
        return f->recv;
    return &f->type->func_type.params[i - (f->recv != NULL)];
}

static const char *
result_name(struct ir_builder *b, const struct param *p, size_t i)
{
    bool blank = p->name && p->name[0] == '_' && !p->name[1];
    return p->name && !blank ? p->name : bump_printf(b->mem, "~r%zu", i);
}

static void
add_dictionary(struct ir_builder *b, struct ir_fn *fn)
{
    struct type *t = types_pointer(b->u, types_basic(b->u, TYPE_UINTPTR));
    struct pos pos = fn->pos;
    if (fn->func->recv) { /* the parenthesis of the receiver */
        pos = fn->func->recv->pos;
        pos.col--;
    }
    fn->dictionary = escape_lower_name(b, fn, ".dict", NULL, t, pos, IR_PARAM);
}

static void
add_params(struct ir_builder *b, struct ir_fn *fn)
{
    const struct func *f = fn->func;
    for (size_t i = 0; i < n_params(f); i++) {
        const struct param *p = param_at(f, i);
        const char *text = p->name ? p->name : "";
        struct ir_name *v =
            escape_lower_name(b, fn, text, p->obj, p->obj ? p->obj->type : NULL, p->pos, IR_PARAM);
        vec_push(&fn->params, v);
        if (fn->dict && i == 0 && f->recv)
            add_dictionary(b, fn);
    }
    if (fn->dict && !f->recv)
        add_dictionary(b, fn);
    for (size_t i = 0; i < f->type->func_type.n_results; i++) {
        const struct param *p = &f->type->func_type.results[i];
        struct ir_name *v = escape_lower_name(b, fn, result_name(b, p, i), p->obj,
                                              p->obj ? p->obj->type : NULL, p->pos, IR_RESULT);
        v->result = 1 + (int)i;
        vec_push(&fn->results, v);
    }
}

void
escape_lower_body(struct ir_builder *b, struct ir_fn *fn)
{
    struct ir_fn *outer = b->fn;
    b->fn = fn;
    fn->lowered = true;
    add_params(b, fn);
    if (fn->func->body)
        escape_lower_block(b, fn->func->body, &fn->body);
    b->fn = outer;
}

/* ---- a package ---- */

static bool
is_generic(const struct func *f)
{
    if (f->origin)
        return false;
    return f->n_type_params > 0 || (f->sig && f->sig->func.n_recv_params > 0) ||
           (f->recv && f->recv->obj && escape_ir_generic(f->recv->obj->type));
}

static void
start_instance(struct ir_builder *b, struct ir_fn *fn)
{
    struct func *f = fn->func;
    fn->dict = fn->shared = true;
    fn->name = escape_name_func(b->mem, f, fn->shapes);
    const char *key = bump_printf(b->mem, "%s.%s", f->pkg->path, fn->name);
    fn->silent = table_get_str(&b->shapes, key) != NULL;
    table_put_str(&b->shapes, key, fn);
}

static void
lower_init(struct ir_builder *b, struct ir_fn *fn)
{
    b->fn = fn;
    fn->lowered = true;
    for (size_t i = 0; i < b->p->inits.n; i++)
        escape_lower_declaration(b, b->p->inits.v[i].decl, &fn->body);
    b->fn = NULL;
}

void
escape_lower_refer(struct ir_builder *b, struct func *f)
{
    struct ir_fn *fn = f && f->origin ? escape_ir_fn(f) : NULL;
    if (!fn || fn->dict)
        return;
    if (b->derived) {
        vec_push(&b->later, fn);
        return;
    }
    fn->shapes = escape_name_shapes(b->mem, f);
    start_instance(b, fn);
    vec_push(&b->todo, fn);
}

void
escape_lower_refer_shaped(struct ir_builder *b, struct func *f, struct type *const *args, size_t n)
{
    const struct ir_fn *fn = f && f->origin ? escape_ir_fn(f) : NULL;
    if (!b->notes || !fn || !b->fn->shapes || !f->body || f->n_type_args != n || f->pkg->is_golib)
        return;
    const struct types_shapes *s = escape_name_reshape(b->mem, f, args, b->fn->shapes);
    const char *name = escape_name_func(b->mem, f, s);
    if (b->fn->silent)
        return;
    if (strcmp(name, escape_name_func(b->mem, f, escape_name_shapes(b->mem, f))) == 0)
        escape_lower_refer(b, f);
    if (!s || table_get_str(&b->shapes, bump_printf(b->mem, "%s.%s", f->pkg->path, name)))
        return;
    struct ir_fn *other = escape_lower_new_fn(b, NULL, f->pos);
    other->func = f;
    other->shapes = s;
    start_instance(b, other);
    vec_push(&b->todo, other);
}

void
escape_lower_refer_methods(struct ir_builder *b, const struct type *t, const struct type *recv)
{
    t = t->kind == TYPE_POINTER ? t->elem : t;
    recv = recv->kind == TYPE_POINTER ? recv->elem : recv;
    if (t->kind != TYPE_NAMED || recv->kind != TYPE_NAMED || recv->named.n_type_args == 0)
        return;
    for (size_t i = 0; i < t->named.n_methods; i++)
        escape_lower_refer_shaped(b, t->named.methods[i]->func.func, recv->named.type_args,
                                  recv->named.n_type_args);
}

static void
lower_todo(struct ir_builder *b)
{
    while (b->todo.n > 0) {
        struct ir_fn *fn = vec_pop(&b->todo);
        void *usual = fn->func->escape_state;
        escape_lower_body(b, fn);
        fn->func->escape_state = usual;
        if (fn->func->origin)
            vec_push(&b->funcs, fn);
    }
}

/* The instances themselves, for verdicts, where notes are about their shapes. */
static void
lower_later(struct ir_builder *b)
{
    while (b->later.n > 0) {
        struct ir_fn *fn = vec_pop(&b->later);
        if (fn->dict)
            continue;
        fn->shapes = escape_name_shapes(b->mem, fn->func);
        fn->dict = fn->shared = fn->silent = true;
        fn->name = escape_name_func(b->mem, fn->func, fn->shapes);
        vec_push(&b->todo, fn);
        lower_todo(b);
    }
}

/* What t, of an instance, is made of where the generic type has g. */
static void
refer_parts(struct ir_builder *b, const struct type *t, const struct type *g)
{
    if (!escape_ir_generic(g))
        return;
    if (g->kind == TYPE_NAMED) {
        escape_lower_refer_methods(b, t, g);
        return;
    }
    if (g->kind != t->kind)
        return;
    switch (g->kind) {
    case TYPE_POINTER:
    case TYPE_SLICE:
        refer_parts(b, t->elem, g->elem);
        break;
    case TYPE_ARRAY:
        refer_parts(b, t->array.elem, g->array.elem);
        break;
    case TYPE_MAP:
        refer_parts(b, t->map.key, g->map.key);
        refer_parts(b, t->map.value, g->map.value);
        break;
    case TYPE_STRUCT:
        for (size_t i = 0; i < g->struct_.n && i < t->struct_.n; i++)
            refer_parts(b, t->struct_.fields[i]->type, g->struct_.fields[i]->type);
        break;
    default:
        break;
    }
}

/* Instances of generic types use others with their own type arguments. */
static void
refer_types(struct ir_builder *b)
{
    struct ir_fn none = {0};
    b->fn = &none;
    for (size_t i = 0; b->notes && i < b->u->concrete.n; i++) {
        struct type *t = b->u->concrete.v[i], *g = t->named.origin;
        if (t->kind != TYPE_NAMED || !g || g->named.obj->pkg != b->p || !g->named.underlying)
            continue;
        none.shapes = escape_name_type_shapes(b->mem, t);
        refer_parts(b, types_underlying(t), g->named.underlying);
    }
    b->fn = NULL;
}

void
escape_lower_package(struct ir_builder *b)
{
    unsigned n_inits = 0;
    struct ir_fn *init = escape_lower_new_fn(b, NULL, (struct pos){0});
    init->inits = b->p;
    init->name = "init";
    vec_push(&b->funcs, init);
    for (size_t i = 0; i < b->p->funcs.n; i++) {
        struct func *f = b->p->funcs.v[i];
        if ((is_generic(f) && f->body) || !f->type)
            continue;
        struct ir_fn *fn = escape_lower_new_fn(b, f, f->pos);
        if (!f->origin) {
            fn->name = escape_name_func(b->mem, f, NULL);
            if (!strcmp(fn->name, "init") && !f->recv)
                fn->name = bump_printf(b->mem, "init.%u", n_inits++);
            vec_push(&b->funcs, fn);
        }
        if (!f->origin)
            vec_push(&b->todo, fn);
    }
    lower_init(b, init);
    lower_todo(b);
    lower_later(b);
    for (size_t i = 0; i < b->p->funcs.n; i++) { /* methods that nobody calls */
        escape_lower_refer(b, b->p->funcs.v[i]);
        lower_todo(b);
    }
    refer_types(b);
    lower_todo(b);
    lower_later(b);
    vec_finish(&b->later);
    vec_finish(&b->todo);
    table_finish(&b->shapes);
}
