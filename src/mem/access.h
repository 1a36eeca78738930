/* Program memory seen from several threads: the mutators, the concurrent marker, snapshots. All of
 * them use relaxed atomics of the access's own width, which cost nothing on the machines we know
 * and keep ThreadSanitizer honest. Addresses must be naturally aligned. */
#ifndef MEM_ACCESS_H
#define MEM_ACCESS_H

#include <stddef.h>
#include <stdint.h>

#if defined(__SANITIZE_THREAD__)
#define ACCESS_TSAN 1
#elif defined(__has_feature)
#define ACCESS_TSAN __has_feature(thread_sanitizer)
#else
#define ACCESS_TSAN 0
#endif

static inline uint64_t
access_load64(uint64_t addr)
{
    return __atomic_load_n((uint64_t *)(uintptr_t)addr, __ATOMIC_RELAXED);
}

static inline void
access_store64(uint64_t addr, uint64_t v)
{
    __atomic_store_n((uint64_t *)(uintptr_t)addr, v, __ATOMIC_RELAXED);
}

/* A float64 that shall not take the way through an integer register, which costs three times the
 * addition: a volatile access is what an atomic one compiles to, only ThreadSanitizer sees more. */
static inline double
access_load_f64(uint64_t addr)
{
#if ACCESS_TSAN
    double d;
    uint64_t bits = access_load64(addr);
    __builtin_memcpy(&d, &bits, sizeof d);
    return d;
#else
    return *(const volatile double *)(uintptr_t)addr;
#endif
}

static inline void
access_store_f64(uint64_t addr, double d)
{
#if ACCESS_TSAN
    uint64_t bits;
    __builtin_memcpy(&bits, &d, sizeof bits);
    access_store64(addr, bits);
#else
    *(volatile double *)(uintptr_t)addr = d;
#endif
}

static inline uint32_t
access_load32(uint64_t addr)
{
    return __atomic_load_n((uint32_t *)(uintptr_t)addr, __ATOMIC_RELAXED);
}

static inline void
access_store32(uint64_t addr, uint32_t v)
{
    __atomic_store_n((uint32_t *)(uintptr_t)addr, v, __ATOMIC_RELAXED);
}

static inline uint16_t
access_load16(uint64_t addr)
{
    return __atomic_load_n((uint16_t *)(uintptr_t)addr, __ATOMIC_RELAXED);
}

static inline void
access_store16(uint64_t addr, uint16_t v)
{
    __atomic_store_n((uint16_t *)(uintptr_t)addr, v, __ATOMIC_RELAXED);
}

static inline uint8_t
access_load8(uint64_t addr)
{
    return __atomic_load_n((uint8_t *)(uintptr_t)addr, __ATOMIC_RELAXED);
}

static inline void
access_store8(uint64_t addr, uint8_t v)
{
    __atomic_store_n((uint8_t *)(uintptr_t)addr, v, __ATOMIC_RELAXED);
}

/* Bulk forms; overlapping ranges allowed (memmove). Words that may hold pointers are never torn
 * when both ends are 8-byte aligned. Race-tolerant by contract. */
void access_copy(uint64_t dst, uint64_t src, size_t bytes);
void access_zero(uint64_t dst, size_t bytes);
int access_compare(uint64_t a, uint64_t b, size_t bytes); /* sign as memcmp's */

#endif
