/* Read-only data: string literals, static function values, boxed constants.
 * Go: cmd/compile/internal/staticdata/data.go */
#include <string.h>

#include "base/bitops.h"
#include "code/codegen.h"

uint64_t
rodata_bytes(struct codegen *cg, const void *data, uint64_t bytes, uint64_t align)
{
    struct buf *b = &cg->p->sections[SEGMENT_RODATA];
    static const char zeros[64];
    uint64_t at = bitops_align_up(b->len, align);
    buf_add(b, zeros, at - b->len);
    buf_add(b, data, bytes);
    return at;
}

uint64_t
rodata_string(struct codegen *cg, const char *s, size_t n)
{
    uint64_t known = (uint64_t)(uintptr_t)table_get(&cg->literals, s, n);
    if (known)
        return known - 1;
    char *own = bump_strndup(&cg->mem, s, n);
    uint64_t at = rodata_bytes(cg, own, n + 1, 1);
    table_put(&cg->literals, own, n, (void *)(uintptr_t)(at + 1));
    return at;
}

uint64_t
rodata_closure(struct codegen *cg, struct symbol *s)
{
    if (!s->closure) {
        uint64_t zero = 0;
        uint64_t at = rodata_bytes(cg, &zero, 8, 8);
        codegen_reloc(cg, SEGMENT_RODATA, at, SEGMENT_TEXT, s->id);
        s->closure = at + 1;
    }
    return s->closure - 1;
}

uint64_t
rodata_constant(struct codegen *cg, const struct constant *c, struct type *t)
{
    uint64_t bits[2] = {0};
    types_layout(t);
    if (compile_const_bits(cg, c, t, bits))
        return rodata_bytes(cg, bits, t->size ? t->size : 1, 8);
    size_t n;
    const char *s = constant_string_value(c, &n);
    bits[1] = n;
    uint64_t data = n ? rodata_string(cg, s, n) : 0;
    uint64_t at = rodata_bytes(cg, bits, 16, 8);
    if (n)
        codegen_reloc(cg, SEGMENT_RODATA, at, SEGMENT_RODATA, data);
    return at;
}
