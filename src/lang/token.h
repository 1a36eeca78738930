/* The tokens of Go 1.26, in one list. Go: cmd/compile/internal/syntax/tokens.go */
#ifndef LANG_TOKEN_H
#define LANG_TOKEN_H

/* X(enumerator, spelling shown in messages). Operators carry their precedence in token_precedence.
 */
#define TOKEN_LIST(X)                                                                              \
    X(TOKEN_EOF, "EOF")                                                                            \
    X(TOKEN_NAME, "name")                                                                          \
    X(TOKEN_INT, "literal")                                                                        \
    X(TOKEN_FLOAT, "literal")                                                                      \
    X(TOKEN_IMAG, "literal")                                                                       \
    X(TOKEN_CHAR, "literal")                                                                       \
    X(TOKEN_STRING, "literal")                                                                     \
    X(TOKEN_ADD, "+")                                                                              \
    X(TOKEN_SUB, "-")                                                                              \
    X(TOKEN_MUL, "*")                                                                              \
    X(TOKEN_QUO, "/")                                                                              \
    X(TOKEN_REM, "%")                                                                              \
    X(TOKEN_AND, "&")                                                                              \
    X(TOKEN_OR, "|")                                                                               \
    X(TOKEN_XOR, "^")                                                                              \
    X(TOKEN_SHL, "<<")                                                                             \
    X(TOKEN_SHR, ">>")                                                                             \
    X(TOKEN_AND_NOT, "&^")                                                                         \
    X(TOKEN_LAND, "&&")                                                                            \
    X(TOKEN_LOR, "||")                                                                             \
    X(TOKEN_ARROW, "<-")                                                                           \
    X(TOKEN_INC, "++")                                                                             \
    X(TOKEN_DEC, "--")                                                                             \
    X(TOKEN_EQL, "==")                                                                             \
    X(TOKEN_LSS, "<")                                                                              \
    X(TOKEN_GTR, ">")                                                                              \
    X(TOKEN_NOT, "!")                                                                              \
    X(TOKEN_TILDE, "~")                                                                            \
    X(TOKEN_NEQ, "!=")                                                                             \
    X(TOKEN_LEQ, "<=")                                                                             \
    X(TOKEN_GEQ, ">=")                                                                             \
    X(TOKEN_ASSIGN, "=")                                                                           \
    X(TOKEN_DEFINE, ":=")                                                                          \
    X(TOKEN_ASSIGN_OP, "op=") /* which operator: lexer.op */                                       \
    X(TOKEN_ELLIPSIS, "...")                                                                       \
    X(TOKEN_LPAREN, "(")                                                                           \
    X(TOKEN_LBRACK, "[")                                                                           \
    X(TOKEN_LBRACE, "{")                                                                           \
    X(TOKEN_RPAREN, ")")                                                                           \
    X(TOKEN_RBRACK, "]")                                                                           \
    X(TOKEN_RBRACE, "}")                                                                           \
    X(TOKEN_COMMA, ",")                                                                            \
    X(TOKEN_SEMI, ";") /* also newline and EOF: lexer.lit says which */                            \
    X(TOKEN_COLON, ":")                                                                            \
    X(TOKEN_DOT, ".")                                                                              \
    X(TOKEN_BREAK, "break")                                                                        \
    X(TOKEN_CASE, "case")                                                                          \
    X(TOKEN_CHAN, "chan")                                                                          \
    X(TOKEN_CONST, "const")                                                                        \
    X(TOKEN_CONTINUE, "continue")                                                                  \
    X(TOKEN_DEFAULT, "default")                                                                    \
    X(TOKEN_DEFER, "defer")                                                                        \
    X(TOKEN_ELSE, "else")                                                                          \
    X(TOKEN_FALLTHROUGH, "fallthrough")                                                            \
    X(TOKEN_FOR, "for")                                                                            \
    X(TOKEN_FUNC, "func")                                                                          \
    X(TOKEN_GO, "go")                                                                              \
    X(TOKEN_GOTO, "goto")                                                                          \
    X(TOKEN_IF, "if")                                                                              \
    X(TOKEN_IMPORT, "import")                                                                      \
    X(TOKEN_INTERFACE, "interface")                                                                \
    X(TOKEN_MAP, "map")                                                                            \
    X(TOKEN_PACKAGE, "package")                                                                    \
    X(TOKEN_RANGE, "range")                                                                        \
    X(TOKEN_RETURN, "return")                                                                      \
    X(TOKEN_SELECT, "select")                                                                      \
    X(TOKEN_STRUCT, "struct")                                                                      \
    X(TOKEN_SWITCH, "switch")                                                                      \
    X(TOKEN_TYPE, "type")                                                                          \
    X(TOKEN_VAR, "var")

enum token {
#define TOKEN_ENUM(name, text) name,
    TOKEN_LIST(TOKEN_ENUM)
#undef TOKEN_ENUM
        TOKEN_COUNT
};

const char *token_text(enum token t); /* as Go's messages spell it */
int token_precedence(enum token t);   /* 1 (||) .. 5 (*); 0 = not a binary operator */
enum token token_keyword(const char *name, unsigned len); /* TOKEN_NAME when not a keyword */

#endif
