/* The dispatch loop (run.c) and the short helpers that its cases call (runhelp.c).
 * Threads: the M that runs g. */
#ifndef VM_RUN_H
#define VM_RUN_H

#include "code/opcode.h"
#include "vm/iface.h"
#include "vm/slice.h"
#include "vm/vm.h"

/* Runs g, whose pc and sp are saved, until it gives up. */
enum schedule_exit run_loop(struct vm *vm, struct m *m, struct g *g);

/* Does the call or return at `at` lead to where no code is? Only for programs that may have written
 * anywhere. */
bool run_goes_astray(const struct image *im, const uint64_t *fp, const struct instr *at,
                     uint64_t *target);
/* Is there a function's first instruction? */
bool run_is_entry(const struct image *im, uint64_t entry);

/* z (2 words) = x op y for OP_ZADD .. OP_ZDIV. */
void run_complex(enum opcode op, uint64_t *z, const uint64_t *x, const uint64_t *y);
/* out = src[lo:hi:max]; src {data, len, cap}; flags as in SLICE's ext; false = out of range. A
 * string passes its len as cap. bounds: up to 3 slots. */
bool run_slice(uint64_t out[3], const uint64_t src[3], const uint64_t *bounds, uint64_t flags);
/* make of a slice that may use 32 bytes of the frame. */
enum slice_error run_make_small(struct p *p, struct g *g, const struct typeinfo *elem, int64_t len,
                                int64_t cap, uint64_t buffer, uint64_t *out);
/* Stores n values lying in whole slots from `slots` on into consecutive elements at dst. */
void run_put(struct gc_p *p, uint64_t dst, const uint64_t *slots, const struct typeinfo *t,
             uint64_t n);
/* Clears n values at addr, with the barrier. */
void run_zero(struct gc_p *p, uint64_t addr, const struct typeinfo *t, uint64_t n);
/* Loads one value into slots in canonical form; addr 0 = the zero value. */
void run_load(uint64_t *slots, uint64_t addr, uint64_t bytes, const struct typeinfo *t);
/* ASSERTI: false = the assertion fails and comma-ok was not asked for. */
bool run_assert_iface(struct vm *vm, const struct typeinfo *t, const uint64_t src[2],
                      unsigned flags, uint64_t *out);

static inline uint64_t
run_itab_type(uint64_t itab)
{
    return itab ? (uint64_t)(uintptr_t)((const struct itab *)(uintptr_t)itab)->type : 0;
}

static inline const struct typeinfo *
run_byte_type(const struct vm *vm)
{
    return vm->type_byte;
}

#endif
