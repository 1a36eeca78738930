/* Notes are kept when they are about the heap; parameters that leak and values that stay are left
 * out. Go: - */
#include "code/sources.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "lang/escape_reason.h"
#include "lang/unit.h"

static const char moved[] = "moved to heap: ", escapes[] = " escapes to heap";

/* What a note says goes to the heap, n bytes of it; NULL when it says no such thing. */
static const char *
what_escapes(const char *note, size_t *n)
{
    size_t len = strlen(note), tail = sizeof escapes - 1;
    if (strncmp(note, moved, sizeof moved - 1) == 0) {
        *n = len - (sizeof moved - 1);
        return note + sizeof moved - 1;
    }
    if (len <= tail || strcmp(note + len - tail, escapes) != 0)
        return NULL;
    *n = len - tail;
    return note;
}

/* The flows of that thing, which is named in the reason's first words. */
static char *
why(const struct unit *u, struct pos pos, const char *what, size_t n)
{
    struct buf out = {0};
    const struct escape_reason *r = NULL;
    while ((r = escape_reason_next(u, pos, r))) {
        if (r->kind == ESCAPE_REASON_ESCAPES && strncmp(r->what, what, n) == 0 &&
            strncmp(r->what + n, escapes, sizeof escapes - 1) == 0) {
            escape_reason_words(r, &out);
            break;
        }
    }
    return buf_steal(&out);
}

static int
by_line(const void *a, const void *b)
{
    const struct program_note *x = a, *y = b;
    return (x->line > y->line) - (x->line < y->line);
}

static void
keep_notes(const struct unit *u, struct program_source *kept)
{
    vec_each (const struct diag_line *, n, &u->diag.notes) {
        size_t len;
        const char *what = what_escapes(n->text, &len);
        if (what && strcmp(diag_file_name(&u->diag, n->pos.file), kept->file) == 0)
            vec_push(&kept->notes, ((struct program_note){n->pos.line, xstrdup(n->text),
                                                          why(u, n->pos, what, len)}));
    }
    if (kept->notes.n)
        qsort(kept->notes.v, kept->notes.n, sizeof *kept->notes.v, by_line);
}

void
sources_keep(const struct unit *u, struct program *p)
{
    vec_each (const struct unit_source *, s, &u->sources) {
        struct program_source kept = {
            .file = xstrdup(s->file), .text = xstrndup(s->text, s->len), .len = s->len};
        keep_notes(u, &kept);
        vec_push(&p->sources, kept);
    }
}

void
sources_finish(struct program *p)
{
    vec_each (struct program_source *, s, &p->sources) {
        vec_each (struct program_note *, n, &s->notes) {
            free(n->text);
            free(n->why);
        }
        vec_finish(&s->notes);
        free(s->file);
        free(s->text);
    }
    vec_finish(&p->sources);
}

const struct program_source *
sources_find(const struct program *p, const char *file)
{
    vec_each (const struct program_source *, s, &p->sources) {
        if (file && strcmp(s->file, file) == 0)
            return s;
    }
    return NULL;
}
