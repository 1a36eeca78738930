/* Slices: make, append, copy, with Go's growth. Go: runtime/slice.go. v: 3 words in the frame. */
#ifndef VM_SLICE_H
#define VM_SLICE_H

#include "vm/vm.h"

enum slice_error { SLICE_OK, SLICE_LEN_RANGE, SLICE_CAP_RANGE, SLICE_NO_MEMORY };

enum slice_error slice_make(struct p *p, struct g *g, const struct typeinfo *elem, int64_t len,
                            int64_t cap, uint64_t *out);
/* Room for n more elements after old[0..2]; out = data, len + n, cap. The new elements are not yet
 * written (zeroed when elem has pointers). */
enum slice_error slice_grow(struct p *p, struct g *g, const struct typeinfo *elem,
                            const uint64_t *old, uint64_t n, uint64_t *out);
uint64_t slice_copy(struct p *p, const struct typeinfo *elem, const uint64_t *dst,
                    const uint64_t *src);

#endif
