/* The order in which package variables are initialised: again and again the first one, in order of
 * declaration, that depends on no uninitialised one. Dependencies pass through functions and
 * constants. What is left over when none is ready lies on a cycle.
 * Go: cmd/compile/internal/types2/initorder.go */
#include <string.h>

#include "lang/checker.h"

struct node { /* a variable or constant */
    struct object *obj;
    struct declared *info;
    struct object **needs; /* other nodes it depends on, directly or through functions */
    size_t n_needs;
    bool done;
};

struct order {
    struct checker *c;
    struct node *v;
    size_t n;
    struct table by_object; /* object -> node */
};

static void
collect_needs(struct order *o, struct node *node, struct declared *info, struct table *seen)
{
    for (size_t i = 0; i < info->n_deps; i++) {
        struct object *d = info->deps[i];
        if (table_put_ptr(seen, d, d))
            continue;
        if (d->kind != OBJECT_FUNC)
            checker_append(o->c->u, &node->needs, &node->n_needs, d);
        else
            collect_needs(o, node, table_get_ptr(&o->c->declared, d), seen);
    }
}

static bool
is_ready(struct order *o, const struct node *node)
{
    for (size_t i = 0; i < node->n_needs; i++) {
        struct node *d = table_get_ptr(&o->by_object, node->needs[i]);
        if (d && !d->done)
            return false;
    }
    return true;
}

/* A step for the variable: the specification, or the part of it that declares this one alone. */
static void
emit(struct checker *c, struct object *obj, struct declared *info)
{
    if (obj->kind != OBJECT_VAR || !info->init || info->emitted)
        return;
    info->emitted = true;
    struct decl *d = info->decl;
    if (d->var.n_names > 1 && !info->lhs) { /* var a, b = x, y: two initialisers */
        struct decl *one = bump_new(&c->u->mem, struct decl);
        *one = *d;
        for (size_t i = 0; i < d->var.n_names; i++) {
            if (d->var.objs[i] != obj)
                continue;
            one->var.names = &d->var.names[i];
            one->var.values = &d->var.values[i];
            one->var.objs = &d->var.objs[i];
            one->var.n_names = one->var.n_values = 1;
        }
        d = one;
    }
    struct init_step step = {d};
    vec_push(&c->pkg->inits, step);
}

typedef VEC(struct object *) object_path;

static bool
path_back(struct checker *c, struct object *from, struct object *to, struct table *seen,
          object_path *path)
{
    struct declared *info = table_get_ptr(&c->declared, from);
    if (!info || table_put_ptr(seen, from, from))
        return false;
    for (size_t i = 0; i < info->n_deps; i++) {
        struct object *d = info->deps[i];
        if (d == to || path_back(c, d, to, seen, path)) {
            vec_push(path, d);
            return true;
        }
    }
    return false;
}

/* True when obj lies on a cycle, which is then reported. */
static bool
report_cycle(struct checker *c, struct object *obj)
{
    struct table seen = {0};
    object_path path = {0}; /* obj, ..., the first object it refers to */
    bool cyclic = path_back(c, obj, obj, &seen, &path);
    table_finish(&seen);
    if (cyclic && path.n == 1) {
        checker_error(c, obj->pos, "initialization cycle: %s refers to itself", obj->name);
    } else if (cyclic) {
        struct buf b = {0};
        checker_format(c, &b, "initialization cycle for %s", obj->name);
        struct object *from = obj;
        for (size_t i = path.n; i-- > 0; from = path.v[i])
            checker_format(c, &b, "\n\t%p: %s refers to %s", &from->pos, from->name,
                           path.v[i]->name);
        checker_error(c, obj->pos, "%s", buf_cstr(&b));
        buf_finish(&b);
    }
    vec_finish(&path);
    return cyclic;
}

static void
make_nodes(struct order *o)
{
    struct checker *c = o->c;
    o->v = bump_array(&c->u->mem, struct node, c->objs.n + 1);
    for (int constants = 1; constants >= 0; constants--) {
        for (size_t i = 0; i < c->objs.n; i++) {
            struct object *obj = c->objs.v[i];
            if (obj->kind != (constants ? OBJECT_CONST : OBJECT_VAR))
                continue;
            struct node *node = &o->v[o->n++];
            node->obj = obj;
            node->info = table_get_ptr(&c->declared, obj);
            table_put_ptr(&o->by_object, obj, node);
        }
    }
    for (size_t i = 0; i < o->n; i++) {
        struct table seen = {0};
        collect_needs(o, &o->v[i], o->v[i].info, &seen);
        table_finish(&seen);
    }
}

static struct node *
next_node(struct order *o)
{
    struct node *first = NULL;
    for (size_t i = 0; i < o->n; i++) {
        if (o->v[i].done)
            continue;
        if (is_ready(o, &o->v[i]))
            return &o->v[i];
        if (!first)
            first = &o->v[i];
    }
    if (!first)
        return NULL;
    /* None is ready: prefer one that is on the cycle itself. */
    for (size_t i = 0; i < o->n; i++) {
        if (!o->v[i].done && report_cycle(o->c, o->v[i].obj))
            return &o->v[i];
    }
    return first;
}

void
initorder_compute(struct checker *c)
{
    struct order o = {.c = c};
    make_nodes(&o);
    for (struct node *node; (node = next_node(&o)) != NULL;) {
        node->done = true;
        emit(c, node->obj, node->info);
    }
    table_finish(&o.by_object);
}
