/* Host memory that goes back to an earlier state at once. A fuzzer that has to compile Go's
 * packages again for every input runs 16 of them a second; with the packages compiled once, and
 * all memory put back after each input, thousands.
 *
 * The linker sends malloc and its siblings here (--wrap). From rewind_open to rewind_mark, and from
 * each rewind_begin to its rewind_back, memory comes from one arena, front to back; rewind_mark
 * declares its content the state that rewind_back goes back to. Blocks have redzones that
 * AddressSanitizer knows, and freed ones stay poisoned; only leaks are not seen (the replay of the
 * corpus sees them). One thread. */
#ifndef FUZZ_REWIND_H
#define FUZZ_REWIND_H

void rewind_open(void);
void rewind_mark(void);
void rewind_begin(void);
void rewind_back(void);

#endif
