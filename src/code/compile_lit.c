/* Composite literals. Struct and array literals are written element by element into their place
 * (frame slots, or a new object), nested ones without detour; slices get a backing array first.
 * Go: cmd/compile/internal/walk/complit.go */
#include <string.h>

#include "base/bug.h"
#include "code/codegen.h"
#include "code/lvalue.h"
#include "code/place.h"

/* ---- elements ---- */

static uint64_t
field_index(const struct type *u, const struct expr *key)
{
    const char *name = key->kind == EXPR_NAME ? key->name.name : "";
    for (size_t i = 0; i < u->struct_.n; i++) {
        if (strcmp(u->struct_.fields[i]->name, name) == 0)
            return i;
    }
    bug("no field %s in a struct literal", name);
}

struct lit_element *
compile_lit_elements(struct codegen *cg, struct expr *lit, struct type *t, uint64_t *len)
{
    struct type *u = types_underlying(t);
    size_t n = lit->composite.n_elems;
    struct lit_element *v = bump_array(&cg->mem, struct lit_element, n);
    uint64_t next = 0;
    *len = 0;
    for (size_t i = 0; i < n; i++) {
        struct expr *e = lit->composite.elems[i];
        v[i].value = e;
        if (e->kind == EXPR_KEY_VALUE) {
            struct expr *key = e->key_value.key;
            v[i].value = e->key_value.value;
            bool exact;
            next = u->kind == TYPE_STRUCT ? field_index(u, key)
                                          : (uint64_t)constant_int64_value(key->val, &exact);
        }
        v[i].blank = u->kind == TYPE_STRUCT && strcmp(u->struct_.fields[next]->name, "_") == 0;
        v[i].index = next++;
        if (next > *len)
            *len = next;
    }
    return v;
}

static struct place
element_place(struct fn *f, const struct place *whole, struct type *u, uint64_t i)
{
    if (u->kind == TYPE_STRUCT) {
        types_layout(u);
        return place_part(f, *whole, u->struct_.offsets[i], u->struct_.fields[i]->type);
    }
    struct type *elem = u->array.elem;
    types_layout(elem);
    return place_part(f, *whole, i * elem->size, elem);
}

/* A struct or array literal that can be written straight into its place. */
static bool
is_inline(struct fn *f, const struct expr *e, struct type *t)
{
    if (e->kind != EXPR_COMPOSITE || e->composite.implicit_addr)
        return false;
    enum type_kind k = types_underlying(compile_expr_type(f, e))->kind;
    return (k == TYPE_STRUCT || k == TYPE_ARRAY) && !types_is_interface(t);
}

static void
zero_place(struct fn *f, const struct place *p)
{
    if (p->kind == PLACE_SLOT && p->off == 0 && !p->packed)
        compile_const_zero(f, p->type, p->slot);
    else
        place_store_zero(f, p);
}

/* u: underlying struct or array type; zeroed: the place holds zeros already. */
static void
write_into(struct fn *f, struct expr *lit, struct type *t, const struct place *whole, bool zeroed)
{
    struct type *u = types_underlying(t);
    uint64_t len, all = u->kind == TYPE_STRUCT ? u->struct_.n : (uint64_t)u->array.len;
    const struct lit_element *v = compile_lit_elements(f->cg, lit, u, &len);
    size_t n = lit->composite.n_elems, n_blank = 0;
    for (size_t i = 0; i < n; i++)
        n_blank += v[i].blank;
    if (!zeroed && n - n_blank < all) {
        zero_place(f, whole);
        zeroed = true;
    }
    for (size_t i = 0; i < n; i++) {
        size_t mark = slots_mark(f);
        struct place p = element_place(f, whole, u, v[i].index);
        struct expr *e = ast_unparen(v[i].value);
        if (v[i].blank)
            compile_expr_effect(f, e);
        else if (compile_expr_hoisted(f, e) == VSLOT_NONE && is_inline(f, e, p.type) &&
                 p.kind != PLACE_GLOBAL)
            write_into(f, e, compile_expr_type(f, e), &p, zeroed);
        else
            compile_conv_store(f, &p, v[i].value);
        slots_release(f, mark);
    }
}

/* ---- slices and maps ---- */

static void
slice_literal(struct fn *f, struct expr *e, struct type *u, uint32_t dst)
{
    uint64_t len;
    compile_lit_elements(f->cg, e, u, &len);
    struct type *array = types_array(f->cg->u, u->elem, (int64_t)len);
    uint32_t base = slots_temp(f, slots_shape_pointer());
    struct place whole;
    if (e->verdict == ESCAPE_STACK && compile_func_has_room(f, array)) {
        whole = place_slot(slots_storage(f, slots_shape(f->cg, array)), array);
        compile_const_zero(f, array, whole.slot);
        emit(f, OP_LEA, base, whole.slot, 0);
    } else {
        emit(f, OP_NEW, base, 0, 0);
        emit_ext_type(f, array);
        whole = place_memory(base, array);
        whole.checked = true;
    }
    write_into(f, e, array, &whole, true);
    emit_move(f, dst, base, 1);
    compile_const_int(f, (int64_t)len, dst + 1);
    compile_const_int(f, (int64_t)len, dst + 2);
}

static void
map_literal(struct fn *f, struct expr *e, struct type *t, struct type *u, uint32_t dst)
{
    uint32_t m = slots_temp(f, slots_shape_pointer());
    uint32_t hint = slots_temp(f, slots_shape_scalars(1));
    compile_const_int(f, (int64_t)e->composite.n_elems, hint);
    lvalue_check_key(f, u->map.key, e->pos);
    emit(f, OP_MAKEMAP, m, hint, 0);
    emit_ext_type(f, t);
    for (size_t i = 0; i < e->composite.n_elems; i++) {
        size_t mark = slots_mark(f);
        struct expr *kv = e->composite.elems[i];
        uint32_t k = compile_conv_any(f, kv->key_value.key, u->map.key);
        uint32_t v = compile_conv_any(f, kv->key_value.value, u->map.value);
        struct place p = {.kind = PLACE_MAP, .type = u->map.value, .slot = m, .index = k, .map = t};
        place_store(f, &p, v);
        slots_release(f, mark);
    }
    emit_move(f, dst, m, 1);
}

static void
value_to(struct fn *f, struct expr *e, struct type *t, uint32_t dst)
{
    struct type *u = types_underlying(t);
    if (slots_is_boxed(t)) {
        emit_move(f, dst, compile_lit_memory(f, e).slot, 1);
        return;
    }
    compile_expr_hoist(f, e);
    emit_line(f, e->pos);
    if (u->kind == TYPE_SLICE) {
        slice_literal(f, e, u, dst);
    } else if (u->kind == TYPE_MAP) {
        map_literal(f, e, t, u, dst);
    } else {
        struct place p = place_slot(dst, t);
        write_into(f, e, t, &p, false);
    }
}

void
compile_lit_to(struct fn *f, struct expr *e, uint32_t dst)
{
    value_to(f, e, compile_expr_type(f, e), dst);
}

struct place
compile_lit_memory(struct fn *f, struct expr *e)
{
    struct type *t = compile_expr_type(f, e);
    uint32_t a = slots_temp(f, slots_shape_pointer());
    compile_expr_hoist(f, e);
    emit(f, OP_NEW, a, 0, 0);
    emit_ext_type(f, t);
    struct place p = place_memory(a, t);
    p.checked = true;
    write_into(f, e, t, &p, true);
    return p;
}

/* ---- &T{...} ---- */

void
compile_lit_addr(struct fn *f, struct expr *e, struct expr *lit, uint32_t dst)
{
    struct type *t = types_underlying(compile_expr_type(f, e))->elem;
    struct type *u = types_underlying(t);
    bool parts = u->kind == TYPE_STRUCT || u->kind == TYPE_ARRAY;
    compile_expr_hoist(f, lit);
    uint32_t v = VSLOT_NONE;
    if (!parts) {
        v = slots_temp_type(f, t);
        value_to(f, lit, t, v);
    }
    uint32_t a = slots_temp(f, slots_shape_pointer());
    struct place whole;
    bool in_frame = e->verdict == ESCAPE_STACK && compile_func_has_room(f, t);
    emit_line(f, lit->pos);
    if (in_frame) {
        whole = place_slot(slots_storage(f, slots_shape(f->cg, t)), t);
        emit(f, OP_LEA, a, whole.slot, 0);
    } else {
        emit(f, OP_NEW, a, 0, 0);
        emit_ext_type(f, t);
        whole = place_memory(a, t);
        whole.checked = true;
    }
    if (parts)
        write_into(f, lit, t, &whole, !in_frame);
    else
        place_store(f, &whole, v);
    emit_move(f, dst, a, 1);
}
