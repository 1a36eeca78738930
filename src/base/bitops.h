/* Bit arithmetic on words and bitmaps. Pure functions. */
#ifndef BASE_BITOPS_H
#define BASE_BITOPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline unsigned
bitops_ctz64(uint64_t x) /* 64 for 0 */
{
    return x ? (unsigned)__builtin_ctzll(x) : 64u;
}

static inline unsigned
bitops_len64(uint64_t x) /* bits needed to write x; 0 for 0 */
{
    return x ? 64u - (unsigned)__builtin_clzll(x) : 0u;
}

static inline unsigned
bitops_popcount64(uint64_t x)
{
    return (unsigned)__builtin_popcountll(x);
}

static inline uint64_t
bitops_align_up(uint64_t x, uint64_t align) /* align: a power of two */
{
    return (x + align - 1) & ~(align - 1);
}

static inline bool
bitops_is_pow2(uint64_t x)
{
    return x && !(x & (x - 1));
}

static inline bool
bitops_get(const uint64_t *map, size_t i)
{
    return map[i / 64] >> (i % 64) & 1;
}

static inline void
bitops_set(uint64_t *map, size_t i)
{
    map[i / 64] |= UINT64_C(1) << (i % 64);
}

static inline void
bitops_unset(uint64_t *map, size_t i)
{
    map[i / 64] &= ~(UINT64_C(1) << (i % 64));
}

#endif
