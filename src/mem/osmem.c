/* The only file that talks to mmap. Reservations carry MAP_NORESERVE and no access, so that a wide
 * address range costs nothing until it is committed.
 *
 * Sanitizers keep their shadow memory where Go puts its heap: with one of them in the program no
 * fixed address is tried and the ranges are small.
 *
 * Go: runtime/mem_linux.go */
#include "mem/osmem.h"

#include "base/bitops.h"
#include "base/bug.h"
#include "base/log.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#ifndef MADV_POPULATE_WRITE /* Linux 5.14; older kernels refuse it, which is no matter */
#define MADV_POPULATE_WRITE 23
#endif

#ifdef __has_feature
#define OSMEM_HAS(x) __has_feature(x)
#else
#define OSMEM_HAS(x) 0
#endif

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__) ||                               \
    OSMEM_HAS(thread_sanitizer) || OSMEM_HAS(address_sanitizer)
enum { UNDER_SANITIZER = 1 };
#else
enum { UNDER_SANITIZER = 0 };
#endif

static const uint64_t sanitizer_max_bytes = UINT64_C(2) << 30;

static uint64_t
map(uint64_t hint, uint64_t bytes, int flags)
{
    void *p = mmap((void *)(uintptr_t)hint, bytes, PROT_NONE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | flags, -1, 0);
    return p == MAP_FAILED ? 0 : (uint64_t)(uintptr_t)p;
}

static uint64_t
reserve_at(uint64_t hint, uint64_t bytes)
{
    uint64_t got = map(hint, bytes, MAP_FIXED_NOREPLACE);
    if (got && got != hint) { /* a kernel that does not know the flag takes it as a wish */
        osmem_unmap(got, bytes);
        return 0;
    }
    return got;
}

/* Reserves more than needed and gives the unaligned ends back. */
static uint64_t
reserve_anywhere(uint64_t bytes, uint64_t align)
{
    uint64_t extra = align > OSMEM_PAGE_BYTES ? align : 0;
    uint64_t got = map(0, bytes + extra, 0);
    if (!got || !extra)
        return got;
    uint64_t base = bitops_align_up(got, align);
    if (base > got)
        osmem_unmap(got, base - got);
    if (got + extra > base)
        osmem_unmap(base + bytes, got + extra - base);
    return base;
}

uint64_t
osmem_reserve(uint64_t hint, uint64_t bytes, uint64_t align)
{
    if (!hint)
        return reserve_anywhere(bytes, align);
    return UNDER_SANITIZER ? 0 : reserve_at(hint, bytes);
}

uint64_t
osmem_reserve_hinted(uint64_t base, uint64_t step, unsigned n, uint64_t *bytes, uint64_t least,
                     uint64_t align)
{
    if (UNDER_SANITIZER && *bytes > sanitizer_max_bytes && least <= sanitizer_max_bytes)
        *bytes = sanitizer_max_bytes;
    for (; *bytes >= least; *bytes = *bytes / 2 & ~(align - 1)) {
        for (unsigned i = 0; i < n && !UNDER_SANITIZER; i++) {
            uint64_t got = reserve_at(base + i * step, *bytes);
            if (got)
                return got;
            if (errno == ENOMEM)
                break;
        }
        uint64_t got = reserve_anywhere(*bytes, align);
        if (got)
            return got;
    }
    return 0;
}

bool
osmem_commit(uint64_t addr, uint64_t bytes)
{
    if (mprotect((void *)(uintptr_t)addr, bytes, PROT_READ | PROT_WRITE) == 0)
        return true;
    log_warn("the system refuses %llu bytes of memory: %s", (unsigned long long)bytes,
             strerror(errno));
    return false;
}

void
osmem_huge(uint64_t addr, uint64_t bytes)
{
    (void)madvise((void *)(uintptr_t)addr, bytes, MADV_HUGEPAGE);
}

void
osmem_populate(uint64_t addr, uint64_t bytes)
{
    (void)madvise((void *)(uintptr_t)addr, bytes, MADV_POPULATE_WRITE);
}

void
osmem_release(uint64_t addr, uint64_t bytes)
{
    int rc = madvise((void *)(uintptr_t)addr, bytes, MADV_DONTNEED);
    ensure(rc == 0, "pages at %#llx cannot be released: %s", (unsigned long long)addr,
           strerror(errno));
}

void
osmem_fault(uint64_t addr, uint64_t bytes)
{
    osmem_release(addr, bytes);
    int rc = mprotect((void *)(uintptr_t)addr, bytes, PROT_NONE);
    ensure(rc == 0, "pages at %#llx cannot be protected: %s", (unsigned long long)addr,
           strerror(errno));
}

bool
osmem_seal(uint64_t addr, uint64_t bytes)
{
    return mprotect((void *)(uintptr_t)addr, bytes, PROT_READ) == 0;
}

void
osmem_unmap(uint64_t addr, uint64_t bytes)
{
    int rc = munmap((void *)(uintptr_t)addr, bytes);
    ensure(rc == 0, "%llu bytes at %#llx cannot be unmapped: %s", (unsigned long long)bytes,
           (unsigned long long)addr, strerror(errno));
}
