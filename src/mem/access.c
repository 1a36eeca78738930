/* Bulk copies of program memory. The C library's memmove moves aligned 8-byte words whole on every
 * machine we build for, so it serves; ThreadSanitizer cannot know that, and is given loops of
 * relaxed atomics instead.
 *
 * Go: runtime/memmove_amd64.s (the same promise: pointers are never torn) */
#include "mem/access.h"

#include <stdbool.h>
#include <string.h>

#ifdef __has_feature
#define ACCESS_HAS(x) __has_feature(x)
#else
#define ACCESS_HAS(x) 0
#endif

#if defined(__SANITIZE_THREAD__) || ACCESS_HAS(thread_sanitizer)
enum { BY_ATOMICS = 1 };
#else
enum { BY_ATOMICS = 0 };
#endif

static bool
aligned(uint64_t x)
{
    return x % 8 == 0;
}

static void
copy_up(uint64_t dst, uint64_t src, size_t bytes)
{
    size_t i = 0;
    if (aligned(dst) && aligned(src))
        for (; i + 8 <= bytes; i += 8)
            access_store64(dst + i, access_load64(src + i));
    for (; i < bytes; i++)
        access_store8(dst + i, access_load8(src + i));
}

static void
copy_down(uint64_t dst, uint64_t src, size_t bytes)
{
    bool words = aligned(dst) && aligned(src);
    size_t i = bytes;
    while (i && !(words && i % 8 == 0)) {
        i--;
        access_store8(dst + i, access_load8(src + i));
    }
    for (; i; i -= 8)
        access_store64(dst + i - 8, access_load64(src + i - 8));
}

void
access_copy(uint64_t dst, uint64_t src, size_t bytes)
{
    if (!BY_ATOMICS)
        memmove((void *)(uintptr_t)dst, (const void *)(uintptr_t)src, bytes);
    else if (dst - src >= bytes)
        copy_up(dst, src, bytes);
    else
        copy_down(dst, src, bytes);
}

void
access_zero(uint64_t dst, size_t bytes)
{
    if (!BY_ATOMICS) {
        memset((void *)(uintptr_t)dst, 0, bytes);
        return;
    }
    size_t i = 0;
    if (aligned(dst))
        for (; i + 8 <= bytes; i += 8)
            access_store64(dst + i, 0);
    for (; i < bytes; i++)
        access_store8(dst + i, 0);
}

int
access_compare(uint64_t a, uint64_t b, size_t bytes)
{
    if (!BY_ATOMICS)
        return memcmp((const void *)(uintptr_t)a, (const void *)(uintptr_t)b, bytes);
    for (size_t i = 0; i < bytes; i++) {
        int d = access_load8(a + i) - access_load8(b + i);
        if (d)
            return d;
    }
    return 0;
}
