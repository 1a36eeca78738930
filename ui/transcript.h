/* What the program has written: the newest lines of its standard output and error, in order. Not
 * locked: the owner guards it. */
#ifndef UI_TRANSCRIPT_H
#define UI_TRANSCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TRANSCRIPT_LINES = 1000, TRANSCRIPT_WIDTH = 400 };

struct transcript_line {
    int fd;
    bool open;  /* no newline yet */
    char *text; /* owned, at most TRANSCRIPT_WIDTH bytes, no control characters */
};

struct transcript {
    struct transcript_line lines[TRANSCRIPT_LINES]; /* ring */
    uint64_t total;                                 /* lines ever begun */
    uint64_t bytes;
};

void transcript_finish(struct transcript *t); /* zeroed to start */
void transcript_add(struct transcript *t, int fd, const char *data, size_t n);
unsigned transcript_count(const struct transcript *t); /* lines that are kept */
/* Line i of those kept, 0 = oldest. */
const struct transcript_line *transcript_at(const struct transcript *t, unsigned i);

#endif
