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

/* As many lines before `line` as after it. */
static void
add_lines(const struct program_source *s, uint32_t line, struct snapshot_frames *out)
{
    out->first_line = line > SNAPSHOT_LINES / 2 ? line - SNAPSHOT_LINES / 2 : 1;
    const char *at = s->text, *end = s->text + s->len;
    for (unsigned k = 1; at < end && out->n_lines < SNAPSHOT_LINES; k++) {
        const char *eol = memchr(at, '\n', (size_t)(end - at));
        eol = eol ? eol : end;
        if (k >= out->first_line) {
            copy_notes(out->notes[out->n_lines], s, k);
            copy_line(out->lines[out->n_lines++], at, (size_t)(eol - at));
        }
        at = eol + 1;
    }
}

static void
add_why(const struct program_note *n, struct snapshot_frames *out)
{
    const char *at = n->why, *eol;
    struct snapshot_why *w = &out->why[out->n_why++];
    w->line = n->line;
    copy_line(w->text, n->text, strlen(n->text));
    for (; out->n_why < SNAPSHOT_WHY && (eol = strchr(at, '\n')); at = eol + 1)
        copy_line(out->why[out->n_why++].text, at, (size_t)(eol - at));
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
    const struct program_source *s = sources_find(p, func->file);
    uint32_t line = out->list[out->at - out->first].line, last = last_line(func);
    if (!s || !line)
        return;
    add_lines(s, line, out);
    vec_each (const struct program_note *, n, &s->notes) {
        if (n->line >= func->start_line && n->line <= last && out->n_why < SNAPSHOT_WHY)
            add_why(n, out);
    }
}
