/* Instructions of one function: collected with virtual slots and labels, then encoded. Encoding
 * knows the sizes of the frame's regions and turns conditional jumps that are too far for 16 bits
 * into the inverse jump over a far one.
 * Go: cmd/internal/obj/x86/asm6.go (span6), cmd/internal/obj/plist.go */
#include <string.h>

#include "base/bitops.h"
#include "base/bug.h"
#include "code/codegen.h"
#include "code/effects.h"

void
emit(struct fn *f, enum opcode op, uint32_t a, uint32_t b, uint32_t c)
{
    vec_push(&f->code, ((struct ins){.op = (uint16_t)op, .a = a, .b = b, .c = c, .line = f->line}));
}

void
emit_unsigned_index(struct fn *f)
{
    vec_last(&f->code).unsigned_index = true;
}

static void
add_ext(struct fn *f, struct ext x)
{
    struct ins *i = &vec_last(&f->code);
    ensure(i->n_ext < 2, "too many ext words");
    i->ext[i->n_ext++] = x;
}

void
emit_ext_number(struct fn *f, uint64_t v)
{
    add_ext(f, (struct ext){.kind = EXT_NUMBER, .value = v});
}

void
emit_ext_slot(struct fn *f, uint32_t slot)
{
    if (slot == VSLOT_NONE)
        emit_ext_number(f, NO_SLOT);
    else
        add_ext(f, (struct ext){.kind = EXT_SLOT, .value = slot});
}

void
emit_ext_address(struct fn *f, enum segment_kind target, uint64_t offset)
{
    add_ext(f, (struct ext){.kind = EXT_ADDRESS, .target = (uint8_t)target, .value = offset});
}

void
emit_ext_type(struct fn *f, struct type *t)
{
    emit_ext_address(f, SEGMENT_RODATA, typedesc_offset(f->cg, t));
}

void
emit_ext_func(struct fn *f, const struct symbol *s)
{
    add_ext(f, (struct ext){.kind = EXT_FUNC, .value = s->id});
}

void
emit_call(struct fn *f, const struct symbol *s)
{
    emit(f, OP_CALL, 0, s->id, 0);
}

uint32_t
emit_label(struct fn *f)
{
    vec_push(&f->labels, UINT32_MAX);
    return (uint32_t)f->labels.n - 1;
}

void
emit_place_label(struct fn *f, uint32_t label)
{
    f->labels.v[label] = (uint32_t)f->code.n;
}

void
emit_jump(struct fn *f, uint32_t label)
{
    bool back = f->labels.v[label] != UINT32_MAX;
    emit(f, back ? OP_LOOP : OP_JMP, 0, label, 0);
}

void
emit_move(struct fn *f, uint32_t dst, uint32_t src, uint32_t words)
{
    if (words == 0 || dst == src)
        return;
    static const enum opcode ops[] = {OP_NOP, OP_MOV, OP_MOV2, OP_MOV3};
    if (words <= 3)
        emit(f, ops[words], dst, src, 0);
    else
        emit(f, OP_MOVN, dst, src, words);
}

bool
emit_redirect(struct fn *f, uint32_t from, uint32_t to)
{
    struct ins *i = f->code.n > 0 ? &vec_last(&f->code) : NULL;
    if (!i || (i->op != OP_ADDRX && i->op != OP_ADDRA) || i->a != from)
        return false;
    i->a = to;
    return true;
}

void
emit_line(struct fn *f, struct pos pos)
{
    if (!pos.line)
        return;
    struct diag_place at = diag_place(&f->cg->u->diag, pos);
    f->line = pos.line;
    if (!at.directive)
        return;
    struct fn_place *last = f->places.n > 0 ? &vec_last(&f->places) : NULL;
    if (!last || last->line != pos.line || last->shown.line != at.line ||
        last->shown.file != at.file)
        vec_push(&f->places, ((struct fn_place){at, pos.line}));
    f->line = EMIT_PLACE | (uint32_t)(f->places.n - 1);
}

/* ---- encoding ---- */

struct frame_sizes { /* of the regions, in slots */
    uint32_t out, scalar, pointer, words;
};

static struct frame_sizes
frame_of(const struct fn *f)
{
    struct frame_sizes r = {f->out_words, f->slots.n_scalar, f->slots.n_pointer, 0};
    r.words = r.out + r.scalar + r.pointer;
    return r;
}

static uint32_t
real_slot(const struct frame_sizes *r, uint32_t v)
{
    if (v == VSLOT_NONE)
        return NO_SLOT;
    uint32_t n = v & VSLOT_MASK;
    switch ((enum vslot_region)(v >> VSLOT_SHIFT)) {
    case VSLOT_OUT:
        return n;
    case VSLOT_SCALAR:
        return r->out + n;
    case VSLOT_POINTER:
        return r->out + r->scalar + n;
    case VSLOT_PARAM:
        return r->words + 1 + n;
    }
    bug("virtual slot of no region");
}

struct inverse { /* not (a op b) == (a inv b), or (b inv a) when swapped */
    enum opcode op, inv;
    bool swapped;
};

static const struct inverse inverses[] = {
    {OP_JEQ, OP_JNE, false},    {OP_JNE, OP_JEQ, false},    {OP_JLT, OP_JLE, true},
    {OP_JLE, OP_JLT, true},     {OP_JULT, OP_JULE, true},   {OP_JULE, OP_JULT, true},
    {OP_JEQI, OP_JNEI, false},  {OP_JNEI, OP_JEQI, false},  {OP_JLTI, OP_JGEI, false},
    {OP_JGEI, OP_JLTI, false},  {OP_JLEI, OP_JGTI, false},  {OP_JGTI, OP_JLEI, false},
    {OP_FJEQ, OP_FJNE, false},  {OP_FJNE, OP_FJEQ, false},  {OP_FJLT, OP_FJNLT, false},
    {OP_FJNLT, OP_FJLT, false}, {OP_FJLE, OP_FJNLE, false}, {OP_FJNLE, OP_FJLE, false},
    {OP_LJEQ, OP_JNE, false},   {OP_LJNE, OP_JEQ, false},   {OP_LJLT, OP_JLE, true},
    {OP_LJLE, OP_JLT, true},    {OP_LJULT, OP_JULE, true},  {OP_LJULE, OP_JULT, true},
    {OP_LJEQI, OP_JNEI, false}, {OP_LJNEI, OP_JEQI, false}, {OP_LJLTI, OP_JGEI, false},
    {OP_LJGEI, OP_JLTI, false}, {OP_LJLEI, OP_JGTI, false}, {OP_LJGTI, OP_JLEI, false},
};

static bool
is_back(unsigned op)
{
    return opcode_infos[op].name[0] == 'L' && opcode_infos[op].name[1] == 'J';
}

enum opcode
emit_inverse(unsigned op, bool *swapped)
{
    for (size_t i = 0; i < sizeof inverses / sizeof inverses[0]; i++) {
        if (inverses[i].op != op || is_back(op))
            continue;
        *swapped = inverses[i].swapped;
        return inverses[i].inv;
    }
    return OP_NOP;
}

static const struct inverse *
inverse_of(unsigned op)
{
    for (size_t i = 0; i < sizeof inverses / sizeof inverses[0]; i++) {
        if (inverses[i].op == op)
            return &inverses[i];
    }
    bug("no inverse of %s", opcode_infos[op].name);
}

static uint32_t
ins_words(const struct ins *i, bool far)
{
    return 1 + i->n_ext + (far ? 1 : 0);
}

/* Positions of all instructions in words; grows short jumps until every one reaches. */
static void
place(struct fn *f, uint32_t *at, bool *far)
{
    for (bool again = true; again;) {
        again = false;
        uint32_t pos = 0;
        for (size_t k = 0; k < f->code.n; k++) {
            at[k] = pos;
            pos += ins_words(&f->code.v[k], far[k]);
        }
        at[f->code.n] = pos;
        for (size_t k = 0; k < f->code.n; k++) {
            const struct ins *i = &f->code.v[k];
            if (far[k] || opcode_infos[i->op].operands[2] != 'j')
                continue;
            int64_t d = (int64_t)at[f->labels.v[i->c]] - (int64_t)at[k] - 1;
            if (d < INT16_MIN || d > INT16_MAX)
                far[k] = again = true;
        }
    }
}

struct encoder {
    struct fn *f;
    struct symbol *s;
    struct frame_sizes frame;
    const uint32_t *at; /* words, per instruction */
    bool too_big;
};

static void
put(struct encoder *e, unsigned op, uint32_t a, uint32_t b, uint32_t c)
{
    struct instr i = {(uint16_t)op, (uint16_t)a, (uint16_t)b, (uint16_t)c};
    uint64_t w;
    memcpy(&w, &i, sizeof w);
    vec_push(&e->s->words, w);
}

static void
put_far(struct encoder *e, unsigned op, uint32_t a, int32_t d)
{
    put(e, op, a, (uint32_t)d & 0xffff, (uint32_t)d >> 16);
}

static uint32_t
field(struct encoder *e, char kind, uint32_t v)
{
    switch (kind) {
    case 'r':
    case 'w':
    case 's':
        v = real_slot(&e->frame, v);
        if (v > NO_SLOT)
            e->too_big = true;
        return v;
    case 'i':
    case 'u':
        return v & 0xffff;
    default:
        return 0;
    }
}

static void
encode_ext(struct encoder *e, const struct ext *x)
{
    uint64_t at = e->s->words.n;
    uint64_t value = 0;
    switch ((enum ext_kind)x->kind) {
    case EXT_NUMBER:
        value = x->value;
        break;
    case EXT_SLOT:
        value = real_slot(&e->frame, (uint32_t)x->value);
        break;
    case EXT_ADDRESS:
        vec_push(&e->s->relocs, ((struct reloc){at, x->value, SEGMENT_TEXT, x->target}));
        break;
    case EXT_FUNC:
        vec_push(&e->s->relocs, ((struct reloc){at, x->value, SEGMENT_TEXT, SEGMENT_TEXT}));
        break;
    case EXT_FRAME:
        value = e->frame.words;
        break;
    }
    vec_push(&e->s->words, value);
}

static void
encode_far_jump(struct encoder *e, const struct ins *i, uint32_t at)
{
    const struct inverse *inv = inverse_of(i->op);
    const char *ops = opcode_infos[i->op].operands;
    uint32_t a = field(e, ops[0], i->a), b = field(e, ops[1], i->b);
    put(e, inv->inv, inv->swapped ? b : a, inv->swapped ? a : b, 1);
    int32_t d = (int32_t)e->at[e->f->labels.v[i->c]] - (int32_t)at - 2;
    put_far(e, is_back(i->op) ? OP_LOOP : OP_JMP, 0, d);
}

static void
encode(struct encoder *e, const struct ins *i, uint32_t at)
{
    const char *ops = opcode_infos[i->op].operands;
    uint32_t a = field(e, ops[0], i->a);
    if (i->op == OP_CALL) {
        vec_push(&e->s->calls, (uint32_t)e->s->words.n);
        put_far(e, i->op, a, (int32_t)i->b);
    } else if (i->op == OP_RET) {
        put_far(e, i->op, a, (int32_t)(e->frame.words * 8));
    } else if (i->op == OP_MOVRET || i->op == OP_LDIRET) {
        put(e, i->op, a, field(e, ops[1], i->b), e->frame.words);
    } else if (i->op == OP_NATIVE) {
        put_far(e, i->op, e->frame.words, (int32_t)i->b);
    } else if (ops[1] == 'K') {
        put_far(e, i->op, a, (int32_t)i->b);
    } else if (ops[1] == 'J') {
        put_far(e, i->op, a, (int32_t)e->at[e->f->labels.v[i->b]] - (int32_t)at - 1 - i->n_ext);
    } else {
        uint32_t b = field(e, ops[1], i->b);
        uint32_t c = field(e, ops[2], i->c);
        if (ops[2] == 'j')
            c = (uint32_t)((int32_t)e->at[e->f->labels.v[i->c]] - (int32_t)at - 1) & 0xffff;
        put(e, i->op, a, b, c);
    }
    ensure(i->n_ext == opcode_ext_words((enum opcode)i->op), "%s with %u ext words",
           opcode_infos[i->op].name, i->n_ext);
    for (unsigned k = 0; k < i->n_ext; k++)
        encode_ext(e, &i->ext[k]);
}

/* Bits [from, from + n) of a map: which of the bytes v[0..n) have this bit. */
static void
put_bits(uint64_t *map, size_t from, const uint8_t *v, size_t n, enum slot_bit which)
{
    for (size_t i = 0; i < n; i++) {
        if (v[i] & which)
            bitops_set(map, from + i);
    }
}

/* All maps of a function are one allocation, which locals_map owns. */
static void
fill_maps(struct encoder *e)
{
    const struct fn *f = e->f;
    struct program_func *info = &e->s->info;
    size_t n_locals = e->frame.words / 64 + 1, n_args = f->args_words / 64 + 1;
    size_t first = e->frame.out + e->frame.scalar, n = e->frame.pointer;
    const uint8_t *locals = f->slots.pointer_bits.v, *args = f->args_bits.v;
    info->locals_map = xcalloc(2 * n_locals + 3 * n_args, sizeof *info->locals_map);
    info->locals_starts = info->locals_map + n_locals;
    info->args_map = info->locals_starts + n_locals;
    info->args_starts = info->args_map + n_args;
    info->params_map = info->args_starts + n_args;
    put_bits(info->locals_map, first, locals, n, SLOT_POINTER);
    put_bits(info->locals_starts, first, locals, n, SLOT_START);
    put_bits(info->args_map, 0, args, f->args_words, SLOT_POINTER);
    put_bits(info->args_starts, 0, args, f->args_words, SLOT_START);
    put_bits(info->params_map, 0, args, f->param_words, SLOT_POINTER);
}

static void
fill_header(struct encoder *e)
{
    struct fn *f = e->f;
    struct func_header *h = &e->s->header;
    *h = (struct func_header){.frame_bytes = e->frame.words * 8,
                              .func_id = e->s->id,
                              .clear_off = (uint16_t)(e->frame.out + e->frame.scalar),
                              .clear_n = (uint16_t)e->frame.pointer,
                              .flags = e->s->flags,
                              .args_words = (uint16_t)f->args_words,
                              .param_words = (uint16_t)f->param_words};
    for (uint32_t i = f->param_words; i < f->args_words; i++) {
        if (!(f->args_bits.v[i] & SLOT_POINTER))
            continue;
        if (h->res_n == 0)
            h->res_off = (uint16_t)i;
        h->res_n = (uint16_t)(i + 1 - h->res_off);
    }
}

static void
fill_info(struct encoder *e)
{
    struct fn *f = e->f;
    struct program_func *info = &e->s->info;
    info->name = e->s->name;
    info->start_line = e->s->pos.line;
    info->frame_words = e->frame.words;
    info->args_words = f->args_words;
    info->param_words = f->param_words;
    info->code_bytes = e->s->words.n * 8;
    info->flags = e->s->flags;
    fill_maps(e);
    if (f->deferreturn)
        info->deferreturn = e->at[f->deferreturn - 1] * 8;
    for (size_t i = 0; i < f->vars.n; i++) {
        struct local_var v = f->vars.v[i];
        v.slot = (int32_t)real_slot(&e->frame, (uint32_t)v.slot);
        v.from = e->at[v.from] * 8;
        v.to = v.to ? e->at[v.to] * 8 : (uint32_t)info->code_bytes;
        vec_push(&info->vars, v);
    }
}

static void
add_shown(struct encoder *e, uint32_t pc, const char *file, uint32_t line)
{
    struct program_func *info = &e->s->info;
    struct line_shown next = {pc, line, codegen_text(e->f->cg, file)};
    if (info->shown.n < 2 || vec_last(&info->shown).line != line ||
        strcmp(vec_last(&info->shown).file, next.file) != 0)
        vec_push(&info->shown, next);
}

/* What people are told of each instruction's place, when some of them are under line directives. */
static void
fill_shown(struct encoder *e)
{
    const struct fn *f = e->f;
    if (f->places.n == 0)
        return;
    const struct diag *d = &f->cg->u->diag;
    struct diag_place own = diag_place(d, e->s->pos);
    add_shown(e, 0, own.file, own.line);
    for (size_t k = 0; k < f->code.n; k++) {
        uint32_t l = f->code.v[k].line;
        if (l & EMIT_PLACE) {
            const struct diag_place *at = &f->places.v[l & ~EMIT_PLACE].shown;
            add_shown(e, e->at[k] * 8, at->file, at->line);
        } else {
            add_shown(e, e->at[k] * 8, diag_file_name(d, e->s->pos.file), l);
        }
    }
}

static void
fill_unsigned(struct encoder *e)
{
    for (size_t k = 0; k < e->f->code.n; k++) {
        uint32_t end = k + 1 < e->f->code.n ? e->at[k + 1] * 8 : (uint32_t)e->s->info.code_bytes;
        if (e->f->code.v[k].unsigned_index)
            vec_push(&e->s->info.unsigned_at, ((struct unsigned_index){e->at[k] * 8, end}));
    }
}

enum { OUTGOING_READ = 1, OUTGOING_WRITTEN = 2 };

/* What an instruction does to outgoing slots. */
static unsigned
use_of_outgoing(const struct ins *i)
{
    const struct opcode_info *info = &opcode_infos[i->op];
    const char *extents = info->extents;
    const uint32_t fields[3] = {i->a, i->b, i->c};
    unsigned use = 0;
    for (unsigned k = 0; k < 3 && info->operands[k]; k++) {
        char letter = info->operands[k];
        if (letter == 's') {
            letter = extents[0];
            extents += 2;
        }
        if (fields[k] >> VSLOT_SHIFT != VSLOT_OUT)
            continue;
        if (letter == 'r')
            use |= OUTGOING_READ;
        else if (letter == 'w' || letter == 'p' || letter == 'u')
            use |= OUTGOING_WRITTEN;
    }
    return use;
}

/* Outgoing slots hold arguments from the first that is written to the call, then results as long as
 * these are being fetched. */
enum outgoing { OUTGOING_FREE, OUTGOING_ARGUMENTS, OUTGOING_RESULTS };

static enum outgoing
outgoing_behind(enum outgoing now, const struct ins *i, unsigned use)
{
    if (effects_is_call((enum opcode)i->op))
        return OUTGOING_RESULTS;
    if (use & OUTGOING_WRITTEN)
        return OUTGOING_ARGUMENTS;
    return now == OUTGOING_RESULTS && !(use & OUTGOING_READ) ? OUTGOING_FREE : now;
}

static bool
is_in_call(enum outgoing now, unsigned use)
{
    return now == OUTGOING_ARGUMENTS || (now == OUTGOING_RESULTS && use & OUTGOING_READ);
}

static void
fill_lines(struct encoder *e)
{
    uint32_t line = 0;
    enum outgoing outgoing = OUTGOING_FREE, before;
    for (size_t k = 0; k < e->f->code.n; k++) {
        const struct ins *i = &e->f->code.v[k];
        uint32_t l = i->line;
        before = outgoing;
        unsigned use = use_of_outgoing(i);
        outgoing = outgoing_behind(before, i, use);
        l = l & EMIT_PLACE ? e->f->places.v[l & ~EMIT_PLACE].line : l;
        if (l == line)
            continue;
        line = l;
        struct line_entry entry = {
            .pc = e->at[k] * 8, .line = l, .in_call = is_in_call(before, use)};
        vec_push(&e->s->info.lines, entry);
    }
    fill_shown(e);
}

bool
emit_finish(struct fn *f)
{
    tighten(f);
    struct encoder e = {.f = f, .s = f->sym, .frame = frame_of(f)};
    uint32_t *at = xcalloc(f->code.n + 1, sizeof *at);
    bool *far = xcalloc(f->code.n + 1, sizeof *far);
    place(f, at, far);
    e.at = at;
    for (size_t k = 0; k < f->code.n; k++) {
        if (far[k])
            encode_far_jump(&e, &f->code.v[k], at[k]);
        else
            encode(&e, &f->code.v[k], at[k]);
    }
    fill_header(&e);
    fill_info(&e);
    fill_lines(&e);
    fill_unsigned(&e);
    e.too_big |= e.frame.words + f->args_words + 1 >= NO_SLOT;
    free(at);
    free(far);
    return !e.too_big;
}
