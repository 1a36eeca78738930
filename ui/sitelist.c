/* Order and rates are looked at together, once a second. Between two looks new sites go to the
 * end. */
#include "ui/sitelist.h"

#include <stdlib.h>
#include <string.h>

#define TICK_NS INT64_C(1000000000)

static const struct snapshot_site *
find(const struct snapshot_sites *s, uint32_t id)
{
    for (unsigned i = 0; i < s->n; i++)
        if (s->list[i].id == id)
            return &s->list[i];
    return NULL;
}

const struct snapshot_site *
sitelist_at(const struct sitelist *l, const struct snapshot_sites *s, unsigned i)
{
    return i < l->n ? find(s, l->rows[i]) : NULL;
}

uint64_t
sitelist_rate(const struct sitelist *l, const struct snapshot_site *k)
{
    return k->id < SITELIST_IDS ? l->rates[k->id] : 0;
}

static void
look_at_rates(struct sitelist *l, const struct snapshot_sites *s, int64_t now_ns)
{
    double seconds = (double)(now_ns - l->ticked_ns) / 1e9;
    for (unsigned i = 0; i < s->n; i++) {
        const struct snapshot_site *k = &s->list[i];
        if (k->id >= SITELIST_IDS)
            continue;
        uint64_t more = k->bytes > l->bytes[k->id] ? k->bytes - l->bytes[k->id] : 0;
        l->rates[k->id] = l->ticked_ns ? (uint64_t)((double)more / seconds) : 0;
        l->bytes[k->id] = k->bytes;
    }
}

static uint64_t
key_of(const struct sitelist *l, const struct snapshot_site *k)
{
    switch (l->order) {
    case SITELIST_LIVE:
        return k->live_bytes;
    case SITELIST_RATE:
        return sitelist_rate(l, k);
    case SITELIST_BYTES:
        return k->bytes;
    case SITELIST_OBJECTS:
    case SITELIST_ORDERS:
        break;
    }
    return k->objects;
}

struct keyed {
    uint64_t key, bytes;
    uint32_t id;
};

static int
by_key(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? 1 : -1;
    if (x->bytes != y->bytes)
        return x->bytes < y->bytes ? 1 : -1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static void
sort(struct sitelist *l, const struct snapshot_sites *s)
{
    struct keyed all[SNAPSHOT_SITES];
    for (unsigned i = 0; i < s->n; i++) {
        const struct snapshot_site *k = &s->list[i];
        all[i] = (struct keyed){key_of(l, k), k->bytes, k->id};
    }
    qsort(all, s->n, sizeof *all, by_key);
    for (unsigned i = 0; i < s->n; i++)
        l->rows[i] = all[i].id;
    l->n = s->n;
}

static bool
is_listed(const struct sitelist *l, uint32_t id)
{
    for (unsigned i = 0; i < l->n; i++)
        if (l->rows[i] == id)
            return true;
    return false;
}

/* Rows of sites that are gone go, new sites get one. */
static void
keep_rows(struct sitelist *l, const struct snapshot_sites *s)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < l->n; i++)
        if (find(s, l->rows[i]))
            l->rows[kept++] = l->rows[i];
    l->n = kept;
    for (unsigned i = 0; i < s->n && l->n < SNAPSHOT_SITES; i++)
        if (!is_listed(l, s->list[i].id))
            l->rows[l->n++] = s->list[i].id;
}

static void
start_over(struct sitelist *l, int64_t since_ns)
{
    *l = (struct sitelist){.order = l->order, .since_ns = since_ns};
}

void
sitelist_advance(struct sitelist *l, const struct snapshot_sites *s, int64_t now_ns)
{
    if (s->since_ns != l->since_ns || (!s->rate && l->n))
        start_over(l, s->since_ns);
    if (!s->n)
        return;
    if (!l->ticked_ns || now_ns - l->ticked_ns >= TICK_NS) {
        look_at_rates(l, s, now_ns);
        l->ticked_ns = now_ns;
        sort(l, s);
    } else if (l->reordered) {
        sort(l, s);
    } else {
        keep_rows(l, s);
    }
    l->reordered = false;
    if (!l->selected)
        l->selected = l->rows[0];
}

unsigned
sitelist_row(const struct sitelist *l)
{
    for (unsigned i = 0; i < l->n; i++)
        if (l->rows[i] == l->selected)
            return i;
    return 0;
}

void
sitelist_move(struct sitelist *l, int by)
{
    if (!l->n)
        return;
    int at = (int)sitelist_row(l) + by, last = (int)l->n - 1;
    l->selected = l->rows[at < 0 ? 0 : at > last ? last : at];
}

void
sitelist_reorder(struct sitelist *l, int by)
{
    int at = (int)l->order + by;
    l->order = at < 0                  ? SITELIST_LIVE
               : at >= SITELIST_ORDERS ? SITELIST_OBJECTS
                                       : (enum sitelist_order)at;
    l->reordered = true;
}
