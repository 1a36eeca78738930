/* Interface method calls whose interface can hold one type only: local variables whose assignments
 * all agree, conversions and assertions on the way. All assignments to local variables of interface
 * type are collected once per function; nil does not count: calling a method of it fails anyway. */
#include "base/vec.h"
#include "lang/escape_text.h"
#include "lang/escape_walk.h"
#include "lang/lookup.h"
#include "lang/unit.h"

struct source {        /* what is assigned to a variable */
    struct ir *value;  /* NULL: a value of `type` */
    struct type *type; /* an interface: could be anything */
    struct source *next;
};

struct search {
    struct unit *u;
    struct bump *mem;
    bool notes;
    struct ir_fn *fn; /* being looked at */
    VEC(struct ir_name *) busy;
};

struct found {
    struct type *type;
    bool shaped;   /* depends on a type parameter */
    bool is_shape; /* is one */
};

/* ---- collecting ---- */

static void collect_fn(struct search *s, struct ir_fn *fn);

static void
add_source(struct search *s, const struct ir *dst, struct ir *value, struct type *type)
{
    if (!dst || dst->op != IR_NAME || !types_is_interface(dst->type) ||
        dst->name->class != IR_LOCAL || (value && value->op == IR_NIL))
        return;
    struct source *src = bump_new(s->mem, struct source);
    *src = (struct source){value, type, dst->name->sources};
    dst->name->sources = src;
}

static struct type *
result_type(const struct ir *call, size_t i)
{
    return call->sig && i < call->sig->func.n_results ? call->sig->func.results[i]->type : NULL;
}

static void
see_pair(struct search *s, struct ir *n)
{
    struct ir *x = n->rhs.n ? n->rhs.v[0] : NULL;
    switch (n->sub) {
    case IR_PAIR:
        for (size_t i = 0; i < n->list.n && i < n->rhs.n; i++)
            add_source(s, n->list.v[i], n->rhs.v[i], NULL);
        break;
    case IR_PAIR_FUNC:
        for (size_t i = 0; i < n->list.n; i++)
            add_source(s, n->list.v[i], NULL, result_type(x, i));
        break;
    case IR_PAIR_TYPE:
        add_source(s, n->list.v[0], x, NULL);
        break;
    default: {
        struct type *t = x->type;
        if (t && t->kind == TYPE_TUPLE)
            t = t->tuple.vars[0]->type;
        add_source(s, n->list.v[0], NULL, t);
        break;
    }
    }
}

static void
see_range(struct search *s, struct ir *n)
{
    struct ir *key = n->list.n > 0 ? n->list.v[0] : NULL;
    struct ir *val = n->list.n > 1 ? n->list.v[1] : NULL;
    struct type *t = types_underlying(n->x->type);
    if (t->kind == TYPE_POINTER)
        t = types_underlying(t->elem);
    if (t->kind == TYPE_ARRAY) {
        add_source(s, val, NULL, t->array.elem);
    } else if (t->kind == TYPE_SLICE) {
        add_source(s, val, NULL, t->elem);
    } else if (t->kind == TYPE_CHAN) {
        add_source(s, key, NULL, t->chan.elem);
    } else if (t->kind == TYPE_MAP) {
        add_source(s, key, NULL, t->map.key);
        add_source(s, val, NULL, t->map.value);
    } else {
        add_source(s, key, NULL, types_any(s->u));
        add_source(s, val, NULL, types_any(s->u));
    }
}

static bool
see(void *arg, struct ir *n)
{
    struct search *s = arg;
    switch (n->op) {
    case IR_ASSIGN:
        if (n->y && (n->y->op == IR_CALL || n->y->op == IR_CALLINTER))
            add_source(s, n->x, NULL, result_type(n->y, 0));
        else if (n->y)
            add_source(s, n->x, n->y, NULL);
        break;
    case IR_ASSIGN2:
        see_pair(s, n);
        break;
    case IR_RANGE:
        see_range(s, n);
        break;
    case IR_TYPESWITCH:
        for (size_t i = 0; i < n->list.n; i++)
            add_source(s, n->list.v[i]->x, n->x, NULL);
        break;
    case IR_CLOSURE:
        collect_fn(s, n->fn);
        break;
    default:
        break;
    }
    return false;
}

static void
collect_fn(struct search *s, struct ir_fn *fn)
{
    if (fn->analysed)
        return;
    fn->analysed = true;
    escape_ir_visit_list(&fn->body, see, s);
}

/* ---- deciding ---- */

static bool exact(struct search *s, struct ir *n, struct found *f);

/* The one type of all values assigned to v; NULL when there is none but nil. */
static bool
exact_variable(struct search *s, struct ir_name *v, struct found *f)
{
    *f = (struct found){0};
    if (v->class != IR_LOCAL || v->addr_taken)
        return false;
    for (size_t i = 0; i < s->busy.n; i++) {
        if (s->busy.v[i] == v)
            return true;
    }
    vec_push(&s->busy, v);
    collect_fn(s, v->fn);
    for (const struct source *src = v->sources; src; src = src->next) {
        struct found one = {.type = src->type};
        if (src->value ? !exact(s, src->value, &one) : !src->type || types_is_interface(src->type))
            return false;
        if (one.type && f->type && !types_identical(one.type, f->type))
            return false;
        if (one.type)
            *f = one;
    }
    return true;
}

static bool
exact(struct search *s, struct ir *n, struct found *f)
{
    for (;;) {
        if (!n->type || n->op == IR_NIL || n->type->kind == TYPE_TUPLE)
            return false;
        if (!types_is_interface(n->type)) {
            const struct expr *g = n->ast ? n->ast->generic : NULL;
            f->type = n->type;
            f->shaped = g && g->type && escape_ir_generic(g->type);
            f->is_shape = f->shaped && g->type->kind == TYPE_PARAM;
            return true;
        }
        if (n->op == IR_CONVNOP || n->op == IR_CONVFACE || (n->op == IR_DOTTYPE && !n->dynamic))
            n = n->x;
        else
            return n->op == IR_NAME && exact_variable(s, n->name, f);
    }
}

/* ---- rewriting ---- */

static void
note(struct search *s, struct ir *call, const struct found *f, const char *verb, bool whole)
{
    if (!s->notes || s->fn->silent)
        return;
    struct buf text = {0};
    buf_printf(&text, "%s ", verb);
    escape_text_node(&text, whole ? call : call->x, s->fn);
    buf_add_str(&text, whole ? ": shaped receiver " : " to ");
    types_write_notes(&text, f->type);
    diag_note(&s->u->diag, call->pos, "%s", buf_cstr(&text));
    buf_finish(&text);
}

static struct ir *
dot(struct search *s, struct ir *x, struct type *t, unsigned field, struct pos pos)
{
    struct type *u = types_underlying(t);
    bool pointer = u->kind == TYPE_POINTER;
    if (pointer)
        u = types_underlying(u->elem);
    const struct object *f = u->struct_.fields[field];
    struct ir *n = escape_ir_new(s->mem, pointer ? IR_DOTPTR : IR_DOT, pos, f->type);
    n->x = x;
    n->sel = f->name;
    return n;
}

/* The receiver that the method m wants, made from x. */
static struct ir *
receiver(struct search *s, struct ir *x, const struct object *m, struct pos pos)
{
    struct type *u = types_underlying(x->type);
    bool pointer = u->kind == TYPE_POINTER && x->type->kind != TYPE_NAMED;
    if (m->func.ptr_recv == pointer)
        return x;
    struct ir *n = escape_ir_new(s->mem, pointer ? IR_DEREF : IR_ADDR, pos,
                                 pointer ? u->elem : types_pointer(s->u, x->type));
    n->x = x;
    n->implicit = true;
    return n;
}

static void
rewrite(struct search *s, struct ir *call, const struct found *f, const struct lookup_result *r)
{
    struct ir *sel = call->x;
    struct ir *x = escape_ir_new(s->mem, IR_DOTTYPE, call->pos, f->type);
    x->x = sel->x;
    for (size_t i = 0; i < r->n_path; i++)
        x = dot(s, x, x->type, r->path[i], sel->pos);
    if (!r->obj->func.func) { /* the method of an embedded interface */
        note(s, call, f, "partially devirtualizing", false);
        struct ir *inter = escape_ir_new(s->mem, IR_DOTINTER, sel->pos, NULL);
        inter->x = x;
        inter->sel = sel->sel;
        inter->obj = r->obj;
        call->x = inter;
        return;
    }
    note(s, call, f, "devirtualizing", false);
    x = receiver(s, x, r->obj, sel->pos);
    struct ir *fun = escape_ir_new(s->mem, IR_METHEXPR, sel->pos, x->type);
    fun->sel = sel->sel;
    fun->obj = r->obj;
    struct ir_list args = {0};
    escape_ir_push(s->mem, &args, x);
    escape_ir_append(s->mem, &args, &call->list);
    call->op = IR_CALL;
    call->x = fun;
    call->list = args;
}

static void
try_call(struct search *s, struct ir *call)
{
    struct found f = {0};
    struct ir *sel = call->x;
    s->busy.n = 0;
    if (!exact(s, sel->x, &f) || !f.type || types_is_interface(f.type) || f.is_shape)
        return;
    bool wrong, ptr;
    if (types_missing_method(s->u, f.type, sel->x->type, &wrong, &ptr))
        return;
    if (f.shaped) {
        note(s, call, &f, "cannot devirtualize", true);
        return;
    }
    struct lookup_result r = lookup_member(s->u, f.type, false, sel->obj->pkg, sel->sel, false);
    if (r.obj && r.obj->kind == OBJECT_FUNC)
        rewrite(s, call, &f, &r);
}

/* Inner calls first. */
static void
look(struct search *s, struct ir *n)
{
    if (!n)
        return;
    const struct ir_list *lists[] = {&n->init, &n->list, &n->rhs, &n->body};
    for (size_t i = 0; i < n->init.n; i++)
        look(s, n->init.v[i]);
    if (n->op == IR_NAME)
        return;
    look(s, n->x);
    look(s, n->y);
    look(s, n->z);
    if (n->op == IR_IF) {
        lists[1] = &n->body;
        lists[3] = &n->list;
    }
    for (int k = 1; k < 4; k++) {
        for (size_t i = 0; i < lists[k]->n; i++)
            look(s, lists[k]->v[i]);
    }
    if (n->op == IR_CALLINTER)
        try_call(s, n);
}

void
escape_exact_find(struct unit *u, struct bump *mem, const ir_fn_list *fns, bool notes)
{
    struct search s = {.u = u, .mem = mem, .notes = notes};
    for (size_t i = 0; i < fns->n; i++) {
        s.fn = fns->v[i];
        for (size_t k = 0; k < s.fn->body.n; k++)
            look(&s, s.fn->body.v[k]);
    }
    vec_finish(&s.busy);
}
