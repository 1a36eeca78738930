/* Character classes by binary search in generated range tables; ASCII is answered without them.
 * Go: unicode/letter.go, strconv/isprint.go, unicode/utf8 */
#include "lang/runeclass.h"

struct range {
    int32_t lo, hi; /* both included */
};

static const struct range letters[] = {
#include "lang/runeclass_letter.def"
};

static const struct range digits[] = {
#include "lang/runeclass_digit.def"
};

static const struct range printable[] = {
#include "lang/runeclass_print.def"
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static bool
in_ranges(const struct range *ranges, size_t n, int32_t r)
{
    while (n > 0) {
        size_t mid = n / 2;
        if (r < ranges[mid].lo) {
            n = mid;
        } else if (r > ranges[mid].hi) {
            ranges += mid + 1;
            n -= mid + 1;
        } else {
            return true;
        }
    }
    return false;
}

bool
runeclass_is_letter(int32_t r)
{
    if (r < 0x80)
        return (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z');
    return in_ranges(letters, COUNT(letters), r);
}

bool
runeclass_is_digit(int32_t r)
{
    if (r < 0x80)
        return r >= '0' && r <= '9';
    return in_ranges(digits, COUNT(digits), r);
}

bool
runeclass_is_print(int32_t r)
{
    return in_ranges(printable, COUNT(printable), r);
}

size_t
runeclass_decode(const char *s, size_t n, int32_t *r)
{
    static const int32_t least[] = {0, 0, 0x80, 0x800, 0x10000}; /* by length: no overlong forms */
    const unsigned char *b = (const unsigned char *)s;
    size_t len = b[0] < 0x80 ? 1 : b[0] < 0xc0 ? 0 : b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : 4;
    *r = -1;
    if (len == 0 || len > n || b[0] > 0xf4)
        return 1;
    if (len == 1) {
        *r = b[0];
        return 1;
    }
    int32_t c = b[0] & (0x7f >> len);
    for (size_t i = 1; i < len; i++) {
        if ((b[i] & 0xc0) != 0x80)
            return 1;
        c = c << 6 | (b[i] & 0x3f);
    }
    if (c < least[len] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
        return 1;
    *r = c;
    return len;
}

void
runeclass_add_code(struct buf *out, int32_t r)
{
    buf_printf(out, "U+%04X", (unsigned)r);
    if (!runeclass_is_print(r))
        return;
    buf_add_str(out, " '");
    buf_add_rune(out, r);
    buf_add_byte(out, '\'');
}

static const char *
escape_of(int32_t r)
{
    switch (r) {
    case '\'':
        return "\\'";
    case '\\':
        return "\\\\";
    case '\a':
        return "\\a";
    case '\b':
        return "\\b";
    case '\f':
        return "\\f";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    case '\v':
        return "\\v";
    default:
        return NULL;
    }
}

void
runeclass_add_quoted(struct buf *out, int32_t r)
{
    const char *escape = escape_of(r);
    buf_add_byte(out, '\'');
    if (escape)
        buf_add_str(out, escape);
    else if (runeclass_is_print(r))
        buf_add_rune(out, r);
    else if (r < ' ' || r == 0x7f)
        buf_printf(out, "\\x%02x", (unsigned)r);
    else
        buf_printf(out, r < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)r);
    buf_add_byte(out, '\'');
}
