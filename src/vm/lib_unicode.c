/* Package unicode: membership in packed tables of ranges; see rangetable.go. Go: unicode/letter.go
 */
#include "vm/native.h"

native_fn lib_unicode_in_packed;

enum { BASE = 46 };

static const char ALPHABET[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "!#$%&'()*+,-./:;<=>?@[]^_`{|}~ ";

struct packed {
    uint8_t value[256]; /* of a character */
    const uint8_t *at, *end;
};

static int32_t
number(struct packed *p)
{
    int32_t n = 0, unit = 1;
    while (p->at < p->end) {
        uint8_t digit = p->value[*p->at++];
        if (digit < BASE)
            return n + digit * unit;
        n += (digit - BASE) * unit;
        unit *= BASE;
    }
    return INT32_MAX / 4; /* behind the last range */
}

/* inPacked(packed string, r rune) bool */
enum native_result
lib_unicode_in_packed(struct native_call *c)
{
    struct packed p = {.at = (const uint8_t *)(uintptr_t)c->args[0]};
    int32_t r = (int32_t)c->args[2], next = 0;
    bool in = false;
    p.end = p.at + c->args[1];
    for (unsigned i = 0; ALPHABET[i]; i++)
        p.value[(uint8_t)ALPHABET[i]] = (uint8_t)i;
    while (!in && p.at < p.end) {
        int32_t first = next + number(&p);
        if (r < first)
            break;
        next = first + number(&p) + 1;
        in = r < next;
    }
    c->args[3] = in;
    return NATIVE_DONE;
}
