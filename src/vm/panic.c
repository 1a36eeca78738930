/* Panics, defers, recover and Goexit, all on the goroutine's own stack: a panic is a frame of the
 * stub runtime.gopanic, a defer record is four words of its function's frame. See panic.h.
 *
 * Invariant: g->panics is the newest gopanic frame (lowest address), each one's slot 4 the next
 * older; a panic is dropped when its frame is unwound past. Go: runtime/panic.go */
#include "vm/panic.h"

#include "base/bug.h"
#include "base/vec.h"
#include "gc/barrier.h"
#include "sched/framewalk.h"
#include "sched/stack.h"
#include "sched/traceback.h"
#include "vm/fatal.h"
#include "vm/text.h"
#include "vm/throw.h"

#include <string.h>

/* Slots 0..2 are outgoing: a receiver, and the string that its Error method returns. */
enum {
    SLOT_TYPE = 3,
    SLOT_DATA = 4,
    SLOT_OLDER = 5,
    SLOT_FLAGS = TRACEBACK_PANIC_FLAGS,
    SLOT_TARGET = 7
};
enum {
    PANIC_RECOVERED = 1,
    PANIC_GOEXIT = TRACEBACK_PANIC_GOEXIT,
    PANIC_NAMING = 4,     /* a method of the value of SLOT_TARGET is being called for its text */
    PANIC_REPANICKED = 8, /* the next newer panic has the same value */
    PANIC_DYING = 16,     /* nobody is left to recover */
};
enum { DEFER_LIST = 1 };    /* flag of a record: its closure is a list of records */
enum { LIST_FINISHED = 1 }; /* content of a list whose calls have been run: no address */

struct defer_record {
    uint64_t link; /* next older record */
    uint64_t closure;
    uint64_t sp; /* frame that deferred it */
    uint64_t flags;
};

static uint64_t *
slots_at(uint64_t sp)
{
    return (uint64_t *)(uintptr_t)sp;
}

static struct defer_record *
record_at(uint64_t addr)
{
    return (struct defer_record *)(uintptr_t)addr;
}

void
panic_push_defer(struct m *m, struct g *g, uint64_t record, uint64_t closure, uint64_t sp)
{
    (void)m;
    *record_at(record) = (struct defer_record){g->defers, closure, sp, 0};
    g->defers = record;
}

/* Records of loops are heap objects; the type has no descriptor of its own in the program, so that
 * they are described by their pointer words: link, closure and sp. */
static const uint64_t record_mask[1] = {7};
static const struct typeinfo record_type = {
    .size = 32,
    .ptrdata = 24,
    .mask_period = 32,
    .ptrmask = record_mask,
    .kind = KIND_STRUCT,
    .align = 8,
    .name = {"runtime._defer", 14},
};

static const uint64_t list_mask[1] = {1};
static const struct typeinfo list_type = {
    .size = 8,
    .ptrdata = 8,
    .mask_period = 8,
    .ptrmask = list_mask,
    .kind = KIND_STRUCT,
    .align = 8,
    .name = {"runtime._deferlist", 18},
};

/* What is stored may be white and soon gone from the stack; the record is born black. */
static uint64_t
new_record(struct m *m, struct g *g, struct defer_record d)
{
    uint64_t record = vm_alloc(m->p, g, &record_type, record_type.size, true);
    if (!record)
        return 0;
    barrier_store(&m->p->gc, record, d.link);
    barrier_store(&m->p->gc, record + 8, d.closure);
    access_store64(record + 16, d.sp);
    access_store64(record + 24, d.flags);
    return record;
}

bool
panic_push_defer_heap(struct m *m, struct g *g, uint64_t closure, uint64_t sp)
{
    uint64_t record = new_record(m, g, (struct defer_record){g->defers, closure, sp, 0});
    if (record)
        g->defers = record;
    return record != 0;
}

uint64_t
panic_defer_list(struct m *m, struct g *g, uint64_t sp)
{
    uint64_t list = vm_alloc(m->p, g, &list_type, list_type.size, true);
    if (!list)
        return 0;
    uint64_t record = new_record(m, g, (struct defer_record){g->defers, list, sp, DEFER_LIST});
    if (record)
        g->defers = record;
    return record ? list : 0;
}

static bool
list_swap(struct m *m, uint64_t list, uint64_t from, uint64_t to)
{
    struct gc_p *p = &m->p->gc;
    if (atomic_load_explicit(&p->gc->barrier_on, memory_order_relaxed))
        barrier_shade(p, list, to == LIST_FINISHED ? 0 : to);
    return __atomic_compare_exchange_n((uint64_t *)(uintptr_t)list, &from, to, false,
                                       __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

enum panic_defer
panic_defer_to(struct m *m, struct g *g, uint64_t closure, uint64_t list)
{
    uint64_t record = new_record(m, g, (struct defer_record){0, closure, 0, 0});
    if (!record)
        return PANIC_NO_MEMORY;
    uint64_t first;
    do {
        first = __atomic_load_n((uint64_t *)(uintptr_t)list, __ATOMIC_ACQUIRE);
        if (first == LIST_FINISHED)
            return PANIC_TOO_LATE;
        barrier_store(&m->p->gc, record, first);
    } while (!list_swap(m, list, first, record));
    return PANIC_DEFERRED;
}

/* The records of the list take the place of the record that stands for them. */
static void
unfold(struct m *m, struct g *g)
{
    const struct defer_record *d = record_at(g->defers);
    uint64_t rest = d->link, sp = d->sp, list = d->closure, first;
    do
        first = access_load64(list);
    while (!list_swap(m, list, first, LIST_FINISHED));
    g->defers = first ? first : rest;
    for (uint64_t record = first; record;) {
        uint64_t next = access_load64(record);
        access_store64(record + 16, sp);
        if (!next)
            barrier_store(&m->p->gc, record, rest);
        record = next;
    }
}

/* The newest record; NULL without any. */
static struct defer_record *
newest(struct m *m, struct g *g)
{
    while (g->defers && record_at(g->defers)->flags & DEFER_LIST)
        unfold(m, g);
    return g->defers ? record_at(g->defers) : NULL;
}

uint64_t
panic_pop_defer(struct m *m, struct g *g, uint64_t sp)
{
    if (!g->defers || record_at(g->defers)->sp != sp)
        return PANIC_NO_DEFER;
    struct defer_record *d = newest(m, g);
    if (!d || d->sp != sp)
        return PANIC_NO_DEFER;
    g->defers = d->link;
    return d->closure;
}

/* Pushes a frame of runtime.gopanic below g->sp, as a call from g->pc would. */
static bool
push_frame(struct vm *vm, struct m *m, struct g *g, uint64_t type, uint64_t data, uint64_t flags)
{
    uint64_t entry = vm->image->text + vm->image->program->known.gopanic;
    uint64_t need = image_header(entry)->frame_bytes + 8;
    uint64_t sp = atomic_load(&g->sp);
    if (sp - need < g->stack.lo + STACK_GUARD_BYTES / 2) {
        /* The guard's reserve is for this: a panic must not need a larger stack, except when many
         * frames of it pile up. The value must survive the copy: it is on the heap. */
        enum stack_result r = stack_grow(m->p, g, need, 0);
        if (r != STACK_OK) {
            throw_stack(vm, m, g, r);
            return false;
        }
        sp = atomic_load(&g->sp);
    }
    slots_at(sp)[-1] = atomic_load(&g->pc);
    sp -= need;
    uint64_t *s = slots_at(sp);
    for (unsigned i = 0; i < need / 8 - 1; i++)
        s[i] = 0;
    s[SLOT_TYPE] = type;
    s[SLOT_DATA] = data;
    s[SLOT_OLDER] = g->panics;
    s[SLOT_FLAGS] = flags;
    g->panics = sp;
    atomic_store(&g->sp, sp);
    atomic_store(&g->pc, entry);
    return true;
}

void
panic_start(struct vm *vm, struct m *m, struct g *g, uint64_t type, uint64_t data)
{
    tracer_emit(&m->p->tracer, EVENT_PANIC, g->id, g->id, atomic_load(&g->pc), 0);
    push_frame(vm, m, g, type, data, 0);
}

void
panic_goexit(struct vm *vm, struct m *m, struct g *g)
{
    push_frame(vm, m, g, 0, 0, PANIC_GOEXIT);
}

/* Drops panics whose frames lie below sp: they are unwound past. */
static void
drop_panics(struct g *g, uint64_t sp)
{
    while (g->panics && g->panics < sp)
        g->panics = slots_at(g->panics)[SLOT_OLDER];
}

/* After a recover: the deferring function goes on as if it returned, at its deferreturn. */
static void
resume_at(struct vm *vm, struct g *g, uint64_t target)
{
    struct framewalk w;
    framewalk_init(&w, vm->image, g);
    while (w.func && w.sp != target)
        framewalk_next(&w);
    ensure(w.func && w.func->deferreturn, "a recovered panic has no frame to return to");
    drop_panics(g, target);
    atomic_store(&g->sp, target);
    atomic_store(&g->pc, vm->image->text + w.func->entry + w.func->deferreturn);
}

static bool
named(struct typeinfo_str s, const char *name)
{
    return s.len == strlen(name) && memcmp(s.data, name, s.len) == 0;
}

/* Entry of the value's Error or String method, 0 when it has none. */
static uint64_t
text_method(const struct typeinfo *t)
{
    static const char *const names[] = {"Error", "String"};
    for (int k = 0; t && k < 2; k++) {
        for (uint64_t i = 0; i < t->n_methods; i++) {
            const struct typeinfo_method *m = &t->methods[i];
            if (named(m->name, names[k]) && m->type->n_in == 0 && m->type->n_fields == 1 &&
                m->type->fields[0].type->kind == KIND_STRING)
                return m->code;
        }
    }
    return 0;
}

/* The string that a method returned into slots 1 and 2 of frame s replaces the value it names, so
 * that the last words are all strings. */
static void
take_name(struct vm *vm, struct m *m, struct g *g, uint64_t *s)
{
    uint64_t box = vm_alloc(m->p, g, vm->type_string, vm->type_string->size, true);
    uint64_t *value = slots_at(s[SLOT_TARGET]);
    s[SLOT_FLAGS] &= ~(uint64_t)PANIC_NAMING;
    if (!box)
        return;
    barrier_store(&m->p->gc, box, s[1]);
    access_store64(box + 8, s[2]);
    value[SLOT_TYPE] = (uint64_t)(uintptr_t)vm->type_string;
    value[SLOT_DATA] = box;
}

/* A panic with the very value that was recovered from the one before it is not told twice. */
static void
mark_repanics(const struct g *g)
{
    for (uint64_t at = g->panics, older; at; at = older) {
        const uint64_t *s = slots_at(at);
        older = s[SLOT_OLDER];
        uint64_t *o = slots_at(older);
        if (older && !(s[SLOT_FLAGS] & PANIC_GOEXIT) && s[SLOT_TYPE] == o[SLOT_TYPE] &&
            s[SLOT_DATA] == o[SLOT_DATA])
            o[SLOT_FLAGS] |= PANIC_REPANICKED;
    }
}

static bool
is_told(const uint64_t *s)
{
    uint64_t older = s[SLOT_OLDER];
    return !(s[SLOT_FLAGS] & PANIC_GOEXIT) &&
           !(older && slots_at(older)[SLOT_FLAGS] & PANIC_REPANICKED);
}

/* The program will die: errors and Stringers are asked for their text first, one call each time. */
static uint64_t
ask_name(const struct g *g, uint64_t *s)
{
    if (!(s[SLOT_FLAGS] & PANIC_DYING))
        mark_repanics(g);
    s[SLOT_FLAGS] |= PANIC_DYING;
    for (uint64_t at = g->panics; at; at = slots_at(at)[SLOT_OLDER]) {
        const uint64_t *value = slots_at(at);
        uint64_t entry = text_method((const struct typeinfo *)(uintptr_t)value[SLOT_TYPE]);
        if (!entry || !is_told(value))
            continue;
        s[0] = value[SLOT_DATA];
        s[1] = s[2] = 0;
        s[SLOT_TARGET] = at;
        s[SLOT_FLAGS] |= PANIC_NAMING;
        return entry;
    }
    return 0;
}

/* Does an older panic die, and was it about to be printed? */
static bool
is_in_naming(const struct g *g)
{
    for (uint64_t at = slots_at(g->panics)[SLOT_OLDER]; at; at = slots_at(at)[SLOT_OLDER])
        if (slots_at(at)[SLOT_FLAGS] & PANIC_NAMING)
            return true;
    return false;
}

static void
die_in_naming(struct vm *vm, struct m *m, struct g *g, const uint64_t *s)
{
    const struct typeinfo *t = (const struct typeinfo *)(uintptr_t)s[SLOT_TYPE];
    struct buf text = {0};
    buf_add_str(&text, "fatal error: panic while printing panic value: ");
    if (t == vm->type_string) {
        buf_add(&text, (const char *)(uintptr_t)access_load64(s[SLOT_DATA]),
                access_load64(s[SLOT_DATA] + 8));
    } else {
        buf_add_str(&text, "type ");
        buf_add(&text, t->name.data, t->name.len);
    }
    buf_add_byte(&text, '\n');
    fatal_text(vm, m, g, &text, true);
    buf_finish(&text);
}

static void
die(struct vm *vm, struct m *m, struct g *g)
{
    struct buf text = {0};
    panic_text(g, &text);
    fatal_text(vm, m, g, &text, false);
    buf_finish(&text);
}

enum panic_step
panic_step(struct vm *vm, struct m *m, struct g *g, uint64_t *entry)
{
    uint64_t *s = slots_at(atomic_load(&g->sp));
    if (s[SLOT_FLAGS] & PANIC_NAMING)
        take_name(vm, m, g, s);
    if (s[SLOT_FLAGS] & PANIC_RECOVERED) {
        /* A Goexit below goes on when the panic above it was recovered. */
        uint64_t older = s[SLOT_OLDER];
        if (older && older < s[SLOT_TARGET] && slots_at(older)[SLOT_FLAGS] & PANIC_GOEXIT) {
            g->panics = older;
            atomic_store(&g->sp, older);
            atomic_store(&g->pc, vm->image->text + vm->image->program->known.gopanic);
            return PANIC_STEP_RESUME;
        }
        resume_at(vm, g, s[SLOT_TARGET]);
        g->faulted &= g->panics != 0;
        return PANIC_STEP_RESUME;
    }
    struct defer_record *d = newest(m, g);
    if (!d) {
        if (s[SLOT_FLAGS] & PANIC_GOEXIT) {
            g->panics = 0;
            return PANIC_STEP_EXIT_G;
        }
        if (is_in_naming(g)) {
            die_in_naming(vm, m, g, s);
            return PANIC_STEP_HALT;
        }
        *entry = ask_name(g, s);
        if (*entry) {
            g->ctx = 0;
            return PANIC_STEP_CALL;
        }
        die(vm, m, g);
        return PANIC_STEP_HALT;
    }
    g->defers = d->link;
    s[SLOT_TARGET] = d->sp;
    g->ctx = d->closure;
    *entry = 0;
    return PANIC_STEP_CALL;
}

/* recover() counts in a function that a panic's PANICSTEP called itself: exactly one frame,
 * wrappers not counted, between the two. */
void
panic_recover(struct vm *vm, struct m *m, struct g *g, uint64_t *out)
{
    (void)m;
    out[0] = out[1] = 0;
    uint64_t *s = slots_at(g->panics);
    if (!g->panics || s[SLOT_FLAGS] & (PANIC_RECOVERED | PANIC_GOEXIT))
        return;
    struct framewalk w;
    framewalk_init(&w, vm->image, g);
    unsigned between = 0;
    while (w.sp != g->panics && between < 2) {
        between += !(w.func->flags & FUNC_WRAPPER);
        if (!framewalk_next(&w))
            return;
    }
    if (between != 1)
        return;
    s[SLOT_FLAGS] |= PANIC_RECOVERED;
    out[0] = s[SLOT_TYPE];
    out[1] = s[SLOT_DATA];
}

/* Oldest first, each later one on a line of its own with a tab. */
void
panic_text(const struct g *g, struct buf *out)
{
    VEC(const uint64_t *) chain = {0};
    for (uint64_t at = g->panics; at; at = slots_at(at)[SLOT_OLDER]) {
        if (is_told(slots_at(at)))
            vec_push(&chain, slots_at(at));
    }
    for (size_t i = chain.n; i-- > 0;) {
        const uint64_t *s = chain.v[i];
        buf_add_str(out, i + 1 == chain.n ? "panic: " : "\tpanic: ");
        text_panic_value(out, s[SLOT_TYPE], s[SLOT_DATA]);
        if (s[SLOT_FLAGS] & PANIC_RECOVERED)
            buf_add_str(out, s[SLOT_FLAGS] & PANIC_REPANICKED ? " [recovered, repanicked]"
                                                              : " [recovered]");
        buf_add_byte(out, '\n');
    }
    vec_finish(&chain);
}
