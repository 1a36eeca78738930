/* One mapping for the whole image, cut into segments at OS pages, at the address where Go's linker
 * puts a program when it is free. A second session in the process gets the next free place.
 *
 * Go: cmd/link/internal/ld/data.go (order of the sections) */
#include "mem/segment.h"

#include "base/bitops.h"
#include "base/bug.h"
#include "base/xalloc.h"
#include "mem/osmem.h"

#include <string.h>

static const uint64_t first_hint = 0x400000;
static const uint64_t hint_step = 64 << 20;
enum { N_HINTS = 16 };

static bool
has_ptrmask(enum segment_kind k)
{
    return k == SEGMENT_DATA || k == SEGMENT_BSS;
}

static uint64_t
reserve(uint64_t total)
{
    for (unsigned i = 0; i < N_HINTS; i++) {
        uint64_t at = osmem_reserve(first_hint + i * hint_step, total, OSMEM_PAGE_BYTES);
        if (at)
            return at;
    }
    return osmem_reserve(0, total, OSMEM_PAGE_BYTES);
}

bool
segments_map(struct segments *m, const uint64_t bytes[SEGMENT_COUNT])
{
    memset(m, 0, sizeof *m);
    uint64_t total = 0;
    for (unsigned i = 0; i < SEGMENT_COUNT; i++)
        total += bitops_align_up(bytes[i], OSMEM_PAGE_BYTES);
    if (!total)
        return true;
    uint64_t at = reserve(total);
    if (!at)
        return false;
    if (!osmem_commit(at, total)) {
        osmem_unmap(at, total);
        return false;
    }
    for (unsigned i = 0; i < SEGMENT_COUNT; i++) {
        struct segment *s = &m->s[i];
        if (!bytes[i])
            continue;
        s->base = at;
        s->bytes = bytes[i];
        s->mapped = bitops_align_up(bytes[i], OSMEM_PAGE_BYTES);
        at += s->mapped;
        if (has_ptrmask(i))
            s->ptrmask = xcalloc((s->bytes + 511) / 512, sizeof(uint64_t));
    }
    return true;
}

void
segments_seal(struct segments *m)
{
    static const enum segment_kind sealed[] = {SEGMENT_TEXT, SEGMENT_RODATA};
    for (unsigned i = 0; i < sizeof sealed / sizeof *sealed; i++) {
        struct segment *s = &m->s[sealed[i]];
        if (!s->mapped)
            continue;
        ensure(osmem_seal(s->base, s->mapped), "%s becomes read-only", segment_name(sealed[i]));
        s->sealed = true;
    }
}

void
segments_unmap(struct segments *m)
{
    for (unsigned i = 0; i < SEGMENT_COUNT; i++) {
        if (m->s[i].mapped)
            osmem_unmap(m->s[i].base, m->s[i].mapped);
        free(m->s[i].ptrmask);
    }
    memset(m, 0, sizeof *m);
}

enum segment_kind
segments_find(const struct segments *m, uint64_t addr)
{
    unsigned i = 0;
    while (i < SEGMENT_COUNT && addr - m->s[i].base >= m->s[i].mapped)
        i++;
    return i;
}

const char *
segment_name(enum segment_kind k)
{
    static const char *const names[SEGMENT_COUNT] = {".text", ".rodata", ".noptrdata",
                                                     ".data", ".bss",    ".noptrbss"};
    return k < SEGMENT_COUNT ? names[k] : "";
}
