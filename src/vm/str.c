/* Strings are immutable bytes in the heap, in read-only data, or in a 32-byte frame buffer when
 * escape analysis allows. Go: runtime/string.go, utf8.go */
#include "vm/str.h"

#include "mem/sizeclass.h"

#include <string.h>

enum { BUFFER_BYTES = 32, RUNE_ERROR = 0xFFFD, RUNE_MAX = 0x10FFFF };

static unsigned char *
bytes_at(uint64_t addr)
{
    return (unsigned char *)(uintptr_t)addr;
}

/* n > 0 bytes for a result: the frame buffer when they fit. */
static uint64_t
take(struct p *p, struct g *g, uint64_t n, uint64_t buf)
{
    return buf && n <= BUFFER_BYTES ? buf : vm_alloc(p, g, NULL, n, false);
}

bool
str_make(struct p *p, struct g *g, const char *bytes, uint64_t n, uint64_t *out)
{
    out[0] = 0;
    out[1] = n;
    if (n == 0)
        return true;
    out[0] = vm_alloc(p, g, NULL, n, false);
    if (!out[0])
        return false;
    memcpy(bytes_at(out[0]), bytes, n);
    return true;
}

bool
str_concat(struct p *p, struct g *g, const uint64_t *strs, unsigned n, uint64_t buf, uint64_t *out)
{
    uint64_t total = 0;
    unsigned filled = 0, last = 0;
    for (unsigned i = 0; i < n; i++) {
        if (strs[2 * i + 1]) {
            total += strs[2 * i + 1];
            filled++;
            last = i;
        }
    }
    if (filled == 0) {
        out[0] = out[1] = 0;
        return true;
    }
    /* A single non-empty operand is the result itself, unless it may lie in a frame that the result
     * outlives. */
    uint64_t only = strs[2 * last];
    bool on_stack = only >= g->stack.lo && only < g->stack.hi;
    if (filled == 1 && (buf || !on_stack)) {
        out[0] = only;
        out[1] = total;
        return true;
    }
    uint64_t at = take(p, g, total, buf);
    if (!at)
        return false;
    unsigned char tmp[BUFFER_BYTES];
    unsigned char *dst = at == buf ? tmp : bytes_at(at); /* an operand may lie in buf itself */
    uint64_t used = 0;
    for (unsigned i = 0; i < n; i++) {
        if (strs[2 * i + 1])
            memcpy(dst + used, bytes_at(strs[2 * i]), strs[2 * i + 1]);
        used += strs[2 * i + 1];
    }
    if (at == buf)
        memcpy(bytes_at(buf), tmp, total);
    out[0] = at;
    out[1] = total;
    return true;
}

bool
str_from_bytes(struct p *p, struct g *g, uint64_t data, uint64_t len, uint64_t buf, uint64_t *out)
{
    out[0] = 0;
    out[1] = len;
    if (len == 0)
        return true;
    uint64_t at = take(p, g, len, buf);
    if (!at)
        return false;
    access_copy(at, data, len);
    out[0] = at;
    return true;
}

bool
str_to_bytes(struct p *p, struct g *g, uint64_t data, uint64_t len, uint64_t buf, uint64_t *out)
{
    uint64_t cap = buf && len <= BUFFER_BYTES ? BUFFER_BYTES : len ? sizeclass_round(len, true) : 0;
    uint64_t at = buf && len <= BUFFER_BYTES ? buf : vm_alloc(p, g, NULL, cap, false);
    if (!at)
        return false;
    if (len)
        access_copy(at, data, len);
    if (cap > len)
        access_zero(at + len, cap - len);
    out[0] = at;
    out[1] = len;
    out[2] = cap;
    return true;
}

static bool
continues(unsigned c)
{
    return (c & 0xC0) == 0x80;
}

/* A malformed byte decodes as U+FFFD of width 1. */
int32_t
str_decode(uint64_t data, uint64_t len, uint64_t at, uint64_t *next)
{
    const unsigned char *s = bytes_at(data) + at;
    uint64_t left = len - at;
    unsigned c = s[0];
    *next = at + 1;
    if (c < 0x80)
        return (int32_t)c;
    if (c >= 0xC2 && c < 0xE0 && left >= 2 && continues(s[1])) {
        *next = at + 2;
        return (int32_t)((c & 0x1F) << 6 | (s[1] & 0x3Fu));
    }
    if (c >= 0xE0 && c < 0xF0 && left >= 3 && continues(s[1]) && continues(s[2])) {
        int32_t r = (int32_t)((c & 0x0F) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu));
        if (r < 0x800 || (r >= 0xD800 && r < 0xE000))
            return RUNE_ERROR;
        *next = at + 3;
        return r;
    }
    if (c >= 0xF0 && c < 0xF5 && left >= 4 && continues(s[1]) && continues(s[2]) &&
        continues(s[3])) {
        int32_t r = (int32_t)((c & 0x07) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 |
                              (s[3] & 0x3Fu));
        if (r < 0x10000 || r > RUNE_MAX)
            return RUNE_ERROR;
        *next = at + 4;
        return r;
    }
    return RUNE_ERROR;
}

/* Writes the rune's UTF-8 and returns its width, 1 to 4; dst NULL only counts. */
static unsigned
encode(unsigned char *dst, int64_t rune)
{
    uint32_t r = rune < 0 || rune > RUNE_MAX || (rune >= 0xD800 && rune < 0xE000) ? RUNE_ERROR
                                                                                  : (uint32_t)rune;
    unsigned n = r < 0x80 ? 1 : r < 0x800 ? 2 : r < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    if (!dst)
        return n;
    for (unsigned i = n; i-- > 1; r >>= 6)
        dst[i] = (unsigned char)(0x80 | (r & 0x3F));
    dst[0] = (unsigned char)(lead[n] | r);
    return n;
}

bool
str_to_runes(struct p *p, struct g *g, uint64_t data, uint64_t len, uint64_t *out)
{
    uint64_t n = 0, next;
    for (uint64_t at = 0; at < len; at = next, n++)
        str_decode(data, len, at, &next);
    uint64_t bytes = n ? sizeclass_round(n * 4, true) : 0;
    uint64_t runes = vm_alloc(p, g, NULL, bytes, true);
    if (!runes)
        return false;
    uint64_t i = 0;
    for (uint64_t at = 0; at < len; at = next, i++)
        access_store32(runes + i * 4, (uint32_t)str_decode(data, len, at, &next));
    out[0] = runes;
    out[1] = n;
    out[2] = bytes / 4;
    return true;
}

bool
str_from_runes(struct p *p, struct g *g, uint64_t data, uint64_t n, uint64_t *out)
{
    uint64_t bytes = 0;
    for (uint64_t i = 0; i < n; i++)
        bytes += encode(NULL, (int32_t)access_load32(data + i * 4));
    out[0] = 0;
    out[1] = bytes;
    if (bytes == 0)
        return true;
    uint64_t at = vm_alloc(p, g, NULL, bytes, false);
    if (!at)
        return false;
    unsigned char *dst = bytes_at(at);
    for (uint64_t i = 0; i < n; i++)
        dst += encode(dst, (int32_t)access_load32(data + i * 4));
    out[0] = at;
    return true;
}

bool
str_from_rune(struct p *p, struct g *g, int64_t rune, uint64_t *out)
{
    unsigned char text[4];
    unsigned n = encode(text, rune);
    return str_make(p, g, (const char *)text, n, out);
}
