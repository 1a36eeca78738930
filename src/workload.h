/* Where a workload's text comes from: a preset embedded in the binary, a .go file, or a folder. */
#ifndef WORKLOAD_H
#define WORKLOAD_H

#include <stdbool.h>
#include <stddef.h>

struct session_options;

struct workload_preset {
    const char *name; /* "tour" */
    const char *file; /* "tour.go" */
    const char *text; /* NUL-terminated Go source */
    size_t len;
};

extern const struct workload_preset workload_presets[]; /* ended by name NULL; sorted by name */

const struct workload_preset *workload_find(const char *name); /* NULL when no preset */
/* The preset's headline: its first comment line without the slashes. out: cap bytes. */
void workload_headline(const struct workload_preset *p, char *out, size_t cap);
/* Sets path, name and text in o for a preset's name or a path. False after a message on stderr that
 * names what was looked for and what exists. */
bool workload_select(struct session_options *o, const char *name_or_path);

#endif
