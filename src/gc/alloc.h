/* The mutator's door to the heap. Go: runtime/malloc.go (mallocgc)
 *
 * may-alloc, never stops, never moves (see THE RULE in gc.h). Returned memory is zeroed unless
 * asked otherwise. 0 = memory exhausted: the caller reports Go's out-of-memory error. After every
 * call the caller must let its goroutine reach a safepoint soon when p->wishes != 0 (the VM does
 * that). */
#ifndef GC_ALLOC_H
#define GC_ALLOC_H

#include "gc/gc.h"

/* One object of `bytes` (a multiple of type->size for arrays and backing stores, type then being
 * the element type). type NULL = pointer-free bytes. bytes 0 gives the address of a static zero
 * byte in the program's noptrbss (alloc_zerobase). */
uint64_t alloc_object(struct gc_p *p, struct gc_g *g, const struct typeinfo *type, uint64_t bytes,
                      bool zero);
/* Program memory taken elsewhere (a user arena's new chunk): assist debt and trigger test for it.
 */
void alloc_charge(struct gc_p *p, struct gc_g *g, uint64_t bytes);
/* The address all zero-size objects share: given once by the session (a word of noptrbss). */
void alloc_set_zerobase(struct gc *gc, uint64_t addr);

#endif
