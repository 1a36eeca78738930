/* getopt_long over the table in options.def, command by command; then the values. Every error names
 * the option, what it got and what was expected. */
#include "options.h"

#include "base/xalloc.h"
#include "sched/traceback.h"

#include <ctype.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum option_id { OPTION_ID_FIRST = 1000 };

struct option_info {
    const char *name;
    int letter;
    const char *arg;
    const char *commands;
    const char *help;
};

static const struct option_info infos[] = {
#define OPTION(name, letter, arg, commands, help) {name, letter, arg, commands, help},
#include "options.def"
#undef OPTION
};
enum { N_INFOS = sizeof infos / sizeof *infos };

static const struct command_info {
    const char *name;
    char letter; /* in options.def's third column */
    const char *usage;
    const char *help;
} commands[] = {
    [OPTIONS_RUN] = {"run", 'r', "[run] [OPTIONS] [WORKLOAD] [-- ARGS]",
                     "run a preset or a .go file (default: tour)"},
    [OPTIONS_LIST] = {"list", 'l', "list", "the presets"},
    [OPTIONS_SHOW] = {"show", 's', "show [--code] WORKLOAD", "a workload's source"},
    [OPTIONS_CHECK] = {"check", 'k', "check [-m] FILE", "diagnostics only"},
    [OPTIONS_COMPARE] = {"compare", 'c', "compare [OPTIONS] A B",
                         "run two workloads side by side and print their ratios"},
    [OPTIONS_EXPLAIN] = {"explain", 'e', "explain [REGION]",
                         "what a memory region is: stack, heap, arena, globals, text"},
    [OPTIONS_HELP] = {"help", 'h', "help [COMMAND]", "this text"},
    [OPTIONS_VERSION] = {"version", 'v', "version", "the version"},
};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

static bool
complain(const char *option, const char *got, const char *expected)
{
    fprintf(stderr, "regionscope: --%s: \"%s\" is not %s\n", option, got, expected);
    return false;
}

static bool
parse_int(const char *text, int64_t lo, int64_t hi, int64_t *out)
{
    char *end;
    long long v = strtoll(text, &end, 10);
    if (end == text || *end || v < lo || v > hi)
        return false;
    *out = v;
    return true;
}

bool
options_parse_size(const char *text, int64_t *bytes)
{
    static const struct {
        const char *unit;
        int shift;
    } units[] = {{"", 0}, {"B", 0}, {"KiB", 10}, {"MiB", 20}, {"GiB", 30}, {"TiB", 40}};
    char *end;
    if (!isdigit((unsigned char)text[0]))
        return false;
    unsigned long long v = strtoull(text, &end, 10);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(end, units[i].unit) != 0)
            continue;
        if (v > (unsigned long long)INT64_MAX >> units[i].shift)
            return false;
        *bytes = (int64_t)(v << units[i].shift);
        return true;
    }
    return false;
}

bool
options_parse_duration(const char *text, int64_t *ns)
{
    static const struct {
        const char *unit;
        double ns;
    } units[] = {{"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"m", 60e9}, {"h", 3600e9}};
    double total = 0;
    if (!*text)
        return false;
    while (*text) {
        char *end;
        if (!isdigit((unsigned char)*text) && *text != '.')
            return false;
        double v = strtod(text, &end);
        size_t n = strspn(end, "nusmh"), i;
        for (i = 0; i < sizeof units / sizeof *units; i++)
            if (strlen(units[i].unit) == n && strncmp(end, units[i].unit, n) == 0)
                break;
        if (i == sizeof units / sizeof *units)
            return false;
        total += v * units[i].ns;
        text = end + n;
    }
    if (total > 9e18)
        return false;
    *ns = (int64_t)total;
    return true;
}

static bool
parse_gogc(const char *text, int *out)
{
    int64_t v;
    if (strcmp(text, "off") == 0) {
        *out = -1;
        return true;
    }
    if (!parse_int(text, INT_MIN, INT_MAX, &v))
        return false;
    *out = v < 0 ? -1 : (int)v;
    return true;
}

static bool
parse_debug(struct session_options *s, const char *list)
{
    char *copy = xstrdup(list), *save = NULL;
    bool ok = true;
    for (char *w = strtok_r(copy, ",", &save); w && ok; w = strtok_r(NULL, ",", &save)) {
        int64_t n;
        if (strcmp(w, "gcstress") == 0)
            s->gcstress = true;
        else if (strcmp(w, "stackmove") == 0)
            s->stackmove = true;
        else if (strcmp(w, "clobberdead") == 0)
            s->clobberdead = true;
        else if (strcmp(w, "poison") == 0)
            s->poison = true;
        else if (strcmp(w, "verify") == 0)
            s->verify = true;
        else if (strncmp(w, "failalloc=", 10) == 0 && parse_int(w + 10, 1, INT64_MAX, &n))
            s->failalloc = (uint64_t)n;
        else
            ok = complain("debug", w,
                          "one of gcstress, stackmove, clobberdead, poison, verify, failalloc=N");
    }
    free(copy);
    return ok;
}

/* A name or a level. What only the developers of a runtime want to see is not distinguished. */
static int
parse_traceback(const char *v)
{
    if (!v || !*v || strcmp(v, "single") == 0 || strcmp(v, "1") == 0)
        return TRACEBACK_SINGLE;
    if (strcmp(v, "none") == 0 || strcmp(v, "0") == 0)
        return TRACEBACK_NONE;
    int64_t n;
    bool all = strcmp(v, "all") == 0 || strcmp(v, "system") == 0 || strcmp(v, "crash") == 0;
    return all || parse_int(v, 2, INT32_MAX, &n) ? TRACEBACK_ALL : TRACEBACK_SINGLE;
}

/* A number of the list GODEBUG, "gctrace=1,memprofilerate=1"; the last one counts. */
static bool
read_godebug(const char *key, int64_t *out)
{
    const char *list = getenv("GODEBUG");
    size_t n = strlen(key);
    bool found = false;
    for (const char *at = list; at && *at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        if (strncmp(at, key, n) == 0 && isdigit((unsigned char)at[n])) {
            *out = strtoll(at + n, NULL, 10);
            found = true;
        }
    }
    return found;
}

/* GOGC, GOMAXPROCS and GODEBUG silently keep their defaults when malformed, as in Go; a malformed
 * GOMEMLIMIT is fatal there and here. */
static bool
read_environment(struct session_options *s)
{
    const char *v = getenv("GOGC");
    int64_t n;
    if (v && *v)
        parse_gogc(v, &s->gogc);
    v = getenv("GOMEMLIMIT");
    if (v && *v && strcmp(v, "off") != 0 && !options_parse_size(v, &s->memlimit)) {
        fprintf(stderr,
                "GOMEMLIMIT=%s\nfatal error: malformed GOMEMLIMIT; see `go doc "
                "runtime/debug.SetMemoryLimit`\n",
                v);
        return false;
    }
    v = getenv("GOMAXPROCS");
    if (v && parse_int(v, 1, 256, &n))
        s->procs = (unsigned)n;
    s->traceback = parse_traceback(getenv("GOTRACEBACK"));
    if (read_godebug("gctrace=", &n) && n > 0)
        s->gctrace = true;
    if (read_godebug("memprofilerate=", &n) && n >= 0)
        s->memprofile_rate = (uint64_t)n;
    return true;
}

static bool
set_report(struct options *o, const char *arg)
{
    if (!arg || strcmp(arg, "text") == 0)
        o->report = OPTIONS_REPORT_TEXT;
    else if (strcmp(arg, "json") == 0)
        o->report = OPTIONS_REPORT_JSON;
    else
        return complain("report", arg, "text or json");
    return true;
}

static bool
set_sites(struct session_options *s, const char *arg)
{
    int64_t rate = 1;
    if (arg && (!options_parse_size(arg, &rate) || rate < 1))
        return complain("sites", arg, "a size such as 512KiB, or 1");
    s->sites_rate = (uint64_t)rate;
    s->notes = true;
    return true;
}

static bool
set_color(struct options *o, const char *arg)
{
    static const char *const names[] = {"auto", "always", "never"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(arg, names[i]) == 0) {
            o->color = (enum options_color)i;
            return true;
        }
    }
    return complain("color", arg, "auto, always or never");
}

/* -m, -m=1 and -m=2; and for Go's own tests what its -d=escapemutationscalls adds */
static bool
set_escape_notes(struct options *o, const char *arg)
{
    if (arg && arg[0] == '=')
        arg++;
    o->escape_notes = true;
    o->escape_reasons = arg && strcmp(arg, "2") == 0;
    o->escape_mutations = arg && strcmp(arg, "mutations") == 0;
    return !arg || o->escape_reasons || o->escape_mutations || strcmp(arg, "1") == 0 ||
           complain("m", arg, "1 or 2");
}

/* One option with its argument (NULL when it has none). */
static bool
set_option(struct options *o, const char *name, const char *arg)
{
    struct session_options *s = &o->session;
    int64_t n;
    if (strcmp(name, "headless") == 0)
        o->headless = true;
    else if (strcmp(name, "report") == 0)
        return set_report(o, arg);
    else if (strcmp(name, "sites") == 0)
        return set_sites(s, arg);
    else if (strcmp(name, "output") == 0)
        o->output = arg;
    else if (strcmp(name, "duration") == 0)
        return options_parse_duration(arg, &o->duration_ns) ||
               complain(name, arg, "a duration such as 3s, 500ms or 1m30s");
    else if (strcmp(name, "gogc") == 0)
        return parse_gogc(arg, &s->gogc) || complain(name, arg, "a percentage or off");
    else if (strcmp(name, "memlimit") == 0)
        return options_parse_size(arg, &s->memlimit) ||
               complain(name, arg, "a size such as 64MiB (units B, KiB, MiB, GiB, TiB)");
    else if (strcmp(name, "procs") == 0) {
        if (!parse_int(arg, 1, 256, &n))
            return complain(name, arg, "a number from 1 to 256");
        s->procs = (unsigned)n;
    } else if (strcmp(name, "speed") == 0) {
        if (strcmp(arg, "max") == 0)
            s->ops_per_second = 0;
        else if (!parse_int(arg, 1, INT64_MAX, &s->ops_per_second))
            return complain(name, arg, "a number of operations a second, or max");
    } else if (strcmp(name, "seed") == 0) {
        if (!parse_int(arg, 0, INT64_MAX, &n))
            return complain(name, arg, "a number");
        s->seed = (uint64_t)n;
    } else if (strcmp(name, "deterministic") == 0)
        s->deterministic = true;
    else if (strcmp(name, "stopped") == 0)
        s->start_stopped = true;
    else if (strcmp(name, "max-memory") == 0) {
        if (!options_parse_size(arg, &n))
            return complain(name, arg, "a size such as 256MiB");
        s->max_memory = (uint64_t)n;
    } else if (strcmp(name, "gctrace") == 0)
        s->gctrace = true;
    else if (strcmp(name, "debug") == 0)
        return parse_debug(s, arg);
    else if (strcmp(name, "allow-unsafe") == 0)
        s->allow_unsafe = true;
    else if (strcmp(name, "color") == 0)
        return set_color(o, arg);
    else if (strcmp(name, "glyphs") == 0) {
        if (strcmp(arg, "ascii") != 0 && strcmp(arg, "block") != 0 && strcmp(arg, "braille") != 0)
            return complain(name, arg, "ascii, block or braille");
        o->glyphs = arg;
    } else if (strcmp(name, "no-mouse") == 0)
        o->no_mouse = true;
    else if (strcmp(name, "json") == 0)
        o->json = true;
    else if (strcmp(name, "m") == 0)
        return set_escape_notes(o, arg);
    else if (strcmp(name, "all-errors") == 0)
        o->all_errors = true;
    else if (strcmp(name, "code") == 0)
        o->code = true;
    return true;
}

static enum options_command
find_command(const char *word, bool *found)
{
    for (int i = 0; i < N_COMMANDS; i++) {
        if (strcmp(word, commands[i].name) == 0) {
            *found = true;
            return (enum options_command)i;
        }
    }
    *found = false;
    return OPTIONS_RUN;
}

/* getopt's tables for one command. */
static void
make_getopt(char letter, struct option *longs, char *shorts)
{
    int n = 0, k = 0;
    shorts[k++] = '+';
    shorts[k++] = ':';
    for (int i = 0; i < N_INFOS; i++) {
        const struct option_info *info = &infos[i];
        if (!strchr(info->commands, letter))
            continue;
        int has = !info->arg            ? no_argument
                  : info->arg[0] == '[' ? optional_argument
                                        : required_argument;
        longs[n++] = (struct option){info->name, has, NULL, OPTION_ID_FIRST + i};
        if (info->letter) {
            shorts[k++] = (char)info->letter;
            for (int colons = has; colons > 0; colons--) /* none, one or two, as has counts */
                shorts[k++] = ':';
        }
    }
    longs[n++] = (struct option){"help", no_argument, NULL, 'h'};
    longs[n++] = (struct option){"version", no_argument, NULL, 'V'};
    longs[n] = (struct option){0};
    shorts[k++] = 'h';
    shorts[k] = 0;
}

static const struct option_info *
info_of(int c)
{
    if (c >= OPTION_ID_FIRST)
        return &infos[c - OPTION_ID_FIRST];
    for (int i = 0; i < N_INFOS; i++)
        if (infos[i].letter == c)
            return &infos[i];
    return NULL;
}

static bool
parse_flags(struct options *o, int argc, char **argv, char letter, bool *done)
{
    struct option longs[N_INFOS + 3];
    char shorts[3 * N_INFOS + 8];
    make_getopt(letter, longs, shorts);
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (c == 'h' || c == 'V') {
            o->about = strchr("rcks", letter) && optind > 2 ? o->command : OPTIONS_HELP;
            o->command = c == 'h' ? OPTIONS_HELP : OPTIONS_VERSION;
            *done = true;
            return true;
        }
        if (c == '?' || c == ':') {
            fprintf(stderr,
                    c == ':' ? "regionscope: %s needs an argument\n"
                             : "regionscope: unknown option %s; see regionscope help\n",
                    argv[optind - 1]);
            return false;
        }
        const struct option_info *info = info_of(c);
        if (info && !set_option(o, info->name, optarg))
            return false;
    }
    return true;
}

bool
options_parse(struct options *o, int argc, char **argv)
{
    memset(o, 0, sizeof *o);
    session_options_init(&o->session);
    if (!read_environment(&o->session))
        return false;
    bool named = false, done = false;
    o->about = OPTIONS_HELP;
    optind = 1;
    if (argc > 1 && argv[1][0] != '-')
        o->command = find_command(argv[1], &named);
    if (named)
        optind = 2;
    /* Flags may stand before and after the workload; "--" ends them and starts its arguments. */
    while (optind < argc && !done) {
        if (!parse_flags(o, argc, argv, commands[o->command].letter, &done))
            return false;
        if (done || optind >= argc)
            break;
        if (strcmp(argv[optind - 1], "--") == 0 || o->n_operands == 2) {
            o->session.args = argv + optind;
            break;
        }
        if (o->n_operands == 0)
            o->operands = argv + optind;
        if (o->operands + o->n_operands != argv + optind) {
            char *word = argv[optind]; /* behind flags: close the gap, getopt has read them */
            memmove(o->operands + o->n_operands + 1, o->operands + o->n_operands,
                    (size_t)(argv + optind - (o->operands + o->n_operands)) * sizeof *argv);
            o->operands[o->n_operands] = word;
        }
        o->n_operands++;
        optind++;
        if (optind < argc && strcmp(argv[optind], "--") == 0) {
            o->session.args = argv + optind + 1;
            break;
        }
    }
    if (o->command == OPTIONS_HELP && o->n_operands)
        o->about = find_command(o->operands[0], &named);
    if (!named && o->n_operands && o->command == OPTIONS_HELP) {
        fprintf(stderr, "regionscope: no command %s; see regionscope help\n", o->operands[0]);
        return false;
    }
    return true;
}

void
options_help(enum options_command about)
{
    printf("regionscope: watch how a Go program uses memory\n\nUsage:\n");
    for (int i = 0; i < N_COMMANDS; i++)
        if (about == OPTIONS_HELP || about == (enum options_command)i)
            printf("  regionscope %-38s %s\n", commands[i].usage, commands[i].help);
    printf("\nOptions:\n");
    for (int i = 0; i < N_INFOS; i++) {
        const struct option_info *info = &infos[i];
        if (about != OPTIONS_HELP && !strchr(info->commands, commands[about].letter))
            continue;
        char text[64];
        const char *sep = !info->arg || info->arg[0] == '[' ? "" : "=";
        if (strlen(info->name) == 1)
            snprintf(text, sizeof text, "-%s", info->name);
        else
            snprintf(text, sizeof text, "--%s%s%s", info->name, sep, info->arg ? info->arg : "");
        printf("  %-24s %s\n", text, info->help);
    }
    printf(
        "\nGOGC, GOMEMLIMIT, GOMAXPROCS, GODEBUG and GOTRACEBACK are honoured as Go honours them; "
        "flags win.\n"
        "A workload is a Go program: a preset's name (regionscope list), a .go file, or a folder.\n"
        "Headless, its output and exit status are those of go run.\n");
}
