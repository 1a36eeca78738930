/* Locations, flows, and the search for what outlives what.
 *
 * From each location as root a shortest-path search runs backwards over the edges; path lengths are
 * derefs, cut off at 0 on the way, so that there are no negative cycles. Length -1 at l: the
 * address of l reaches the root, and if the root outlives l, l escapes. Whenever an attribute of a
 * location changes, it is walked from again; each can change a few times only.
 * Go: escape/graph.go, solve.go, leaks.go */
#include "lang/escape_graph.h"

#include "base/bug.h"
#include "lang/unit.h"

void
escape_graph_init(struct escape_batch *b, struct unit *u, struct bump *mem)
{
    *b = (struct escape_batch){.u = u, .mem = mem};
    b->heap.attrs = ESCAPE_ESCAPES | ESCAPE_PERSISTS | ESCAPE_MUTATES | ESCAPE_CALLS;
    b->quiet.attrs = ESCAPE_ESCAPES | ESCAPE_PERSISTS;
    b->mutator.attrs = ESCAPE_MUTATES;
    b->callee.attrs = ESCAPE_CALLS;
}

void
escape_graph_finish(struct escape_batch *b)
{
    for (size_t i = 0; i < b->locs.n; i++)
        vec_finish(&b->locs.v[i]->edges);
    vec_finish(&b->heap.edges);
    vec_finish(&b->quiet.edges);
    vec_finish(&b->mutator.edges);
    vec_finish(&b->callee.edges);
    vec_finish(&b->locs);
    vec_finish(&b->closures);
}

struct escape_loc *
escape_graph_new(struct escape_batch *b, struct ir *node, struct ir_fn *fn, int loop_depth,
                 bool persists)
{
    struct escape_loc *l = bump_new(b->mem, struct escape_loc);
    l->node = node;
    l->fn = fn;
    l->loop_depth = loop_depth;
    l->attrs = persists ? ESCAPE_PERSISTS : 0;
    vec_push(&b->locs, l);
    return l;
}

/* ---- holes and flows ---- */

struct escape_hole
escape_graph_hole(struct escape_loc *l)
{
    return (struct escape_hole){l, 0, false, NULL};
}

struct escape_hole
escape_graph_shift(struct escape_hole k, int delta)
{
    k.derefs += delta;
    k.addr_taken = delta < 0;
    ensure(k.derefs >= -1, "the address of an address");
    return k;
}

struct escape_hole
escape_graph_note(struct escape_batch *b, struct escape_hole k, struct ir *where,
                  const struct ir_fn *fn, const char *why)
{
    if (!b->reasons)
        return k;
    struct escape_note *n = bump_new(b->mem, struct escape_note);
    *n = (struct escape_note){k.notes, where, fn, why, where->pos};
    k.notes = n;
    return k;
}

void
escape_graph_flow(struct escape_batch *b, struct escape_hole k, struct escape_loc *src)
{
    if (k.addr_taken)
        src->addr_taken = true;
    struct escape_loc *dst = k.dst;
    if (dst == &b->discard || (dst == src && k.derefs >= 0))
        return;
    if ((dst->attrs & ESCAPE_ESCAPES) && k.derefs < 0) {
        escape_reason_flow(b, dst, src, k.derefs, k.notes);
        src->attrs |= ESCAPE_ESCAPES | ESCAPE_PERSISTS | ESCAPE_MUTATES | ESCAPE_CALLS;
        return;
    }
    vec_push(&dst->edges, ((struct escape_edge){src, k.derefs, k.notes}));
}

struct escape_hole
escape_graph_tee(struct escape_batch *b, struct ir_fn *fn, int loop_depth,
                 const struct escape_hole *k, size_t n)
{
    if (n == 0)
        return escape_graph_hole(&b->discard);
    if (n == 1)
        return k[0];
    struct escape_loc *l = escape_graph_new(b, NULL, fn, loop_depth, false);
    for (size_t i = 0; i < n; i++) {
        ensure(k[i].derefs >= 0, "an address for several holes");
        escape_graph_flow(b, k[i], l);
    }
    return escape_graph_hole(l);
}

/* ---- leaks ---- */

int
escape_graph_leak(const struct escape_tag *t, int sink)
{
    return t->v[sink] - 1;
}

void
escape_graph_add_leak(struct escape_tag *t, int sink, int derefs)
{
    int old = escape_graph_leak(t, sink);
    if (old < 0 || derefs < old)
        t->v[sink] = (unsigned char)(derefs < 254 ? derefs + 1 : 255);
}

void
escape_graph_optimize(struct escape_tag *t)
{
    int heap = escape_graph_leak(t, ESCAPE_LEAK_HEAP);
    for (int i = 1; heap >= 0 && i < ESCAPE_LEAK_N; i++) {
        if (escape_graph_leak(t, i) >= heap)
            t->v[i] = 0;
    }
}

static void
leak(const struct escape_batch *b, struct escape_loc *l, const struct escape_loc *sink, int derefs)
{
    if (sink == &b->quiet) {
        escape_graph_add_leak(&l->tag, ESCAPE_LEAK_QUIET, derefs);
        return;
    }
    int result = sink->result - 1;
    if (!(sink->attrs & ESCAPE_ESCAPES) && result >= 0 && sink->fn == l->fn &&
        result < ESCAPE_LEAK_RESULTS)
        escape_graph_add_leak(&l->tag, ESCAPE_LEAK_RESULT0 + result, derefs);
    else
        escape_graph_add_leak(&l->tag, ESCAPE_LEAK_HEAP, derefs);
}

/* ---- who outlives whom ---- */

/* Is `inner` a literal inside f, however deep? */
static bool
contains(const struct ir_fn *f, const struct ir_fn *inner)
{
    if (!f || !inner || f == inner)
        return false;
    for (const struct ir_fn *p = inner->outer; p; p = p->outer) {
        if (p == f)
            return true;
    }
    return false;
}

/* May what is stored in l live longer than `other` in its frame? */
static bool
outlives(const struct escape_batch *b, const struct escape_loc *l, const struct escape_loc *other)
{
    if (l->attrs & ESCAPE_ESCAPES)
        return true;
    if (l == &b->mutator || l == &b->callee)
        return false;
    if (l->result) /* unless all calls of the literal are seen, and other is outside of it */
        return !contains(other->fn, l->fn) || l->fn->results_lost;
    if (l->fn == other->fn && l->loop_depth < other->loop_depth)
        return true;
    return contains(l->fn, other->fn);
}

/* ---- the search ---- */

struct queue {
    struct escape_loc **v;
    size_t head, n, cap; /* a ring */
};

static void
queue_grow(struct queue *q)
{
    if (q->n < q->cap)
        return;
    size_t cap = q->cap ? q->cap * 2 : 16;
    struct escape_loc **v = xmalloc(cap * sizeof *v);
    for (size_t i = 0; i < q->n; i++)
        v[i] = q->v[(q->head + i) % q->cap];
    free(q->v);
    *q = (struct queue){v, 0, q->n, cap};
}

static void
push_back(struct queue *q, struct escape_loc *l)
{
    queue_grow(q);
    q->v[(q->head + q->n++) % q->cap] = l;
}

static void
push_front(struct queue *q, struct escape_loc *l)
{
    queue_grow(q);
    q->head = (q->head + q->cap - 1) % q->cap;
    q->v[q->head] = l;
    q->n++;
}

static struct escape_loc *
pop_front(struct queue *q)
{
    struct escape_loc *l = q->v[q->head];
    q->head = (q->head + 1) % q->cap;
    q->n--;
    return l;
}

static void
walk_again(struct queue *all, struct escape_loc *l)
{
    if (l->queued)
        return;
    l->queued = true;
    if (l->attrs & ESCAPE_ESCAPES)
        push_front(all, l);
    else
        push_back(all, l);
}

/* A literal that is called by nobody knows whom: its results go anywhere. */
static void
lose_results(struct queue *all, struct escape_loc *root)
{
    if (!(root->attrs & ESCAPE_CALLS) || !root->node || root->node->op != IR_CLOSURE)
        return;
    struct ir_fn *f = root->node->fn;
    if (f->tagged || f->results_lost)
        return;
    f->results_lost = true;
    for (size_t i = 0; i < f->results.n; i++) {
        if (f->results.v[i]->loc)
            walk_again(all, f->results.v[i]->loc);
    }
}

/* What the way from l to root, `derefs` long, says about l. */
static unsigned
judge(struct escape_batch *b, const struct escape_loc *root, struct escape_loc *l, int derefs)
{
    unsigned attrs = 0;
    if (derefs < 0) {
        bool out = outlives(b, root, l);
        if (out && !(l->attrs & ESCAPE_ESCAPES))
            escape_reason_path(b, root, l);
        if (out)
            attrs |= ESCAPE_ESCAPES | ESCAPE_PERSISTS | ESCAPE_MUTATES | ESCAPE_CALLS;
        else
            attrs |= root->attrs & ESCAPE_PERSISTS;
        derefs = 0;
    }
    if (derefs == 0)
        attrs |= root->attrs & (ESCAPE_MUTATES | ESCAPE_CALLS);
    if (l->is_param) {
        if (outlives(b, root, l)) {
            if (!(l->attrs & ESCAPE_ESCAPES))
                escape_reason_leak(b, root, l, derefs);
            leak(b, l, root, derefs);
        }
        if (root->attrs & ESCAPE_MUTATES)
            escape_graph_add_leak(&l->tag, ESCAPE_LEAK_MUTATOR, derefs);
        if (root->attrs & ESCAPE_CALLS)
            escape_graph_add_leak(&l->tag, ESCAPE_LEAK_CALLEE, derefs);
    }
    return attrs;
}

static void
walk_edges(struct escape_batch *b, struct queue *todo, struct escape_loc *l, int derefs)
{
    for (size_t i = 0; i < l->edges.n; i++) {
        struct escape_loc *src = l->edges.v[i].src;
        int d = derefs + l->edges.v[i].derefs;
        if ((src->attrs & ESCAPE_ESCAPES) || (src->walk == b->walk && src->derefs <= d))
            continue;
        src->walk = b->walk;
        src->derefs = d;
        src->dst = l;
        src->dst_edge = i;
        if (src->queued_walk != b->walk) {
            src->queued_walk = b->walk;
            push_back(todo, src);
        }
    }
}

static void
walk_from(struct escape_batch *b, struct queue *all, struct queue *todo, struct escape_loc *root)
{
    b->walk++;
    root->walk = b->walk;
    root->derefs = 0;
    root->dst = NULL;
    lose_results(all, root);
    push_front(todo, root);
    while (todo->n > 0) {
        struct escape_loc *l = pop_front(todo);
        l->queued_walk = 0;
        int derefs = l->derefs;
        unsigned attrs = judge(b, root, l, derefs);
        if (attrs & ~l->attrs) {
            l->attrs |= attrs;
            walk_again(all, l);
            if (l->attrs & ESCAPE_ESCAPES)
                continue;
        }
        walk_edges(b, todo, l, derefs < 0 ? 0 : derefs);
    }
}

void
escape_graph_solve(struct escape_batch *b)
{
    struct queue all = {0}, todo = {0};
    for (size_t i = 0; i < b->locs.n; i++) {
        push_front(&all, b->locs.v[i]);
        b->locs.v[i]->queued = true;
    }
    struct escape_loc *special[] = {&b->quiet, &b->mutator, &b->callee, &b->heap};
    for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
        push_front(&all, special[i]);
        special[i]->queued = true;
    }
    while (all.n > 0) {
        struct escape_loc *root = pop_front(&all);
        root->queued = false;
        walk_from(b, &all, &todo, root);
    }
    free(all.v);
    free(todo.v);
}
