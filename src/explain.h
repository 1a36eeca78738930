/* What each memory region is: purpose, life cycle, laws, trade-offs, pitfalls. The texts behind
 * `regionscope explain` and the `?` of each panel. */
#ifndef EXPLAIN_H
#define EXPLAIN_H

struct explain_text {
    const char *name; /* "stack", "heap", "sites", "gc", "arena", "globals", "text", "goroutines" */
    const char *text; /* lines of at most 76 columns, '\n' at the end of each */
};

extern const struct explain_text explain_texts[]; /* ended by name NULL */

const struct explain_text *explain_find(const char *name); /* NULL when unknown */

#endif
