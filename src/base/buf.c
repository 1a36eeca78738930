/* The growable byte buffer. The capacity doubles and always holds one byte more than the length,
 * for the NUL. */
#include "base/buf.h"

#include "base/bug.h"
#include "base/xalloc.h"

#include <stdio.h>
#include <string.h>

/* Room for `extra` more bytes and the NUL. */
static void
reserve(struct buf *b, size_t extra)
{
    size_t need = b->len + extra + 1;
    ensure(need > extra, "a buffer longer than the address space");
    if (need <= b->cap)
        return;
    size_t cap = b->cap ? b->cap : 32;
    while (cap < need)
        cap *= 2;
    b->data = xrealloc(b->data, cap, 1);
    b->cap = cap;
}

void
buf_add(struct buf *b, const void *data, size_t bytes)
{
    reserve(b, bytes);
    if (bytes)
        memcpy(b->data + b->len, data, bytes);
    b->len += bytes;
    b->data[b->len] = '\0';
}

void
buf_add_str(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void
buf_add_byte(struct buf *b, int byte)
{
    char c = (char)byte;
    buf_add(b, &c, 1);
}

void
buf_add_rune(struct buf *b, int32_t rune)
{
    if (rune < 0 || rune > 0x10ffff || (rune >= 0xd800 && rune < 0xe000))
        rune = 0xfffd;
    uint32_t r = (uint32_t)rune;
    unsigned char out[4];
    size_t n;
    if (r < 0x80) {
        n = 1;
        out[0] = (unsigned char)r;
    } else if (r < 0x800) {
        n = 2;
        out[0] = (unsigned char)(0xc0 | r >> 6);
    } else if (r < 0x10000) {
        n = 3;
        out[0] = (unsigned char)(0xe0 | r >> 12);
    } else {
        n = 4;
        out[0] = (unsigned char)(0xf0 | r >> 18);
    }
    for (size_t i = 1; i < n; i++)
        out[i] = (unsigned char)(0x80 | (r >> 6 * (n - 1 - i) & 0x3f));
    buf_add(b, out, n);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(b, fmt, ap);
    va_end(ap);
}

void
buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    reserve(b, 0);
    int n = vsnprintf(b->data + b->len, b->cap - b->len, fmt, ap);
    ensure(n >= 0, "a format that vsnprintf refuses: %s", fmt);
    if ((size_t)n >= b->cap - b->len) {
        reserve(b, (size_t)n);
        vsnprintf(b->data + b->len, b->cap - b->len, fmt, again);
    }
    b->len += (size_t)n;
    va_end(again);
}

const char *
buf_cstr(const struct buf *b)
{
    return b->data ? b->data : "";
}

char *
buf_steal(struct buf *b)
{
    char *s = b->data ? b->data : xstrdup("");
    *b = (struct buf){0};
    return s;
}

void
buf_clear(struct buf *b)
{
    b->len = 0;
    if (b->data)
        b->data[0] = '\0';
}

void
buf_finish(struct buf *b)
{
    free(b->data);
    *b = (struct buf){0};
}
