/* Constants against what Go's go/constant gives for the same literals and operations. */
#include "lang/constant.h"
#include "lang/constfit.h"
#include "lang/constop.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "lang/types.h"
#include "lang/unit.h"
#include "tests/suite.h"

static struct unit unit;

static void
setup(void)
{
    memset(&unit, 0, sizeof unit);
}

static void
teardown(void)
{
    constant_finish(&unit);
    bump_finish(&unit.mem);
}

static struct constant *
lit(enum token kind, const char *text)
{
    return constant_literal(&unit, kind, text);
}

/* Any number: an i at the end, a point or an exponent decide the kind. */
static struct constant *
num(const char *text)
{
    bool hex = text[0] == '0' && (text[1] | 32) == 'x';
    if (text[strlen(text) - 1] == 'i')
        return lit(TOKEN_IMAG, text);
    return lit(strpbrk(text, hex ? ".pP" : ".eE") ? TOKEN_FLOAT : TOKEN_INT, text);
}

static void
assert_shown(const struct constant *c, const char *want)
{
    struct buf b = {0};
    constant_write(&b, c);
    ck_assert_str_eq(buf_cstr(&b), want);
    buf_finish(&b);
}

static const struct {
    const char *text, *shown;
} numbers[] = {
    {"0", "0"},
    {"42", "42"},
    {"1_000_000", "1000000"},
    {"0xFF", "255"},
    {"0x_f_F", "255"},
    {"0b101", "5"},
    {"0o17", "15"},
    {"017", "15"},
    {"0_7", "7"},
    {"18446744073709551616", "18446744073709551616"},
    {"1.5", "1.5"},
    {".5", "0.5"},
    {"5.", "5"},
    {"123456.7", "123456.7"},
    {"1234567.8", "1.23457e+06"},
    {"12345678901.5", "1.23457e+10"},
    {"1000000.5", "1.0000005e+06"},
    {"1e100", "1e+100"},
    {"1e400", "1e+400"},
    {"1e-400", "1e-400"},
    {"1e5000", "1e+5000"},
    {"1.5e1000000", "1.5e+1000000"},
    {"1e+500000000", "1e+500000000"},
    {"1e646456992", "1e+646456992"},
    {"1e-646456992", "1e-646456992"},
    {"1e-1000000000", "0"},
    {"0e3000000000", "0"},
    {"9.9999999e2000", "1e+2001"},
    {"0x1p-4095", "1.915e-1233"},
    {"4.94e-324", "4.94066e-324"},
    {"1e-330", "1e-330"},
    {"0x1p-2", "0.25"},
    {"0x1.8p1", "3"},
    {"0X.8P0", "0.5"},
    {"0x15e", "350"},
    {"09.5", "9.5"},
    {"3i", "(0 + 3i)"},
    {"0123i", "(0 + 123i)"},
    {"0x1p2i", "(0 + 4i)"},
    {"0b11i", "(0 + 3i)"},
    {"0o17i", "(0 + 15i)"},
    {"1.5e3i", "(0 + 1500i)"},
    {"1_0i", "(0 + 10i)"},
};

START_TEST(test_numbers_are_read_and_shown_as_go_does)
{
    assert_shown(num(numbers[_i].text), numbers[_i].shown);
}
END_TEST

START_TEST(test_malformed_literals_are_unknown)
{
    static const char *const ints[] = {"08", "0x", "0b2", "0o8", "0b"};
    for (size_t i = 0; i < sizeof ints / sizeof *ints; i++)
        ck_assert_int_eq(constant_kind(lit(TOKEN_INT, ints[i])), CONSTANT_UNKNOWN);
    static const char *const floats[] = {"1e",
                                         "1e+",
                                         "0xp1",
                                         "1.2.3",
                                         ".",
                                         "0.5e-99999999999999999999",
                                         "0.5e-9223372036854775808",
                                         "1e-3000000000",
                                         "0x1p9223372036854775807",
                                         "0e99999999999999999999"};
    for (size_t i = 0; i < sizeof floats / sizeof *floats; i++)
        ck_assert_int_eq(constant_kind(lit(TOKEN_FLOAT, floats[i])), CONSTANT_UNKNOWN);
    static const char *const chars[] = {"''", "'ab'", "'\\400'", "'\\ud800'", "'\\\"'", "'\\x1'"};
    for (size_t i = 0; i < sizeof chars / sizeof *chars; i++)
        ck_assert_int_eq(constant_kind(lit(TOKEN_CHAR, chars[i])), CONSTANT_UNKNOWN);
    static const char *const strings[] = {"\"", "\"\\'\"", "\"\\q\"", "`a", "\"\\U00110000\""};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        ck_assert_int_eq(constant_kind(lit(TOKEN_STRING, strings[i])), CONSTANT_UNKNOWN);
}
END_TEST

static const struct {
    const char *text;
    int64_t rune;
} chars[] = {
    {"'a'", 'a'},      {"'\\n'", '\n'},  {"'\\''", '\''},     {"'\\\\'", '\\'},
    {"'\\x41'", 0x41}, {"'\\377'", 255}, {"'\\u00e4'", 0xe4}, {"'\\U0010ffff'", 0x10ffff},
    {"'ä'", 0xe4},     {"'\"'", '"'},    {"'日'", 0x65e5},    {"'😀'", 0x1f600},
};

START_TEST(test_char_literals)
{
    bool exact;
    ck_assert_int_eq(constant_int64_value(lit(TOKEN_CHAR, chars[_i].text), &exact), chars[_i].rune);
    ck_assert(exact);
}
END_TEST

START_TEST(test_string_literals)
{
    static const struct {
        const char *text, *value;
        size_t len;
    } table[] = {
        {"\"\"", "", 0},
        {"\"a\\tb\"", "a\tb", 3},
        {"\"\\xff\\000\"", "\xff\0", 2},
        {"\"\\u00e4'\"", "\xc3\xa4'", 3},
        {"`a\\n\r\nb`", "a\\n\nb", 5},
        {"\"日本\"", "日本", 6},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        size_t len;
        const char *s = constant_string_value(lit(TOKEN_STRING, table[i].text), &len);
        ck_assert_uint_eq(len, table[i].len);
        ck_assert_mem_eq(s, table[i].value, len + 1);
    }
}
END_TEST

START_TEST(test_strings_are_shown_quoted_and_cut)
{
    const char odd[] = "h\xc3\xa9llo\0\xff\xc2\xa0\xf0\x9f\x98\x80\"\\\a\xe2\x80\x8b\x7f";
    assert_shown(constant_string(&unit, odd, sizeof odd - 1),
                 "\"h\xc3\xa9llo\\x00\\xff\\u00a0\xf0\x9f\x98\x80\\\"\\\\\\a\\u200b\\x7f\"");
    char text[100], want[100];
    memset(text, 'x', sizeof text);
    assert_shown(constant_string(&unit, text, 70), (sprintf(want, "\"%.70s\"", text), want));
    assert_shown(constant_string(&unit, text, 71), (sprintf(want, "\"%.68s...", text), want));
}
END_TEST

static const struct {
    const char *x;
    enum token op;
    const char *y;
    bool int_div;
    const char *shown;
} sums[] = {
    {"1", TOKEN_ADD, "2", false, "3"},
    {"9223372036854775807", TOKEN_ADD, "1", false, "9223372036854775808"},
    {"7", TOKEN_QUO, "2", true, "3"},
    {"7", TOKEN_QUO, "2", false, "3.5"},
    {"7", TOKEN_REM, "4", true, "3"},
    {"6", TOKEN_AND, "3", false, "2"},
    {"6", TOKEN_OR, "3", false, "7"},
    {"6", TOKEN_XOR, "3", false, "5"},
    {"6", TOKEN_AND_NOT, "3", false, "4"},
    {"0.1", TOKEN_ADD, "0.2", false, "0.3"},
    {"1", TOKEN_ADD, "0.5", false, "1.5"},
    {"1e3000", TOKEN_MUL, "1e3000", false, "1e+6000"},
    {"1e3000", TOKEN_QUO, "1e3000", false, "1"},
    {"1", TOKEN_ADD, "2i", false, "(1 + 2i)"},
    {"2i", TOKEN_MUL, "2i", false, "(-4 + 0i)"},
    {"4", TOKEN_QUO, "2i", false, "(0 + -2i)"},
};

START_TEST(test_binary_operators)
{
    assert_shown(
        constop_binary(&unit, num(sums[_i].x), sums[_i].op, num(sums[_i].y), sums[_i].int_div),
        sums[_i].shown);
}
END_TEST

START_TEST(test_fractions_are_exact)
{
    struct constant *sum = constop_binary(&unit, num("0.1"), TOKEN_ADD, num("0.2"), false);
    ck_assert(constop_compare(sum, TOKEN_EQL, num("0.3")));
    struct constant *third = constop_binary(&unit, num("1.0"), TOKEN_QUO, num("3"), false);
    ck_assert(constop_compare(constop_binary(&unit, third, TOKEN_MUL, num("3"), false), TOKEN_EQL,
                              num("1")));
}
END_TEST

START_TEST(test_division_truncates_towards_zero_and_shift_does_not)
{
    struct constant *minus7 = constop_unary(&unit, TOKEN_SUB, num("7"), 0);
    assert_shown(constop_binary(&unit, minus7, TOKEN_QUO, num("2"), true), "-3");
    assert_shown(constop_binary(&unit, minus7, TOKEN_REM, num("2"), true), "-1");
    assert_shown(constop_shift(&unit, minus7, TOKEN_SHR, 1), "-4");
    assert_shown(constop_shift(&unit, num("1"), TOKEN_SHL, 64), "18446744073709551616");
    assert_shown(constop_shift(&unit, num("1"), TOKEN_SHR, 100), "0");
}
END_TEST

START_TEST(test_unary_operators)
{
    assert_shown(constop_unary(&unit, TOKEN_XOR, num("0"), 0), "-1");
    assert_shown(constop_unary(&unit, TOKEN_XOR, num("1"), 8), "254");
    assert_shown(constop_unary(&unit, TOKEN_SUB, num("1.5"), 0), "-1.5");
    assert_shown(constop_unary(&unit, TOKEN_SUB, num("3i"), 0), "(0 + -3i)");
    assert_shown(constop_unary(&unit, TOKEN_NOT, constant_bool(&unit, true), 0), "false");
    assert_shown(constop_unary(&unit, TOKEN_SUB, num("0.0"), 0), "0");
}
END_TEST

START_TEST(test_strings_and_bools)
{
    struct constant *a = constant_string(&unit, "a", 1), *ab = constant_string(&unit, "ab", 2);
    assert_shown(constop_binary(&unit, a, TOKEN_ADD, ab, false), "\"aab\"");
    ck_assert(constop_compare(a, TOKEN_LSS, ab));
    ck_assert(constop_compare(ab, TOKEN_GEQ, a));
    ck_assert(!constop_compare(a, TOKEN_EQL, ab));
    struct constant *t = constant_bool(&unit, true), *f = constant_bool(&unit, false);
    ck_assert(!constant_bool_value(constop_binary(&unit, t, TOKEN_LAND, f, false)));
    ck_assert(constant_bool_value(constop_binary(&unit, t, TOKEN_LOR, f, false)));
    ck_assert(constop_compare(t, TOKEN_NEQ, f));
}
END_TEST

START_TEST(test_comparison_matches_kinds)
{
    ck_assert(constop_compare(num("1"), TOKEN_EQL, num("1.0")));
    ck_assert(constop_compare(num("1.5"), TOKEN_GTR, num("1")));
    ck_assert(constop_compare(num("1"), TOKEN_LSS, num("1e4000")));
    ck_assert(constop_compare(num("1"), TOKEN_NEQ, num("1i")));
    ck_assert(constop_compare(num("0i"), TOKEN_EQL, num("0")));
    ck_assert(!constop_compare(constant_unknown(&unit), TOKEN_EQL, num("0")));
}
END_TEST

START_TEST(test_unknown_spreads)
{
    struct constant *x = constant_unknown(&unit);
    ck_assert_int_eq(constant_kind(constop_binary(&unit, x, TOKEN_ADD, num("1"), false)),
                     CONSTANT_UNKNOWN);
    ck_assert_int_eq(constant_kind(constant_make_complex(&unit, num("1"), x)), CONSTANT_UNKNOWN);
    ck_assert_int_eq(constant_sign(x), 1);
    ck_assert_int_eq(constant_kind(constant_float64(&unit, INFINITY)), CONSTANT_UNKNOWN);
    ck_assert_int_eq(constant_kind(lit(TOKEN_FLOAT, "1e99999999999")), CONSTANT_UNKNOWN);
}
END_TEST

START_TEST(test_conversions_keep_the_value_or_refuse)
{
    assert_shown(constant_to_int(&unit, num("5.0")), "5");
    assert_shown(constant_to_int(&unit, num("5.5")), "unknown");
    assert_shown(constant_to_int(&unit, constant_to_complex(&unit, num("5"))), "5");
    assert_shown(constant_to_int(&unit, num("1i")), "unknown");
    assert_shown(constant_to_float(&unit, num("1i")), "unknown");
    assert_shown(constant_to_complex(&unit, num("2")), "(2 + 0i)");
    ck_assert_int_eq(constant_kind(constant_to_float(&unit, num("2"))), CONSTANT_FLOAT);
    /* an integer again after rounding errors: 1/3 of what no fraction holds */
    struct constant *big = constop_shift(&unit, num("1"), TOKEN_SHL, 4094);
    struct constant *f =
        constop_binary(&unit, constant_to_float(&unit, big), TOKEN_MUL, num("4.0"), false);
    f = constop_binary(&unit, f, TOKEN_QUO, constant_to_float(&unit, big), false);
    f = constop_binary(&unit, f, TOKEN_QUO, num("3.0"), false);
    f = constop_binary(&unit, f, TOKEN_MUL, num("3.0"), false);
    assert_shown(constant_to_int(&unit, f), "4");
}
END_TEST

START_TEST(test_values_of_machine_types)
{
    bool exact;
    ck_assert_int_eq(constant_int64_value(num("9223372036854775808"), &exact), INT64_MIN);
    ck_assert(!exact);
    ck_assert_uint_eq(constant_uint64_value(num("18446744073709551615"), &exact), UINT64_MAX);
    ck_assert(exact);
    ck_assert_uint_eq(constant_uint64_value(constant_int64(&unit, -1), &exact), UINT64_MAX);
    ck_assert(!exact);
    ck_assert_uint_eq(constant_bit_len(num("255")), 8);
    ck_assert_uint_eq(constant_bit_len(num("0")), 0);
}
END_TEST

/* C's strtod rounds correctly, denormals and overflow included. */
static const char *const doubles[] = {
    "0.1",
    "1e23",
    "9007199254740993.0",
    "1.7976931348623157e308",
    "1.7976931348623158e308",
    "1.7976931348623159e308",
    "2e308",
    "2.2250738585072011e-308",
    "4.9406564584124654e-324",
    "2.4703282292062327e-324",
    "2.4703282292062328e-324",
    "7."
    "4109846876186981626485318930233205854758970392148714663837852375101326090531312779794975454245"
    "e-324",
    "1e-400",
    "0x1.fffffffffffff8p1023",
    "0x1.fffffffffffff7fp1023",
    "0x1.00000000000008p0",
    "0x1.000000000000080000000000000000000000000000000001p0",
    "0x1.ffffffp127",
    "0x1.fffffefp127",
    "0x1p-150",
    "0x1.00001p-150",
    "0x1.8p-149",
};

START_TEST(test_rounding_to_hardware_floats)
{
    struct constant *c = lit(TOKEN_FLOAT, doubles[_i]);
    double d = constant_float64_value(c, NULL), want = strtod(doubles[_i], NULL);
    ck_assert_msg(d == want, "%s: %a, want %a", doubles[_i], d, want);
    float f = constant_float32_value(c, NULL), want32 = strtof(doubles[_i], NULL);
    ck_assert_msg(f == want32, "%s: %a, want %a", doubles[_i], f, want32);
}
END_TEST

START_TEST(test_exactness_of_floats)
{
    bool exact;
    constant_float64_value(num("0.1"), &exact);
    ck_assert(!exact);
    constant_float64_value(num("0.5"), &exact);
    ck_assert(exact);
    constant_float32_value(num("16777217"), &exact);
    ck_assert(!exact);
    constant_float64_value(num("16777217"), &exact);
    ck_assert(exact);
}
END_TEST

static const struct {
    const char *text;
    enum type_kind kind;
    const char *rounded; /* NULL: not representable */
} fits[] = {
    {"127", TYPE_INT8, "127"},
    {"128", TYPE_INT8, NULL},
    {"-128", TYPE_INT8, "-128"},
    {"-129", TYPE_INT8, NULL},
    {"255", TYPE_UINT8, "255"},
    {"256", TYPE_UINT8, NULL},
    {"-1", TYPE_UINT8, NULL},
    {"0", TYPE_UINT, "0"},
    {"9223372036854775807", TYPE_INT, "9223372036854775807"},
    {"9223372036854775808", TYPE_INT, NULL},
    {"-9223372036854775808", TYPE_INT64, "-9223372036854775808"},
    {"-9223372036854775809", TYPE_INT64, NULL},
    {"18446744073709551615", TYPE_UINTPTR, "18446744073709551615"},
    {"18446744073709551616", TYPE_UINT64, NULL},
    {"18446744073709551616", TYPE_UNTYPED_INT, "18446744073709551616"},
    {"5.0", TYPE_INT32, "5"},
    {"5.5", TYPE_INT32, NULL},
    {"1e100", TYPE_FLOAT32, NULL},
    {"1e39", TYPE_FLOAT32, NULL},
    {"1e-60", TYPE_FLOAT32, "0"},
    {"1e400", TYPE_FLOAT64, NULL},
    {"1e400", TYPE_UNTYPED_FLOAT, "1e+400"},
    {"1i", TYPE_FLOAT64, NULL},
    {"0i", TYPE_FLOAT64, "0"},
    {"3", TYPE_COMPLEX64, "(3 + 0i)"},
    {"1e100", TYPE_COMPLEX64, NULL},
    {"1e100i", TYPE_COMPLEX128, "(0 + 1e+100i)"},
    {"97", TYPE_UNTYPED_RUNE, "97"},
    {"97", TYPE_STRING, NULL},
    {"97", TYPE_BOOL, NULL},
};

START_TEST(test_representable)
{
    bool minus = fits[_i].text[0] == '-';
    struct constant *c = num(fits[_i].text + minus), *rounded = NULL;
    if (minus)
        c = constop_unary(&unit, TOKEN_SUB, c, 0);
    struct type t = {.kind = fits[_i].kind};
    bool ok = constfit_representable(&unit, c, &t, &rounded);
    ck_assert_int_eq(ok, fits[_i].rounded != NULL);
    ck_assert_int_eq(constfit_representable(&unit, c, &t, NULL), ok);
    if (ok)
        assert_shown(rounded, fits[_i].rounded);
}
END_TEST

START_TEST(test_representable_rounds_floats)
{
    struct type t = {.kind = TYPE_FLOAT32};
    struct constant *rounded;
    ck_assert(constfit_representable(&unit, num("0.1"), &t, &rounded));
    ck_assert(constant_float64_value(rounded, NULL) == (double)0.1f);
    ck_assert(constfit_representable(&unit, constant_unknown(&unit), &t, NULL));
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("constant");
    TCase *tc = suite_case("constant");
    tcase_add_checked_fixture(tc, setup, teardown);
#define LOOP(test, table) tcase_add_loop_test(tc, test, 0, sizeof table / sizeof *table)
    LOOP(test_numbers_are_read_and_shown_as_go_does, numbers);
    tcase_add_test(tc, test_malformed_literals_are_unknown);
    LOOP(test_char_literals, chars);
    tcase_add_test(tc, test_string_literals);
    tcase_add_test(tc, test_strings_are_shown_quoted_and_cut);
    LOOP(test_binary_operators, sums);
    tcase_add_test(tc, test_fractions_are_exact);
    tcase_add_test(tc, test_division_truncates_towards_zero_and_shift_does_not);
    tcase_add_test(tc, test_unary_operators);
    tcase_add_test(tc, test_strings_and_bools);
    tcase_add_test(tc, test_comparison_matches_kinds);
    tcase_add_test(tc, test_unknown_spreads);
    tcase_add_test(tc, test_conversions_keep_the_value_or_refuse);
    tcase_add_test(tc, test_values_of_machine_types);
    LOOP(test_rounding_to_hardware_floats, doubles);
    tcase_add_test(tc, test_exactness_of_floats);
    LOOP(test_representable, fits);
    tcase_add_test(tc, test_representable_rounds_floats);
    suite_add_tcase(s, tc);
    return suite_finish(s);
}
