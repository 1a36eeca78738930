/* Go source text to tokens, one at a time. The parser calls lexer_next and reads the fields of the
 * current token. Semicolons are inserted where Go's rules say so; comments are skipped, except that
 * //go: directives are collected until the parser takes them.
 * Errors go to the unit's diag, with Go's texts, and lexing goes on. One owner; the source text is
 * borrowed until the last call. Go: cmd/compile/internal/syntax/scanner.go, source.go */
#ifndef LANG_LEXER_H
#define LANG_LEXER_H

#include "base/diag.h"
#include "base/vec.h"
#include "lang/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct unit;

struct lexer_directive {
    struct pos pos;   /* of "go:", "golib:" */
    const char *text; /* "go:noescape", in the unit's bump */
};

struct lexer {
    struct unit *unit;
    /* the current token */
    enum token tok;
    struct pos pos;
    enum token op;   /* TOKEN_ASSIGN_OP: the binary operator */
    const char *lit; /* name (interned); literal as written; "semicolon", "newline" or "EOF" for
                        TOKEN_SEMI; in the unit's bump or static */
    bool bad;        /* a literal in which an error was reported */
    /* of the whole file so far */
    size_t n_errors;                        /* reported by the lexer and, through it, the parser */
    VEC(struct lexer_directive) directives; /* not taken yet */
    /* private: the reading position; ch stands at text[off] */
    const char *text;
    size_t len;
    size_t off;
    int32_t ch;     /* a code point; -1 at the end of the text */
    unsigned width; /* bytes of ch in the text */
    uint32_t line, col;
    uint16_t file;
    bool semi;    /* a newline or the end here becomes a semicolon */
    size_t start; /* offset of the current token */
    uint32_t start_col;
};

/* Ready for the first lexer_next. */
void lexer_init(struct lexer *lx, struct unit *u, uint16_t file, const char *text, size_t len);
/* Goes on at another place of the text: len bytes from offset on, the beginning of a line. */
void lexer_move(struct lexer *lx, size_t offset, size_t len, uint32_t line);
void lexer_finish(struct lexer *lx);
void lexer_next(struct lexer *lx);

/* Reports at any position; counts in n_errors. */
void lexer_error_at(struct lexer *lx, struct pos pos, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* For the lexer's own files. */
void lexer_advance(struct lexer *lx); /* the next character; reports and skips invalid ones */
struct pos lexer_here(const struct lexer *lx);                     /* position of ch */
struct pos lexer_token_pos(const struct lexer *lx, size_t offset); /* offset bytes into the token */

#endif
