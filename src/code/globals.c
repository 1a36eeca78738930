/* Package variables: their place in a segment, their initial value in the image when it is known at
 * compile time (constants, functions, addresses, and literals of such), else code that computes it.
 * Variables nobody refers to get no place.
 * Go: cmd/compile/internal/staticinit/sched.go, cmd/link/internal/ld/data.go (dodata) */
#include <inttypes.h>
#include <string.h>

#include "base/bitops.h"
#include "base/bug.h"
#include "code/codegen.h"
#include "code/place.h"

uint64_t
globals_reserve(struct codegen *cg, enum segment_kind k, uint64_t bytes, uint64_t align)
{
    uint64_t at = bitops_align_up(cg->p->segment_bytes[k], align < 8 ? align : 8);
    cg->p->segment_bytes[k] = at + bytes;
    if (k <= SEGMENT_DATA) {
        struct buf *b = &cg->p->sections[k];
        while (b->len < at + bytes)
            buf_add_byte(b, 0);
    }
    return at;
}

static uint64_t
reserve(struct codegen *cg, enum segment_kind k, struct type *t, struct object *var)
{
    types_layout(t);
    /* zero-size variables get a byte, so that their addresses stay inside the segment */
    uint64_t align = t->align ? t->align : 1;
    uint64_t at = globals_reserve(cg, k, t->size ? t->size : 1, t->size >= 8 ? 8 : align);
    vec_push(&cg->data, ((struct data_entry){k, at, t, var}));
    typedesc_offset(cg, t);
    return at;
}

/* ---- static values ---- */

static struct object *
global_var(const struct expr *e)
{
    struct object *o = NULL;
    if (e->kind == EXPR_NAME)
        o = e->name.obj;
    else if (e->kind == EXPR_SELECTOR && e->selector.kind == SELECT_PACKAGE)
        o = e->selector.obj;
    return o && o->kind == OBJECT_VAR && o->var.kind == VAR_GLOBAL ? o : NULL;
}

static struct func *
static_func(const struct expr *e)
{
    struct object *o = NULL;
    if (e->kind == EXPR_FUNC_LIT)
        return e->func_lit.func->n_captures ? NULL : e->func_lit.func;
    if (e->kind == EXPR_NAME)
        o = e->name.obj;
    else if (e->kind == EXPR_SELECTOR && e->selector.kind == SELECT_PACKAGE)
        o = e->selector.obj;
    return o && o->kind == OBJECT_FUNC ? o->func.func : NULL;
}

static bool is_static(struct codegen *cg, struct expr *e, struct type *t);

static bool
is_static_literal(struct codegen *cg, struct expr *e)
{
    struct type *t = e->type;
    if (e->composite.implicit_addr)
        t = types_underlying(t)->elem;
    struct type *u = types_underlying(t);
    if (u->kind != TYPE_STRUCT && u->kind != TYPE_ARRAY && u->kind != TYPE_SLICE)
        return false;
    uint64_t len;
    const struct lit_element *v = compile_lit_elements(cg, e, u, &len);
    for (size_t i = 0; i < e->composite.n_elems; i++) {
        struct type *et = u->kind == TYPE_STRUCT  ? u->struct_.fields[v[i].index]->type
                          : u->kind == TYPE_ARRAY ? u->array.elem
                                                  : u->elem;
        if (!is_static(cg, v[i].value, et))
            return false;
    }
    return true;
}

static bool
is_static(struct codegen *cg, struct expr *e, struct type *t)
{
    e = ast_unparen(e);
    if (e->mode == MODE_CONSTANT || e->mode == MODE_NIL)
        return true;
    if (types_is_interface(t))
        return false;
    if (e->kind == EXPR_CALL && e->call.kind == CALL_CONVERSION)
        return types_identical(types_underlying(e->type),
                               types_underlying(e->call.args[0]->type)) &&
               is_static(cg, e->call.args[0], t);
    if (e->kind == EXPR_COMPOSITE)
        return is_static_literal(cg, e);
    if (e->kind == EXPR_UNARY && e->unary.op == TOKEN_AND) {
        struct expr *x = ast_unparen(e->unary.x);
        return global_var(x) || (x->kind == EXPR_COMPOSITE && is_static_literal(cg, x));
    }
    return static_func(e) != NULL;
}

static void write_static(struct codegen *cg, enum segment_kind k, uint64_t at, struct expr *e,
                         struct type *t);

static enum segment_kind
data_segment(struct type *t)
{
    types_layout(t);
    return t->ptrdata ? SEGMENT_DATA : SEGMENT_NOPTRDATA;
}

static void
put(struct codegen *cg, enum segment_kind k, uint64_t at, const void *bytes, uint64_t n)
{
    memcpy(cg->p->sections[k].data + at, bytes, n);
}

static void
write_constant(struct codegen *cg, enum segment_kind k, uint64_t at, struct expr *e, struct type *t)
{
    uint64_t bits[2];
    if (types_is_interface(t)) {
        uint64_t word = types_underlying(t)->interface.n_methods ? itab_offset(cg, t, e->type)
                                                                 : typedesc_boxed(cg, e->type);
        codegen_reloc(cg, k, at, SEGMENT_RODATA, word);
        codegen_reloc(cg, k, at + 8, SEGMENT_RODATA, rodata_constant(cg, e->val, e->type));
        return;
    }
    types_layout(t);
    if (compile_const_bits(cg, e->val, t, bits)) {
        put(cg, k, at, bits, t->size);
        return;
    }
    size_t n;
    const char *s = constant_string_value(e->val, &n);
    bits[0] = n;
    put(cg, k, at + 8, bits, 8);
    if (n)
        codegen_reloc(cg, k, at, SEGMENT_RODATA, rodata_string(cg, s, n));
}

static void
write_elements(struct codegen *cg, enum segment_kind k, uint64_t at, struct expr *e, struct type *u)
{
    uint64_t len;
    const struct lit_element *v = compile_lit_elements(cg, e, u, &len);
    types_layout(u);
    for (size_t i = 0; i < e->composite.n_elems; i++) {
        if (v[i].blank) {
            continue;
        } else if (u->kind == TYPE_STRUCT) {
            write_static(cg, k, at + u->struct_.offsets[v[i].index], v[i].value,
                         u->struct_.fields[v[i].index]->type);
        } else {
            struct type *elem = u->array.elem;
            types_layout(elem);
            write_static(cg, k, at + v[i].index * elem->size, v[i].value, elem);
        }
    }
}

static void
write_literal(struct codegen *cg, enum segment_kind k, uint64_t at, struct expr *e, struct type *t)
{
    struct type *u = types_underlying(t);
    if (u->kind != TYPE_SLICE) {
        write_elements(cg, k, at, e, u);
        return;
    }
    uint64_t len;
    compile_lit_elements(cg, e, u, &len);
    struct type *array = types_array(cg->u, u->elem, (int64_t)len);
    enum segment_kind in = data_segment(array);
    uint64_t to = reserve(cg, in, array, NULL);
    write_elements(cg, in, to, e, array);
    codegen_reloc(cg, k, at, in, to);
    uint64_t lens[2] = {len, len};
    put(cg, k, at + 8, lens, sizeof lens);
}

static void
write_address(struct codegen *cg, enum segment_kind k, uint64_t at, struct expr *x)
{
    struct object *var = global_var(x);
    if (var) {
        const struct global *g = globals_of(cg, var);
        codegen_reloc(cg, k, at, g->segment, g->offset);
        return;
    }
    struct type *t = x->composite.implicit_addr ? types_underlying(x->type)->elem : x->type;
    enum segment_kind in = data_segment(t);
    uint64_t to = reserve(cg, in, t, NULL);
    write_literal(cg, in, to, x, t);
    codegen_reloc(cg, k, at, in, to);
}

static void
write_static(struct codegen *cg, enum segment_kind k, uint64_t at, struct expr *e, struct type *t)
{
    e = ast_unparen(e);
    if (e->mode == MODE_NIL)
        return;
    if (e->mode == MODE_CONSTANT) {
        write_constant(cg, k, at, e, t);
    } else if (e->kind == EXPR_CALL) {
        write_static(cg, k, at, e->call.args[0], t);
    } else if (e->kind == EXPR_COMPOSITE) {
        if (e->composite.implicit_addr)
            write_address(cg, k, at, e);
        else
            write_literal(cg, k, at, e, t);
    } else if (e->kind == EXPR_UNARY) {
        write_address(cg, k, at, ast_unparen(e->unary.x));
    } else {
        struct symbol *s = codegen_func_symbol(cg, static_func(e), NULL, 0);
        codegen_reloc(cg, k, at, SEGMENT_RODATA, rodata_closure(cg, s));
    }
}

/* ---- variables ---- */

/* Its own initial value; NULL when there is none or it is one result of several. */
static struct expr *
initial_value(const struct object *var)
{
    const struct decl *d = var->decl;
    if (!d || d->kind != DECL_VAR || d->var.n_values != d->var.n_names)
        return NULL;
    for (size_t i = 0; i < d->var.n_names; i++) {
        if (d->var.objs[i] == var)
            return d->var.values[i];
    }
    return NULL;
}

static bool
is_zero_value(const struct expr *e)
{
    if (e->mode == MODE_NIL)
        return true;
    if (e->mode != MODE_CONSTANT || types_is_interface(e->type))
        return false;
    size_t n = 1;
    switch (constant_kind(e->val)) {
    case CONSTANT_BOOL:
        return !constant_bool_value(e->val);
    case CONSTANT_STRING:
        constant_string_value(e->val, &n);
        return n == 0;
    case CONSTANT_INT:
        return constant_sign(e->val) == 0;
    default:
        return false;
    }
}

#define MAX_SYMBOL_BYTES 2000000000u

struct global *
globals_of(struct codegen *cg, struct object *var)
{
    struct global *g = table_get_ptr(&cg->globals, var);
    if (g)
        return g;
    g = bump_new(&cg->mem, struct global);
    table_put_ptr(&cg->globals, var, g);
    struct expr *value = initial_value(var);
    struct type *t = var->type;
    types_layout(t);
    g->is_static = value && is_static(cg, value, t);
    if (t->size == 0) { /* as all objects of size zero */
        *g = (struct global){SEGMENT_NOPTRBSS, cg->p->known.zerobase, g->is_static};
        return g;
    }
    if (t->size > MAX_SYMBOL_BYTES) {
        cg->failed = true; /* the linker's complaint in Go, hence without a position */
        diag_error(&cg->u->diag, (struct pos){0},
                   "%s.%s: symbol too large (%" PRIu64 " bytes > %u bytes)", var->pkg->path,
                   var->name, t->size, MAX_SYMBOL_BYTES);
        *g = (struct global){SEGMENT_NOPTRBSS, cg->p->known.zerobase, g->is_static};
        return g;
    }
    bool in_data = g->is_static && !(is_zero_value(ast_unparen(value)) && !types_is_interface(t));
    if (in_data)
        g->segment = data_segment(t);
    else
        g->segment = t->ptrdata ? SEGMENT_BSS : SEGMENT_NOPTRBSS;
    g->offset = reserve(cg, g->segment, t, var);
    if (in_data)
        write_static(cg, g->segment, g->offset, value, t);
    return g;
}

static bool
is_blank(const struct object *o)
{
    return !o || !o->name || strcmp(o->name, "_") == 0;
}

static void
init_one(struct fn *f, struct object *var, struct expr *value)
{
    size_t mark = slots_mark(f);
    if (is_blank(var)) {
        if (value->mode != MODE_CONSTANT && value->mode != MODE_NIL)
            compile_expr_effect(f, value);
    } else if (!is_static(f->cg, value, var->type)) {
        emit_line(f, value->pos);
        struct place p = place_of_var(f, var);
        compile_conv_store(f, &p, value);
    }
    f->hoisted.n = 0;
    slots_release(f, mark);
}

static void
init_many(struct fn *f, const struct decl *d)
{
    size_t n = d->var.n_names, mark = slots_mark(f);
    uint32_t *slots = bump_array(&f->cg->mem, uint32_t, n);
    struct type **types = bump_array(&f->cg->mem, struct type *, n);
    compile_assign_multi(f, d->var.values[0], n, slots, types);
    for (size_t i = 0; i < n; i++) {
        if (is_blank(d->var.objs[i]))
            continue;
        struct place p = place_of_var(f, d->var.objs[i]);
        uint32_t t = slots_temp_type(f, p.type);
        compile_conv_value(f, slots[i], types[i], p.type, t, ESCAPE_HEAP);
        place_store(f, &p, t);
    }
    f->hoisted.n = 0;
    slots_release(f, mark);
}

void
globals_init(struct fn *f, struct package *p)
{
    vec_each (const struct init_step *, s, &p->inits) {
        const struct decl *d = s->decl;
        emit_line(f, d->pos);
        if (d->var.n_values == d->var.n_names) {
            for (size_t i = 0; i < d->var.n_names; i++)
                init_one(f, d->var.objs[i], d->var.values[i]);
        } else if (d->var.n_values == 1) {
            init_many(f, d);
        }
    }
}

/* ---- tables ---- */

static uint64_t *
mask_of(struct codegen *cg, enum segment_kind k)
{
    uint64_t words = (cg->p->segment_bytes[k] + 7) / 8;
    uint64_t *mask = xcalloc(words / 64 + 1, 8);
    vec_each (const struct data_entry *, d, &cg->data) {
        if (d->segment != k || d->type->ptrdata == 0)
            continue;
        struct shape s = slots_shape_memory(cg, d->type);
        for (uint32_t i = 0; i < s.words; i++) {
            if (bitops_get(s.mask, i))
                bitops_set(mask, d->offset / 8 + i);
        }
    }
    return mask;
}

void
globals_finish(struct codegen *cg)
{
    struct program *p = cg->p;
    p->data_mask = mask_of(cg, SEGMENT_DATA);
    p->bss_mask = mask_of(cg, SEGMENT_BSS);
    vec_each (const struct data_entry *, d, &cg->data) {
        if (!d->var)
            continue;
        struct buf b = {0};
        types_write_runtime(&b, d->type);
        vec_push(&p->globals,
                 ((struct program_global){
                     .name = codegen_name(cg, "%s.%s", d->var->pkg->path, d->var->name),
                     .type_name = codegen_text(cg, buf_cstr(&b)),
                     .segment = (uint8_t)d->segment,
                     .offset = d->offset,
                     .bytes = d->type->size,
                     .has_pointers = d->type->ptrdata != 0,
                     .golib = d->var->pkg->is_golib,
                     .type = typedesc_offset(cg, d->type)}));
        buf_finish(&b);
    }
}
