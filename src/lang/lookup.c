/* Breadth-first search through embedded fields: the shallowest depth that has the name decides, and
 * two of them at one depth are ambiguous. A type seen at a shallower depth hides itself.
 * Go: cmd/compile/internal/types2/lookup.go */
#include "lang/lookup.h"

#include "lang/subst.h"
#include "lang/types.h"
#include "lang/unit.h"

struct embedded { /* a type to look into */
    struct type *type;
    unsigned *path;
    size_t n_path;
    bool indirect;
    bool multiple; /* it is there more than once at this depth */
};

typedef VEC(struct embedded) embedded_list;

struct search {
    struct unit *u;
    const struct package *pkg;
    const char *name;
    bool fold_case;
    embedded_list now, next;
    VEC(struct type *) seen;
    struct lookup_result found;
};

struct type *
lookup_deref(struct type *t, bool *is_pointer)
{
    *is_pointer = t->kind == TYPE_POINTER;
    return *is_pointer ? t->elem : t;
}

static unsigned *
longer_path(struct unit *u, const struct embedded *e, unsigned index)
{
    unsigned *p = bump_array(&u->mem, unsigned, e->n_path + 1);
    for (size_t i = 0; i < e->n_path; i++)
        p[i] = e->path[i];
    p[e->n_path] = index;
    return p;
}

/* False when the name was there already at this depth. */
static bool
found(struct search *s, struct object *obj, const struct embedded *e, const unsigned *path,
      size_t n_path)
{
    if (s->found.obj || e->multiple) {
        s->found = (struct lookup_result){.ambiguous = true};
        return false;
    }
    s->found.obj = obj;
    s->found.path = path;
    s->found.n_path = n_path;
    s->found.indirect = e->indirect;
    return true;
}

static struct object *
pick(struct search *s, struct object **methods, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (object_same_id(methods[i], s->pkg, s->name, s->fold_case))
            return methods[i];
    }
    return NULL;
}

static bool
look_in_struct(struct search *s, const struct embedded *e, struct type *t)
{
    for (size_t i = 0; i < t->struct_.n; i++) {
        struct object *f = t->struct_.fields[i];
        if (object_same_id(f, s->pkg, s->name, s->fold_case)) {
            if (!found(s, f, e, longer_path(s->u, e, (unsigned)i), e->n_path + 1))
                return false;
            continue;
        }
        if (!s->found.obj && f->var.embedded && f->type) {
            bool pointer;
            struct embedded inner = {.type = lookup_deref(f->type, &pointer),
                                     .path = longer_path(s->u, e, (unsigned)i),
                                     .n_path = e->n_path + 1,
                                     .multiple = e->multiple};
            inner.indirect = e->indirect || pointer;
            vec_push(&s->next, inner);
        }
    }
    return true;
}

/* False stops the search: ambiguous. */
static bool
look_in(struct search *s, const struct embedded *e)
{
    struct type *t = e->type;
    if (t->kind == TYPE_NAMED) {
        for (size_t i = 0; i < s->seen.n; i++) {
            if (types_identical(s->seen.v[i], t))
                return true;
        }
        vec_push(&s->seen, t);
        subst_methods(t);
        struct object *m = pick(s, t->named.methods, t->named.n_methods);
        if (m)
            return found(s, m, e, e->path, e->n_path);
    }
    struct type *under = types_underlying(t);
    if (under->kind == TYPE_STRUCT)
        return look_in_struct(s, e, under);
    if (under->kind == TYPE_INTERFACE) {
        types_complete_interface(under);
        struct object *m = pick(s, under->interface.methods, under->interface.n_methods);
        if (m)
            return found(s, m, e, e->path, e->n_path);
    }
    return true;
}

/* The next depth, equal types merged into one marked as multiple. */
static void
go_deeper(struct search *s)
{
    s->now.n = 0;
    for (size_t i = 0; i < s->next.n; i++) {
        bool known = false;
        for (size_t k = 0; k < s->now.n && !known; k++) {
            if (types_identical(s->now.v[k].type, s->next.v[i].type))
                known = s->now.v[k].multiple = true;
        }
        if (!known)
            vec_push(&s->now, s->next.v[i]);
    }
    s->next.n = 0;
}

static struct lookup_result
search(struct unit *u, struct type *t, bool addressable, const struct package *pkg,
       const char *name, bool fold_case)
{
    struct search s = {.u = u, .pkg = pkg, .name = name, .fold_case = fold_case};
    struct embedded start = {0};
    start.type = lookup_deref(t, &start.indirect);
    if (start.indirect && types_is_interface(start.type))
        return s.found; /* a pointer to an interface has no methods */
    vec_push(&s.now, start);
    bool go_on = true;
    while (s.now.n > 0 && go_on && !s.found.obj) {
        for (size_t i = 0; i < s.now.n && go_on; i++)
            go_on = look_in(&s, &s.now.v[i]);
        if (go_on && !s.found.obj)
            go_deeper(&s);
    }
    struct object *obj = s.found.obj;
    if (obj && obj->kind == OBJECT_FUNC && obj->func.ptr_recv && !s.found.indirect && !addressable)
        s.found = (struct lookup_result){.pointer_recv = true};
    vec_finish(&s.now);
    vec_finish(&s.next);
    vec_finish(&s.seen);
    return s.found;
}

struct lookup_result
lookup_member(struct unit *u, struct type *t, bool addressable, const struct package *pkg,
              const char *name, bool fold_case)
{
    if (name[0] == '_' && !name[1])
        return (struct lookup_result){0};
    /* A named pointer type has the fields of what it points to, but no methods. */
    if (t->kind == TYPE_NAMED && types_underlying(t)->kind == TYPE_POINTER) {
        struct lookup_result r = search(u, types_underlying(t), false, pkg, name, fold_case);
        if (r.obj && r.obj->kind == OBJECT_FUNC)
            return (struct lookup_result){0};
        return r;
    }
    return search(u, t, addressable, pkg, name, fold_case);
}
