/* What internal/inspect and errors cannot do in Go itself. */
#include "gc/barrier.h"
#include "vm/iface.h"
#include "vm/map.h"
#include "vm/mapiter.h"
#include "vm/native.h"
#include "vm/slice.h"

native_fn lib_inspect_map_entries, lib_inspect_assign, lib_inspect_box;

static const struct typeinfo *
type_at(uint64_t addr)
{
    return (const struct typeinfo *)(uintptr_t)addr;
}

/* An empty interface at `slot` for the value of type t at addr. Interface-typed values keep their
 * own dynamic type. */
static bool
put_value(struct native_call *c, uint64_t slot, const struct typeinfo *t, uint64_t addr)
{
    uint64_t type = (uint64_t)(uintptr_t)t, data;
    if (t->kind == KIND_INTERFACE) {
        type = access_load64(addr);
        if (type && t->n_methods)
            type = (uint64_t)(uintptr_t)((const struct itab *)(uintptr_t)type)->type;
        data = access_load64(addr + 8);
    } else if (!iface_box(c->vm, c->p, c->g, t, addr, &data)) {
        return false;
    }
    access_store64(slot, type);
    barrier_store(&c->p->gc, slot + 8, data);
    return true;
}

/* MapEntries(m any) []any */
enum native_result
lib_inspect_map_entries(struct native_call *c)
{
    const struct typeinfo *t = type_at(c->args[0]), *any = c->vm->type_any;
    uint64_t map = c->args[1], iter[MAPITER_WORDS], n = map_len(map) * 2, i = 0;
    if (slice_make(c->p, c->g, any, (int64_t)n, (int64_t)n, &c->args[2]) != SLICE_OK)
        return vm_fatal(c, "out of memory");
    mapiter_init(c->p, t, map, iter);
    for (; i < n && mapiter_next(c->vm, iter); i += 2) {
        if (!put_value(c, c->args[2] + i * 16, t->key, iter[0]) ||
            !put_value(c, c->args[2] + (i + 1) * 16, t->elem, iter[1]))
            return vm_fatal(c, "out of memory");
    }
    c->args[3] = i;
    return NATIVE_DONE;
}

/* assign(err error, target any) int: target is a non-nil pointer. */
enum native_result
lib_inspect_assign(struct native_call *c)
{
    const struct itab *tab = (const struct itab *)(uintptr_t)c->args[0];
    const struct typeinfo *want = type_at(c->args[2])->elem, *have = tab->type;
    uint64_t target = c->args[3], data = c->args[1];
    c->args[4] = 0;
    if (want->kind == KIND_INTERFACE) {
        uint64_t word = (uint64_t)(uintptr_t)have;
        if (want->n_methods)
            word = (uint64_t)(uintptr_t)iface_itab(c->vm, want, have, NULL);
        if (!word)
            return NATIVE_DONE;
        access_store64(target, word);
        barrier_store(&c->p->gc, target + 8, data);
        c->args[4] = 1;
    } else if (want == have) {
        if (want->flags & TYPEINFO_DIRECT)
            barrier_store(&c->p->gc, target, data);
        else
            barrier_copy(&c->p->gc, target, data, want, 1);
        c->args[4] = 1;
    } else if (!iface_itab(c->vm, c->vm->type_error, want, NULL)) {
        c->args[4] = (uint64_t)-1;
    }
    return NATIVE_DONE;
}

/* Box(t *Type, p unsafe.Pointer) any */
enum native_result
lib_inspect_box(struct native_call *c)
{
    c->args[2] = c->args[0];
    return iface_box(c->vm, c->p, c->g, type_at(c->args[0]), c->args[1], &c->args[3])
               ? NATIVE_DONE
               : vm_fatal(c, "out of memory");
}
