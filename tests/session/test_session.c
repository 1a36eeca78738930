/* Sessions end to end, without terminal: programs run, two at a time; snapshots keep their sums;
 * the user's hand stops, steps, slows down and collects; deterministic runs repeat themselves. */
#include "session.h"

#include "base/xalloc.h"
#include "tests/suite.h"

#include <stdio.h>
#include <string.h>
#include <uv.h>

enum { SECOND = 1000000000 };

struct output {
    uv_mutex_t lock;
    struct buf text[3]; /* by fd */
};

static void
on_output(void *ctx, int fd, const char *data, size_t n)
{
    struct output *o = ctx;
    uv_mutex_lock(&o->lock);
    buf_add(&o->text[fd], data, n);
    uv_mutex_unlock(&o->lock);
}

static struct output *
output_create(void)
{
    struct output *o = xcalloc(1, sizeof *o);
    uv_mutex_init(&o->lock);
    return o;
}

static void
output_destroy(struct output *o)
{
    for (int i = 0; i < 3; i++)
        buf_finish(&o->text[i]);
    uv_mutex_destroy(&o->lock);
    free(o);
}

static struct session *
open_session(const char *text, struct session_options *o, struct output *out)
{
    struct buf errors = {0};
    o->path = o->name = "test.go";
    o->text = text;
    o->text_len = strlen(text);
    o->output = on_output;
    o->output_ctx = out;
    struct session *s = session_create(o, &errors);
    ck_assert_msg(s != NULL, "%s", buf_cstr(&errors));
    ck_assert_msg(session_start(s, &errors), "%s", buf_cstr(&errors));
    buf_finish(&errors);
    return s;
}

static void
check_sums(const struct snapshot *snap)
{
    char why[200];
    ck_assert_msg(snapshot_check(snap, why, sizeof why), "%s", why);
}

static const struct snapshot_view everything = {.rows = SNAPSHOT_ROWS, .cells = 128};

static const char churn[] = "package main\n"
                            "type T struct{ l, r *T }\n"
                            "func build(n int) *T { if n == 0 { return &T{} }\n"
                            "  return &T{build(n-1), build(n-1)} }\n"
                            "var keep *T\n"
                            "func main() { for { keep = build(12) } }\n";

START_TEST(test_a_program_runs_to_its_end)
{
    struct output *out = output_create();
    struct session_options o;
    session_options_init(&o);
    struct session *s = open_session("package main\nimport \"fmt\"\n"
                                     "func main() { fmt.Println(\"hi\", 6*7) }\n",
                                     &o, out);
    ck_assert(session_wait(s, 20LL * SECOND));
    ck_assert_int_eq(session_exit_status(s), 0);
    ck_assert_str_eq(buf_cstr(&out->text[1]), "hi 42\n");
    session_destroy(s);
    output_destroy(out);
}
END_TEST

START_TEST(test_a_panic_exits_with_two_and_goes_to_stderr)
{
    struct output *out = output_create();
    struct session_options o;
    session_options_init(&o);
    struct session *s =
        open_session("package main\nfunc main() { var a []int; i := 5; _ = a[i] }\n", &o, out);
    ck_assert(session_wait(s, 20LL * SECOND));
    ck_assert_int_eq(session_exit_status(s), 2);
    const char *err = buf_cstr(&out->text[2]);
    ck_assert_ptr_nonnull(
        strstr(err, "panic: runtime error: index out of range [5] with length 0"));
    ck_assert_ptr_nonnull(strstr(err, "goroutine 1 [running]:\nmain.main()\n"));
    session_destroy(s);
    output_destroy(out);
}
END_TEST

START_TEST(test_a_wrong_program_is_refused_with_gos_words)
{
    struct buf errors = {0};
    struct session_options o;
    session_options_init(&o);
    o.path = o.name = "wrong.go";
    o.text = "package main\nfunc main() { x := 1 }\n";
    o.text_len = strlen(o.text);
    ck_assert_ptr_null(session_create(&o, &errors));
    ck_assert_ptr_nonnull(strstr(buf_cstr(&errors), "wrong.go:2:15: declared and not used: x"));
    buf_finish(&errors);
}
END_TEST

START_TEST(test_two_sessions_live_side_by_side)
{
    struct output *out[2] = {output_create(), output_create()};
    struct session *s[2];
    struct snapshot *snap = xcalloc(1, sizeof *snap);
    for (int i = 0; i < 2; i++) {
        struct session_options o;
        session_options_init(&o);
        o.gogc = i ? 400 : 50;
        s[i] = open_session(churn, &o, out[i]);
    }
    for (int i = 0; i < 2; i++) {
        do
            session_snapshot(s[i], &everything, snap);
        while (snap->gc.finished < 3);
        check_sums(snap);
    }
    for (int i = 0; i < 2; i++) {
        session_destroy(s[i]);
        output_destroy(out[i]);
    }
    free(snap);
}
END_TEST

START_TEST(test_every_snapshot_of_a_busy_run_keeps_its_sums)
{
    struct output *out = output_create();
    struct snapshot *snap = xcalloc(1, sizeof *snap);
    struct session_options o;
    session_options_init(&o);
    struct session *s = open_session(churn, &o, out);
    for (int i = 0; i < 200 || snap->gc.finished < 2; i++) {
        session_snapshot(s, &everything, snap);
        check_sums(snap);
        ck_assert_uint_eq(snap->seq, (uint64_t)i + 1);
    }
    ck_assert_int_eq(snap->stacks.total, 1);
    ck_assert_str_eq(snap->stacks.rows[0].start, "runtime.main");
    session_destroy(s);
    output_destroy(out);
    free(snap);
}
END_TEST

/* Waits until a snapshot satisfies `pred`. */
static void
until(struct session *s, struct snapshot *snap, bool (*pred)(const struct snapshot *, uint64_t),
      uint64_t arg)
{
    struct snapshot_view v = {.rows = 16};
    do {
        session_tick(s, 1000000);
        session_snapshot(s, &v, snap);
    } while (!pred(snap, arg));
}

static bool
cycles_above(const struct snapshot *s, uint64_t n)
{
    return s->gc.finished > n;
}

static bool
events_above(const struct snapshot *s, uint64_t n)
{
    return s->events_seen > n;
}

START_TEST(test_stop_holds_the_program_and_resume_lets_it_go)
{
    struct output *out = output_create();
    struct snapshot *snap = xcalloc(1, sizeof *snap);
    struct session_options o;
    session_options_init(&o);
    struct session *s = open_session(churn, &o, out);
    until(s, snap, cycles_above, 1);
    session_stop(s);
    /* All Ms reach a stop; then nothing is allocated any more. */
    uint64_t before, after = 0;
    int same = 0;
    do {
        before = after;
        session_snapshot(s, &everything, snap);
        after = snap->heap.mallocs + snap->run.events_total;
        same = before == after ? same + 1 : 0;
    } while (same < 100);
    ck_assert_int_eq(snap->run.state, SNAPSHOT_STOPPED);
    uint64_t n = snap->gc.finished;
    session_resume(s);
    until(s, snap, cycles_above, n + 2);
    ck_assert_int_eq(snap->run.state, SNAPSHOT_RUNNING);
    session_destroy(s);
    output_destroy(out);
    free(snap);
}
END_TEST

static const struct snapshot_var *
find_var(const struct snapshot_frames *f, const char *name)
{
    for (unsigned i = 0; i < f->n_vars; i++)
        if (strcmp(f->vars[i].name, name) == 0)
            return &f->vars[i];
    return NULL;
}

/* Main waits inside wait(), called by hold(), which has a variable in the heap and one in a block
 * that is over; another goroutine runs until it is stopped. */
static const char frames[] = "package main\n"
                             "var kept *int\n"
                             "func wait(c chan int, text string, gone *int) int {\n"
                             "  for i := range 3 { kept2 := i; _ = kept2 }\n"
                             "  n := 42\n"
                             "  n += <-c; print(text); return n\n"
                             "}\n"
                             "func hold() int {\n"
                             "  far := 7\n"
                             "  kept = &far\n"
                             "  return wait(make(chan int), \"hello\", kept) + far\n"
                             "}\n"
                             "func spin() { for i := 0; ; i++ { _ = i } }\n"
                             "func main() { go spin(); hold() }\n";

START_TEST(test_frames_of_a_goroutine_tell_where_it_is_and_what_its_variables_hold)
{
    struct output *out = output_create();
    struct session_options o;
    struct snapshot_view view = {.rows = 8, .goroutine = 1, .frame = -1};
    struct snapshot *snap = xcalloc(1, sizeof *snap);
    const struct snapshot_frames *f = &snap->frames;
    session_options_init(&o);
    o.procs = 2;
    o.notes = true;
    struct session *s = open_session(frames, &o, out);
    do
        session_snapshot(s, &view, snap);
    while (!f->known || strcmp(f->list[f->at - f->first].func, "main.wait") != 0);
    ck_assert_uint_eq(f->list[f->at].line, 6);
    ck_assert_str_eq(f->list[f->at + 1].func, "main.hold");
    ck_assert_uint_eq(f->list[f->at + 1].line, 11);
    ck_assert_uint_eq(f->list[f->at].sp + f->list[f->at].bytes, f->list[f->at + 1].sp);
    ck_assert_str_eq(f->list[f->at + 2].func, "main.main");
    ck_assert_str_eq(find_var(f, "n")->value, "42");
    ck_assert_str_eq(find_var(f, "text")->value, "\"hello\"");
    ck_assert(find_var(f, "text")->param);
    ck_assert(!find_var(f, "text")->dead);
    ck_assert_ptr_nonnull(strstr(find_var(f, "c")->value, "-> heap, "));
    ck_assert(find_var(f, "gone")->dead);
    ck_assert_str_eq(find_var(f, "gone")->value, "(dead)");
    ck_assert_ptr_null(find_var(f, "kept2"));
    ck_assert_str_eq(f->lines[6 - f->first_line], "  n += <-c; print(text); return n");

    view.frame = (int)f->at + 1;
    session_snapshot(s, &view, snap);
    ck_assert_str_eq(find_var(f, "far")->value, "7");
    ck_assert(find_var(f, "far")->on_heap);
    ck_assert_str_eq(f->notes[9 - f->first_line], "moved to heap: far");
    ck_assert_str_eq(f->notes[10 - f->first_line], "");
    ck_assert_uint_eq(f->why[0].line, 9);
    ck_assert_str_eq(f->why[0].text, "moved to heap: far");
    ck_assert_uint_eq(f->why[1].line, 0);
    ck_assert_str_eq(f->why[1].text, "the heap holds &far: kept = &far (assign, line 10)");
    session_destroy(s);
    free(snap);
    output_destroy(out);
}
END_TEST

START_TEST(test_frames_of_a_running_goroutine_are_seen_when_it_is_stopped)
{
    struct output *out = output_create();
    struct session_options o;
    struct snapshot_view view = {.rows = 8, .frame = -1};
    struct snapshot *snap = xcalloc(1, sizeof *snap);
    session_options_init(&o);
    struct session *s = open_session(frames, &o, out);
    do { /* until spin is there */
        session_snapshot(s, &view, snap);
        for (unsigned i = 0; i < snap->stacks.n_rows; i++)
            if (strcmp(snap->stacks.rows[i].start, "main.spin") == 0)
                view.goroutine = snap->stacks.rows[i].id;
    } while (!view.goroutine);
    session_stop(s);
    do
        session_snapshot(s, &view, snap);
    while (!snap->frames.known);
    ck_assert_str_eq(snap->frames.list[0].func, "main.spin");
    ck_assert_uint_eq(snap->frames.list[0].line, 13);
    ck_assert_uint_eq(snap->frames.total, 2);
    session_resume(s);
    session_destroy(s);
    free(snap);
    output_destroy(out);
}
END_TEST

START_TEST(test_steps_go_on_one_thing_at_a_time)
{
    struct output *out = output_create();
    struct snapshot *snap = xcalloc(1, sizeof *snap);
    struct session_options o;
    session_options_init(&o);
    o.start_stopped = true;
    struct session *s = open_session(churn, &o, out);
    for (int i = 0; i < 20; i++) {
        session_snapshot(s, &everything, snap);
        uint64_t seen = snap->events_seen;
        session_step(s, i % 2 ? SESSION_STEP_EVENT : SESSION_STEP_LINE);
        until(s, snap, events_above, seen);
    }
    uint64_t n = snap->gc.finished;
    session_step(s, SESSION_STEP_CYCLE);
    until(s, snap, cycles_above, n);
    session_destroy(s);
    output_destroy(out);
    free(snap);
}
END_TEST

START_TEST(test_a_forced_collection_happens_while_running)
{
    struct output *out = output_create();
    struct snapshot *snap = xcalloc(1, sizeof *snap);
    struct session_options o;
    session_options_init(&o);
    struct session *s = open_session(
        "package main\nimport \"time\"\nfunc main() { for { time.Sleep(time.Millisecond) } }\n", &o,
        out);
    session_force_gc(s);
    until(s, snap, cycles_above, 0);
    ck_assert_uint_ge(snap->gc.forced, 1);
    session_destroy(s);
    output_destroy(out);
    free(snap);
}
END_TEST

static const char mixed[] = "package main\n"
                            "import (\"fmt\"; \"runtime\"; \"time\")\n"
                            "type N struct { next *N; pad [5]int }\n"
                            "func deep(n int) int { var a [8]int; a[n%8] = n; if n == 0 { return 0 "
                            "}; return deep(n-1) + a[n%8] }\n"
                            "func main() {\n"
                            "  c := make(chan int)\n"
                            "  for i := 0; i < 20; i++ { go func() { time.Sleep(time.Duration(i) * "
                            "time.Millisecond); c <- deep(i * 10) }() }\n"
                            "  sum := 0\n"
                            "  var list *N\n"
                            "  for i := 0; i < 20; i++ {\n"
                            "    select { case v := <-c: sum += v\n"
                            "    case <-time.After(time.Second): fmt.Println(\"late\") }\n"
                            "    for k := 0; k < 500; k++ { list = &N{next: list} }\n"
                            "    if i%7 == 0 { list = nil; runtime.GC() }\n"
                            "  }\n"
                            "  m := map[string]int{\"a\": 1, \"b\": 2, \"c\": 3}\n"
                            "  for k, v := range m { sum += v * len(k) }\n"
                            "  fmt.Println(sum)\n"
                            "}\n";

static void
fingerprint(uint64_t seed, uint64_t *events, uint64_t *print, uint64_t *place, char *text,
            size_t cap)
{
    struct output *out = output_create();
    struct snapshot *snap = xcalloc(1, sizeof *snap);
    struct session_options o;
    session_options_init(&o);
    o.deterministic = true;
    o.seed = seed;
    o.procs = 1;
    o.trace_events = true;
    struct session *s = open_session(mixed, &o, out);
    ck_assert(session_wait(s, 60LL * SECOND));
    session_snapshot(s, &everything, snap);
    *events = snap->run.events_total;
    *print = snap->event_fingerprint;
    *place = snap->heap.map_lo ^ snap->globals.list[0].addr; /* where the host put this run */
    snprintf(text, cap, "%s", buf_cstr(&out->text[1]));
    session_destroy(s);
    output_destroy(out);
    free(snap);
}

START_TEST(test_deterministic_runs_repeat_event_by_event)
{
    uint64_t n[2], print[2], place[2];
    char text[2][200];
    fingerprint(7, &n[0], &print[0], &place[0], text[0], sizeof text[0]);
    fingerprint(7, &n[1], &print[1], &place[1], text[1], sizeof text[1]);
    ck_assert_uint_gt(n[0], 100);
    ck_assert_uint_eq(n[0], n[1]);
    if (place[0] == place[1]) /* the fingerprint covers addresses */
        ck_assert_uint_eq(print[0], print[1]);
    ck_assert_str_eq(text[0], text[1]);
}
END_TEST

START_TEST(test_a_hundred_thousand_parked_goroutines_are_ordinary)
{
    struct output *out = output_create();
    struct snapshot *snap = xcalloc(1, sizeof *snap);
    struct session_options o;
    session_options_init(&o);
    struct session *s = open_session("package main\n"
                                     "import (\"fmt\"; \"sync\")\n"
                                     "func main() {\n"
                                     "  var wg sync.WaitGroup\n"
                                     "  start := make(chan struct{})\n"
                                     "  for i := 0; i < 100000; i++ { wg.Add(1)\n"
                                     "    go func() { <-start; wg.Done() }() }\n"
                                     "  fmt.Println(\"all born\")\n"
                                     "  close(start); wg.Wait(); fmt.Println(\"all gone\")\n"
                                     "}\n",
                                     &o, out);
    ck_assert(session_wait(s, 120LL * SECOND));
    ck_assert_str_eq(buf_cstr(&out->text[1]), "all born\nall gone\n");
    session_snapshot(s, &everything, snap);
    ck_assert_uint_ge(snap->stacks.created, 100001);
    session_destroy(s);
    output_destroy(out);
    free(snap);
}
END_TEST

START_TEST(test_max_memory_is_gos_out_of_memory_for_that_session)
{
    struct output *out = output_create();
    struct session_options o;
    session_options_init(&o);
    o.max_memory = 64 << 20;
    struct session *s =
        open_session("package main\n"
                     "var keep [][]byte\n"
                     "func main() { for { keep = append(keep, make([]byte, 1<<20)) } }\n",
                     &o, out);
    ck_assert(session_wait(s, 60LL * SECOND));
    ck_assert_int_eq(session_exit_status(s), 2);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&out->text[2]), "out of memory"));
    session_destroy(s);
    output_destroy(out);
}
END_TEST

int
main(void)
{
    SUITE_RUN("session", test_a_program_runs_to_its_end,
              test_a_panic_exits_with_two_and_goes_to_stderr,
              test_a_wrong_program_is_refused_with_gos_words, test_two_sessions_live_side_by_side,
              test_every_snapshot_of_a_busy_run_keeps_its_sums,
              test_stop_holds_the_program_and_resume_lets_it_go,
              test_frames_of_a_goroutine_tell_where_it_is_and_what_its_variables_hold,
              test_frames_of_a_running_goroutine_are_seen_when_it_is_stopped,
              test_steps_go_on_one_thing_at_a_time, test_a_forced_collection_happens_while_running,
              test_deterministic_runs_repeat_event_by_event,
              test_a_hundred_thousand_parked_goroutines_are_ordinary,
              test_max_memory_is_gos_out_of_memory_for_that_session);
}
