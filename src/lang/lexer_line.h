/* Line directives: comments "line FILE:LINE[:COL]" that say where what follows them comes from. The
 * lexer calls this; what it finds goes to the unit's diag. Go: updateBase of
 * cmd/compile/internal/syntax/parser.go */
#ifndef LANG_LEXER_LINE_H
#define LANG_LEXER_LINE_H

#include "lang/lexer.h"

/* The current token is a comment with this text between its marks; `after` is where it ends. Does
 * nothing if that is no line directive, complains about one with bad numbers. */
void lexer_line_directive(struct lexer *lx, const char *text, size_t n, struct pos after);

#endif
