/* Instructions as text, one a line: offset, name, operands. Slots read "s3", parameters of a
 * function "p0", jump targets as offsets in the function, call targets as names.
 * Go: cmd/internal/objfile/disasm.go */
#include "code/disasm.h"

#include <string.h>

#include "base/bug.h"
#include "code/program.h"

struct view { /* the function being printed; f NULL for a lone instruction */
    const struct program *p;
    const struct program_func *f;
};

static uint64_t
word_at(const struct program *p, uint64_t at)
{
    uint64_t w;
    ensure(at + 8 <= p->sections[SEGMENT_TEXT].len, "disassembly beyond text");
    memcpy(&w, p->sections[SEGMENT_TEXT].data + at, 8);
    return w;
}

static const struct program_func *
func_at(const struct program *p, uint64_t entry)
{
    for (size_t i = 0; i < p->funcs.n; i++) {
        if (p->funcs.v[i].entry == entry)
            return &p->funcs.v[i];
    }
    return NULL;
}

static const struct reloc *
reloc_at(const struct program *p, uint64_t at)
{
    for (size_t i = 0; i < p->relocs.n; i++) {
        if (p->relocs.v[i].in == SEGMENT_TEXT && p->relocs.v[i].at == at)
            return &p->relocs.v[i];
    }
    return NULL;
}

static void
write_slot(struct view v, unsigned slot, struct buf *out)
{
    if (slot == NO_SLOT)
        buf_add_str(out, "-");
    else if (v.f && slot > v.f->frame_words)
        buf_printf(out, "p%u", slot - v.f->frame_words - 1);
    else
        buf_printf(out, "s%u", slot);
}

static void
write_target(struct view v, uint64_t target, struct buf *out)
{
    buf_printf(out, "@%lld", (long long)(target - (v.f ? v.f->entry : 0)));
}

static void
write_imm32(struct view v, struct instr i, struct buf *out)
{
    bool calls = i.op == OP_CALL || i.op == OP_CALLF;
    if (!calls && i.op != OP_NATIVE) {
        buf_printf(out, "%d", opcode_imm32(i));
        return;
    }
    const struct program_func *callee = NULL;
    if (calls)
        callee = func_at(v.p, (uint64_t)(int64_t)opcode_imm32(i) * 8);
    if (callee)
        buf_add_str(out, callee->name);
    else if (i.op == OP_NATIVE && (size_t)opcode_imm32(i) < v.p->natives.n)
        buf_add_str(out, v.p->natives.v[opcode_imm32(i)]);
    else
        buf_printf(out, "%d", opcode_imm32(i));
}

static void
write_operand(struct view v, struct instr i, char kind, uint16_t x, uint64_t next, struct buf *out)
{
    switch (kind) {
    case 'r':
    case 'w':
    case 's':
        write_slot(v, x, out);
        break;
    case 'i':
        buf_printf(out, "%d", (int16_t)x);
        break;
    case 'u':
        buf_printf(out, "%u", x);
        break;
    case 'j':
        write_target(v, next + (uint64_t)((int64_t)(int16_t)x * 8), out);
        break;
    case 'J':
        write_target(v, next + (uint64_t)((int64_t)opcode_imm32(i) * 8), out);
        break;
    case 'K':
        write_imm32(v, i, out);
        break;
    default:
        break;
    }
}

static void
write_ext(struct view v, char kind, uint64_t at, struct buf *out)
{
    uint64_t w = word_at(v.p, at);
    const struct reloc *r = reloc_at(v.p, at);
    if (!r) {
        buf_printf(out, "#%lld", (long long)w);
        return;
    }
    if (kind == 'T') {
        for (size_t i = 0; i < v.p->types.n; i++) {
            if (v.p->types.v[i].offset == r->addend) {
                buf_add_str(out, v.p->types.v[i].name);
                return;
            }
        }
    }
    buf_printf(out, "%s+%llu", segment_name((enum segment_kind)r->target),
               (unsigned long long)r->addend);
}

static unsigned
write_instr(struct view v, uint64_t at, struct buf *out)
{
    struct instr i;
    uint64_t w = word_at(v.p, at);
    memcpy(&i, &w, sizeof i);
    if (i.op >= OP_COUNT) {
        buf_printf(out, "?%u", i.op);
        return 8;
    }
    const struct opcode_info *info = &opcode_infos[i.op];
    unsigned n_ext = opcode_ext_words((enum opcode)i.op);
    uint64_t next = at + 8 + 8 * n_ext;
    const uint16_t fields[3] = {i.a, i.b, i.c};
    const char *sep = " ";
    buf_add_str(out, info->name);
    for (unsigned k = 0; k < 3 && info->operands[k]; k++) {
        if (info->operands[k] == '-')
            continue;
        buf_add_str(out, sep);
        write_operand(v, i, info->operands[k], fields[k], next, out);
        sep = ", ";
    }
    for (unsigned k = 0; k < n_ext; k++) {
        buf_add_str(out, sep);
        write_ext(v, info->ext[k], at + 8 + 8 * k, out);
        sep = ", ";
    }
    return (unsigned)(next - at);
}

unsigned
disasm_instr(const struct program *p, uint64_t at, struct buf *out)
{
    return write_instr((struct view){p, NULL}, at, out);
}

void
disasm_func(const struct program *p, const struct program_func *f, struct buf *out)
{
    struct view v = {p, f};
    buf_printf(out, "%s: %s:%u frame %u, parameters %u, results %u\n", f->name, f->file,
               f->start_line, f->frame_words, f->param_words, f->args_words - f->param_words);
    size_t line = 0;
    for (uint64_t at = 0; at < f->code_bytes;) {
        while (line + 1 < f->lines.n && f->lines.v[line + 1].pc <= at)
            line++;
        unsigned shown = f->lines.n > 0 && f->lines.v[line].pc <= at ? f->lines.v[line].line : 0;
        buf_printf(out, "%6llu %5u  ", (unsigned long long)at, shown);
        at += write_instr(v, f->entry + at, out);
        buf_add_byte(out, '\n');
    }
}
