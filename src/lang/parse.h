/* Go source text to tree. All of Go 1.26's syntax is accepted, also what later stages refuse.
 * Reports syntax errors in Go's words and goes on. Go: cmd/compile/internal/syntax/parser.go */
#ifndef LANG_PARSE_H
#define LANG_PARSE_H

#include <stddef.h>
#include <stdint.h>

struct unit;
struct file;

/* Never NULL; when errors were reported in u->diag the tree may hold EXPR_BAD nodes. `text` need
 * not outlive the call. file_index: from diag_add_file. Nesting is limited (an error, no crash). */
struct file *parse_file(struct unit *u, uint16_t file_index, const char *text, size_t len);

struct parse_part {
    size_t offset, len; /* whole declarations; starts at the beginning of a line */
    uint32_t line;      /* of offset */
};

/* The same of parts of a file, in their order; the first one has the package clause. */
struct file *parse_parts(struct unit *u, uint16_t file_index, const char *text,
                         const struct parse_part *parts, size_t n);

#endif
