/* Type descriptors: plain data in the program's read-only segment, one per type that can be
 * allocated, boxed or printed. The collector needs size, ptrdata and the mask; the VM's interface,
 * map, equality and printing code needs the rest. Go: internal/abi/type.go
 *
 * ptrmask has one bit per 8-byte word and describes mask_period bytes; an object longer than that
 * (an array, or a slice's backing store) repeats it. ptrdata is where the last pointer of ONE value
 * ends. A type without pointers has ptrdata 0 and ptrmask NULL. */
#ifndef MEM_TYPEINFO_H
#define MEM_TYPEINFO_H

#include <stdbool.h>
#include <stdint.h>

/* Go's reflect.Kind numbers. */
enum typeinfo_kind {
    KIND_INVALID,
    KIND_BOOL,
    KIND_INT,
    KIND_INT8,
    KIND_INT16,
    KIND_INT32,
    KIND_INT64,
    KIND_UINT,
    KIND_UINT8,
    KIND_UINT16,
    KIND_UINT32,
    KIND_UINT64,
    KIND_UINTPTR,
    KIND_FLOAT32,
    KIND_FLOAT64,
    KIND_COMPLEX64,
    KIND_COMPLEX128,
    KIND_ARRAY,
    KIND_CHAN,
    KIND_FUNC,
    KIND_INTERFACE,
    KIND_MAP,
    KIND_POINTER,
    KIND_SLICE,
    KIND_STRING,
    KIND_STRUCT,
    KIND_UNSAFE_POINTER
};

enum typeinfo_flag {
    TYPEINFO_DIRECT = 1,     /* stored directly in an interface's data word */
    TYPEINFO_COMPARABLE = 2, /* == is defined (may still panic for interface parts) */
    TYPEINFO_PLAIN_EQUAL =
        4,              /* == is equality of all bytes: no padding, floats, strings, interfaces */
    TYPEINFO_NAMED = 8, /* defined type */
    TYPEINFO_VARIADIC = 16, /* func: last parameter is ...T */
};

struct typeinfo;

struct typeinfo_str { /* a Go string in read-only memory */
    const char *data;
    uint64_t len;
};

struct typeinfo_field {
    struct typeinfo_str name;
    const struct typeinfo *type;
    uint64_t offset;   /* bytes */
    uint64_t embedded; /* 0 or 1 */
    struct typeinfo_str tag;
};

struct typeinfo_method { /* sorted by name, then package path of unexported ones */
    struct typeinfo_str name;
    struct typeinfo_str pkg_path; /* "" for exported names */
    const struct typeinfo *type;  /* func type without receiver */
    uint64_t code;                /* entry address of the function that takes the receiver as one
                                     word (pointer or direct value); 0 for interface types' own list */
};

struct typeinfo {
    uint64_t size;        /* bytes */
    uint64_t ptrdata;     /* bytes, see above */
    uint64_t mask_period; /* bytes that ptrmask describes; 0 when ptrdata is 0 */
    const uint64_t *ptrmask;
    uint32_t hash;  /* of the type's runtime string; equal types have equal addresses anyway */
    uint8_t kind;   /* enum typeinfo_kind */
    uint8_t align;  /* bytes */
    uint16_t flags; /* enum typeinfo_flag */
    struct typeinfo_str name;            /* as the runtime prints it: "main.Node", "[]int" */
    struct typeinfo_str pkg_path;        /* of a defined type, else "" */
    const struct typeinfo *elem;         /* pointer, slice, array, chan, map (value) */
    const struct typeinfo *key;          /* map */
    const struct typeinfo *slot;         /* map: {key, value} struct used for slots; func: NULL */
    uint64_t len;                        /* array length; chan direction (enum chan_dir order) */
    const struct typeinfo_field *fields; /* struct; func: parameters, then results (names unused) */
    uint32_t n_fields;
    uint32_t n_in; /* func: how many of fields are parameters */
    const struct typeinfo_method
        *methods; /* method set of this very type; interface: its methods */
    uint64_t n_methods;
};

static inline bool
typeinfo_has_pointers(const struct typeinfo *t)
{
    return t->ptrdata != 0;
}

#endif
