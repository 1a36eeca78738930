/* Equality and hashing of values by type. Go: runtime/alg.go. a, b: addresses of memory images. */
#ifndef VM_EQUAL_H
#define VM_EQUAL_H

#include "vm/vm.h"

/* False in *ok (and *bad_type) when an interface holds an uncomparable type. */
bool equal_values(const struct typeinfo *t, uint64_t a, uint64_t b, bool *ok,
                  const struct typeinfo **bad_type);
bool equal_efaces(uint64_t type_a, uint64_t data_a, uint64_t type_b, uint64_t data_b, bool *ok,
                  const struct typeinfo **bad_type);
uint64_t equal_hash(const struct typeinfo *t, uint64_t a, uint64_t seed, bool *ok,
                    const struct typeinfo **bad_type);
uint64_t equal_hash_bytes(uint64_t at, uint64_t n, uint64_t seed); /* the hash of a string */
int equal_compare_strings(uint64_t a, uint64_t a_len, uint64_t b, uint64_t b_len); /* <0, 0, >0 */

/* The hash of a plain value of 8 bytes. */
static inline uint64_t
equal_hash_word(uint64_t word, uint64_t seed)
{
    __uint128_t m =
        (__uint128_t)(word ^ seed ^ UINT64_C(0x9e3779b97f4a7c15)) * UINT64_C(0xe7037ed1a0b428db);
    return (uint64_t)m ^ (uint64_t)(m >> 64);
}

#endif
