/* The class of a type says which instruction moves a value of it: narrow scalars have their own,
 * values of several words go by where their pointers are. Private to the compiler. */
#ifndef CODE_VALUECLASS_H
#define CODE_VALUECLASS_H

#include "code/codegen.h"

enum valueclass {
    VALUECLASS_8S,
    VALUECLASS_8U,
    VALUECLASS_16S,
    VALUECLASS_16U,
    VALUECLASS_32S,
    VALUECLASS_32U,
    VALUECLASS_64,
    VALUECLASS_POINTER,
    VALUECLASS_STRING,    /* 2 words, the first a pointer */
    VALUECLASS_INTERFACE, /* 2 words, the second a pointer */
    VALUECLASS_SLICE,     /* 3 words, the first a pointer */
    VALUECLASS_PLAIN,     /* any size, no pointers */
    VALUECLASS_OTHER,
    VALUECLASS_EMPTY
};

struct valueclass_op { /* OP_NOP where there is none */
    enum opcode load, store, frame_load, frame_store, index_load, index_store;
};

extern const struct valueclass_op valueclass_ops[]; /* by class */

enum valueclass valueclass_of(struct fn *f, struct type *t);
bool valueclass_is_narrow(enum valueclass c); /* less than a word: has frame_load and frame_store */

#endif
