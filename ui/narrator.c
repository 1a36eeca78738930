/* Sentences. Each kind of happening has a rank; candidates are collected during a second, the best
 * is said at its end. Happenings that come in crowds are told as a sum. */
#include "ui/narrator.h"

#include "trace/event.h"
#include "ui/format.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum rank {
    RANK_IDLE = 1,
    RANK_RATE,
    RANK_SPAN,
    RANK_G,
    RANK_STACK,
    RANK_ARENA,
    RANK_CYCLE,
    RANK_FAULT,
    RANK_END,
    RANK_SAID
};

#define SECOND INT64_C(1000000000)

__attribute__((format(printf, 3, 4))) static void
offer(struct narrator *n, int rank, const char *fmt, ...)
{
    if (rank < n->waiting_rank)
        return;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(n->waiting, sizeof n->waiting, fmt, ap);
    va_end(ap);
    n->waiting_rank = rank;
}

/* --- the collector -------------------------------------------------------------------------- */

static void
tell_cycle_begin(struct narrator *n, const struct snapshot *s)
{
    const struct snapshot_gc *gc = &s->gc;
    static const char *const why[] = {"the live heap reached the trigger",
                                      "two minutes passed without one", "it was asked for"};
    offer(n, RANK_CYCLE,
          "GC cycle %" PRIu64 " began: %s. Roots turn objects grey, workers turn grey to black.",
          gc->cycle, why[gc->trigger < 3 ? gc->trigger : 0]);
}

static void
tell_cycle_end(struct narrator *n, const struct snapshot *s)
{
    const struct snapshot_gc *gc = &s->gc;
    uint64_t done = gc->finished - n->before.finished;
    if (gc->n_cycles == 0)
        return;
    const struct snapshot_cycle *c = &gc->cycles[gc->n_cycles - 1];
    uint64_t garbage = c->heap_mark_end > c->heap_marked ? c->heap_mark_end - c->heap_marked : 0;
    char which[64];
    if (done > 1)
        snprintf(which, sizeof which, "%" PRIu64 " GC cycles ended; in the last", done);
    else
        snprintf(which, sizeof which, "GC cycle %" PRIu64 " ended:", c->number);
    offer(n, RANK_CYCLE, "%s %s stay (black), %s is garbage (white). Next at %s.", which,
          format_bytes(c->heap_marked).s, format_bytes(garbage).s,
          format_bytes(gc->trigger_bytes).s);
}

static void
tell_gc(struct narrator *n, const struct snapshot *s)
{
    if (s->gc.finished > n->before.finished)
        tell_cycle_end(n, s);
    else if (s->gc.cycle > n->before.cycle)
        tell_cycle_begin(n, s);
}

/* --- the others ----------------------------------------------------------------------------- */

static void
tell_stacks(struct narrator *n, const struct snapshot *s)
{
    uint64_t grows = s->stacks.grows - n->before.grows;
    uint64_t shrinks = s->stacks.shrinks - n->before.shrinks;
    const struct snapshot_g *last = NULL;
    for (unsigned i = 0; i < s->stacks.n_rows; i++) {
        const struct snapshot_g *g = &s->stacks.rows[i];
        if (grows && g->grows && (!last || g->grown_ns > last->grown_ns))
            last = g;
    }
    if (grows == 1 && last)
        offer(n, RANK_STACK, "G%u (%s) outgrew its stack: %s became %s, all frames were copied.",
              last->id, format_func(last->func), format_stack(last->size / 2).s,
              format_stack(last->size).s);
    else if (grows)
        offer(n, RANK_STACK,
              "%" PRIu64 " stacks grew: calls did not fit, so each was copied to twice the size.",
              grows);
    else if (shrinks)
        offer(n, RANK_STACK,
              "The collector halved %" PRIu64 " stack%s: less than a quarter was in use.", shrinks,
              shrinks == 1 ? "" : "s");
}

static void
tell_arenas(struct narrator *n, const struct snapshot *s)
{
    uint64_t freed = s->arenas.freed - n->before.arenas_freed;
    uint64_t created = s->arenas.created - n->before.arenas_created;
    const struct snapshot_arena *a = NULL;
    for (unsigned i = 0; i < s->arenas.n; i++)
        if (s->arenas.list[i].freed_ns && (!a || s->arenas.list[i].freed_ns > a->freed_ns))
            a = &s->arenas.list[i];
    if (s->arenas.faults > n->before.faults)
        offer(n, RANK_FAULT,
              "A freed arena was touched: its pages are unreadable, so the program faults.");
    else if (freed == 1 && a)
        offer(n, RANK_ARENA,
              "Arena #%" PRIu64 " was freed: %s objects, %s, gone at once without the GC.", a->id,
              format_count(a->objects).s, format_bytes(a->used).s);
    else if (freed)
        offer(n, RANK_ARENA,
              "%" PRIu64 " arenas were freed, each with all its objects, without the GC.", freed);
    else if (created)
        offer(n, RANK_ARENA - 3,
              "%" PRIu64 " arena%s created: objects are placed by moving a cursor.", created,
              created == 1 ? " was" : "s were");
}

static void
tell_rest(struct narrator *n, const struct snapshot *s, int64_t now_ns)
{
    uint64_t born = s->stacks.created - n->before.created;
    uint64_t gone = s->stacks.exited - n->before.exited;
    double seconds = (double)(now_ns - n->before.at_ns) / 1e9;
    uint64_t bytes = s->heap.total_alloc - n->before.total_alloc;
    uint64_t objects = s->heap.mallocs - n->before.mallocs;
    if (born + gone > 1)
        offer(n, RANK_G, "%s goroutines started, each with a 2 KiB stack; %s ended.",
              format_count(born).s, format_count(gone).s);
    if (s->heap.released > n->before.released + (1u << 20))
        offer(n, RANK_SPAN, "The scavenger returned %s of free pages to the operating system.",
              format_bytes(s->heap.released - n->before.released).s);
    if (bytes && seconds > 0.001)
        offer(n, RANK_RATE,
              "The program allocates %s/s, %s objects/s; the next cycle begins when the live heap "
              "reaches %s.",
              format_bytes((uint64_t)((double)bytes / seconds)).s,
              format_count((uint64_t)((double)objects / seconds)).s,
              format_bytes(s->gc.trigger_bytes).s);
    else
        offer(n, RANK_IDLE, "Nothing is allocated now: %u goroutines run, %u are ready, %u wait.",
              s->stacks.running, s->stacks.runnable, s->stacks.waiting);
}

static void
remember(struct narrator *n, const struct snapshot *s, int64_t now_ns)
{
    n->before.state = s->run.state;
    n->before.phase = s->gc.phase;
    n->before.cycle = s->gc.cycle;
    n->before.finished = s->gc.finished;
    n->before.created = s->stacks.created;
    n->before.exited = s->stacks.exited;
    n->before.grows = s->stacks.grows;
    n->before.shrinks = s->stacks.shrinks;
    n->before.arenas_created = s->arenas.created;
    n->before.arenas_freed = s->arenas.freed;
    n->before.faults = s->arenas.faults;
    n->before.total_alloc = s->heap.total_alloc;
    n->before.mallocs = s->heap.mallocs;
    n->before.span_count = s->heap.span_count;
    n->before.released = s->heap.released;
    n->before.at_ns = now_ns;
    n->has_before = true;
}

void
narrator_look(struct narrator *n, const struct snapshot *s, int64_t now_ns)
{
    if (!n->has_before) {
        snprintf(n->text, sizeof n->text,
                 "%s was compiled and mapped: %u functions, %s of code. It runs.", s->run.program,
                 s->text.total, format_bytes(s->text.text).s);
        n->said_ns = now_ns;
        remember(n, s, now_ns);
        return;
    }
    if (s->run.state == SNAPSHOT_ENDED) {
        snprintf(n->text, sizeof n->text,
                 "The program ended with exit status %d after %s: %s objects allocated, %" PRIu64
                 " GC cycles.",
                 s->run.exit_status, format_clock(s->run.time_ns).s,
                 format_count(s->heap.mallocs).s, s->gc.finished);
        return;
    }
    if (now_ns - n->said_ns < SECOND)
        return; /* the differences add up until the second is over */
    n->waiting_rank = 0;
    tell_rest(n, s, now_ns);
    tell_gc(n, s);
    tell_stacks(n, s);
    tell_arenas(n, s);
    memcpy(n->text, n->waiting, sizeof n->text);
    n->said_rank = n->waiting_rank;
    n->said_ns = now_ns;
    remember(n, s, now_ns);
}

/* --- slow motion ---------------------------------------------------------------------------- */

static void
add_argument(char *out, unsigned cap, const char *name, uint64_t v)
{
    size_t have = strlen(out);
    if (!name[0] || v == 0 || have + 1 >= cap || strcmp(name, "goid") == 0 ||
        strcmp(name, "pc") == 0)
        return;
    if (strstr(name, "bytes"))
        snprintf(out + have, cap - have, ", %s%s%s", name[0] == 'b' ? "" : name,
                 name[0] == 'b' ? "" : " ", format_bytes(v).s);
    else if (strcmp(name, "addr") == 0 || strcmp(name, "old") == 0 || strcmp(name, "new") == 0 ||
             strcmp(name, "from") == 0)
        snprintf(out + have, cap - have, ", %s 0x%" PRIx64, name[0] == 'a' ? "at" : name, v);
    else
        snprintf(out + have, cap - have, ", %s %" PRIu64, name, v);
}

void
narrator_say(struct narrator *n, int64_t now_ns, const char *sentence)
{
    snprintf(n->text, sizeof n->text, "%s", sentence);
    n->said_ns = now_ns;
    n->said_rank = RANK_SAID;
    n->waiting_rank = 0;
}

void
narrator_event(const struct snapshot *s, char *out, unsigned cap)
{
    out[0] = 0;
    if (s->n_events == 0)
        return;
    const struct snapshot_event *e = &s->events[s->n_events - 1];
    if (e->kind >= EVENT_COUNT)
        return;
    const struct event_info *info = &event_infos[e->kind];
    char who[24] = "collector";
    if (e->goid)
        snprintf(who, sizeof who, "G%u", e->goid);
    snprintf(out, cap, "#%" PRIu64 " %s %s%s%s: %s", e->seq, who, format_func(e->where),
             e->where[0] ? " " : "", info->name, info->chain[0] ? info->chain : info->help);
    if (e->kind == EVENT_G_PARK) { /* its second argument is a number that has words */
        size_t have = strlen(out);
        for (unsigned i = 0; i < s->stacks.n_rows; i++)
            if (s->stacks.rows[i].id == e->goid && s->stacks.rows[i].wait_text[0])
                snprintf(out + have, cap - have, ", waits: %s", s->stacks.rows[i].wait_text);
        return;
    }
    add_argument(out, cap, info->args[0], e->a);
    add_argument(out, cap, info->args[1], e->b);
    add_argument(out, cap, info->args[2], e->c);
}
