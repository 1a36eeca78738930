/* Frames have no links: the function that a pc belongs to says how large its frame is, the return
 * address above it says where the caller goes on. The bottom frame's return address is 0.
 * Go: runtime/traceback.go (unwinder), runtime/stkframe.go (getStackMap) */
#include "sched/framewalk.h"

#include "base/bitops.h"
#include "base/bug.h"
#include "mem/access.h"

static void
settle(struct framewalk *w)
{
    w->func = w->pc ? image_find_func(w->image, w->pc) : NULL;
    if (!w->func && bug_program_is_blamed())
        w->pc = 0; /* it has overwritten its frames: they end here */
    ensure(w->func || !w->pc, "goroutine %u: frame at %#lx with pc %#lx in no function", w->g->id,
           (unsigned long)w->sp, (unsigned long)w->pc);
    if (w->func)
        w->args = w->sp + w->func->frame_words * UINT64_C(8) + 8;
}

void
framewalk_init(struct framewalk *w, const struct image *im, const struct g *g)
{
    *w = (struct framewalk){
        .image = im,
        .g = g,
        .pc = atomic_load_explicit(&g->pc, memory_order_relaxed),
        .sp = atomic_load_explicit(&g->sp, memory_order_relaxed),
    };
    settle(w);
}

bool
framewalk_next(struct framewalk *w)
{
    if (!w->func)
        return false;
    w->callee = w->func;
    w->pc = access_load64(w->args - 8);
    w->sp = w->args;
    w->depth++;
    settle(w);
    ensure(!w->func || w->sp < w->g->stack.hi, "goroutine %u: frames run over the end of its stack",
           w->g->id);
    return w->func != NULL;
}

static void
visit_map(const uint64_t *map, uint32_t n_words, uint64_t at, gc_visit_fn *visit, void *ctx)
{
    if (!map)
        return;
    for (uint32_t first = 0; first < n_words; first += 64) {
        uint64_t word = map[first / 64];
        if (n_words - first < 64)
            word &= (UINT64_C(1) << (n_words - first)) - 1;
        for (; word; word &= word - 1) {
            uint64_t slot = at + (first + bitops_ctz64(word)) * UINT64_C(8);
            uint64_t value = access_load64(slot);
            if (value)
                visit(ctx, slot, value);
        }
    }
}

uint64_t
framewalk_pointers(const struct image *im, struct g *g, uint64_t callee_entry, gc_visit_fn *visit,
                   void *ctx)
{
    struct framewalk w;
    framewalk_init(&w, im, g);
    uint64_t sp = w.sp;
    if (callee_entry) {
        const struct program_func *callee = image_find_func(im, callee_entry);
        ensure(callee, "no function at the callee's entry");
        visit_map(callee->params_map, callee->param_words, sp, visit, ctx);
    }
    for (bool more = w.func != NULL; more; more = framewalk_next(&w)) {
        visit_map(w.func->locals_map, w.func->frame_words, w.sp, visit, ctx);
        visit_map(w.func->args_map, w.func->args_words, w.args, visit, ctx);
    }
    return g->stack.hi - sp;
}

unsigned
framewalk_depth(const struct image *im, const struct g *g)
{
    struct framewalk w;
    framewalk_init(&w, im, g);
    unsigned n = 0;
    for (bool more = w.func != NULL; more; more = framewalk_next(&w))
        n++;
    return n;
}
