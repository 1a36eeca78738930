/* Which declarations of the embedded packages a program can reach. The others need not be read:
 * most programs use a small part of what they import. Go: cmd/link/internal/ld/deadcode.go */
#ifndef LANG_REACH_H
#define LANG_REACH_H

#include <stdbool.h>
#include <stddef.h>

struct file;
struct unit;

/* True for each reachable one of golib_decls; owned. To be called when the program's own files, and
 * nothing else, have been parsed: all names in the unit are then the program's. */
bool *reach_find(const struct unit *u, struct file *const *files, size_t n_files);

/* Fills u->reflects_types and u->reflects_calls, at the same time, as if package reflect were
 * imported. */
void reach_reflection(struct unit *u);

#endif
