/* The literals of Go's lexical grammar: called by the lexer with the reading position on the first
 * character; each sets tok, lit and bad. Go: cmd/compile/internal/syntax/scanner.go */
#ifndef LANG_LEXER_LITERAL_H
#define LANG_LEXER_LITERAL_H

#include <stdbool.h>

struct lexer;

void lexer_literal_number(struct lexer *lx,
                          bool after_point); /* after_point: the "." is consumed */
void lexer_literal_string(struct lexer *lx);
void lexer_literal_raw_string(struct lexer *lx);
void lexer_literal_char(struct lexer *lx);

#endif
