/* One goroutine's stack: its frames, and the variables that are in scope in one of them. Values
 * stand in the frame itself or, where escape analysis moved a variable, in the heap behind a
 * pointer in the frame. */
#include "code/image.h"
#include "mem/access.h"
#include "obs/snapshot_filler.h"
#include "sched/stackroots.h"

#include <stdio.h>
#include <string.h>

bool
snapshot_frames_user(const struct program_func *f)
{
    return !(f->flags & (FUNC_GOLIB | FUNC_RUNTIME | FUNC_WRAPPER));
}

uint64_t
snapshot_frames_pc(const struct g *g, const struct framewalk *w)
{
    uint32_t status = atomic_load_explicit(&g->status, memory_order_relaxed);
    return w->depth == 0 && status == G_RUNNING ? w->pc + 1 : w->pc;
}

static bool
in_scope(const struct local_var *v, uint64_t at)
{
    return at > v->from && at <= v->to;
}

static void
add_var(struct snapshot_filler *f, const struct framewalk *w, const struct liveness *l,
        const uint64_t *map, const struct local_var *v, struct snapshot_frames *out)
{
    struct snapshot_var *row = &out->vars[out->n_vars++];
    snapshot_fill_name(row->name, v->name);
    snapshot_fill_name(row->type, v->type_name);
    row->addr = w->sp + (uint64_t)v->slot * 8;
    row->bytes = v->bytes;
    row->on_heap = v->on_heap;
    row->param = (uint32_t)v->slot >= w->func->frame_words;
    row->dead = liveness_is_dead(l, map, (uint32_t)v->slot, v->on_heap ? 1 : (v->bytes + 7) / 8);
    if (row->dead) {
        snapshot_fill_name(row->value, "(dead)");
        row->addr = v->on_heap ? 0 : row->addr;
    } else if (v->on_heap) {
        row->addr = access_load64(row->addr);
        snapshot_value_at(f, v->kind, v->bytes, row->addr, row->value);
    } else {
        snapshot_value(f, v->kind, v->bytes, row->addr, row->value);
    }
}

static void
add_vars(struct snapshot_filler *f, const struct g *g, const struct framewalk *w,
         struct snapshot_frames *out)
{
    uint64_t at = snapshot_frames_pc(g, w) - f->src.image->text - w->func->entry;
    liveness_scratch scratch = {0};
    const struct liveness *l = liveness_of(f->src.image, w->func);
    const uint64_t *map = stackroots_map(w, l, &scratch);
    vec_each (const struct local_var *, v, &w->func->vars) {
        if (in_scope(v, at) && out->n_vars < SNAPSHOT_VARS)
            add_var(f, w, l, map, v, out);
    }
    vec_finish(&scratch);
}

static void
add_frame(const struct image *im, const struct g *g, const struct framewalk *w,
          struct snapshot_frames *out)
{
    struct snapshot_frame *row = &out->list[out->n++];
    snapshot_fill_name(row->func, w->func->name);
    row->line = image_line(im, w->func, snapshot_frames_pc(g, w));
    row->bytes = w->func->frame_words * 8 + 8;
    row->sp = w->sp;
    row->user = snapshot_frames_user(w->func);
}

/* How many frames there are, and which is asked for: the innermost of the program's own code when
 * nobody asks. */
static void
count_frames(const struct image *im, const struct g *g, int wanted, struct snapshot_frames *out)
{
    struct framewalk w;
    bool own = false;
    framewalk_init(&w, im, g);
    for (bool more = w.func != NULL; more; more = framewalk_next(&w)) {
        if (!own && snapshot_frames_user(w.func)) {
            own = true;
            out->at = w.depth;
        }
        out->total = w.depth + 1;
    }
    if (wanted >= 0 && out->total)
        out->at = (unsigned)wanted < out->total ? (unsigned)wanted : out->total - 1;
}

void
snapshot_frames(struct snapshot_filler *f, const struct snapshot_view *v, struct g *g,
                struct snapshot_frames *out)
{
    struct framewalk w;
    out->goid = g->id;
    if (!g_claim(g))
        return;
    out->known = true;
    count_frames(f->src.image, g, v->frame, out);
    out->first = out->at > SNAPSHOT_FRAMES / 2 ? out->at - SNAPSHOT_FRAMES / 2 : 0;
    framewalk_init(&w, f->src.image, g);
    for (bool more = w.func != NULL; more && out->n < SNAPSHOT_FRAMES; more = framewalk_next(&w)) {
        if (w.depth >= out->first)
            add_frame(f->src.image, g, &w, out);
        if (w.depth == out->at) {
            add_vars(f, g, &w, out);
            snapshot_source(f->src.image->program, w.func, out);
        }
    }
    g_release(g);
}
