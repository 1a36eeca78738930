/* The two places where a file says for which system it is: the last parts of its name, and an
 * expression in a comment at its top. Files that are named on the command line are not asked.
 * Go: go/build (goodOSArchFile, shouldBuild), go/build/constraint */
#include "lang/buildtag.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { GO_MINOR = 26 };

static bool
is_one_of(const char *word, size_t n, const char *const *list)
{
    for (; *list; list++) {
        if (strlen(*list) == n && memcmp(*list, word, n) == 0)
            return true;
    }
    return false;
}

static bool
is_system(const char *word, size_t n)
{
    static const char *const systems[] = {
        "aix",     "android", "darwin",  "dragonfly", "freebsd", "hurd",    "illumos",
        "ios",     "js",      "linux",   "nacl",      "netbsd",  "openbsd", "plan9",
        "solaris", "wasip1",  "windows", "zos",       NULL,
    };
    return is_one_of(word, n, systems);
}

static bool
is_machine(const char *word, size_t n)
{
    static const char *const machines[] = {
        "386",     "amd64",   "amd64p32", "arm",    "armbe",    "arm64",     "arm64be",
        "loong64", "mips",    "mipsle",   "mips64", "mips64le", "mips64p32", "mips64p32le",
        "ppc",     "ppc64",   "ppc64le",  "riscv",  "riscv64",  "s390",      "s390x",
        "sparc",   "sparc64", "wasm",     NULL,
    };
    return is_one_of(word, n, machines);
}

/* Is the tag set here? */
static bool
is_set(const char *word, size_t n)
{
    static const char *const set[] = {"linux", "unix", "amd64", "gc", "cgo", "goexperiment.arenas",
                                      NULL};
    if (n > 4 && memcmp(word, "go1.", 4) == 0)
        return atoi(word + 4) <= GO_MINOR;
    return is_one_of(word, n, set);
}

bool
buildtag_name_matches(const char *name)
{
    size_t n = strcspn(name, ".");
    const char *end = name + n, *last = NULL, *before = NULL;
    for (const char *s = name; s < end; s++) {
        if (*s == '_') {
            before = last;
            last = s + 1;
        }
    }
    if (!last)
        return true;
    size_t n_last = (size_t)(end - last), n_before = before ? (size_t)(last - 1 - before) : 0;
    if (before && is_system(before, n_before) && is_machine(last, n_last))
        return is_set(before, n_before) && is_set(last, n_last);
    return (!is_system(last, n_last) && !is_machine(last, n_last)) || is_set(last, n_last);
}

/* An expression: or = and { "||" and }, and = not { "&&" not }, not = "!" not | "(" or ")" | tag.
 */
struct expression {
    const char *at;
    bool bad;
};

static bool parse_or(struct expression *e);

static bool
skip(struct expression *e, const char *token)
{
    while (*e->at == ' ' || *e->at == '\t')
        e->at++;
    if (strncmp(e->at, token, strlen(token)) != 0)
        return false;
    e->at += strlen(token);
    return true;
}

static bool
parse_not(struct expression *e)
{
    if (skip(e, "!"))
        return !parse_not(e);
    if (skip(e, "(")) {
        bool value = parse_or(e);
        e->bad |= !skip(e, ")");
        return value;
    }
    const char *tag = e->at;
    while (isalnum((unsigned char)*e->at) || *e->at == '_' || *e->at == '.')
        e->at++;
    e->bad |= e->at == tag;
    return is_set(tag, (size_t)(e->at - tag));
}

static bool
parse_and(struct expression *e)
{
    bool value = parse_not(e);
    while (!e->bad && skip(e, "&&"))
        value &= parse_not(e);
    return value;
}

static bool
parse_or(struct expression *e)
{
    bool value = parse_and(e);
    while (!e->bad && skip(e, "||"))
        value |= parse_and(e);
    return value;
}

/* The start of the next line that is no comment and not empty, or that is a constraint. */
static const char *
next_line(const char *s)
{
    for (;;) {
        s += strspn(s, " \t\r\n");
        if (strncmp(s, "//go:build ", 11) == 0 || s[0] != '/')
            return s;
        if (s[1] == '/')
            s += strcspn(s, "\n");
        else if (s[1] == '*' && strstr(s + 2, "*/"))
            s = strstr(s + 2, "*/") + 2;
        else
            return s;
    }
}

bool
buildtag_text_matches(const char *text)
{
    const char *line = next_line(text);
    if (strncmp(line, "//go:build ", 11) != 0)
        return true;
    struct expression e = {line + strlen("//go:build "), false};
    bool value = parse_or(&e);
    return value || e.bad;
}
