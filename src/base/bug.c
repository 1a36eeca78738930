/* How regionscope dies of its own mistakes. The last wish (the terminal's restore) runs before the
 * message is printed, so that the message lands on a usable screen; it runs once even when several
 * threads fail at the same moment or when the wish itself fails. */
#include "base/bug.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef void last_wish_fn(void);

static _Atomic(last_wish_fn *) last_wish;
static atomic_bool blamed;

static void
grant_last_wish(void)
{
    last_wish_fn *fn = atomic_exchange(&last_wish, NULL);
    if (fn)
        fn();
}

void
bug_blame_program(void)
{
    atomic_store(&blamed, true);
}

bool
bug_program_is_blamed(void)
{
    return atomic_load(&blamed);
}

_Noreturn void
bug_end_blamed(const char *text, size_t n)
{
    grant_last_wish();
    while (n > 0) {
        ssize_t k = write(STDERR_FILENO, text, n);
        if (k <= 0)
            break;
        text += k;
        n -= (size_t)k;
    }
    _exit(2);
}

_Noreturn void
bug_at(const char *file, int line, const char *fmt, ...)
{
    char sentence[1024];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(sentence, sizeof sentence, fmt, ap);
    va_end(ap);
    if (bug_program_is_blamed()) {
        char text[1200];
        int n = snprintf(text, sizeof text,
                         "runtime: %s\nfatal error: found bad pointer in Go heap (incorrect use of "
                         "unsafe or cgo?)\n",
                         sentence);
        bug_end_blamed(text, (size_t)n);
    }
    grant_last_wish();
    fprintf(stderr, "regionscope: bug: %s:%d: %s\n", file, line, sentence);
    abort();
}

_Noreturn void
bug_out_of_memory(size_t bytes)
{
    grant_last_wish();
    fprintf(stderr, "regionscope: out of host memory (%zu bytes asked for)\n", bytes);
    abort();
}

void
bug_set_last_wish(void (*fn)(void))
{
    atomic_store(&last_wish, fn);
}
