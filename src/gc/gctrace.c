/* gc N @T s P%: stop+mark+stop ms clock, stop+assist/background/idle+stop ms cpu, heap at start ->
 * at mark end -> marked MB, goal, stacks, globals, procs. Sizes are mebibytes, rounded down.
 *
 * Go: runtime/mgc.go (gcMarkTermination, fmtNSAsMS, itoaDiv) */
#include "gc/gctrace.h"

#include <inttypes.h>
#include <unistd.h>

#include "base/buf.h"

/* value / 10^decimals. */
static void
add_decimal(struct buf *out, uint64_t value, int decimals)
{
    uint64_t scale = 1;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    buf_printf(out, "%" PRIu64, value / scale);
    if (decimals)
        buf_printf(out, ".%0*" PRIu64, decimals, value % scale);
}

void
gctrace_format_ms(struct buf *out, int64_t ns)
{
    uint64_t us = ns > 0 ? (uint64_t)ns / 1000 : 0;
    if (ns >= 10000000) {
        add_decimal(out, us / 1000, 0);
        return;
    }
    if (us == 0) {
        buf_add_str(out, "0");
        return;
    }
    int decimals = 3;
    for (; us >= 100; us /= 10)
        decimals--;
    add_decimal(out, us, decimals);
}

static void
add_times(struct buf *out, const int64_t *ns, const char *separators, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        if (i)
            buf_add_byte(out, separators[i - 1]);
        gctrace_format_ms(out, ns[i]);
    }
}

void
gctrace_format(struct buf *out, const struct gc_cycle *c, int64_t run_start_ns, int cpu_percent,
               unsigned n_cpus)
{
    int64_t stop1 = c->mark_start_ns - c->start_ns, stop2 = c->end_ns - c->mark_end_ns;
    int64_t procs = c->procs < n_cpus ? c->procs : n_cpus;
    int64_t wall[] = {stop1, c->mark_end_ns - c->mark_start_ns, stop2};
    int64_t cpu[] = {procs * stop1, c->assist_ns, c->dedicated_ns + c->fractional_ns, c->idle_ns,
                     procs * stop2};
    buf_printf(out, "gc %" PRIu64 " @", c->number);
    add_decimal(out, (uint64_t)(c->start_ns - run_start_ns) / 1000000, 3);
    buf_printf(out, "s %d%%: ", cpu_percent);
    add_times(out, wall, "++", 3);
    buf_add_str(out, " ms clock, ");
    add_times(out, cpu, "+//+", 5);
    buf_printf(out,
               " ms cpu, %" PRIu64 "->%" PRIu64 "->%" PRIu64 " MB, %" PRIu64 " MB goal, %" PRIu64
               " MB stacks, %" PRIu64 " MB globals, %u P",
               c->heap_at_start >> 20, c->heap_at_mark_end >> 20, c->heap_marked >> 20,
               c->goal >> 20, c->stack_bytes >> 20, c->globals_bytes >> 20, c->procs);
    if (c->trigger == GC_TRIGGER_USER)
        buf_add_str(out, " (forced)");
    buf_add_byte(out, '\n');
}

/* One write, so that lines of two sessions do not mix. A stderr that is gone is nobody's concern.
 */
static void
write_stderr(const struct buf *b)
{
    ssize_t written = write(STDERR_FILENO, b->data, b->len);
    (void)written;
}

void
gctrace_print(struct gc *gc, const struct gc_cycle *c)
{
    struct buf b = {0};
    gctrace_format(&b, c, gc->start_ns, (int)(gc_cpu_fraction(gc) * 100),
                   uv_available_parallelism());
    write_stderr(&b);
    buf_finish(&b);
}

void
gctrace_print_forced(void)
{
    struct buf b = {0};
    buf_add_str(&b, "GC forced\n");
    write_stderr(&b);
    buf_finish(&b);
}
