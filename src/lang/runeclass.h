/* What kind of character a code point is, and characters as Go's messages quote them.
 * Go: unicode/tables.go, strconv/quote.go */
#ifndef LANG_RUNECLASS_H
#define LANG_RUNECLASS_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool runeclass_is_letter(int32_t r); /* category L */
bool runeclass_is_digit(int32_t r);  /* category Nd */
bool runeclass_is_print(int32_t r);  /* as strconv.IsPrint */

/* Decodes the first character of s[0..n), n > 0. Returns its bytes; 1 with *r = -1 when the bytes
 * are no valid UTF-8. */
size_t runeclass_decode(const char *s, size_t n, int32_t *r);

void runeclass_add_code(struct buf *out, int32_t r);   /* %#U: "U+0040 '@'" */
void runeclass_add_quoted(struct buf *out, int32_t r); /* %q: '@' or '\n' or '\u200b' */

#endif
