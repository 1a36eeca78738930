/* The types of a Go program. Types of equal structure are not always the same pointer: compare with
 * types_identical. Sizes are those of linux/amd64. Live in the unit's bump.
 * Go: types2, cmd/compile/internal/types/size.go */
#ifndef LANG_TYPES_H
#define LANG_TYPES_H

#include "base/buf.h"
#include "lang/ast.h"
#include "lang/object.h"

enum type_kind {
    TYPE_INVALID,
    TYPE_BOOL,
    TYPE_INT,
    TYPE_INT8,
    TYPE_INT16,
    TYPE_INT32, /* rune is the same type, named "rune" in messages only when written so */
    TYPE_INT64,
    TYPE_UINT,
    TYPE_UINT8,
    TYPE_UINT16,
    TYPE_UINT32,
    TYPE_UINT64,
    TYPE_UINTPTR,
    TYPE_FLOAT32,
    TYPE_FLOAT64,
    TYPE_COMPLEX64,
    TYPE_COMPLEX128,
    TYPE_STRING,
    TYPE_UNSAFE_POINTER,
    TYPE_UNTYPED_BOOL,
    TYPE_UNTYPED_INT,
    TYPE_UNTYPED_RUNE,
    TYPE_UNTYPED_FLOAT,
    TYPE_UNTYPED_COMPLEX,
    TYPE_UNTYPED_STRING,
    TYPE_UNTYPED_NIL,
    TYPE_ARRAY,
    TYPE_SLICE,
    TYPE_STRUCT,
    TYPE_POINTER,
    TYPE_FUNC,
    TYPE_INTERFACE,
    TYPE_MAP,
    TYPE_CHAN,
    TYPE_NAMED,
    TYPE_TUPLE,
    TYPE_PARAM
};

struct type {
    enum type_kind kind;
    unsigned id;       /* unique in the unit, in order of creation */
    bool sized;        /* size, align, ptrdata below are valid (types_layout) */
    uint32_t align;    /* bytes */
    uint64_t size;     /* bytes */
    uint64_t ptrdata;  /* bytes of the prefix that can hold pointers; 0 = no pointers */
    void *code_type;   /* private to the compiler: its typeinfo */
    const char *alias; /* byte, rune, any: shown instead of the type they are; else NULL */
    union {
        struct type *elem; /* POINTER, SLICE */
        struct {
            struct type *elem;
            int64_t len;
        } array;
        struct {
            struct object **fields; /* VAR_FIELD */
            const char **tags;      /* NULL, or one per field (NULL entries) */
            uint64_t *offsets;      /* bytes; valid after types_layout */
            size_t n;
        } struct_;
        struct {
            struct type *recv; /* NULL; methods only */
            struct object **params;
            size_t n_params;
            struct object **results;
            size_t n_results;
            bool variadic; /* the last parameter's type is a slice */
            struct type **type_params;
            size_t n_type_params;
            struct type **recv_params; /* of a method of a generic type: those of its receiver */
            size_t n_recv_params;
            struct scope *scope; /* private to the checker: the names of its parameters */
        } func;
        struct {
            struct object **methods; /* complete set sorted by name (exported names by Go's rule) */
            size_t n_methods;
            struct type **embedded; /* as written; unions and ~T only inside constraints */
            size_t n_embedded;
            struct type **terms; /* type set as a union; none = all types */
            bool *tilde;
            size_t n_terms;
            bool no_types; /* the type set is empty */
            bool comparable;
            struct type **written; /* the terms of a union as written; then nothing else is here */
            bool *written_tilde;
            size_t n_written;
            bool complete;                    /* methods computed */
            bool implicit;                    /* a constraint written without "interface" */
            struct object **explicit_methods; /* as written, sorted */
            size_t n_explicit;
            struct pos *embedded_pos; /* one per embedded element */
            struct unit *unit;        /* whose bump the method list is made in */
            bool completing;          /* being completed: a cycle is looked at */
        } interface;
        struct {
            struct type *key, *value;
        } map;
        struct {
            struct type *elem;
            enum chan_dir dir;
        } chan;
        struct {
            struct object *obj;      /* OBJECT_TYPE: name, package, position */
            struct type *underlying; /* never NAMED once resolved; NULL before */
            struct type *rhs;        /* what the declaration says; NULL while it is checked */
            struct object **methods; /* declared ones, in source order */
            size_t n_methods, cap_methods;
            struct type *origin; /* generic type this is an instance of; NULL */
            struct type **type_args;
            size_t n_type_args;
            struct type **type_params; /* of a generic type, which is no type until instantiated */
            size_t n_type_params;
            struct type **instances; /* of a generic type, all there are so far */
            size_t n_instances;
            struct unit *unit;   /* of an instance: whose bump it grows in */
            bool generic_alias;  /* its instances are what rhs becomes */
            struct func *within; /* the function it is declared in when that is generic: it depends
                                    on its parameters; else NULL */
            bool has_methods;    /* generic: methods are collected; instance: methods are made */
            bool expanding;
            unsigned char comparable; /* private to types.c: not asked yet, yes, no */
            int nesting;              /* of an instance: depth of its type arguments */
            bool valid, finite;       /* private to the checker: known not to contain itself */
        } named;
        struct {
            struct object **vars;
            size_t n;
        } tuple;
        struct {
            struct object *obj;
            struct type *constraint;
            unsigned index;
            struct type *receivers; /* of a method: the parameter of the receiver's type that this
                                       is; else NULL */
        } param;
    };
};

struct unit;

/* Predeclared types; t: a kind from TYPE_BOOL to TYPE_UNTYPED_NIL. */
struct type *types_basic(struct unit *u, enum type_kind kind);
struct type *types_error(struct unit *u); /* the predeclared interface error */
struct type *types_any(struct unit *u);   /* interface {} */
struct type *types_pointer(struct unit *u, struct type *elem);
struct type *types_slice(struct unit *u, struct type *elem);
struct type *types_array(struct unit *u, struct type *elem, int64_t len);
struct type *types_map(struct unit *u, struct type *key, struct type *value);
struct type *types_chan(struct unit *u, struct type *elem, enum chan_dir dir);
struct type *types_tuple(struct unit *u, struct object **vars, size_t n);
struct type *types_new(struct unit *u,
                       enum type_kind kind); /* for struct, func, interface, named */

struct type *types_func(struct unit *u, struct object **params, size_t n_params,
                        struct object **results, size_t n_results, bool variadic);
struct type *types_byte(struct unit *u); /* uint8 and int32 under their other names */
struct type *types_rune(struct unit *u);
struct type *types_comparable_constraint(struct unit *u);
struct type *types_default(struct unit *u, struct type *t); /* of an untyped type; else t */

struct type *types_underlying(struct type *t); /* never NAMED */
bool types_identical_ignore_tags(const struct type *a, const struct type *b);
/* Computes the complete method list of an interface type; idempotent. */
void types_complete_interface(struct type *iface);
/* The order of methods: exported ones first, then by name, then by package path. */
int types_method_order(const struct object *a, const struct object *b);
bool types_identical(const struct type *a, const struct type *b);
bool types_is_untyped(const struct type *t);
bool types_is_interface(const struct type *t);
bool types_comparable(const struct type *t);
/* Typed or untyped; they look through names. Of a type parameter: all types in its type set. */
bool types_is_integer(const struct type *t);
bool types_is_unsigned(const struct type *t);
bool types_is_float(const struct type *t);
bool types_is_complex(const struct type *t);
bool types_is_numeric(const struct type *t);
bool types_is_string(const struct type *t);
bool types_is_boolean(const struct type *t);
bool types_is_ordered(const struct type *t);
bool types_has_plus(const struct type *t); /* numeric or string */
bool types_has_nil(const struct type *t);
bool types_has_pointers(struct type *t);
/* Pointer-shaped: stored directly in an interface's data word (pointers, maps, chans, funcs,
 * unsafe.Pointer, one-element structs and arrays of such). */
bool types_is_direct(struct type *t);
/* Computes size, align, ptrdata and field offsets; idempotent. */
void types_layout(struct type *t);

/* Complete, sorted method set of t as seen through a value of type t (embedded promotion included):
 * what an itab or a type descriptor needs. Each entry says how to reach the method. */
struct method_set_entry {
    struct object *method; /* OBJECT_FUNC */
    const unsigned *path;  /* embedded fields on the way, from t (or *t) */
    size_t n_path;
    bool ptr_recv;        /* the method wants a pointer */
    bool through_pointer; /* reached through an embedded pointer or interface */
};
struct method_set {
    struct method_set_entry *v;
    size_t n;
};
/* Cached in the unit; borrowed. For a named non-pointer T: value-receiver methods only. */
const struct method_set *types_method_set(struct unit *u, struct type *t);
/* NULL when t (not necessarily an interface) implements iface; else the missing method, with
 * *wrong_type or *ptr_recv telling why. */
struct object *types_missing_method(struct unit *u, struct type *t, struct type *iface,
                                    bool *wrong_type, bool *ptr_recv);

/* As Go writes it: qualified by package name ("main.T" when `qualify`, "T" inside the package that
 * is being checked, as types2's error messages do). */
void types_write(struct buf *out, const struct type *t, const struct package *relative_to);
/* As the runtime prints it: "main.T", "[]int", "map[string]*main.Node", "interface {}". */
void types_write_runtime(struct buf *out, const struct type *t);
/* As escape notes have it: the runtime's layout, but "T" for a type of the program itself. */
void types_write_notes(struct buf *out, const struct type *t);
/* What type parameters are shown as: instances with one memory layout share their code in Go. */
struct types_shapes {
    struct type *const *params;
    const char **names;
    size_t n;
    bool (*derived)(const struct type *t); /* does t mention a type parameter? */
};
/* Notes inside of instances: the type as the generic function has it, shapes for parameters. */
void types_write_shaped(struct buf *out, const struct type *t, const struct types_shapes *shapes);
/* As the linker knows it: package paths, also of unexported fields. shapes may be NULL. */
void types_write_link(struct buf *out, const struct type *t, const struct types_shapes *shapes);
/* "name(params) results", parameter names left out: the have and want lines of messages. */
void types_write_method(struct buf *out, const struct object *method,
                        const struct package *relative_to);

#endif
