/* Tokens of small texts, semicolon insertion, positions, and the errors of bad literals and bytes.
 * The expected error texts are those of the Go compiler. */
#include "lang/lexer.h"

#include "lang/unit.h"
#include "tests/suite.h"

#include <string.h>

/* All tokens of a text: names and literals as written, others by their spelling, separated by
 * blanks; inserted semicolons as \n. */
static void
lex(struct unit *u, const char *text, size_t len, struct buf *out)
{
    struct lexer lx;
    lexer_init(&lx, u, diag_add_file(&u->diag, "a.go"), text, len);
    for (lexer_next(&lx); lx.tok != TOKEN_EOF; lexer_next(&lx)) {
        buf_add_str(out, out->len ? " " : "");
        if (lx.tok == TOKEN_SEMI)
            buf_add_str(out, lx.lit[0] == 's' ? ";" : lx.lit[0] == 'n' ? "\\n" : "$");
        else if (lx.tok == TOKEN_ASSIGN_OP)
            buf_printf(out, "%s=", token_text(lx.op));
        else if (lx.tok >= TOKEN_NAME && lx.tok <= TOKEN_STRING)
            buf_add_str(out, lx.lit);
        else
            buf_add_str(out, token_text(lx.tok));
    }
    lexer_finish(&lx);
}

static void
expect_tokens(const char *text, const char *want)
{
    struct unit *u = unit_create();
    struct buf got = {0};
    lex(u, text, strlen(text), &got);
    ck_assert_str_eq(buf_cstr(&got), want);
    ck_assert_msg(!diag_failed(&u->diag), "%s: an error", text);
    buf_finish(&got);
    unit_destroy(u);
}

static void
expect_errors_n(const char *text, size_t len, const char *want)
{
    struct unit *u = unit_create();
    struct buf tokens = {0}, got = {0};
    lex(u, text, len, &tokens);
    diag_format_errors(&u->diag, 0, &got);
    ck_assert_str_eq(buf_cstr(&got), want);
    buf_finish(&tokens);
    buf_finish(&got);
    unit_destroy(u);
}

static void
expect_errors(const char *text, const char *want)
{
    expect_errors_n(text, strlen(text), want);
}

START_TEST(operators_are_read_as_long_as_possible)
{
    expect_tokens("a+b-c*d/e%f", "a + b - c * d / e % f $");
    expect_tokens("a&b|c^d<<e>>f&^g", "a & b | c ^ d << e >> f &^ g $");
    expect_tokens("a+=1;b&^=2;c<<=3", "a += 1 ; b &^= 2 ; c <<= 3 $");
    expect_tokens("a&&b||!c<-d", "a && b || ! c <- d $");
    expect_tokens("x...:=<=>===!=", "x ... := <= >= == !=");
    expect_tokens("~T<>{}[](),.", "~ T < > { } [ ] ( ) , .");
    expect_tokens("a..b", "a . . b $");
}
END_TEST

START_TEST(a_newline_ends_a_statement_only_after_some_tokens)
{
    expect_tokens("a\nb", "a \\n b $");
    expect_tokens("a +\nb", "a + b $");
    expect_tokens("1\n'c'\n\"s\"\n`r`\n", "1 \\n 'c' \\n \"s\" \\n `r` \\n");
    expect_tokens(")\n]\n}\n", ") \\n ] \\n } \\n");
    expect_tokens("i++\ni--\n", "i ++ \\n i -- \\n");
    expect_tokens("break\ncontinue\nfallthrough\nreturn\n",
                  "break \\n continue \\n fallthrough \\n return \\n");
    expect_tokens("if\nfunc\n(\n", "if func (");
}
END_TEST

START_TEST(comments_are_white_space_or_newlines)
{
    expect_tokens("a // x\nb", "a \\n b $");
    expect_tokens("a /* x */ b", "a b $");
    expect_tokens("a /* x\n y */ b", "a \\n b $");
    expect_tokens("a + /* x\n y */ b", "a + b $");
    expect_tokens("a /* x */ // y", "a $");
    expect_tokens("/**/a/***/b/* * / */c", "a b c $");
}
END_TEST

START_TEST(numbers_of_all_forms)
{
    expect_tokens("0 017 0o17 0x1F 0b101 1_000 0x_1", "0 017 0o17 0x1F 0b101 1_000 0x_1 $");
    expect_tokens("1. .5 1.5e3 1e-3 0x1p-2 0x.8P1 08.5 1i 08i 1.5i 0x1p0i",
                  "1. .5 1.5e3 1e-3 0x1p-2 0x.8P1 08.5 1i 08i 1.5i 0x1p0i $");
    expect_tokens("x.5", "x .5 $");
}
END_TEST

START_TEST(names_may_hold_any_letters)
{
    expect_tokens("\xc3\xa9t\xc3\xa9 \xe4\xb8\x96 _x9 a\xd9\xa3",
                  "\xc3\xa9t\xc3\xa9 \xe4\xb8\x96 _x9 a\xd9\xa3 $");
    expect_tokens("gofer go defers", "gofer go defers $");
}
END_TEST

START_TEST(strings_and_characters)
{
    expect_tokens("'a' '\\n' '\\'' '\\x41' '\\u00e9' '\\U0001f600' '\\101' '\xe4\xb8\x96'",
                  "'a' '\\n' '\\'' '\\x41' '\\u00e9' '\\U0001f600' '\\101' '\xe4\xb8\x96' $");
    expect_tokens("\"a\\\"b\" `c\\`", "\"a\\\"b\" `c\\` $");
}
END_TEST

START_TEST(positions_count_bytes)
{
    struct unit *u = unit_create();
    struct lexer lx;
    const char *text = "\xef\xbb\xbf\xc3\xa9 x\n\ty";
    lexer_init(&lx, u, diag_add_file(&u->diag, "a.go"), text, strlen(text));
    lexer_next(&lx);
    ck_assert_uint_eq(lx.pos.line, 1);
    ck_assert_uint_eq(lx.pos.col, 4); /* the byte order mark counts */
    lexer_next(&lx);
    ck_assert_uint_eq(lx.pos.col, 7);
    lexer_next(&lx); /* the newline */
    lexer_next(&lx);
    ck_assert_uint_eq(lx.pos.line, 2);
    ck_assert_uint_eq(lx.pos.col, 2);
    lexer_finish(&lx);
    unit_destroy(u);
}
END_TEST

START_TEST(wrong_numbers)
{
    expect_errors("08", "a.go:1:2: invalid digit '8' in octal literal\n");
    expect_errors("0b102", "a.go:1:5: invalid digit '2' in binary literal\n");
    expect_errors("0x", "a.go:1:3: hexadecimal literal has no digits\n");
    expect_errors("0b1.0", "a.go:1:4: invalid radix point in binary literal\n");
    expect_errors("1e", "a.go:1:3: exponent has no digits\n");
    expect_errors("1p2", "a.go:1:2: 'p' exponent requires hexadecimal mantissa\n");
    expect_errors("0b1e2", "a.go:1:4: 'e' exponent requires decimal mantissa\n");
    expect_errors("0x1.8", "a.go:1:6: hexadecimal mantissa requires a 'p' exponent\n");
    expect_errors("1__0", "a.go:1:3: '_' must separate successive digits\n");
    expect_errors("1_", "a.go:1:2: '_' must separate successive digits\n");
    expect_errors("0_x1", "a.go:1:2: '_' must separate successive digits\n");
}
END_TEST

START_TEST(wrong_strings_and_characters)
{
    expect_errors("\"abc\nd", "a.go:1:5: newline in string\n");
    expect_errors("x \"abc", "a.go:1:3: string not terminated\n");
    expect_errors("`abc\n", "a.go:1:1: string not terminated\n");
    expect_errors("\"\\q\"", "a.go:1:3: unknown escape\n");
    expect_errors("\"\\x4g\"", "a.go:1:5: invalid character 'g' in hexadecimal escape\n");
    expect_errors("\"\\400\"", "a.go:1:6: octal escape value 256 > 255\n");
    expect_errors("\"\\ud800\"", "a.go:1:8: escape is invalid Unicode code point U+D800\n");
    expect_errors("''", "a.go:1:2: empty rune literal or unescaped '\n");
    expect_errors("'ab'", "a.go:1:1: more than one character in rune literal\n");
    expect_errors("'a\n", "a.go:1:3: newline in rune literal\n");
    expect_errors("'a", "a.go:1:1: rune literal not terminated\n");
}
END_TEST

START_TEST(wrong_characters)
{
    expect_errors("a @ b", "a.go:1:3: invalid character U+0040 '@'\n");
    expect_errors("a\xe2\x82\xac",
                  "a.go:1:2: invalid character U+20AC '\xe2\x82\xac' in identifier\n");
    expect_errors("\xd9\xa3", "a.go:1:1: identifier cannot begin with digit U+0663 '\xd9\xa3'\n");
    expect_errors("a \xff b", "a.go:1:3: invalid UTF-8 encoding\n");
    expect_errors("a \xc0\x80", "a.go:1:3: invalid UTF-8 encoding\n"); /* once a line */
    expect_errors("a \xef\xbb\xbf b", "a.go:1:3: invalid BOM in the middle of the file\n");
    expect_errors_n("a \0 b", 5, "a.go:1:3: invalid NUL character\n");
    expect_errors("/* x", "a.go:1:1: comment not terminated\n");
}
END_TEST

START_TEST(directives_are_kept_for_the_parser)
{
    struct unit *u = unit_create();
    struct lexer lx;
    const char *text = "//go:noescape\n// go:no\n//go:nosplit x\r\nfunc //go:noinline\n";
    lexer_init(&lx, u, diag_add_file(&u->diag, "a.go"), text, strlen(text));
    lexer_next(&lx);
    ck_assert_uint_eq(lx.directives.n, 2);
    ck_assert_str_eq(lx.directives.v[0].text, "go:noescape");
    ck_assert_uint_eq(lx.directives.v[0].pos.col, 3);
    ck_assert_str_eq(lx.directives.v[1].text, "go:nosplit x");
    ck_assert(!diag_failed(&u->diag));
    lexer_next(&lx);
    ck_assert(diag_failed(&u->diag)); /* not on a line of its own */
    lexer_finish(&lx);
    unit_destroy(u);
}
END_TEST

int
main(void)
{
    SUITE_RUN("lexer", operators_are_read_as_long_as_possible,
              a_newline_ends_a_statement_only_after_some_tokens,
              comments_are_white_space_or_newlines, numbers_of_all_forms,
              names_may_hold_any_letters, strings_and_characters, positions_count_bytes,
              wrong_numbers, wrong_strings_and_characters, wrong_characters,
              directives_are_kept_for_the_parser);
}
