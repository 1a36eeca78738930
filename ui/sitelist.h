/* The allocation sites as they are listed: their order, the chosen one, and what each allocates in
 * a second. Numbers change in every frame, the order only once a second, so that a row can be read.
 * Plain data, zeroed to start. */
#ifndef UI_SITELIST_H
#define UI_SITELIST_H

#include "obs/snapshot.h"

#include <stdbool.h>
#include <stdint.h>

enum sitelist_order {
    SITELIST_LIVE,
    SITELIST_RATE,
    SITELIST_BYTES,
    SITELIST_OBJECTS,
    SITELIST_ORDERS
};
enum { SITELIST_IDS = 1024 }; /* sites with a rate: those seen first */

struct sitelist {
    enum sitelist_order order;
    uint32_t selected;             /* id, 0 = none */
    bool open;                     /* its source on most of the screen */
    unsigned n;                    /* of rows */
    uint32_t rows[SNAPSHOT_SITES]; /* ids, as shown */
    int64_t since_ns;              /* of the counting that all this is about */
    int64_t ticked_ns;             /* host time of the last look at rates and order */
    bool reordered;                /* since then: to be sorted at once */
    uint64_t bytes[SITELIST_IDS];  /* by id: allocated at the last look */
    uint64_t rates[SITELIST_IDS];  /* by id: bytes a second before it */
};

/* Looks at the sites of a new snapshot. now_ns: host time. */
void sitelist_advance(struct sitelist *l, const struct snapshot_sites *s, int64_t now_ns);
/* The site shown in row i; NULL when the snapshot has it no more. */
const struct snapshot_site *sitelist_at(const struct sitelist *l, const struct snapshot_sites *s,
                                        unsigned i);
uint64_t sitelist_rate(const struct sitelist *l,
                       const struct snapshot_site *k); /* bytes a second */
unsigned sitelist_row(const struct sitelist *l);   /* of the selected site; 0 when there is none */
void sitelist_move(struct sitelist *l, int by);    /* the selection, by rows */
void sitelist_reorder(struct sitelist *l, int by); /* the next order, or the one before */

#endif
