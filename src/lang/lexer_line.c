/* Numbers are looked for from the right, as names of files may have colons: behind the last colon
 * stands the line, or, when a number stands between the last two, the column. Without a column none
 * is known until the next directive; with one, an empty name means the file of before.
 *
 * Go: cmd/compile/internal/syntax/parser.go */
#include "lang/lexer_line.h"

#include "lang/unit.h"

#include <string.h>

enum { MARK_BYTES = 2, WORD_BYTES = 5 }; /* of the comment's mark and of "line " */

static const uint64_t NUMBER_MAX = UINT64_C(1) << 30;

struct tail {  /* ":123" at the end of a text */
    size_t at; /* of what is behind the colon; 0 = there is no colon */
    uint64_t n;
    bool ok; /* it is a number */
};

static struct tail
tail_of(const char *text, size_t n)
{
    const char *colon = memrchr(text, ':', n);
    if (!colon)
        return (struct tail){0};
    struct tail t = {(size_t)(colon - text) + 1, 0, true};
    t.ok = t.at < n;
    for (size_t i = t.at; i < n && t.ok; i++) {
        uint64_t digit = (uint64_t)(unsigned char)text[i] - '0';
        t.ok = text[i] >= '0' && text[i] <= '9' && t.n <= (UINT64_MAX - digit) / 10;
        t.n = t.n * 10 + digit;
    }
    return t;
}

static void
refuse(struct lexer *lx, const char *what, const char *text, size_t n, struct tail t)
{
    struct pos pos = lexer_token_pos(lx, MARK_BYTES + WORD_BYTES + t.at);
    lexer_error_at(lx, pos, "invalid %s number: %.*s", what, (int)(n - t.at), text + t.at);
}

static void
set_place(struct lexer *lx, const char *name, size_t n, struct pos after, uint64_t line,
          uint64_t col)
{
    struct diag *d = &lx->unit->diag;
    char *file = n > 0     ? xstrndup(name, n)
                 : col > 0 ? xstrdup(diag_place(d, lx->pos).file)
                           : xstrdup("");
    diag_add_directive(d, after, file, (uint32_t)line, (uint32_t)col);
    free(file);
}

void
lexer_line_directive(struct lexer *lx, const char *text, size_t n, struct pos after)
{
    if (n < WORD_BYTES || memcmp(text, "line ", WORD_BYTES) != 0)
        return;
    text += WORD_BYTES;
    n -= WORD_BYTES;
    struct tail line = tail_of(text, n), col = {.n = 0};
    if (line.at == 0)
        return;
    if (!line.ok) {
        refuse(lx, "line", text, n, line);
        return;
    }
    struct tail before = tail_of(text, line.at - 1);
    if (before.ok) {
        col = line;
        line = before;
        if (col.n == 0 || col.n > NUMBER_MAX) {
            refuse(lx, "column", text, n, col);
            return;
        }
        n = col.at - 1;
    }
    if (line.n == 0 || line.n > NUMBER_MAX) {
        refuse(lx, "line", text, n, line);
        return;
    }
    set_place(lx, text, line.at - 1, after, line.n, col.n);
}
