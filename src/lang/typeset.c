/* The per-unit store behind types.h: the predeclared types and caches of derived types. Go:
 * cmd/compile/internal/types2/universe.go */
#include "lang/typeset.h"

#include <string.h>

#include "lang/unit.h"

/* Size, alignment and pointer prefix of the predeclared types; untyped ones have none. */
static const struct {
    unsigned char size, align, ptrdata;
} basic_layout[TYPE_UNTYPED_NIL + 1] = {
    [TYPE_BOOL] = {1, 1, 0},        [TYPE_INT] = {8, 8, 0},     [TYPE_INT8] = {1, 1, 0},
    [TYPE_INT16] = {2, 2, 0},       [TYPE_INT32] = {4, 4, 0},   [TYPE_INT64] = {8, 8, 0},
    [TYPE_UINT] = {8, 8, 0},        [TYPE_UINT8] = {1, 1, 0},   [TYPE_UINT16] = {2, 2, 0},
    [TYPE_UINT32] = {4, 4, 0},      [TYPE_UINT64] = {8, 8, 0},  [TYPE_UINTPTR] = {8, 8, 0},
    [TYPE_FLOAT32] = {4, 4, 0},     [TYPE_FLOAT64] = {8, 8, 0}, [TYPE_COMPLEX64] = {8, 4, 0},
    [TYPE_COMPLEX128] = {16, 8, 0}, [TYPE_STRING] = {16, 8, 8}, [TYPE_UNSAFE_POINTER] = {8, 8, 8},
};

static void
init_basic(struct typeset *ts, struct type *t, enum type_kind kind, const char *alias)
{
    *t = (struct type){.kind = kind, .id = ++ts->next_id, .alias = alias, .sized = true};
    t->size = basic_layout[kind].size;
    t->align = basic_layout[kind].align ? basic_layout[kind].align : 1;
    t->ptrdata = basic_layout[kind].ptrdata;
}

static struct type *
predeclared_interface(struct unit *u, const char *name, struct type *iface)
{
    struct type *t = types_new(u, TYPE_NAMED);
    t->named.obj =
        object_new(u, OBJECT_TYPE, (struct pos){0}, NULL, unit_intern(u, name, strlen(name)), t);
    t->named.rhs = t->named.underlying = iface;
    return t;
}

static struct type *
make_error(struct unit *u, struct typeset *ts)
{
    struct object **result = bump_array(&u->mem, struct object *, 1);
    result[0] = object_new_var(u, VAR_RESULT, (struct pos){0}, NULL, unit_intern(u, "", 0),
                               &ts->basics[TYPE_STRING]);
    struct object **methods = bump_array(&u->mem, struct object *, 1);
    struct type *iface = types_new(u, TYPE_INTERFACE);
    methods[0] = object_new(u, OBJECT_FUNC, (struct pos){0}, NULL, unit_intern(u, "Error", 5),
                            types_func(u, NULL, 0, result, 1, false));
    iface->interface.explicit_methods = iface->interface.methods = methods;
    iface->interface.n_explicit = iface->interface.n_methods = 1;
    iface->interface.complete = true;
    struct type *t = predeclared_interface(u, "error", iface);
    methods[0]->type->func.recv = t;
    return t;
}

struct typeset *
typeset_of(struct unit *u)
{
    if (u->types)
        return u->types;
    struct typeset *ts = u->types = bump_new(&u->mem, struct typeset);
    unit_own_table(u, &ts->pointers);
    unit_own_table(u, &ts->slices);
    unit_own_table(u, &ts->method_sets);
    for (int k = TYPE_BOOL; k <= TYPE_UNTYPED_NIL; k++)
        init_basic(ts, &ts->basics[k], (enum type_kind)k, NULL);
    ts->byte = bump_new(&u->mem, struct type);
    init_basic(ts, ts->byte, TYPE_UINT8, "byte");
    ts->rune = bump_new(&u->mem, struct type);
    init_basic(ts, ts->rune, TYPE_INT32, "rune");
    ts->any = types_new(u, TYPE_INTERFACE);
    ts->any->alias = "any";
    ts->any->interface.complete = true;
    struct type *comparable = types_new(u, TYPE_INTERFACE);
    comparable->interface.complete = comparable->interface.comparable = true;
    ts->comparable = predeclared_interface(u, "comparable", comparable);
    ts->error = make_error(u, ts);
    return ts;
}
