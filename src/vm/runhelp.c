/* What the dispatch loop calls out for: too long for a case, too short for a file of its own. */
#include "vm/run.h"

#include "gc/barrier.h"

#include <complex.h>
#include <math.h>
#include <string.h>

static double
word_f64(uint64_t bits)
{
    double d;
    memcpy(&d, &bits, 8);
    return d;
}

static uint64_t
f64_word(double d)
{
    uint64_t bits;
    memcpy(&bits, &d, 8);
    return bits;
}

bool
run_is_entry(const struct image *im, uint64_t entry)
{
    const struct segment *t = &im->segments.s[SEGMENT_TEXT];
    if (entry < t->base + FUNC_HEADER_WORDS * 8 || entry >= t->base + t->bytes || entry % 8)
        return false;
    uint32_t id = image_header(entry)->func_id;
    return id < im->program->funcs.n && im->text + im->program->funcs.v[id].entry == entry;
}

bool
run_goes_astray(const struct image *im, const uint64_t *fp, const struct instr *at,
                uint64_t *target)
{
    bool returns = opcode_is_return((enum opcode)at->op);
    uint64_t from = returns ? (uint64_t)(uintptr_t)fp + opcode_return_bytes(at)
                    : at->op == OP_CALLC1 && at->a == at->c ? fp[at->b]
                                                            : fp[at->a];
    if (from == 0) /* it will be found nil */
        return false;
    if (returns) {
        *target = access_load64(from);
        return *target % 8 || !image_find_func(im, *target);
    }
    *target = at->op == OP_CALLI ? ((const struct itab *)(uintptr_t)from)->fun[at->b]
                                 : access_load64(from);
    return !run_is_entry(im, *target);
}

/* Go: runtime/complex.go (complex128div): infinities and NaNs as C99 annex G would have them. */
static void
complex_divide(double a, double b, double c, double d, double *re, double *im)
{
    double e, f;
    if (fabs(c) >= fabs(d)) {
        double ratio = d / c, denom = c + ratio * d;
        e = (a + b * ratio) / denom;
        f = (b - a * ratio) / denom;
    } else {
        double ratio = c / d, denom = d + ratio * c;
        e = (a * ratio + b) / denom;
        f = (b * ratio - a) / denom;
    }
    if (isnan(e) && isnan(f)) {
        if (c == 0 && d == 0 && (!isnan(a) || !isnan(b))) {
            e = copysign(INFINITY, c) * a;
            f = copysign(INFINITY, c) * b;
        } else if ((isinf(a) || isinf(b)) && isfinite(c) && isfinite(d)) {
            a = copysign(isinf(a) ? 1.0 : 0.0, a);
            b = copysign(isinf(b) ? 1.0 : 0.0, b);
            e = INFINITY * (a * c + b * d);
            f = INFINITY * (b * c - a * d);
        } else if ((isinf(c) || isinf(d)) && isfinite(a) && isfinite(b)) {
            c = copysign(isinf(c) ? 1.0 : 0.0, c);
            d = copysign(isinf(d) ? 1.0 : 0.0, d);
            e = 0 * (a * c + b * d);
            f = 0 * (b * c - a * d);
        }
    }
    *re = e;
    *im = f;
}

void
run_complex(enum opcode op, uint64_t *z, const uint64_t *x, const uint64_t *y)
{
    double a = word_f64(x[0]), b = word_f64(x[1]);
    double c = word_f64(y[0]), d = word_f64(y[1]);
    double re = 0, im = 0;
    switch (op) {
    case OP_ZADD:
        re = a + c;
        im = b + d;
        break;
    case OP_ZSUB:
        re = a - c;
        im = b - d;
        break;
    case OP_ZMUL:
        re = a * c - b * d;
        im = a * d + b * c;
        break;
    default:
        complex_divide(a, b, c, d, &re, &im);
        break;
    }
    z[0] = f64_word(re);
    z[1] = f64_word(im);
}

bool
run_slice(uint64_t out[3], const uint64_t src[3], const uint64_t *bounds, uint64_t flags)
{
    uint64_t lo = flags & 1 ? bounds[0] : 0;
    uint64_t hi = flags & 2 ? bounds[1] : src[1];
    uint64_t max = flags & 4 ? bounds[2] : src[2];
    if (max > src[2] || hi > max || lo > hi)
        return false;
    /* An empty tail keeps the base, so that no pointer leaves its object. */
    out[0] = max == lo ? src[0] : src[0] + lo * (flags >> 8);
    out[1] = hi - lo;
    out[2] = max - lo;
    return true;
}

enum slice_error
run_make_small(struct p *p, struct g *g, const struct typeinfo *elem, int64_t len, int64_t cap,
               uint64_t buffer, uint64_t *out)
{
    if (len < 0 || cap < len || (elem->size && (uint64_t)cap > 32 / elem->size))
        return slice_make(p, g, elem, len, cap, out);
    memset((void *)(uintptr_t)buffer, 0, 32);
    out[0] = buffer;
    out[1] = (uint64_t)len;
    out[2] = (uint64_t)cap;
    return SLICE_OK;
}

void
run_put(struct gc_p *p, uint64_t dst, const uint64_t *slots, const struct typeinfo *t, uint64_t n)
{
    uint64_t words = (t->size + 7) / 8;
    for (uint64_t i = 0; i < n; i++) {
        uint64_t at = dst + i * t->size;
        uint64_t src = (uint64_t)(uintptr_t)(slots + i * words);
        if (t->size == 8 && !t->ptrdata)
            access_store64(at, slots[i]);
        else
            barrier_copy(p, at, src, t, 1);
    }
}

void
run_zero(struct gc_p *p, uint64_t addr, const struct typeinfo *t, uint64_t n)
{
    if (!n)
        return;
    if (t->ptrdata && atomic_load_explicit(&p->gc->barrier_on, memory_order_relaxed))
        barrier_bulk(p, addr, 0, t, n);
    access_zero(addr, t->size * n);
}

void
run_load(uint64_t *slots, uint64_t addr, uint64_t bytes, const struct typeinfo *t)
{
    if (!addr) {
        memset(slots, 0, (bytes + 7) / 8 * 8);
        return;
    }
    switch (t->kind) {
    case KIND_INT8:
        slots[0] = (uint64_t)(int64_t)(int8_t)access_load8(addr);
        return;
    case KIND_INT16:
        slots[0] = (uint64_t)(int64_t)(int16_t)access_load16(addr);
        return;
    case KIND_INT32:
        slots[0] = (uint64_t)(int64_t)(int32_t)access_load32(addr);
        return;
    default:
        if (bytes % 8)
            slots[bytes / 8] = 0;
        access_copy((uint64_t)(uintptr_t)slots, addr, bytes);
    }
}

bool
run_assert_iface(struct vm *vm, const struct typeinfo *t, const uint64_t src[2], unsigned flags,
                 uint64_t *out)
{
    uint64_t type = flags & 1 ? src[0] : run_itab_type(src[0]);
    uint64_t tab = type;
    if (type && !(flags & 2))
        tab =
            (uint64_t)(uintptr_t)iface_itab(vm, t, (const struct typeinfo *)(uintptr_t)type, NULL);
    if (!tab && !(flags & 4))
        return false;
    out[0] = tab;
    out[1] = tab ? src[1] : 0;
    if (flags & 4)
        out[2] = tab != 0;
    return true;
}
