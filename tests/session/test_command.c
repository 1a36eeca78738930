/* The program from outside: subcommands, exit statuses, what goes to which stream. argv[1] is the
 * binary. */
#include "base/buf.h"
#include "tests/suite.h"

#include <jansson.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *binary;

/* Runs `regionscope ARGS` through the shell; returns the exit status, stdout in out. */
static int
run(const char *args, struct buf *out)
{
    char command[1024], chunk[4096];
    size_t n;
    snprintf(command, sizeof command, "exec </dev/null; '%s' %s", binary, args);
    FILE *f = popen(command, "r");
    ck_assert_ptr_nonnull(f);
    buf_clear(out);
    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
        buf_add(out, chunk, n);
    int status = pclose(f);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

static char dir[64];

static void
set_up(void)
{
    snprintf(dir, sizeof dir, "/tmp/regionscope-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    ck_assert_int_eq(chdir(dir), 0);
}

static void
tear_down(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", dir);
    ck_assert_int_eq(system(command), 0);
}

START_TEST(test_help_and_version_need_nothing)
{
    struct buf out = {0};
    ck_assert_int_eq(run("help", &out), 0);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&out), "--deterministic"));
    ck_assert_int_eq(run("compare --help", &out), 0);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&out), "compare [OPTIONS] A B"));
    ck_assert_int_eq(run("--version", &out), 0);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&out), "regionscope "));
    buf_finish(&out);
}
END_TEST

START_TEST(test_list_and_show_know_the_presets)
{
    struct buf out = {0};
    static const char *const presets[] = {"tour",
                                          "binary-trees",
                                          "deep-recursion",
                                          "goroutine-storm",
                                          "channel-pipeline",
                                          "arena-requests",
                                          "heap-requests",
                                          "leak"};
    ck_assert_int_eq(run("list", &out), 0);
    for (size_t i = 0; i < sizeof presets / sizeof *presets; i++)
        ck_assert_ptr_nonnull(strstr(buf_cstr(&out), presets[i]));
    ck_assert_int_eq(run("show leak", &out), 0);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&out), "package main"));
    ck_assert_int_eq(run("show --code leak", &out), 0);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&out), "main.login"));
    ck_assert_int_eq(run("explain heap", &out), 0);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&out), "size class"));
    buf_finish(&out);
}
END_TEST

START_TEST(test_wrong_usage_exits_with_two)
{
    struct buf out = {0};
    ck_assert_int_eq(run("show nothing-such 2>/dev/null", &out), 2);
    ck_assert_int_eq(run("run no-such-file.go 2>/dev/null", &out), 2);
    ck_assert_int_eq(run("compare tour 2>/dev/null", &out), 2);
    ck_assert_int_eq(run("--nonsense 2>/dev/null", &out), 2);
    ck_assert_int_eq(run("explain roof 2>/dev/null", &out), 2);
    ck_assert_uint_eq(out.len, 0);
    buf_finish(&out);
}
END_TEST

START_TEST(test_headless_gives_the_programs_own_output_and_status)
{
    struct buf out = {0};
    write_file("exit.go", "package main\nimport (\"fmt\"; \"os\")\n"
                          "func main() { fmt.Println(os.Args[1:]); os.Exit(3) }\n");
    ck_assert_int_eq(run("run exit.go -- a b", &out), 3);
    ck_assert_str_eq(buf_cstr(&out), "[a b]\n");
    write_file("wrong.go", "package main\nfunc main() { return 1 }\n");
    ck_assert_int_eq(run("run wrong.go 2>&1", &out), 1);
    ck_assert_str_eq(buf_cstr(&out),
                     "./wrong.go:2:22: too many return values\n\thave (number)\n\twant ()\n");
    ck_assert_int_eq(run("check wrong.go 2>/dev/null", &out), 1);
    ck_assert_int_eq(run("check exit.go", &out), 0);
    buf_finish(&out);
}
END_TEST

START_TEST(test_the_report_is_json_when_asked)
{
    struct buf out = {0};
    json_error_t error;
    ck_assert_int_eq(run("run --report=json --output=report.json heap-requests", &out), 0);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&out), "grand total 407485440"));
    json_t *doc = json_load_file("report.json", 0, &error);
    ck_assert_msg(doc != NULL, "%s", error.text);
    ck_assert_int_eq(json_integer_value(json_object_get(doc, "schema")), 1);
    ck_assert_int_gt(json_integer_value(json_object_get(doc, "mallocs")), 3000000);
    ck_assert_int_gt(json_integer_value(json_object_get(doc, "gc_cycles")), 2);
    json_decref(doc);
    buf_finish(&out);
}
END_TEST

START_TEST(test_allocation_sites_are_a_section_of_the_report)
{
    struct buf out = {0};
    ck_assert_int_eq(run("run --sites --output=- heap-requests", &out), 0);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&out), "each allocation was counted"));
    ck_assert_ptr_nonnull(
        strstr(buf_cstr(&out), "heap-requests.go:24  main.handle  new(Item) escapes to heap"));
    buf_finish(&out);
    json_error_t error;
    ck_assert_int_eq(run("run --sites=64KiB --report=json --output=sites.json heap-requests", &out),
                     0);
    json_t *doc = json_load_file("sites.json", 0, &error);
    ck_assert_msg(doc != NULL, "%s", error.text);
    json_t *sites = json_object_get(doc, "allocation_sites");
    ck_assert_int_eq(json_integer_value(json_object_get(sites, "sample_bytes")), 64 << 10);
    ck_assert(json_is_false(json_object_get(sites, "exact")));
    const json_t *first = json_array_get(json_object_get(sites, "sites"), 0);
    ck_assert_str_eq(json_string_value(json_object_get(first, "function")), "main.handle");
    double bytes = json_number_value(json_object_get(sites, "bytes"));
    double truth = json_number_value(json_object_get(doc, "heap_total_alloc_bytes"));
    ck_assert(bytes > truth * 0.8 && bytes < truth * 1.2);
    json_decref(doc);
    buf_finish(&out);
}
END_TEST

static double
ratio(const json_t *doc, const char *figure)
{
    return json_number_value(json_object_get(json_object_get(doc, "ratios"), figure));
}

START_TEST(test_compare_shows_what_arenas_save)
{
    struct buf out = {0};
    json_error_t error;
    ck_assert_int_eq(run("compare --json --duration 60s arena-requests heap-requests", &out), 0);
    json_t *doc = json_loads(buf_cstr(&out), 0, &error);
    ck_assert_msg(doc != NULL, "%s", error.text);
    ck_assert(ratio(doc, "gc_marked_bytes") > 2);
    ck_assert(ratio(doc, "gc_cpu_ns") > 1);
    ck_assert(ratio(doc, "mallocs") > 1000);
    json_decref(doc);
    buf_finish(&out);
}
END_TEST

START_TEST(test_gctrace_prints_gos_lines)
{
    struct buf out = {0};
    ck_assert_int_eq(run("run --gctrace binary-trees 2>&1 >/dev/null", &out), 0);
    ck_assert(strncmp(buf_cstr(&out), "gc 1 @", 6) == 0);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&out), " ms clock, "));
    ck_assert_ptr_nonnull(strstr(buf_cstr(&out), " MB globals, "));
    buf_finish(&out);
}
END_TEST

START_TEST(test_what_is_not_supported_is_named)
{
    struct buf out = {0};
    write_file("package.go", "package main\nimport _ \"net/http\"\nfunc main() {}\n");
    ck_assert_int_eq(run("run package.go 2>&1", &out), 1);
    ck_assert_ptr_nonnull(
        strstr(buf_cstr(&out), "./package.go:2:10: package net/http is not supported"));
    write_file("function.go", "package main\nimport \"runtime\"\n"
                              "func main() { runtime.SetFinalizer(new(int), nil) }\n");
    int status = run("run function.go 2>&1", &out);
    ck_assert(status == 0 || strstr(buf_cstr(&out), "runtime.SetFinalizer is not supported yet"));
    buf_finish(&out);
}
END_TEST

START_TEST(test_presets_without_end_survive_cruelty)
{
    static const char *const modes[] = {"verify,gcstress", "stackmove", "poison,verify"};
    struct buf out = {0};
    char args[200];
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        snprintf(args, sizeof args, "run --duration 2s --debug %s tour", modes[i]);
        ck_assert_int_eq(run(args, &out), 0);
        ck_assert_ptr_nonnull(strstr(buf_cstr(&out), "welcome to the tour"));
        snprintf(args, sizeof args, "run --duration 1s --debug %s leak", modes[i]);
        ck_assert_int_eq(run(args, &out), 0);
    }
    buf_finish(&out);
}
END_TEST

START_TEST(test_a_closed_pipe_ends_the_program_as_it_ends_gos)
{
    struct buf out = {0};
    ck_assert_int_eq(run("run leak | head -n 1", &out), 0);
    ck_assert_str_eq(buf_cstr(&out), "2000 sessions kept\n");
    buf_finish(&out);
}
END_TEST

START_TEST(test_a_duration_ends_a_program_that_would_not)
{
    struct buf out = {0};
    ck_assert_int_eq(run("run --duration 300ms leak", &out), 0);
    buf_finish(&out);
}
END_TEST

int
main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: test_command BINARY\n");
        return 2;
    }
    binary = realpath(argv[1], NULL);
    Suite *suite = suite_create("command");
    TCase *tcase = suite_case("command");
    tcase_set_timeout(tcase, 240);
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    const TTest *const tests[] = {
        test_help_and_version_need_nothing,
        test_list_and_show_know_the_presets,
        test_wrong_usage_exits_with_two,
        test_headless_gives_the_programs_own_output_and_status,
        test_the_report_is_json_when_asked,
        test_allocation_sites_are_a_section_of_the_report,
        test_compare_shows_what_arenas_save,
        test_gctrace_prints_gos_lines,
        test_what_is_not_supported_is_named,
        test_presets_without_end_survive_cruelty,
        test_a_closed_pipe_ends_the_program_as_it_ends_gos,
        test_a_duration_ends_a_program_that_would_not,
    };
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return suite_finish(suite);
}
