/* A growable byte buffer, always NUL-terminated after the last byte (the NUL is not counted).
 * Zero-initialise to start: struct buf b = {0}. Owner calls buf_finish. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct buf {
    char *data; /* NULL while nothing was ever added */
    size_t len; /* bytes in use */
    size_t cap; /* bytes allocated */
};

void buf_add(struct buf *b, const void *data, size_t bytes);
void buf_add_str(struct buf *b, const char *s);
void buf_add_byte(struct buf *b, int byte);
void buf_add_rune(struct buf *b, int32_t rune); /* UTF-8; an invalid rune becomes U+FFFD */
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *fmt, va_list ap);
const char *buf_cstr(const struct buf *b); /* "" when empty; borrowed until the next change */
char *buf_steal(struct buf *b);            /* transferred; b is empty again; never NULL */
void buf_clear(struct buf *b);             /* keeps the memory */
void buf_finish(struct buf *b);

#endif
