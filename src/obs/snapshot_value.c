/* A value in a few characters. What a pointer leads to is told by its region, and texts are read
 * only where they cannot go away: in read-only data and in heap spans, which stay mapped. */
#include "code/image.h"
#include "mem/access.h"
#include "mem/heap.h"
#include "mem/region.h"
#include "mem/typeinfo.h"
#include "obs/snapshot_filler.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN_TEXT = 24 };

/* May n bytes be read there at any time? */
static bool
is_readable(const struct snapshot_filler *f, uint64_t at, uint64_t n)
{
    static const enum segment_kind always[] = {SEGMENT_RODATA, SEGMENT_NOPTRDATA, SEGMENT_DATA,
                                               SEGMENT_BSS, SEGMENT_NOPTRBSS};
    for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
        const struct segment *s = &f->src.image->segments.s[always[i]];
        if (at >= s->base && at - s->base <= s->bytes && n <= s->bytes - (at - s->base))
            return true;
    }
    struct span *s;
    unsigned index;
    enum region_leaf leaf = region_of(&f->src.regions, at);
    if (leaf != REGION_LEAF_HEAP_SMALL && leaf != REGION_LEAF_HEAP_LARGE)
        return false;
    return heap_find_object(f->src.heap, at, &s, &index) && at + n <= SPAN_GET(s->limit);
}

static void
show_text(const struct snapshot_filler *f, uint64_t data, uint64_t len, char *out)
{
    char text[SHOWN_TEXT + 1];
    uint64_t n = len < SHOWN_TEXT ? len : SHOWN_TEXT;
    bool whole = n == len;
    if (len && !is_readable(f, data, n)) {
        snprintf(out, SNAPSHOT_NAME, "len %" PRIu64, len);
        return;
    }
    for (uint64_t i = 0; i < n; i++) {
        uint8_t c = access_load8(data + i);
        text[i] = c >= 0x20 && c < 0x7f ? (char)c : '.';
    }
    text[n] = '\0';
    snprintf(out, SNAPSHOT_NAME, whole ? "\"%s\"" : "\"%s\"... len %" PRIu64, text, len);
}

/* "-> heap, 48 B at 0xc000012340", "-> stack at 0xc000046f60" */
static void
show_pointer(const struct snapshot_filler *f, uint64_t to, char *out)
{
    if (!to) {
        snprintf(out, SNAPSHOT_NAME, "nil");
        return;
    }
    enum region_leaf leaf = region_of(&f->src.regions, to);
    struct span *s;
    unsigned index;
    const char *region = region_name(region_top(leaf));
    if (region_top(leaf) == REGION_HEAP && heap_find_object(f->src.heap, to, &s, &index))
        snprintf(out, SNAPSHOT_NAME, "-> %s, %" PRIu64 " B at 0x%" PRIx64, region,
                 (uint64_t)SPAN_GET(s->elem_bytes), to);
    else
        snprintf(out, SNAPSHOT_NAME, "-> %s at 0x%" PRIx64, region, to);
}

void
snapshot_value_at(const struct snapshot_filler *f, uint8_t kind, uint64_t size, uint64_t at,
                  char *out)
{
    if (is_readable(f, at, size))
        snapshot_value(f, kind, size, at, out);
    else
        snprintf(out, SNAPSHOT_NAME, "?");
}

void
snapshot_value(const struct snapshot_filler *f, uint8_t kind, uint64_t size, uint64_t at, char *out)
{
    double d;
    float r;
    uint32_t half = size == 4 ? access_load32(at) : 0;
    uint64_t word = size >= 8 ? access_load64(at) : 0;
    switch (kind) {
    case KIND_BOOL:
        snprintf(out, SNAPSHOT_NAME, "%s", access_load8(at) ? "true" : "false");
        return;
    case KIND_INT8:
        snprintf(out, SNAPSHOT_NAME, "%d", (int8_t)access_load8(at));
        return;
    case KIND_INT16:
        snprintf(out, SNAPSHOT_NAME, "%d", (int16_t)access_load16(at));
        return;
    case KIND_INT32:
        snprintf(out, SNAPSHOT_NAME, "%d", (int32_t)half);
        return;
    case KIND_INT:
    case KIND_INT64:
        snprintf(out, SNAPSHOT_NAME, "%" PRId64, (int64_t)word);
        return;
    case KIND_UINT8:
        snprintf(out, SNAPSHOT_NAME, "%u", access_load8(at));
        return;
    case KIND_UINT16:
        snprintf(out, SNAPSHOT_NAME, "%u", access_load16(at));
        return;
    case KIND_UINT32:
        snprintf(out, SNAPSHOT_NAME, "%u", half);
        return;
    case KIND_UINT:
    case KIND_UINT64:
    case KIND_UINTPTR:
        snprintf(out, SNAPSHOT_NAME, "%" PRIu64, word);
        return;
    case KIND_FLOAT32:
        memcpy(&r, &half, 4);
        snprintf(out, SNAPSHOT_NAME, "%g", (double)r);
        return;
    case KIND_FLOAT64:
        memcpy(&d, &word, 8);
        snprintf(out, SNAPSHOT_NAME, "%g", d);
        return;
    case KIND_STRING:
        show_text(f, word, access_load64(at + 8), out);
        return;
    case KIND_SLICE:
        if (word)
            snprintf(out, SNAPSHOT_NAME, "len %" PRIu64 " cap %" PRIu64, access_load64(at + 8),
                     access_load64(at + 16));
        else
            snprintf(out, SNAPSHOT_NAME, "nil");
        return;
    case KIND_POINTER:
    case KIND_MAP:
    case KIND_CHAN:
    case KIND_FUNC:
    case KIND_UNSAFE_POINTER:
        show_pointer(f, word, out);
        return;
    case KIND_INTERFACE:
        if (word)
            show_pointer(f, access_load64(at + 8), out);
        else
            snprintf(out, SNAPSHOT_NAME, "nil");
        return;
    default:
        snprintf(out, SNAPSHOT_NAME, "%" PRIu64 " B", size);
    }
}
