/* Globals with their present values, and functions with their share of what goroutines were seen
 * doing. Values are read with relaxed loads and shown shortly: a number, a length,
 * or where a pointer leads. */
#include "base/xalloc.h"
#include "code/image.h"
#include "mem/access.h"
#include "mem/typeinfo.h"
#include "obs/snapshot_filler.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
show_value(const struct typeinfo *t, uint64_t at, char *out, size_t cap)
{
    double d;
    uint64_t word = t->size >= 8 ? access_load64(at) : 0;
    switch (t->kind) {
    case KIND_BOOL:
        snprintf(out, cap, "%s", access_load8(at) ? "true" : "false");
        return;
    case KIND_INT8:
        snprintf(out, cap, "%d", (int8_t)access_load8(at));
        return;
    case KIND_INT16:
        snprintf(out, cap, "%d", (int16_t)access_load16(at));
        return;
    case KIND_INT32:
        snprintf(out, cap, "%d", (int32_t)access_load32(at));
        return;
    case KIND_INT:
    case KIND_INT64:
        snprintf(out, cap, "%" PRId64, (int64_t)word);
        return;
    case KIND_UINT8:
        snprintf(out, cap, "%u", access_load8(at));
        return;
    case KIND_UINT16:
        snprintf(out, cap, "%u", access_load16(at));
        return;
    case KIND_UINT32:
        snprintf(out, cap, "%u", access_load32(at));
        return;
    case KIND_UINT:
    case KIND_UINT64:
    case KIND_UINTPTR:
        snprintf(out, cap, "%" PRIu64, word);
        return;
    case KIND_FLOAT64:
        memcpy(&d, &word, 8);
        snprintf(out, cap, "%g", d);
        return;
    case KIND_STRING:
        snprintf(out, cap, "len %" PRIu64, access_load64(at + 8));
        return;
    case KIND_SLICE:
        snprintf(out, cap, "%s len %" PRIu64 " cap %" PRIu64, word ? "" : "nil",
                 access_load64(at + 8), access_load64(at + 16));
        return;
    case KIND_POINTER:
    case KIND_MAP:
    case KIND_CHAN:
    case KIND_FUNC:
    case KIND_UNSAFE_POINTER:
        if (word)
            snprintf(out, cap, "-> 0x%" PRIx64, word);
        else
            snprintf(out, cap, "nil");
        return;
    case KIND_INTERFACE:
        snprintf(out, cap, "%s", word ? "-> value" : "nil");
        return;
    default:
        snprintf(out, cap, "%" PRIu64 " B", t->size);
    }
}

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
            show_value((const struct typeinfo *)(uintptr_t)image_known(im, v->type), row->addr,
                       row->value, sizeof row->value);
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
