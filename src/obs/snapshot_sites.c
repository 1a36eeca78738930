/* The allocation profile's buckets, as places in the program. A site is the innermost frame of the
 * program's own code: a function, a line, the library function called there if that allocates, and
 * what kind of allocation it is, which the instruction tells. Words for it come from the notes of
 * escape analysis on that line; where they say nothing (a map that grows, strings that are joined)
 * from the instruction.
 *
 * A bucket's site is found once. Sums are made anew for each snapshot, from the buckets of the
 * watcher's present epoch. */
#include "base/vec.h"
#include "base/xalloc.h"
#include "code/image.h"
#include "code/opcode.h"
#include "code/sources.h"
#include "gc/sample.h"
#include "mem/heap.h"
#include "mem/memprofile.h"
#include "mem/typeinfo.h"
#include "obs/snapshot_filler.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct site {
    const struct program_func *func, *via; /* NULL: nobody; itself */
    uint32_t line;
    bool user;
    char what[SNAPSHOT_WHAT];
    uint64_t objects, bytes, live_objects, live_bytes;
};

struct sites {
    uint32_t epoch;
    VEC(struct site) list;
    VEC(uint32_t) of_bucket; /* index into list; NOT_MINE: of another epoch, or the program's */
};

enum { NOT_MINE = UINT32_MAX };

struct sites *
snapshot_sites_create(void)
{
    return xcalloc(1, sizeof(struct sites));
}

void
snapshot_sites_destroy(struct sites *s)
{
    if (!s)
        return;
    vec_finish(&s->list);
    vec_finish(&s->of_bucket);
    free(s);
}

/* --- what a bucket is ----------------------------------------------------------------------- */

/* The allocating instruction before a return address, its type, and words for it. */
struct act {
    const char *format;   /* with the type's name for %s */
    const char *notes[3]; /* what escape analysis's notes about it contain */
    bool has_type;        /* its first extension word is a type */
};

static const struct act acts[OP_COUNT] = {
    [OP_NEW] = {"new %s", {"moved to heap:", "&", "escapes to heap"}, true},
    [OP_MAKESLICE] = {"make([]%s)", {"make("}, true},
    [OP_MAKESLICESTK] = {"make([]%s)", {"make("}, true},
    [OP_APPEND] = {"append: []%s grows", {0}, true},
    [OP_APPENDS] = {"append: []%s grows", {0}, true},
    [OP_APPENDSTR] = {"append: []byte grows", {0}, false},
    [OP_CONCAT] = {"strings joined", {" + "}, false},
    [OP_STR2BYTES] = {"[]byte of a string", {"([]byte)("}, false},
    [OP_BYTES2STR] = {"string of bytes", {"string("}, false},
    [OP_STR2RUNES] = {"[]rune of a string", {"([]rune)("}, false},
    [OP_RUNES2STR] = {"string of runes", {"string("}, false},
    [OP_RUNE2STR] = {"string of a rune", {"string("}, false},
    [OP_DEFERH] = {"defer in a loop", {0}, false},
    [OP_DEFERLIST] = {"defer in a loop", {0}, false},
    [OP_BOX] = {"%s in an interface", {0}, true},
    [OP_MAKEMAP] = {"make(%s)", {"make(map", "map["}, true},
    [OP_MAPSET] = {"%s grows", {0}, true},
    [OP_MAKECHAN] = {"make(%s)", {"make(chan"}, true},
};

static const char *
short_type(const struct typeinfo *t, char *out, size_t cap)
{
    static const char own[] = "main.";
    size_t n = 0;
    for (uint64_t i = 0; i < t->name.len && n + 1 < cap; i++) {
        if (t->name.len - i >= sizeof own - 1 && !memcmp(t->name.data + i, own, sizeof own - 1) &&
            (i == 0 || strchr("*[](){ ", t->name.data[i - 1])))
            i += sizeof own - 1;
        out[n++] = t->name.data[i];
    }
    out[n] = 0;
    return out;
}

/* Not made by an instruction of its own kind: what is left was put into an interface. */
static bool
is_boxing(const char *note)
{
    static const char *const others[] = {"moved to",     "&",       "make(",       "new(",
                                         "func literal", "append",  "[]",          "map[",
                                         "([]",          "string(", "... argument"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strncmp(note, others[i], strlen(others[i])) == 0)
            return false;
    return true;
}

static bool
is_about(const struct act *a, const char *note, const char *type)
{
    if (a == &acts[OP_BOX])
        return is_boxing(note);
    bool moved = strncmp(note, "moved to heap:", 14) == 0;
    for (int i = 0; i < 3 && a->notes[i]; i++)
        if (strstr(note, a->notes[i]))
            return !type || moved || strstr(note, type);
    return false;
}

/* The notes of the line that are about such an act on that type, one behind the other. */
static bool
put_notes(const struct program *p, const struct site *s, const struct act *a, const char *type,
          char *out)
{
    const struct program_source *src = sources_find(p, s->func->file);
    size_t n = 0;
    if (!src)
        return false;
    vec_each (const struct program_note *, note, &src->notes) {
        if (note->line == s->line && n + 1 < SNAPSHOT_WHAT && is_about(a, note->text, type))
            n += (size_t)snprintf(out + n, SNAPSHOT_WHAT - n, "%s%s", n ? "; " : "", note->text);
    }
    return n > 0;
}

static const struct typeinfo *
type_at(uint64_t pc)
{
    return (const struct typeinfo *)(uintptr_t)(*(const uint64_t *)(uintptr_t)pc);
}

/* Variables with the code before them: what a function literal or a go statement makes. */
static bool
is_closure(uint64_t pc)
{
    static const char head[] = "struct { F uintptr";
    const struct typeinfo *t = type_at(pc);
    return t->name.len >= sizeof head - 1 && memcmp(t->name.data, head, sizeof head - 1) == 0;
}

static const struct act closure = {"closure", {"func literal"}, false};

static void
describe(const struct image *im, struct site *s, uint64_t pc)
{
    const struct instr *in = (const struct instr *)(uintptr_t)pc - 1;
    const struct act *a = in->op < OP_COUNT ? &acts[in->op] : NULL;
    char type[SNAPSHOT_NAME] = "";
    if (!a || !a->format)
        return;
    if (in->op == OP_NEW && is_closure(pc))
        a = &closure;
    if (a->has_type)
        short_type(type_at(pc), type, sizeof type);
    if (put_notes(im->program, s, a, a->has_type ? type : NULL, s->what) ||
        put_notes(im->program, s, a, NULL, s->what))
        return;
    char text[SNAPSHOT_WHAT] = "";
    const char *hole = strstr(a->format, "%s");
    if (hole)
        snprintf(text, sizeof text, "%.*s%s%s", (int)(hole - a->format), a->format, type, hole + 2);
    else
        snprintf(text, sizeof text, "%s", a->format);
    memcpy(s->what, text, sizeof text);
}

static bool
is_library(const struct program_func *f)
{
    return f->flags & (FUNC_GOLIB | FUNC_RUNTIME);
}

/* The site of a bucket, found in its stack: the innermost function when none is the program's. */
static struct site
resolve(const struct image *im, const struct memprofile_bucket *b)
{
    struct site s = {0};
    for (unsigned i = 0; i < b->n_pcs; i++) {
        const struct program_func *f = image_find_func(im, b->pcs[i]);
        if (!f)
            break;
        s.user = !is_library(f);
        if (i > 0 && !s.user)
            continue;
        s.via = i > 0 ? image_find_func(im, b->pcs[i - 1]) : NULL;
        s.func = f;
        s.line = image_line(im, f, b->pcs[i]);
        if (i == 0)
            describe(im, &s, b->pcs[i]);
        if (s.user)
            break;
        s.what[0] = 0;
    }
    return s;
}

static uint32_t
find_or_add(struct sites *all, const struct site *s)
{
    for (size_t i = 0; i < all->list.n; i++) {
        const struct site *k = &all->list.v[i];
        if (k->func == s->func && k->line == s->line && k->via == s->via &&
            strcmp(k->what, s->what) == 0)
            return (uint32_t)i;
    }
    vec_push(&all->list, *s);
    return (uint32_t)(all->list.n - 1);
}

/* --- sums ----------------------------------------------------------------------------------- */

/* How many objects one in the sample stands for. */
static double
weight(uint64_t bytes, uint64_t rate)
{
    return rate > 1 && bytes ? 1 / (1 - exp(-(double)bytes / (double)rate)) : 1;
}

static void
add(struct site *s, const struct memprofile_bucket *b, uint64_t rate)
{
    double w = weight(b->bytes, rate);
    uint64_t live = b->allocs - b->frees;
    s->objects += (uint64_t)((double)b->allocs * w + 0.5);
    s->bytes += (uint64_t)((double)(b->allocs * b->bytes) * w + 0.5);
    s->live_objects += b->bytes ? (uint64_t)((double)live * w + 0.5) : 0;
    s->live_bytes += (uint64_t)((double)(live * b->bytes) * w + 0.5);
}

static void
start_over(struct sites *all, uint32_t epoch)
{
    all->epoch = epoch;
    all->list.n = 0;
    for (size_t i = 0; i < all->of_bucket.n; i++)
        all->of_bucket.v[i] = NOT_MINE;
}

static void
sum_up(struct snapshot_filler *f, uint64_t rate)
{
    struct sites *all = f->sites;
    struct memprofile *mp = heap_profile(f->src.heap);
    uint32_t epoch = memprofile_epoch(mp);
    unsigned n = memprofile_count(mp);
    if (epoch != all->epoch)
        start_over(all, epoch);
    vec_each (struct site *, s, &all->list)
        s->objects = s->bytes = s->live_objects = s->live_bytes = 0;
    for (unsigned i = 0; i < n; i++) {
        struct memprofile_bucket b;
        if (i < all->of_bucket.n && all->of_bucket.v[i] == NOT_MINE)
            continue;
        memprofile_read(mp, i, &b);
        if (i >= all->of_bucket.n) {
            struct site s = resolve(f->src.image, &b);
            bool mine = b.epoch == epoch && b.allocs;
            if (b.epoch == epoch && !b.allocs)
                break; /* just made: its first object is being counted */
            vec_push(&all->of_bucket, mine ? find_or_add(all, &s) : (uint32_t)NOT_MINE);
        }
        if (all->of_bucket.v[i] != NOT_MINE)
            add(&all->list.v[all->of_bucket.v[i]], &b, rate);
    }
}

/* --- the snapshot --------------------------------------------------------------------------- */

struct ranked {
    uint32_t index;
    uint64_t key, second;
};

static int
by_rank(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? 1 : -1;
    if (x->second != y->second)
        return x->second < y->second ? 1 : -1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static const char *
base_name(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path ? path : "";
}

static void
put_row(struct snapshot_site *row, const struct site *s, uint32_t index)
{
    row->id = index + 1;
    row->line = s->line;
    row->user = s->user;
    row->objects = s->objects;
    row->bytes = s->bytes;
    row->live_objects = s->live_objects;
    row->live_bytes = s->live_bytes;
    memcpy(row->what, s->what, sizeof row->what);
    snapshot_fill_name(row->func, s->func ? s->func->name : "");
    snapshot_fill_name(row->file, s->func ? base_name(s->func->file) : "");
    snapshot_fill_name(row->via, s->via ? s->via->name : "");
}

static void
list_rows(const struct sites *all, const struct snapshot_view *v, struct snapshot_sites *out)
{
    size_t n = all->list.n;
    struct ranked *rank = xcalloc(n + 1, sizeof *rank);
    for (size_t i = 0; i < n; i++) {
        const struct site *s = &all->list.v[i];
        rank[i] = v->sites_by_live ? (struct ranked){(uint32_t)i, s->live_bytes, s->bytes}
                                   : (struct ranked){(uint32_t)i, s->bytes, s->live_bytes};
    }
    qsort(rank, n, sizeof *rank, by_rank);
    unsigned rows = v->sites < SNAPSHOT_SITES ? v->sites : SNAPSHOT_SITES;
    for (size_t i = 0; i < n && out->n < rows; i++)
        put_row(&out->list[out->n++], &all->list.v[rank[i].index], rank[i].index);
    free(rank);
}

void
snapshot_sites(struct snapshot_filler *f, const struct snapshot_view *v, struct snapshot *snapshot)
{
    struct snapshot_sites *out = &snapshot->sites;
    struct sites *all = f->sites;
    out->rate = sample_watcher_rate(f->src.gc);
    if (!out->rate)
        return;
    sum_up(f, out->rate);
    vec_each (const struct site *, s, &all->list) {
        out->objects += s->objects;
        out->bytes += s->bytes;
        out->live_objects += s->live_objects;
        out->live_bytes += s->live_bytes;
    }
    out->total = (unsigned)all->list.n;
    list_rows(all, v, out);
    if (!v->site || v->site > all->list.n)
        return;
    const struct site *shown = &all->list.v[v->site - 1];
    out->shown = v->site;
    if (!shown->func)
        return;
    const struct program *p = f->src.image->program;
    const char *file = shown->func->file;
    out->n_lines =
        snapshot_source_lines(p, file, shown->line, &out->first_line, out->lines, out->notes);
    out->n_why = snapshot_source_why(p, file, shown->line, shown->line, out->why, SNAPSHOT_WHY);
}
