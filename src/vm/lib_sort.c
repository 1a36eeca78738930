/* Exchanging the elements of a slice of any type, for sort.Slice.
 * Go: internal/reflectlite/swapper.go */
#include "gc/barrier.h"
#include "vm/native.h"

native_fn lib_sort_swap;

/* swap(slice any, i, j int). Both elements are old and new values: one look at each by the barrier
 * is enough for the exchange. Pointers are moved as whole words, as the collector reads them. */
enum native_result
lib_sort_swap(struct native_call *c)
{
    const struct typeinfo *elem = ((const struct typeinfo *)(uintptr_t)c->args[0])->elem;
    uint64_t base = access_load64(c->args[1]), at = 0;
    uint64_t a = base + c->args[2] * elem->size, b = base + c->args[3] * elem->size;
    if (elem->ptrdata && atomic_load_explicit(&c->p->gc.gc->barrier_on, memory_order_relaxed))
        barrier_bulk(&c->p->gc, a, b, elem, 1);
    if (elem->align == 8) {
        for (; at < elem->size; at += 8) {
            uint64_t word = access_load64(a + at);
            access_store64(a + at, access_load64(b + at));
            access_store64(b + at, word);
        }
    }
    for (; at < elem->size; at++) {
        uint8_t byte = access_load8(a + at);
        access_store8(a + at, access_load8(b + at));
        access_store8(b + at, byte);
    }
    return NATIVE_DONE;
}
