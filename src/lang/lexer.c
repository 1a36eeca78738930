/* The lexer proper: characters, white space, comments, names and operators; literals have a file of
 * their own.
 *
 * One character of lookahead (ch) is enough for all tokens but "..", which peeks into the text. A
 * newline is white space unless the token before it could end a statement; then it is a semicolon
 * (`semi` carries that from one token to the next). A character that may not stand in a Go text at
 * all (NUL, bad UTF-8, a byte order mark not at the start) is reported and skipped while reading,
 * so no other function sees it. Go: cmd/compile/internal/syntax/scanner.go, source.go */
#include "lang/lexer.h"

#include "base/bug.h"
#include "lang/lexer_line.h"
#include "lang/lexer_literal.h"
#include "lang/runeclass.h"
#include "lang/unit.h"

#include <string.h>

enum { COL_MAX = 255, BYTE_ORDER_MARK = 0xfeff };

static struct pos
make_pos(const struct lexer *lx, uint32_t line, uint32_t col)
{
    return (struct pos){line, (uint16_t)(col < COL_MAX ? col : COL_MAX), lx->file};
}

struct pos
lexer_here(const struct lexer *lx)
{
    return make_pos(lx, lx->line, lx->col);
}

struct pos
lexer_token_pos(const struct lexer *lx, size_t offset)
{
    return make_pos(lx, lx->pos.line, lx->start_col + (uint32_t)offset);
}

void
lexer_error_at(struct lexer *lx, struct pos pos, const char *fmt, ...)
{
    struct buf text = {0};
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(&text, fmt, ap);
    va_end(ap);
    diag_error(&lx->unit->diag, pos, "%s", buf_cstr(&text));
    buf_finish(&text);
    lx->n_errors++;
}

/* Moves to the next byte sequence; false when it is one to be skipped. */
static bool
read_char(struct lexer *lx)
{
    lx->off += lx->width;
    lx->col += lx->width;
    if (lx->ch == '\n') {
        lx->line++;
        lx->col = 1;
    }
    if (lx->off >= lx->len) {
        lx->ch = -1;
        lx->width = 0;
        return true;
    }
    unsigned char byte = (unsigned char)lx->text[lx->off];
    if (likely(byte > 0 && byte < 0x80)) {
        lx->ch = byte;
        lx->width = 1;
        return true;
    }
    lx->width = (unsigned)runeclass_decode(lx->text + lx->off, lx->len - lx->off, &lx->ch);
    if (lx->ch > 0 && lx->ch != BYTE_ORDER_MARK)
        return true;
    if (lx->ch == 0)
        lexer_error_at(lx, lexer_here(lx), "invalid NUL character");
    else if (lx->ch < 0)
        lexer_error_at(lx, lexer_here(lx), "invalid UTF-8 encoding");
    else if (lx->line > 1 || lx->col > 1)
        lexer_error_at(lx, lexer_here(lx), "invalid BOM in the middle of the file");
    return false;
}

void
lexer_advance(struct lexer *lx)
{
    while (!read_char(lx)) {
    }
}

void
lexer_init(struct lexer *lx, struct unit *u, uint16_t file, const char *text, size_t len)
{
    *lx = (struct lexer){.unit = u, .text = text, .file = file};
    lexer_move(lx, 0, len, 1);
}

void
lexer_move(struct lexer *lx, size_t offset, size_t len, uint32_t line)
{
    lx->off = offset;
    lx->len = offset + len;
    lx->line = line;
    lx->col = 1;
    lx->ch = ' ';
    lx->width = 0;
    lx->semi = false;
    lexer_advance(lx);
}

void
lexer_finish(struct lexer *lx)
{
    vec_finish(&lx->directives);
}

static void
skip_space(struct lexer *lx, bool newline_is_semi)
{
    while (lx->ch == ' ' || lx->ch == '\t' || lx->ch == '\r' ||
           (lx->ch == '\n' && !newline_is_semi))
        lexer_advance(lx);
}

/* --- names -------------------------------------------------------------------------------------
 */

static bool
is_ascii_letter(int32_t ch)
{
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || ch == '_';
}

static void
report_char(struct lexer *lx, const char *before, const char *after)
{
    struct buf text = {0};
    runeclass_add_code(&text, lx->ch);
    lexer_error_at(lx, lexer_here(lx), "%s %s%s", before, buf_cstr(&text), after);
    buf_finish(&text);
}

/* True when ch belongs to a name. Any character beyond ASCII does: those that may not are reported,
 * so that one stray character gives one message. */
static bool
at_name_char(struct lexer *lx, bool first)
{
    if (runeclass_is_letter(lx->ch) || lx->ch == '_')
        return true;
    if (runeclass_is_digit(lx->ch)) {
        if (first)
            report_char(lx, "identifier cannot begin with digit", "");
        return true;
    }
    if (lx->ch < 0x80)
        return false;
    report_char(lx, "invalid character", " in identifier");
    return true;
}

/* identifier = letter { letter | unicode_digit } . */
static void
scan_name(struct lexer *lx)
{
    do
        lexer_advance(lx);
    while (is_ascii_letter(lx->ch) || at_name_char(lx, false));
    const char *text = lx->text + lx->start;
    size_t n = lx->off - lx->start;
    lx->tok = token_keyword(text, (unsigned)n);
    switch (lx->tok) {
    case TOKEN_NAME:
        lx->lit = unit_intern(lx->unit, text, n);
        lx->semi = true;
        break;
    case TOKEN_BREAK:
    case TOKEN_CONTINUE:
    case TOKEN_FALLTHROUGH:
    case TOKEN_RETURN:
        lx->semi = true;
        break;
    default:
        break;
    }
}

/* --- comments ----------------------------------------------------------------------------------
 */

/* A directive must have its line for itself. */
static void
add_directive(struct lexer *lx, const char *text, size_t n, bool own_line)
{
    struct lexer_directive d = {lexer_token_pos(lx, 2), NULL};
    if (!own_line) {
        lexer_error_at(lx, d.pos, "misplaced compiler directive");
        return;
    }
    if (n > 0 && text[n - 1] == '\r')
        n--;
    d.text = bump_strndup(&lx->unit->mem, text, n);
    vec_push(&lx->directives, d);
}

/* The newline stays: it may be a semicolon. */
static void
skip_line_comment(struct lexer *lx, bool own_line)
{
    size_t from = lx->off;
    while (lx->ch >= 0 && lx->ch != '\n')
        lexer_advance(lx);
    const char *text = lx->text + from;
    size_t n = lx->off - from;
    bool golib = own_line && n >= 6 && memcmp(text, "golib:", 6) == 0;
    if (golib || (n >= 3 && memcmp(text, "go:", 3) == 0))
        add_directive(lx, text, n, own_line);
    else if (lx->start_col == 1)
        lexer_line_directive(lx, text, n > 0 && text[n - 1] == '\r' ? n - 1 : n,
                             make_pos(lx, lx->line + 1, 1));
}

static void
skip_block_comment(struct lexer *lx)
{
    size_t from = lx->off;
    while (lx->ch >= 0) {
        while (lx->ch == '*') {
            lexer_advance(lx);
            if (lx->ch == '/') {
                lexer_advance(lx);
                size_t n = lx->off - from;
                lexer_line_directive(lx, lx->text + from, n - 2,
                                     make_pos(lx, lx->pos.line, lx->start_col + 2 + (uint32_t)n));
                return;
            }
        }
        lexer_advance(lx);
    }
    lexer_error_at(lx, lx->pos, "comment not terminated");
}

/* Skips white space and comments up to the next token and marks its start. The result says that a
 * semicolon token was made of a comment that spans lines. */
static bool
find_token(struct lexer *lx, bool newline_is_semi)
{
    for (;;) {
        uint32_t line = lx->line, col = lx->col;
        skip_space(lx, newline_is_semi);
        lx->pos = lexer_here(lx);
        lx->start = lx->off;
        lx->start_col = lx->col;
        bool own_line = lx->line > line || col == 1;
        char after = lx->off + 1 < lx->len ? lx->text[lx->off + 1] : 0;
        if (lx->ch != '/' || (after != '/' && after != '*'))
            return false;
        lexer_advance(lx);
        lexer_advance(lx);
        if (after == '/') {
            skip_line_comment(lx, own_line);
            continue;
        }
        skip_block_comment(lx);
        if (newline_is_semi && lx->line > lx->pos.line) {
            lx->tok = TOKEN_SEMI;
            lx->lit = "newline";
            return true;
        }
    }
}

/* --- operators ---------------------------------------------------------------------------------
 */

static bool
accept(struct lexer *lx, int32_t ch)
{
    if (lx->ch != ch)
        return false;
    lexer_advance(lx);
    return true;
}

/* op or op= */
static void
finish_operator(struct lexer *lx, enum token op)
{
    lx->op = op;
    lx->tok = accept(lx, '=') ? TOKEN_ASSIGN_OP : op;
}

/* ++ and -- end a statement, + and - do not. */
static void
scan_plus_minus(struct lexer *lx, int32_t ch, enum token op, enum token twice)
{
    if (accept(lx, ch)) {
        lx->tok = twice;
        lx->semi = true;
    } else {
        finish_operator(lx, op);
    }
}

static void
scan_less(struct lexer *lx)
{
    if (accept(lx, '='))
        lx->tok = TOKEN_LEQ;
    else if (accept(lx, '<'))
        finish_operator(lx, TOKEN_SHL);
    else
        lx->tok = accept(lx, '-') ? TOKEN_ARROW : TOKEN_LSS;
}

static void
scan_greater(struct lexer *lx)
{
    if (accept(lx, '='))
        lx->tok = TOKEN_GEQ;
    else if (accept(lx, '>'))
        finish_operator(lx, TOKEN_SHR);
    else
        lx->tok = TOKEN_GTR;
}

static void
scan_and(struct lexer *lx)
{
    if (accept(lx, '&'))
        lx->tok = TOKEN_LAND;
    else
        finish_operator(lx, accept(lx, '^') ? TOKEN_AND_NOT : TOKEN_AND);
}

static void
scan_or(struct lexer *lx)
{
    if (accept(lx, '|'))
        lx->tok = TOKEN_LOR;
    else
        finish_operator(lx, TOKEN_OR);
}

static void
scan_dot(struct lexer *lx)
{
    if (lx->ch >= '0' && lx->ch <= '9') {
        lexer_literal_number(lx, true);
    } else if (lx->ch == '.' && lx->off + 1 < lx->len && lx->text[lx->off + 1] == '.') {
        lexer_advance(lx);
        lexer_advance(lx);
        lx->tok = TOKEN_ELLIPSIS;
    } else {
        lx->tok = TOKEN_DOT;
    }
}

static void
scan_closing(struct lexer *lx, enum token tok)
{
    lx->tok = tok;
    lx->semi = true;
}

/* One token that begins with the ASCII character ch, which is consumed. False when none does. */
static bool
scan_operator(struct lexer *lx, int32_t ch)
{
    switch (ch) {
    case '(':
        lx->tok = TOKEN_LPAREN;
        break;
    case '[':
        lx->tok = TOKEN_LBRACK;
        break;
    case '{':
        lx->tok = TOKEN_LBRACE;
        break;
    case ',':
        lx->tok = TOKEN_COMMA;
        break;
    case ';':
        lx->tok = TOKEN_SEMI;
        lx->lit = "semicolon";
        break;
    case ')':
        scan_closing(lx, TOKEN_RPAREN);
        break;
    case ']':
        scan_closing(lx, TOKEN_RBRACK);
        break;
    case '}':
        scan_closing(lx, TOKEN_RBRACE);
        break;
    case ':':
        lx->tok = accept(lx, '=') ? TOKEN_DEFINE : TOKEN_COLON;
        break;
    case '.':
        scan_dot(lx);
        break;
    case '+':
        scan_plus_minus(lx, ch, TOKEN_ADD, TOKEN_INC);
        break;
    case '-':
        scan_plus_minus(lx, ch, TOKEN_SUB, TOKEN_DEC);
        break;
    case '*':
        finish_operator(lx, TOKEN_MUL);
        break;
    case '/':
        finish_operator(lx, TOKEN_QUO);
        break;
    case '%':
        finish_operator(lx, TOKEN_REM);
        break;
    case '^':
        finish_operator(lx, TOKEN_XOR);
        break;
    case '&':
        scan_and(lx);
        break;
    case '|':
        scan_or(lx);
        break;
    case '<':
        scan_less(lx);
        break;
    case '>':
        scan_greater(lx);
        break;
    case '=':
        lx->tok = accept(lx, '=') ? TOKEN_EQL : TOKEN_ASSIGN;
        break;
    case '!':
        lx->tok = accept(lx, '=') ? TOKEN_NEQ : TOKEN_NOT;
        break;
    case '~':
        lx->tok = TOKEN_TILDE;
        break;
    default:
        return false;
    }
    return true;
}

/* Newline and the end of the text become semicolons after a token that can end a statement. */
static void
scan_end(struct lexer *lx, bool newline_is_semi)
{
    if (lx->ch < 0) {
        lx->tok = newline_is_semi ? TOKEN_SEMI : TOKEN_EOF;
        lx->lit = "EOF";
        return;
    }
    lexer_advance(lx);
    lx->tok = TOKEN_SEMI;
    lx->lit = "newline";
}

void
lexer_next(struct lexer *lx)
{
    bool newline_is_semi = lx->semi;
    lx->semi = false;
    for (;;) {
        if (find_token(lx, newline_is_semi))
            return;
        int32_t ch = lx->ch;
        if (is_ascii_letter(ch) || (ch >= 0x80 && at_name_char(lx, true))) {
            scan_name(lx);
        } else if (ch >= '0' && ch <= '9') {
            lexer_literal_number(lx, false);
        } else if (ch == '"') {
            lexer_literal_string(lx);
        } else if (ch == '`') {
            lexer_literal_raw_string(lx);
        } else if (ch == '\'') {
            lexer_literal_char(lx);
        } else if (ch < 0 || ch == '\n') {
            scan_end(lx, newline_is_semi);
        } else {
            struct pos pos = lx->pos;
            lexer_advance(lx);
            if (!scan_operator(lx, ch)) {
                struct buf text = {0};
                runeclass_add_code(&text, ch);
                lexer_error_at(lx, pos, "invalid character %s", buf_cstr(&text));
                buf_finish(&text);
                continue;
            }
        }
        return;
    }
}
