/* Why something escapes: the chain of flows from where it is made to where it outlives its frame,
 * as `go build -gcflags='-m=2 -l'` tells it. One reason belongs to one variable, allocation or
 * parameter, found by the position of its note; a parameter has one for each place it leaks to.
 * Made when unit.escape_reasons is set; everything lives in the unit. Single-threaded. */
#ifndef LANG_ESCAPE_REASON_H
#define LANG_ESCAPE_REASON_H

#include "base/buf.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct unit;

enum escape_reason_kind {
    ESCAPE_REASON_ESCAPES, /* what: "x escapes to heap in f" */
    ESCAPE_REASON_LEAKS,   /* "parameter p leaks to {heap} for f with derefs=0" */
    ESCAPE_REASON_CAPTURES /* "f capturing by ref: x (...)"; no flows */
};

struct escape_step {  /* one expression or statement that the value goes through */
    const char *what; /* "&x", "p := &x", "... argument" */
    const char *why;  /* "address-of", "assign", "spill", "call parameter" ... */
    struct pos pos;   /* of what */
};

struct escape_flow {                 /* from one place to the next */
    const char *to;                  /* "{heap}", "~r0", "{storage for new(T)}" */
    const char *from;                /* the same with "&" or "*"s in front */
    const struct escape_step *steps; /* outermost last */
    size_t n_steps;
};

struct escape_reason {
    enum escape_reason_kind kind;
    struct pos pos;   /* that of the note about it */
    const char *what; /* without the colon */
    const struct escape_flow *flows;
    size_t n_flows;
    bool truncated; /* the flows go round in a circle */
    size_t n_notes; /* unit.diag.notes had so many when it was found: where -m=2 prints it */
};

/* The next reason at pos, behind `after` (NULL: the first one); NULL when there is none. */
const struct escape_reason *escape_reason_next(const struct unit *u, struct pos pos,
                                               const struct escape_reason *after);
/* The flows for people, a line each, with the outermost step: "p holds &x: p := &x (assign, line
 * 12)\n". Nothing when there are none. */
void escape_reason_words(const struct escape_reason *r, struct buf *out);
/* All notes and reasons, in the order and words of -m=2. */
void escape_reason_write_all(const struct unit *u, struct buf *out);

#endif
