/* The predeclared names in the outermost scope, and package unsafe.
 * Go: cmd/compile/internal/types2/universe.go */
#include "lang/universe.h"

#include <string.h>

#include "lang/constant.h"
#include "lang/object.h"
#include "lang/types.h"
#include "lang/unit.h"

struct universe {
    struct scope *scope;
    struct package *unsafe;
    struct object *iota;
};

static const char *const builtin_names[] = {
#define BUILTIN_NAME(name, text) text,
    UNIVERSE_BUILTINS(BUILTIN_NAME)
#undef BUILTIN_NAME
};

static const struct {
    const char *name;
    enum type_kind kind;
} basic_types[] = {
    {"bool", TYPE_BOOL},           {"int", TYPE_INT},
    {"int8", TYPE_INT8},           {"int16", TYPE_INT16},
    {"int32", TYPE_INT32},         {"int64", TYPE_INT64},
    {"uint", TYPE_UINT},           {"uint8", TYPE_UINT8},
    {"uint16", TYPE_UINT16},       {"uint32", TYPE_UINT32},
    {"uint64", TYPE_UINT64},       {"uintptr", TYPE_UINTPTR},
    {"float32", TYPE_FLOAT32},     {"float64", TYPE_FLOAT64},
    {"complex64", TYPE_COMPLEX64}, {"complex128", TYPE_COMPLEX128},
    {"string", TYPE_STRING},
};

static struct object *
declare(struct unit *u, struct scope *s, struct package *pkg, enum object_kind kind,
        const char *name, struct type *type)
{
    struct object *o =
        object_new(u, kind, (struct pos){0}, pkg, unit_intern(u, name, strlen(name)), type);
    scope_insert(s, o);
    return o;
}

static void
declare_constants(struct unit *u, struct universe *v)
{
    struct type *b = types_basic(u, TYPE_UNTYPED_BOOL);
    declare(u, v->scope, NULL, OBJECT_CONST, "true", b)->val = constant_bool(u, true);
    declare(u, v->scope, NULL, OBJECT_CONST, "false", b)->val = constant_bool(u, false);
    v->iota = declare(u, v->scope, NULL, OBJECT_CONST, "iota", types_basic(u, TYPE_UNTYPED_INT));
    v->iota->val = constant_int64(u, 0);
    declare(u, v->scope, NULL, OBJECT_NIL, "nil", types_basic(u, TYPE_UNTYPED_NIL));
}

static void
declare_types(struct unit *u, struct scope *s)
{
    for (size_t i = 0; i < sizeof basic_types / sizeof basic_types[0]; i++)
        declare(u, s, NULL, OBJECT_TYPE, basic_types[i].name, types_basic(u, basic_types[i].kind));
    declare(u, s, NULL, OBJECT_TYPE, "byte", types_byte(u));
    declare(u, s, NULL, OBJECT_TYPE, "rune", types_rune(u));
    declare(u, s, NULL, OBJECT_TYPE, "any", types_any(u));
    scope_insert(s, types_error(u)->named.obj);
    scope_insert(s, types_comparable_constraint(u)->named.obj);
}

static void
declare_builtins(struct unit *u, struct scope *s, struct package *pkg, int from, int to)
{
    for (int b = from; b < to; b++)
        declare(u, s, pkg, OBJECT_BUILTIN, builtin_names[b], types_basic(u, TYPE_INVALID))
            ->builtin = b;
}

static struct package *
make_unsafe(struct unit *u, struct scope *outer)
{
    struct package *p = bump_new(&u->mem, struct package);
    p->path = p->name = unit_intern(u, "unsafe", 6);
    p->is_golib = p->checked = true;
    p->scope = scope_create(u, outer, NULL);
    declare(u, p->scope, p, OBJECT_TYPE, "Pointer", types_basic(u, TYPE_UNSAFE_POINTER));
    declare_builtins(u, p->scope, p, BUILTIN_UNSAFE_ADD, BUILTIN_COUNT);
    return p;
}

static struct universe *
universe_of(struct unit *u)
{
    if (u->universe)
        return u->universe;
    struct universe *v = u->universe = bump_new(&u->mem, struct universe);
    v->scope = scope_create(u, NULL, NULL);
    declare_types(u, v->scope);
    declare_constants(u, v);
    declare_builtins(u, v->scope, NULL, 0, BUILTIN_UNSAFE_ADD);
    v->unsafe = make_unsafe(u, v->scope);
    return v;
}

struct scope *
universe_scope(struct unit *u)
{
    return universe_of(u)->scope;
}

struct package *
universe_unsafe(struct unit *u)
{
    return universe_of(u)->unsafe;
}

bool
universe_is_iota(struct unit *u, const struct object *obj)
{
    return obj == universe_of(u)->iota;
}

const char *
universe_builtin_name(int builtin)
{
    return builtin_names[builtin];
}
