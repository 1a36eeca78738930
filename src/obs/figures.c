/* One line a figure. */
#include "obs/figures.h"

#include <stdio.h>

#define GET(name, expr)                                                                            \
    static double get_##name(const struct snapshot *s)                                             \
    {                                                                                              \
        return (double)(expr);                                                                     \
    }

static double
marked_bytes(const struct snapshot *s)
{
    double sum = 0;
    for (unsigned i = 0; i < s->gc.n_cycles; i++)
        sum += (double)s->gc.cycles[i].heap_marked;
    return sum;
}

static double
gc_cpu_ns(const struct snapshot *s)
{
    double sum = 0;
    for (unsigned i = 0; i < s->gc.n_cycles; i++) {
        const struct snapshot_cycle *c = &s->gc.cycles[i];
        sum += (double)(c->assist_ns + c->dedicated_ns + c->fractional_ns + c->idle_ns +
                        c->pause1_ns + c->pause2_ns);
    }
    return sum;
}

static double
waste(const struct snapshot *s)
{
    double lost = 0, all = 0;
    for (unsigned i = 1; i < SNAPSHOT_CLASSES; i++) {
        const struct snapshot_class *c = &s->heap.classes[i];
        lost += (double)(c->free_bytes + c->tail_waste_bytes);
        all += (double)(c->free_bytes + c->tail_waste_bytes + c->in_use * c->slot_bytes);
    }
    return all > 0 ? lost / all * 100 : 0;
}

/* Group, name (also the JSON id), unit, value, words. */
#define FIGURES(X)                                                                                 \
    X("run", time_ns, FIGURE_NS, s->run.time_ns, "time")                                           \
    X("run", procs, FIGURE_COUNT_UNIT, s->run.procs, "Ps")                                         \
    X("run", events, FIGURE_COUNT_UNIT, s->run.events_total, "events counted")                     \
    X("stacks", goroutines, FIGURE_COUNT_UNIT, s->stacks.total, "goroutines now")                  \
    X("stacks", goroutines_created, FIGURE_COUNT_UNIT, s->stacks.created, "created")               \
    X("stacks", stack_bytes, FIGURE_BYTES, s->stacks.in_use, "in stacks now")                      \
    X("stacks", stack_span_bytes, FIGURE_BYTES, s->stacks.spans, "in stack spans")                 \
    X("stacks", stack_grows, FIGURE_COUNT_UNIT, s->stacks.grows, "grown")                          \
    X("stacks", stack_shrinks, FIGURE_COUNT_UNIT, s->stacks.shrinks, "shrunk")                     \
    X("heap", heap_alloc_bytes, FIGURE_BYTES, s->heap.alloc, "allocated now")                      \
    X("heap", heap_total_alloc_bytes, FIGURE_BYTES, s->heap.total_alloc, "allocated in all")       \
    X("heap", mallocs, FIGURE_COUNT_UNIT, s->heap.mallocs, "objects allocated")                    \
    X("heap", frees, FIGURE_COUNT_UNIT, s->heap.frees, "objects freed")                            \
    X("heap", heap_in_use_bytes, FIGURE_BYTES, s->heap.in_use, "in spans")                         \
    X("heap", heap_idle_bytes, FIGURE_BYTES, s->heap.idle, "idle")                                 \
    X("heap", heap_released_bytes, FIGURE_BYTES, s->heap.released, "of that released")             \
    X("heap", spans, FIGURE_COUNT_UNIT, s->heap.span_count, "spans")                               \
    X("heap", span_waste_percent, FIGURE_PERCENT, waste(s), "free or tail in small spans")         \
    X("gc", gc_cycles, FIGURE_COUNT_UNIT, s->gc.finished, "cycles")                                \
    X("gc", gc_cycles_forced, FIGURE_COUNT_UNIT, s->gc.forced, "of that forced")                   \
    X("gc", gc_live_bytes, FIGURE_BYTES, s->gc.marked_last, "live after the last")                 \
    X("gc", gc_goal_bytes, FIGURE_BYTES, s->gc.goal, "goal")                                       \
    X("gc", gc_marked_bytes, FIGURE_BYTES, marked_bytes(s), "marked, last 64 cycles")              \
    X("gc", gc_cpu_ns, FIGURE_NS, gc_cpu_ns(s), "GC CPU, last 64 cycles")                          \
    X("gc", gc_cpu_percent, FIGURE_PERCENT, s->gc.cpu_fraction * 100, "of all CPU")                \
    X("gc", pause_p50_ns, FIGURE_NS, s->gc.pause_p50_ns, "pause, median")                          \
    X("gc", pause_p99_ns, FIGURE_NS, s->gc.pause_p99_ns, "pause, p99")                             \
    X("gc", pause_total_ns, FIGURE_NS, s->gc.pause_total_ns, "pauses in all")                      \
    X("arenas", arenas_created, FIGURE_COUNT_UNIT, s->arenas.created, "created")                   \
    X("arenas", arenas_freed, FIGURE_COUNT_UNIT, s->arenas.freed, "freed")                         \
    X("arenas", arena_live_bytes, FIGURE_BYTES, s->arenas.live_bytes, "live")                      \
    X("arenas", arena_faults, FIGURE_COUNT_UNIT, s->arenas.faults, "faults")                       \
    X("globals", globals_bytes, FIGURE_BYTES,                                                      \
      s->globals.data + s->globals.bss + s->globals.noptrdata + s->globals.noptrbss,               \
      "in data and bss")                                                                           \
    X("globals", global_roots, FIGURE_COUNT_UNIT, s->globals.roots, "root words")                  \
    X("text", text_bytes, FIGURE_BYTES, s->text.text, "code")                                      \
    X("text", rodata_bytes, FIGURE_BYTES, s->text.rodata, "read-only data")                        \
    X("text", functions, FIGURE_COUNT_UNIT, s->text.total, "functions")

#define FIGURE_GET(group, name, unit, expr, words) GET(name, expr)
FIGURES(FIGURE_GET)

const struct figure figures[] = {
#define FIGURE_ROW(group, name, unit, expr, words) {group, #name, words, unit, get_##name},
    FIGURES(FIGURE_ROW)
#undef FIGURE_ROW
};
const unsigned figures_n = sizeof figures / sizeof *figures;

static void
scaled(double v, double step, const char *const *units, unsigned n, char *out, unsigned cap)
{
    unsigned i = 0;
    while (i + 1 < n && v >= step) {
        v /= step;
        i++;
    }
    if (i == 0)
        snprintf(out, cap, "%.0f%s%s", v, units[0][0] ? " " : "", units[0]);
    else
        snprintf(out, cap, v < 10 ? "%.2f %s" : v < 100 ? "%.1f %s" : "%.0f %s", v, units[i]);
}

void
figure_format(enum figure_unit unit, double v, char *out, unsigned cap)
{
    static const char *const bytes[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    static const char *const counts[] = {"", "K", "M", "G", "T"};
    static const char *const times[] = {"ns", "us", "ms", "s"};
    switch (unit) {
    case FIGURE_BYTES:
        scaled(v, 1024, bytes, 5, out, cap);
        return;
    case FIGURE_COUNT_UNIT:
        if (v < 100000)
            snprintf(out, cap, "%.0f", v);
        else
            scaled(v, 1000, counts, 5, out, cap);
        return;
    case FIGURE_NS:
        scaled(v, 1000, times, 4, out, cap);
        return;
    case FIGURE_PERCENT:
        snprintf(out, cap, "%.1f %%", v);
        return;
    }
}
