/* Text: all compiled functions one behind the other, each with its header; then calls and
 * relocations get their final numbers. Go: cmd/link/internal/ld/data.go (textaddress, relocsym) */
#include <string.h>

#include "base/bug.h"
#include "code/codegen.h"

static void
place_functions(struct codegen *cg)
{
    uint64_t at = 0;
    vec_each (struct symbol **, s, &cg->symbols) {
        (*s)->info.entry = at + sizeof(struct func_header);
        at = (*s)->info.entry + (*s)->words.n * 8;
    }
}

static void
patch_calls(struct codegen *cg, struct symbol *s)
{
    vec_each (uint32_t *, w, &s->calls) {
        struct instr i;
        memcpy(&i, &s->words.v[*w], sizeof i);
        const struct symbol *callee = cg->symbols.v[(uint32_t)opcode_imm32(i)];
        uint32_t k = (uint32_t)(callee->info.entry / 8);
        uint32_t down = callee->header.frame_bytes / 8 + 1; /* and the return pc */
        if (callee->header.clear_n == 0 && callee->header.res_n == 0 && down <= UINT16_MAX) {
            i.op = OP_CALLF;
            i.a = (uint16_t)down;
        }
        i.b = (uint16_t)k;
        i.c = (uint16_t)(k >> 16);
        memcpy(&s->words.v[*w], &i, sizeof i);
    }
}

static void
add_reloc(struct codegen *cg, struct reloc r)
{
    if (r.target == SEGMENT_TEXT)
        r.addend = cg->symbols.v[r.addend]->info.entry;
    vec_push(&cg->p->relocs, r);
}

static void
write_function(struct codegen *cg, struct symbol *s)
{
    struct buf *text = &cg->p->sections[SEGMENT_TEXT];
    ensure(s->done, "function %s was never compiled", s->name);
    patch_calls(cg, s);
    s->header.flags = s->info.flags = s->flags;
    buf_add(text, &s->header, sizeof s->header);
    ensure(text->len == s->info.entry, "function %s is out of place", s->name);
    buf_add(text, s->words.v, s->words.n * 8);
    vec_each (const struct reloc *, r, &s->relocs) {
        struct reloc own = *r;
        own.at = s->info.entry + r->at * 8;
        add_reloc(cg, own);
    }
    vec_push(&cg->p->funcs, s->info);
}

void
textlink(struct codegen *cg)
{
    struct program *p = cg->p;
    place_functions(cg);
    for (size_t i = 0; i < cg->symbols.n; i++)
        write_function(cg, cg->symbols.v[i]);
    for (size_t i = 0; i < cg->pending.n; i++)
        add_reloc(cg, cg->pending.v[i]);
    p->known.runtime_main = cg->runtime_main->info.entry;
    p->known.goexit = cg->goexit->info.entry;
    p->known.gopanic = cg->gopanic->info.entry;
    p->segment_bytes[SEGMENT_TEXT] = p->sections[SEGMENT_TEXT].len;
    p->segment_bytes[SEGMENT_RODATA] = p->sections[SEGMENT_RODATA].len;
}
