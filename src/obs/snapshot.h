/* What the dashboard, the report, comparisons and recordings see of a run at one moment: plain
 * data, no pointer into the runtime. Filled by snapshot_fill.c (live run); later also from
 * recordings. Sizes are bytes, times ns since the start of the run. Counters are cumulative.
 * Figures marked [relaxed] are read while the run goes on and may be a moment apart from each
 * other; inside one group the sums still hold (white + grey + black = allocated, see each group).
 * Costs the runtime O(classes + Ps + visible things), never O(heap). */
#ifndef OBS_SNAPSHOT_H
#define OBS_SNAPSHOT_H

#include <stdbool.h>
#include <stdint.h>

enum {
    SNAPSHOT_CLASSES = 68, /* size classes; 0 = large */
    SNAPSHOT_ROWS = 256,   /* most goroutines described one by one */
    SNAPSHOT_NAME = 48,
    SNAPSHOT_ARENAS = 64,
    SNAPSHOT_GLOBALS = 64,
    SNAPSHOT_FUNCS = 64,
    SNAPSHOT_CELLS = 512, /* heap map */
    SNAPSHOT_LARGE = 16,
    SNAPSHOT_STACK_SIZES = 20, /* 2K << i */
    SNAPSHOT_PROCS = 256,
    SNAPSHOT_EVENTS = 64, /* newest events, traced mode */
    SNAPSHOT_LEAVES = 24,
    SNAPSHOT_WAITS = 24,
    SNAPSHOT_EVENT_KINDS = 64,
    SNAPSHOT_CYCLES = 64, /* newest finished cycles */
    SNAPSHOT_FRAMES = 64, /* of the goroutine looked at */
    SNAPSHOT_VARS = 32,   /* of the frame looked at */
    SNAPSHOT_LINES = 32,  /* of the source around it */
    SNAPSHOT_LINE = 120,
    SNAPSHOT_WHY = 64,    /* lines about why things are in the heap */
    SNAPSHOT_SITES = 128, /* places that allocate, described one by one */
    SNAPSHOT_WHAT = 120,
};

enum snapshot_state { SNAPSHOT_LOADING, SNAPSHOT_RUNNING, SNAPSHOT_STOPPED, SNAPSHOT_ENDED };
enum snapshot_phase {
    SNAPSHOT_GC_OFF,
    SNAPSHOT_GC_MARK,
    SNAPSHOT_GC_MARK_TERMINATION,
    SNAPSHOT_GC_SWEEP
};
enum snapshot_g_state {
    SNAPSHOT_G_RUNNING,
    SNAPSHOT_G_RUNNABLE,
    SNAPSHOT_G_WAITING,
    SNAPSHOT_G_DEAD
};

struct snapshot_run {
    enum snapshot_state state;
    int64_t time_ns;
    int64_t ops_per_second; /* 0 = full speed */
    uint64_t ops;           /* spent, traced mode */
    unsigned procs;
    bool deterministic;
    uint64_t seed;
    int exit_status;             /* when ENDED */
    char program[SNAPSHOT_NAME]; /* "tour.go" */
    uint64_t events_total;
};

struct snapshot_g {
    uint32_t id, parent;
    enum snapshot_g_state state;
    uint8_t wait;                    /* enum g_wait_reason, text in wait_text */
    char wait_text[24];              /* "chan receive", "" when not waiting */
    int64_t wait_ns;                 /* how long */
    char func[SNAPSHOT_NAME];        /* innermost function of the program, "main.fib" */
    char start[SNAPSHOT_NAME];       /* its first function */
    uint32_t line;                   /* of func, 0 = unknown */
    uint32_t depth;                  /* frames, as last published */
    uint64_t lo;                     /* lowest address of its stack */
    uint64_t used, size, high_water; /* stack */
    uint32_t grows, shrinks;
    int64_t grown_ns, shrunk_ns, born_ns; /* last time; 0 = never */
};

struct snapshot_stacks {
    uint32_t total, running, runnable, waiting; /* goroutines; total = sum */
    uint64_t created, exited;
    uint64_t in_use; /* bytes of stacks owned by goroutines */
    uint64_t spans;  /* bytes of stack spans; in_use + free slots */
    uint64_t grows, shrinks;
    uint32_t by_size[SNAPSHOT_STACK_SIZES]; /* goroutines with a stack of 2K << i; sum = total */
    uint32_t by_wait[SNAPSHOT_WAITS];       /* waiting goroutines by enum g_wait_reason */
    unsigned n_rows;                        /* described below: the lowest ids from `first` on */
    struct snapshot_g rows[SNAPSHOT_ROWS];
};

struct snapshot_frame {
    char func[SNAPSHOT_NAME];
    uint32_t line;  /* where it is, or where its call returns to; 0 = unknown */
    uint32_t bytes; /* of the frame: variables, temporaries, outgoing arguments, return address */
    uint64_t sp;    /* its lowest address */
    bool user;      /* the program's own code */
};

struct snapshot_var { /* a variable in scope in the frame looked at */
    char name[SNAPSHOT_NAME], type[SNAPSHOT_NAME];
    char value[SNAPSHOT_NAME]; /* for people, as of a global */
    uint64_t addr;             /* of the variable; the heap's when on_heap */
    uint32_t bytes;
    bool on_heap; /* escape analysis moved it: the frame holds a pointer to it */
    bool param;   /* or result */
    bool dead;    /* it has pointers and nothing will read it again: its slot may hold anything */
};

struct snapshot_why { /* a heap note of the function looked at, or a flow that leads to it */
    uint32_t line;    /* of the note; 0 = a flow of the note above */
    char text[SNAPSHOT_LINE];
};

/* The stack of one goroutine, innermost frame first: the walk stops the goroutine for a moment. */
struct snapshot_frames {
    uint32_t goid;     /* 0 = none asked for, or gone */
    bool known;        /* false: it runs at full speed and nobody may look */
    unsigned total;    /* frames in all */
    unsigned first, n; /* frames [first, first + n) are listed */
    unsigned at;       /* the frame whose variables are listed */
    unsigned n_vars;
    struct snapshot_frame list[SNAPSHOT_FRAMES];
    struct snapshot_var vars[SNAPSHOT_VARS];
    unsigned first_line, n_lines; /* of the source around the frame's line; 0 = not at hand */
    char lines[SNAPSHOT_LINES][SNAPSHOT_LINE]; /* a longer one is cut */
    char notes[SNAPSHOT_LINES][SNAPSHOT_LINE]; /* what of the line goes to the heap, "" = nothing */
    unsigned n_why;
    struct snapshot_why why[SNAPSHOT_WHY]; /* of frame `at`; by line */
};

struct snapshot_class {
    uint32_t slot_bytes;         /* 0 = large objects */
    uint64_t spans;              /* scan and noscan */
    uint64_t capacity;           /* slots in those spans */
    uint64_t in_use;             /* slots allocated (dead but unswept ones too) */
    uint64_t allocs, frees;      /* cumulative; allocs - frees = in_use */
    uint64_t free_bytes;         /* (capacity - in_use) * slot */
    uint64_t tail_waste_bytes;   /* span bytes that no slot covers */
    uint64_t white, grey, black; /* objects; white + grey + black = in_use [relaxed] */
};

struct snapshot_heap {
    uint64_t live;        /* Go's heapLive */
    uint64_t alloc;       /* HeapAlloc */
    uint64_t total_alloc; /* cumulative bytes */
    uint64_t mallocs, frees, tiny_allocs;
    uint64_t in_use, idle, released, sys; /* sys = in_use + idle */
    uint64_t span_count;
    struct snapshot_class classes[SNAPSHOT_CLASSES];
    unsigned n_large;
    uint64_t large[SNAPSHOT_LARGE]; /* bytes of the largest live large objects, descending */
    /* heap map: the grown range cut into n_cells */
    unsigned n_cells;
    uint64_t map_lo, map_hi;
    struct {
        uint64_t in_use, marked, stacks, free;
    } cells[SNAPSHOT_CELLS];
};

struct snapshot_cycle {
    uint64_t number;
    uint8_t trigger;                   /* 0 heap, 1 time, 2 forced */
    int64_t start_ns, mark_ns, end_ns; /* times; mark_ns = length of the mark phase */
    int64_t pause1_ns, pause2_ns;
    int64_t assist_ns, dedicated_ns, fractional_ns, idle_ns;
    uint64_t heap_start, heap_mark_end, heap_marked, goal;
    uint64_t objects_marked;
};

struct snapshot_gc {
    enum snapshot_phase phase;
    uint64_t cycle; /* started so far */
    uint64_t finished, forced;
    uint8_t trigger; /* of the running or last cycle */
    bool barrier_on;
    uint64_t white, grey, black;                   /* objects */
    uint64_t white_bytes, grey_bytes, black_bytes; /* sum = heap.alloc [relaxed] */
    uint64_t live, trigger_bytes, goal,
        marked_last;                   /* heap scale; marked_last = live after last cycle */
    int gogc;                          /* -1 = off */
    int64_t memlimit;                  /* INT64_MAX = none */
    uint64_t scan_work, scan_expected; /* bytes in this cycle */
    unsigned workers_dedicated;
    double workers_fractional; /* goal */
    double assist_ratio;       /* work per byte, 0 = off */
    double cpu_fraction;       /* of all CPU since start */
    int64_t pause_total_ns, pause_p50_ns, pause_p99_ns, pause_max_ns;
    uint64_t swept_pages, unswept_pages;
    int64_t last_end_ns;
    unsigned n_cycles;
    struct snapshot_cycle cycles[SNAPSHOT_CYCLES]; /* oldest first */
};

struct snapshot_arena {
    uint64_t id;
    uint32_t goid;
    int64_t born_ns, freed_ns; /* freed_ns 0 = live */
    uint64_t reserved, used, objects;
    uint32_t chunks, quarantined;
    bool faulted;
};

struct snapshot_arenas {
    uint64_t created, freed, live, live_bytes, quarantined_bytes, ready_bytes, faults, objects_live;
    unsigned n;
    struct snapshot_arena list[SNAPSHOT_ARENAS]; /* newest first */
};

struct snapshot_global {
    char name[SNAPSHOT_NAME], type[SNAPSHOT_NAME],
        value[SNAPSHOT_NAME]; /* value: short, for people */
    uint64_t addr, bytes;
    uint8_t segment; /* enum segment_kind */
    bool root;       /* holds pointers */
};

struct snapshot_globals {
    uint64_t data, noptrdata, bss, noptrbss; /* bytes */
    uint64_t roots;                          /* pointer words in data and bss */
    unsigned total, n; /* program's variables; those listed (the user's first) */
    struct snapshot_global list[SNAPSHOT_GLOBALS];
};

struct snapshot_func {
    char name[SNAPSHOT_NAME];
    uint64_t bytes;
    uint64_t samples; /* how often a snapshot found a goroutine in it; share = samples / total */
    uint32_t active;  /* goroutines whose innermost program function it is now */
};

struct snapshot_text {
    uint64_t text, rodata; /* bytes */
    unsigned total, n;     /* functions in all; those listed, most sampled first */
    uint64_t samples;
    struct snapshot_func list[SNAPSHOT_FUNCS];
};

struct snapshot_proc {
    uint32_t goid; /* running now, 0 = none */
    uint8_t what;  /* 0 idle, 1 goroutine, 2 GC worker, 3 stopped */
    uint32_t runq;
};

struct snapshot_event {
    uint64_t seq;
    int64_t time_ns;
    uint16_t kind; /* enum event_kind */
    uint16_t proc;
    uint32_t goid;
    uint64_t a, b, c;
    char where[SNAPSHOT_NAME]; /* "main.fib tour.go:41"; of a root what it is; of a grey object the
                                  root it was found in, "" = another object */
};

/* A place in the program that allocates: a line of a function, and what it does there. Sampled
 * figures are scaled up: estimates. */
struct snapshot_site {
    uint32_t id; /* from 1 on, in the order in which they were first seen; while counting goes on */
    char func[SNAPSHOT_NAME]; /* "main.insert" */
    char file[SNAPSHOT_NAME]; /* "tour.go" */
    uint32_t line;
    bool user;                /* the program's own code; false: nothing of it was on the stack */
    char via[SNAPSHOT_NAME];  /* the library function it calls, which allocates; "" = itself */
    char what[SNAPSHOT_WHAT]; /* in the words of go build -m where that says something:
                                 "make([]int, n) escapes to heap", "moved to heap: x" */
    uint64_t objects, bytes;  /* since counting began */
    uint64_t live_objects, live_bytes; /* of those: not yet found dead by sweeping; objects that
                                          share a block of 16 bytes are one here */
};

/* Where the program allocates: nothing while nobody counts. */
struct snapshot_sites {
    uint64_t rate;    /* one sample in so many bytes; 1 = each allocation was counted; 0 = off */
    int64_t since_ns; /* when counting began */
    uint64_t objects, bytes, live_objects, live_bytes; /* of all sites */
    unsigned total, n; /* sites in all; those listed, most bytes (or most live ones) first */
    struct snapshot_site list[SNAPSHOT_SITES];
    uint32_t shown;               /* the site whose source is below, 0 = none */
    unsigned first_line, n_lines; /* of the source around its line; 0 = not at hand */
    char lines[SNAPSHOT_LINES][SNAPSHOT_LINE];
    char notes[SNAPSHOT_LINES][SNAPSHOT_LINE];
    unsigned n_why;
    struct snapshot_why why[SNAPSHOT_WHY]; /* of its line */
};

struct snapshot {
    uint64_t seq; /* 1, 2, ... of one session */
    struct snapshot_run run;
    struct snapshot_stacks stacks;
    struct snapshot_frames frames;
    struct snapshot_heap heap;
    struct snapshot_gc gc;
    struct snapshot_arenas arenas;
    struct snapshot_globals globals;
    struct snapshot_text text;
    struct snapshot_sites sites;
    uint64_t leaves[SNAPSHOT_LEAVES]; /* bytes by enum region_leaf [relaxed] */
    uint64_t
        mapped; /* their sum; region_check proves with the world stopped that it is all we mapped */
    unsigned n_procs;
    struct snapshot_proc procs[SNAPSHOT_PROCS];
    uint64_t event_counts[SNAPSHOT_EVENT_KINDS]; /* by enum event_kind */
    uint64_t events_seen,
        events_dropped;         /* taken into the list below since start; lost on the way */
    uint64_t event_fingerprint; /* of all events while traced, lost ones too: equal runs, equal
                                   numbers */
    unsigned n_events;
    struct snapshot_event events[SNAPSHOT_EVENTS]; /* newest last; traced mode */
};

struct snapshot_view {        /* what of the long lists is wanted */
    uint32_t first_goroutine; /* describe goroutines with id >= this */
    unsigned rows;            /* at most SNAPSHOT_ROWS */
    unsigned cells;           /* heap map cells, at most SNAPSHOT_CELLS; 0 = no map */
    uint32_t goroutine;       /* whose frames; 0 = nobody's */
    int frame;                /* whose variables: 0 = innermost, -1 = innermost of the program's
                                 own code; the list is laid around it */
    unsigned sites;           /* rows wanted, at most SNAPSHOT_SITES; 0 = totals alone */
    bool sites_by_live;       /* most live bytes first, not most bytes allocated */
    uint32_t site;            /* whose source; 0 = none */
};

/* Checks the sums that the comments above promise; false and a sentence in why (cap bytes). */
bool snapshot_check(const struct snapshot *s, char *why, unsigned cap);

#endif
