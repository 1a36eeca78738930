/* Host memory that never fails: a program that cannot get a few bytes for its own structures has
 * nothing better to do than to say so and stop. A size of 0 is served as 1, so that no result is
 * NULL. */
#include "base/xalloc.h"

#include "base/bug.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static size_t
product(size_t n, size_t bytes)
{
    size_t total;
    if (__builtin_mul_overflow(n, bytes, &total))
        bug_out_of_memory(SIZE_MAX);
    return total;
}

void *
xmalloc(size_t bytes)
{
    void *p = malloc(bytes ? bytes : 1);
    if (!p)
        bug_out_of_memory(bytes);
    return p;
}

void *
xcalloc(size_t n, size_t bytes)
{
    size_t total = product(n, bytes);
    void *p = calloc(total ? total : 1, 1);
    if (!p)
        bug_out_of_memory(total);
    return p;
}

void *
xrealloc(void *p, size_t n, size_t bytes)
{
    size_t total = product(n, bytes);
    p = realloc(p, total ? total : 1);
    if (!p)
        bug_out_of_memory(total);
    return p;
}

char *
xstrdup(const char *s)
{
    return xstrndup(s, strlen(s));
}

char *
xstrndup(const char *s, size_t n)
{
    size_t len = strnlen(s, n);
    char *copy = xmalloc(len + 1);
    memcpy(copy, s, len);
    copy[len] = '\0';
    return copy;
}

char *
xasprintf(const char *fmt, ...)
{
    char *s;
    va_list ap;
    va_start(ap, fmt);
    int n = vasprintf(&s, fmt, ap);
    va_end(ap);
    if (n < 0)
        bug_out_of_memory(0);
    return s;
}
