/* Static itabs, one per pair of interface and type. Go: cmd/compile/internal/reflectdata
 * (writeITab) */
#include "code/itab.h"

#include <string.h>

#include "base/bug.h"
#include "code/codegen.h"

static bool
same_method(const struct object *a, const struct object *b)
{
    if (a->name != b->name)
        return false;
    bool exported = a->name[0] >= 'A' && a->name[0] <= 'Z';
    return exported || a->pkg == b->pkg || (unsigned char)a->name[0] >= 0x80;
}

static struct symbol *
implementation(struct codegen *cg, struct type *t, const struct object *m)
{
    const struct method_set *set = types_method_set(cg->u, t);
    for (size_t i = 0; i < set->n; i++) {
        if (same_method(set->v[i].method, m))
            return wrapper_for(cg, t, &set->v[i]);
    }
    bug("no method %s for an itab", m->name);
}

uint64_t
itab_offset(struct codegen *cg, struct type *iface, struct type *t)
{
    const char *key = codegen_key(cg, "%u %u", typedesc_id(cg, iface), typedesc_id(cg, t));
    uint64_t known = (uint64_t)(uintptr_t)table_get_str(&cg->itabs, key);
    if (known)
        return known - 1;
    t = typedesc_canonical(cg, t);
    const struct type *u = types_underlying(iface);
    size_t n = u->interface.n_methods;
    uint64_t bytes = sizeof(struct itab) + n * 8;
    void *zero = xcalloc(1, bytes);
    uint64_t at = rodata_bytes(cg, zero, bytes, 8);
    free(zero);
    table_put_str(&cg->itabs, key, (void *)(uintptr_t)(at + 1));
    uint64_t hash = typedesc_hash(cg, t);
    memcpy(cg->p->sections[SEGMENT_RODATA].data + at + offsetof(struct itab, hash), &hash, 8);
    codegen_reloc(cg, SEGMENT_RODATA, at, SEGMENT_RODATA, typedesc_offset(cg, iface));
    codegen_reloc(cg, SEGMENT_RODATA, at + 8, SEGMENT_RODATA, typedesc_boxed(cg, t));
    for (size_t i = 0; i < n; i++) {
        struct symbol *s = implementation(cg, t, u->interface.methods[i]);
        codegen_reloc(cg, SEGMENT_RODATA, at + sizeof(struct itab) + i * 8, SEGMENT_TEXT, s->id);
    }
    return at;
}
