/* Two passes. First the frames, whose maps say what is live. A pointer into the stack itself leads
 * to a variable whose address was taken, which is live because something leads to it (Go's stack
 * objects): these are gone through afterwards, until nothing new turns up. Most stacks have none.
 *
 * Invariant: what is found live here holds a value; liveness.h says why. A variable that is reached
 * was whole when its address was taken, and has been reached ever since.
 * Go: runtime/mgcmark.go (scanframeworker), runtime/mgcstack.go */
#include "sched/stackroots.h"

#include "base/bitops.h"
#include "base/bug.h"
#include "base/vec.h"
#include "mem/access.h"
#include <string.h>

struct object_frame { /* a frame with variables whose address is taken */
    const struct liveness *l;
    const uint64_t *map;   /* --debug clobberdead: its own */
    uint64_t locals, args; /* addresses of bit 0 and of the first parameter */
    size_t first;          /* of its objects' entries in `reached` */
};

struct scan {
    const struct image *image;
    struct g *g;
    bool clobber;
    gc_visit_fn *visit;
    void *ctx;
    liveness_scratch scratch;
    VEC(struct object_frame) frames; /* innermost first: by address */
    size_t near;                     /* frame of the value reached last: the next is not far */
    VEC(uint8_t) reached;            /* for each object of these frames */
    VEC(uint64_t) found;             /* pointers into the stack, to be followed */
};

const uint64_t *
stackroots_map(const struct framewalk *w, const struct liveness *l, liveness_scratch *scratch)
{
    uint64_t gopanic = w->image->program->known.gopanic;
    if (w->callee && w->callee->entry == gopanic && (w->callee->flags & FUNC_RUNTIME))
        return liveness_in_panic(l);
    return liveness_at(l, w->pc, scratch);
}

/* A pointer in a live slot. */
static void
see(struct scan *s, uint64_t slot, uint64_t value)
{
    if (!value)
        return;
    ensure(!s->clobber || value != STACKROOTS_DEAD,
           "goroutine %u: the slot at %#lx is live and was dead before", s->g->id,
           (unsigned long)slot);
    if (value >= s->g->stack.lo && value < s->g->stack.hi)
        vec_push(&s->found, value);
    else
        s->visit(s->ctx, slot, value);
}

/* Bits [0, n) of a map, for the slots from `at` on. */
static void
see_map(struct scan *s, const uint64_t *map, uint32_t n, uint64_t at)
{
    for (uint32_t first = 0; first < n; first += 64) {
        for (uint64_t word = map[first / 64]; word; word &= word - 1) {
            uint64_t slot = at + (first + bitops_ctz64(word)) * UINT64_C(8);
            see(s, slot, access_load64(slot));
        }
    }
}

/* Spoils slots [0, n) from `at` on that can hold pointers and are not in the map; `bit` is the
 * first one's. Objects are left alone: they may be reached. */
static void
clobber_map(const struct liveness *l, const uint64_t *map, uint32_t bit, uint32_t n, uint64_t at)
{
    for (uint32_t k = 0; k < n; k++) {
        if (bitops_get(l->pointers, bit + k) && !bitops_get(map, bit + k) &&
            !liveness_object_at(l, bit + k))
            access_store64(at + k * UINT64_C(8), STACKROOTS_DEAD);
    }
}

static void
clobber_frame(const struct framewalk *w, const struct liveness *l, const uint64_t *map)
{
    if (map == l->pointers)
        return;
    clobber_map(l, map, 0, l->n_locals, w->sp + l->first_local * UINT64_C(8));
    clobber_map(l, map, l->args_at * 64, l->n_args, w->args);
}

void
stackroots_clobber(const struct image *im, const struct g *g)
{
    struct framewalk w;
    liveness_scratch scratch = {0};
    framewalk_init(&w, im, g);
    for (bool more = w.func != NULL; more && w.depth < 2; more = framewalk_next(&w)) {
        const struct liveness *l = liveness_of(im, w.func);
        clobber_frame(&w, l, stackroots_map(&w, l, &scratch));
    }
    vec_finish(&scratch);
}

/* ---- frames ---- */

static void
scan_frame(struct scan *s, const struct framewalk *w)
{
    const struct liveness *l = liveness_of(s->image, w->func);
    const uint64_t *map = stackroots_map(w, l, &s->scratch);
    uint64_t locals = w->sp + l->first_local * UINT64_C(8);
    size_t n_found = s->found.n;
    see_map(s, map, l->n_locals, locals);
    see_map(s, map + l->args_at, l->n_args, w->args);
    if (w->func->flags & FUNC_RUNTIME)
        s->found.n = n_found; /* runtime.gopanic's are frames, whose first words are no values */
    if (s->clobber)
        clobber_frame(w, l, map);
    if (!l->n_objects)
        return;
    struct object_frame f = {l, NULL, locals, w->args, s->reached.n};
    if (s->clobber)
        f.map = memcpy(xmalloc(l->map_words * sizeof *map), map, l->map_words * sizeof *map);
    vec_push(&s->frames, f);
    for (uint32_t k = 0; k < l->n_objects; k++)
        vec_push(&s->reached, 0);
}

/* ---- variables that pointers lead to ---- */

/* One past the last byte that belongs to a frame: its results. */
static uint64_t
end_of(const struct object_frame *f)
{
    return f->args + f->l->n_args * UINT64_C(8);
}

/* Is the i-th frame the innermost one that ends behind addr? */
static bool
is_first_behind(const struct scan *s, size_t i, uint64_t addr)
{
    return i < s->frames.n && addr < end_of(&s->frames.v[i]) &&
           (i == 0 || end_of(&s->frames.v[i - 1]) <= addr);
}

static size_t
first_behind(const struct scan *s, uint64_t addr)
{
    for (size_t i = s->near > 0 ? s->near - 1 : 0; i <= s->near + 1; i++) {
        if (is_first_behind(s, i, addr))
            return i;
    }
    size_t lo = 0, hi = s->frames.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (end_of(&s->frames.v[mid]) <= addr)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static const struct object_frame *
frame_around(struct scan *s, uint64_t addr)
{
    size_t i = first_behind(s, addr);
    if (i >= s->frames.n || addr < s->frames.v[i].locals)
        return NULL;
    s->near = i;
    return &s->frames.v[i];
}

static uint64_t
address_of(const struct object_frame *f, uint32_t bit)
{
    uint32_t args = f->l->args_at * 64;
    return bit < args ? f->locals + bit * UINT64_C(8) : f->args + (bit - args) * UINT64_C(8);
}

static const struct liveness_object *
object_around(const struct object_frame *f, uint64_t addr)
{
    const struct liveness *l = f->l;
    if (addr >= f->args)
        return liveness_object_at(l, l->args_at * 64 + (uint32_t)((addr - f->args) / 8));
    uint64_t bit = (addr - f->locals) / 8;
    return bit < l->n_locals ? liveness_object_at(l, (uint32_t)bit) : NULL;
}

static void
follow(struct scan *s, uint64_t addr)
{
    const struct object_frame *f = frame_around(s, addr);
    const struct liveness_object *o = f ? object_around(f, addr) : NULL;
    if (!o)
        return; /* a value without pointers */
    uint8_t *reached = &s->reached.v[f->first + (size_t)(o - f->l->objects)];
    if (*reached)
        return;
    *reached = true;
    for (uint32_t bit = o->bit; bit < o->bit + o->n; bit++) {
        uint64_t slot = address_of(f, bit);
        if (bitops_get(f->l->pointers, bit))
            see(s, slot, access_load64(slot));
    }
}

/* Spoils the objects of a frame that nothing leads to. */
static void
clobber_objects(const struct scan *s, const struct object_frame *f)
{
    for (uint32_t k = 0; k < f->l->n_objects; k++) {
        const struct liveness_object *o = &f->l->objects[k];
        for (uint32_t bit = o->bit; !s->reached.v[f->first + k] && bit < o->bit + o->n; bit++) {
            if (bitops_get(f->l->pointers, bit) && !bitops_get(f->map, bit))
                access_store64(address_of(f, bit), STACKROOTS_DEAD);
        }
    }
    free((void *)(uintptr_t)f->map);
}

/* Records of loops lie in the heap. */
static void
see_record(struct scan *s, uint64_t record)
{
    if (record >= s->g->stack.lo && record < s->g->stack.hi)
        return; /* in a frame, whose map has it */
    s->visit(s->ctx, 0, record);
    see(s, 0, access_load64(record + 8)); /* a closure, which may lie in a frame */
}

uint64_t
stackroots_visit(const struct image *im, struct g *g, bool clobber, gc_visit_fn *visit, void *ctx)
{
    struct scan s = {.image = im, .g = g, .clobber = clobber, .visit = visit, .ctx = ctx};
    struct framewalk w;
    framewalk_init(&w, im, g);
    uint64_t bytes = g->stack.hi - w.sp;
    for (bool more = w.func != NULL; more; more = framewalk_next(&w))
        scan_frame(&s, &w);
    for (uint64_t record = g->defers; record; record = access_load64(record))
        see_record(&s, record);
    see(&s, 0, g->ctx);
    while (s.found.n > 0)
        follow(&s, vec_pop(&s.found));
    for (size_t i = 0; clobber && i < s.frames.n; i++)
        clobber_objects(&s, &s.frames.v[i]);
    vec_finish(&s.scratch);
    vec_finish(&s.frames);
    vec_finish(&s.reached);
    vec_finish(&s.found);
    return bytes;
}
