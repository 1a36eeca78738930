/* Escape analysis: which variables and allocations may stay on the stack.
 *
 * A graph of locations (variables, allocating expressions, heap) with edges weighted by dereference
 * counts (-1 address-of, 0 copy, +1 load), solved per strongly connected component of the call
 * graph, callees first; parameters get tags (how they leak to the heap and to results) that callers
 * use. Writes the [escape] fields of the tree and, when asked, the notes of `go build -gcflags='-m
 * -l'` into unit->diag.notes. Go: cmd/compile/internal/escape */
#ifndef LANG_ESCAPE_H
#define LANG_ESCAPE_H

#include <stdbool.h>

struct unit;
struct package;

/* Packages must be analysed in dependency order. notes: write the -m lines for this package. */
void escape_package(struct unit *u, struct package *p, bool notes);

#endif
