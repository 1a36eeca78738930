/* The Go packages that regionscope brings: Go source text embedded at build time. A function
 * without body is native: src/vm implements it under its full name ("time.now"). */
#ifndef GOLIB_GOLIB_H
#define GOLIB_GOLIB_H

#include <stddef.h>

struct golib_file {
    const char *path; /* "fmt/print.go": the folder is the import path */
    const char *text; /* NUL-terminated */
    size_t len;
};

/* All embedded files, ended by path NULL; sorted by path. */
extern const struct golib_file golib_files[];

#endif
