/* Diagnostics about the user's Go source: collected, sorted by position, printed the way the Go
 * compiler prints them: "file:line:col: message"; when the tenth arrives Go sorts and prints the
 * ten it has, adds "file:line:col: too many errors" with the tenth's position, and gives up.
 * A position names a file by number so that it fits in 8 bytes. It is a real one: what a line
 * directive makes of it is found out when it is shown (diag_place). Not thread-safe. */
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

struct diag_place {   /* a position as it is shown */
    const char *file; /* borrowed from the diag */
    uint32_t line;
    uint32_t col;   /* 0 = unknown */
    bool directive; /* a line directive has set it */
};

struct diag_directive { /* from here on, until the next one, other places are shown */
    struct pos from;
    char *file; /* owned */
    uint32_t line;
    uint32_t col; /* 0 = columns are unknown */
    size_t rank;  /* as diag_file.rank */
};

struct diag_file {
    char *name;  /* as shown, e.g. "./a.go"; owned */
    size_t rank; /* Go sorts files by their first error's arrival; 0 = none yet */
    VEC(struct diag_directive) directives; /* by position; each file owned */
};

struct diag_line {
    struct pos pos;
    uint32_t seq; /* order of arrival, breaks ties */
    char *text;   /* owned */
};

struct diag {
    VEC(struct diag_file) files;
    size_t ranks;                 /* given so far */
    VEC(struct diag_line) errors; /* each text owned */
    VEC(struct diag_line) notes;  /* -m lines; kept apart, they are no errors */
    size_t last_syntax;           /* newest "syntax error" among errors, + 1; 0 = none */
    size_t last_other;            /* newest other error, + 1; 0 = none */
};

void diag_init(struct diag *d);
void diag_finish(struct diag *d);
uint16_t diag_add_file(struct diag *d, const char *shown_name);
const char *diag_file_name(const struct diag *d, uint16_t file); /* borrowed */
/* What stands at `from` and behind it is shown as file:line:col and on; col 0: columns are unknown
 * there. Directives arrive in the order of the text. */
void diag_add_directive(struct diag *d, struct pos from, const char *file, uint32_t line,
                        uint32_t col);
struct diag_place diag_place(const struct diag *d, struct pos pos);
/* "file:line:col", the column only when it is known; with_real: then "[file:line:col]" of the real
 * position if a directive has set another. */
void diag_write_place(const struct diag *d, struct pos pos, bool with_real, struct buf *out);
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
