/* Everything one compilation owns: the files read, the tree, the types, the messages.
 * One unit per program; not thread-safe. The tree and everything hanging on it live in unit.mem
 * until unit_destroy. */
#ifndef LANG_UNIT_H
#define LANG_UNIT_H

#include "base/bump.h"
#include "base/diag.h"
#include "base/table.h"
#include "base/vec.h"

#include <stdbool.h>

struct ast_file;
struct constant;
struct escape_reason;
struct func;
struct package;
struct type;

struct unit_source {  /* a file of package main; strings live in the unit */
    const char *file; /* as shown */
    const char *text;
    size_t len;
};

struct unit {
    struct bump mem;
    struct diag diag;
    struct table names;          /* interned identifiers: equal names are equal pointers */
    struct table packages;       /* import path -> struct package */
    VEC(struct package *) order; /* dependencies first; main last */
    struct package *main;        /* NULL until checked */
    VEC(struct unit_source) sources;
    struct typeset *types;      /* private to types.c: canonical types of this unit */
    struct universe *universe;  /* private to universe.c */
    struct constant *constants; /* private to constant.c: those that own GMP memory */
    bool allow_unsafe;
    bool want_main;        /* the program is to run: its package must be main */
    bool listed_supported; /* a message has said which packages there are */
    bool whole_packages;   /* read all of the embedded packages, not only what is reachable */
    bool *reachable;       /* those of golib_decls; NULL = all */
    bool reflects_types; /* by reach_reflection: values of other types than are boxed may appear */
    bool reflects_calls; /* and functions that package reflect made may be called */
    bool escape_notes;   /* write the -m notes of package main into diag.notes */
    bool escape_reasons; /* with them: why, see escape_reason.h */
    bool escape_mutations;               /* with them: what is written to and called */
    VEC(struct escape_reason *) reasons; /* in the order they were found */
    VEC(struct func *) instances;        /* of generic functions, in order of discovery */
    size_t n_instances_checked;          /* the first ones of them */
    VEC(struct type *) concrete;         /* instances of generic types without open parameters */
    size_t n_types_made;                 /* the first ones have methods and an underlying type */
    size_t n_blocking;                   /* errors that stop before checking: syntax and imports */
    VEC(struct table *) tables;          /* tables inside mem that unit_destroy must finish */
};

struct unit *unit_create(void);
void unit_destroy(struct unit *u);                                /* accepts NULL */
const char *unit_intern(struct unit *u, const char *s, size_t n); /* borrowed until destroy */

/* Scopes and the like live in u->mem, but the arrays of their tables do not: register each. */
void unit_own_table(struct unit *u, struct table *t);

/* The whole front end. Reads and parses `path` (a .go file, or a folder of them), follows its
 * imports into golib, type-checks all packages and runs escape analysis. False when u->diag has
 * errors. `text` non-NULL: use it instead of reading the file (presets, tests). */
bool unit_load(struct unit *u, const char *path, const char *text, size_t text_len);

#endif
