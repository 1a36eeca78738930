/* Package reflect: memory by type, maps and channels of types known at run time, and both halves of
 * a call by call16 and its like (reflectstub in the compiler), whose frames' outgoing part is the
 * called function's. Go: runtime/runtime1.go (reflect_*), runtime/asm_amd64.s (reflectcall) */
#include <string.h>

#include "gc/barrier.h"
#include "sched/chan.h"
#include "vm/map.h"
#include "vm/mapiter.h"
#include "vm/native.h"
#include "vm/run.h"
#include "vm/throw.h"

native_fn lib_reflect_new_object, lib_reflect_move, lib_reflect_slot, lib_reflect_grow;
native_fn lib_reflect_implementation, lib_reflect_find_named;
native_fn lib_reflect_make_map, lib_reflect_map_get, lib_reflect_map_set, lib_reflect_map_delete;
native_fn lib_reflect_map_clear, lib_reflect_map_start, lib_reflect_map_next;
native_fn lib_reflect_make_chan, lib_reflect_close_chan, lib_reflect_send, lib_reflect_receive;
native_fn lib_reflect_choose, lib_reflect_pass_arguments, lib_reflect_fetch_results;

#define ADDRESS_SPACE (UINT64_C(1) << 48)

static const struct typeinfo *
type_at(uint64_t addr)
{
    return (const struct typeinfo *)(uintptr_t)addr;
}

static uint64_t *
words_at(uint64_t addr)
{
    return (uint64_t *)(uintptr_t)addr;
}

/* newObject(t, n) unsafe.Pointer */
enum native_result
lib_reflect_new_object(struct native_call *c)
{
    const struct typeinfo *t = type_at(c->args[0]);
    uint64_t n = c->args[1];
    if (t->size && n > ADDRESS_SPACE / t->size) {
        throw_plain(c->vm, c->m, c->g, "runtime: allocation size out of range");
        return NATIVE_THROWN;
    }
    c->args[2] = vm_alloc(c->p, c->g, t, t->size * n, true);
    return c->args[2] ? NATIVE_DONE : vm_fatal(c, "out of memory");
}

/* move(t, to, from, n) */
enum native_result
lib_reflect_move(struct native_call *c)
{
    const struct typeinfo *t = type_at(c->args[0]);
    uint64_t to = c->args[1], from = c->args[2], n = c->args[3];
    if (t->size == 0)
        return NATIVE_DONE;
    if (from)
        barrier_copy(&c->p->gc, to, from, t, n);
    else
        run_zero(&c->p->gc, to, t, n);
    return NATIVE_DONE;
}

/* slots_is_boxed of the compiler. */
static bool
is_boxed(const struct typeinfo *t)
{
    return t->size > 64 * 1024 && (t->kind == KIND_STRUCT || t->kind == KIND_ARRAY);
}

static uint64_t
words_of(const struct typeinfo *t)
{
    return is_boxed(t) ? 1 : (t->size + 7) / 8;
}

/* Into slots of a frame; false = out of memory. */
static bool
load_slots(struct native_call *c, const struct typeinfo *t, uint64_t *to, uint64_t from)
{
    if (is_boxed(t)) {
        *to = vm_alloc(c->p, c->g, t, t->size, true);
        if (!*to)
            return false;
        barrier_copy(&c->p->gc, *to, from, t, 1);
    } else if (t->size) {
        run_load(to, from, t->size, t);
    }
    return true;
}

/* slot(t, to, from) */
enum native_result
lib_reflect_slot(struct native_call *c)
{
    if (load_slots(c, type_at(c->args[0]), words_at(c->args[1]), c->args[2]))
        return NATIVE_DONE;
    return vm_fatal(c, "out of memory");
}

/* grow(elem, s slice, n) slice */
enum native_result
lib_reflect_grow(struct native_call *c)
{
    enum slice_error e =
        slice_grow(c->p, c->g, type_at(c->args[0]), &c->args[1], c->args[4], &c->args[5]);
    if (e == SLICE_OK)
        return NATIVE_DONE;
    throw_append(c->vm, c->m, c->g, e);
    return NATIVE_THROWN;
}

/* implementation(iface, t) unsafe.Pointer */
enum native_result
lib_reflect_implementation(struct native_call *c)
{
    c->args[2] =
        (uint64_t)(uintptr_t)iface_itab(c->vm, type_at(c->args[0]), type_at(c->args[1]), NULL);
    return NATIVE_DONE;
}

/* findNamed(name string, i int) (t, next) */
enum native_result
lib_reflect_find_named(struct native_call *c)
{
    const struct image *im = c->vm->image;
    const char *name = (const char *)(uintptr_t)c->args[0];
    size_t n = c->args[1], i = c->args[2];
    c->args[3] = 0;
    for (; i < im->program->types.n && !c->args[3]; i++) {
        const struct typeinfo *t = type_at(im->rodata + im->program->types.v[i].offset);
        if (t->name.len == n && memcmp(t->name.data, name, n) == 0)
            c->args[3] = (uint64_t)(uintptr_t)t;
    }
    c->args[4] = i;
    return NATIVE_DONE;
}

/* ---- maps ---- */

static enum native_result
map_result(struct native_call *c, enum map_error e, const struct typeinfo *bad_type)
{
    if (e == MAP_OK)
        return NATIVE_DONE;
    throw_map(c->vm, c->m, c->g, e, bad_type);
    return NATIVE_THROWN;
}

/* makeMap(t, n) unsafe.Pointer */
enum native_result
lib_reflect_make_map(struct native_call *c)
{
    const struct maptype *t = maptype_of(c->vm, type_at(c->args[0]));
    c->args[2] = map_make(c->p, c->g, t, (int64_t)c->args[1]);
    return map_result(c, c->args[2] ? MAP_OK : MAP_NO_MEMORY, NULL);
}

/* mapGet(t, m, key) unsafe.Pointer */
enum native_result
lib_reflect_map_get(struct native_call *c)
{
    const struct typeinfo *bad = NULL;
    const struct maptype *t = maptype_of(c->vm, type_at(c->args[0]));
    c->args[3] = 0;
    struct map_value v;
    enum map_error e = map_get(t, c->args[1], c->args[2], &v, &bad);
    c->args[3] = v.found ? v.at : 0;
    return map_result(c, e, bad);
}

/* mapSet(t, m, key) unsafe.Pointer */
enum native_result
lib_reflect_map_set(struct native_call *c)
{
    const struct typeinfo *bad = NULL;
    const struct maptype *t = maptype_of(c->vm, type_at(c->args[0]));
    enum map_error e = map_set(c->p, c->g, t, c->args[1], c->args[2], &c->args[3], &bad);
    return map_result(c, e, bad);
}

/* mapDelete(t, m, key) */
enum native_result
lib_reflect_map_delete(struct native_call *c)
{
    const struct typeinfo *bad = NULL;
    const struct maptype *t = maptype_of(c->vm, type_at(c->args[0]));
    enum map_error e = map_delete(c->p, t, c->args[1], c->args[2], &bad);
    return map_result(c, e, bad);
}

/* mapClear(t, m) */
enum native_result
lib_reflect_map_clear(struct native_call *c)
{
    return map_result(c, map_clear(c->p, maptype_of(c->vm, type_at(c->args[0])), c->args[1]), NULL);
}

/* mapStart(t, m, at) */
enum native_result
lib_reflect_map_start(struct native_call *c)
{
    bool ok = mapiter_init(c->p, type_at(c->args[0]), c->args[1], words_at(c->args[2]));
    return map_result(c, ok ? MAP_OK : MAP_ITERATE_WRITE, NULL);
}

/* mapNext(at) bool */
enum native_result
lib_reflect_map_next(struct native_call *c)
{
    uint64_t *iter = words_at(c->args[0]);
    if (mapiter_is_disturbed(iter))
        return map_result(c, MAP_ITERATE_WRITE, NULL);
    c->args[1] = mapiter_next(c->vm, iter);
    return NATIVE_DONE;
}

/* ---- channels ---- */

static enum native_result
chan_result(struct native_call *c, enum chan_result r)
{
    switch (r) {
    case CHAN_DONE:
        return NATIVE_DONE;
    case CHAN_PARKED:
        return NATIVE_PARKED;
    case CHAN_WOULD_BLOCK:
        c->args[3] = 0;
        return NATIVE_DONE;
    default:
        throw_chan(c->vm, c->m, c->g, r);
        return NATIVE_THROWN;
    }
}

/* makeChan(t, n) unsafe.Pointer */
enum native_result
lib_reflect_make_chan(struct native_call *c)
{
    const struct typeinfo *t = type_at(c->args[0]);
    uint64_t n = c->args[1];
    if (t->elem->size && n > (UINT64_C(1) << 47) / t->elem->size) {
        throw_plain(c->vm, c->m, c->g, "makechan: size out of range");
        return NATIVE_THROWN;
    }
    c->args[2] = chan_make(c->p, c->g, t, n);
    return c->args[2] ? NATIVE_DONE : vm_fatal(c, "out of memory");
}

/* closeChan(c) */
enum native_result
lib_reflect_close_chan(struct native_call *c)
{
    return chan_result(c, chan_close(c->m, c->args[0]));
}

/* send(c, elem, wait) (done bool) */
enum native_result
lib_reflect_send(struct native_call *c)
{
    c->args[3] = 1;
    return chan_result(c, chan_send(c->m, c->g, c->args[0], c->args[1], c->args[2] & 1));
}

/* receive(c, elem, wait) (done, ok bool) */
enum native_result
lib_reflect_receive(struct native_call *c)
{
    uint64_t ok_addr = (uint64_t)(uintptr_t)&c->args[4];
    c->args[3] = 1;
    c->args[4] = 0;
    return chan_result(c, chan_recv(c->m, c->g, c->args[0], c->args[1], ok_addr, c->args[2] & 1));
}

/* choose(cases, n, hasDefault) (chosen int, ok bool) */
enum native_result
lib_reflect_choose(struct native_call *c)
{
    uint64_t result = (uint64_t)(uintptr_t)&c->args[3];
    return chan_result(
        c, chan_select(c->m, c->g, c->args[0], (unsigned)c->args[1], c->args[2] & 1, result));
}

/* ---- calls ---- */

/* The parameters of call16. */
struct call {
    uint64_t code;    /* of the compiled part only */
    uint64_t type;    /* of the function, without receiver */
    uint64_t recv;    /* address of the receiver's word; 0 = none */
    uint64_t args;    /* address of pointers to the values */
    uint64_t results; /* likewise */
    uint64_t frame;   /* or: where both lie as in a frame; else 0 */
};

static uint64_t
param_words(const struct typeinfo *t)
{
    uint64_t n = 0;
    for (uint32_t i = 0; i < t->n_in; i++)
        n += words_of(t->fields[i].type);
    return n;
}

static uint64_t *
outgoing(const struct native_call *c)
{
    return words_at((uint64_t)(uintptr_t)c->types); /* slots 0.. of this frame */
}

enum native_result
lib_reflect_pass_arguments(struct native_call *c)
{
    const struct call *call = (const void *)c->args;
    const struct typeinfo *t = type_at(call->type);
    uint64_t *to = outgoing(c);
    if (call->recv)
        *to++ = access_load64(call->recv);
    if (call->frame) {
        memcpy(to, words_at(call->frame), param_words(t) * 8);
        return NATIVE_DONE;
    }
    for (uint32_t i = 0; i < t->n_in; i++) {
        const struct typeinfo *param = t->fields[i].type;
        if (!load_slots(c, param, to, access_load64(call->args + i * 8)))
            return vm_fatal(c, "out of memory");
        to += words_of(param);
    }
    return NATIVE_DONE;
}

static void
store_slots(struct native_call *c, uint64_t to, const uint64_t *from, const struct typeinfo *t)
{
    if (is_boxed(t))
        barrier_copy(&c->p->gc, to, *from, t, 1);
    else
        run_put(&c->p->gc, to, from, t, 1);
}

enum native_result
lib_reflect_fetch_results(struct native_call *c)
{
    const struct call *call = (const void *)c->args;
    const struct typeinfo *t = type_at(call->type);
    uint64_t n = param_words(t), *from = outgoing(c) + (call->recv != 0) + n;
    uint64_t *frame = words_at(call->frame);
    for (uint32_t i = t->n_in; i < t->n_fields; i++) {
        const struct typeinfo *result = t->fields[i].type;
        uint64_t words = words_of(result);
        if (call->frame)
            memcpy(frame + n, from, words * 8);
        else if (words)
            store_slots(c, access_load64(call->results + (i - t->n_in) * 8), from, result);
        n += words;
        from += words;
    }
    return NATIVE_DONE;
}
