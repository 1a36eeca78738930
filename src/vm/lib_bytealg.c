/* Searching and comparing bytes. Go: internal/bytealg */
#include "vm/native.h"

#include <string.h>

native_fn lib_bytealg_index_byte, lib_bytealg_index, lib_bytealg_compare;

static const char *
text(uint64_t addr)
{
    return (const char *)(uintptr_t)addr;
}

/* IndexByte(s string, c byte) int */
enum native_result
lib_bytealg_index_byte(struct native_call *c)
{
    const char *s = text(c->args[0]);
    const char *at = c->args[1] ? memchr(s, (int)(c->args[2] & 0xff), c->args[1]) : NULL;
    c->args[3] = at ? (uint64_t)(at - s) : UINT64_MAX;
    return NATIVE_DONE;
}

/* Index(s, sub string) int */
enum native_result
lib_bytealg_index(struct native_call *c)
{
    uint64_t n = c->args[1], m = c->args[3];
    const char *s = text(c->args[0]), *at = s;
    if (m > 0)
        at = m <= n ? memmem(s, n, text(c->args[2]), m) : NULL;
    c->args[4] = m == 0 ? 0 : at ? (uint64_t)(at - s) : UINT64_MAX;
    return NATIVE_DONE;
}

/* Compare(a, b string) int */
enum native_result
lib_bytealg_compare(struct native_call *c)
{
    uint64_t n = c->args[1], m = c->args[3], common = n < m ? n : m;
    int order = common ? memcmp(text(c->args[0]), text(c->args[2]), common) : 0;
    if (order == 0)
        order = (n > m) - (n < m);
    c->args[4] = (uint64_t)(int64_t)((order > 0) - (order < 0));
    return NATIVE_DONE;
}
