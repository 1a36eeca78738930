/* Sizes, alignments, pointer prefixes and field offsets as the gc compiler lays types out on
 * linux/amd64. Two rules are easily forgotten: a struct that ends in a field of size zero (and has
 * another size) gets one byte of padding, so that a pointer to that field stays inside; and the
 * pointer prefix ends with the last pointer, not with the last field.
 * Go: cmd/compile/internal/types/size.go, types2/gcsizes.go */
#include "lang/types.h"

#include "lang/unit.h"

enum { WORD = 8 };

static uint64_t
align_up(uint64_t n, uint32_t align)
{
    return (n + align - 1) & ~(uint64_t)(align - 1);
}

static void
set(struct type *t, uint64_t size, uint32_t align, uint64_t ptrdata)
{
    t->size = size;
    t->align = align;
    t->ptrdata = ptrdata;
}

static void
layout_array(struct type *t)
{
    struct type *e = t->array.elem;
    types_layout(e);
    uint64_t n = t->array.len > 0 ? (uint64_t)t->array.len : 0;
    uint64_t size;
    if (__builtin_mul_overflow(e->size, n, &size))
        size = UINT64_MAX;
    set(t, size, e->align ? e->align : 1, 0);
    if (n > 0 && e->ptrdata > 0)
        t->ptrdata = (n - 1) * e->size + e->ptrdata;
}

static void
layout_struct(struct type *t)
{
    uint64_t offset = 0, ptrdata = 0;
    uint32_t align = 1;
    size_t n = t->struct_.n;
    for (size_t i = 0; i < n; i++) {
        struct type *f = t->struct_.fields[i]->type;
        types_layout(f);
        offset = align_up(offset, f->align);
        t->struct_.offsets[i] = offset;
        if (f->ptrdata > 0)
            ptrdata = offset + f->ptrdata;
        if (f->align > align)
            align = f->align;
        offset += f->size;
    }
    if (n > 0 && offset > 0 && t->struct_.fields[n - 1]->type->size == 0)
        offset++;
    set(t, align_up(offset, align), align, ptrdata);
}

static void
layout_literal(struct type *t)
{
    switch (t->kind) {
    case TYPE_ARRAY:
        layout_array(t);
        break;
    case TYPE_STRUCT:
        layout_struct(t);
        break;
    case TYPE_SLICE:
        set(t, 3 * WORD, WORD, WORD);
        break;
    case TYPE_INTERFACE:
        set(t, 2 * WORD, WORD, 2 * WORD);
        break;
    case TYPE_POINTER:
    case TYPE_FUNC:
    case TYPE_MAP:
    case TYPE_CHAN:
        set(t, WORD, WORD, WORD);
        break;
    default: /* tuples and type parameters have no layout */
        set(t, 0, 1, 0);
    }
}

/* sync/atomic.align64 is an empty struct that says: the struct around it is aligned to 8 bytes.
 * On amd64 the 64-bit fields say so anyway. */
void
types_layout(struct type *t)
{
    if (t->sized)
        return;
    t->sized = true; /* a cycle was reported by the checker; it must not hang us */
    t->align = 1;
    if (t->kind == TYPE_NAMED) {
        struct type *u = types_underlying(t);
        types_layout(u);
        set(t, u->size, u->align, u->ptrdata);
    } else {
        layout_literal(t);
    }
}
