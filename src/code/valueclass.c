/* What the classes are good for; a class without an instruction is moved through an address.
 * Go: cmd/compile/internal/ssagen/ssa.go */
#include "code/valueclass.h"

const struct valueclass_op valueclass_ops[] = {
    [VALUECLASS_8S] = {OP_LD8S, OP_ST8, OP_LDL8S, OP_STL8, OP_LDX8S, OP_STX8},
    [VALUECLASS_8U] = {OP_LD8U, OP_ST8, OP_LDL8U, OP_STL8, OP_LDX8U, OP_STX8},
    [VALUECLASS_16S] = {OP_LD16S, OP_ST16, OP_LDL16S, OP_STL16, OP_LDX16S, OP_STX16},
    [VALUECLASS_16U] = {OP_LD16U, OP_ST16, OP_LDL16U, OP_STL16, OP_LDX16U, OP_STX16},
    [VALUECLASS_32S] = {OP_LD32S, OP_ST32, OP_LDL32S, OP_STL32, OP_LDX32S, OP_STX32},
    [VALUECLASS_32U] = {OP_LD32U, OP_ST32, OP_LDL32U, OP_STL32, OP_LDX32U, OP_STX32},
    [VALUECLASS_64] = {OP_LD64, OP_ST64, OP_NOP, OP_NOP, OP_LDX64, OP_STX64},
    [VALUECLASS_POINTER] = {OP_LD64, OP_STP, OP_NOP, OP_NOP, OP_LDX64, OP_STXP},
    [VALUECLASS_STRING] = {OP_LD2, OP_STS, OP_NOP, OP_NOP, OP_NOP, OP_NOP},
    [VALUECLASS_INTERFACE] = {OP_LD2, OP_STE, OP_NOP, OP_NOP, OP_NOP, OP_NOP},
    [VALUECLASS_SLICE] = {OP_LD3, OP_STL, OP_NOP, OP_NOP, OP_NOP, OP_NOP},
    [VALUECLASS_PLAIN] = {OP_LDN, OP_STN, OP_NOP, OP_NOP, OP_NOP, OP_NOP},
    [VALUECLASS_OTHER] = {OP_LDN, OP_STT, OP_NOP, OP_NOP, OP_NOP, OP_NOP},
    [VALUECLASS_EMPTY] = {OP_NOP, OP_NOP, OP_NOP, OP_NOP, OP_NOP, OP_NOP},
};

static enum valueclass
class_by_shape(struct fn *f, struct type *t)
{
    struct shape s = slots_shape(f->cg, t);
    uint64_t mask = s.mask ? s.mask[0] : 0;
    if (mask == 0)
        return t->size == 1   ? VALUECLASS_8U
               : t->size == 2 ? VALUECLASS_16U
               : t->size == 4 ? VALUECLASS_32U
               : t->size == 8 ? VALUECLASS_64
                              : VALUECLASS_PLAIN;
    if (s.words == 1)
        return VALUECLASS_POINTER;
    if (s.words == 2 && mask != 3)
        return mask == 1 ? VALUECLASS_STRING : VALUECLASS_INTERFACE;
    return s.words == 3 && mask == 1 ? VALUECLASS_SLICE : VALUECLASS_OTHER;
}

enum valueclass
valueclass_of(struct fn *f, struct type *t)
{
    types_layout(t);
    if (t->size == 0)
        return VALUECLASS_EMPTY;
    if (slots_is_boxed(t))
        return VALUECLASS_OTHER;
    switch (types_underlying(t)->kind) {
    case TYPE_INT8:
        return VALUECLASS_8S;
    case TYPE_INT16:
        return VALUECLASS_16S;
    case TYPE_INT32:
        return VALUECLASS_32S;
    default:
        return class_by_shape(f, t);
    }
}

bool
valueclass_is_narrow(enum valueclass c)
{
    return c <= VALUECLASS_32U;
}
