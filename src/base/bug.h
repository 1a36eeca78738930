/* Bugs of regionscope itself. ensure() states an invariant in a sentence and stays on in release
 * builds where it is cheap; bug() never returns. Both run the registered last wish (the terminal's
 * restore) before abort(). Never for a wrong Go program and never for a refusing OS.
 * Threads: any. */
#ifndef BASE_BUG_H
#define BASE_BUG_H

#include <stdbool.h>
#include <stddef.h>

/* Prints "regionscope: bug: FILE:LINE: sentence" on stderr and aborts. */
_Noreturn void bug_at(const char *file, int line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* No bug, but the same end: the host has no memory left for our own structures. */
_Noreturn void bug_out_of_memory(size_t bytes);

/* Called once before aborting; NULL removes it. Must be async-signal-safe. */
void bug_set_last_wish(void (*fn)(void));

/* From now on a broken invariant is put down to the Go program, which may write anywhere: the end
 * is then Go's text about corrupted memory and exit status 2. */
void bug_blame_program(void);
bool bug_program_is_blamed(void);
/* That end, with a text of its own. Async-signal-safe. */
_Noreturn void bug_end_blamed(const char *text, size_t n);

#define bug(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
#define ensure(cond, ...)                                                                          \
    do {                                                                                           \
        if (__builtin_expect(!(cond), 0))                                                          \
            bug_at(__FILE__, __LINE__, __VA_ARGS__);                                               \
    } while (0)

#define likely(x)   __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

#endif
