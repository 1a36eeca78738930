/* A compiled program: sections of bytes with relocations, and the tables beside them. Host memory,
 * immutable after compile_program; image.h maps it into a session.
 *
 * A function in text: FUNC_HEADER_WORDS header words, then instructions; its entry is the address
 * of the first instruction, and the header lies just below it.
 *
 * Frame of a running function, sp growing downwards, one slot = 8 bytes:
 *
 *     sp                                   sp + frame_bytes          + 8
 *      | outgoing args | locals and temps ... | return pc | parameters | results |
 *        slots 0..                                          slots frame_words + 1 ..
 *
 * The caller writes the arguments into its own slots 0.. and finds the results behind them. Slots
 * that can hold a pointer are the same during the whole function (locals_map), lie together and are
 * zeroed by CALL (clear_off, clear_n); pointer-holding results are zeroed likewise. The outgoing
 * area belongs to the callee's args_map while a call is active and to nobody else.
 *
 * These maps are what a moved stack needs. What of them is live at a safepoint, and may be read at
 * all, liveness.h computes from the bytecode when somebody looks: the collector and frame views see
 * no slot that is not. Code need not clear what it no longer uses, and compiled code never does. */
#ifndef CODE_PROGRAM_H
#define CODE_PROGRAM_H

#include "base/buf.h"
#include "base/vec.h"
#include "code/opcode.h"
#include "mem/segment.h"

#include <stdbool.h>
#include <stdint.h>

enum { FUNC_HEADER_WORDS = 4 };

enum func_flag {
    FUNC_WRAPPER = 1, /* method wrapper or defer thunk: invisible to recover and tracebacks */
    FUNC_GOLIB = 2,   /* of one of our packages */
    FUNC_RUNTIME = 4, /* a stub the compiler makes: goexit, runtime.main, gopanic */
    FUNC_NATIVE = 8,  /* natives read its parameters: all of them are live to its end */
    FUNC_HAS_DEFER = 16,
    FUNC_VALUE_WRAPPER =
        32, /* calls a method of T with what a *T points to: nil has its own error */
};

struct func_header {      /* 32 bytes in text, read by CALL */
    uint32_t frame_bytes; /* multiple of 8 */
    uint32_t func_id;     /* index into program.funcs */
    uint16_t clear_off;   /* first slot to zero */
    uint16_t clear_n;     /* slots to zero */
    uint16_t res_off;     /* first result slot to zero, counted from the first parameter */
    uint16_t res_n;
    uint16_t flags;      /* enum func_flag */
    uint16_t args_words; /* parameters + results */
    uint16_t param_words;
    uint16_t spare[5];
};
_Static_assert(sizeof(struct func_header) == FUNC_HEADER_WORDS * 8, "header size");

struct line_entry { /* from this pc on, until the next entry */
    uint32_t pc;    /* bytes after the entry */
    uint32_t line : 31;
    uint32_t in_call : 1; /* outgoing slots are in use, which nobody scans: no place to stop */
};

struct line_shown { /* as line_entry, for what stands under a line directive */
    uint32_t pc;
    uint32_t line;
    const char *file;
};

struct unsigned_index { /* instructions whose index has an unsigned type of 64 bits */
    uint32_t from, to;  /* byte offsets in the function's code */
};

struct local_var { /* what a frame view shows; obs and debugging only */
    const char *name;
    const char *type_name;
    int32_t slot; /* frame slot; parameters have slots beyond the frame */
    uint32_t bytes;
    uint8_t kind; /* enum typeinfo_kind */
    bool on_heap; /* the slot holds a pointer to it: escape analysis moved it */
    uint32_t line;
    uint32_t from, to; /* byte offsets in the function's code between which it is in scope */
};

struct program_func {
    const char *name; /* "main.fib", "main.(*T).m", "main.main.func1" */
    const char *file; /* the real one, with "./" as compilers show it */
    uint32_t start_line;
    uint64_t entry; /* byte offset in text */
    uint64_t code_bytes;
    uint32_t frame_words, args_words, param_words;
    uint64_t *locals_map; /* bit per slot [0, frame_words); owns the memory of all five */
    uint64_t *args_map;   /* bit per word of parameters and results */
    uint64_t *params_map; /* as args_map, results left out: valid before the results are zeroed */
    uint64_t *locals_starts, *args_starts; /* bit per slot: a variable or value begins there */
    uint32_t deferreturn; /* pc offset of the RUNDEFERS reached at return; 0 = none */
    uint16_t flags;
    VEC(struct line_entry) lines; /* real ones */
    VEC(struct line_shown)
    shown; /* what people are told; the first is the function's own place.
              Empty: file and lines */
    VEC(struct unsigned_index) unsigned_at; /* ascending */
    VEC(struct local_var) vars;
};

struct reloc { /* the 8 bytes at `at` in section `in` become address(target) + addend */
    uint64_t at;
    uint64_t addend;
    uint8_t in;     /* enum segment_kind */
    uint8_t target; /* enum segment_kind */
};

struct program_global {
    const char *name; /* "main.cache" */
    const char *type_name;
    uint8_t segment; /* enum segment_kind */
    uint64_t offset, bytes;
    bool has_pointers;
    bool golib;
    uint64_t type; /* rodata offset of its typeinfo */
};

struct program_note { /* something on that line goes to the heap, in the words of go build -m */
    uint32_t line;
    char *text; /* "moved to heap: x", "new(T) escapes to heap"; owned */
    char *why;  /* a line for each flow from there to the heap, see escape_reason_words; owned */
};

struct program_source { /* a file of package main; all owned */
    char *file;         /* as program_func.file */
    char *text;         /* NUL-terminated */
    size_t len;
    VEC(struct program_note)
    notes; /* in order of lines; none unless unit.escape_notes was set;
              their why is "" unless unit.escape_reasons was */
};

struct program_type { /* index of type descriptors, for tools */
    const char *name;
    uint64_t offset; /* in rodata */
};

/* Symbols that the VM needs: rodata offsets of typeinfos and text offsets of stubs. */
struct program_known {
    uint64_t runtime_main;      /* text entry: initialises packages, calls main.main, MAINEXIT */
    uint64_t goexit;            /* text entry: GOEXIT; bottom of every goroutine's stack */
    uint64_t gopanic;           /* text entry: PANICSTEP; frame of 8 slots, pointer slots 2, 3, 4, 6
                                   (vm/panic.h) */
    uint64_t type_error_string; /* runtime.errorString: underlying string, "runtime error: " added
                                   by Error() */
    uint64_t type_plain_error;  /* runtime.plainError: underlying string, printed as is */
    uint64_t type_assert_error; /* *runtime.TypeAssertionError: struct of one string */
    uint64_t type_bounds_error; /* runtime.boundsError: struct of one string, like errorString */
    uint64_t type_panic_nil;    /* *runtime.PanicNilError: struct of no size */
    uint64_t type_unhashable_error; /* internal/runtime/maps.unhashableTypeError: struct of one
                                       string, printed as is */
    uint64_t type_string, type_int, type_bool,
        type_float64; /* predeclared types, boxed by natives */
    uint64_t type_uint8, type_int32, type_uint64, type_uintptr;
    uint64_t type_error, type_any; /* interface types */
    uint64_t zerobase;             /* noptrbss offset: address of all zero-size objects */
    uint64_t zero_value; /* rodata offset: 24 zero bytes, what a boxed "" or nil slice points to */
    uint64_t static_bytes; /* noptrdata offset: table of uint64 0..255, for boxing small values */
};

struct program {
    struct buf sections[4]; /* text, rodata, noptrdata, data (enum segment_kind) */
    uint64_t segment_bytes[SEGMENT_COUNT];
    uint64_t *data_mask, *bss_mask; /* pointer bit per word */
    VEC(struct reloc) relocs;
    VEC(struct program_func) funcs; /* sorted by entry */
    VEC(struct program_global) globals;
    VEC(struct program_type) types;
    VEC(struct program_source) sources; /* owned */
    VEC(const char *) natives;          /* NATIVE's operand -> full name, "time.now" */
    VEC(char *) strings;                /* owner of all names above */
    struct program_known known;
};

void program_destroy(struct program *p); /* accepts NULL */

#endif
