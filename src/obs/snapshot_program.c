/* Globals with their present values, and functions with their share of what goroutines were seen
 * doing. */
#include "base/xalloc.h"
#include "code/image.h"
#include "mem/typeinfo.h"
#include "obs/snapshot_filler.h"

#include <stdlib.h>

static uint64_t
count_bits(const uint64_t *mask, uint64_t bytes)
{
    uint64_t n = 0;
    for (uint64_t i = 0; mask && i < (bytes / 8 + 63) / 64; i++)
        n += (uint64_t)__builtin_popcountll(mask[i]);
    return n;
}

void
snapshot_globals(struct snapshot_filler *f, struct snapshot *out)
{
    const struct image *im = f->src.image;
    const struct segment *s = im->segments.s;
    struct snapshot_globals *g = &out->globals;
    g->data = s[SEGMENT_DATA].bytes;
    g->noptrdata = s[SEGMENT_NOPTRDATA].bytes;
    g->bss = s[SEGMENT_BSS].bytes;
    g->noptrbss = s[SEGMENT_NOPTRBSS].bytes;
    g->roots =
        count_bits(s[SEGMENT_DATA].ptrmask, g->data) + count_bits(s[SEGMENT_BSS].ptrmask, g->bss);
    g->total = (unsigned)im->program->globals.n;
    for (int golib = 0; golib < 2; golib++) {
        vec_each (const struct program_global *, v, &im->program->globals) {
            if (v->golib != golib || g->n == SNAPSHOT_GLOBALS)
                continue;
            struct snapshot_global *row = &g->list[g->n++];
            snapshot_fill_name(row->name, v->name);
            snapshot_fill_name(row->type, v->type_name);
            row->addr = s[v->segment].base + v->offset;
            row->bytes = v->bytes;
            row->segment = v->segment;
            row->root = v->has_pointers;
            const struct typeinfo *t = (const struct typeinfo *)(uintptr_t)image_known(im, v->type);
            snapshot_value(f, t->kind, t->size, row->addr, row->value);
        }
    }
}

struct ranked {
    size_t id;
    uint64_t samples;
    bool user;
};

static int
by_rank(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->user != y->user)
        return x->user ? -1 : 1;
    if (x->samples != y->samples)
        return x->samples < y->samples ? 1 : -1;
    return x->id < y->id ? -1 : x->id > y->id;
}

void
snapshot_text(struct snapshot_filler *f, struct snapshot *out)
{
    const struct image *im = f->src.image;
    struct snapshot_text *t = &out->text;
    size_t n = im->program->funcs.n;
    struct ranked *rank = xcalloc(n + 1, sizeof *rank);
    t->text = im->segments.s[SEGMENT_TEXT].bytes;
    t->rodata = im->segments.s[SEGMENT_RODATA].bytes;
    t->total = (unsigned)n;
    t->samples = f->samples;
    for (size_t i = 0; i < n; i++)
        rank[i] = (struct ranked){i, f->func_samples[i],
                                  !(im->program->funcs.v[i].flags & (FUNC_GOLIB | FUNC_RUNTIME))};
    qsort(rank, n, sizeof *rank, by_rank);
    for (size_t i = 0; i < n && t->n < SNAPSHOT_FUNCS; i++) {
        const struct program_func *fn = &im->program->funcs.v[rank[i].id];
        struct snapshot_func *row = &t->list[t->n++];
        snapshot_fill_name(row->name, fn->name);
        row->bytes = fn->code_bytes;
        row->samples = rank[i].samples;
        row->active = f->func_active[rank[i].id];
    }
    free(rank);
}
