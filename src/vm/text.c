/* The print builtin and the last words of panics. Go: runtime/print.go, panic.go (printpanicval) */
#include "vm/text.h"

#include "base/buf.h"
#include "code/opcode.h"
#include "vm/lib_number.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

unsigned
text_float(char *out, double v, int bits)
{
    if (isnan(v))
        return (unsigned)sprintf(out, "NaN");
    if (isinf(v))
        return (unsigned)sprintf(out, v > 0 ? "+Inf" : "-Inf");
    out[0] = '-';
    unsigned sign = signbit(v) != 0;
    return sign + lib_number_shortest(out + sign, fabs(v), bits);
}

/* (1+2i) */
static unsigned
text_complex(char *out, double re, double im, int bits)
{
    unsigned n = 0;
    out[n++] = '(';
    n += text_float(out + n, re, bits);
    if (isnan(im) || (!signbit(im) && !isinf(im)))
        out[n++] = '+';
    n += text_float(out + n, im, bits);
    return n + (unsigned)sprintf(out + n, "i)");
}

static double
word_f64(uint64_t bits)
{
    double d;
    memcpy(&d, &bits, 8);
    return d;
}

static void
put(struct vm *vm, const char *s, size_t n)
{
    vm->output(vm->output_ctx, 2, s, n);
}

static void
print_float(struct vm *vm, uint64_t bits, int size)
{
    char text[TEXT_FLOAT_MAX];
    put(vm, text, text_float(text, word_f64(bits), size));
}

static void
print_complex(struct vm *vm, const uint64_t *s, int size)
{
    char text[2 * TEXT_FLOAT_MAX];
    put(vm, text, text_complex(text, word_f64(s[0]), word_f64(s[1]), size));
}

static void
print_format(struct vm *vm, const char *fmt, uint64_t a, uint64_t b)
{
    char text[64];
    int n = snprintf(text, sizeof text, fmt, a, b);
    put(vm, text, (size_t)n);
}

void
text_print(struct vm *vm, const uint64_t *s, unsigned kind)
{
    switch ((enum print_kind)kind) {
    case PRINT_LOCK:
        uv_mutex_lock(&vm->print_lock);
        return;
    case PRINT_UNLOCK:
        uv_mutex_unlock(&vm->print_lock);
        return;
    case PRINT_SPACE:
        put(vm, " ", 1);
        return;
    case PRINT_NEWLINE:
        put(vm, "\n", 1);
        return;
    case PRINT_BOOL:
        put(vm, s[0] ? "true" : "false", s[0] ? 4 : 5);
        return;
    case PRINT_INT:
        print_format(vm, "%" PRId64, s[0], 0);
        return;
    case PRINT_UINT:
        print_format(vm, "%" PRIu64, s[0], 0);
        return;
    case PRINT_HEX:
        print_format(vm, "0x%" PRIx64, s[0], 0);
        return;
    case PRINT_FLOAT:
        print_float(vm, s[0], 64);
        return;
    case PRINT_FLOAT32:
        print_float(vm, s[0], 32);
        return;
    case PRINT_COMPLEX:
        print_complex(vm, s, 64);
        return;
    case PRINT_COMPLEX64:
        print_complex(vm, s, 32);
        return;
    case PRINT_STRING:
        put(vm, (const char *)(uintptr_t)s[0], s[1]);
        return;
    case PRINT_SLICE:
        print_format(vm, "[%" PRIu64 "/%" PRIu64 "]", s[1], s[2]);
        print_format(vm, "0x%" PRIx64, s[0], 0);
        return;
    case PRINT_EFACE:
        print_format(vm, "(0x%" PRIx64 ",0x%" PRIx64 ")", s[0], s[1]);
        return;
    }
}

static double
load_f32(uint64_t at)
{
    uint32_t bits = access_load32(at);
    float f;
    memcpy(&f, &bits, 4);
    return (double)f;
}

/* The value of a basic kind as print shows it; false for other kinds. */
static bool
basic_value(struct buf *out, const struct typeinfo *t, uint64_t at)
{
    char text[80];
    switch (t->kind) {
    case KIND_BOOL:
        buf_add_str(out, access_load8(at) ? "true" : "false");
        return true;
    case KIND_INT8:
        buf_printf(out, "%d", (int8_t)access_load8(at));
        return true;
    case KIND_INT16:
        buf_printf(out, "%d", (int16_t)access_load16(at));
        return true;
    case KIND_INT32:
        buf_printf(out, "%d", (int32_t)access_load32(at));
        return true;
    case KIND_INT:
    case KIND_INT64:
        buf_printf(out, "%" PRId64, (int64_t)access_load64(at));
        return true;
    case KIND_UINT8:
        buf_printf(out, "%u", access_load8(at));
        return true;
    case KIND_UINT16:
        buf_printf(out, "%u", access_load16(at));
        return true;
    case KIND_UINT32:
        buf_printf(out, "%u", access_load32(at));
        return true;
    case KIND_UINT:
    case KIND_UINT64:
    case KIND_UINTPTR:
        buf_printf(out, "%" PRIu64, access_load64(at));
        return true;
    case KIND_FLOAT32:
        buf_add(out, text, text_float(text, load_f32(at), 32));
        return true;
    case KIND_FLOAT64:
        buf_add(out, text, text_float(text, word_f64(access_load64(at)), 64));
        return true;
    case KIND_COMPLEX64:
        buf_add(out, text, text_complex(text, load_f32(at), load_f32(at + 4), 32));
        return true;
    case KIND_COMPLEX128:
        buf_add(
            out, text,
            text_complex(text, word_f64(access_load64(at)), word_f64(access_load64(at + 8)), 64));
        return true;
    default:
        return false;
    }
}

/* A tab behind each newline: no text of a program can look like a traceback. */
static void
add_indented(struct buf *out, uint64_t string)
{
    const char *s = (const char *)(uintptr_t)access_load64(string);
    for (uint64_t i = 0, n = access_load64(string + 8); i < n; i++) {
        buf_add_byte(out, s[i]);
        if (s[i] == '\n')
            buf_add_byte(out, '\t');
    }
}

void
text_panic_value(struct buf *out, uint64_t type, uint64_t data)
{
    const struct typeinfo *t = (const struct typeinfo *)(uintptr_t)type;
    if (!t) {
        buf_add_str(out, "nil");
        return;
    }
    bool boxed = !(t->flags & TYPEINFO_DIRECT), quotes = t->kind == KIND_STRING;
    bool predeclared = !(t->flags & TYPEINFO_NAMED) || t->pkg_path.len == 0;
    bool complex = t->kind == KIND_COMPLEX64 || t->kind == KIND_COMPLEX128;
    struct buf value = {0};
    if (boxed && t->kind == KIND_STRING)
        add_indented(&value, data);
    else if (!boxed || !basic_value(&value, t, data))
        predeclared = quotes = false;
    if (predeclared) {
        buf_add(out, value.data, value.len);
    } else if (quotes || value.len > 0) {
        buf_add(out, t->name.data, t->name.len);
        buf_add_str(out, quotes ? "(\"" : complex ? "" : "(");
        buf_add(out, value.data, value.len);
        buf_add_str(out, quotes ? "\")" : complex ? "" : ")");
    } else {
        buf_printf(out, "(%.*s) 0x%" PRIx64, (int)t->name.len, t->name.data, data);
    }
    buf_finish(&value);
}
