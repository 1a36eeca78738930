/* Equality and hashing by type descriptor. Plain types compare bytewise; floats, strings and
 * interfaces by their rules. Go: runtime/alg.go */
#include "vm/equal.h"

#include "vm/iface.h"

#include <string.h>

int
equal_compare_strings(uint64_t a, uint64_t a_len, uint64_t b, uint64_t b_len)
{
    uint64_t n = a_len < b_len ? a_len : b_len;
    int c = a == b || n == 0 ? 0 : access_compare(a, b, n);
    return c ? c : a_len < b_len ? -1 : a_len > b_len;
}

static double
load_f64(uint64_t at)
{
    uint64_t bits = access_load64(at);
    double d;
    memcpy(&d, &bits, 8);
    return d;
}

static float
load_f32(uint64_t at)
{
    uint32_t bits = access_load32(at);
    float f;
    memcpy(&f, &bits, 4);
    return f;
}

static const struct typeinfo *
type_at(uint64_t addr)
{
    return (const struct typeinfo *)(uintptr_t)addr;
}

/* Dynamic type of the interface whose first word is `word`. */
static uint64_t
dynamic_type(const struct typeinfo *iface, uint64_t word)
{
    if (!word || iface->n_methods == 0)
        return word;
    return (uint64_t)(uintptr_t)((const struct itab *)(uintptr_t)word)->type;
}

bool
equal_efaces(uint64_t type_a, uint64_t data_a, uint64_t type_b, uint64_t data_b, bool *ok,
             const struct typeinfo **bad_type)
{
    if (type_a != type_b)
        return false;
    if (!type_a)
        return true;
    const struct typeinfo *t = type_at(type_a);
    if (!(t->flags & TYPEINFO_COMPARABLE)) {
        *ok = false;
        *bad_type = t;
        return false;
    }
    if (t->flags & TYPEINFO_DIRECT || data_a == data_b)
        return data_a == data_b && (t->flags & (TYPEINFO_DIRECT | TYPEINFO_PLAIN_EQUAL)
                                        ? true
                                        : equal_values(t, data_a, data_b, ok, bad_type));
    return equal_values(t, data_a, data_b, ok, bad_type);
}

static bool
equal_structs(const struct typeinfo *t, uint64_t a, uint64_t b, bool *ok,
              const struct typeinfo **bad_type)
{
    for (uint32_t i = 0; i < t->n_fields; i++) {
        const struct typeinfo_field *f = &t->fields[i];
        if (f->name.len == 1 && f->name.data[0] == '_')
            continue;
        if (!equal_values(f->type, a + f->offset, b + f->offset, ok, bad_type))
            return false;
    }
    return true;
}

bool
equal_values(const struct typeinfo *t, uint64_t a, uint64_t b, bool *ok,
             const struct typeinfo **bad_type)
{
    if (t->flags & TYPEINFO_PLAIN_EQUAL)
        return t->size == 0 || access_compare(a, b, t->size) == 0;
    switch (t->kind) {
    case KIND_FLOAT32:
        return load_f32(a) == load_f32(b);
    case KIND_FLOAT64:
        return load_f64(a) == load_f64(b);
    case KIND_COMPLEX64:
        return load_f32(a) == load_f32(b) && load_f32(a + 4) == load_f32(b + 4);
    case KIND_COMPLEX128:
        return load_f64(a) == load_f64(b) && load_f64(a + 8) == load_f64(b + 8);
    case KIND_STRING:
        return access_load64(a + 8) == access_load64(b + 8) &&
               equal_compare_strings(access_load64(a), access_load64(a + 8), access_load64(b),
                                     access_load64(b + 8)) == 0;
    case KIND_INTERFACE:
        return equal_efaces(dynamic_type(t, access_load64(a)), access_load64(a + 8),
                            dynamic_type(t, access_load64(b)), access_load64(b + 8), ok, bad_type);
    case KIND_ARRAY:
        for (uint64_t i = 0; i < t->len; i++)
            if (!equal_values(t->elem, a + i * t->elem->size, b + i * t->elem->size, ok, bad_type))
                return false;
        return true;
    case KIND_STRUCT:
        return equal_structs(t, a, b, ok, bad_type);
    case KIND_SLICE:
    case KIND_MAP:
    case KIND_FUNC:
        *ok = false;
        *bad_type = t;
        return false;
    default:
        return access_compare(a, b, t->size) == 0;
    }
}

uint64_t
equal_hash_bytes(uint64_t at, uint64_t n, uint64_t seed)
{
    const unsigned char *p = (const unsigned char *)(uintptr_t)at;
    uint64_t h = seed ^ n * UINT64_C(0xa0761d6478bd642f), word;
    for (; n >= 8; n -= 8, p += 8) {
        memcpy(&word, p, 8);
        h = equal_hash_word(word, h);
    }
    if (n >= 4) { /* the two halves may overlap */
        uint32_t lo, hi;
        memcpy(&lo, p, 4);
        memcpy(&hi, p + n - 4, 4);
        h = equal_hash_word((uint64_t)hi << 32 | lo, h);
    } else if (n) {
        h = equal_hash_word((uint64_t)p[0] << 16 | (uint64_t)p[n / 2] << 8 | p[n - 1], h);
    }
    return h;
}

/* Equal floats hash alike: both zeros; a NaN never equals anything, so any number will do. */
static uint64_t
hash_float(double d, uint64_t seed)
{
    uint64_t bits;
    if (d == 0)
        d = 0;
    memcpy(&bits, &d, 8);
    return equal_hash_word(bits, seed);
}

static uint64_t
hash_struct(const struct typeinfo *t, uint64_t a, uint64_t seed, bool *ok,
            const struct typeinfo **bad_type)
{
    for (uint32_t i = 0; i < t->n_fields; i++) {
        const struct typeinfo_field *f = &t->fields[i];
        if (f->name.len == 1 && f->name.data[0] == '_')
            continue;
        seed = equal_hash(f->type, a + f->offset, seed, ok, bad_type);
    }
    return seed;
}

static uint64_t
hash_interface(uint64_t type, uint64_t data, uint64_t seed, bool *ok,
               const struct typeinfo **bad_type)
{
    if (!type)
        return equal_hash_word(0, seed);
    const struct typeinfo *t = type_at(type);
    if (!(t->flags & TYPEINFO_COMPARABLE)) {
        *ok = false;
        *bad_type = t;
        return 0;
    }
    seed = equal_hash_word(type, seed);
    if (t->flags & TYPEINFO_DIRECT)
        return equal_hash_word(data, seed);
    return equal_hash(t, data, seed, ok, bad_type);
}

uint64_t
equal_hash(const struct typeinfo *t, uint64_t a, uint64_t seed, bool *ok,
           const struct typeinfo **bad_type)
{
    if (t->flags & TYPEINFO_PLAIN_EQUAL)
        return t->size == 8 ? equal_hash_word(access_load64(a), seed)
                            : equal_hash_bytes(a, t->size, seed);
    switch (t->kind) {
    case KIND_FLOAT32:
        return hash_float((double)load_f32(a), seed);
    case KIND_FLOAT64:
        return hash_float(load_f64(a), seed);
    case KIND_COMPLEX64:
        return hash_float((double)load_f32(a + 4), hash_float((double)load_f32(a), seed));
    case KIND_COMPLEX128:
        return hash_float(load_f64(a + 8), hash_float(load_f64(a), seed));
    case KIND_STRING:
        return equal_hash_bytes(access_load64(a), access_load64(a + 8), seed);
    case KIND_INTERFACE:
        return hash_interface(dynamic_type(t, access_load64(a)), access_load64(a + 8), seed, ok,
                              bad_type);
    case KIND_ARRAY:
        for (uint64_t i = 0; i < t->len; i++)
            seed = equal_hash(t->elem, a + i * t->elem->size, seed, ok, bad_type);
        return seed;
    case KIND_STRUCT:
        return hash_struct(t, a, seed, ok, bad_type);
    case KIND_SLICE:
    case KIND_MAP:
    case KIND_FUNC:
        *ok = false;
        *bad_type = t;
        return 0;
    default:
        return equal_hash_bytes(a, t->size, seed);
    }
}
