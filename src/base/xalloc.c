/* Host memory that never fails: a program that cannot get a few bytes for its own structures has
 * nothing better to do than to say so and stop. A size of 0 is served as 1, so that no result is
 * NULL. */
#include "base/xalloc.h"

#include "base/bug.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef M_TOP_PAD
static void
grow_by(int bytes)
{
    mallopt(M_TOP_PAD, bytes);
    mallopt(M_TRIM_THRESHOLD, 2 * bytes);
}
#else
static void
grow_by(int bytes)
{
    (void)bytes;
}
#endif

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

/* malloc cuts from a piece of memory that ends at the break, and moves the break when a request
 * does not fit. So: use up that piece, with a request that is never touched nor given back; have
 * the next piece begin just before a boundary of huge pages, because a huge page comes with the
 * first touch or not at all; ask for it. Where malloc works differently, nothing happens. */
void
xalloc_prepare(void)
{
    enum {
        PAGE_BYTES = 4096,
        HUGE_BYTES = 2 << 20,
        PIECE_MAX_BYTES = 256 << 10,
        SOME_BYTES = 2048
    };
    uintptr_t end = (uintptr_t)sbrk(0);
    void *some = malloc(SOME_BYTES);
    uintptr_t first = (uintptr_t)some;
    size_t left = end - first - SOME_BYTES;
    if (first > end || left < 2 * SOME_BYTES || left > PIECE_MAX_BYTES) {
        free(some);
        return;
    }
    uintptr_t boundary = (end + PAGE_BYTES + HUGE_BYTES - 1) & ~(uintptr_t)(HUGE_BYTES - 1);
    if (sbrk((intptr_t)(boundary - PAGE_BYTES - end)) == (void *)-1)
        return;
    grow_by(HUGE_BYTES);
    uintptr_t rest = (uintptr_t)malloc(left - SOME_BYTES);
    uintptr_t next = (uintptr_t)malloc(SOME_BYTES);
    if (rest > first && rest < end && next > boundary - PAGE_BYTES && next < boundary)
        madvise((void *)boundary, HUGE_BYTES, MADV_HUGEPAGE); /* only a wish */
}
