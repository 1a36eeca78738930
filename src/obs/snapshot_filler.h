/* The filler's memory and its parts; private to the snapshot_*.c files. */
#ifndef OBS_SNAPSHOT_FILLER_H
#define OBS_SNAPSHOT_FILLER_H

#include "obs/snapshot_fill.h"

#include <stdint.h>

struct framewalk;
struct g;
struct program;
struct program_func;
struct sites;

struct snapshot_filler {
    struct snapshot_source src;
    uint64_t seq;
    uint64_t samples;       /* innermost functions seen so far */
    uint64_t *func_samples; /* by function id */
    uint32_t *func_active;  /* by function id, this snapshot */
    uint64_t events_seen;
    struct sites *sites; /* private to snapshot_sites.c */
    unsigned n_recent;
    struct snapshot_event recent[SNAPSHOT_EVENTS]; /* by time, newest last */
};

void snapshot_goroutines(struct snapshot_filler *f, const struct snapshot_view *v,
                         struct snapshot *out);
void snapshot_heap(struct snapshot_filler *f, const struct snapshot_view *v, struct snapshot *out);
void snapshot_gc(struct snapshot_filler *f, struct snapshot *out);
void snapshot_globals(struct snapshot_filler *f, struct snapshot *out);
void snapshot_events(struct snapshot_filler *f, struct snapshot *out);
void snapshot_text(struct snapshot_filler *f, struct snapshot *out);

struct sites *snapshot_sites_create(void);
void snapshot_sites_destroy(struct sites *s); /* accepts NULL */
void snapshot_sites(struct snapshot_filler *f, const struct snapshot_view *v, struct snapshot *out);

bool snapshot_frames_user(const struct program_func *f); /* the program's own code */
/* A pc inside the instruction that the frame is at: a goroutine that runs stands before its next
 * one, all other frames stand behind their call. */
uint64_t snapshot_frames_pc(const struct g *g, const struct framewalk *w);
void snapshot_frames(struct snapshot_filler *f, const struct snapshot_view *v, struct g *g,
                     struct snapshot_frames *out);
/* The source around the frame out->at, which is listed and runs func, and why things of func are in
 * the heap. */
void snapshot_source(const struct program *p, const struct program_func *func,
                     struct snapshot_frames *out);
/* The lines of `file` around `line`, as many before it as after it, and what of each goes to the
 * heap. Gives how many there are, and the number of the first. */
unsigned snapshot_source_lines(const struct program *p, const char *file, uint32_t line,
                               unsigned *first, char lines[][SNAPSHOT_LINE],
                               char notes[][SNAPSHOT_LINE]);
/* The heap notes of lines [first, last] with the flows behind them; how many entries. */
unsigned snapshot_source_why(const struct program *p, const char *file, uint32_t first,
                             uint32_t last, struct snapshot_why *why, unsigned cap);
/* The value of `kind` (enum typeinfo_kind) and `size` bytes at `at`, shortly: a number, a text, a
 * length, where a pointer leads. Reads with relaxed loads and follows nothing that may be unmapped.
 * `out` holds SNAPSHOT_NAME bytes. */
void snapshot_value(const struct snapshot_filler *f, uint8_t kind, uint64_t size, uint64_t at,
                    char *out);
/* The same behind a pointer of which nothing is known; "?" where it must not be read. */
void snapshot_value_at(const struct snapshot_filler *f, uint8_t kind, uint64_t size, uint64_t at,
                       char *out);

/* Copies at most SNAPSHOT_NAME - 1 bytes; a longer name keeps its tail behind "..". */
void snapshot_fill_name(char *dst, const char *src);

#endif
