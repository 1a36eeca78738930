/* Literals: no text crashes the readers, and what constlit_quote writes constlit_string reads back.
 */
#include "base/buf.h"
#include "base/bug.h"
#include "lang/constlit.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_numbers(const char *text)
{
    mpz_t whole;
    mpq_t ratio;
    mpfr_t real;
    mpz_init(whole);
    mpq_init(ratio);
    mpfr_init2(real, 512);
    constlit_int(whole, text);
    constlit_float(ratio, real, text);
    mpz_clear(whole);
    mpq_clear(ratio);
    mpfr_clear(real);
}

static void
quote_and_read_back(const char *s, size_t n)
{
    struct buf quoted = {0}, again = {0};
    constlit_quote(&quoted, s, n);
    ensure(constlit_string(&again, buf_cstr(&quoted)), "unreadable: %s", buf_cstr(&quoted));
    ensure(again.len == n && memcmp(buf_cstr(&again), s, n) == 0, "read back differently: %s",
           buf_cstr(&quoted));
    buf_finish(&quoted);
    buf_finish(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf text = {0}, bytes = {0};
    int32_t rune;
    if (size > 400) /* the lexer bounds exponents and lengths, so may we */
        return 0;
    buf_add(&text, data, size);
    read_numbers(buf_cstr(&text));
    constlit_char(&rune, buf_cstr(&text));
    constlit_string(&bytes, buf_cstr(&text));
    quote_and_read_back(text.data, text.len);
    buf_finish(&text);
    buf_finish(&bytes);
    return 0;
}
