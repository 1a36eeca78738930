/* Calls of the predeclared functions. Go: cmd/compile/internal/walk/builtin.go */
#include "base/bug.h"
#include "code/codegen.h"
#include "code/lvalue.h"
#include "code/place.h"
#include "lang/universe.h"

static struct type *
arg_type(struct fn *f, struct expr *e, size_t i)
{
    return compile_expr_type(f, e->call.args[i]);
}

/* ---- len and cap ---- */

/* Word `off / 8` of a slice or string, without loading the others when it lies in memory. */
static void
header_word(struct fn *f, struct expr *x, uint64_t off, uint32_t dst)
{
    struct type *t = types_basic(f->cg->u, TYPE_INT);
    if (compile_expr_has_call(x)) {
        emit_move(f, dst, compile_expr_last(f, x) + (uint32_t)(off / 8), 1);
        return;
    }
    struct place p = lvalue_of(f, x);
    if (p.kind == PLACE_MAP)
        p = place_slot(place_any(f, &p), p.type);
    p = place_part(f, p, off, t);
    place_load(f, &p, dst);
}

static void
length(struct fn *f, struct expr *e, bool cap, uint32_t dst)
{
    struct expr *x = e->call.args[0];
    struct type *u = types_underlying(arg_type(f, e, 0));
    if (u->kind == TYPE_POINTER)
        u = types_underlying(u->elem);
    switch (u->kind) {
    case TYPE_ARRAY:
        compile_expr_effect(f, x);
        compile_const_int(f, u->array.len, dst);
        break;
    case TYPE_MAP:
        emit(f, OP_MAPLEN, dst, compile_expr_last(f, x), 0);
        break;
    case TYPE_CHAN:
        emit(f, cap ? OP_CHANCAP : OP_CHANLEN, dst, compile_expr_last(f, x), 0);
        break;
    default:
        header_word(f, x, cap ? 16 : 8, dst);
    }
}

/* ---- append, copy ---- */

static void
append_values(struct fn *f, struct expr *e, uint32_t s, struct type *elem, uint32_t dst)
{
    uint32_t n = (uint32_t)e->call.n_args - 1;
    if (slots_is_boxed(elem)) {
        uint32_t more = slots_temp(f, slots_shape_mask(f->cg, 3, 1));
        compile_call_variadic(f, e, types_slice(f->cg->u, elem), e->call.args + 1, n, more);
        emit_line(f, e->pos);
        emit(f, OP_APPENDS, dst, s, more);
        emit_ext_type(f, elem);
        return;
    }
    struct shape one = slots_shape(f->cg, elem);
    uint32_t block;
    if (n == 1 && one.words > 0) {
        block = compile_conv_any(f, e->call.args[1], elem);
    } else {
        block = slots_temp(f, slots_shape_repeat(f->cg, one, n));
        for (uint32_t i = 0; i < n; i++)
            compile_conv_to(f, e->call.args[i + 1], elem, block + i * one.words);
    }
    emit_line(f, e->pos);
    emit(f, OP_APPEND, dst, s, block);
    emit_ext_type(f, elem);
    emit_ext_number(f, n);
}

static void
append(struct fn *f, struct expr *e, uint32_t dst)
{
    struct type *t = compile_expr_type(f, e);
    struct type *elem = types_underlying(t)->elem;
    if (dst == VSLOT_NONE)
        dst = slots_temp_type(f, t);
    uint32_t s = compile_conv_any(f, e->call.args[0], t);
    if (e->call.n_args == 1) {
        emit_move(f, dst, s, 3);
    } else if (!e->call.has_dots) {
        append_values(f, e, s, elem, dst);
    } else {
        struct type *more = arg_type(f, e, 1);
        bool text = types_is_string(types_underlying(more));
        if (e->call.args[1]->mode == MODE_NIL)
            more = t;
        uint32_t y = compile_conv_any(f, e->call.args[1], more);
        emit_line(f, e->pos);
        emit(f, text ? OP_APPENDSTR : OP_APPENDS, dst, s, y);
        if (!text)
            emit_ext_type(f, elem);
    }
}

static void
copy(struct fn *f, struct expr *e, uint32_t dst)
{
    uint32_t x = compile_expr_any(f, e->call.args[0]), y = compile_expr_any(f, e->call.args[1]);
    if (types_is_string(types_underlying(arg_type(f, e, 1)))) {
        emit(f, OP_COPYSTR, dst, x, y);
        return;
    }
    emit(f, OP_COPY, dst, x, y);
    emit_ext_type(f, types_underlying(arg_type(f, e, 0))->elem);
}

/* ---- make, new ---- */

static void
make_slice(struct fn *f, struct expr *e, struct type *elem, uint32_t dst)
{
    uint32_t len = compile_expr_any(f, e->call.args[1]);
    uint32_t cap = e->call.n_args > 2 ? compile_expr_any(f, e->call.args[2]) : len;
    emit_line(f, e->pos);
    struct expr *last = e->call.args[e->call.n_args > 2 ? 2 : 1];
    bool exact = false;
    int64_t n = last->mode == MODE_CONSTANT ? constant_int64_value(last->val, &exact) : -1;
    types_layout(elem);
    bool small = exact && n > 0 && (uint64_t)n * elem->size <= 64 * 1024;
    struct type *array = small ? types_array(f->cg->u, elem, n) : NULL;
    if (e->verdict == ESCAPE_STACK && small && elem->size && compile_func_has_room(f, array)) {
        struct shape s = slots_shape(f->cg, array);
        uint32_t storage = slots_storage(f, s);
        uint32_t at = slots_temp(f, slots_shape_scalars(3)),
                 a = slots_temp(f, slots_shape_pointer());
        if (cap != len) { /* in the words of make, not of a slice expression */
            uint32_t fits = emit_label(f);
            emit(f, OP_JULE, len, cap, fits);
            emit(f, OP_MAKESLICE, dst, len, cap);
            emit_ext_type(f, elem);
            emit_place_label(f, fits);
        }
        compile_const_zero(f, array, storage);
        emit(f, OP_LEA, a, storage, 0);
        emit_move(f, at + 1, len, 1);
        emit(f, OP_SLICEARR, dst, a, at);
        emit_ext_number(f, 2 | elem->size << 8);
        emit_ext_number(f, (uint64_t)n);
        return;
    }
    if (e->verdict == ESCAPE_STACK && !exact && !slots_shape(f->cg, elem).mask) {
        uint32_t storage = slots_storage(f, slots_shape_scalars(4));
        emit(f, OP_MAKESLICESTK, dst, len, cap);
        emit_ext_type(f, elem);
        emit_ext_slot(f, storage);
        return;
    }
    emit(f, OP_MAKESLICE, dst, len, cap);
    emit_ext_type(f, elem);
}

static void
make(struct fn *f, struct expr *e, uint32_t dst)
{
    struct type *t = compile_expr_type(f, e), *u = types_underlying(t);
    if (u->kind == TYPE_SLICE) {
        make_slice(f, e, u->elem, dst);
        return;
    }
    uint32_t n = e->call.n_args > 1 ? compile_expr_any(f, e->call.args[1]) : VSLOT_NONE;
    emit_line(f, e->pos);
    emit(f, u->kind == TYPE_MAP ? OP_MAKEMAP : OP_MAKECHAN, dst, n, 0);
    emit_ext_type(f, t);
}

static void
new_object(struct fn *f, struct expr *e, uint32_t dst)
{
    struct type *t = types_underlying(compile_expr_type(f, e))->elem;
    struct expr *init = e->call.args[0]->mode == MODE_TYPE ? NULL : e->call.args[0];
    uint32_t v = init ? compile_conv_any(f, init, t) : VSLOT_NONE;
    if (e->verdict == ESCAPE_STACK && compile_func_has_room(f, t)) {
        uint32_t storage = slots_storage(f, slots_shape(f->cg, t));
        if (init)
            emit_move(f, storage, v, slots_shape(f->cg, t).words);
        else
            compile_const_zero(f, t, storage);
        emit(f, OP_LEA, dst, storage, 0);
        return;
    }
    uint32_t a = init ? slots_temp(f, slots_shape_pointer()) : dst;
    emit(f, OP_NEW, a, 0, 0);
    emit_ext_type(f, t);
    if (init) {
        struct place p = place_memory(a, t);
        place_store(f, &p, v);
        emit_move(f, dst, a, 1);
    }
}

/* ---- min, max ---- */

static void
smaller(struct fn *f, struct type *t, bool max, uint32_t best, uint32_t x)
{
    const struct type *u = types_underlying(t);
    if (u->kind == TYPE_FLOAT32) {
        uint32_t a = slots_temp(f, slots_shape_scalars(1)),
                 b = slots_temp(f, slots_shape_scalars(1));
        emit(f, OP_S2F, a, best, 0);
        emit(f, OP_S2F, b, x, 0);
        emit(f, max ? OP_FMAX : OP_FMIN, a, a, b);
        emit(f, OP_F2S, best, a, 0);
    } else if (types_is_float(u)) {
        emit(f, max ? OP_FMAX : OP_FMIN, best, best, x);
    } else {
        uint32_t keep = emit_label(f);
        compile_cond_compare(f, max ? TOKEN_GEQ : TOKEN_LEQ, t, best, x, keep, true);
        emit_move(f, best, x, slots_shape(f->cg, t).words);
        emit_place_label(f, keep);
    }
}

static void
min_max(struct fn *f, struct expr *e, bool max, uint32_t dst)
{
    struct type *t = compile_expr_type(f, e);
    uint32_t best = slots_temp_type(f, t);
    compile_expr_to(f, e->call.args[0], best);
    for (size_t i = 1; i < e->call.n_args; i++)
        smaller(f, t, max, best, compile_expr_any(f, e->call.args[i]));
    emit_move(f, dst, best, slots_shape(f->cg, t).words);
}

/* ---- complex numbers ---- */

static void
make_complex(struct fn *f, struct expr *e, uint32_t dst)
{
    struct type *t = types_underlying(compile_expr_type(f, e));
    uint32_t re = compile_expr_any(f, e->call.args[0]), im = compile_expr_any(f, e->call.args[1]);
    if (t->kind == TYPE_COMPLEX64) {
        uint32_t v = slots_temp(f, slots_shape_scalars(1));
        emit(f, OP_SHLI, v, im, 32);
        emit(f, OP_OR, dst, v, re);
        return;
    }
    uint32_t v = slots_temp(f, slots_shape_scalars(2));
    emit(f, OP_MOV, v, re, 0);
    emit(f, OP_MOV, v + 1, im, 0);
    emit_move(f, dst, v, 2);
}

static void
complex_part(struct fn *f, struct expr *e, bool imag, uint32_t dst)
{
    struct type *t = types_underlying(arg_type(f, e, 0));
    uint32_t x = compile_expr_last(f, e->call.args[0]);
    if (t->kind != TYPE_COMPLEX64)
        emit_move(f, dst, x + imag, 1);
    else if (imag)
        emit(f, OP_SHRI, dst, x, 32);
    else
        emit(f, OP_EXT32U, dst, x, 0);
}

/* ---- print ---- */

/* The operand as PRINT wants it, and how it is to be printed. */
static uint32_t
print_operand(struct fn *f, struct expr *x, enum print_kind *kind)
{
    struct type *t = compile_expr_type(f, x), *u = types_underlying(t);
    uint32_t v = x->mode == MODE_NIL ? compile_conv_any(f, x, t) : compile_expr_any(f, x);
    enum print_kind k;
    if (u->kind == TYPE_BOOL || u->kind == TYPE_UNTYPED_BOOL) {
        k = PRINT_BOOL;
    } else if (types_is_integer(u)) {
        k = types_is_unsigned(u) ? PRINT_UINT : PRINT_INT;
    } else if (types_is_float(u)) {
        k = u->kind == TYPE_FLOAT32 ? PRINT_FLOAT32 : PRINT_FLOAT;
        if (u->kind == TYPE_FLOAT32) {
            uint32_t w = slots_temp(f, slots_shape_scalars(1));
            emit(f, OP_S2F, w, v, 0);
            v = w;
        }
    } else if (types_is_complex(u)) {
        k = u->kind == TYPE_COMPLEX64 ? PRINT_COMPLEX64 : PRINT_COMPLEX;
        if (u->kind == TYPE_COMPLEX64) {
            uint32_t w = slots_temp(f, slots_shape_scalars(2));
            emit(f, OP_C2Z, w, v, 0);
            v = w;
        }
    } else if (types_is_string(u)) {
        k = PRINT_STRING;
    } else if (u->kind == TYPE_SLICE) {
        k = PRINT_SLICE;
    } else {
        k = u->kind == TYPE_INTERFACE ? PRINT_EFACE : PRINT_HEX;
    }
    *kind = k;
    return v;
}

static void
print(struct fn *f, struct expr *e, bool line)
{
    size_t n = e->call.n_args;
    uint32_t *v = bump_array(&f->cg->mem, uint32_t, n);
    enum print_kind *kinds = bump_array(&f->cg->mem, enum print_kind, n);
    for (size_t i = 0; i < n; i++)
        compile_expr_hoist(f, e->call.args[i]);
    for (size_t i = 0; i < n; i++) /* may panic: before the output is locked */
        v[i] = print_operand(f, e->call.args[i], &kinds[i]);
    emit(f, OP_PRINT, 0, PRINT_LOCK, 0);
    for (size_t i = 0; i < n; i++) {
        if (line && i > 0)
            emit(f, OP_PRINT, 0, PRINT_SPACE, 0);
        emit(f, OP_PRINT, v[i], kinds[i], 0);
    }
    if (line)
        emit(f, OP_PRINT, 0, PRINT_NEWLINE, 0);
    emit(f, OP_PRINT, 0, PRINT_UNLOCK, 0);
}

/* ---- the others ---- */

static void
delete_key(struct fn *f, struct expr *e)
{
    struct type *t = arg_type(f, e, 0);
    uint32_t m = compile_expr_any(f, e->call.args[0]);
    uint32_t k = compile_conv_any(f, e->call.args[1], types_underlying(t)->map.key);
    lvalue_check_key(f, types_underlying(t)->map.key, e->pos);
    emit(f, OP_MAPDEL, m, k, 0);
    emit_ext_type(f, t);
}

static void
clear_all(struct fn *f, struct expr *e)
{
    struct type *t = arg_type(f, e, 0), *u = types_underlying(t);
    uint32_t x = compile_expr_any(f, e->call.args[0]);
    emit(f, u->kind == TYPE_MAP ? OP_MAPCLEAR : OP_CLEARS, x, 0, 0);
    emit_ext_type(f, u->kind == TYPE_MAP ? t : u->elem);
}

static void
unsafe_builtin(struct fn *f, struct expr *e, uint32_t dst)
{
    uint32_t x = compile_expr_any(f, e->call.args[0]);
    uint32_t y = e->call.n_args > 1 ? compile_expr_any(f, e->call.args[1]) : VSLOT_NONE;
    switch (e->call.builtin) {
    case BUILTIN_UNSAFE_ADD:
        emit(f, OP_ADD, dst, x, y);
        break;
    case BUILTIN_UNSAFE_SLICE: {
        struct type *elem = types_underlying(arg_type(f, e, 0))->elem;
        types_layout(elem);
        emit(f, OP_UNSAFELEN, x, y, 0);
        emit_ext_number(f, elem->size);
        emit_move(f, dst, x, 1);
        emit_move(f, dst + 1, y, 1);
        emit_move(f, dst + 2, y, 1);
        break;
    }
    case BUILTIN_UNSAFE_STRING:
        emit(f, OP_UNSAFELEN, x, y, 1);
        emit_ext_number(f, 1);
        emit_move(f, dst, x, 1);
        emit_move(f, dst + 1, y, 1);
        break;
    default: /* SliceData, StringData */
        emit_move(f, dst, x, 1);
    }
}

struct expr *
compile_builtin_spread(struct fn *f, struct expr *e)
{
    if (!e->call.spread)
        return e;
    size_t n = e->call.args[0]->type->tuple.n;
    uint32_t *slots = bump_array(&f->cg->mem, uint32_t, n);
    struct type **types = bump_array(&f->cg->mem, struct type *, n);
    compile_assign_multi(f, e->call.args[0], n, slots, types);
    struct expr *own = bump_new(&f->cg->mem, struct expr);
    *own = *e;
    own->call.spread = false;
    own->call.n_args = n;
    own->call.args = bump_array(&f->cg->mem, struct expr *, n);
    for (size_t i = 0; i < n; i++) {
        struct expr *x = bump_new(&f->cg->mem, struct expr);
        *x = (struct expr){.kind = EXPR_BAD, .mode = MODE_VALUE, .pos = e->pos, .type = types[i]};
        own->call.args[i] = x;
        vec_push(&f->hoisted, ((struct hoisted){x, slots[i]}));
    }
    return own;
}

void
compile_builtin(struct fn *f, struct expr *e, uint32_t dst)
{
    e = compile_builtin_spread(f, ast_unparen(e));
    for (size_t i = 0; e->call.n_args > 1 && i < e->call.n_args; i++)
        compile_expr_hoist(f, e->call.args[i]);
    emit_line(f, e->pos);
    switch ((enum builtin)e->call.builtin) {
    case BUILTIN_APPEND:
        append(f, e, dst);
        break;
    case BUILTIN_CAP:
    case BUILTIN_LEN:
        length(f, e, e->call.builtin == BUILTIN_CAP, dst);
        break;
    case BUILTIN_CLEAR:
        clear_all(f, e);
        break;
    case BUILTIN_CLOSE:
        emit(f, OP_CLOSE, compile_expr_any(f, e->call.args[0]), 0, 0);
        break;
    case BUILTIN_COMPLEX:
        make_complex(f, e, dst);
        break;
    case BUILTIN_COPY:
        copy(f, e, dst);
        break;
    case BUILTIN_DELETE:
        delete_key(f, e);
        break;
    case BUILTIN_IMAG:
    case BUILTIN_REAL:
        complex_part(f, e, e->call.builtin == BUILTIN_IMAG, dst);
        break;
    case BUILTIN_MAKE:
        make(f, e, dst);
        break;
    case BUILTIN_MAX:
    case BUILTIN_MIN:
        min_max(f, e, e->call.builtin == BUILTIN_MAX, dst);
        break;
    case BUILTIN_NEW:
        new_object(f, e, dst);
        break;
    case BUILTIN_PANIC: {
        uint32_t v = compile_conv_any(f, e->call.args[0], types_any(f->cg->u));
        emit_line(f, e->pos);
        emit(f, OP_PANIC, v, 0, 0);
        break;
    }
    case BUILTIN_PRINT:
    case BUILTIN_PRINTLN:
        print(f, e, e->call.builtin == BUILTIN_PRINTLN);
        break;
    case BUILTIN_RANGE_PANIC:
        emit(f, OP_PANICRANGE, compile_expr_any(f, e->call.args[0]), 0, 0);
        break;
    case BUILTIN_RANGE_DEFERS:
        emit(f, OP_DEFERLIST, dst, 0, 0);
        break;
    case BUILTIN_RECOVER:
        emit(f, OP_RECOVER, dst == VSLOT_NONE ? slots_temp_type(f, types_any(f->cg->u)) : dst, 0,
             0);
        break;
    case BUILTIN_UNSAFE_SIZEOF:
    case BUILTIN_UNSAFE_ALIGNOF:
    case BUILTIN_UNSAFE_OFFSETOF:
        compile_const_int(f, (int64_t)e->call.number, dst);
        break;
    default:
        unsafe_builtin(f, e, dst);
    }
}
