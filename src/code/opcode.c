/* Names and operand shapes of the instructions, generated from the one list.
 * Go: cmd/internal/obj (Anames) */
#include "code/opcode.h"

const struct opcode_info opcode_infos[OP_COUNT] = {
#define OP(name, operands, extents, ext, meaning) {#name, operands, extents, ext, meaning},
#include "code/opcode.def"
#undef OP
};
