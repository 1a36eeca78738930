/* Constructors of types and the questions everybody asks about them. A type is a node in the unit's
 * bump; identity is structural except for named types and type parameters, which are themselves.
 * While declarations are being checked a named type may have no underlying type yet: it then counts
 * as invalid, and nobody complains about what is invalid.
 * Go: cmd/compile/internal/types2/predicates.go, under.go, typeset.go */
#include "lang/types.h"

#include <string.h>

#include "base/bug.h"
#include "lang/subst.h"
#include "lang/typeset.h"
#include "lang/unit.h"

/* Never written: sized is set, so that layout leaves it alone. */
static struct type invalid_type = {.kind = TYPE_INVALID, .sized = true, .align = 1};

struct type *
types_basic(struct unit *u, enum type_kind kind)
{
    if (kind == TYPE_INVALID)
        return &invalid_type;
    ensure(kind <= TYPE_UNTYPED_NIL, "types_basic wants a predeclared kind, not %d", (int)kind);
    return &typeset_of(u)->basics[kind];
}

struct type *
types_byte(struct unit *u)
{
    return typeset_of(u)->byte;
}

struct type *
types_rune(struct unit *u)
{
    return typeset_of(u)->rune;
}

struct type *
types_error(struct unit *u)
{
    return typeset_of(u)->error;
}

struct type *
types_any(struct unit *u)
{
    return typeset_of(u)->any;
}

struct type *
types_comparable_constraint(struct unit *u)
{
    return typeset_of(u)->comparable;
}

struct type *
types_new(struct unit *u, enum type_kind kind)
{
    struct typeset *ts = typeset_of(u);
    struct type *t = bump_new(&u->mem, struct type);
    t->kind = kind;
    t->id = ++ts->next_id;
    if (kind == TYPE_INTERFACE)
        t->interface.unit = u;
    return t;
}

static struct type *
derived(struct unit *u, struct table *cache, enum type_kind kind, struct type *elem)
{
    struct type *t = table_get_ptr(cache, elem);
    if (!t) {
        t = types_new(u, kind);
        t->elem = elem;
        table_put_ptr(cache, elem, t);
    }
    return t;
}

struct type *
types_pointer(struct unit *u, struct type *elem)
{
    return derived(u, &typeset_of(u)->pointers, TYPE_POINTER, elem);
}

struct type *
types_slice(struct unit *u, struct type *elem)
{
    return derived(u, &typeset_of(u)->slices, TYPE_SLICE, elem);
}

struct type *
types_array(struct unit *u, struct type *elem, int64_t len)
{
    struct type *t = types_new(u, TYPE_ARRAY);
    t->array.elem = elem;
    t->array.len = len;
    return t;
}

struct type *
types_map(struct unit *u, struct type *key, struct type *value)
{
    struct type *t = types_new(u, TYPE_MAP);
    t->map.key = key;
    t->map.value = value;
    return t;
}

struct type *
types_chan(struct unit *u, struct type *elem, enum chan_dir dir)
{
    struct type *t = types_new(u, TYPE_CHAN);
    t->chan.elem = elem;
    t->chan.dir = dir;
    return t;
}

struct type *
types_tuple(struct unit *u, struct object **vars, size_t n)
{
    struct type *t = types_new(u, TYPE_TUPLE);
    t->tuple.vars = vars;
    t->tuple.n = n;
    return t;
}

struct type *
types_func(struct unit *u, struct object **params, size_t n_params, struct object **results,
           size_t n_results, bool variadic)
{
    struct type *t = types_new(u, TYPE_FUNC);
    t->func.params = params;
    t->func.n_params = n_params;
    t->func.results = results;
    t->func.n_results = n_results;
    t->func.variadic = variadic;
    return t;
}

struct type *
types_default(struct unit *u, struct type *t)
{
    switch (t->kind) {
    case TYPE_UNTYPED_BOOL:
        return types_basic(u, TYPE_BOOL);
    case TYPE_UNTYPED_INT:
        return types_basic(u, TYPE_INT);
    case TYPE_UNTYPED_RUNE:
        return types_rune(u);
    case TYPE_UNTYPED_FLOAT:
        return types_basic(u, TYPE_FLOAT64);
    case TYPE_UNTYPED_COMPLEX:
        return types_basic(u, TYPE_COMPLEX128);
    case TYPE_UNTYPED_STRING:
        return types_basic(u, TYPE_STRING);
    default:
        return t;
    }
}

struct type *
types_underlying(struct type *t)
{
    if (t->kind == TYPE_PARAM) {
        struct type *c = t->param.constraint;
        return c && c->kind != TYPE_PARAM ? types_underlying(c) : &invalid_type;
    }
    if (t->kind != TYPE_NAMED)
        return t;
    if (t->named.underlying)
        return t->named.underlying;
    if (t->named.origin) {
        struct type *u = subst_underlying(t);
        return u ? u : &invalid_type;
    }
    /* The right-hand side may be a named type that was not finished when t was. */
    struct type *n = t;
    for (int steps = 0; n && n->kind == TYPE_NAMED && !n->named.underlying; steps++) {
        if (steps > 10000)
            return &invalid_type;
        n = n->named.origin ? subst_underlying(n) : n->named.rhs;
    }
    if (!n)
        return &invalid_type;
    struct type *under = n->kind == TYPE_NAMED ? n->named.underlying : n;
    t->named.underlying = under;
    return under;
}

static const struct type *
under(const struct type *t)
{
    return types_underlying((struct type *)t);
}

/* Pairs of types being compared, innermost first: literal types can be cyclic through interfaces.
 */
struct pair {
    const struct type *a, *b;
    const struct pair *outer;
};

static bool identical(const struct type *a, const struct type *b, bool tags,
                      const struct pair *outer);

static bool
identical_vars(struct object **a, size_t na, struct object **b, size_t nb, bool tags,
               const struct pair *outer)
{
    if (na != nb)
        return false;
    for (size_t i = 0; i < na; i++) {
        if (!identical(a[i]->type, b[i]->type, tags, outer))
            return false;
    }
    return true;
}

static bool
identical_structs(const struct type *a, const struct type *b, bool tags, const struct pair *outer)
{
    if (a->struct_.n != b->struct_.n)
        return false;
    for (size_t i = 0; i < a->struct_.n; i++) {
        struct object *f = a->struct_.fields[i], *g = b->struct_.fields[i];
        if (f->var.embedded != g->var.embedded || !object_same_id(f, g->pkg, g->name, false))
            return false;
        const char *s = a->struct_.tags ? a->struct_.tags[i] : NULL;
        const char *t = b->struct_.tags ? b->struct_.tags[i] : NULL;
        if (tags && strcmp(s ? s : "", t ? t : "") != 0)
            return false;
        if (!identical(f->type, g->type, tags, outer))
            return false;
    }
    return true;
}

static bool
identical_interfaces(const struct type *a, const struct type *b, bool tags,
                     const struct pair *outer)
{
    types_complete_interface((struct type *)a);
    types_complete_interface((struct type *)b);
    if (a->interface.n_methods != b->interface.n_methods ||
        a->interface.comparable != b->interface.comparable ||
        a->interface.n_terms != b->interface.n_terms ||
        a->interface.no_types != b->interface.no_types)
        return false;
    for (const struct pair *p = outer; p; p = p->outer) {
        if ((p->a == a && p->b == b) || (p->a == b && p->b == a))
            return true;
    }
    struct pair here = {a, b, outer};
    for (size_t i = 0; i < a->interface.n_terms; i++) {
        if (a->interface.tilde[i] != b->interface.tilde[i] ||
            !identical(a->interface.terms[i], b->interface.terms[i], tags, &here))
            return false;
    }
    for (size_t i = 0; i < a->interface.n_methods; i++) {
        struct object *m = a->interface.methods[i], *n = b->interface.methods[i];
        if (!object_same_id(m, n->pkg, n->name, false) || !identical(m->type, n->type, tags, &here))
            return false;
    }
    return true;
}

static bool
identical_named(const struct type *a, const struct type *b, const struct pair *outer)
{
    if (!a->named.origin || a->named.origin != b->named.origin ||
        a->named.n_type_args != b->named.n_type_args)
        return false;
    for (size_t i = 0; i < a->named.n_type_args; i++) {
        if (!identical(a->named.type_args[i], b->named.type_args[i], true, outer))
            return false;
    }
    return true;
}

static bool
identical(const struct type *a, const struct type *b, bool tags, const struct pair *outer)
{
    if (a == b)
        return true;
    if (!a || !b || a->kind != b->kind)
        return false;
    switch (a->kind) {
    case TYPE_ARRAY:
        return (a->array.len < 0 || b->array.len < 0 || a->array.len == b->array.len) &&
               identical(a->array.elem, b->array.elem, tags, outer);
    case TYPE_SLICE:
    case TYPE_POINTER:
        return identical(a->elem, b->elem, tags, outer);
    case TYPE_STRUCT:
        return identical_structs(a, b, tags, outer);
    case TYPE_FUNC:
        return a->func.variadic == b->func.variadic &&
               a->func.n_type_params == b->func.n_type_params &&
               identical_vars(a->func.params, a->func.n_params, b->func.params, b->func.n_params,
                              tags, outer) &&
               identical_vars(a->func.results, a->func.n_results, b->func.results,
                              b->func.n_results, tags, outer);
    case TYPE_INTERFACE:
        return identical_interfaces(a, b, tags, outer);
    case TYPE_MAP:
        return identical(a->map.key, b->map.key, tags, outer) &&
               identical(a->map.value, b->map.value, tags, outer);
    case TYPE_CHAN:
        return a->chan.dir == b->chan.dir && identical(a->chan.elem, b->chan.elem, tags, outer);
    case TYPE_NAMED:
        return identical_named(a, b, outer);
    case TYPE_TUPLE:
        return identical_vars(a->tuple.vars, a->tuple.n, b->tuple.vars, b->tuple.n, tags, outer);
    case TYPE_PARAM:
        return false;
    default:
        return true; /* basic types: byte is uint8 */
    }
}

bool
types_identical(const struct type *a, const struct type *b)
{
    return identical(a, b, true, NULL);
}

bool
types_identical_ignore_tags(const struct type *a, const struct type *b)
{
    return identical(a, b, false, NULL);
}

bool
types_is_untyped(const struct type *t)
{
    return t->kind >= TYPE_UNTYPED_BOOL && t->kind <= TYPE_UNTYPED_NIL;
}

bool
types_is_interface(const struct type *t)
{
    return under(t)->kind == TYPE_INTERFACE;
}

static bool
kind_is_integer(enum type_kind k)
{
    return (k >= TYPE_INT && k <= TYPE_UINTPTR) || k == TYPE_UNTYPED_INT || k == TYPE_UNTYPED_RUNE;
}

static bool
kind_is_unsigned(enum type_kind k)
{
    return k >= TYPE_UINT && k <= TYPE_UINTPTR;
}

static bool
kind_is_float(enum type_kind k)
{
    return k == TYPE_FLOAT32 || k == TYPE_FLOAT64 || k == TYPE_UNTYPED_FLOAT;
}

static bool
kind_is_complex(enum type_kind k)
{
    return k == TYPE_COMPLEX64 || k == TYPE_COMPLEX128 || k == TYPE_UNTYPED_COMPLEX;
}

static bool
kind_is_numeric(enum type_kind k)
{
    return kind_is_integer(k) || kind_is_float(k) || kind_is_complex(k);
}

static bool
kind_is_string(enum type_kind k)
{
    return k == TYPE_STRING || k == TYPE_UNTYPED_STRING;
}

static bool
kind_is_boolean(enum type_kind k)
{
    return k == TYPE_BOOL || k == TYPE_UNTYPED_BOOL;
}

static bool
kind_is_ordered(enum type_kind k)
{
    return kind_is_integer(k) || kind_is_float(k) || kind_is_string(k);
}

static bool
kind_is_added(enum type_kind k)
{
    return kind_is_numeric(k) || kind_is_string(k);
}

static bool
kind_has_nil(enum type_kind k)
{
    return k == TYPE_UNSAFE_POINTER || k == TYPE_SLICE || k == TYPE_POINTER || k == TYPE_FUNC ||
           k == TYPE_MAP || k == TYPE_CHAN || k == TYPE_INTERFACE;
}

/* Of a type parameter: whether all types it can stand for are such. */
static bool
all_are(const struct type *t, bool (*is)(enum type_kind))
{
    const struct type *v = under(t);
    if (t->kind != TYPE_PARAM)
        return is(v->kind);
    if (v->kind != TYPE_INTERFACE)
        return is(v->kind);
    types_complete_interface((struct type *)v);
    for (size_t i = 0; i < v->interface.n_terms; i++) {
        if (!is(under(v->interface.terms[i])->kind))
            return false;
    }
    return v->interface.n_terms > 0;
}

bool
types_is_integer(const struct type *t)
{
    return all_are(t, kind_is_integer);
}

bool
types_is_unsigned(const struct type *t)
{
    return all_are(t, kind_is_unsigned);
}

bool
types_is_float(const struct type *t)
{
    return all_are(t, kind_is_float);
}

bool
types_is_complex(const struct type *t)
{
    return all_are(t, kind_is_complex);
}

bool
types_is_numeric(const struct type *t)
{
    return all_are(t, kind_is_numeric);
}

bool
types_is_string(const struct type *t)
{
    return all_are(t, kind_is_string);
}

bool
types_is_boolean(const struct type *t)
{
    return all_are(t, kind_is_boolean);
}

bool
types_is_ordered(const struct type *t)
{
    return all_are(t, kind_is_ordered);
}

bool
types_has_plus(const struct type *t)
{
    return all_are(t, kind_is_added);
}

bool
types_has_nil(const struct type *t)
{
    return all_are(t, kind_has_nil);
}

/* Type parameters can be constrained by each other's instances without end. */
#define COMPARABLE_DEPTH 50
enum { COMPARABLE = 1, NOT_COMPARABLE };

static bool comparable(const struct type *t, int depth);

static bool
compute_comparable(const struct type *t, int depth)
{
    if (depth > COMPARABLE_DEPTH)
        return true;
    if (t->kind == TYPE_PARAM) {
        const struct type *c = under(t);
        if (c->kind != TYPE_INTERFACE)
            return true;
        types_complete_interface((struct type *)c);
        if (c->interface.comparable)
            return !c->interface.no_types;
        for (size_t i = 0; i < c->interface.n_terms; i++) {
            if (!comparable(c->interface.terms[i], depth + 1))
                return false;
        }
        return c->interface.n_terms > 0;
    }
    const struct type *v = under(t);
    switch (v->kind) {
    case TYPE_UNTYPED_NIL:
    case TYPE_SLICE:
    case TYPE_FUNC:
    case TYPE_MAP:
    case TYPE_TUPLE:
        return false;
    case TYPE_STRUCT:
        for (size_t i = 0; i < v->struct_.n; i++) {
            if (!comparable(v->struct_.fields[i]->type, depth + 1))
                return false;
        }
        return true;
    case TYPE_ARRAY:
        return comparable(v->array.elem, depth + 1);
    default:
        return true;
    }
}

/* The answer for a named type that is complete is kept: types may contain each other often. */
static bool
comparable(const struct type *t, int depth)
{
    if (t->kind != TYPE_NAMED || !t->sized)
        return compute_comparable(t, depth);
    struct type *named = (struct type *)t;
    if (!named->named.comparable)
        named->named.comparable = compute_comparable(t, depth) ? COMPARABLE : NOT_COMPARABLE;
    return named->named.comparable == COMPARABLE;
}

bool
types_comparable(const struct type *t)
{
    return comparable(t, 0);
}

bool
types_has_pointers(struct type *t)
{
    types_layout(t);
    return t->ptrdata > 0;
}

bool
types_is_direct(struct type *t)
{
    t = types_underlying(t);
    switch (t->kind) {
    case TYPE_POINTER:
    case TYPE_MAP:
    case TYPE_CHAN:
    case TYPE_FUNC:
    case TYPE_UNSAFE_POINTER:
        return true;
    case TYPE_STRUCT:
        return t->struct_.n == 1 && types_is_direct(t->struct_.fields[0]->type);
    case TYPE_ARRAY:
        return t->array.len == 1 && types_is_direct(t->array.elem);
    default:
        return false;
    }
}
