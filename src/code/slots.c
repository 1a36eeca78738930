/* Frame slots of a function: temps that live for a statement, variables that live for a block, and
 * storage that lives for the whole function because its address is taken. Temps and variables of
 * equal shape share slots one after the other; a slot never changes between pointer and no pointer,
 * since where pointers can be is fixed for the whole function; when, liveness.h finds out.
 * Go: cmd/compile/internal/ssagen/pgen.go (AllocFrame), liveness/mergelocals.go */
#include <string.h>

#include "base/bitops.h"
#include "base/bug.h"
#include "code/codegen.h"

static const uint64_t one_bit = 1;

struct shape
slots_shape_scalars(uint32_t words)
{
    return (struct shape){words, NULL};
}

struct shape
slots_shape_pointer(void)
{
    return (struct shape){1, &one_bit};
}

struct shape
slots_shape_mask(struct codegen *cg, uint32_t words, uint64_t mask)
{
    if (mask == 0)
        return slots_shape_scalars(words);
    uint64_t *m = bump_new(&cg->mem, uint64_t);
    *m = mask;
    return (struct shape){words, m};
}

static size_t
mask_words(uint32_t words)
{
    return (words + 63) / 64;
}

struct shape
slots_shape_repeat(struct codegen *cg, struct shape s, uint32_t n)
{
    if (!s.mask || n == 0)
        return slots_shape_scalars(s.words * n);
    uint64_t *m = bump_array(&cg->mem, uint64_t, mask_words(s.words * n));
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < s.words; k++) {
            if (bitops_get(s.mask, k))
                bitops_set(m, i * s.words + k);
        }
    }
    return (struct shape){s.words * n, m};
}

/* Sets the bits of the pointers of a t at byte offset `at`. */
static void
mark_pointers(struct type *t, uint64_t at, uint64_t *mask)
{
    types_layout(t);
    if (t->ptrdata == 0)
        return;
    struct type *u = types_underlying(t);
    switch (u->kind) {
    case TYPE_ARRAY:
        for (int64_t i = 0; i < u->array.len; i++)
            mark_pointers(u->array.elem, at + (uint64_t)i * u->array.elem->size, mask);
        break;
    case TYPE_STRUCT:
        types_layout(u);
        for (size_t i = 0; i < u->struct_.n; i++)
            mark_pointers(u->struct_.fields[i]->type, at + u->struct_.offsets[i], mask);
        break;
    case TYPE_INTERFACE: /* the type word points into read-only data or at an itab */
        bitops_set(mask, at / 8 + 1);
        break;
    default:
        bitops_set(mask, at / 8);
    }
}

enum { BOXED_BYTES = 64 * 1024 };

bool
slots_is_boxed(struct type *t)
{
    types_layout(t);
    if (t->size <= BOXED_BYTES)
        return false;
    enum type_kind k = types_underlying(t)->kind;
    return k == TYPE_STRUCT || k == TYPE_ARRAY;
}

struct shape
slots_shape(struct codegen *cg, struct type *t)
{
    return slots_is_boxed(t) ? slots_shape_pointer() : slots_shape_memory(cg, t);
}

struct shape
slots_shape_memory(struct codegen *cg, struct type *t)
{
    types_layout(t);
    uint64_t words = (t->size + 7) / 8;
    ensure(words < VSLOT_MASK, "a value of %llu bytes in slots", (unsigned long long)t->size);
    if (t->ptrdata == 0)
        return slots_shape_scalars((uint32_t)words);
    struct shape *s = table_get_ptr(&cg->shapes, t);
    if (!s) {
        s = bump_new(&cg->mem, struct shape);
        uint64_t *mask = bump_array(&cg->mem, uint64_t, mask_words((uint32_t)words));
        mark_pointers(t, 0, mask);
        *s = (struct shape){(uint32_t)words, mask};
        table_put_ptr(&cg->shapes, t, s);
    }
    return *s;
}

static bool
same_shape(struct shape a, struct shape b)
{
    if (a.words != b.words || !a.mask != !b.mask)
        return false;
    return !a.mask || memcmp(a.mask, b.mask, mask_words(a.words) * 8) == 0;
}

static uint32_t
fresh(struct fn *f, struct shape s)
{
    struct slots *slots = &f->slots;
    uint32_t words = s.words ? s.words : 1; /* a zero-size variable has an address too */
    if (!s.mask) {
        uint32_t at = slots->n_scalar;
        slots->n_scalar += words;
        return vslot_make(VSLOT_SCALAR, at);
    }
    uint32_t at = slots->n_pointer;
    for (uint32_t i = 0; i < words; i++) {
        uint8_t start = i == 0 ? SLOT_START : 0;
        vec_push(&slots->pointer_bits, (uint8_t)(start | bitops_get(s.mask, i)));
    }
    slots->n_pointer += words;
    return vslot_make(VSLOT_POINTER, at);
}

static uint32_t
reuse(struct fn *f, struct shape s)
{
    struct slots *slots = &f->slots;
    for (size_t i = slots->free.n; i-- > 0;) {
        if (same_shape(slots->free.v[i].shape, s)) {
            uint32_t slot = slots->free.v[i].slot;
            slots->free.v[i] = vec_last(&slots->free);
            slots->free.n--;
            return slot;
        }
    }
    return fresh(f, s);
}

uint32_t
slots_temp(struct fn *f, struct shape s)
{
    uint32_t slot = reuse(f, s);
    vec_push(&f->slots.temps, ((struct slot_run){.slot = slot, .shape = s}));
    return slot;
}

uint32_t
slots_temp_type(struct fn *f, struct type *t)
{
    return slots_temp(f, slots_shape(f->cg, t));
}

uint32_t
slots_var(struct fn *f, struct shape s)
{
    uint32_t slot = reuse(f, s);
    vec_push(&f->slots.vars, ((struct slot_run){.slot = slot, .shape = s}));
    return slot;
}

uint32_t
slots_var_storage(struct fn *f, struct shape s)
{
    uint32_t slot = fresh(f, s);
    vec_push(&f->slots.vars, ((struct slot_run){.slot = slot, .shape = s, .kept = true}));
    return slot;
}

uint32_t
slots_storage(struct fn *f, struct shape s)
{
    return fresh(f, s);
}

size_t
slots_mark(const struct fn *f)
{
    return f->slots.temps.n;
}

void
slots_release(struct fn *f, size_t mark)
{
    while (f->slots.temps.n > mark)
        vec_push(&f->slots.free, vec_pop(&f->slots.temps));
}

size_t
slots_mark_vars(const struct fn *f)
{
    return f->slots.vars.n;
}

void
slots_release_vars(struct fn *f, size_t mark)
{
    while (f->slots.vars.n > mark) {
        struct slot_run run = vec_pop(&f->slots.vars);
        if (run.var)
            f->vars.v[run.var - 1].to = (uint32_t)f->code.n;
        if (!run.kept)
            vec_push(&f->slots.free, run);
    }
}

void
slots_finish(struct fn *f)
{
    vec_finish(&f->slots.pointer_bits);
    vec_finish(&f->slots.free);
    vec_finish(&f->slots.temps);
    vec_finish(&f->slots.vars);
}
