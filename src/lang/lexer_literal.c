/* Number, string and character literals: their extent, their kind and what is wrong with them. The
 * value is not computed here; constant.c does that from the text of a literal that is not bad.
 * Go: cmd/compile/internal/syntax/scanner.go */
#include "lang/lexer_literal.h"

#include "lang/lexer.h"
#include "lang/runeclass.h"
#include "lang/unit.h"

/* Ends the token at the reading position. */
static void
finish_literal(struct lexer *lx, enum token kind, bool bad)
{
    lx->tok = kind;
    lx->lit = bump_strndup(&lx->unit->mem, lx->text + lx->start, lx->off - lx->start);
    lx->bad = bad;
    lx->semi = true;
}

static bool
is_digit(int32_t ch)
{
    return ch >= '0' && ch <= '9';
}

static int32_t
lower(int32_t ch)
{
    return ch | 0x20; /* of ASCII letters; no other character becomes one, but '@' and '[' .. '_' */
}

static bool
is_hex(int32_t ch)
{
    return is_digit(ch) || (lower(ch) >= 'a' && lower(ch) <= 'f');
}

/* --- numbers -----------------------------------------------------------------------------------
 */

/* A number literal while it is read. */
struct number {
    struct lexer *lx;
    enum token kind;
    int base;
    int32_t prefix;  /* 'x', 'o', 'b'; '0' for a leading zero; 0 for none */
    bool digits;     /* seen in the part being read */
    bool separators; /* '_' seen anywhere */
    long wrong;      /* offset in the token of the first digit too large for the base, or -1 */
    bool bad;        /* one error is enough */
};

static const char *
base_name(int base)
{
    return base == 2 ? "binary" : base == 8 ? "octal" : base == 10 ? "decimal" : "hexadecimal";
}

#define number_error(num, pos, ...)                                                                \
    do {                                                                                           \
        if (!(num)->bad)                                                                           \
            lexer_error_at((num)->lx, (pos), __VA_ARGS__);                                         \
        (num)->bad = true;                                                                         \
    } while (0)

/* { digit | "_" }. Decimal digits are taken in every base below 16, to complain about them later.
 */
static void
read_digits(struct number *num, int base)
{
    struct lexer *lx = num->lx;
    for (; lx->ch == '_' || (base == 16 ? is_hex(lx->ch) : is_digit(lx->ch)); lexer_advance(lx)) {
        if (lx->ch == '_') {
            num->separators = true;
            continue;
        }
        num->digits = true;
        if (base < 10 && lx->ch >= '0' + base && num->wrong < 0)
            num->wrong = (long)(lx->off - lx->start);
    }
}

static void
read_prefix(struct number *num)
{
    struct lexer *lx = num->lx;
    num->base = 10;
    if (lx->ch != '0')
        return;
    lexer_advance(lx);
    switch (lower(lx->ch)) {
    case 'x':
        num->base = 16;
        break;
    case 'o':
        num->base = 8;
        break;
    case 'b':
        num->base = 2;
        break;
    default:
        num->base = 8;
        num->prefix = '0';
        num->digits = true;
        return;
    }
    num->prefix = lower(lx->ch);
    lexer_advance(lx);
}

static void
read_integer_part(struct number *num, bool *point)
{
    read_prefix(num);
    read_digits(num, num->base);
    *point = num->lx->ch == '.';
    if (!*point)
        return;
    if (num->prefix == 'o' || num->prefix == 'b')
        number_error(num, lexer_here(num->lx), "invalid radix point in %s literal",
                     base_name(num->base));
    lexer_advance(num->lx);
}

/* [ ( "e" | "p" ) [ "+" | "-" ] digits ] */
static void
read_exponent(struct number *num)
{
    struct lexer *lx = num->lx;
    int32_t e = lower(lx->ch);
    if (e != 'e' && e != 'p') {
        if (num->prefix == 'x' && num->kind == TOKEN_FLOAT)
            number_error(num, lexer_here(lx), "hexadecimal mantissa requires a 'p' exponent");
        return;
    }
    if (e == 'e' && num->prefix != 0 && num->prefix != '0')
        number_error(num, lexer_here(lx), "'%c' exponent requires decimal mantissa", lx->ch);
    else if (e == 'p' && num->prefix != 'x')
        number_error(num, lexer_here(lx), "'%c' exponent requires hexadecimal mantissa", lx->ch);
    num->kind = TOKEN_FLOAT;
    lexer_advance(lx);
    if (lx->ch == '+' || lx->ch == '-')
        lexer_advance(lx);
    num->digits = false;
    read_digits(num, 10);
    if (!num->digits)
        number_error(num, lexer_here(lx), "exponent has no digits");
}

/* Offset of the first "_" that does not stand between two digits (the prefix counts as one), or
 * -1. */
static long
wrong_separator(const char *s)
{
    bool hex = s[0] == '0' && lower(s[1]) == 'x';
    bool prefixed = hex || (s[0] == '0' && (lower(s[1]) == 'o' || lower(s[1]) == 'b'));
    bool after_digit = prefixed;
    for (long i = prefixed ? 2 : 0;; i++) {
        bool digit = is_digit(s[i]) || (hex && is_hex(s[i]));
        if (s[i] == '_' && !after_digit)
            return i;
        if (i > 0 && s[i - 1] == '_' && !digit && s[i] != '_')
            return i - 1;
        if (!s[i])
            return -1;
        after_digit = digit;
    }
}

void
lexer_literal_number(struct lexer *lx, bool after_point)
{
    struct number num = {.lx = lx, .kind = TOKEN_INT, .base = 10, .wrong = -1};
    bool point = after_point;
    if (!point)
        read_integer_part(&num, &point);
    if (point) {
        num.kind = TOKEN_FLOAT;
        read_digits(&num, num.base);
    }
    if (!num.digits)
        number_error(&num, lexer_here(lx), "%s literal has no digits", base_name(num.base));
    read_exponent(&num);
    if (lx->ch == 'i') {
        num.kind = TOKEN_IMAG;
        lexer_advance(lx);
    }
    finish_literal(lx, num.kind, num.bad);
    if (num.kind == TOKEN_INT && num.wrong >= 0)
        number_error(&num, lexer_token_pos(lx, (size_t)num.wrong),
                     "invalid digit '%c' in %s literal", lx->lit[num.wrong], base_name(num.base));
    long wrong = num.separators && !num.bad ? wrong_separator(lx->lit) : -1;
    if (wrong >= 0)
        number_error(&num, lexer_token_pos(lx, (size_t)wrong),
                     "'_' must separate successive digits");
    lx->bad = num.bad;
}

/* --- characters and strings --------------------------------------------------------------------
 */

/* A numeric escape: how many digits, in which base, up to which value. */
struct escape_form {
    int n;
    uint32_t base, max;
};

static bool
bad_escape_digit(struct lexer *lx, uint32_t base)
{
    struct buf text = {0};
    runeclass_add_quoted(&text, lx->ch);
    lexer_error_at(lx, lexer_here(lx), "invalid character %s in %s escape", buf_cstr(&text),
                   base_name((int)base));
    buf_finish(&text);
    return false;
}

static bool
bad_escape_value(struct lexer *lx, uint32_t x)
{
    struct buf text = {0};
    runeclass_add_code(&text, (int32_t)x);
    lexer_error_at(lx, lexer_here(lx), "escape is invalid Unicode code point %s", buf_cstr(&text));
    buf_finish(&text);
    return false;
}

/* The digits of a numeric escape. At the end of the text the caller complains. */
static bool
read_escape_digits(struct lexer *lx, struct escape_form form)
{
    uint32_t x = 0;
    for (int i = 0; i < form.n; i++) {
        if (lx->ch < 0)
            return true;
        uint32_t digit = form.base;
        if (is_digit(lx->ch))
            digit = (uint32_t)(lx->ch - '0');
        else if (is_hex(lx->ch))
            digit = (uint32_t)(lower(lx->ch) - 'a' + 10);
        if (digit >= form.base)
            return bad_escape_digit(lx, form.base);
        x = x * form.base + digit;
        lexer_advance(lx);
    }
    if (x > form.max && form.base == 8) {
        lexer_error_at(lx, lexer_here(lx), "octal escape value %u > 255", x);
        return false;
    }
    if (x > form.max || (x >= 0xd800 && x < 0xe000))
        return bad_escape_value(lx, x);
    return true;
}

/* What follows a backslash. False when an error was reported. */
static bool
read_escape(struct lexer *lx, int32_t quote)
{
    struct escape_form form;
    if (lx->ch == quote) {
        lexer_advance(lx);
        return true;
    }
    switch (lx->ch) {
    case 'a':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
    case 'v':
    case '\\':
        lexer_advance(lx);
        return true;
    case 'x':
        form = (struct escape_form){2, 16, 255};
        break;
    case 'u':
        form = (struct escape_form){4, 16, 0x10ffff};
        break;
    case 'U':
        form = (struct escape_form){8, 16, 0x10ffff};
        break;
    default:
        if (lx->ch < 0)
            return true;
        if (lx->ch >= '0' && lx->ch <= '7')
            return read_escape_digits(lx, (struct escape_form){3, 8, 255});
        lexer_error_at(lx, lexer_here(lx), "unknown escape");
        return false;
    }
    lexer_advance(lx);
    return read_escape_digits(lx, form);
}

/* '"' { unicode_value | byte_value } '"' */
void
lexer_literal_string(struct lexer *lx)
{
    bool bad = false;
    lexer_advance(lx);
    while (lx->ch != '"' && lx->ch != '\n' && lx->ch >= 0) {
        bool backslash = lx->ch == '\\';
        lexer_advance(lx);
        if (backslash && !read_escape(lx, '"'))
            bad = true;
    }
    if (lx->ch == '"') {
        lexer_advance(lx);
    } else if (lx->ch == '\n') {
        lexer_error_at(lx, lexer_here(lx), "newline in string");
        bad = true;
    } else {
        lexer_error_at(lx, lx->pos, "string not terminated");
        bad = true;
    }
    finish_literal(lx, TOKEN_STRING, bad);
}

/* "`" { any character } "`"; carriage returns stay in the text, not in the value */
void
lexer_literal_raw_string(struct lexer *lx)
{
    do
        lexer_advance(lx);
    while (lx->ch != '`' && lx->ch >= 0);
    bool bad = lx->ch < 0;
    if (bad)
        lexer_error_at(lx, lx->pos, "string not terminated");
    else
        lexer_advance(lx);
    finish_literal(lx, TOKEN_STRING, bad);
}

/* "'" ( unicode_value | byte_value ) "'" */
void
lexer_literal_char(struct lexer *lx)
{
    bool bad = false;
    size_t n = 0;
    lexer_advance(lx);
    for (; lx->ch != '\'' && lx->ch != '\n' && lx->ch >= 0; n++) {
        bool backslash = lx->ch == '\\';
        lexer_advance(lx);
        if (backslash && !read_escape(lx, '\''))
            bad = true;
    }
    const char *what = NULL;
    struct pos pos = lx->pos;
    if (lx->ch == '\n' || (lx->ch == '\'' && n == 0)) {
        what = lx->ch == '\n' ? "newline in rune literal" : "empty rune literal or unescaped '";
        pos = lexer_here(lx);
    } else if (lx->ch < 0) {
        what = "rune literal not terminated";
    } else if (n != 1) {
        what = "more than one character in rune literal";
    }
    if (what && !bad)
        lexer_error_at(lx, pos, "%s", what);
    if (lx->ch == '\'')
        lexer_advance(lx);
    finish_literal(lx, TOKEN_CHAR, bad || what);
}
