/* Host memory for our own structures (never the Go program's: that comes from mem/).
 * Every function aborts with a message when the host has no memory left, so none returns NULL
 * for n > 0. Threads: any. Free with free(). */
#ifndef BASE_XALLOC_H
#define BASE_XALLOC_H

#include <stddef.h>
#include <stdlib.h>

void *xmalloc(size_t bytes);                     /* uninitialised */
void *xcalloc(size_t n, size_t bytes);           /* zeroed; n * bytes checked */
void *xrealloc(void *p, size_t n, size_t bytes); /* n * bytes checked; p may be NULL */
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t n);                                     /* adds the NUL */
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2))); /* owned */

/* First thing in main: the memory that malloc gives out begins in a huge page, since a front end
 * that touches hundreds of small ones spends more time on page faults than on its work. */
void xalloc_prepare(void);

#endif
