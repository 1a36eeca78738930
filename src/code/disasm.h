/* Program to readable text: functions with lines, slots and targets. For `regionscope show --code`,
 * the text panel and tests. */
#ifndef CODE_DISASM_H
#define CODE_DISASM_H

#include "base/buf.h"

struct program;
struct program_func;

void disasm_func(const struct program *p, const struct program_func *f, struct buf *out);
/* One instruction at byte offset `at` of text; returns its length in bytes. */
unsigned disasm_instr(const struct program *p, uint64_t at, struct buf *out);

#endif
