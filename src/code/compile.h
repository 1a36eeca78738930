/* Checked tree to program. Compiles only what main and the package initialisers can reach.
 * Go: cmd/compile (walk, ssagen), cmd/link */
#ifndef CODE_COMPILE_H
#define CODE_COMPILE_H

struct program;
struct unit;

/* The unit passed unit_load without errors. NULL with diagnostics in u->diag when a limit of the
 * machine is exceeded (frame or function too large) or a construct is not supported yet (named in
 * the message). Owned by the caller. The program does not refer to the unit. */
struct program *compile_program(struct unit *u);

#endif
