/* Programs that need no end of instances: f[T] that calls f[[]T]. Each type parameter is a node,
 * and so is each type declared inside a generic function. An edge says that one flows into a type
 * parameter: as it is (weight 0), or as part of a larger type (weight 1). A cycle with an edge of
 * weight 1 makes a larger type each time around.
 *
 * Found by growing the heaviest path to each node until nothing changes or a path has as many edges
 * as there are nodes; such a path runs through a cycle. All within one package: a cycle cannot
 * leave it. Go: cmd/compile/internal/types2/mono.go */
#include "lang/checker.h"

static size_t
node_of(struct checker *c, struct object *obj)
{
    uintptr_t known = (uintptr_t)table_get_ptr(&c->mono.node_of, obj);
    if (known)
        return known - 1;
    vec_push(&c->mono.nodes, ((struct mono_node){.obj = obj}));
    table_put_ptr(&c->mono.node_of, obj, (void *)(uintptr_t)c->mono.nodes.n);
    return c->mono.nodes.n - 1;
}

/* A method's own name for a type parameter of its receiver is that parameter. */
static size_t
node_of_param(struct checker *c, struct type *t)
{
    if (t->param.receivers)
        t = t->param.receivers;
    return node_of(c, t->param.obj);
}

static void
add_edges(struct checker *c, size_t to, struct type **from, size_t n, struct pos pos)
{
    for (size_t i = 0; i < n; i++) {
        size_t node = node_of_param(c, from[i]);
        vec_push(&c->mono.edges, ((struct mono_edge){node, to, 1, pos, from[i]}));
    }
}

/* Each type parameter of the functions around a type may be in it. */
static size_t
node_of_local(struct checker *c, struct type *t)
{
    struct object *obj = t->named.obj;
    if (table_get_ptr(&c->mono.node_of, obj))
        return node_of(c, obj);
    size_t node = node_of(c, obj);
    for (const struct func *f = t->named.within; f; f = f->outer) {
        if (!f->sig)
            continue;
        add_edges(c, node, f->sig->func.type_params, f->sig->func.n_type_params, obj->pos);
        add_edges(c, node, f->sig->func.recv_params, f->sig->func.n_recv_params, obj->pos);
    }
    return node;
}

struct flow {
    struct checker *c;
    struct type *param, *arg;
    struct pos pos;
};

static void flow_of(const struct flow *f, struct type *part);

static void
flow_from(const struct flow *f, size_t node, const struct type *part)
{
    struct mono_edge e = {node, node_of_param(f->c, f->param), part != f->arg, f->pos, f->arg};
    vec_push(&f->c->mono.edges, e);
}

static void
flow_of_vars(const struct flow *f, struct object *const *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        flow_of(f, v[i]->type);
}

static void
flow_of_named(const struct flow *f, struct type *t)
{
    if (t->named.within && t->named.obj->pkg == f->c->pkg)
        flow_from(f, node_of_local(f->c, t), t);
    for (size_t i = 0; i < t->named.n_type_args; i++)
        flow_of(f, t->named.type_args[i]);
}

static void
flow_of_interface(const struct flow *f, const struct type *t)
{
    flow_of_vars(f, t->interface.explicit_methods, t->interface.n_explicit);
    for (size_t i = 0; i < t->interface.n_embedded; i++)
        flow_of(f, t->interface.embedded[i]);
}

/* What of the type argument flows into the parameter. */
static void
flow_of(const struct flow *f, struct type *part)
{
    switch (part ? part->kind : TYPE_INVALID) {
    case TYPE_PARAM:
        flow_from(f, node_of_param(f->c, part), part);
        break;
    case TYPE_NAMED:
        flow_of_named(f, part);
        break;
    case TYPE_POINTER:
    case TYPE_SLICE:
        flow_of(f, part->elem);
        break;
    case TYPE_ARRAY:
        flow_of(f, part->array.elem);
        break;
    case TYPE_CHAN:
        flow_of(f, part->chan.elem);
        break;
    case TYPE_MAP:
        flow_of(f, part->map.key);
        flow_of(f, part->map.value);
        break;
    case TYPE_STRUCT:
        flow_of_vars(f, part->struct_.fields, part->struct_.n);
        break;
    case TYPE_FUNC:
        flow_of_vars(f, part->func.params, part->func.n_params);
        flow_of_vars(f, part->func.results, part->func.n_results);
        break;
    case TYPE_INTERFACE:
        flow_of_interface(f, part);
        break;
    default:
        break;
    }
}

void
mono_use(struct checker *c, struct type **tparams, struct type **targs, size_t n, struct pos at,
         struct expr *list)
{
    size_t n_written = list ? ast_list_len(list) : 0;
    for (size_t i = 0; i < n && !c->instance; i++) {
        struct flow f = {c, tparams[i], targs[i], at};
        if (tparams[i]->param.obj->pkg != c->pkg)
            return;
        if (i < n_written)
            f.pos = ast_start_pos(ast_list_at(list, i));
        flow_of(&f, targs[i]);
    }
}

/* A path of as many edges as there are nodes ends at v. Walking back along it, the first node that
 * comes twice is on the cycle. */
static void
report(struct checker *c, size_t v)
{
    const struct mono_edge *edges = c->mono.edges.v;
    struct mono_node *nodes = c->mono.nodes.v;
    VEC(size_t) walk = {0};
    for (; !nodes[v].seen; v = edges[nodes[v].last].from) {
        nodes[v].seen = true;
        vec_push(&walk, v);
    }
    size_t start = 0;
    while (walk.v[start] != v)
        start++;
    struct buf b = {0};
    checker_format(c, &b, "instantiation cycle:");
    for (size_t i = start; i < walk.n; i++) {
        const struct mono_edge *e = &edges[nodes[walk.v[i]].last];
        const struct object *to = nodes[e->to].obj;
        checker_format(c, &b,
                       to->type->kind == TYPE_PARAM ? "\n\t%p: %s instantiated as %t"
                                                    : "\n\t%p: %s implicitly parameterized by %t",
                       &e->pos, to->name, e->type);
    }
    checker_error(c, nodes[v].obj->pos, "%s", buf_cstr(&b));
    buf_finish(&b);
    vec_finish(&walk);
}

void
mono_check(struct checker *c)
{
    struct mono_node *nodes = c->mono.nodes.v;
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < c->mono.edges.n; i++) {
            const struct mono_edge *e = &c->mono.edges.v[i];
            int weight = nodes[e->from].weight + e->weight;
            if (weight <= nodes[e->to].weight)
                continue;
            nodes[e->to].last = i;
            nodes[e->to].len = nodes[e->from].len + 1;
            if (nodes[e->to].len == c->mono.nodes.n) {
                report(c, e->to);
                return;
            }
            nodes[e->to].weight = weight;
            again = true;
        }
    }
}

void
mono_finish(struct checker *c)
{
    table_finish(&c->mono.node_of);
    vec_finish(&c->mono.nodes);
    vec_finish(&c->mono.edges);
}
