/* The command line: values, ranges, order, environment. */
#include "options.h"

#include "tests/suite.h"

#include <stdio.h>

static bool
parse(struct options *o, char **argv)
{
    int argc = 0;
    while (argv[argc])
        argc++;
    return options_parse(o, argc, argv);
}

#define ARGV(...) ((char **)(const char *[]){"regionscope", __VA_ARGS__, NULL})

/* Complaints go to stderr: kept out of the TAP stream and of the eye. */
static void
hush(void)
{
    ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
}

START_TEST(test_no_arguments_mean_run)
{
    struct options o;
    char name[] = "regionscope", *argv[] = {name, NULL};
    ck_assert(parse(&o, argv));
    ck_assert_int_eq(o.command, OPTIONS_RUN);
    ck_assert_int_eq(o.n_operands, 0);
    ck_assert_int_eq(o.session.gogc, 100);
}
END_TEST

START_TEST(test_flags_stand_before_and_after_the_workload)
{
    struct options o;
    ck_assert(
        parse(&o, ARGV("run", "--gogc=50", "tour", "--procs", "3", "--headless", "--", "-x", "y")));
    ck_assert_int_eq(o.n_operands, 1);
    ck_assert_str_eq(o.operands[0], "tour");
    ck_assert_int_eq(o.session.gogc, 50);
    ck_assert_uint_eq(o.session.procs, 3);
    ck_assert(o.headless);
    ck_assert_str_eq(o.session.args[0], "-x");
    ck_assert_str_eq(o.session.args[1], "y");
}
END_TEST

START_TEST(test_two_operands_with_flags_between)
{
    struct options o;
    ck_assert(parse(&o, ARGV("compare", "a", "--json", "b")));
    ck_assert_int_eq(o.command, OPTIONS_COMPARE);
    ck_assert_int_eq(o.n_operands, 2);
    ck_assert_str_eq(o.operands[0], "a");
    ck_assert_str_eq(o.operands[1], "b");
    ck_assert(o.json);
}
END_TEST

START_TEST(test_wrong_values_are_refused)
{
    struct options o;
    hush();
    ck_assert(!parse(&o, ARGV("--procs=0")));
    ck_assert(!parse(&o, ARGV("--procs=257")));
    ck_assert(!parse(&o, ARGV("--gogc=many")));
    ck_assert(!parse(&o, ARGV("--memlimit=10MB")));
    ck_assert(!parse(&o, ARGV("--speed=0")));
    ck_assert(!parse(&o, ARGV("--duration=fast")));
    ck_assert(!parse(&o, ARGV("--debug=everything")));
    ck_assert(!parse(&o, ARGV("--sites=often")));
    ck_assert(!parse(&o, ARGV("--sites=0")));
    ck_assert(!parse(&o, ARGV("--no-such-flag")));
    ck_assert(!parse(&o, ARGV("run", "--gogc")));
    ck_assert(!parse(&o, ARGV("list", "--gogc=1")));
}
END_TEST

START_TEST(test_sizes_follow_gos_rule)
{
    static const struct {
        const char *text;
        bool ok;
        int64_t bytes;
    } rows[] = {
        {"0", true, 0},       {"17", true, 17},          {"17B", true, 17},
        {"3KiB", true, 3072}, {"64MiB", true, 64 << 20}, {"1TiB", true, INT64_C(1) << 40},
        {"", false, 0},       {"-1", false, 0},          {"1KB", false, 0},
        {"1 MiB", false, 0},  {"1.5GiB", false, 0},      {"99999999TiB", false, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t bytes = -1;
        ck_assert_msg(options_parse_size(rows[i].text, &bytes) == rows[i].ok, "%s", rows[i].text);
        if (rows[i].ok)
            ck_assert_int_eq(bytes, rows[i].bytes);
    }
}
END_TEST

START_TEST(test_durations_follow_gos_rule)
{
    int64_t ns;
    ck_assert(options_parse_duration("1.5s", &ns) && ns == 1500000000);
    ck_assert(options_parse_duration("1m30s", &ns) && ns == INT64_C(90000000000));
    ck_assert(options_parse_duration("250ms", &ns) && ns == 250000000);
    ck_assert(!options_parse_duration("10", &ns));
    ck_assert(!options_parse_duration("", &ns));
    ck_assert(!options_parse_duration("s", &ns));
}
END_TEST

START_TEST(test_environment_counts_and_flags_win)
{
    struct options o;
    setenv("GOGC", "77", 1);
    setenv("GOMEMLIMIT", "1GiB", 1);
    setenv("GOMAXPROCS", "5", 1);
    setenv("GODEBUG", "inittrace=1,gctrace=1,memprofilerate=4096", 1);
    ck_assert(parse(&o, ARGV("--procs=2", "tour")));
    ck_assert_int_eq(o.session.gogc, 77);
    ck_assert_int_eq(o.session.memlimit, 1 << 30);
    ck_assert_uint_eq(o.session.procs, 2);
    ck_assert(o.session.gctrace);
    ck_assert_uint_eq(o.session.memprofile_rate, 4096);
    setenv("GOGC", "abc", 1);
    ck_assert(parse(&o, ARGV("tour")));
    ck_assert_int_eq(o.session.gogc, 100);
    setenv("GOGC", "off", 1);
    ck_assert(parse(&o, ARGV("tour")));
    ck_assert_int_eq(o.session.gogc, -1);
    hush();
    setenv("GOMEMLIMIT", "10MB", 1);
    ck_assert(!parse(&o, ARGV("tour")));
}
END_TEST

START_TEST(test_debug_lists_switch_cruelty_on)
{
    struct options o;
    ck_assert(parse(&o, ARGV("--debug=verify,gcstress,failalloc=12", "tour")));
    ck_assert(o.session.verify && o.session.gcstress && !o.session.poison);
    ck_assert_uint_eq(o.session.failalloc, 12);
}
END_TEST

int
main(void)
{
    SUITE_RUN("options", test_no_arguments_mean_run, test_flags_stand_before_and_after_the_workload,
              test_two_operands_with_flags_between, test_wrong_values_are_refused,
              test_sizes_follow_gos_rule, test_durations_follow_gos_rule,
              test_environment_counts_and_flags_win, test_debug_lists_switch_cruelty_on);
}
