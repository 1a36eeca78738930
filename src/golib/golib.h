/* The Go packages that regionscope brings: Go source text embedded at build time. A function
 * without body is native: src/vm implements it under its full name ("time.now").
 *
 * Beside the text stands what embed.py knows of the top-level declarations (a group in parentheses
 * is one): which names each declares and which names that some package declares it mentions. Names
 * are numbered; exported ones are the same everywhere, the others belong to their package. What the
 * machine itself looks up by name has //regionscope:root above it, and what only programs need that
 * themselves mention a name of some, //regionscope:for and those names. */
#ifndef GOLIB_GOLIB_H
#define GOLIB_GOLIB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GOLIB_NO_NAME = 0xffff };

struct golib_decl {
    uint32_t offset, len; /* in the file's text; starts at the beginning of a line */
    uint32_t line;        /* of offset */
    uint32_t ids;         /* in golib_ids: the names declared, those mentioned, those it is for */
    uint16_t n_declared, n_mentioned, n_wanted;
    uint16_t recv; /* methods: name of the receiver's type; else GOLIB_NO_NAME */
    bool root;     /* needed by every program that imports the package */
};

struct golib_file {
    const char *path; /* "fmt/print.go": the folder is the import path */
    const char *text; /* NUL-terminated */
    size_t len;
    uint32_t head_len; /* package clause and imports */
    uint32_t first_decl, n_decls;
};

struct golib_package {
    const char *path;
    uint32_t first_file, n_files;
    uint32_t imports, n_imports; /* in golib_imports */
};

extern const struct golib_package golib_packages[]; /* sorted by path */
extern const struct golib_file golib_files[]; /* of one package after the other; path NULL ends */
extern const struct golib_decl golib_decls[]; /* of one file after the other */
extern const char *const golib_names[];       /* sorted as if all letters were lower case */
extern const uint16_t golib_ids[];            /* indices of names */
extern const uint16_t golib_imports[];        /* indices of packages */
extern const size_t golib_n_packages, golib_n_names, golib_n_decls;

#endif
