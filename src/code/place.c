/* Loads, stores and addresses of all kinds of places. The *class* of a type says which instruction
 * moves it: narrow scalars have their own, multi-word values go by where their pointers are.
 * Go: cmd/compile/internal/ssagen/ssa.go */
#include "code/place.h"

#include "base/bitops.h"
#include "base/bug.h"

enum { HUGE_BYTES = 64 * 1024 };

enum value_class {
    CLASS_8S,
    CLASS_8U,
    CLASS_16S,
    CLASS_16U,
    CLASS_32S,
    CLASS_32U,
    CLASS_64,
    CLASS_POINTER,
    CLASS_STRING,    /* 2 words, the first a pointer */
    CLASS_INTERFACE, /* 2 words, the second a pointer */
    CLASS_SLICE,     /* 3 words, the first a pointer */
    CLASS_PLAIN,     /* any size, no pointers */
    CLASS_OTHER,
    CLASS_EMPTY
};

enum { ROW_BYTES = 24 }; /* a slice in a slice of slices */

struct class_ops { /* OP_NOP where there is none */
    enum opcode load, store, frame_load, frame_store, index_load, index_store;
};

static const struct class_ops class_ops[] = {
    [CLASS_8S] = {OP_LD8S, OP_ST8, OP_LDL8S, OP_STL8, OP_LDX8S, OP_STX8},
    [CLASS_8U] = {OP_LD8U, OP_ST8, OP_LDL8U, OP_STL8, OP_LDX8U, OP_STX8},
    [CLASS_16S] = {OP_LD16S, OP_ST16, OP_LDL16S, OP_STL16, OP_LDX16S, OP_STX16},
    [CLASS_16U] = {OP_LD16U, OP_ST16, OP_LDL16U, OP_STL16, OP_LDX16U, OP_STX16},
    [CLASS_32S] = {OP_LD32S, OP_ST32, OP_LDL32S, OP_STL32, OP_LDX32S, OP_STX32},
    [CLASS_32U] = {OP_LD32U, OP_ST32, OP_LDL32U, OP_STL32, OP_LDX32U, OP_STX32},
    [CLASS_64] = {OP_LD64, OP_ST64, OP_NOP, OP_NOP, OP_LDX64, OP_STX64},
    [CLASS_POINTER] = {OP_LD64, OP_STP, OP_NOP, OP_NOP, OP_LDX64, OP_STXP},
    [CLASS_STRING] = {OP_LD2, OP_STS, OP_NOP, OP_NOP, OP_NOP, OP_NOP},
    [CLASS_INTERFACE] = {OP_LD2, OP_STE, OP_NOP, OP_NOP, OP_NOP, OP_NOP},
    [CLASS_SLICE] = {OP_LD3, OP_STL, OP_NOP, OP_NOP, OP_NOP, OP_NOP},
    [CLASS_PLAIN] = {OP_LDN, OP_STN, OP_NOP, OP_NOP, OP_NOP, OP_NOP},
    [CLASS_OTHER] = {OP_LDN, OP_STT, OP_NOP, OP_NOP, OP_NOP, OP_NOP},
    [CLASS_EMPTY] = {OP_NOP, OP_NOP, OP_NOP, OP_NOP, OP_NOP, OP_NOP},
};

static enum value_class
class_by_shape(struct fn *f, struct type *t)
{
    struct shape s = slots_shape(f->cg, t);
    uint64_t mask = s.mask ? s.mask[0] : 0;
    if (mask == 0)
        return t->size == 1   ? CLASS_8U
               : t->size == 2 ? CLASS_16U
               : t->size == 4 ? CLASS_32U
               : t->size == 8 ? CLASS_64
                              : CLASS_PLAIN;
    if (s.words == 1)
        return CLASS_POINTER;
    if (s.words == 2 && mask != 3)
        return mask == 1 ? CLASS_STRING : CLASS_INTERFACE;
    return s.words == 3 && mask == 1 ? CLASS_SLICE : CLASS_OTHER;
}

static enum value_class
class_of(struct fn *f, struct type *t)
{
    types_layout(t);
    if (t->size == 0)
        return CLASS_EMPTY;
    if (slots_is_boxed(t))
        return CLASS_OTHER;
    switch (types_underlying(t)->kind) {
    case TYPE_INT8:
        return CLASS_8S;
    case TYPE_INT16:
        return CLASS_16S;
    case TYPE_INT32:
        return CLASS_32S;
    default:
        return class_by_shape(f, t);
    }
}

static bool
is_narrow(enum value_class c)
{
    return c <= CLASS_32U;
}

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
    p.packed = h->addressable && is_narrow(class_of(f, t));
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

/* ---- places of expressions ---- */

/* Looks up the row. */
static void
settle(struct fn *f, struct place *p)
{
    if (p->kind != PLACE_INDEX || p->row == VSLOT_NONE)
        return;
    uint32_t header = slots_temp(f, slots_shape_mask(f->cg, 2, 1));
    emit(f, OP_LDX2, header, p->slot, p->row);
    emit_ext_number(f, ROW_BYTES);
    p->slot = header;
    p->row = VSLOT_NONE;
}

static struct place
temp_of(struct fn *f, struct expr *e)
{
    return place_slot(compile_expr_any(f, e), compile_expr_type(f, e));
}

static bool
const_index(struct fn *f, const struct expr *e, uint64_t *i)
{
    if (e->mode != MODE_CONSTANT || !e->val || f->cg->failed)
        return false;
    bool exact;
    int64_t v = constant_int64_value(e->val, &exact);
    *i = (uint64_t)v;
    return exact && v >= 0;
}

bool
place_is_huge_unsigned(struct fn *f, struct expr *index)
{
    const struct type *t = types_underlying(compile_expr_type(f, index));
    return index->mode != MODE_CONSTANT &&
           (t->kind == TYPE_UINT || t->kind == TYPE_UINT64 || t->kind == TYPE_UINTPTR);
}

static struct place
array_element(struct fn *f, struct place p, struct type *array, const struct expr *e)
{
    struct expr *index = e->index.index;
    struct type *elem = array->array.elem;
    types_layout(elem);
    uint64_t i;
    if (const_index(f, index, &i) && i < (uint64_t)array->array.len)
        return place_part(f, p, i * elem->size, elem);
    uint32_t base = place_addr_any(f, &p);
    uint32_t at = compile_expr_any(f, index);
    uint32_t a = slots_temp(f, slots_shape_pointer());
    emit_line(f, e->pos);
    emit(f, OP_ADDRA, a, base, at);
    emit_ext_number(f, elem->size);
    emit_ext_number(f, (uint64_t)array->array.len);
    if (place_is_huge_unsigned(f, index))
        emit_unsigned_index(f);
    struct place r = place_memory(a, elem);
    r.checked = true;
    return r;
}

/* data and len of a slice or string: two slots in place, or to be loaded without the cap. */
static struct place
slice_operand(struct fn *f, struct expr *x)
{
    struct place p = place_of(f, x);
    if (p.kind == PLACE_MEMORY || p.kind == PLACE_GLOBAL || p.kind == PLACE_INDEX)
        p.type = types_basic(f->cg->u, TYPE_STRING);
    return p;
}

/* Evaluating e neither panics nor changes anything. */
static bool
is_quiet(struct expr *e)
{
    e = ast_unparen(e);
    if (e->mode == MODE_CONSTANT)
        return true;
    if (e->kind == EXPR_NAME)
        return e->name.obj && e->name.obj->kind == OBJECT_VAR;
    if (e->kind != EXPR_BINARY)
        return false;
    enum token op = e->binary.op;
    return (op == TOKEN_ADD || op == TOKEN_SUB || op == TOKEN_MUL) && is_quiet(e->binary.x) &&
           is_quiet(e->binary.y);
}

struct place
place_element(struct fn *f, uint32_t slice, uint32_t index, struct type *elem)
{
    enum value_class c = class_of(f, elem);
    if (class_ops[c].index_load != OP_NOP || c == CLASS_SLICE || c == CLASS_STRING ||
        c == CLASS_INTERFACE)
        return (struct place){.kind = PLACE_INDEX,
                              .type = elem,
                              .slot = slice,
                              .index = index,
                              .step = elem->size,
                              .row = VSLOT_NONE};
    uint32_t a = slots_temp(f, slots_shape_pointer());
    emit(f, OP_ADDRX, a, slice, index);
    emit_ext_number(f, elem->size);
    struct place p = place_memory(a, elem);
    p.checked = true;
    return p;
}

static struct place
slice_element(struct fn *f, struct expr *e, struct type *elem)
{
    struct place s = slice_operand(f, e->index.x);
    if (s.kind == PLACE_INDEX && s.step == ROW_BYTES && class_of(f, elem) == CLASS_64 &&
        is_quiet(e->index.index)) {
        struct place p = s;
        p.row = s.index;
        p.index = compile_expr_any(f, e->index.index);
        p.type = elem;
        p.step = 8;
        p.unsigned_index = place_is_huge_unsigned(f, e->index.index);
        emit_line(f, e->pos);
        return p;
    }
    uint32_t slice = place_any(f, &s);
    uint32_t at = compile_expr_any(f, e->index.index);
    emit_line(f, e->pos);
    struct place p = place_element(f, slice, at, elem);
    p.unsigned_index = place_is_huge_unsigned(f, e->index.index);
    if (p.unsigned_index && p.kind == PLACE_MEMORY)
        emit_unsigned_index(f);
    return p;
}

void
place_check_key(struct fn *f, struct type *key, struct pos pos)
{
    if (slots_is_boxed(key))
        codegen_fail(f, pos, "regionscope has no maps with keys of more than 64 KiB");
}

static struct place
index_place(struct fn *f, struct expr *e)
{
    struct type *xt = compile_expr_type(f, e->index.x), *u = types_underlying(xt);
    switch (u->kind) {
    case TYPE_MAP: {
        uint32_t m = compile_expr_any(f, e->index.x);
        uint32_t k = compile_conv_any(f, e->index.index, u->map.key);
        emit_line(f, e->pos);
        place_check_key(f, u->map.key, e->pos);
        return (struct place){
            .kind = PLACE_MAP, .type = u->map.value, .slot = m, .index = k, .map = xt};
    }
    case TYPE_SLICE:
        return slice_element(f, e, u->elem);
    case TYPE_ARRAY:
        return array_element(f, place_of(f, e->index.x), u, e);
    case TYPE_POINTER:
        return array_element(f, place_memory(compile_expr_any(f, e->index.x), u->elem),
                             types_underlying(u->elem), e);
    case TYPE_NAMED:
    default: /* a string */
        return slice_element(f, e, types_basic(f->cg->u, TYPE_UINT8));
    }
}

static struct place
selector_place(struct fn *f, struct expr *e)
{
    if (e->selector.kind == SELECT_PACKAGE) {
        if (e->selector.obj->kind == OBJECT_VAR)
            return place_of_var(f, e->selector.obj);
        return temp_of(f, e);
    }
    if (e->selector.kind != SELECT_FIELD)
        return temp_of(f, e);
    emit_line(f, e->pos);
    return place_path(f, place_of(f, e->selector.x), e->selector.path, e->selector.n_path);
}

struct place
place_of(struct fn *f, struct expr *e)
{
    struct place p = place_of_once(f, e);
    settle(f, &p);
    return p;
}

struct place
place_of_once(struct fn *f, struct expr *e)
{
    e = ast_unparen(e);
    uint32_t hoisted = compile_expr_hoisted(f, e);
    if (hoisted != VSLOT_NONE)
        return place_slot(hoisted, compile_expr_type(f, e));
    if (e->mode == MODE_CONSTANT)
        return temp_of(f, e);
    switch (e->kind) {
    case EXPR_NAME:
        if (!e->name.obj)
            return (struct place){.kind = PLACE_BLANK, .type = e->type};
        if (e->name.obj->kind == OBJECT_VAR)
            return place_of_var(f, e->name.obj);
        return temp_of(f, e);
    case EXPR_SELECTOR:
        return selector_place(f, e);
    case EXPR_INDEX:
        if (e->mode == MODE_VALUE && e->index.n_type_args)
            return temp_of(f, e);
        return index_place(f, e);
    case EXPR_STAR: {
        uint32_t a = compile_expr_any(f, e->unary.x);
        emit_line(f, e->pos);
        return place_memory(a, compile_expr_type(f, e));
    }
    default:
        return temp_of(f, e);
    }
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

static void
load_slot(struct fn *f, const struct place *p, enum value_class c, uint32_t dst)
{
    if (!whole_words(p) && is_narrow(c)) {
        emit(f, class_ops[c].frame_load, dst, frame_slot(p), p->off % 8);
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
load_memory(struct fn *f, const struct place *far, enum value_class c, uint32_t dst)
{
    struct place p = near(f, far);
    if (c == CLASS_EMPTY) {
        if (!p.checked)
            emit(f, OP_NILCHK, p.slot, 0, 0);
        return;
    }
    enum opcode op = class_ops[c].load;
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
    enum value_class c = class_of(f, p->type);
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
        if (c == CLASS_64 || c == CLASS_POINTER) {
            emit(f, OP_LDG, dst, 0, 0);
            emit_ext_address(f, p->segment, p->off);
        } else if (c != CLASS_EMPTY) {
            struct place m = through_address(f, *p);
            load_memory(f, &m, c, dst);
        }
        break;
    case PLACE_INDEX:
        if (p->row != VSLOT_NONE) {
            emit(f, OP_LDXX64, dst, p->slot, p->row);
            emit_ext_slot(f, p->index);
        } else if (c == CLASS_STRING || c == CLASS_INTERFACE) {
            emit(f, OP_LDX2, dst, p->slot, p->index);
            emit_ext_number(f, p->step);
        } else if (c == CLASS_SLICE) {
            struct place m = through_address(f, *p);
            load_memory(f, &m, c, dst);
        } else {
            emit(f, class_ops[c].index_load, dst, p->slot, p->index);
        }
        if (p->unsigned_index && c != CLASS_SLICE)
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
        bool narrow = is_narrow(class_of(f, p->type));
        if (whole_words(p) || (!narrow && p->off % 8 == 0))
            return frame_slot(p);
    }
    uint32_t t = slots_temp_type(f, p->type);
    place_load(f, p, t);
    return t;
}

/* ---- stores ---- */

static void
store_memory(struct fn *f, const struct place *far, enum value_class c, uint32_t src)
{
    struct place p = near(f, far);
    if (c == CLASS_EMPTY) {
        if (!p.checked)
            emit(f, OP_NILCHK, p.slot, 0, 0);
        return;
    }
    emit(f, class_ops[c].store, p.slot, src, (uint32_t)p.off);
    if (c == CLASS_PLAIN)
        emit_ext_number(f, p.type->size);
    if (c == CLASS_OTHER)
        emit_ext_type(f, p.type);
}

static void
store_slot(struct fn *f, const struct place *p, enum value_class c, uint32_t src)
{
    if (whole_words(p)) {
        emit_move(f, frame_slot(p), src, words_of(p->type));
    } else if (is_narrow(c)) {
        emit(f, class_ops[c].frame_store, frame_slot(p), src, p->off % 8);
    } else if (c != CLASS_EMPTY) {
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
    enum value_class c = class_of(f, p->type);
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
        if (c == CLASS_64) {
            emit(f, OP_STG, src, 0, 0);
            emit_ext_address(f, p->segment, p->off);
        } else if (c != CLASS_EMPTY) {
            struct place m = through_address(f, *p);
            store_memory(f, &m, c, src);
        }
        break;
    case PLACE_INDEX:
        if (p->row != VSLOT_NONE) {
            emit(f, OP_STXX64, p->slot, p->row, src);
            emit_ext_slot(f, p->index);
        } else if (class_ops[c].index_store != OP_NOP) {
            emit(f, class_ops[c].index_store, p->slot, p->index, src);
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
    if (p->kind == PLACE_SLOT && whole_words(p)) {
        compile_const_zero(f, p->type, frame_slot(p));
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

bool
place_of_huge(struct fn *f, struct expr *e, struct place *p)
{
    e = ast_unparen(e);
    struct type *t = compile_expr_type(f, e);
    if (e->mode == MODE_CONSTANT || e->mode == MODE_NIL || t->kind == TYPE_TUPLE)
        return false;
    enum type_kind k = types_underlying(t)->kind;
    types_layout(t);
    if (t->size <= HUGE_BYTES || (k != TYPE_STRUCT && k != TYPE_ARRAY))
        return false;
    if (e->kind == EXPR_COMPOSITE && !e->composite.implicit_addr) {
        *p = compile_lit_memory(f, e);
        return true;
    }
    if (e->mode != MODE_VARIABLE)
        return false;
    *p = place_of(f, e);
    return p->kind != PLACE_BLANK;
}

void
place_copy(struct fn *f, const struct place *p, const struct place *from)
{
    uint32_t src = place_addr_any(f, from), dst = place_addr_any(f, p);
    emit(f, OP_COPYM, dst, src, 0);
    emit_ext_type(f, p->type);
}

/* Evaluated piece by piece, so that it must not overwrite what it reads. */
static bool
is_literal(const struct expr *e)
{
    for (;;) {
        if (e->kind == EXPR_PAREN)
            e = e->paren.x;
        else if (e->kind == EXPR_CALL && e->call.kind == CALL_CONVERSION && e->call.n_args == 1)
            e = e->call.args[0];
        else
            return e->kind == EXPR_COMPOSITE;
    }
}

void
place_store_expr(struct fn *f, const struct place *p, struct expr *e)
{
    if (p->kind == PLACE_BLANK) {
        compile_expr_effect(f, e);
        return;
    }
    types_layout(p->type);
    struct place from;
    if (p->type->size > HUGE_BYTES && p->kind != PLACE_MAP && place_of_huge(f, e, &from)) {
        place_copy(f, p, &from);
        return;
    }
    if (p->kind == PLACE_SLOT && whole_words(p) && !is_literal(e)) {
        compile_conv_to(f, e, p->type, frame_slot(p));
        return;
    }
    struct type *t = compile_expr_type(f, e);
    uint32_t src =
        types_identical(t, p->type) ? compile_expr_last(f, e) : compile_conv_any(f, e, p->type);
    place_store(f, p, src);
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
        settle(f, &element);
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
