/* Memory that is freed all at once: the front end's trees, types and names.
 * bump_alloc returns zeroed memory aligned to 16. Not thread-safe: one owner. */
#ifndef BASE_BUMP_H
#define BASE_BUMP_H

#include <stddef.h>

struct bump {
    struct bump_chunk *chunk; /* newest first; NULL while empty */
    size_t used;              /* bytes handed out of the newest chunk */
    size_t total;             /* bytes handed out in all */
};

void *bump_alloc(struct bump *b, size_t bytes);
char *bump_strdup(struct bump *b, const char *s);
char *bump_strndup(struct bump *b, const char *s, size_t n); /* all n bytes, NULs too, and a NUL */
char *bump_printf(struct bump *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void bump_finish(struct bump *b); /* frees everything; b may be used again */

#define bump_new(b, T)      ((T *)bump_alloc((b), sizeof(T)))
#define bump_array(b, T, n) ((T *)bump_alloc((b), sizeof(T) * (n)))

#endif
