/* Methods of types: the complete list of an interface, the method set of any type (what an itab or
 * a type descriptor needs), and whether a type implements an interface.
 * Go: cmd/compile/internal/types2/typeset.go, lookup.go, cmd/compile/internal/typecheck/subr.go */
#include <stdlib.h>
#include <string.h>

#include "lang/lookup.h"
#include "lang/subst.h"
#include "lang/types.h"
#include "lang/typeset.h"
#include "lang/unit.h"

int
types_method_order(const struct object *a, const struct object *b)
{
    bool ea = object_exported(a->name), eb = object_exported(b->name);
    if (ea != eb)
        return ea ? -1 : 1;
    int c = strcmp(a->name, b->name);
    if (c == 0 && !ea && a->pkg && b->pkg)
        c = strcmp(a->pkg->path, b->pkg->path);
    return c;
}

static int
by_order(const void *a, const void *b)
{
    return types_method_order(*(struct object *const *)a, *(struct object *const *)b);
}

typedef VEC(struct object *) object_list;

static bool
has_method(const object_list *list, const struct object *m)
{
    for (size_t i = 0; i < list->n; i++) {
        if (object_same_id(list->v[i], m->pkg, m->name, false))
            return true;
    }
    return false;
}

typedef struct { /* a union being put together */
    VEC(struct type *) types;
    VEC(bool) tilde;
} term_list;

static void
add_term(term_list *l, struct type *t, bool tilde)
{
    for (size_t i = 0; i < l->types.n; i++) {
        if (l->tilde.v[i] == tilde && types_identical(l->types.v[i], t))
            return;
    }
    vec_push(&l->types, t);
    vec_push(&l->tilde, tilde);
}

/* What is in both terms: the smaller one, or nothing. */
static bool
meet(struct type *a, bool a_tilde, struct type *b, bool b_tilde, struct type **t, bool *tilde)
{
    *t = a_tilde ? b : a;
    *tilde = a_tilde && b_tilde;
    return types_identical(a_tilde && !b_tilde   ? a
                           : b_tilde && !a_tilde ? types_underlying(a)
                                                 : a,
                           a_tilde && !b_tilde ? types_underlying(b) : b);
}

static void
set_terms(struct type *t, term_list *l)
{
    size_t n = t->interface.n_terms = l->types.n;
    t->interface.no_types = n == 0;
    t->interface.terms = bump_array(&t->interface.unit->mem, struct type *, n + 1);
    t->interface.tilde = bump_array(&t->interface.unit->mem, bool, n + 1);
    for (size_t i = 0; i < n; i++) {
        t->interface.terms[i] = l->types.v[i];
        t->interface.tilde[i] = l->tilde.v[i];
    }
    vec_finish(&l->types);
    vec_finish(&l->tilde);
}

/* Only types that are in one of these terms, too, stay in t's type set. */
static void
restrict_terms(struct type *t, struct type **terms, const bool *tilde, size_t n)
{
    term_list l = {0};
    if (t->interface.n_terms == 0 && !t->interface.no_types) {
        for (size_t i = 0; i < n; i++)
            add_term(&l, terms[i], tilde && tilde[i]);
    }
    for (size_t i = 0; i < t->interface.n_terms; i++) {
        for (size_t k = 0; k < n; k++) {
            struct type *both;
            bool both_tilde;
            if (meet(t->interface.terms[i], t->interface.tilde[i], terms[k], tilde && tilde[k],
                     &both, &both_tilde))
                add_term(&l, both, both_tilde);
        }
    }
    set_terms(t, &l);
}

/* A union: its terms may be interfaces, whose terms then count. */
static bool
complete_union(struct type *t)
{
    term_list l = {0};
    bool all = false, complete = true;
    for (size_t i = 0; i < t->interface.n_written; i++) {
        struct type *w = t->interface.written[i], *u = types_underlying(w);
        if (u->kind != TYPE_INTERFACE || w->kind == TYPE_PARAM) {
            complete &= u->kind != TYPE_INVALID || w->kind != TYPE_NAMED;
            add_term(&l, w, t->interface.written_tilde[i]);
            continue;
        }
        types_complete_interface(u);
        complete &= u->interface.complete;
        all |= u->interface.n_terms == 0 && !u->interface.no_types;
        for (size_t k = 0; k < u->interface.n_terms; k++)
            add_term(&l, u->interface.terms[k], u->interface.tilde[k]);
    }
    set_terms(t, &l);
    if (all)
        t->interface.n_terms = 0;
    t->interface.no_types &= !all;
    return complete;
}

static bool
take_embedded(struct type *t, struct type *elem, object_list *all)
{
    struct type *e = types_underlying(elem);
    if (e->kind == TYPE_INVALID)
        return elem->kind != TYPE_NAMED; /* perhaps not finished yet: ask again */
    if (e->kind != TYPE_INTERFACE) {
        restrict_terms(t, &elem, NULL, 1);
        return true;
    }
    types_complete_interface(e);
    for (size_t i = 0; i < e->interface.n_methods; i++) {
        struct object *m = e->interface.methods[i];
        if (has_method(all, m))
            continue;
        struct object *own = bump_new(&t->interface.unit->mem, struct object);
        *own = *m; /* its place in this interface is another one */
        vec_push(all, own);
    }
    t->interface.comparable |= e->interface.comparable;
    if (e->interface.n_terms || e->interface.no_types)
        restrict_terms(t, e->interface.terms, e->interface.tilde, e->interface.n_terms);
    return e->interface.complete;
}

void
types_complete_interface(struct type *t)
{
    if (t->interface.complete || t->interface.completing)
        return;
    t->interface.completing = true;
    bool complete = true;
    object_list all = {0};
    for (size_t i = 0; i < t->interface.n_explicit; i++) {
        if (!has_method(&all, t->interface.explicit_methods[i]))
            vec_push(&all, t->interface.explicit_methods[i]);
    }
    t->interface.n_terms = 0;
    t->interface.no_types = false;
    if (t->interface.n_written)
        complete = complete_union(t);
    for (size_t i = 0; i < t->interface.n_embedded; i++)
        complete &= take_embedded(t, t->interface.embedded[i], &all);
    if (all.n > 0) {
        qsort(all.v, all.n, sizeof all.v[0], by_order);
        t->interface.methods = bump_array(&t->interface.unit->mem, struct object *, all.n);
        memcpy(t->interface.methods, all.v, all.n * sizeof all.v[0]);
    }
    t->interface.n_methods = all.n;
    vec_finish(&all);
    t->interface.completing = false;
    t->interface.complete = complete;
    for (size_t i = 0; i < t->interface.n_methods; i++)
        t->interface.methods[i]->func.method_index = (unsigned)i;
}

/* Every method declared anywhere below t is a candidate, which lookup then judges. */
static void
collect(struct type *t, object_list *all, struct table *seen)
{
    bool pointer;
    t = lookup_deref(t, &pointer);
    if (table_put_ptr(seen, t, t))
        return;
    if (t->kind == TYPE_NAMED) {
        subst_methods(t);
        for (size_t i = 0; i < t->named.n_methods; i++) {
            if (!has_method(all, t->named.methods[i]))
                vec_push(all, t->named.methods[i]);
        }
    }
    struct type *u = types_underlying(t);
    if (u->kind == TYPE_INTERFACE && !pointer) {
        types_complete_interface(u);
        for (size_t i = 0; i < u->interface.n_methods; i++) {
            if (!has_method(all, u->interface.methods[i]))
                vec_push(all, u->interface.methods[i]);
        }
    }
    for (size_t i = 0; u->kind == TYPE_STRUCT && i < u->struct_.n; i++) {
        if (u->struct_.fields[i]->var.embedded)
            collect(u->struct_.fields[i]->type, all, seen);
    }
}

static struct method_set *
make_method_set(struct unit *u, struct type *t)
{
    struct method_set *set = bump_new(&u->mem, struct method_set);
    object_list all = {0};
    struct table seen = {0};
    collect(t, &all, &seen);
    table_finish(&seen);
    if (all.n > 0) {
        qsort(all.v, all.n, sizeof all.v[0], by_order);
        set->v = bump_array(&u->mem, struct method_set_entry, all.n);
    }
    for (size_t i = 0; i < all.n; i++) {
        struct object *m = all.v[i];
        struct lookup_result r = lookup_member(u, t, false, m->pkg, m->name, false);
        if (!r.obj || r.obj->kind != OBJECT_FUNC)
            continue;
        set->v[set->n++] = (struct method_set_entry){.method = r.obj,
                                                     .path = r.path,
                                                     .n_path = r.n_path,
                                                     .ptr_recv = r.obj->func.ptr_recv,
                                                     .through_pointer = r.indirect};
    }
    vec_finish(&all);
    return set;
}

const struct method_set *
types_method_set(struct unit *u, struct type *t)
{
    struct table *cache = &typeset_of(u)->method_sets;
    struct method_set *set = table_get_ptr(cache, t);
    if (!set) {
        set = make_method_set(u, t);
        table_put_ptr(cache, t, set);
    }
    return set;
}

struct object *
types_missing_method(struct unit *u, struct type *t, struct type *iface, bool *wrong_type,
                     bool *ptr_recv)
{
    struct type *want = types_underlying(iface);
    *wrong_type = *ptr_recv = false;
    if (want->kind != TYPE_INTERFACE)
        return NULL;
    types_complete_interface(want);
    for (size_t i = 0; i < want->interface.n_methods; i++) {
        struct object *m = want->interface.methods[i];
        struct lookup_result r = lookup_member(u, t, false, m->pkg, m->name, false);
        *ptr_recv = r.pointer_recv;
        if (!r.obj || r.obj->kind != OBJECT_FUNC)
            return m;
        *wrong_type = !types_identical(r.obj->type, m->type);
        if (*wrong_type)
            return m;
    }
    return NULL;
}
