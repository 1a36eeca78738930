/* The files of package main that go with a program: their text, what of each line goes to the heap
 * and why. They let a screen show the source while the compiler's own data is long gone. */
#ifndef CODE_SOURCES_H
#define CODE_SOURCES_H

#include "code/program.h"

#include <stddef.h>
#include <stdint.h>

struct unit;

/* Fills p->sources from a unit that is loaded and checked. */
void sources_keep(const struct unit *u, struct program *p);
void sources_finish(struct program *p);
/* The file of that name, as program_func.file has it; NULL when it is none of package main's. */
const struct program_source *sources_find(const struct program *p, const char *file);

#endif
