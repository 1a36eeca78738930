/* Spelling, precedence and keyword lookup of tokens. Go: cmd/compile/internal/syntax/tokens.go */
#include "lang/token.h"

#include <string.h>

static const char *const texts[TOKEN_COUNT] = {
#define TOKEN_TEXT(name, text) [name] = text,
    TOKEN_LIST(TOKEN_TEXT)
#undef TOKEN_TEXT
};

const char *
token_text(enum token t)
{
    return texts[t];
}

int
token_precedence(enum token t)
{
    switch (t) {
    case TOKEN_LOR:
        return 1;
    case TOKEN_LAND:
        return 2;
    case TOKEN_EQL:
    case TOKEN_NEQ:
    case TOKEN_LSS:
    case TOKEN_LEQ:
    case TOKEN_GTR:
    case TOKEN_GEQ:
        return 3;
    case TOKEN_ADD:
    case TOKEN_SUB:
    case TOKEN_OR:
    case TOKEN_XOR:
        return 4;
    case TOKEN_MUL:
    case TOKEN_QUO:
    case TOKEN_REM:
    case TOKEN_AND:
    case TOKEN_AND_NOT:
    case TOKEN_SHL:
    case TOKEN_SHR:
        return 5;
    default:
        return 0;
    }
}

/* Keywords are few and sorted in the list, so a scan over those with the same first letter does. */
enum token
token_keyword(const char *name, unsigned len)
{
    if (len < 2 || name[0] < 'b' || name[0] > 'v')
        return TOKEN_NAME;
    /* in alphabetical order */
    for (int t = TOKEN_BREAK; t <= TOKEN_VAR && texts[t][0] <= name[0]; t++) {
        if (texts[t][0] == name[0] && strlen(texts[t]) == len && memcmp(texts[t], name, len) == 0)
            return (enum token)t;
    }
    return TOKEN_NAME;
}
