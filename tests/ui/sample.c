/* Numbers of the sample are chosen to fill every column. */
#include "sample.h"

#include "trace/event.h"

#include <stdio.h>
#include <string.h>

#define MIB    (UINT64_C(1) << 20)
#define MS(ms) ((int64_t)(ms)*1000000)

static void
add_g(struct snapshot *s, uint32_t id, const char *func, const char *start, uint32_t depth,
      uint64_t used, unsigned order, const char *wait)
{
    struct snapshot_g *g = &s->stacks.rows[s->stacks.n_rows++];
    g->id = id;
    g->parent = id > 1;
    g->state = strcmp(wait, "run") == 0     ? SNAPSHOT_G_RUNNING
               : strcmp(wait, "ready") == 0 ? SNAPSHOT_G_RUNNABLE
                                            : SNAPSHOT_G_WAITING;
    if (g->state == SNAPSHOT_G_WAITING) {
        snprintf(g->wait_text, sizeof g->wait_text, "%s", wait);
        g->wait_ns = MS(12 * id);
    }
    snprintf(g->func, sizeof g->func, "%s", func);
    snprintf(g->start, sizeof g->start, "%s", start);
    g->line = 20 + id;
    g->depth = depth;
    g->used = used;
    g->size = UINT64_C(2048) << order;
    g->high_water = used + used / 3 < g->size ? used + used / 3 : g->size;
    g->grows = order;
    g->born_ns = MS(id * 3);
    s->stacks.total++;
    s->stacks.in_use += g->size;
    s->stacks.by_size[order]++;
    s->stacks.running += g->state == SNAPSHOT_G_RUNNING;
    s->stacks.runnable += g->state == SNAPSHOT_G_RUNNABLE;
    s->stacks.waiting += g->state == SNAPSHOT_G_WAITING;
}

static void
fill_stacks(struct snapshot *s)
{
    add_g(s, 1, "main.main", "main.main", 3, 1126, 0, "sync.WaitGroup.Wait");
    add_g(s, 18, "main.fib", "main.deep", 61, 29900, 4, "run");
    add_g(s, 19, "main.insert", "main.(*tree).worker", 9, 3100, 1, "run");
    add_g(s, 20, "main.fib", "main.deep", 34, 14200, 3, "ready");
    add_g(s, 21, "main.handler", "main.handler", 4, 610, 0, "chan receive");
    add_g(s, 22, "main.handler", "main.handler", 4, 610, 0, "chan receive");
    add_g(s, 23, "main.(*cache).refresh", "main.refresher", 5, 940, 0, "sync.Mutex.Lock");
    add_g(s, 24, "main.sleeper", "main.sleeper", 2, 320, 0, "sleep");
    add_g(s, 31, "main.producer", "main.producer", 3, 480, 0, "chan send");
    for (uint32_t i = 0; i < 22; i++)
        add_g(s, 40 + i, "main.request", "main.request", 2 + i % 3, 300 + 31 * i, 0,
              i % 5 == 0 ? "ready" : "select");
    s->stacks.rows[1].grown_ns = s->run.time_ns - MS(200);
    s->stacks.rows[3].grown_ns = s->run.time_ns - MS(1900);
    s->stacks.rows[2].shrunk_ns = s->run.time_ns - MS(2500);
    s->stacks.created = 1214;
    s->stacks.exited = s->stacks.created - s->stacks.total;
    s->stacks.grows = 214;
    s->stacks.shrinks = 31;
    s->stacks.spans = s->stacks.in_use + 96 * 1024;
}

static void
add_class(struct snapshot *s, int k, uint32_t slot, uint64_t span_bytes, uint64_t spans,
          double full)
{
    struct snapshot_class *c = &s->heap.classes[k];
    c->slot_bytes = slot;
    c->spans = spans;
    c->capacity = spans * (span_bytes / slot);
    c->in_use = (uint64_t)((double)c->capacity * full);
    c->allocs = c->in_use * 40;
    c->frees = c->allocs - c->in_use;
    c->free_bytes = (c->capacity - c->in_use) * slot;
    c->tail_waste_bytes = spans * (span_bytes % slot);
    c->black = c->in_use * 45 / 100;
    c->grey = c->in_use / 20;
    c->white = c->in_use - c->black - c->grey;
    s->heap.mallocs += c->allocs;
    s->heap.frees += c->frees;
    s->heap.alloc += c->in_use * slot;
    s->heap.span_count += spans;
    s->gc.white += c->white;
    s->gc.grey += c->grey;
    s->gc.black += c->black;
    s->gc.grey_bytes += c->grey * slot;
    s->gc.black_bytes += c->black * slot;
}

static void
fill_heap(struct snapshot *s)
{
    static const struct {
        int k;
        uint32_t slot;
        uint64_t spans;
        double full;
    } rows[] = {{1, 8, 2, .41},     {2, 16, 142, .83},  {3, 24, 310, .97},   {4, 32, 210, .91},
                {5, 48, 118, .42},  {6, 64, 277, .77},  {8, 96, 31, .64},    {10, 128, 44, .52},
                {18, 256, 12, .33}, {25, 512, 9, .88},  {32, 1024, 21, .71}, {39, 2048, 40, .95},
                {45, 4096, 6, .50}, {52, 8192, 17, .94}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        add_class(s, rows[i].k, rows[i].slot, 8192, rows[i].spans, rows[i].full);
    struct snapshot_class *large = &s->heap.classes[0];
    large->spans = large->capacity = large->in_use = large->white = 3;
    large->allocs = 9;
    large->frees = 6;
    s->heap.n_large = 3;
    s->heap.large[0] = 4 * MIB;
    s->heap.large[1] = 2 * MIB;
    s->heap.large[2] = MIB / 16;
    s->gc.white += 3;
    s->heap.span_count += 3;
    s->heap.mallocs += 9;
    s->heap.frees += 6;
    s->heap.alloc += 6 * MIB + MIB / 16;
    s->heap.total_alloc = s->heap.alloc * 40;
    s->heap.live = s->heap.alloc + MIB;
    s->heap.in_use = s->heap.alloc + 2 * MIB;
    s->heap.idle = 4 * MIB;
    s->heap.released = 2 * MIB;
    s->heap.sys = s->heap.in_use + s->heap.idle;
    s->heap.n_cells = 256;
    s->heap.map_lo = UINT64_C(0xc000000000);
    s->heap.map_hi = s->heap.map_lo + 256 * 65536;
    for (unsigned i = 0; i < 256; i++) {
        uint64_t used = i < 190 ? 65536 - (i * 7919 % 40000) : 0;
        s->heap.cells[i].in_use = i % 23 == 7 ? 0 : used;
        s->heap.cells[i].stacks = i % 23 == 7 ? used : 0;
        s->heap.cells[i].marked = i % 3 ? s->heap.cells[i].in_use * 3 / 4 : 0;
        s->heap.cells[i].free = 65536 - used;
    }
}

static void
fill_gc(struct snapshot *s)
{
    struct snapshot_gc *g = &s->gc;
    g->phase = SNAPSHOT_GC_MARK;
    g->cycle = 41;
    g->finished = 40;
    g->forced = 2;
    g->barrier_on = true;
    g->white_bytes = s->heap.alloc - g->grey_bytes - g->black_bytes;
    g->live = s->heap.live;
    g->trigger_bytes = g->live - MIB / 2;
    g->goal = g->live + 2 * MIB;
    g->marked_last = g->goal / 2;
    g->gogc = 100;
    g->memlimit = INT64_MAX;
    g->workers_dedicated = 1;
    g->workers_fractional = 0.25;
    g->assist_ratio = 0.82;
    g->cpu_fraction = 0.091;
    g->pause_p50_ns = 41000;
    g->pause_p99_ns = 90000;
    g->pause_max_ns = 310000;
    g->n_cycles = 40;
    for (unsigned i = 0; i < 40; i++)
        g->cycles[i] = (struct snapshot_cycle){.number = i + 1,
                                               .trigger = i % 20 == 0 ? 2 : 0,
                                               .start_ns = MS(300 * i),
                                               .mark_ns = MS(3 + i % 4),
                                               .pause1_ns = 31000 + 1000 * i,
                                               .pause2_ns = 52000,
                                               .heap_mark_end = (12 + i % 5) * MIB,
                                               .heap_marked = (6 + i % 3) * MIB,
                                               .goal = (13 + i % 5) * MIB,
                                               .objects_marked = 90000 + 700 * i};
}

static void
fill_arenas(struct snapshot *s)
{
    struct snapshot_arenas *a = &s->arenas;
    for (unsigned i = 0; i < 9; i++) {
        struct snapshot_arena *k = &a->list[a->n++];
        k->id = 121 - i;
        k->goid = 40 + i;
        k->born_ns = s->run.time_ns - MS(120 + 210 * i);
        k->freed_ns = i < 3 ? 0 : k->born_ns + MS(260 + 40 * i);
        k->reserved = 8 * MIB;
        k->used = MIB / 8 * (2 + 7 * (i % 5));
        k->objects = k->used / 48;
        k->chunks = 1;
        k->quarantined = i >= 3;
        if (i < 3) {
            a->live++;
            a->live_bytes += k->reserved;
            a->objects_live += k->objects;
        }
    }
    a->created = 121;
    a->freed = 118;
    a->quarantined_bytes = 16 * MIB;
}

static void
fill_program(struct snapshot *s)
{
    static const struct snapshot_global globals[] = {
        {"main.cache", "map[string]*main.Node", "-> 0xc00012a000", 0x5000, 8, 0, true},
        {"main.requests", "int64", "1214", 0x5010, 8, 0, false},
        {"main.mu", "sync.Mutex", "8 B", 0x5018, 8, 0, false},
        {"main.names", "[]string", " len 12 cap 16", 0x5020, 24, 0, true}};
    static const struct snapshot_func funcs[] = {
        {"main.fib", 412, 610, 2},     {"main.insert", 780, 220, 1},
        {"main.handler", 640, 60, 2},  {"main.(*cache).refresh", 300, 50, 1},
        {"main.request", 512, 40, 22}, {"main.main", 900, 20, 1}};
    memcpy(s->globals.list, globals, sizeof globals);
    s->globals.n = s->globals.total = 4;
    s->globals.data = 1228;
    s->globals.noptrdata = 64;
    s->globals.bss = 8192;
    s->globals.noptrbss = 128;
    s->globals.roots = 12;
    memcpy(s->text.list, funcs, sizeof funcs);
    s->text.n = 6;
    s->text.total = 214;
    s->text.samples = 1000;
    s->text.text = 31 * 1024;
    s->text.rodata = 9 * 1024;
    static const uint64_t leaves[] = {32768,    12288,   4096,    4096,    12288,   4096,
                                      40 << 20, 2 << 20, 2 << 20, 9 << 20, 6 << 20, 24 << 20,
                                      16 << 20, 0,       180224,  98304,   131072,  1 << 20};
    for (size_t i = 0; i < sizeof leaves / sizeof *leaves; i++) {
        s->leaves[i] = leaves[i];
        s->mapped += leaves[i];
    }
}

static void
fill_events(struct snapshot *s)
{
    static const unsigned counts[][2] = {
        {EVENT_G_CREATE, 1214},   {EVENT_G_PARK, 90321},   {EVENT_G_READY, 90280},
        {EVENT_G_EXIT, 1183},     {EVENT_STACK_GROW, 214}, {EVENT_STACK_SHRINK, 31},
        {EVENT_SPAN_ALLOC, 4120}, {EVENT_GC_PHASE, 121},   {EVENT_GC_TRIGGER, 41},
        {EVENT_ARENA_NEW, 121},   {EVENT_ARENA_FREE, 118}, {EVENT_ALLOC_LARGE, 9}};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        s->run.events_total += s->event_counts[counts[i][0]] = counts[i][1];
    s->n_events = 1;
    s->events[0] = (struct snapshot_event){.seq = 1234,
                                           .kind = EVENT_FRAME_PUSH,
                                           .goid = 18,
                                           .a = 18,
                                           .c = 64,
                                           .where = "main.fib tour.go:41"};
}

void
sample_fill(struct view *v)
{
    struct snapshot *s = v->live;
    memset(s, 0, sizeof *s);
    s->seq = 372;
    s->run.state = SNAPSHOT_RUNNING;
    s->run.time_ns = MS(12400);
    s->run.procs = 2;
    snprintf(s->run.program, sizeof s->run.program, "tour.go");
    s->n_procs = 2;
    s->procs[0] = (struct snapshot_proc){18, 1, 1};
    s->procs[1] = (struct snapshot_proc){0, 2, 3};
    fill_stacks(s);
    fill_heap(s);
    fill_gc(s);
    fill_arenas(s);
    fill_program(s);
    fill_events(s);
    for (int i = 0; i < 124; i++) {
        uint64_t heap = 6 * MIB + (uint64_t)(i * 3 % 37) * MIB / 6;
        trend_add(&v->live_heap, MS(100 * (i + 1)), heap, (uint64_t)(i / 12));
        trend_add(&v->stack_used, MS(100 * (i + 1)), 20000 + (uint64_t)(i * 5 % 41) * 900, 0);
    }
    static const char out[] = "request 7 served in 2.1ms\nrequest 8 served in 1.9ms\n"
                              "tree: 131071 nodes, depth 16\n";
    if (v->transcript.total == 0)
        transcript_add(&v->transcript, 1, out, sizeof out - 1);
    snprintf(
        v->narrator.text, sizeof v->narrator.text,
        "GC cycle 41 began: the live heap reached the trigger. Roots turn objects grey, workers "
        "turn grey to black.");
    memcpy(v->now, v->live, sizeof *v->now);
    v->any = true;
}

static void
add_frame(struct snapshot_frames *f, const char *func, uint32_t line, uint32_t bytes, bool user)
{
    struct snapshot_frame *row = &f->list[f->n++];
    snprintf(row->func, sizeof row->func, "%s", func);
    row->line = line;
    row->bytes = bytes;
    row->sp = f->n > 1 ? row[-1].sp + row[-1].bytes : UINT64_C(0xc000046c08);
    row->user = user;
}

static void
add_var(struct snapshot_frames *f, const char *name, const char *type, const char *value,
        bool on_heap)
{
    struct snapshot_var *row = &f->vars[f->n_vars++];
    snprintf(row->name, sizeof row->name, "%s", name);
    snprintf(row->type, sizeof row->type, "%s", type);
    snprintf(row->value, sizeof row->value, "%s", value);
    row->on_heap = on_heap;
    row->param = f->n_vars == 1;
}

static void
add_why(struct snapshot_frames *f, uint32_t line, const char *text)
{
    struct snapshot_why *row = &f->why[f->n_why++];
    row->line = line;
    snprintf(row->text, sizeof row->text, "%s", text);
}

static void
fill_frames(struct snapshot_frames *f)
{
    static const char *const source[] = {"// fib is slow on purpose.",
                                         "func fib(n int) int {",
                                         "\tif n < 2 {",
                                         "\t\treturn n",
                                         "\t}",
                                         "\treturn fib(n-1) + fib(n-2)",
                                         "}",
                                         "",
                                         "func deep(depth int) {"};
    memset(f, 0, sizeof *f);
    f->goid = 18;
    f->known = true;
    f->total = 61;
    f->at = 1;
    add_frame(f, "runtime.gcAssist", 0, 64, false);
    for (int i = 0; i < 59; i++)
        add_frame(f, "main.fib", 38, 88, true);
    add_frame(f, "main.deep", 45, 120, true);
    add_var(f, "n", "int", "9", false);
    add_var(f, "node", "*main.tree", "-> heap, 24 B at 0xc000123f40", false);
    add_var(f, "count", "int", "1214", true);
    add_var(f, "name", "string", "\"a text of the program\"", false);
    f->first_line = 33;
    for (size_t i = 0; i < sizeof source / sizeof *source; i++)
        snprintf(f->lines[f->n_lines++], SNAPSHOT_LINE, "%s", source[i]);
    snprintf(f->notes[3], SNAPSHOT_LINE, "moved to heap: count");
    snprintf(f->notes[5], SNAPSHOT_LINE, "fib(n - 1) escapes to heap; fib(n - 2) escapes to heap");
    add_why(f, 36, "moved to heap: count");
    add_why(f, 0, "counter holds &count: counter := &count (assign, line 36)");
    add_why(f, 0,
            "the heap holds counter: totals = append(totals, counter) (call parameter, line "
            "37)");
}

void
sample_frames(struct view *v)
{
    fill_frames(&v->now->frames);
    fill_frames(&v->live->frames);
}

static void
fill_steps(struct snapshot *s)
{
    static const struct snapshot_event steps[] = {
        {.kind = EVENT_GC_GREY,
         .a = 0xc000020310,
         .b = 112,
         .c = 0xc00061ef0,
         .where = "main.cache"},
        {.kind = EVENT_GC_ROOT, .b = 0xc000617000, .c = 232, .where = "bss"},
        {.kind = EVENT_GC_GREY,
         .a = 0xc0000220a8,
         .b = 24,
         .c = 0xc000046c10,
         .where = "stack of G18"},
        {.kind = EVENT_GC_ROOT, .a = 3, .c = 3520, .where = "a stack"},
        {.kind = EVENT_GC_SHADE, .a = 0xc000022010, .b = 0xc000022100, .c = 0xc000022118},
        {.kind = EVENT_GC_GREY, .a = 0xc000022100, .b = 24},
        {.kind = EVENT_GC_GREY, .a = 0xc000022118, .b = 24, .c = 0xc0000220b0},
        {.kind = EVENT_GC_BLACK, .a = 0xc0000220a8, .b = 24, .c = 1},
        {.kind = EVENT_GC_BLACK, .a = 0xc000020310, .b = 112},
    };
    s->run.state = SNAPSHOT_STOPPED;
    s->n_events = sizeof steps / sizeof *steps;
    memcpy(s->events, steps, sizeof steps);
}

void
sample_steps(struct view *v)
{
    fill_steps(v->now);
    fill_steps(v->live);
}

static void
add_site(struct snapshot_sites *s, const char *func, const char *file, uint32_t line,
         const char *via, const char *what, uint64_t objects, uint64_t bytes, uint64_t live)
{
    struct snapshot_site *k = &s->list[s->n++];
    k->id = s->n;
    k->line = line;
    k->user = strncmp(func, "main.", 5) == 0;
    snprintf(k->func, sizeof k->func, "%s", func);
    snprintf(k->file, sizeof k->file, "%s", file);
    snprintf(k->via, sizeof k->via, "%s", via);
    snprintf(k->what, sizeof k->what, "%s", what);
    k->objects = objects;
    k->bytes = bytes;
    k->live_bytes = live;
    k->live_objects = bytes ? objects * live / bytes : 0;
    s->objects += objects;
    s->bytes += bytes;
    s->live_bytes += live;
    s->live_objects += k->live_objects;
    s->total = s->n;
}

static void
fill_sites(struct snapshot_sites *s, uint64_t rate, uint64_t seconds)
{
    static const char *const source[] = {
        "// insert hangs a new node into the tree.",
        "func (t *tree) insert(key int) *Node {",
        "\tif t.root == nil {",
        "\t\tt.root = &Node{key: key, names: make([]string, 0, 4)}",
        "\t\treturn t.root",
        "\t}",
        "\treturn t.root.insert(key)",
        "}"};
    memset(s, 0, sizeof *s);
    s->rate = rate;
    s->since_ns = MS(8100);
    add_site(s, "main.(*tree).insert", "tour.go", 88, "", "&Node{...} escapes to heap",
             402000 * seconds, 402000 * 48 * seconds, 9 * MIB);
    add_site(s, "main.(*tree).insert", "tour.go", 88, "", "make([]string, 0, 4) escapes to heap",
             61000 * seconds, 61000 * 64 * seconds, 3 * MIB + MIB / 2);
    add_site(s, "main.handler", "a_file_with_a_long_name.go", 1214, "fmt.Sprintf", "",
             90000 * seconds, 90000 * 32 * seconds, MIB / 8);
    add_site(s, "main.(*cache).refresh", "cache.go", 31, "", "map[string]*Node grows", 214, 8 * MIB,
             5 * MIB);
    add_site(s, "main.request", "tour.go", 140, "", "moved to heap: count", 1214, 1214 * 16, 480);
    add_site(s, "main.request", "tour.go", 152, "strings.(*Builder).WriteString", "", 31, 31 * 256,
             0);
    add_site(s, "errors.New", "errors.go", 9, "", "", 8, 128, 128);
    s->shown = 1;
    s->first_line = 85;
    for (size_t i = 0; i < sizeof source / sizeof *source; i++)
        snprintf(s->lines[s->n_lines++], SNAPSHOT_LINE, "%s", source[i]);
    snprintf(s->notes[3], SNAPSHOT_LINE,
             "&Node{...} escapes to heap; make([]string, 0, 4) escapes to heap");
    s->why[0].line = 88;
    snprintf(s->why[0].text, SNAPSHOT_LINE, "&Node{...} escapes to heap");
    snprintf(s->why[1].text, SNAPSHOT_LINE,
             "the heap holds &Node{...}: t.root = &Node{...} (assign, line 88)");
    s->n_why = 2;
}

void
sample_sites(struct view *v, uint64_t rate)
{
    for (uint64_t i = 1; i <= 2; i++) {
        fill_sites(&v->live->sites, rate, i);
        sitelist_advance(&v->sites, &v->live->sites, MS(1000 * (int64_t)i));
    }
    memcpy(&v->now->sites, &v->live->sites, sizeof v->now->sites);
}
