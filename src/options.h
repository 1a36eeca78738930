/* The command line: one table (options.def) gives the parser, --help, and the man page's list.
 * Environment (GOGC, GOMEMLIMIT, GOMAXPROCS, GODEBUG, GOTRACEBACK) is read as Go reads it; flags
 * win. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "session.h"

#include <stdbool.h>

enum options_command {
    OPTIONS_RUN,
    OPTIONS_LIST,
    OPTIONS_SHOW,
    OPTIONS_CHECK,
    OPTIONS_COMPARE,
    OPTIONS_EXPLAIN,
    OPTIONS_HELP,
    OPTIONS_VERSION
};

enum options_report { OPTIONS_REPORT_NONE, OPTIONS_REPORT_TEXT, OPTIONS_REPORT_JSON };
enum options_color { OPTIONS_COLOR_AUTO, OPTIONS_COLOR_ALWAYS, OPTIONS_COLOR_NEVER };

struct options {
    enum options_command command;
    enum options_command about;     /* help: which command; OPTIONS_HELP = all */
    struct session_options session; /* knobs; path and text are set by the command */
    char **operands;                /* borrowed from argv */
    int n_operands;
    bool headless;
    enum options_report report;
    const char *output;    /* --output; NULL = stderr */
    int64_t duration_ns;   /* 0 = until the program ends */
    bool json;             /* compare --json */
    bool escape_notes;     /* check -m */
    bool escape_reasons;   /* check -m=2 */
    bool escape_mutations; /* check -m=mutations */
    bool all_errors;       /* check --all-errors: more than the first ten */
    bool code;             /* show --code */
    enum options_color color;
    const char *glyphs; /* NULL = auto; "ascii", "block", "braille" */
    bool no_mouse;
};

/* Reads argv and the environment. False after printing what is wrong on stderr: exit with 2. */
bool options_parse(struct options *o, int argc, char **argv);
void options_help(enum options_command about); /* to stdout; OPTIONS_HELP = everything */
/* "64MiB", "512 KB"-free: Go's GOMEMLIMIT rule: digits and B, KiB, MiB, GiB, TiB. */
bool options_parse_size(const char *text, int64_t *bytes);
/* "1.5s", "100ms", "2m": Go's time.ParseDuration. */
bool options_parse_duration(const char *text, int64_t *ns);

#endif
