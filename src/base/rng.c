/* xoshiro256** (Blackman and Vigna), seeded through splitmix64 so that any seed, 0 too, gives a
 * good state. */
#include "base/rng.h"

#include "base/bug.h"

static uint64_t
splitmix(uint64_t *x)
{
    uint64_t z = *x += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static uint64_t
rotate_left(uint64_t x, int k)
{
    return x << k | x >> (64 - k);
}

void
rng_init(struct rng *r, uint64_t seed)
{
    for (int i = 0; i < 4; i++)
        r->s[i] = splitmix(&seed);
}

uint64_t
rng_next(struct rng *r)
{
    uint64_t *s = r->s;
    uint64_t result = rotate_left(s[1] * 5, 7) * 9;
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate_left(s[3], 45);
    return result;
}

/* The high half of a 32 x 32 bit product is in [0, n); the few low halves that would make some
 * results likelier are drawn again. */
uint32_t
rng_below(struct rng *r, uint32_t n)
{
    ensure(n > 0, "no number is below 0");
    uint32_t unfair = -n % n;
    uint64_t product;
    do {
        product = (rng_next(r) >> 32) * n;
    } while ((uint32_t)product < unfair);
    return (uint32_t)(product >> 32);
}
