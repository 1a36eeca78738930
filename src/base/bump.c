/* Bump allocation: chunks of growing size, each handed out from the front. A request that is large
 * next to a chunk gets a chunk of its own behind the newest, so that the newest's rest stays in
 * use. Chunks come zeroed and nothing is handed out twice, so the memory is zero.
 *
 * A bump that has filled its small chunks goes on in huge pages: a syntax tree of megabytes is
 * touched once from front to back, and the page faults would cost more than building it. */
#include "base/bump.h"

#include "base/bug.h"
#include "base/xalloc.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

enum {
    ALIGN = 16,
    FIRST_CHUNK_BYTES = 4 << 10,
    LAST_CHUNK_BYTES = 64 << 10,
    HUGE_BYTES = 2 << 20,
};

struct bump_chunk {
    struct bump_chunk *older;
    size_t cap; /* bytes in data */
    bool huge;  /* HUGE_BYTES of its own mapping */
    _Alignas(ALIGN) unsigned char data[];
};

static struct bump_chunk *
create_chunk(size_t cap)
{
    struct bump_chunk *c = xcalloc(1, sizeof *c + cap);
    c->cap = cap;
    return c;
}

/* One aligned huge page, or NULL. */
static struct bump_chunk *
create_huge_chunk(void)
{
    char *p =
        mmap(NULL, 2 * HUGE_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    char *lo = (char *)(((uintptr_t)p + HUGE_BYTES - 1) & ~(uintptr_t)(HUGE_BYTES - 1));
    if (lo > p)
        munmap(p, (size_t)(lo - p));
    munmap(lo + HUGE_BYTES, (size_t)(p + HUGE_BYTES - lo));
    madvise(lo, HUGE_BYTES, MADV_HUGEPAGE); /* only a wish */
    struct bump_chunk *c = (struct bump_chunk *)(void *)lo;
    c->cap = HUGE_BYTES - sizeof *c;
    c->huge = true;
    return c;
}

/* A chunk for this request alone; the newest chunk stays the newest. */
static void *
alloc_large(struct bump *b, size_t bytes)
{
    struct bump_chunk *c = create_chunk(bytes);
    if (b->chunk) {
        c->older = b->chunk->older;
        b->chunk->older = c;
    } else {
        b->chunk = c;
        b->used = c->cap;
    }
    return c->data;
}

static void
push_chunk(struct bump *b)
{
    size_t cap = b->chunk ? b->chunk->cap * 2 : FIRST_CHUNK_BYTES;
    if (cap < FIRST_CHUNK_BYTES)
        cap = FIRST_CHUNK_BYTES;
    struct bump_chunk *c = cap > LAST_CHUNK_BYTES ? create_huge_chunk() : NULL;
    if (!c)
        c = create_chunk(cap > LAST_CHUNK_BYTES ? LAST_CHUNK_BYTES : cap);
    c->older = b->chunk;
    b->chunk = c;
    b->used = 0;
}

void *
bump_alloc(struct bump *b, size_t bytes)
{
    ensure(bytes <= SIZE_MAX / 2, "a bump allocation of %zu bytes", bytes);
    bytes = bytes ? (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1) : ALIGN;
    b->total += bytes;
    if (!b->chunk || b->chunk->cap - b->used < bytes) {
        if (bytes > FIRST_CHUNK_BYTES / 4)
            return alloc_large(b, bytes);
        push_chunk(b);
    }
    void *p = b->chunk->data + b->used;
    b->used += bytes;
    return p;
}

char *
bump_strdup(struct bump *b, const char *s)
{
    return bump_strndup(b, s, strlen(s));
}

char *
bump_strndup(struct bump *b, const char *s, size_t n)
{
    char *copy = bump_alloc(b, n + 1);
    if (n)
        memcpy(copy, s, n);
    return copy;
}

char *
bump_printf(struct bump *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    ensure(n >= 0, "a format that vsnprintf refuses: %s", fmt);
    char *s = bump_alloc(b, (size_t)n + 1);
    vsnprintf(s, (size_t)n + 1, fmt, again);
    va_end(again);
    va_end(ap);
    return s;
}

void
bump_finish(struct bump *b)
{
    for (struct bump_chunk *c = b->chunk, *older; c; c = older) {
        older = c->older;
        if (c->huge)
            munmap(c, HUGE_BYTES);
        else
            free(c);
    }
    *b = (struct bump){0};
}
