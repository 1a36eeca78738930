/* Package sync/atomic: sequentially consistent operations on program memory. Parameters: the
 * address, then values; a result follows. Stores of pointers pass the write barrier first.
 * Go: internal/runtime/atomic */
#include "gc/barrier.h"
#include "vm/native.h"

#define ADDR(T) ((T *)(uintptr_t)c->args[0])
#define NIL_CHECK()                                                                                \
    do {                                                                                           \
        if (c->args[0] < 4096)                                                                     \
            return vm_panic_runtime(c, "invalid memory address or nil pointer dereference");       \
    } while (0)

/* T: the word's type; W: how a result is widened to a slot. */
#define ATOMICS(kind, T, W)                                                                        \
    native_fn lib_atomic_load_##kind, lib_atomic_store_##kind, lib_atomic_add_##kind,              \
        lib_atomic_swap_##kind, lib_atomic_cas_##kind, lib_atomic_and_##kind,                      \
        lib_atomic_or_##kind;                                                                      \
    enum native_result lib_atomic_load_##kind(struct native_call *c)                               \
    {                                                                                              \
        NIL_CHECK();                                                                               \
        c->args[1] = (uint64_t)(W)__atomic_load_n(ADDR(T), __ATOMIC_SEQ_CST);                      \
        return NATIVE_DONE;                                                                        \
    }                                                                                              \
    enum native_result lib_atomic_store_##kind(struct native_call *c)                              \
    {                                                                                              \
        NIL_CHECK();                                                                               \
        __atomic_store_n(ADDR(T), (T)c->args[1], __ATOMIC_SEQ_CST);                                \
        return NATIVE_DONE;                                                                        \
    }                                                                                              \
    enum native_result lib_atomic_add_##kind(struct native_call *c)                                \
    {                                                                                              \
        NIL_CHECK();                                                                               \
        T delta = (T)c->args[1];                                                                   \
        T sum = (T)(__atomic_fetch_add(ADDR(T), delta, __ATOMIC_SEQ_CST) + delta);                 \
        c->args[2] = (uint64_t)(W)sum;                                                             \
        return NATIVE_DONE;                                                                        \
    }                                                                                              \
    enum native_result lib_atomic_swap_##kind(struct native_call *c)                               \
    {                                                                                              \
        NIL_CHECK();                                                                               \
        T old = __atomic_exchange_n(ADDR(T), (T)c->args[1], __ATOMIC_SEQ_CST);                     \
        c->args[2] = (uint64_t)(W)old;                                                             \
        return NATIVE_DONE;                                                                        \
    }                                                                                              \
    enum native_result lib_atomic_cas_##kind(struct native_call *c)                                \
    {                                                                                              \
        NIL_CHECK();                                                                               \
        T old = (T)c->args[1];                                                                     \
        c->args[3] = __atomic_compare_exchange_n(ADDR(T), &old, (T)c->args[2], false,              \
                                                 __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);              \
        return NATIVE_DONE;                                                                        \
    }                                                                                              \
    enum native_result lib_atomic_and_##kind(struct native_call *c)                                \
    {                                                                                              \
        NIL_CHECK();                                                                               \
        T old = __atomic_fetch_and(ADDR(T), (T)c->args[1], __ATOMIC_SEQ_CST);                      \
        c->args[2] = (uint64_t)(W)old;                                                             \
        return NATIVE_DONE;                                                                        \
    }                                                                                              \
    enum native_result lib_atomic_or_##kind(struct native_call *c)                                 \
    {                                                                                              \
        NIL_CHECK();                                                                               \
        T old = __atomic_fetch_or(ADDR(T), (T)c->args[1], __ATOMIC_SEQ_CST);                       \
        c->args[2] = (uint64_t)(W)old;                                                             \
        return NATIVE_DONE;                                                                        \
    }

ATOMICS(i32, uint32_t, int32_t)
ATOMICS(u32, uint32_t, uint32_t)
ATOMICS(u64, uint64_t, uint64_t)

native_fn lib_atomic_store_pointer, lib_atomic_swap_pointer, lib_atomic_cas_pointer;

static void
shade(struct native_call *c, uint64_t value)
{
    if (atomic_load_explicit(&c->vm->gc->barrier_on, memory_order_relaxed))
        barrier_shade(&c->p->gc, c->args[0], value);
}

enum native_result
lib_atomic_store_pointer(struct native_call *c)
{
    NIL_CHECK();
    shade(c, c->args[1]);
    return lib_atomic_store_u64(c);
}

enum native_result
lib_atomic_swap_pointer(struct native_call *c)
{
    NIL_CHECK();
    shade(c, c->args[1]);
    return lib_atomic_swap_u64(c);
}

enum native_result
lib_atomic_cas_pointer(struct native_call *c)
{
    NIL_CHECK();
    shade(c, c->args[2]);
    return lib_atomic_cas_u64(c);
}
