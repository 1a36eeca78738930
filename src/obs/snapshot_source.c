/* The source around one frame: its lines, what of each goes to the heap, and why. */
#include <stdio.h>
#include <string.h>

#include "code/sources.h"
#include "obs/snapshot_filler.h"

static void
copy_line(char *dst, const char *from, size_t n)
{
    n = n < SNAPSHOT_LINE - 1 ? n : SNAPSHOT_LINE - 1;
    memcpy(dst, from, n);
    dst[n] = '\0';
}

/* The notes about source line k, one behind the other. */
static void
copy_notes(char *dst, const struct program_source *s, unsigned k)
{
    size_t len = 0;
    vec_each (const struct program_note *, n, &s->notes) {
        if (n->line == k && len < SNAPSHOT_LINE - 1)
            len +=
                (size_t)snprintf(dst + len, SNAPSHOT_LINE - len, "%s%s", len ? "; " : "", n->text);
    }
}

unsigned
snapshot_source_lines(const struct program *p, const char *file, uint32_t line, unsigned *first,
                      char lines[][SNAPSHOT_LINE], char notes[][SNAPSHOT_LINE])
{
    const struct program_source *s = sources_find(p, file);
    unsigned n = 0;
    if (!s || !line)
        return 0;
    *first = line > SNAPSHOT_LINES / 2 ? line - SNAPSHOT_LINES / 2 : 1;
    const char *at = s->text, *end = s->text + s->len;
    for (unsigned k = 1; at < end && n < SNAPSHOT_LINES; k++) {
        const char *eol = memchr(at, '\n', (size_t)(end - at));
        eol = eol ? eol : end;
        if (k >= *first) {
            copy_notes(notes[n], s, k);
            copy_line(lines[n++], at, (size_t)(eol - at));
        }
        at = eol + 1;
    }
    return n;
}

/* A note and the flows behind it, behind the n entries that are there; how many there are then. */
static unsigned
add_why(const struct program_note *note, struct snapshot_why *why, unsigned n, unsigned cap)
{
    const char *at = note->why, *eol;
    why[n].line = note->line;
    copy_line(why[n++].text, note->text, strlen(note->text));
    for (; n < cap && (eol = strchr(at, '\n')); at = eol + 1)
        copy_line(why[n++].text, at, (size_t)(eol - at));
    return n;
}

unsigned
snapshot_source_why(const struct program *p, const char *file, uint32_t first, uint32_t last,
                    struct snapshot_why *why, unsigned cap)
{
    const struct program_source *s = sources_find(p, file);
    unsigned n = 0;
    if (!s)
        return 0;
    vec_each (const struct program_note *, note, &s->notes) {
        if (note->line >= first && note->line <= last && n < cap)
            n = add_why(note, why, n, cap);
    }
    return n;
}

static uint32_t
last_line(const struct program_func *func)
{
    uint32_t last = func->start_line;
    vec_each (const struct line_entry *, l, &func->lines)
        last = l->line > last ? l->line : last;
    return last;
}

void
snapshot_source(const struct program *p, const struct program_func *func,
                struct snapshot_frames *out)
{
    uint32_t line = out->list[out->at - out->first].line;
    out->n_lines =
        snapshot_source_lines(p, func->file, line, &out->first_line, out->lines, out->notes);
    if (out->n_lines)
        out->n_why = snapshot_source_why(p, func->file, func->start_line, last_line(func), out->why,
                                         SNAPSHOT_WHY);
}
