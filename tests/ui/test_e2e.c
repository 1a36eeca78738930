/* The program in a terminal emulator: what a user types and what stands in the cells. argv[1] is
 * the program. Every wait is for a text or a cell. */
#include "suite.h"
#include "term_harness.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MS = 20000 }; /* only a failing test waits this long */

static const char *program;
static struct tt *t;

#define SHOW(cond, what)                                                                           \
    do {                                                                                           \
        if (!(cond)) {                                                                             \
            tt_dump(t, what);                                                                      \
            ck_abort_msg("%s", what);                                                              \
        }                                                                                          \
    } while (0)

static void
start(int rows, int cols, const char *const *env, const char *a, const char *b, const char *c)
{
    t = tt_spawn(rows, cols, env, (const char *const[]){program, "run", a, b, c, NULL});
    ck_assert_ptr_nonnull(t);
}

static void
stop(void)
{
    tt_free(t);
    t = NULL;
}

static void
assert_restored(void)
{
    struct termios now;
    tcgetattr(t->slave, &now);
    SHOW(!t->altscreen, "alternate screen left on");
    SHOW(t->cursor_visible, "cursor left hidden");
    SHOW(t->mouse == VTERM_PROP_MOUSE_NONE, "mouse left on");
    ck_assert_uint_eq(now.c_lflag, t->tio_before.c_lflag);
    ck_assert_uint_eq(now.c_iflag, t->tio_before.c_iflag);
    ck_assert_uint_eq(now.c_oflag, t->tio_before.c_oflag);
    ck_assert_int_eq(fcntl(t->slave, F_GETFL) & O_NONBLOCK, 0);
}

static void
quit(void)
{
    tt_type(t, "q");
    SHOW(tt_wait_exit(t, MS), "quit");
    ck_assert(WIFEXITED(t->status));
    assert_restored();
}

START_TEST(the_four_views_live_on_the_first_screen)
{
    start(40, 120, NULL, "tour", NULL, NULL);
    static const char *const texts[] = {
        "RUNNING",  "full speed", "2 Stacks", "depth",    "of size", "3 Heap",    "class",
        "spans",    "4 GC",       "● black",  "◐ grey",   "○ white", "▲ trigger", "◆ goal",
        "5 Arenas", "6 Globals",  "7 Text",   "o Output", "tour.go", "q quit"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        SHOW(tt_wait_text(t, texts[i], MS), texts[i]);
    SHOW(tt_wait_text(t, "planted", MS), "the program's output");
    SHOW(tt_wait_text(t, "█", MS), "bars");
    ck_assert(t->altscreen && !t->cursor_visible);
    SHOW(t->unknown == 0, "unknown sequences");
    quit();
}
END_TEST

START_TEST(regions_and_sets_have_their_colours)
{
    int r, c;
    start(40, 120, NULL, "tour", NULL, NULL);
    SHOW(tt_wait_text(t, "◐ grey", MS), "grey");
    ck_assert(tt_find(t, "◐ grey", &r, &c));
    ck_assert_int_eq(tt_cell(t, r, c).fg.indexed.idx, 214);
    ck_assert(tt_find(t, "● black", &r, &c));
    ck_assert_int_eq(tt_cell(t, r, c).fg.indexed.idx, 68);
    ck_assert(tt_find(t, "3 Heap", &r, &c));
    ck_assert_int_eq(tt_cell(t, r, c).fg.indexed.idx, 215);
    ck_assert(tt_find(t, "RUNNING", &r, &c));
    ck_assert(tt_cell(t, r, c).attrs.reverse);
    quit();
}
END_TEST

START_TEST(space_stops_steps_go_and_space_resumes)
{
    start(24, 80, NULL, "tour", NULL, NULL);
    SHOW(tt_wait_text(t, "RUNNING", MS), "running");
    tt_type(t, " ");
    SHOW(tt_wait_text(t, "S T O P P E D", MS), "stopped");
    SHOW(tt_wait_text(t, "space run", MS), "the footer follows");
    tt_type(t, "s");
    SHOW(tt_wait_text(t, " ● #", MS), "an event line after a step");
    tt_type(t, ".");
    SHOW(tt_wait_text(t, "S T O P P E D", MS), "stopped again");
    tt_type(t, " ");
    SHOW(tt_wait_text(t, "RUNNING", MS), "resumed");
    quit();
}
END_TEST

START_TEST(an_ended_program_runs_again)
{
    start(24, 80, NULL, "--stopped", "binary-trees", NULL);
    SHOW(tt_wait_text(t, "S T O P P E D", MS), "stopped at the start");
    tt_type(t, " ");
    SHOW(tt_wait_text(t, "ENDED, exit status 0", MS), "ended");
    SHOW(tt_wait_text(t, "R run again", MS), "the footer says how");
    tt_type(t, "--R");
    SHOW(tt_wait_text(t, "RUNNING", MS), "running again");
    tt_type(t, " ");
    SHOW(tt_wait_text(t, "S T O P P E D", MS), "and can be stopped");
    quit();
}
END_TEST

START_TEST(slow_motion_shows_single_events)
{
    start(24, 80, NULL, "--speed=100", "tour", NULL);
    SHOW(tt_wait_text(t, "100 ops/s", MS), "speed in words");
    SHOW(tt_wait_text(t, " ● #", MS), "event line");
    tt_type(t, "+");
    SHOW(tt_wait_text(t, "200 ops/s", MS), "faster");
    tt_type(t, "--");
    SHOW(tt_wait_text(t, "50 ops/s", MS), "slower");
    tt_type(t, "0");
    SHOW(tt_wait_text(t, "full speed", MS), "full speed");
    quit();
}
END_TEST

START_TEST(panels_open_and_close)
{
    start(24, 80, NULL, "tour", NULL, NULL);
    SHOW(tt_wait_text(t, "5 Arenas", MS), "overview");
    tt_type(t, "8");
    SHOW(tt_wait_text(t, "Goroutine : Stack", MS), "relations");
    SHOW(tt_wait_text(t, "-starts→", MS), "chains");
    tt_type(t, "9");
    SHOW(tt_wait_text(t, "= mapped", MS), "regions");
    tt_key(t, VTERM_KEY_ESCAPE, VTERM_MOD_NONE);
    SHOW(tt_wait_text(t, "5 Arenas", MS), "back");
    tt_type(t, "3?");
    SHOW(tt_wait_text(t, "esc closes", MS), "help");
    SHOW(tt_wait_text(t, "spans", MS), "explanation");
    tt_type(t, "?c");
    SHOW(tt_wait_text(t, "Colours and glyphs", MS), "legend");
    tt_type(t, "c");
    SHOW(tt_wait_gone(t, "Colours and glyphs", MS), "legend gone");
    tt_type(t, "f");
    SHOW(tt_wait_text(t, "F R O Z E N", MS), "frozen");
    quit();
}
END_TEST

START_TEST(allocation_sites_are_counted_from_the_key_on)
{
    start(24, 80, NULL, "tour", NULL, NULL);
    SHOW(tt_wait_text(t, "5 Arenas", MS), "overview");
    tt_type(t, "p");
    SHOW(tt_wait_text(t, "exact", MS), "counting");
    SHOW(tt_wait_text(t, "tour.go:41", MS), "a site");
    SHOW(tt_wait_text(t, "counting sites", MS), "said while it goes on");
    tt_key(t, VTERM_KEY_ENTER, VTERM_MOD_NONE);
    SHOW(tt_wait_text(t, "&Tree{...} escapes to heap", MS), "why");
    tt_type(t, "P");
    SHOW(tt_wait_text(t, "not counted", MS), "off");
    SHOW(tt_wait_gone(t, "counting sites", MS), "off");
    quit();
}
END_TEST

START_TEST(a_click_focuses_and_a_resize_refits)
{
    int r, c;
    start(24, 80, NULL, "tour", NULL, NULL);
    SHOW(tt_wait_text(t, "4 GC", MS), "first");
    ck_assert_int_ne(t->mouse, VTERM_PROP_MOUSE_NONE);
    ck_assert(tt_find(t, "4 GC", &r, &c));
    tt_click(t, 1, r + 2, c);
    tt_key(t, VTERM_KEY_ENTER, VTERM_MOD_NONE);
    SHOW(tt_wait_text(t, "began at", MS), "the clicked panel opened");
    tt_key(t, VTERM_KEY_ESCAPE, VTERM_MOD_NONE);
    tt_resize(t, 10, 30);
    SHOW(tt_wait_text(t, "need 60x16, have 30x10", MS), "too small");
    tt_resize(t, 60, 200);
    SHOW(tt_wait_text(t, "9 Regions", MS), "the third column");
    SHOW(tt_wait_text(t, "q quit", MS), "the footer");
    tt_resize(t, 10, 30);
    SHOW(tt_wait_text(t, "have 30x10", MS), "too small again");
    quit();
}
END_TEST

START_TEST(no_color_is_monochrome)
{
    start(24, 80, (const char *const[]){"NO_COLOR=1", NULL}, "tour", NULL, NULL);
    SHOW(tt_wait_text(t, "q quit", MS), "up");
    for (int r = 0; r < 24; r++)
        for (int c = 0; c < 80; c++) {
            VTermScreenCell cell = tt_cell(t, r, c);
            ck_assert(VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
        }
    quit();
}
END_TEST

START_TEST(the_c_locale_is_ascii)
{
    start(24, 80, (const char *const[]){"LC_ALL=C", NULL}, "tour", NULL, NULL);
    SHOW(tt_wait_text(t, "q quit", MS), "up");
    for (int r = 0; r < 24; r++)
        for (int c = 0; c < 80; c++)
            ck_assert_uint_lt(tt_cell(t, r, c).chars[0], 0x7f);
    quit();
}
END_TEST

START_TEST(signals_restore_the_terminal)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    start(24, 80, NULL, "tour", NULL, NULL);
    SHOW(tt_wait_text(t, "q quit", MS), "up");
    kill(t->pid, signals[_i]);
    SHOW(tt_wait_exit(t, MS), "exit");
    ck_assert(WIFEXITED(t->status));
    ck_assert_int_eq(WEXITSTATUS(t->status), 128 + signals[_i]);
    assert_restored();
}
END_TEST

START_TEST(a_crash_restores_the_terminal)
{
    static const int signals[] = {SIGSEGV, SIGABRT};
    start(24, 80, NULL, "tour", NULL, NULL);
    SHOW(tt_wait_text(t, "q quit", MS), "up");
    kill(t->pid, signals[_i]);
    SHOW(tt_wait_exit(t, MS), "exit");
    ck_assert(!WIFEXITED(t->status) || WEXITSTATUS(t->status) != 0);
    assert_restored();
}
END_TEST

START_TEST(suspend_gives_the_terminal_back_and_resume_takes_it)
{
    start(24, 80, NULL, "tour", NULL, NULL);
    SHOW(tt_wait_text(t, "q quit", MS), "up");
    kill(t->pid, SIGTSTP);
    SHOW(tt_wait_stopped(t, MS), "stopped");
    SHOW(!t->altscreen && t->cursor_visible, "terminal given back");
    tt_resize(t, 30, 100);
    kill(t->pid, SIGCONT);
    SHOW(tt_wait_text(t, "q quit", MS), "repainted");
    SHOW(tt_wait_cell(t, 28, 1, 0x25b6, MS), "in the new size");
    ck_assert(t->altscreen);
    quit();
}
END_TEST

START_TEST(compile_errors_leave_the_terminal_alone)
{
    start(24, 80, NULL, "/nonexistent/none.go", NULL, NULL);
    SHOW(tt_wait_exit(t, MS), "exit");
    ck_assert_int_ne(WEXITSTATUS(t->status), 0);
    assert_restored();
}
END_TEST

START_TEST(poor_terminals_are_refused_with_a_way_out)
{
    static const char *const terms[][2] = {{"TERM=dumb", "cannot move the cursor"},
                                           {"TERM=nosuchterm", "no terminal description"}};
    start(24, 80, (const char *const[]){terms[_i][0], NULL}, "tour", NULL, NULL);
    SHOW(tt_wait_exit(t, MS), "exit");
    ck_assert_int_eq(WEXITSTATUS(t->status), 1);
    SHOW(tt_wait_text(t, terms[_i][1], MS), "message");
    assert_restored();
}
END_TEST

int
main(int argc, char **argv)
{
    program = argc > 1 ? argv[1] : "";
    Suite *suite = suite_create("e2e");
    TCase *tcase = suite_case("e2e");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, NULL, stop);
    tcase_add_test(tcase, the_four_views_live_on_the_first_screen);
    tcase_add_test(tcase, regions_and_sets_have_their_colours);
    tcase_add_test(tcase, space_stops_steps_go_and_space_resumes);
    tcase_add_test(tcase, an_ended_program_runs_again);
    tcase_add_test(tcase, slow_motion_shows_single_events);
    tcase_add_test(tcase, panels_open_and_close);
    tcase_add_test(tcase, allocation_sites_are_counted_from_the_key_on);
    tcase_add_test(tcase, a_click_focuses_and_a_resize_refits);
    tcase_add_test(tcase, no_color_is_monochrome);
    tcase_add_test(tcase, the_c_locale_is_ascii);
    tcase_add_loop_test(tcase, signals_restore_the_terminal, 0, 3);
    tcase_add_loop_test(tcase, a_crash_restores_the_terminal, 0, 2);
    tcase_add_test(tcase, suspend_gives_the_terminal_back_and_resume_takes_it);
    tcase_add_test(tcase, compile_errors_leave_the_terminal_alone);
    tcase_add_loop_test(tcase, poor_terminals_are_refused_with_a_way_out, 0, 2);
    suite_add_tcase(suite, tcase);
    return suite_finish(suite);
}
