/* Diagnostics about the user's Go source: collected, sorted by position, printed the way the Go
 * compiler prints them: "file:line:col: message", at most ten, then "too many errors".
 * A position names a file by number so that it fits in 8 bytes. Not thread-safe. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/buf.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

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
    VEC(char *) files;             /* names as shown, e.g. "./a.go"; owned */
    VEC(struct diag_line) errors;  /* each text owned */
    VEC(struct diag_line) notes;   /* -m lines; kept apart, they are no errors */
};

void diag_init(struct diag *d);
void diag_finish(struct diag *d);
uint16_t diag_add_file(struct diag *d, const char *shown_name);
/* Continuation lines of a message are written into it with "\n\t" as Go does. */
void diag_error(struct diag *d, struct pos pos, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void diag_note(struct diag *d, struct pos pos, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
bool diag_failed(const struct diag *d); /* any error so far */
/* All errors in Go's order, duplicates on one line dropped as Go drops them, at most `limit`
 * (0 = all), then "too many errors". */
void diag_format_errors(struct diag *d, size_t limit, struct buf *out);
void diag_format_notes(struct diag *d, struct buf *out); /* sorted by position, stable */
int diag_pos_compare(struct pos a, struct pos b);        /* file, line, column */

#endif
