/* The dispatch loop. One case an instruction of opcode.def, short ones inline, everything else
 * called out; the cases lie in run_FAMILY.inc (integers, calls, maps ...), each as CASE(NAME) or in
 * a line MACRO(NAME, ...) whose macro is here. pc and fp (the frame, slot 0) live in locals; they
 * are saved to the goroutine before anything that may look at its stack, and reloaded after
 * anything that may have moved it.
 *
 * Three dispatch tables of label addresses: `full` jumps straight to the instruction; `wary`, for
 * programs that may have written anywhere, looks first where calls and returns lead; `traced` jumps
 * to one label that spends an operation, emits events and stops where a stop is allowed, and then
 * goes on through the others. Which one is used is decided on entry and after each slow safepoint.
 *
 * Calls: the callee's frame is pushed first and only then, if the guard asks for it, the slow
 * safepoint is taken at the callee's entry, so that frame maps always hold (program.h).
 * Go: what compiled code does; runtime/asm_amd64.s (morestack) */
#include "vm/run.h"

#include "base/bug.h"
#include "code/opcode.h"
#include "gc/barrier.h"
#include "sched/chan.h"
#include "sched/stack.h"
#include "vm/equal.h"
#include "vm/fatal.h"
#include "vm/fault.h"
#include "vm/iface.h"
#include "vm/map.h"
#include "vm/mapfast.h"
#include "vm/mapiter.h"
#include "vm/panic.h"
#include "vm/slice.h"
#include "vm/str.h"
#include "vm/text.h"
#include "vm/throw.h"
#include "vm/traced.h"
#include "vm/vm.h"

#include <math.h>
#include <string.h>

enum { NIL_LIMIT = 4096 };

static inline double
as_f64(uint64_t bits)
{
    double d;
    memcpy(&d, &bits, 8);
    return d;
}

static inline uint64_t
f64_bits(double d)
{
    uint64_t bits;
    memcpy(&bits, &d, 8);
    return bits;
}

static inline float
as_f32(uint64_t bits)
{
    uint32_t low = (uint32_t)bits;
    float f;
    memcpy(&f, &low, 4);
    return f;
}

static inline uint64_t
f32_bits(float f)
{
    uint32_t bits;
    memcpy(&bits, &f, 4);
    return bits;
}

/* Out of range or NaN gives the smallest integer, as amd64's conversion does. */
static inline int64_t
f64_to_i64(double d)
{
    return d >= -0x1p63 && d < 0x1p63 ? (int64_t)d : INT64_MIN;
}

static inline uint64_t
f64_to_u64(double d)
{
    if (d < 0x1p63)
        return (uint64_t)f64_to_i64(d);
    return (uint64_t)f64_to_i64(d - 0x1p63) ^ UINT64_C(1) << 63;
}

/* Go's min and max: any NaN gives NaN, -0 is below +0. */
static double
float_min(double x, double y)
{
    if (isnan(x) || isnan(y))
        return NAN;
    if (x == y)
        return signbit(x) ? x : y;
    return x < y ? x : y;
}

static double
float_max(double x, double y)
{
    if (isnan(x) || isnan(y))
        return NAN;
    if (x == y)
        return signbit(x) ? y : x;
    return x > y ? x : y;
}

/* n over a constant, rounded to zero; DIVI says how. */
static inline int64_t
divide_by(int64_t n, uint64_t magic, uint64_t shift)
{
    /* magic is 2^63 or more: as a signed factor it lacks 2^64 * n */
    int64_t high = (int64_t)((__int128)n * (int64_t)magic >> 64);
    return ((int64_t)((uint64_t)high + (uint64_t)n) >> shift) - (n >> 63);
}

/* What an F form finds in the register. */
static double
nearest(const struct instr *pc, const uint64_t *fp)
{
    if (pc->op == OP_FMADDX || pc->op == OP_FMSUBX)
        return as_f64(fp[((const uint64_t *)pc)[1]]);
    return pc->op >= OP_FADDF && pc->op < OP_FMADDX ? as_f64(fp[pc->b]) : 0;
}

static void
move_words(uint64_t *dst, const uint64_t *src, unsigned n)
{
    memmove(dst, src, (size_t)n * 8);
}

/* The callee's frame below fp: return pc; no pointer slot holds anything yet. */
static inline uint64_t *
push_frame(uint64_t *fp, const struct func_header *h, const struct instr *pc)
{
    uint64_t *sp = (uint64_t *)(void *)((char *)fp - h->frame_bytes - 8);
    fp[-1] = (uint64_t)(uintptr_t)pc;
    uint64_t counts;
    memcpy(&counts, &h->clear_off, sizeof counts); /* clear_n and res_n are its odd quarters */
    if (counts & UINT64_C(0xffff0000ffff0000)) {
        /* few slots: atomic stores, which no compiler turns into a call of memset */
        for (uint64_t *r = fp + h->res_off, *end = r + h->res_n; r < end; r++)
            access_store64((uint64_t)(uintptr_t)r, 0);
        for (uint64_t *r = sp + h->clear_off, *end = r + h->clear_n; r < end; r++)
            access_store64((uint64_t)(uintptr_t)r, 0);
    }
    return sp;
}

#define A     (pc[-1].a)
#define B     (pc[-1].b)
#define C     (pc[-1].c)
#define IMM_B ((int16_t)B)
#define IMM_C ((int16_t)C)
#define IMM32 (opcode_imm32(pc[-1]))
#define RA    (fp[A])
#define RB    (fp[B])
#define RC    (fp[C])
#define SA    ((int64_t)RA)
#define SB    ((int64_t)RB)
#define SC    ((int64_t)RC)
#define FA    as_f64(RA)
#define FB    as_f64(RB)
#define FC    as_f64(RC)
/* Most loops use maps of one type. */
#define MAP_LAYOUT()                                                                               \
    (map_type == EXT_TYPE(0) ? map_layout : (map_layout = maptype_of(vm, map_type = EXT_TYPE(0))))
#define MAP_PACE()      (&m->map_paces[((uintptr_t)pc / 8 ^ (uintptr_t)pc / 64) % M_MAP_PACES])
#define EXT(k)          (((const uint64_t *)pc)[k])
#define EXT_TYPE(k)     ((const struct typeinfo *)(uintptr_t)EXT(k))
#define SLOT_ADDR(slot) ((uint64_t)(uintptr_t)(fp + (slot)))

#define SAVE()                                                                                     \
    (atomic_store_explicit(&g->pc, (uint64_t)(uintptr_t)pc, memory_order_relaxed),                 \
     atomic_store_explicit(&g->sp, (uint64_t)(uintptr_t)fp, memory_order_relaxed))
#define RELOAD()                                                                                   \
    (pc = (const struct instr *)(uintptr_t)atomic_load_explicit(&g->pc, memory_order_relaxed),     \
     fp = (uint64_t *)(uintptr_t)atomic_load_explicit(&g->sp, memory_order_relaxed))
#define GUARD() atomic_load_explicit(&g->stackguard, memory_order_relaxed)

#define DISPATCH() goto *table[(pc++)->op]
#define NEXT()                                                                                     \
    do {                                                                                           \
        FORGET();                                                                                  \
        DISPATCH();                                                                                \
    } while (0)
#define CASE(name)  L_##name:
#define JUMP(words) (pc += (words))
/* After a backward jump: the guard is above every stack while a safepoint is wanted. */
#define NEXT_SAFE()                                                                                \
    do {                                                                                           \
        if (unlikely(GUARD() == STACK_PREEMPT))                                                    \
            goto safepoint;                                                                        \
        NEXT();                                                                                    \
    } while (0)

#define BINARY(name, expr)                                                                         \
    CASE(name)                                                                                     \
    RA = (uint64_t)(expr);                                                                         \
    NEXT();
/* Float64 results stay in `near` for an F form that may follow; everything else forgets them, so
 * that no call has to save the register. */
#if defined(__x86_64__) && defined(__GNUC__)
#define FORGET() __asm__("" : "=x"(near))
#else
#define FORGET() (near = 0)
#endif
#define FLOAT(name, expr)                                                                          \
    CASE(name)                                                                                     \
    near = (expr);                                                                                 \
    RA = f64_bits(near);                                                                           \
    DISPATCH();
#define FLOAT_EXT(name, expr)                                                                      \
    CASE(name)                                                                                     \
    near = (expr);                                                                                 \
    RA = f64_bits(near);                                                                           \
    pc++;                                                                                          \
    DISPATCH();
#define FLOAT_MEMORY(name, expr)                                                                   \
    CASE(name)                                                                                     \
    {                                                                                              \
        uint64_t at = RC;                                                                          \
        NEED(at);                                                                                  \
        double there = access_load_f64(at + EXT(0));                                               \
        near = (expr);                                                                             \
        RA = f64_bits(near);                                                                       \
        pc++;                                                                                      \
        DISPATCH();                                                                                \
    }
#define BRANCH(name, cond)                                                                         \
    CASE(name)                                                                                     \
    if (cond)                                                                                      \
        JUMP(IMM_C);                                                                               \
    NEXT();
#define BRANCH_BACK(name, cond)                                                                    \
    CASE(name)                                                                                     \
    if (cond) {                                                                                    \
        JUMP(IMM_C);                                                                               \
        NEXT_SAFE();                                                                               \
    }                                                                                              \
    NEXT();
#define BRANCH_INC(name, cond)                                                                     \
    CASE(name)                                                                                     \
    {                                                                                              \
        int64_t i = (int64_t)(RA += 1);                                                            \
        if (cond) {                                                                                \
            JUMP(IMM_C);                                                                           \
            NEXT_SAFE();                                                                           \
        }                                                                                          \
        NEXT();                                                                                    \
    }
#define NEED(addr)                                                                                 \
    do {                                                                                           \
        if (unlikely((addr) < NIL_LIMIT))                                                          \
            goto nil_pointer;                                                                      \
    } while (0)
#define LOAD(name, expr)                                                                           \
    CASE(name)                                                                                     \
    {                                                                                              \
        uint64_t at = RB;                                                                          \
        NEED(at);                                                                                  \
        at += C;                                                                                   \
        RA = (uint64_t)(expr);                                                                     \
        NEXT();                                                                                    \
    }
#define STORE(name, store)                                                                         \
    CASE(name)                                                                                     \
    {                                                                                              \
        uint64_t at = RA;                                                                          \
        NEED(at);                                                                                  \
        at += C;                                                                                   \
        store;                                                                                     \
        NEXT();                                                                                    \
    }
#define LOAD_INDEX(name, shift, expr)                                                              \
    CASE(name)                                                                                     \
    {                                                                                              \
        const uint64_t *s = &RB;                                                                   \
        uint64_t i = RC;                                                                           \
        if (unlikely(i >= s[1])) {                                                                 \
            bad_index = i, bad_len = s[1];                                                         \
            goto index_range;                                                                      \
        }                                                                                          \
        uint64_t at = s[0] + (i << (shift));                                                       \
        RA = (uint64_t)(expr);                                                                     \
        NEXT();                                                                                    \
    }
#define STORE_INDEX(name, shift, store)                                                            \
    CASE(name)                                                                                     \
    {                                                                                              \
        const uint64_t *s = &RA;                                                                   \
        uint64_t i = RB;                                                                           \
        if (unlikely(i >= s[1])) {                                                                 \
            bad_index = i, bad_len = s[1];                                                         \
            goto index_range;                                                                      \
        }                                                                                          \
        uint64_t at = s[0] + (i << (shift));                                                       \
        store;                                                                                     \
        NEXT();                                                                                    \
    }
/* A float64 or integer in memory changed by one operand. */
#define UPDATE(name, expr) STORE(name, access_store64(at, (uint64_t)(expr)))
#define WITH_MEMORY(name, expr)                                                                    \
    CASE(name)                                                                                     \
    {                                                                                              \
        uint64_t at = RC;                                                                          \
        NEED(at);                                                                                  \
        uint64_t word = access_load64(at + EXT(0));                                                \
        RA = (uint64_t)(expr);                                                                     \
        pc++;                                                                                      \
        NEXT();                                                                                    \
    }
/* at = address of the slice header that is element `outer` of slice s, then of its element
 * `inner`. */
#define INDEX_TWICE(s, outer, inner)                                                               \
    uint64_t i = (outer), k = (inner);                                                             \
    if (unlikely(i >= (s)[1])) {                                                                   \
        bad_index = i, bad_len = (s)[1];                                                           \
        goto index_range;                                                                          \
    }                                                                                              \
    uint64_t at = (s)[0] + i * 24, row_len = access_load64(at + 8);                                \
    if (unlikely(k >= row_len)) {                                                                  \
        bad_index = k, bad_len = row_len;                                                          \
        goto index_range;                                                                          \
    }                                                                                              \
    at = access_load64(at) + k * 8
/* A call of the function at `target` while the stack has room; the guard is above every stack while
 * a safepoint is wanted. */
#define ENTER(target)                                                                              \
    do {                                                                                           \
        uint64_t at = (target);                                                                    \
        const struct func_header *h = image_header(at);                                            \
        if (unlikely((uint64_t)(uintptr_t)fp - h->frame_bytes - 8 < GUARD())) {                    \
            entry = at;                                                                            \
            goto enter_slow;                                                                       \
        }                                                                                          \
        fp = push_frame(fp, h, pc);                                                                \
        pc = (const struct instr *)(uintptr_t)at;                                                  \
        NEXT();                                                                                    \
    } while (0)
/* From a frame of that many slots. */
#define RETURN(slots)                                                                              \
    do {                                                                                           \
        uint64_t *link = fp + (slots);                                                             \
        pc = (const struct instr *)(uintptr_t)*link;                                               \
        fp = link + 1;                                                                             \
        NEXT();                                                                                    \
    } while (0)
/* Calls a throw_* function, which leaves the goroutine at the first deferred step, and goes on. */
#define THROW(call)                                                                                \
    do {                                                                                           \
        SAVE();                                                                                    \
        call;                                                                                      \
        goto after_throw;                                                                          \
    } while (0)

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"

enum schedule_exit
run_loop(struct vm *vm, struct m *m, struct g *g)
{
    static const void *const full[OP_COUNT] = {
#define OP(name, operands, extents, ext, meaning) &&L_##name,
#include "code/opcode.def"
#undef OP
    };
    static const void *const traced[OP_COUNT] = {[0 ... OP_COUNT - 1] = &&traced_step};
    static const void *const wary[OP_COUNT] = {
#define OP(name, operands, extents, ext, meaning)                                                  \
    OP_##name == OP_CALLC || OP_##name == OP_CALLC1 || OP_##name == OP_CALLI ||                    \
            OP_##name == OP_GO || OP_##name == OP_RET ||                                           \
            (OP_##name >= OP_MOVRET && OP_##name <= OP_ANDRET)                                     \
        ? &&wary_jump                                                                              \
        : &&L_##name,
#include "code/opcode.def"
#undef OP
    };
    const void *const *const swift = vm->allow_unsafe ? wary : full;

    const uint64_t text = vm->image->text;
    const struct instr *pc;
    uint64_t *fp;
    struct p *p = m->p;
    struct gc *const gc = vm->gc;
    uint64_t ctx = g->ctx; /* closure being called, until GETCTX */
    uint64_t entry;        /* function being called */
    double near;           /* see FORGET */
    uint64_t bad_index = 0, bad_len = 0;
    const struct typeinfo *bad_type = NULL;
    const struct typeinfo *map_type = NULL; /* of the last map instruction, and its layout */
    const struct maptype *map_layout = NULL;
    enum schedule_exit why = SCHEDULE_YIELD;
    const void *const *table =
        atomic_load_explicit(&m->sched->control.traced, memory_order_relaxed) ? traced : swift;

    RELOAD();
    g->ctx = 0;
    NEXT();

    /* --- safepoints and calls ------------------------------------------------------------- */
safepoint:
    SAVE();
    g->ctx = ctx;
    if (schedule_safepoint(m, g, &why) == SCHEDULE_GIVE_UP)
        return why;
    p = m->p;
    RELOAD();
    ctx = g->ctx;
    g->ctx = 0;
    table = atomic_load_explicit(&m->sched->control.traced, memory_order_relaxed) ? traced : swift;
    NEXT();

wary_jump:
    if (!run_goes_astray(vm->image, fp, pc - 1, &entry))
        goto *full[pc[-1].op];
astray:
    SAVE();
    fault_wild_pc(vm, m, g, entry);
    return SCHEDULE_HALT;

do_call: /* entry, ctx, and pc = return address are set */
    if (unlikely(vm->allow_unsafe) && !run_is_entry(vm->image, entry))
        goto astray;
    ENTER(entry);

enter_slow : /* the stack is too small, or a safepoint is wanted: then in the callee's first pc */
{
    const struct func_header *h = image_header(entry);
    uint64_t need = h->frame_bytes + 8;
    uint64_t sp = (uint64_t)(uintptr_t)fp - need;
    bool wanted = GUARD() == STACK_PREEMPT;
    if (sp < g->stack.lo + STACK_GUARD_BYTES || need > g->stack.hi - g->stack.lo ||
        m->sched->options.stack_move) {
        SAVE();
        g->ctx = ctx;
        enum stack_result r = stack_grow(p, g, need, entry);
        RELOAD();
        ctx = g->ctx;
        g->ctx = 0;
        if (r != STACK_OK) {
            g->overflow = entry;
            throw_stack(vm, m, g, r);
            return SCHEDULE_HALT;
        }
    }
    fp = push_frame(fp, h, pc);
    pc = (const struct instr *)(uintptr_t)entry;
    if (wanted)
        goto safepoint;
    NEXT();
}

traced_step:
    SAVE();
    if (!traced_instruction(vm, m, g, pc - 1)) {
        pc--; /* stop here first; the instruction runs after the safepoint */
        goto safepoint;
    }
    near = nearest(pc - 1, fp);
    goto *swift[pc[-1].op];

    /* --- the instructions, by family; OP_X is at CASE(X) or in a line X, ... ----------------- */
/* clang-format off */
#include "vm/run_moves.inc"
#include "vm/run_ints.inc"
#include "vm/run_floats.inc"
#include "vm/run_compare.inc"
#include "vm/run_jumps.inc"
#include "vm/run_memory.inc"
#include "vm/run_index.inc"
#include "vm/run_alloc.inc"
#include "vm/run_strings.inc"
#include "vm/run_calls.inc"
#include "vm/run_ifaces.inc"
#include "vm/run_maps.inc"
#include "vm/run_chans.inc"
#include "vm/run_bottoms.inc"
    /* clang-format on */

    /* --- cold ends --------------------------------------------------------------------------- */
after_throw:
    if (atomic_load_explicit(&m->sched->end, memory_order_relaxed))
        return SCHEDULE_HALT;
    RELOAD();
    ctx = 0;
    NEXT();
nil_pointer:
    THROW(throw_nil(vm, m, g));
divide:
    THROW(throw_runtime(vm, m, g, "integer divide by zero"));
index_range:
    THROW(throw_index(vm, m, g, bad_index, bad_len));
uncomparable:
    THROW(throw_uncomparable(vm, m, g, bad_type));
no_memory:
    SAVE();
    throw_no_memory(vm, m, g);
    (void)gc;
    return SCHEDULE_HALT;
}

#pragma GCC diagnostic pop
