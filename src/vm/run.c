/* The dispatch loop. One case an instruction of opcode.def, short ones inline, everything else
 * called out. pc and fp (the frame, slot 0) live in locals; they are saved to the goroutine before
 * anything that may look at its stack, and reloaded after anything that may have moved it.
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

    /* --- moves ------------------------------------------------------------------------------ */
    CASE(NOP)
    NEXT();
    CASE(MOV)
    RA = RB;
    NEXT();
    CASE(MOVMOV)
    RA = RB;
    RC = fp[EXT(0)];
    pc++;
    NEXT();
    CASE(MOV2)
    {
        uint64_t w0 = fp[B], w1 = fp[B + 1];
        fp[A] = w0;
        fp[A + 1] = w1;
        NEXT();
    }
    CASE(MOV3)
    {
        uint64_t w0 = fp[B], w1 = fp[B + 1], w2 = fp[B + 2];
        fp[A] = w0;
        fp[A + 1] = w1;
        fp[A + 2] = w2;
        NEXT();
    }
    CASE(MOVN)
    move_words(&RA, &RB, C);
    NEXT();
    CASE(LDI)
    RA = (uint64_t)(int64_t)IMM32;
    NEXT();
    CASE(LDK)
    RA = EXT(0);
    pc++;
    NEXT();
    CASE(ZERO)
    memset(&RA, 0, (size_t)B * 8);
    NEXT();
    BINARY(LEA, SLOT_ADDR(B) + C)
    BINARY(LDL8S, (int64_t) * (int8_t *)((char *)&fp[B] + C))
    BINARY(LDL8U, *(uint8_t *)((char *)&fp[B] + C))
    BINARY(LDL16S, (int64_t) * (int16_t *)((char *)&fp[B] + C))
    BINARY(LDL16U, *(uint16_t *)((char *)&fp[B] + C))
    BINARY(LDL32S, (int64_t) * (int32_t *)((char *)&fp[B] + C))
    BINARY(LDL32U, *(uint32_t *)((char *)&fp[B] + C))
    CASE(STL8)
    *(uint8_t *)((char *)&fp[A] + C) = (uint8_t)RB;
    NEXT();
    CASE(STL16)
    *(uint16_t *)((char *)&fp[A] + C) = (uint16_t)RB;
    NEXT();
    CASE(STL32)
    *(uint32_t *)((char *)&fp[A] + C) = (uint32_t)RB;
    NEXT();

    /* --- integers ---------------------------------------------------------------------------- */
    BINARY(ADD, RB + RC)
    BINARY(SUB, RB - RC)
    BINARY(MUL, RB * RC)
    BINARY(AND, RB & RC)
    BINARY(OR, RB | RC)
    BINARY(XOR, RB ^ RC)
    BINARY(ANDN, RB & ~RC)
    BINARY(ADDI, RB + (uint64_t)(int64_t)IMM_C)
    BINARY(MULI, RB * (uint64_t)(int64_t)IMM_C)
    BINARY(ANDI, RB & (uint64_t)(int64_t)IMM_C)
    BINARY(ORI, RB | (uint64_t)(int64_t)IMM_C)
    BINARY(XORI, RB ^ (uint64_t)(int64_t)IMM_C)
    BINARY(SHLI, RB << C)
    BINARY(SHRI, RB >> C)
    BINARY(SARI, SB >> C)
    BINARY(SHL, RC < 64 ? RB << RC : 0)
    BINARY(SHR, RC < 64 ? RB >> RC : 0)
    BINARY(SAR, SB >> (RC < 64 ? RC : 63))
    CASE(SHCHK)
    if (unlikely(SA < 0))
        THROW(throw_runtime(vm, m, g, "negative shift amount"));
    NEXT();
    CASE(DIV)
    if (unlikely(RC == 0))
        goto divide;
    RA = SC == -1 ? -RB : (uint64_t)(SB / SC);
    NEXT();
    CASE(MOD)
    if (unlikely(RC == 0))
        goto divide;
    RA = SC == -1 ? 0 : (uint64_t)(SB % SC);
    NEXT();
    CASE(UDIV)
    if (unlikely(RC == 0))
        goto divide;
    RA = RB / RC;
    NEXT();
    CASE(UMOD)
    if (unlikely(RC == 0))
        goto divide;
    RA = RB % RC;
    NEXT();
    CASE(DIVI)
    RA = (uint64_t)divide_by(SB, EXT(0), C);
    pc++;
    NEXT();
    CASE(MODI)
    RA = (uint64_t)SB - (uint64_t)divide_by(SB, EXT(0), C) * EXT(1);
    pc += 2;
    NEXT();
    BINARY(NEG, -RB)
    BINARY(INV, ~RB)
    BINARY(NOT, RB ^ 1)
    BINARY(EXT8S, (int64_t)(int8_t)RB)
    BINARY(EXT16S, (int64_t)(int16_t)RB)
    BINARY(EXT32S, (int64_t)(int32_t)RB)
    BINARY(EXT8U, (uint8_t)RB)
    BINARY(EXT16U, (uint16_t)RB)
    BINARY(EXT32U, (uint32_t)RB)
    BINARY(ADD32S, (int64_t)(int32_t)(RB + RC))
    BINARY(SUB32S, (int64_t)(int32_t)(RB - RC))
    BINARY(MUL32S, (int64_t)(int32_t)(RB * RC))
    BINARY(ADD32U, (uint32_t)(RB + RC))
    BINARY(SUB32U, (uint32_t)(RB - RC))
    BINARY(MUL32U, (uint32_t)(RB * RC))

    /* --- floats ------------------------------------------------------------------------------ */
    FLOAT(FADD, FB + FC)
    FLOAT(FSUB, FB - FC)
    FLOAT(FMUL, FB * FC)
    FLOAT(FDIV, FB / FC)
    BINARY(FNEG, RB ^ UINT64_C(1) << 63)
    FLOAT_EXT(FMADD, as_f64(fp[EXT(0)]) + FB * FC)
    FLOAT_EXT(FMSUB, as_f64(fp[EXT(0)]) - FB * FC)
    FLOAT(FSQRT, sqrt(FB))
    FLOAT(FADDF, near + FC)
    FLOAT(FSUBF, near - FC)
    FLOAT(FSUBRF, FC - near)
    FLOAT(FMULF, near * FC)
    FLOAT(FDIVF, near / FC)
    FLOAT(FDIVRF, FC / near)
    FLOAT(FSQRTF, sqrt(near))
    FLOAT_EXT(FMADDF, as_f64(fp[EXT(0)]) + near * FC)
    FLOAT_EXT(FMADDX, near + FB * FC)
    FLOAT_EXT(FMSUBX, near - FB * FC)
    BINARY(FMIN, f64_bits(float_min(FB, FC)))
    BINARY(FMAX, f64_bits(float_max(FB, FC)))
    BINARY(SADD, f32_bits(as_f32(RB) + as_f32(RC)))
    BINARY(SSUB, f32_bits(as_f32(RB) - as_f32(RC)))
    BINARY(SMUL, f32_bits(as_f32(RB) * as_f32(RC)))
    BINARY(SDIV, f32_bits(as_f32(RB) / as_f32(RC)))
    BINARY(SNEG, RB ^ UINT64_C(1) << 31)
    BINARY(I2F, f64_bits((double)SB))
    BINARY(U2F, f64_bits((double)RB))
    BINARY(F2I, f64_to_i64(FB))
    BINARY(F2U, f64_to_u64(FB))
    BINARY(I2S, f32_bits((float)SB))
    BINARY(U2S, f32_bits((float)RB))
    BINARY(F2S, f32_bits((float)FB))
    BINARY(S2F, f64_bits((double)as_f32(RB)))
    CASE(ZADD)
    run_complex(OP_ZADD, &RA, &RB, &RC);
    NEXT();
    CASE(ZSUB)
    run_complex(OP_ZSUB, &RA, &RB, &RC);
    NEXT();
    CASE(ZMUL)
    run_complex(OP_ZMUL, &RA, &RB, &RC);
    NEXT();
    CASE(ZDIV)
    run_complex(OP_ZDIV, &RA, &RB, &RC);
    NEXT();
    CASE(ZNEG)
    {
        uint64_t re = fp[B] ^ UINT64_C(1) << 63, im = fp[B + 1] ^ UINT64_C(1) << 63;
        fp[A] = re;
        fp[A + 1] = im;
        NEXT();
    }
    CASE(C2Z)
    {
        uint64_t z = RB;
        fp[A] = f64_bits((double)as_f32(z));
        fp[A + 1] = f64_bits((double)as_f32(z >> 32));
        NEXT();
    }
    CASE(Z2C)
    {
        uint64_t re = f32_bits((float)as_f64(fp[B])), im = f32_bits((float)as_f64(fp[B + 1]));
        RA = re | im << 32;
        NEXT();
    }
    BINARY(ZEQ, FB == FC && as_f64(fp[B + 1]) == as_f64(fp[C + 1]))

    /* --- comparisons ------------------------------------------------------------------------- */
    BINARY(SEQ, RB == RC)
    BINARY(SNE, RB != RC)
    BINARY(SLT, SB < SC)
    BINARY(SLE, SB <= SC)
    BINARY(SULT, RB < RC)
    BINARY(SULE, RB <= RC)
    BINARY(FSEQ, FB == FC)
    BINARY(FSNE, FB != FC)
    BINARY(FSLT, FB < FC)
    BINARY(FSLE, FB <= FC)
    BINARY(STREQ,
           fp[B + 1] == fp[C + 1] && equal_compare_strings(fp[B], fp[B + 1], fp[C], fp[C + 1]) == 0)
    BINARY(STRNE,
           fp[B + 1] != fp[C + 1] || equal_compare_strings(fp[B], fp[B + 1], fp[C], fp[C + 1]) != 0)
    BINARY(STRLT, equal_compare_strings(fp[B], fp[B + 1], fp[C], fp[C + 1]) < 0)
    BINARY(STRLE, equal_compare_strings(fp[B], fp[B + 1], fp[C], fp[C + 1]) <= 0)
    CASE(EFACEEQ)
    {
        bool ok = true;
        bool eq = equal_efaces(fp[B], fp[B + 1], fp[C], fp[C + 1], &ok, &bad_type);
        if (unlikely(!ok))
            goto uncomparable;
        RA = eq;
        NEXT();
    }
    CASE(IFACEEQ)
    {
        bool ok = true;
        bool eq = equal_efaces(run_itab_type(fp[B]), fp[B + 1], run_itab_type(fp[C]), fp[C + 1],
                               &ok, &bad_type);
        if (unlikely(!ok))
            goto uncomparable;
        RA = eq;
        NEXT();
    }
    CASE(VALEQ)
    {
        bool ok = true;
        bool eq = equal_values(EXT_TYPE(0), SLOT_ADDR(B), SLOT_ADDR(C), &ok, &bad_type);
        if (unlikely(!ok))
            goto uncomparable;
        RA = eq;
        pc++;
        NEXT();
    }
    CASE(MEMEQ)
    {
        bool ok = true;
        NEED(RB);
        NEED(RC);
        bool eq = equal_values(EXT_TYPE(0), RB, RC, &ok, &bad_type);
        if (unlikely(!ok))
            goto uncomparable;
        RA = eq;
        pc++;
        NEXT();
    }

    /* --- jumps ------------------------------------------------------------------------------- */
    CASE(JMP)
    JUMP(IMM32);
    NEXT();
    CASE(JT)
    if (RA)
        JUMP(IMM32);
    NEXT();
    CASE(JF)
    if (!RA)
        JUMP(IMM32);
    NEXT();
    BRANCH(JEQ, RA == RB)
    BRANCH(JNE, RA != RB)
    BRANCH(JLT, SA < SB)
    BRANCH(JLE, SA <= SB)
    BRANCH(JULT, RA < RB)
    BRANCH(JULE, RA <= RB)
    BRANCH(JEQI, SA == IMM_B)
    BRANCH(JNEI, SA != IMM_B)
    BRANCH(JLTI, SA < IMM_B)
    BRANCH(JLEI, SA <= IMM_B)
    BRANCH(JGTI, SA > IMM_B)
    BRANCH(JGEI, SA >= IMM_B)
    BRANCH(FJEQ, FA == FB)
    BRANCH(FJNE, FA != FB)
    BRANCH(FJLT, FA < FB)
    BRANCH(FJLE, FA <= FB)
    BRANCH(FJNLT, !(FA < FB))
    BRANCH(FJNLE, !(FA <= FB))
    CASE(LOOP)
    JUMP(IMM32);
    NEXT_SAFE();
    CASE(LJT)
    if (RA) {
        JUMP(IMM32);
        NEXT_SAFE();
    }
    NEXT();
    CASE(LJF)
    if (!RA) {
        JUMP(IMM32);
        NEXT_SAFE();
    }
    NEXT();
    BRANCH_BACK(LJEQ, RA == RB)
    BRANCH_BACK(LJNE, RA != RB)
    BRANCH_BACK(LJLT, SA < SB)
    BRANCH_BACK(LJLE, SA <= SB)
    BRANCH_BACK(LJULT, RA < RB)
    BRANCH_BACK(LJULE, RA <= RB)
    BRANCH_BACK(LJEQI, SA == IMM_B)
    BRANCH_BACK(LJNEI, SA != IMM_B)
    BRANCH_BACK(LJLTI, SA < IMM_B)
    BRANCH_BACK(LJLEI, SA <= IMM_B)
    BRANCH_BACK(LJGTI, SA > IMM_B)
    BRANCH_BACK(LJGEI, SA >= IMM_B)
    BRANCH_INC(LJINCLT, i < SB)
    BRANCH_INC(LJINCLE, i <= SB)
    BRANCH_INC(LJINCLTI, i < IMM_B)

    /* --- memory ------------------------------------------------------------------------------ */
    LOAD(LD8S, (int64_t)(int8_t)access_load8(at))
    LOAD(LD8U, access_load8(at))
    LOAD(LD16S, (int64_t)(int16_t)access_load16(at))
    LOAD(LD16U, access_load16(at))
    LOAD(LD32S, (int64_t)(int32_t)access_load32(at))
    LOAD(LD32U, access_load32(at))
    LOAD(LD64, access_load64(at))
    CASE(LD2)
    {
        uint64_t at = RB;
        NEED(at);
        at += C;
        uint64_t w0 = access_load64(at), w1 = access_load64(at + 8);
        fp[A] = w0;
        fp[A + 1] = w1;
        NEXT();
    }
    CASE(LD3)
    {
        uint64_t at = RB;
        NEED(at);
        at += C;
        uint64_t w0 = access_load64(at), w1 = access_load64(at + 8), w2 = access_load64(at + 16);
        fp[A] = w0;
        fp[A + 1] = w1;
        fp[A + 2] = w2;
        NEXT();
    }
    CASE(LDN)
    {
        uint64_t at = RB;
        NEED(at);
        access_copy(SLOT_ADDR(A), at + C, EXT(0));
        pc++;
        NEXT();
    }
    STORE(ST8, access_store8(at, (uint8_t)RB))
    STORE(ST16, access_store16(at, (uint16_t)RB))
    STORE(ST32, access_store32(at, (uint32_t)RB))
    STORE(ST64, access_store64(at, RB))
    WITH_MEMORY(ADDM, RB + word)
    FLOAT_MEMORY(FADDM, FB + there)
    FLOAT_MEMORY(FSUBM, FB - there)
    FLOAT_MEMORY(FMULM, FB * there)
    FLOAT_MEMORY(FADDMF, near + there)
    FLOAT_MEMORY(FSUBMF, near - there)
    FLOAT_MEMORY(FMULMF, near * there)
    UPDATE(ADDTO, access_load64(at) + RB)
    UPDATE(ADDITO, access_load64(at) + (uint64_t)(int64_t)IMM_B)
    STORE(FADDTO, access_store_f64(at, access_load_f64(at) + FB))
    STORE(FSUBTO, access_store_f64(at, access_load_f64(at) - FB))
    STORE(FADDTOF, access_store_f64(at, access_load_f64(at) + near))
    STORE(FSUBTOF, access_store_f64(at, access_load_f64(at) - near))
    STORE(STP, barrier_store(&p->gc, at, RB))
    CASE(STS)
    {
        uint64_t at = RA;
        NEED(at);
        at += C;
        barrier_store(&p->gc, at, fp[B]);
        access_store64(at + 8, fp[B + 1]);
        NEXT();
    }
    CASE(STE)
    {
        uint64_t at = RA;
        NEED(at);
        at += C;
        access_store64(at, fp[B]);
        barrier_store(&p->gc, at + 8, fp[B + 1]);
        NEXT();
    }
    CASE(STL)
    {
        uint64_t at = RA;
        NEED(at);
        at += C;
        barrier_store(&p->gc, at, fp[B]);
        access_store64(at + 8, fp[B + 1]);
        access_store64(at + 16, fp[B + 2]);
        NEXT();
    }
    CASE(STN)
    {
        uint64_t at = RA;
        NEED(at);
        access_copy(at + C, SLOT_ADDR(B), EXT(0));
        pc++;
        NEXT();
    }
    CASE(STT)
    {
        uint64_t at = RA;
        NEED(at);
        barrier_copy(&p->gc, at + C, SLOT_ADDR(B), EXT_TYPE(0), 1);
        pc++;
        NEXT();
    }
    CASE(NILCHK)
    NEED(RA);
    NEXT();
    CASE(COPYM)
    NEED(RA);
    NEED(RB);
    barrier_copy(&p->gc, RA, RB, EXT_TYPE(0), 1);
    pc++;
    NEXT();
    CASE(ZEROM)
    NEED(RA);
    run_zero(&p->gc, RA, EXT_TYPE(0), 1);
    pc++;
    NEXT();
    CASE(LDG)
    RA = access_load64(EXT(0));
    pc++;
    NEXT();
    CASE(STG)
    access_store64(EXT(0), RA);
    pc++;
    NEXT();

    /* --- indexing and slicing ---------------------------------------------------------------- */
    LOAD_INDEX(LDX8S, 0, (int64_t)(int8_t)access_load8(at))
    LOAD_INDEX(LDX8U, 0, access_load8(at))
    LOAD_INDEX(LDX16S, 1, (int64_t)(int16_t)access_load16(at))
    LOAD_INDEX(LDX16U, 1, access_load16(at))
    LOAD_INDEX(LDX32S, 2, (int64_t)(int32_t)access_load32(at))
    LOAD_INDEX(LDX32U, 2, access_load32(at))
    LOAD_INDEX(LDX64, 3, access_load64(at))
    CASE(LDX2)
    {
        const uint64_t *s = &RB;
        uint64_t i = RC;
        if (unlikely(i >= s[1])) {
            bad_index = i, bad_len = s[1];
            goto index_range;
        }
        uint64_t at = s[0] + i * EXT(0);
        uint64_t w0 = access_load64(at), w1 = access_load64(at + 8);
        fp[A] = w0;
        fp[A + 1] = w1;
        pc++;
        NEXT();
    }
    CASE(LDXX64)
    {
        INDEX_TWICE(&RB, RC, fp[EXT(0)]);
        RA = access_load64(at);
        pc++;
        NEXT();
    }
    CASE(STXX64)
    {
        INDEX_TWICE(&RA, RB, fp[EXT(0)]);
        access_store64(at, RC);
        pc++;
        NEXT();
    }
    STORE_INDEX(ADDXTO, 3, access_store64(at, access_load64(at) + RC))
    STORE_INDEX(FADDXTO, 3, access_store_f64(at, access_load_f64(at) + FC))
    STORE_INDEX(STX8, 0, access_store8(at, (uint8_t)RC))
    STORE_INDEX(STX16, 1, access_store16(at, (uint16_t)RC))
    STORE_INDEX(STX32, 2, access_store32(at, (uint32_t)RC))
    STORE_INDEX(STX64, 3, access_store64(at, RC))
    STORE_INDEX(STXP, 3, barrier_store(&p->gc, at, RC))
    CASE(ADDRX)
    {
        uint64_t i = RC;
        if (unlikely(i >= fp[B + 1])) {
            bad_index = i, bad_len = fp[B + 1];
            goto index_range;
        }
        RA = fp[B] + i * EXT(0);
        pc++;
        NEXT();
    }
    CASE(ADDRA)
    {
        uint64_t i = RC;
        NEED(RB);
        if (unlikely(i >= EXT(1))) {
            bad_index = i, bad_len = EXT(1);
            goto index_range;
        }
        RA = RB + i * EXT(0);
        pc += 2;
        NEXT();
    }
    CASE(BOUND)
    if (unlikely(RA >= EXT(0))) {
        bad_index = RA, bad_len = EXT(0);
        goto index_range;
    }
    pc++;
    NEXT();
    CASE(SLICE)
    {
        uint64_t src[3] = {fp[B], fp[B + 1], fp[B + 2]};
        if (unlikely(!run_slice(&RA, src, &RC, EXT(0))))
            THROW(throw_slice(vm, m, g, src, &RC, EXT(0), THROW_SLICE));
        pc++;
        NEXT();
    }
    CASE(SLICESTR)
    {
        uint64_t src[3] = {fp[B], fp[B + 1], fp[B + 1]};
        uint64_t out[3];
        if (unlikely(!run_slice(out, src, &RC, EXT(0))))
            THROW(throw_slice(vm, m, g, src, &RC, EXT(0), THROW_SLICE_STRING));
        fp[A] = out[0];
        fp[A + 1] = out[1];
        pc++;
        NEXT();
    }
    CASE(SLICEARR)
    {
        uint64_t src[3] = {RB, EXT(1), EXT(1)};
        NEED(src[0]);
        if (unlikely(!run_slice(&RA, src, &RC, EXT(0))))
            THROW(throw_slice(vm, m, g, src, &RC, EXT(0), THROW_SLICE_ARRAY));
        pc += 2;
        NEXT();
    }
    CASE(SLICE2ARR)
    if (unlikely(fp[B + 1] < EXT(0)))
        THROW(throw_array_length(vm, m, g, fp[B + 1], EXT(0)));
    RA = fp[B];
    pc++;
    NEXT();

    /* --- allocation -------------------------------------------------------------------------- */
    CASE(NEW)
    {
        const struct typeinfo *t = EXT_TYPE(0);
        SAVE();
        uint64_t at = vm_alloc(p, g, t, t->size, true);
        if (unlikely(!at))
            goto no_memory;
        RA = at;
        pc++;
        NEXT();
    }
    CASE(MAKESLICE)
    {
        SAVE();
        enum slice_error e = slice_make(p, g, EXT_TYPE(0), SB, SC, &RA);
        if (unlikely(e))
            THROW(throw_make(vm, m, g, e));
        pc++;
        NEXT();
    }
    CASE(MAKESLICESTK)
    {
        SAVE();
        enum slice_error e = run_make_small(p, g, EXT_TYPE(0), SB, SC, SLOT_ADDR(EXT(1)), &RA);
        if (unlikely(e))
            THROW(throw_make(vm, m, g, e));
        pc += 2;
        NEXT();
    }
    CASE(APPEND)
    {
        const struct typeinfo *t = EXT_TYPE(0);
        uint64_t n = EXT(1);
        uint64_t v[3] = {fp[B], fp[B + 1] + n, fp[B + 2]};
        if (unlikely(v[1] > v[2])) {
            SAVE();
            enum slice_error e = slice_grow(p, g, t, &RB, n, v);
            if (unlikely(e))
                THROW(throw_append(vm, m, g, e));
        }
        run_put(&p->gc, v[0] + (v[1] - n) * t->size, &RC, t, n);
        fp[A] = v[0];
        fp[A + 1] = v[1];
        fp[A + 2] = v[2];
        pc += 2;
        NEXT();
    }
    CASE(APPENDS)
    {
        const struct typeinfo *t = EXT_TYPE(0);
        uint64_t src[2] = {fp[C], fp[C + 1]};
        uint64_t v[3] = {fp[B], fp[B + 1] + src[1], fp[B + 2]};
        if (unlikely(v[1] > v[2])) {
            SAVE();
            enum slice_error e = slice_grow(p, g, t, &RB, src[1], v);
            if (unlikely(e))
                THROW(throw_append(vm, m, g, e));
        }
        if (src[1])
            barrier_copy(&p->gc, v[0] + (v[1] - src[1]) * t->size, src[0], t, src[1]);
        fp[A] = v[0];
        fp[A + 1] = v[1];
        fp[A + 2] = v[2];
        pc++;
        NEXT();
    }
    CASE(APPENDSTR)
    {
        uint64_t src[2] = {fp[C], fp[C + 1]};
        uint64_t v[3] = {fp[B], fp[B + 1] + src[1], fp[B + 2]};
        if (unlikely(v[1] > v[2])) {
            SAVE();
            enum slice_error e = slice_grow(p, g, run_byte_type(vm), &RB, src[1], v);
            if (unlikely(e))
                THROW(throw_append(vm, m, g, e));
        }
        access_copy(v[0] + v[1] - src[1], src[0], src[1]);
        fp[A] = v[0];
        fp[A + 1] = v[1];
        fp[A + 2] = v[2];
        NEXT();
    }
    CASE(COPY)
    {
        uint64_t n = slice_copy(p, EXT_TYPE(0), &RB, &RC);
        if (A != NO_SLOT)
            RA = n;
        pc++;
        NEXT();
    }
    CASE(COPYSTR)
    {
        uint64_t n = fp[B + 1] < fp[C + 1] ? fp[B + 1] : fp[C + 1];
        access_copy(fp[B], fp[C], n);
        if (A != NO_SLOT)
            RA = n;
        NEXT();
    }
    CASE(CLEARS)
    run_zero(&p->gc, fp[A], EXT_TYPE(0), fp[A + 1]);
    pc++;
    NEXT();

    /* --- strings ----------------------------------------------------------------------------- */
#define STRING_BUFFER (EXT(0) == NO_SLOT ? 0 : SLOT_ADDR(EXT(0)))
    CASE(CONCAT)
    SAVE();
    if (unlikely(!str_concat(p, g, &RB, C, STRING_BUFFER, &RA)))
        goto no_memory;
    pc++;
    NEXT();
    CASE(STR2BYTES)
    SAVE();
    if (unlikely(!str_to_bytes(p, g, fp[B], fp[B + 1], STRING_BUFFER, &RA)))
        goto no_memory;
    pc++;
    NEXT();
    CASE(BYTES2STR)
    SAVE();
    if (unlikely(!str_from_bytes(p, g, fp[B], fp[B + 1], STRING_BUFFER, &RA)))
        goto no_memory;
    pc++;
    NEXT();
    CASE(STR2RUNES)
    SAVE();
    if (unlikely(!str_to_runes(p, g, fp[B], fp[B + 1], &RA)))
        goto no_memory;
    pc++;
    NEXT();
    CASE(RUNES2STR)
    SAVE();
    if (unlikely(!str_from_runes(p, g, fp[B], fp[B + 1], &RA)))
        goto no_memory;
    pc++;
    NEXT();
    CASE(RUNE2STR)
    SAVE();
    if (unlikely(!str_from_rune(p, g, SB, &RA)))
        goto no_memory;
    pc++;
    NEXT();
    CASE(DECRUNE)
    {
        uint64_t at = RC, next = at + 1;
        uint8_t byte = access_load8(fp[B] + at);
        int64_t rune = byte;
        if (unlikely(byte >= 0x80))
            rune = str_decode(fp[B], fp[B + 1], at, &next);
        fp[A] = (uint64_t)rune;
        fp[A + 1] = next;
        NEXT();
    }

    /* --- calls ------------------------------------------------------------------------------- */
    CASE(CALL)
    ENTER(text + (uint64_t)((int64_t)IMM32 * 8));
    CASE(CALLF)
    {
        uint64_t *sp = fp - A;
        uint64_t at = text + (uint64_t)((int64_t)IMM32 * 8);
        if (unlikely((uint64_t)(uintptr_t)sp < GUARD())) {
            entry = at;
            goto enter_slow;
        }
        fp[-1] = (uint64_t)(uintptr_t)pc;
        fp = sp;
        pc = (const struct instr *)(uintptr_t)at;
        NEXT();
    }
    CASE(CALLC)
    ctx = RA;
    NEED(ctx);
    ENTER(access_load64(ctx));
    CASE(CALLC1)
    RC = RB;
    ctx = RA;
    NEED(ctx);
    ENTER(access_load64(ctx));
    CASE(CALLI)
    {
        uint64_t itab = fp[A];
        NEED(itab);
        fp[0] = fp[A + 1];
        ENTER(((const struct itab *)(uintptr_t)itab)->fun[B]);
    }
    CASE(RET)
    {
        uint64_t *link = (uint64_t *)(void *)((char *)fp + IMM32);
        pc = (const struct instr *)(uintptr_t)*link;
        fp = link + 1;
        NEXT();
    }
    CASE(MOVRET)
    RA = RB;
    RETURN(C);
    CASE(LDIRET)
    RA = (uint64_t)(int64_t)IMM_B;
    RETURN(C);
    CASE(LD64RET)
    {
        uint64_t at = RB;
        NEED(at);
        RA = access_load64(at + C);
        RETURN(EXT(0));
    }
    CASE(ADDRET)
    RA = RB + RC;
    RETURN(EXT(0));
    CASE(ADDIRET)
    RA = RB + (uint64_t)(int64_t)IMM_C;
    RETURN(EXT(0));
    CASE(SUBRET)
    RA = RB - RC;
    RETURN(EXT(0));
    CASE(MULRET)
    RA = RB * RC;
    RETURN(EXT(0));
    CASE(ANDRET)
    RA = RB & RC;
    RETURN(EXT(0));
    CASE(GETCTX)
    RA = ctx;
    ctx = 0;
    NEXT();
    CASE(LDCTX)
    RA = access_load64(ctx + C);
    ctx = 0;
    NEXT();
    CASE(GO)
    SAVE();
    if (unlikely(!RA)) {
        fatal_error(vm, m, g, "go of nil func value");
        return SCHEDULE_HALT;
    }
    if (unlikely(!schedule_go(p, g, RA, (uint64_t)(uintptr_t)pc)))
        goto no_memory;
    NEXT();
    CASE(DEFER)
    panic_push_defer(m, g, SLOT_ADDR(A), RB, SLOT_ADDR(0));
    NEXT();
    CASE(DEFERH)
    SAVE();
    if (unlikely(!panic_push_defer_heap(m, g, RA, SLOT_ADDR(0))))
        goto no_memory;
    NEXT();
    CASE(DEFERLIST)
    {
        SAVE();
        uint64_t list = panic_defer_list(m, g, SLOT_ADDR(0));
        if (unlikely(!list))
            goto no_memory;
        RA = list;
        NEXT();
    }
    CASE(DEFERTO)
    SAVE();
    switch (panic_defer_to(m, g, RA, RB)) {
    case PANIC_DEFERRED:
        NEXT();
    case PANIC_NO_MEMORY:
        goto no_memory;
    case PANIC_TOO_LATE:
        THROW(fatal_error(vm, m, g, "defer after range func returned"));
    }
    CASE(RUNDEFERS)
    ctx = panic_pop_defer(m, g, SLOT_ADDR(0));
    if (ctx == PANIC_NO_DEFER) {
        ctx = 0;
        NEXT();
    }
    NEED(ctx);
    pc -= A ? 0 : 1; /* come back to this very instruction */
    entry = access_load64(ctx);
    goto do_call;
    CASE(PANIC)
    THROW(throw_value(vm, m, g, fp[A], fp[A + 1]));
    CASE(UNSAFELEN)
    {
        uint64_t bytes, n = RB;
        bool fits = !__builtin_mul_overflow(n, EXT(0), &bytes) && bytes <= -RA;
        if (unlikely((int64_t)n < 0 || !fits || (n > 0 && RA == 0)))
            THROW(throw_unsafe(vm, m, g, (int64_t)n > 0 && RA == 0, C == 1));
        pc++;
        NEXT();
    }
    CASE(PANICRANGE)
    THROW(throw_range(vm, m, g, RA));
    CASE(RECOVER)
    SAVE();
    panic_recover(vm, m, g, &RA);
    NEXT();
    CASE(NATIVE)
    {
        struct native_call c = {.vm = vm, .m = m, .p = p, .g = g};
        SAVE();
        c.types = fp;
        c.args = fp + A + 1;
        switch (vm->natives[IMM32](&c)) {
        case NATIVE_DONE:
            RELOAD(); /* runtime.GC may have moved the stack */
            NEXT();
        case NATIVE_PARKED:
            return SCHEDULE_PARKED;
        case NATIVE_YIELD:
            return SCHEDULE_YIELD;
        case NATIVE_PANIC:
            panic_start(vm, m, g, c.panic_type, c.panic_data);
            goto after_throw;
        case NATIVE_AGAIN:
            return SCHEDULE_PARKED; /* the native set g->pc back itself before it queued g */
        case NATIVE_GOEXIT:
            panic_goexit(vm, m, g);
            goto after_throw;
        case NATIVE_THROWN:
            goto after_throw;
        case NATIVE_HALT:
            return SCHEDULE_HALT;
        }
        bug("a native returned no known result");
    }

    /* --- interfaces -------------------------------------------------------------------------- */
    CASE(BOX)
    {
        uint64_t data;
        SAVE();
        if (unlikely(!iface_box(vm, p, g, EXT_TYPE(0), SLOT_ADDR(B), &data)))
            goto no_memory;
        RA = data;
        pc++;
        NEXT();
    }
    BINARY(ITYPE, run_itab_type(RB))
    CASE(TOIFACE)
    {
        uint64_t itab = fp[B], data = fp[B + 1];
        if (itab)
            itab = (uint64_t)(uintptr_t)iface_itab(
                vm, EXT_TYPE(0), (const struct typeinfo *)(uintptr_t)run_itab_type(itab), NULL);
        fp[A] = itab;
        fp[A + 1] = data;
        pc++;
        NEXT();
    }
    CASE(ASSERTI)
    {
        uint64_t src[2] = {fp[B], fp[B + 1]};
        if (unlikely(!run_assert_iface(vm, EXT_TYPE(0), src, C, &RA)))
            THROW(throw_assert_iface(vm, m, g, src, C, EXT_TYPE(0)));
        pc++;
        NEXT();
    }
    CASE(PANICTYPE)
    {
        uint64_t dynamic = B ? fp[A] : run_itab_type(fp[A]);
        THROW(throw_assert_type(vm, m, g, dynamic, EXT_TYPE(0), EXT_TYPE(1)));
    }

    /* --- maps -------------------------------------------------------------------------------- */
    CASE(MAKEMAP)
    {
        SAVE();
        uint64_t map = map_make(p, g, MAP_LAYOUT(), B == NO_SLOT ? 0 : SB);
        if (unlikely(!map))
            goto no_memory;
        RA = map;
        pc++;
        NEXT();
    }
    BINARY(MAPLEN, map_len(RB))
    CASE(MAPGET)
    {
        const struct maptype *t = MAP_LAYOUT();
        struct map_value value = {0, true};
        if (t->fast) {
            value.at = mapfast_get(t, RB, SLOT_ADDR(C), MAP_PACE());
            value.found = value.at != (uint64_t)(uintptr_t)mapfast_zero;
        }
        if (!value.at) {
            enum map_error e = map_get(t, RB, SLOT_ADDR(C), &value, &bad_type);
            if (unlikely(e))
                THROW(throw_map(vm, m, g, e, bad_type));
        }
        const struct typeinfo *elem = t->elem;
        if (elem->size == 8 && A != NO_SLOT)
            RA = access_load64(value.at);
        else if (A != NO_SLOT)
            run_load(&RA, value.at, elem->size, elem);
        if (EXT(1) != NO_SLOT)
            fp[EXT(1)] = value.found;
        pc += 2;
        NEXT();
    }
    CASE(MAPSET)
    {
        const struct maptype *t = MAP_LAYOUT();
        uint64_t value = t->fast ? mapfast_set(t, RB, SLOT_ADDR(C), MAP_PACE()) : 0;
        if (!value) {
            SAVE();
            enum map_error e = map_set(p, g, t, RB, SLOT_ADDR(C), &value, &bad_type);
            if (unlikely(e))
                THROW(throw_map(vm, m, g, e, bad_type));
        }
        RA = value;
        pc++;
        NEXT();
    }
    CASE(MAPDEL)
    {
        const struct maptype *t = MAP_LAYOUT();
        if (!t->fast || !mapfast_delete(t, RA, SLOT_ADDR(B), MAP_PACE())) {
            enum map_error e = map_delete(p, t, RA, SLOT_ADDR(B), &bad_type);
            if (unlikely(e))
                THROW(throw_map(vm, m, g, e, bad_type));
        }
        pc++;
        NEXT();
    }
    CASE(MAPCLEAR)
    if (unlikely(map_clear(p, MAP_LAYOUT(), RA)))
        THROW(throw_map(vm, m, g, MAP_CONCURRENT, NULL));
    pc++;
    NEXT();
    CASE(MAPITER)
    if (unlikely(!mapiter_init(p, EXT_TYPE(0), RB, &RA)))
        THROW(throw_map(vm, m, g, MAP_ITERATE_WRITE, NULL));
    pc++;
    NEXT();
    CASE(MAPNEXT)
    if (unlikely(mapiter_is_disturbed(&RA)))
        THROW(throw_map(vm, m, g, MAP_ITERATE_WRITE, NULL));
    if (!mapiter_next(vm, &RA))
        JUMP(IMM32);
    NEXT();

    /* --- channels ---------------------------------------------------------------------------- */
    CASE(MAKECHAN)
    {
        const struct typeinfo *t = EXT_TYPE(0);
        int64_t size = B == NO_SLOT ? 0 : SB;
        SAVE();
        if (unlikely(size < 0 ||
                     (t->elem->size && (uint64_t)size > (UINT64_C(1) << 47) / t->elem->size)))
            THROW(throw_plain(vm, m, g, "makechan: size out of range"));
        uint64_t chan = chan_make(p, g, t, (uint64_t)size);
        if (unlikely(!chan))
            goto no_memory;
        RA = chan;
        pc++;
        NEXT();
    }
    BINARY(CHANLEN, RB ? chan_len(RB) : 0)
    BINARY(CHANCAP, RB ? chan_cap(RB) : 0)
    CASE(SEND)
    {
        SAVE();
        enum chan_result r = chan_send(m, g, RA, SLOT_ADDR(B), true);
        if (r == CHAN_PARKED)
            return SCHEDULE_PARKED;
        if (unlikely(r != CHAN_DONE))
            THROW(throw_chan(vm, m, g, r));
        NEXT();
    }
    CASE(RECV)
    {
        const struct instr *i = pc - 1;
        pc++;
        SAVE();
        if (unlikely(!fp[i->b]) && i->a != NO_SLOT)
            memset(&fp[i->a], 0, EXT(-1) * 8); /* as chan_recv does before it waits */
        enum chan_result r = chan_recv(m, g, fp[i->b], i->a == NO_SLOT ? 0 : SLOT_ADDR(i->a),
                                       i->c == NO_SLOT ? 0 : SLOT_ADDR(i->c), true);
        if (r == CHAN_PARKED)
            return SCHEDULE_PARKED;
        NEXT();
    }
    CASE(CLOSE)
    {
        SAVE();
        enum chan_result r = chan_close(m, RA);
        if (unlikely(r != CHAN_DONE))
            THROW(throw_chan(vm, m, g, r));
        NEXT();
    }
    CASE(SELECT)
    {
        uint64_t has_default = EXT(0);
        pc++;
        SAVE();
        enum chan_result r =
            chan_select(m, g, SLOT_ADDR(pc[-2].b), pc[-2].c, has_default & 1, SLOT_ADDR(pc[-2].a));
        if (r == CHAN_PARKED)
            return SCHEDULE_PARKED;
        if (unlikely(r == CHAN_CLOSED_SEND))
            THROW(throw_chan(vm, m, g, r));
        NEXT();
    }

    CASE(PRINT)
    text_print(vm, &RA, B);
    NEXT();

    /* --- bottoms ----------------------------------------------------------------------------- */
    CASE(GOEXIT)
    SAVE();
    return SCHEDULE_DEAD;
    CASE(MAINEXIT)
    SAVE();
    schedule_halt(m->sched, 0);
    return SCHEDULE_HALT;
    CASE(PANICSTEP)
    SAVE();
    switch (panic_step(vm, m, g, &entry)) {
    case PANIC_STEP_CALL:
        ctx = g->ctx;
        g->ctx = 0;
        if (!entry) {
            NEED(ctx);
            entry = access_load64(ctx);
        }
        pc--;
        goto do_call;
    case PANIC_STEP_RESUME:
        goto after_throw;
    case PANIC_STEP_HALT:
        return SCHEDULE_HALT;
    case PANIC_STEP_EXIT_G:
        return SCHEDULE_DEAD;
    }

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
