/* Every run-time error the VM itself raises, with Go's texts. Go: runtime/error.go, panic.go */
#include "vm/throw.h"

#include "base/buf.h"
#include "gc/barrier.h"
#include "sched/framewalk.h"
#include "vm/fatal.h"
#include "vm/iface.h"
#include "vm/panic.h"
#include "vm/str.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

/* An error value of one of the runtime's string types: the data word is a heap copy of the string
 * header. */
static bool
make_error(struct p *p, struct g *g, const struct typeinfo *type, const char *text, size_t n,
           uint64_t *data)
{
    uint64_t str[2];
    if (!str_make(p, g, text, n, str))
        return false;
    uint64_t box = vm_alloc(p, g, type, type->size, true);
    if (!box)
        return false;
    barrier_store(&p->gc, box, str[0]);
    access_store64(box + 8, str[1]);
    *data = box;
    return true;
}

/* A struct that holds nothing but its text is boxed like a string. */
static void
throw_text(struct vm *vm, struct m *m, struct g *g, const struct typeinfo *type, const char *fmt,
           va_list ap)
{
    struct buf text = {0};
    uint64_t data;
    buf_vprintf(&text, fmt, ap);
    bool made = make_error(m->p, g, type, text.data, text.len, &data);
    buf_finish(&text);
    if (made)
        panic_start(vm, m, g, (uint64_t)(uintptr_t)type, data);
    else
        throw_no_memory(vm, m, g);
}

enum native_result
throw_native(struct native_call *c, const struct typeinfo *type, const char *fmt, va_list ap)
{
    struct buf text = {0};
    buf_vprintf(&text, fmt, ap);
    bool made = make_error(c->p, c->g, type, text.data, text.len, &c->panic_data);
    buf_finish(&text);
    c->panic_type = (uint64_t)(uintptr_t)type;
    if (made)
        return NATIVE_PANIC;
    throw_no_memory(c->vm, c->m, c->g);
    return NATIVE_HALT;
}

void
throw_value(struct vm *vm, struct m *m, struct g *g, uint64_t type, uint64_t data)
{
    if (type)
        panic_start(vm, m, g, type, data);
    else /* a pointer to nothing: *runtime.PanicNilError */
        panic_start(vm, m, g, (uint64_t)(uintptr_t)vm->type_panic_nil, vm->zero_value);
}

void
throw_runtime(struct vm *vm, struct m *m, struct g *g, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    throw_text(vm, m, g, vm->type_error_string, fmt, ap);
    va_end(ap);
}

void
throw_plain(struct vm *vm, struct m *m, struct g *g, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    throw_text(vm, m, g, vm->type_plain_error, fmt, ap);
    va_end(ap);
}

__attribute__((format(printf, 5, 6))) static void
throw_as(struct vm *vm, struct m *m, struct g *g, const struct typeinfo *type, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    throw_text(vm, m, g, type, fmt, ap);
    va_end(ap);
}

/* Is a method of T being called through a nil *T? Then "main.(*T).M" is the wrapper at work. */
static bool
throw_nil_receiver(struct vm *vm, struct m *m, struct g *g)
{
    struct framewalk w;
    framewalk_init(&w, vm->image, g);
    if (!(w.func->flags & FUNC_VALUE_WRAPPER) || access_load64(w.args))
        return false;
    const char *name = w.func->name, *type = strstr(name, "(*");
    const char *method = type ? strstr(type, ").") : NULL;
    if (!method)
        return false;
    int pkg = (int)(type - name), n = (int)(method - type - 2);
    throw_plain(vm, m, g, "value method %.*s%.*s%s called using nil *%.*s pointer", pkg, name, n,
                type + 2, method + 1, n, type + 2);
    return true;
}

void
throw_nil(struct vm *vm, struct m *m, struct g *g)
{
    if (throw_nil_receiver(vm, m, g))
        return;
    g->faulted = true;
    throw_runtime(vm, m, g, "invalid memory address or nil pointer dereference");
}

/* States of lang/rangefunc.c. */
void
throw_range(struct vm *vm, struct m *m, struct g *g, uint64_t state)
{
    static const char *const texts[] = {
        "range function continued iteration after function for loop body returned false",
        "range function continued iteration", /* ready: right */
        "range function continued iteration after loop body panic",
        "range function continued iteration after whole loop exit",
        "range function recovered a loop body panic and did not resume panicking",
    };
    throw_runtime(vm, m, g, "%s", texts[state < 5 ? state : 1]);
}

void
throw_unsafe(struct vm *vm, struct m *m, struct g *g, bool is_nil, bool is_string)
{
    throw_runtime(vm, m, g, "unsafe.%s: %s", is_string ? "String" : "Slice",
                  is_nil ? "ptr is nil and len is not zero" : "len out of range");
}

static bool
has_unsigned_index(const struct vm *vm, const struct g *g)
{
    uint64_t pc = atomic_load_explicit(&g->pc, memory_order_relaxed);
    const struct program_func *f = image_find_func(vm->image, pc);
    return f && image_unsigned_index(vm->image, f, pc);
}

void
throw_index(struct vm *vm, struct m *m, struct g *g, uint64_t index, uint64_t len)
{
    if ((int64_t)index < 0 && !has_unsigned_index(vm, g))
        throw_as(vm, m, g, vm->type_bounds_error, "index out of range [%" PRId64 "]",
                 (int64_t)index);
    else
        throw_as(vm, m, g, vm->type_bounds_error,
                 "index out of range [%" PRIu64 "] with length %" PRIu64, index, len);
}

/* A number of a slice expression: negative or, if its type is unsigned, huge. */
struct bound {
    uint64_t v;
    bool is_unsigned;
};

static bool
is_negative(struct bound b)
{
    return (int64_t)b.v < 0 && !b.is_unsigned;
}

/* Names the first bound that is wrong, in the order Go checks them: max, hi, lo. */
void
throw_slice(struct vm *vm, struct m *m, struct g *g, const uint64_t src[3], const uint64_t *bounds,
            uint64_t flags, enum throw_slice_kind kind)
{
    struct bound lo = {flags & 1 ? bounds[0] : 0, flags & 8};
    struct bound hi = {flags & 2 ? bounds[1] : src[1], flags & 16};
    struct bound max = {flags & 4 ? bounds[2] : src[2], flags & 32};
    uint64_t cap = src[2];
    const char *unit = kind == THROW_SLICE ? "capacity" : "length";
    const char *tail = flags & 4 ? ":" : "";
    struct buf text = {0};
    if (flags & 4 && max.v > cap) {
        if (is_negative(max))
            buf_printf(&text, "::%" PRId64 "]", (int64_t)max.v);
        else
            buf_printf(&text, "::%" PRIu64 "] with %s %" PRIu64, max.v, unit, cap);
    } else if (hi.v > max.v) {
        if (is_negative(hi))
            buf_printf(&text, ":%" PRId64 "%s]", (int64_t)hi.v, tail);
        else if (flags & 4)
            buf_printf(&text, ":%" PRIu64 ":%" PRIu64 "]", hi.v, max.v);
        else
            buf_printf(&text, ":%" PRIu64 "] with %s %" PRIu64, hi.v, unit, cap);
    } else if (is_negative(lo)) {
        buf_printf(&text, "%" PRId64 ":%s]", (int64_t)lo.v, tail);
    } else {
        buf_printf(&text, "%" PRIu64 ":%" PRIu64 "%s]", lo.v, hi.v, tail);
    }
    throw_as(vm, m, g, vm->type_bounds_error, "slice bounds out of range [%s", buf_cstr(&text));
    buf_finish(&text);
}

void
throw_array_length(struct vm *vm, struct m *m, struct g *g, uint64_t len, uint64_t want)
{
    throw_as(vm, m, g, vm->type_bounds_error,
             "cannot convert slice with length %" PRIu64
             " to array or pointer to array with length %" PRIu64,
             len, want);
}

void
throw_make(struct vm *vm, struct m *m, struct g *g, enum slice_error e)
{
    if (e == SLICE_NO_MEMORY)
        throw_no_memory(vm, m, g);
    else
        throw_runtime(vm, m, g, "makeslice: %s out of range", e == SLICE_LEN_RANGE ? "len" : "cap");
}

void
throw_append(struct vm *vm, struct m *m, struct g *g, enum slice_error e)
{
    if (e == SLICE_NO_MEMORY)
        throw_no_memory(vm, m, g);
    else
        throw_runtime(vm, m, g, "growslice: len out of range");
}

void
throw_map(struct vm *vm, struct m *m, struct g *g, enum map_error e,
          const struct typeinfo *bad_type)
{
    switch (e) {
    case MAP_NIL:
        throw_plain(vm, m, g, "assignment to entry in nil map");
        return;
    case MAP_UNHASHABLE:
        throw_runtime(vm, m, g, "hash of unhashable type %.*s", (int)bad_type->name.len,
                      bad_type->name.data);
        return;
    case MAP_UNHASHABLE_EMPTY:
        throw_as(vm, m, g, vm->type_unhashable_error, "hash of unhashable type: %.*s",
                 (int)bad_type->name.len, bad_type->name.data);
        return;
    case MAP_CONCURRENT:
        fatal_error(vm, m, g, "concurrent map writes");
        return;
    case MAP_READ_WRITE:
        fatal_error(vm, m, g, "concurrent map read and map write");
        return;
    case MAP_ITERATE_WRITE:
        fatal_error(vm, m, g, "concurrent map iteration and map write");
        return;
    default:
        throw_no_memory(vm, m, g);
    }
}

void
throw_chan(struct vm *vm, struct m *m, struct g *g, enum chan_result r)
{
    throw_plain(vm, m, g, "%s",
                r == CHAN_CLOSED_SEND    ? "send on closed channel"
                : r == CHAN_CLOSED_CLOSE ? "close of closed channel"
                                         : "close of nil channel");
}

void
throw_uncomparable(struct vm *vm, struct m *m, struct g *g, const struct typeinfo *t)
{
    throw_runtime(vm, m, g, "comparing uncomparable type %.*s", (int)t->name.len, t->name.data);
}

static void
throw_conversion(struct vm *vm, struct m *m, struct g *g, const struct typeinfo *static_type,
                 uint64_t dynamic, const struct typeinfo *wanted, const char *missing)
{
    char text[512];
    uint64_t data;
    iface_panic_text(text, sizeof text, static_type, (const struct typeinfo *)(uintptr_t)dynamic,
                     wanted, missing);
    if (make_error(m->p, g, vm->type_assert_error->elem, text, strlen(text), &data))
        panic_start(vm, m, g, (uint64_t)(uintptr_t)vm->type_assert_error, data);
    else
        throw_no_memory(vm, m, g);
}

void
throw_assert_type(struct vm *vm, struct m *m, struct g *g, uint64_t dynamic,
                  const struct typeinfo *wanted, const struct typeinfo *static_type)
{
    throw_conversion(vm, m, g, static_type, dynamic, wanted, NULL);
}

void
throw_assert_iface(struct vm *vm, struct m *m, struct g *g, const uint64_t src[2], unsigned flags,
                   const struct typeinfo *wanted)
{
    uint64_t dynamic = flags & 1 ? src[0]
                       : src[0]
                           ? (uint64_t)(uintptr_t)((const struct itab *)(uintptr_t)src[0])->type
                           : 0;
    const char *missing = NULL;
    if (dynamic && !(flags & 2))
        iface_itab(vm, wanted, (const struct typeinfo *)(uintptr_t)dynamic, &missing);
    throw_conversion(vm, m, g, dynamic ? wanted : NULL, dynamic, wanted, missing);
}

void
throw_stack(struct vm *vm, struct m *m, struct g *g, enum stack_result r)
{
    if (r == STACK_NO_MEMORY) {
        throw_no_memory(vm, m, g);
        return;
    }
    struct buf text = {0};
    buf_printf(&text,
               "runtime: goroutine stack exceeds %" PRIu64 "-byte limit\n"
               "runtime: sp=0x%" PRIx64 " stack=[0x%" PRIx64 ", 0x%" PRIx64 "]\n"
               "fatal error: stack overflow\n",
               atomic_load(&m->sched->max_stack_bytes), atomic_load(&g->sp), g->stack.lo,
               g->stack.hi);
    fatal_text(vm, m, g, &text, true);
    buf_finish(&text);
}

void
throw_no_memory(struct vm *vm, struct m *m, struct g *g)
{
    struct buf text = {0};
    buf_add_str(&text, "fatal error: runtime: out of memory\n");
    fatal_text(vm, m, g, &text, true);
    buf_finish(&text);
}
