/* Diagnostics about the user's Go source: collected, sorted by position, printed the way the Go
 * compiler prints them: "file:line:col: message"; when the tenth arrives Go sorts and prints the
 * ten it has, adds "file:line:col: too many errors" with the tenth's position, and gives up.
 * A position names a file by number so that it fits in 8 bytes. Not thread-safe. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/buf.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

#define DIAG_GO_LIMIT 10

struct pos {
    uint32_t line; /* from 1; 0 = no position */
    uint16_t col;  /* bytes from 1, saturating as Go does */
    uint16_t file; /* index into diag.files */
};

struct diag_line {
    struct pos pos;
    uint32_t seq; /* order of arrival, breaks ties */
    char *text;   /* owned */
};

struct diag {
    VEC(char *) files;            /* names as shown, e.g. "./a.go"; owned */
    VEC(struct diag_line) errors; /* each text owned */
    VEC(struct diag_line) notes;  /* -m lines; kept apart, they are no errors */
    size_t last_syntax;           /* newest "syntax error" among errors, + 1; 0 = none */
    size_t last_other;            /* newest other error, + 1; 0 = none */
};

void diag_init(struct diag *d);
void diag_finish(struct diag *d);
uint16_t diag_add_file(struct diag *d, const char *shown_name);
/* Continuation lines of a message are written into it with "\n\t" as Go does. As in Go, a syntax
 * error on the line of the previous syntax error is dropped, and so is another error with the line
 * and the text of the previous one. */
void diag_error(struct diag *d, struct pos pos, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void diag_note(struct diag *d, struct pos pos, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
bool diag_failed(const struct diag *d); /* any error so far */
/* The first `limit` errors to arrive (0 = all), sorted by position, identical neighbours printed
 * once; when the limit was reached, then "too many errors". Go's limit is DIAG_GO_LIMIT. */
void diag_format_errors(struct diag *d, size_t limit, struct buf *out);
void diag_format_notes(struct diag *d, struct buf *out); /* in the order of arrival, as Go */
int diag_pos_compare(struct pos a, struct pos b);        /* file, line, column */

#endif
