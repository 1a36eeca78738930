/* Loading: map the segments, copy the sections, apply the relocations, hand the pointer masks over,
 * seal what is read-only. Lookups search the tables that the compiler sorted by address.
 * Go: runtime/symtab.go (findfunc, funcline), the operating system's loader */
#include "code/image.h"

#include <string.h>

#include "base/bug.h"
#include "code/liveness.h"

static void
apply_relocs(struct image *im)
{
    vec_each (const struct reloc *, r, &im->program->relocs) {
        const struct segment *in = &im->segments.s[r->in];
        ensure(r->at + 8 <= in->bytes, "relocation outside its segment");
        uint64_t value = im->segments.s[r->target].base + r->addend;
        memcpy((void *)(uintptr_t)(in->base + r->at), &value, 8);
    }
}

/* Into the mask that segments_map has made. */
static void
fill_mask(struct segment *s, const uint64_t *mask)
{
    size_t words = (s->bytes / 8 + 63) / 64;
    if (mask && words > 0)
        memcpy(s->ptrmask, mask, words * 8);
}

bool
image_load(struct image *im, const struct program *p)
{
    *im = (struct image){.program = p};
    if (!segments_map(&im->segments, p->segment_bytes))
        return false;
    struct segment *s = im->segments.s;
    for (size_t i = 0; i < sizeof p->sections / sizeof p->sections[0]; i++) {
        if (p->sections[i].len > 0)
            memcpy((void *)(uintptr_t)s[i].base, p->sections[i].data, p->sections[i].len);
    }
    apply_relocs(im);
    fill_mask(&s[SEGMENT_DATA], p->data_mask);
    fill_mask(&s[SEGMENT_BSS], p->bss_mask);
    segments_seal(&im->segments);
    im->text = s[SEGMENT_TEXT].base;
    im->rodata = s[SEGMENT_RODATA].base;
    im->liveness = xcalloc(p->funcs.n, sizeof *im->liveness);
    return true;
}

void
image_unload(struct image *im)
{
    for (size_t i = 0; im->liveness && i < im->program->funcs.n; i++)
        liveness_destroy(atomic_load(&im->liveness[i]));
    free(im->liveness);
    segments_unmap(&im->segments);
    *im = (struct image){0};
}

const struct program_func *
image_find_func(const struct image *im, uint64_t pc)
{
    const struct program *p = im->program;
    uint64_t at = pc - im->text;
    size_t lo = 0, hi = p->funcs.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (p->funcs.v[mid].entry <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == 0)
        return NULL;
    const struct program_func *f = &p->funcs.v[lo - 1];
    return at <= f->entry + f->code_bytes ? f : NULL;
}

/* A return address belongs to the call before it, so the byte below pc is what counts, except at
 * the entry itself. */
uint32_t
image_line(const struct image *im, const struct program_func *f, uint64_t pc)
{
    uint64_t at = pc - im->text - f->entry;
    if (at > 0)
        at--;
    uint32_t line = f->start_line;
    size_t lo = 0, hi = f->lines.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (f->lines.v[mid].pc <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo > 0 ? f->lines.v[lo - 1].line : line;
}

struct image_place
image_place(const struct image *im, const struct program_func *f, uint64_t pc)
{
    uint64_t at = pc - im->text - f->entry;
    if (f->shown.n == 0) {
        uint32_t line = at == 0 ? f->start_line : image_line(im, f, pc);
        return (struct image_place){f->file ? f->file : "?", line, false};
    }
    size_t lo = 0, hi = at == 0 ? 1 : f->shown.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (f->shown.v[mid].pc < (at == 0 ? 1 : at))
            lo = mid + 1;
        else
            hi = mid;
    }
    const struct line_shown *s = &f->shown.v[lo > 0 ? lo - 1 : 0];
    return (struct image_place){s->file, s->line, strcmp(s->file, f->file) != 0};
}

bool
image_unsigned_index(const struct image *im, const struct program_func *f, uint64_t pc)
{
    uint64_t at = pc - im->text - f->entry;
    vec_each (const struct unsigned_index *, u, &f->unsigned_at) {
        if (at > u->from && at <= u->to)
            return true;
    }
    return false;
}

uint64_t
image_known(const struct image *im, uint64_t rodata_offset)
{
    return im->rodata + rodata_offset;
}
