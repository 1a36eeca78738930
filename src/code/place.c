/* Loads, stores and addresses of all kinds of places.
 * Go: cmd/compile/internal/ssagen/ssa.go */
#include "code/place.h"

#include "base/bitops.h"
#include "base/bug.h"
#include "code/valueclass.h"

static uint32_t
words_of(struct type *t)
{
    types_layout(t);
    return (uint32_t)((t->size + 7) / 8);
}

struct place
place_slot(uint32_t slot, struct type *t)
{
    if (slots_is_boxed(t))
        return (struct place){.kind = PLACE_MEMORY, .slot = slot, .type = t, .checked = true};
    return (struct place){.kind = PLACE_SLOT, .slot = slot, .type = t};
}

struct place
place_memory(uint32_t address, struct type *t)
{
    return (struct place){.kind = PLACE_MEMORY, .slot = address, .type = t};
}

struct place
place_of_var(struct fn *f, struct object *var)
{
    struct type *t = codegen_type(f, var->type);
    if (var->var.kind == VAR_GLOBAL) {
        struct global *g = globals_of(f->cg, var);
        return (struct place){
            .kind = PLACE_GLOBAL, .type = t, .segment = g->segment, .off = g->offset};
    }
    struct var_home *h = compile_func_home(f, var);
    if (h->kind == HOME_HEAP) {
        struct place p = place_memory(h->slot, t);
        p.checked = true;
        return p;
    }
    struct place p = place_slot(h->slot, t);
    p.packed = h->addressable && valueclass_is_narrow(valueclass_of(f, t));
    return p;
}

/* An address in a slot for places that can only be reached through one. */
static struct place
through_address(struct fn *f, struct place p)
{
    uint32_t a = slots_temp(f, slots_shape_pointer());
    place_addr(f, &p, a);
    struct place r = place_memory(a, p.type);
    r.checked = true;
    return r;
}

struct place
place_part(struct fn *f, struct place p, uint64_t off, struct type *t)
{
    if (p.kind == PLACE_INDEX)
        p = through_address(f, p);
    if (p.kind == PLACE_MAP)
        p = place_slot(place_any(f, &p), p.type);
    p.off += off;
    p.type = t;
    p.packed = true;
    return p;
}

struct place
place_path(struct fn *f, struct place p, const unsigned *path, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct type *t = types_underlying(p.type);
        if (t->kind == TYPE_POINTER) {
            p = place_memory(place_any(f, &p), t->elem);
            t = types_underlying(t->elem);
        }
        types_layout(t);
        p = place_part(f, p, t->struct_.offsets[path[i]], t->struct_.fields[path[i]]->type);
    }
    return p;
}

void
place_settle(struct fn *f, struct place *p)
{
    if (p->kind != PLACE_INDEX || p->row == VSLOT_NONE)
        return;
    uint32_t header = slots_temp(f, slots_shape_mask(f->cg, 2, 1));
    emit(f, OP_LDX2, header, p->slot, p->row);
    emit_ext_number(f, PLACE_ROW_BYTES);
    p->slot = header;
    p->row = VSLOT_NONE;
}

/* ---- loads ---- */

static uint32_t
frame_slot(const struct place *p)
{
    return p->slot + (uint32_t)(p->off / 8);
}

static bool
whole_words(const struct place *p)
{
    return !p->packed || (p->off % 8 == 0 && p->type->size % 8 == 0);
}

uint32_t
place_whole_slot(const struct place *p)
{
    return p->kind == PLACE_SLOT && whole_words(p) ? frame_slot(p) : VSLOT_NONE;
}

static void
load_slot(struct fn *f, const struct place *p, enum valueclass c, uint32_t dst)
{
    if (!whole_words(p) && valueclass_is_narrow(c)) {
        emit(f, valueclass_ops[c].frame_load, dst, frame_slot(p), p->off % 8);
    } else if (p->off % 8 == 0) {
        emit_move(f, dst, frame_slot(p), words_of(p->type));
    } else {
        struct place m = through_address(f, *p);
        place_load(f, &m, dst);
    }
}

/* Brings the offset of a memory place into the 16 bits an instruction has. */
static struct place
near(struct fn *f, const struct place *p)
{
    if (p->off <= UINT16_MAX)
        return *p;
    return through_address(f, *p);
}

static void
load_memory(struct fn *f, const struct place *far, enum valueclass c, uint32_t dst)
{
    struct place p = near(f, far);
    if (c == VALUECLASS_EMPTY) {
        if (!p.checked)
            emit(f, OP_NILCHK, p.slot, 0, 0);
        return;
    }
    enum opcode op = valueclass_ops[c].load;
    if (op == OP_LDN && p.type->size == 16)
        op = OP_LD2;
    if (op == OP_LDN && p.type->size == 24)
        op = OP_LD3;
    emit(f, op, dst, p.slot, (uint32_t)p.off);
    if (op == OP_LDN)
        emit_ext_number(f, p.type->size);
}

/* The entry's address, or that of a zero value when the key is absent. */
static void
load_boxed_entry(struct fn *f, const struct place *p, uint32_t dst, uint32_t ok)
{
    uint32_t absent = emit_label(f), end = emit_label(f);
    emit(f, OP_MAPGET, VSLOT_NONE, p->slot, p->index);
    emit_ext_type(f, p->map);
    emit_ext_slot(f, ok);
    emit(f, OP_JEQI, ok, 0, absent);
    struct place entry = place_entry(f, p);
    place_load(f, &entry, dst);
    emit(f, OP_JMP, 0, end, 0);
    emit_place_label(f, absent);
    compile_const_zero(f, p->type, dst);
    emit_place_label(f, end);
}

static void
load_boxed(struct fn *f, const struct place *p, uint32_t dst)
{
    if (p->kind == PLACE_MAP) {
        load_boxed_entry(f, p, dst, slots_temp(f, slots_shape_scalars(1)));
        return;
    }
    uint32_t from = place_addr_any(f, p), box = slots_temp(f, slots_shape_pointer());
    emit(f, OP_NEW, box, 0, 0);
    emit_ext_type(f, p->type);
    emit(f, OP_COPYM, box, from, 0);
    emit_ext_type(f, p->type);
    emit_move(f, dst, box, 1);
}

void
place_load_ok(struct fn *f, const struct place *p, uint32_t dst, uint32_t ok)
{
    if (slots_is_boxed(p->type)) {
        load_boxed_entry(f, p, dst, ok);
        return;
    }
    emit(f, OP_MAPGET, dst, p->slot, p->index);
    emit_ext_type(f, p->map);
    emit_ext_slot(f, ok);
}

void
place_load(struct fn *f, const struct place *p, uint32_t dst)
{
    types_layout(p->type);
    if (slots_is_boxed(p->type) && p->kind != PLACE_BLANK) {
        load_boxed(f, p, dst);
        return;
    }
    enum valueclass c = valueclass_of(f, p->type);
    switch (p->kind) {
    case PLACE_BLANK:
        break;
    case PLACE_SLOT:
        load_slot(f, p, c, dst);
        break;
    case PLACE_MEMORY:
        load_memory(f, p, c, dst);
        break;
    case PLACE_GLOBAL:
        if (c == VALUECLASS_64 || c == VALUECLASS_POINTER) {
            emit(f, OP_LDG, dst, 0, 0);
            emit_ext_address(f, p->segment, p->off);
        } else if (c != VALUECLASS_EMPTY) {
            struct place m = through_address(f, *p);
            load_memory(f, &m, c, dst);
        }
        break;
    case PLACE_INDEX:
        if (p->row != VSLOT_NONE) {
            emit(f, OP_LDXX64, dst, p->slot, p->row);
            emit_ext_slot(f, p->index);
        } else if (c == VALUECLASS_STRING || c == VALUECLASS_INTERFACE) {
            emit(f, OP_LDX2, dst, p->slot, p->index);
            emit_ext_number(f, p->step);
        } else if (c == VALUECLASS_SLICE) {
            struct place m = through_address(f, *p);
            load_memory(f, &m, c, dst);
        } else {
            emit(f, valueclass_ops[c].index_load, dst, p->slot, p->index);
        }
        if (p->unsigned_index && c != VALUECLASS_SLICE)
            emit_unsigned_index(f);
        break;
    case PLACE_MAP:
        emit(f, OP_MAPGET, dst, p->slot, p->index);
        emit_ext_type(f, p->map);
        emit_ext_slot(f, VSLOT_NONE);
        break;
    }
}

uint32_t
place_any(struct fn *f, const struct place *p)
{
    types_layout(p->type);
    if (p->kind == PLACE_SLOT) {
        bool narrow = valueclass_is_narrow(valueclass_of(f, p->type));
        if (whole_words(p) || (!narrow && p->off % 8 == 0))
            return frame_slot(p);
    }
    uint32_t t = slots_temp_type(f, p->type);
    place_load(f, p, t);
    return t;
}

/* ---- stores ---- */

static void
store_memory(struct fn *f, const struct place *far, enum valueclass c, uint32_t src)
{
    struct place p = near(f, far);
    if (c == VALUECLASS_EMPTY) {
        if (!p.checked)
            emit(f, OP_NILCHK, p.slot, 0, 0);
        return;
    }
    emit(f, valueclass_ops[c].store, p.slot, src, (uint32_t)p.off);
    if (c == VALUECLASS_PLAIN)
        emit_ext_number(f, p.type->size);
    if (c == VALUECLASS_OTHER)
        emit_ext_type(f, p.type);
}

static void
store_slot(struct fn *f, const struct place *p, enum valueclass c, uint32_t src)
{
    if (whole_words(p)) {
        emit_move(f, frame_slot(p), src, words_of(p->type));
    } else if (valueclass_is_narrow(c)) {
        emit(f, valueclass_ops[c].frame_store, frame_slot(p), src, p->off % 8);
    } else if (c != VALUECLASS_EMPTY) {
        struct place m = through_address(f, *p);
        store_memory(f, &m, c, src);
    }
}

struct place
place_entry(struct fn *f, const struct place *p)
{
    uint32_t a = slots_temp(f, slots_shape_pointer());
    emit(f, OP_MAPSET, a, p->slot, p->index);
    emit_ext_type(f, p->map);
    struct place m = place_memory(a, p->type);
    m.checked = true;
    return m;
}

void
place_store(struct fn *f, const struct place *p, uint32_t src)
{
    if (p->kind == PLACE_BLANK)
        return;
    types_layout(p->type);
    if (slots_is_boxed(p->type)) {
        struct place to = p->kind == PLACE_MAP ? place_entry(f, p) : *p;
        uint32_t a = place_addr_any(f, &to);
        emit(f, OP_COPYM, a, src, 0);
        emit_ext_type(f, p->type);
        return;
    }
    enum valueclass c = valueclass_of(f, p->type);
    switch (p->kind) {
    case PLACE_BLANK:
        break;
    case PLACE_SLOT:
        store_slot(f, p, c, src);
        break;
    case PLACE_MEMORY:
        store_memory(f, p, c, src);
        break;
    case PLACE_GLOBAL:
        if (c == VALUECLASS_64) {
            emit(f, OP_STG, src, 0, 0);
            emit_ext_address(f, p->segment, p->off);
        } else if (c != VALUECLASS_EMPTY) {
            struct place m = through_address(f, *p);
            store_memory(f, &m, c, src);
        }
        break;
    case PLACE_INDEX:
        if (p->row != VSLOT_NONE) {
            emit(f, OP_STXX64, p->slot, p->row, src);
            emit_ext_slot(f, p->index);
        } else if (valueclass_ops[c].index_store != OP_NOP) {
            emit(f, valueclass_ops[c].index_store, p->slot, p->index, src);
        } else {
            struct place m = through_address(f, *p);
            store_memory(f, &m, c, src);
            break;
        }
        if (p->unsigned_index)
            emit_unsigned_index(f);
        break;
    case PLACE_MAP: {
        struct place m = place_entry(f, p);
        store_memory(f, &m, c, src);
        break;
    }
    }
}

void
place_store_zero(struct fn *f, const struct place *p)
{
    types_layout(p->type);
    uint32_t slot = place_whole_slot(p);
    if (slot != VSLOT_NONE) {
        compile_const_zero(f, p->type, slot);
    } else if (p->kind == PLACE_MEMORY && p->type->size > 8) {
        struct place m = *p;
        uint32_t a = place_addr_any(f, &m);
        emit(f, OP_ZEROM, a, 0, 0);
        emit_ext_type(f, p->type);
    } else if (p->kind != PLACE_BLANK) {
        uint32_t t = slots_temp_type(f, p->type);
        compile_const_zero(f, p->type, t);
        place_store(f, p, t);
    }
}

void
place_copy(struct fn *f, const struct place *p, const struct place *from)
{
    uint32_t src = place_addr_any(f, from), dst = place_addr_any(f, p);
    emit(f, OP_COPYM, dst, src, 0);
    emit_ext_type(f, p->type);
}

/* ---- addresses ---- */

static void
add_offset(struct fn *f, uint32_t dst, uint32_t base, uint64_t off)
{
    if (off <= INT16_MAX) {
        emit(f, OP_ADDI, dst, base, (uint32_t)off);
        return;
    }
    uint32_t t = slots_temp(f, slots_shape_scalars(1));
    compile_const_int(f, (int64_t)off, t);
    emit(f, OP_ADD, dst, base, t);
}

void
place_addr(struct fn *f, const struct place *p, uint32_t dst)
{
    types_layout(p->type);
    switch (p->kind) {
    case PLACE_SLOT:
        emit(f, OP_LEA, dst, frame_slot(p), p->off % 8);
        break;
    case PLACE_MEMORY:
        if (!p->checked)
            emit(f, OP_NILCHK, p->slot, 0, 0);
        if (p->off == 0)
            emit_move(f, dst, p->slot, 1);
        else
            add_offset(f, dst, p->slot, p->off);
        break;
    case PLACE_GLOBAL:
        emit(f, OP_LDK, dst, 0, 0);
        emit_ext_address(f, p->segment, p->off);
        break;
    case PLACE_INDEX: {
        struct place element = *p;
        place_settle(f, &element);
        emit(f, OP_ADDRX, dst, element.slot, element.index);
        emit_ext_number(f, element.step);
        if (element.unsigned_index)
            emit_unsigned_index(f);
        break;
    }
    case PLACE_MAP:
    case PLACE_BLANK: {
        ensure(p->kind == PLACE_MAP, "the address of a blank");
        struct place t = place_slot(place_any(f, p), p->type);
        place_addr(f, &t, dst);
        break;
    }
    }
}

uint32_t
place_addr_any(struct fn *f, const struct place *p)
{
    if (p->kind == PLACE_MEMORY && p->off == 0 && p->checked)
        return p->slot;
    uint32_t t = slots_temp(f, slots_shape_pointer());
    place_addr(f, p, t);
    return t;
}
