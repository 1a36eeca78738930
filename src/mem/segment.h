/* The program image's mappings: text, rodata, data, noptrdata, bss, noptrbss; read-only ones are
 * sealed after loading. Also the pointer masks of data and bss, the collector's roots.
 * Go: the linker's section layout, runtime/symtab.go */
#ifndef MEM_SEGMENT_H
#define MEM_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum segment_kind {
    SEGMENT_TEXT,
    SEGMENT_RODATA,
    SEGMENT_NOPTRDATA,
    SEGMENT_DATA,
    SEGMENT_BSS,
    SEGMENT_NOPTRBSS,
    SEGMENT_COUNT
};

struct segment {
    uint64_t base;     /* page aligned; 0 = not mapped */
    uint64_t bytes;    /* in use */
    uint64_t mapped;   /* whole pages */
    bool sealed;       /* read-only now */
    uint64_t *ptrmask; /* data, bss: a bit per 8-byte word; owned; NULL elsewhere */
};

struct segments {
    struct segment s[SEGMENT_COUNT];
};

/* Maps all segments read-write, in the order of the enum, from Go's 0x400000 upwards where the
 * host allows. False when the OS refuses. */
bool segments_map(struct segments *m, const uint64_t bytes[SEGMENT_COUNT]);
void segments_seal(struct segments *m); /* text and rodata become read-only */
void segments_unmap(struct segments *m);
/* The segment that holds addr, or SEGMENT_COUNT. Any thread. */
enum segment_kind segments_find(const struct segments *m, uint64_t addr);
const char *segment_name(enum segment_kind k); /* ".text" ... */

#endif
