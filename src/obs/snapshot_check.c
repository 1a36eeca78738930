/* The sums a snapshot promises, as one function: tests call it on every snapshot they see. */
#include "obs/snapshot.h"

#include <inttypes.h>
#include <stdio.h>

static bool
wrong(char *why, unsigned cap, const char *what, uint64_t a, uint64_t b)
{
    snprintf(why, cap, "%s: %" PRIu64 " is not %" PRIu64, what, a, b);
    return false;
}

static bool
check_sites(const struct snapshot_sites *s, char *why, unsigned cap)
{
    uint64_t objects = 0, bytes = 0, live = 0;
    for (unsigned i = 0; i < s->n; i++) {
        const struct snapshot_site *k = &s->list[i];
        if (k->live_bytes > k->bytes)
            return wrong(why, cap, "live bytes of a site are of its bytes", k->live_bytes,
                         k->bytes);
        objects += k->objects;
        bytes += k->bytes;
        live += k->live_bytes;
    }
    if (s->n != s->total && s->n)
        return true;
    if (s->n && (objects != s->objects || bytes != s->bytes || live != s->live_bytes))
        return wrong(why, cap, "bytes of the allocation sites", bytes, s->bytes);
    return true;
}

bool
snapshot_check(const struct snapshot *s, char *why, unsigned cap)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < SNAPSHOT_LEAVES; i++)
        sum += s->leaves[i];
    if (sum != s->mapped)
        return wrong(why, cap, "leaves add up to the mapped bytes", sum, s->mapped);
    const struct snapshot_stacks *st = &s->stacks;
    if (st->running + st->runnable + st->waiting != st->total)
        return wrong(why, cap, "goroutines by state", st->running + st->runnable + st->waiting,
                     st->total);
    sum = 0;
    for (unsigned i = 0; i < SNAPSHOT_STACK_SIZES; i++)
        sum += st->by_size[i];
    if (sum != st->total)
        return wrong(why, cap, "goroutines by stack size", sum, st->total);
    uint64_t white = 0, grey = 0, black = 0;
    for (unsigned i = 0; i < SNAPSHOT_CLASSES; i++) {
        const struct snapshot_class *c = &s->heap.classes[i];
        if (c->white + c->grey + c->black != c->in_use)
            return wrong(why, cap, "colours of a class", c->white + c->grey + c->black, c->in_use);
        if (c->allocs - c->frees != c->in_use)
            return wrong(why, cap, "slots in use", c->allocs - c->frees, c->in_use);
        white += c->white;
        grey += c->grey;
        black += c->black;
    }
    const struct snapshot_gc *g = &s->gc;
    if (g->white != white || g->grey != grey || g->black != black)
        return wrong(why, cap, "colours of the heap", g->white + g->grey + g->black,
                     white + grey + black);
    if (g->white_bytes + g->grey_bytes + g->black_bytes != s->heap.alloc)
        return wrong(why, cap, "bytes of the colours",
                     g->white_bytes + g->grey_bytes + g->black_bytes, s->heap.alloc);
    if (s->heap.in_use + s->heap.idle != s->heap.sys)
        return wrong(why, cap, "heap sys", s->heap.in_use + s->heap.idle, s->heap.sys);
    return check_sites(&s->sites, why, cap);
}
