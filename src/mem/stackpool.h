/* Memory for goroutine stacks: power-of-two sizes from 2 KiB; up to 16 KiB from 32 KiB spans cut
 * into equal slots (global pool, and a small cache per P), larger ones a span each.
 * Go: runtime/stack.go (stackpool, stackLarge), mcache.stackcache
 * stackpool.lock ranks before heap.lock. While the collector marks, freed spans are kept. */
#ifndef MEM_STACKPOOL_H
#define MEM_STACKPOOL_H

#include <stdbool.h>
#include <stdint.h>

struct heap;
struct span;
struct tracer;

enum { STACK_MIN_BYTES = 2048, STACKPOOL_ORDERS = 4 };

struct stackpool;

struct stackpool_cache { /* per P, owner only */
    struct stackpool_order {
        uint64_t list;  /* first free stack; the next one's address is stored in its first word */
        uint64_t bytes; /* in the list */
    } orders[STACKPOOL_ORDERS];
};

/* Is this address of a stack span in a slot nobody has (the pool's; cached slots count as used)? */
bool stackpool_is_free_slot(const struct span *s, uint64_t addr);

struct stackpool *stackpool_create(struct heap *h);
void stackpool_destroy(struct stackpool *p);
/* Address of `bytes` (power of two >= 2048) of uninitialised stack; 0 when exhausted. cache may be
 * NULL. */
uint64_t stackpool_alloc(struct stackpool *p, struct stackpool_cache *cache, struct tracer *t,
                         uint64_t bytes);
void stackpool_free(struct stackpool *p, struct stackpool_cache *cache, struct tracer *t,
                    uint64_t addr, uint64_t bytes);
void stackpool_flush_cache(struct stackpool *p, struct stackpool_cache *cache, struct tracer *t);
/* The collector: marking = true keeps empty spans; false frees those that piled up. Also calls
 * heap_set_marking. World stopped for true. */
void stackpool_set_marking(struct stackpool *p, struct tracer *t, bool marking);

#endif
