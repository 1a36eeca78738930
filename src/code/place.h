/* Places: where a value lies or is to be stored. What the compiler does with variables, fields,
 * elements and dereferences alike. Private to the compiler.
 * Go: cmd/compile/internal/ssagen/ssa.go (addr, assign) */
#ifndef CODE_PLACE_H
#define CODE_PLACE_H

#include "code/codegen.h"

enum place_kind {
    PLACE_BLANK,  /* "_" */
    PLACE_SLOT,   /* in frame slots, `off` bytes after slot */
    PLACE_MEMORY, /* off bytes after the address in slot */
    PLACE_GLOBAL, /* off bytes after the start of segment */
    PLACE_INDEX,  /* element `index` (a slot) of the slice in slot.. (data, len), or of its row */
    PLACE_MAP,    /* entry of the map in slot, key in slots index.. */
};

struct place {
    enum place_kind kind;
    struct type *type; /* of the value there */
    uint32_t slot, index;
    uint64_t off;
    bool packed;  /* SLOT: memory layout; else a scalar in canonical form */
    bool checked; /* MEMORY: the address is known not to be nil */
    enum segment_kind segment;
    struct type *map; /* MAP: the map's type */
    uint64_t step;    /* INDEX: bytes from element to element */
    bool unsigned_index;
    uint32_t row; /* INDEX: the slice is element `row` of that in slot..; else VSLOT_NONE */
};

enum {
    PLACE_HUGE_BYTES = 64 * 1024, /* a larger value is not passed through the frame */
    PLACE_ROW_BYTES = 24,         /* a slice in a slice of slices */
};

struct place place_of_var(struct fn *f, struct object *var);
struct place place_slot(uint32_t slot, struct type *t); /* a value in canonical form */
struct place place_memory(uint32_t address, struct type *t);
/* The part at byte offset off, of type t. */
struct place place_part(struct fn *f, struct place p, uint64_t off, struct type *t);
/* Follows a path of field indices through embedded structs and pointers. */
struct place place_path(struct fn *f, struct place p, const unsigned *path, size_t n);
/* A PLACE_MAP's value and whether its key is there. */
void place_load_ok(struct fn *f, const struct place *p, uint32_t dst, uint32_t ok);
/* The entry of a PLACE_MAP in memory, made when the key is absent; until the map's next change. */
struct place place_entry(struct fn *f, const struct place *p);
/* An INDEX whose row is not looked up yet becomes one that is. */
void place_settle(struct fn *f, struct place *p);
/* The first slot of a value that fills slots of the frame; VSLOT_NONE when p is no such place. */
uint32_t place_whole_slot(const struct place *p);
void place_load(struct fn *f, const struct place *p, uint32_t dst);
/* The value in memory `from` becomes that of p, of the same type. */
void place_copy(struct fn *f, const struct place *p, const struct place *from);
uint32_t place_any(struct fn *f, const struct place *p); /* in place when possible */
void place_store(struct fn *f, const struct place *p, uint32_t src);
void place_store_zero(struct fn *f, const struct place *p);
void place_addr(struct fn *f, const struct place *p, uint32_t dst);
uint32_t place_addr_any(struct fn *f, const struct place *p);

#endif
