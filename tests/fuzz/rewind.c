/* The marked part of the arena is read-only until a page of it is written for the first time: the
 * fault saves a copy of the page and lets it be written from then on, and each rewind_back copies
 * all such pages back. So only the first inputs pay for faults. Behind the mark nothing needs to
 * be restored. */
#include "tests/fuzz/rewind.h"

#include "base/bug.h"

#include <gmp.h>
#include <mpfr.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#if defined __has_feature
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#endif
#endif
#ifndef ASAN_POISON_MEMORY_REGION
#define ASAN_POISON_MEMORY_REGION(at, n)   ((void)(at), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#endif

#define ARENA_BYTES      ((size_t)1 << 30) /* an input that needs more is a finding */
#define MARKED_PAGES_MAX ((size_t)1 << 16)
enum { REDZONE = 32, ALIGN = 16, PAGE = 4096, KEEP = 4 << 20 };

/* The one mutable state: malloc has no argument to carry it. */
static struct {
    unsigned char *base;
    size_t used, marked; /* bytes from the front; marked is whole pages */
    bool on;
    unsigned char *saved; /* copies of the pages written since the mark, in the order of `pages` */
    uint32_t pages[MARKED_PAGES_MAX];
    size_t n_pages;
    struct sigaction other; /* who gets the faults that are not ours */
} arena;

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t bytes);
void *__real_realloc(void *p, size_t n);
void __real_free(void *p);
void *__real_mmap64(void *at, size_t n, int prot, int flags, int fd, off_t offset);

void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t bytes);
void *__wrap_realloc(void *p, size_t n);
void __wrap_free(void *p);
void *__wrap_mmap64(void *at, size_t n, int prot, int flags, int fd, off_t offset);

static bool
is_ours(const void *p)
{
    return arena.base && (const unsigned char *)p >= arena.base &&
           (const unsigned char *)p < arena.base + ARENA_BYTES;
}

/* The block's size stands before it. */
static size_t *
size_of(void *p)
{
    return (size_t *)(void *)((unsigned char *)p - ALIGN);
}

static void *
take(size_t n)
{
    size_t whole = ALIGN + ((n + ALIGN - 1) & ~(size_t)(ALIGN - 1)) + REDZONE;
    ensure(whole > n && whole <= ARENA_BYTES - arena.used, "an input needs more than %zu bytes",
           ARENA_BYTES);
    unsigned char *p = arena.base + arena.used + ALIGN;
    arena.used += whole;
    ASAN_UNPOISON_MEMORY_REGION(p - ALIGN, ALIGN + n);
    *size_of(p) = n;
    ASAN_POISON_MEMORY_REGION(p - ALIGN, ALIGN);
    return p;
}

static size_t
bytes_of(void *p)
{
    ASAN_UNPOISON_MEMORY_REGION(size_of(p), sizeof(size_t));
    size_t n = *size_of(p);
    ASAN_POISON_MEMORY_REGION(size_of(p), ALIGN);
    return n;
}

void *
__wrap_malloc(size_t n)
{
    return arena.on ? take(n) : __real_malloc(n);
}

void *
__wrap_calloc(size_t n, size_t bytes)
{
    if (!arena.on)
        return __real_calloc(n, bytes);
    ensure(!bytes || n <= SIZE_MAX / bytes, "calloc of too much");
    return memset(take(n * bytes), 0, n * bytes);
}

void
__wrap_free(void *p)
{
    if (!is_ours(p))
        __real_free(p);
    else if ((unsigned char *)p >= arena.base + arena.marked) /* others live again after all */
        ASAN_POISON_MEMORY_REGION(p, bytes_of(p));
}

void *
__wrap_realloc(void *p, size_t n)
{
    if (!is_ours(p) && !(arena.on && !p))
        return __real_realloc(p, n);
    void *to = take(n);
    if (p) {
        size_t had = bytes_of(p);
        memcpy(to, p, had < n ? had : n);
        __wrap_free(p);
    }
    return to;
}

/* Huge pages of their own would not be rewound. mmap is mmap64: meson asks for 64-bit offsets. */
void *
__wrap_mmap64(void *at, size_t n, int prot, int flags, int fd, off_t offset)
{
    return arena.on ? MAP_FAILED : __real_mmap64(at, n, prot, flags, fd, offset);
}

static void *
gmp_realloc(void *p, size_t had, size_t n)
{
    (void)had;
    return __wrap_realloc(p, n);
}

static void
gmp_free(void *p, size_t n)
{
    (void)n;
    __wrap_free(p);
}

static void *
map(size_t n)
{
    void *p = __real_mmap64(NULL, n, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    ensure(p != MAP_FAILED, "no memory to rewind");
    return p;
}

/* A copy that asks nobody: pages hold redzones. */
__attribute__((no_sanitize("address"))) static void
copy_page(unsigned char *to, const unsigned char *from)
{
    for (size_t i = 0; i < PAGE / sizeof(uint64_t); i++)
        ((volatile uint64_t *)(void *)to)[i] = ((const uint64_t *)(const void *)from)[i];
}

/* The first write to a page of the marked part. */
static void
on_fault(int number, siginfo_t *info, void *context)
{
    unsigned char *at = info->si_addr;
    size_t page = (size_t)(at - arena.base) / PAGE;
    if (!is_ours(at) || page >= arena.marked / PAGE) {
        if (arena.other.sa_flags & SA_SIGINFO)
            arena.other.sa_sigaction(number, info, context);
        else
            signal(SIGSEGV, SIG_DFL);
        return;
    }
    copy_page(arena.saved + arena.n_pages * PAGE, arena.base + page * PAGE);
    arena.pages[arena.n_pages++] = (uint32_t)page;
    mprotect(arena.base + page * PAGE, PAGE, PROT_READ | PROT_WRITE);
}

void
rewind_open(void)
{
    arena.base = map(ARENA_BYTES);
    arena.saved = map(MARKED_PAGES_MAX * PAGE);
    ASAN_POISON_MEMORY_REGION(arena.base, ARENA_BYTES);
    mp_set_memory_functions(__wrap_malloc, gmp_realloc, gmp_free);
    arena.on = true;
}

void
rewind_mark(void)
{
    struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_NODEFER};
    mpfr_free_cache();
    arena.marked = arena.used = (arena.used + PAGE - 1) & ~(size_t)(PAGE - 1);
    arena.on = false;
    ensure(arena.marked / PAGE <= MARKED_PAGES_MAX, "more to rewind than there is room for");
    sigaction(SIGSEGV, &action, &arena.other);
    mprotect(arena.base, arena.marked, PROT_READ);
}

void
rewind_begin(void)
{
    arena.on = true;
}

void
rewind_back(void)
{
    mpfr_free_cache(); /* its constants are static and would point behind the mark */
    arena.on = false;
    for (size_t i = 0; i < arena.n_pages; i++)
        copy_page(arena.base + (size_t)arena.pages[i] * PAGE, arena.saved + i * PAGE);
    if (arena.used - arena.marked > KEEP)
        madvise(arena.base + arena.marked, arena.used - arena.marked, MADV_DONTNEED);
    ASAN_POISON_MEMORY_REGION(arena.base + arena.marked, arena.used - arena.marked);
    arena.used = arena.marked;
}
