/* Address space and pages from the operating system, in the four states Go gives a range: none,
 * reserved (any access faults), ready (read-write, zero at first touch), faulted (reserved again,
 * contents gone). Go: runtime/mem.go, mem_linux.go. Threads: any. Ranges are whole OS pages. */
#ifndef MEM_OSMEM_H
#define MEM_OSMEM_H

#include <stdbool.h>
#include <stdint.h>

enum { OSMEM_PAGE_BYTES = 4096 };

/* Address space without memory, aligned to `align` (power of two), exactly at `hint` when that is
 * not 0, else anywhere. 0 = refused. */
uint64_t osmem_reserve(uint64_t hint, uint64_t bytes, uint64_t align);
/* Reserves at the first free one of base, base + step, ... (n hints), else anywhere; halves the
 * size down to `least` while the OS refuses. *bytes gets the size. 0 = refused. */
uint64_t osmem_reserve_hinted(uint64_t base, uint64_t step, unsigned n, uint64_t *bytes,
                              uint64_t least, uint64_t align);
bool osmem_commit(uint64_t addr, uint64_t bytes); /* reserved -> ready */
void osmem_huge(uint64_t addr, uint64_t bytes);   /* asks for huge pages; a refusal is no matter */
/* Brings the pages in at once, which is cheaper than by their first touches. Never fails. */
void osmem_populate(uint64_t addr, uint64_t bytes);
void osmem_release(uint64_t addr, uint64_t bytes); /* ready; contents gone, reads as zero */
void osmem_fault(uint64_t addr, uint64_t bytes);   /* ready -> reserved; contents gone */
bool osmem_seal(uint64_t addr, uint64_t bytes);    /* read-only */
void osmem_unmap(uint64_t addr, uint64_t bytes);

#endif
