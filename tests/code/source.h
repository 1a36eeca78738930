/* Go source text to a compiled program, for the suites of this folder. */
#ifndef TESTS_CODE_SOURCE_H
#define TESTS_CODE_SOURCE_H

#include "base/bitops.h"
#include "code/compile.h"
#include "code/program.h"
#include "lang/unit.h"
#include "mem/typeinfo.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

/* The program of package main with this body behind "package main"; fails the test when it has
 * errors. Owned by the caller. */
static inline struct program *
source_compile(const char *body)
{
    struct unit *u = unit_create();
    struct buf text = {0}, errors = {0};
    buf_printf(&text, "package main\n%s\n", body);
    struct program *p = NULL;
    if (unit_load(u, "test.go", text.data, text.len))
        p = compile_program(u);
    if (!p)
        diag_format_errors(&u->diag, 10, &errors);
    unit_destroy(u); /* the program must not refer to it */
    ck_assert_msg(p != NULL, "%s", buf_cstr(&errors));
    buf_finish(&text);
    buf_finish(&errors);
    return p;
}

static inline const struct program_func *
source_func(const struct program *p, const char *name)
{
    for (size_t i = 0; i < p->funcs.n; i++) {
        if (strcmp(p->funcs.v[i].name, name) == 0)
            return &p->funcs.v[i];
    }
    return NULL;
}

static inline struct func_header
source_header(const struct program *p, const struct program_func *f)
{
    struct func_header h;
    memcpy(&h, p->sections[SEGMENT_TEXT].data + f->entry - sizeof h, sizeof h);
    return h;
}

/* The bytes of a type's descriptor, not relocated; size 0 when the program has no such type. */
static inline struct typeinfo
source_type(const struct program *p, const char *name, uint64_t *offset)
{
    struct typeinfo t = {0};
    for (size_t i = 0; i < p->types.n; i++) {
        if (strcmp(p->types.v[i].name, name) == 0) {
            *offset = p->types.v[i].offset;
            memcpy(&t, p->sections[SEGMENT_RODATA].data + *offset, sizeof t);
            return t;
        }
    }
    ck_abort_msg("no type %s", name);
    return t;
}

static inline const struct reloc *
source_reloc(const struct program *p, enum segment_kind in, uint64_t at)
{
    for (size_t i = 0; i < p->relocs.n; i++) {
        if (p->relocs.v[i].in == in && p->relocs.v[i].at == at)
            return &p->relocs.v[i];
    }
    return NULL;
}

/* How many instructions with this opcode the function has. */
static inline unsigned
source_count(const struct program *p, const char *func, enum opcode op)
{
    const struct program_func *f = source_func(p, func);
    ck_assert_msg(f != NULL, "no function %s", func);
    unsigned n = 0;
    for (uint64_t at = 0; at < f->code_bytes;) {
        struct instr i;
        memcpy(&i, p->sections[SEGMENT_TEXT].data + f->entry + at, sizeof i);
        n += i.op == op;
        at += 8 + 8 * opcode_ext_words((enum opcode)i.op);
    }
    return n;
}

#endif
