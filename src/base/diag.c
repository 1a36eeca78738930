/* Collecting and printing diagnostics as the Go compiler does. Errors that repeat the line just
 * complained about are dropped on arrival, before anything is counted; so the limit counts what was
 * kept, in order of arrival, and sorting comes after it. A column too large for Go's position word
 * is neither printed nor compared.
 *
 * Go: cmd/compile/internal/base/print.go, cmd/internal/src/pos.go */
#include "base/diag.h"

#include "base/bug.h"

#include <stdarg.h>
#include <string.h>

enum { COL_MAX = 255 }; /* Go keeps 8 bits */

void
diag_init(struct diag *d)
{
    *d = (struct diag){0};
}

void
diag_finish(struct diag *d)
{
    vec_each (char **, name, &d->files)
        free(*name);
    vec_each (struct diag_line *, e, &d->errors)
        free(e->text);
    vec_each (struct diag_line *, note, &d->notes)
        free(note->text);
    vec_finish(&d->files);
    vec_finish(&d->errors);
    vec_finish(&d->notes);
    diag_init(d);
}

uint16_t
diag_add_file(struct diag *d, const char *shown_name)
{
    ensure(d->files.n < UINT16_MAX, "more files than a position can name");
    vec_push(&d->files, xstrdup(shown_name));
    return (uint16_t)(d->files.n - 1);
}

static struct pos
saturate(struct pos pos)
{
    if (pos.col > COL_MAX)
        pos.col = COL_MAX;
    return pos;
}

static char *
format_text(const char *fmt, va_list ap)
{
    struct buf b = {0};
    buf_vprintf(&b, fmt, ap);
    return buf_steal(&b);
}

static bool
same_line(struct pos a, struct pos b)
{
    return a.file == b.file && a.line == b.line;
}

static bool
is_syntax_error(const char *text)
{
    return strncmp(text, "syntax error", strlen("syntax error")) == 0;
}

static bool
is_repeated(const struct diag *d, struct pos pos, const char *text, bool syntax)
{
    size_t last = syntax ? d->last_syntax : d->last_other;
    if (last == 0)
        return false;
    const struct diag_line *e = &d->errors.v[last - 1];
    return same_line(e->pos, pos) && (syntax || strcmp(e->text, text) == 0);
}

void
diag_error(struct diag *d, struct pos pos, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = format_text(fmt, ap);
    va_end(ap);
    bool syntax = is_syntax_error(text);
    if (is_repeated(d, pos, text, syntax)) {
        free(text);
        return;
    }
    struct diag_line line = {saturate(pos), (uint32_t)d->errors.n, text};
    vec_push(&d->errors, line);
    *(syntax ? &d->last_syntax : &d->last_other) = d->errors.n;
}

void
diag_note(struct diag *d, struct pos pos, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = format_text(fmt, ap);
    va_end(ap);
    struct diag_line line = {saturate(pos), (uint32_t)d->notes.n, text};
    vec_push(&d->notes, line);
}

bool
diag_failed(const struct diag *d)
{
    return d->errors.n > 0;
}

static void
add_line(const struct diag *d, struct pos pos, const char *text, struct buf *out)
{
    if (pos.line) {
        ensure(pos.file < d->files.n, "a position in an unknown file %u", pos.file);
        buf_printf(out, "%s:%u", d->files.v[pos.file], pos.line);
        if (pos.col > 0 && pos.col < COL_MAX)
            buf_printf(out, ":%u", pos.col);
        buf_add_str(out, ": ");
    }
    buf_printf(out, "%s\n", text);
}

static int
compare_lines(const void *va, const void *vb)
{
    const struct diag_line *a = va, *b = vb;
    int order = diag_pos_compare(a->pos, b->pos);
    return order ? order : (a->seq > b->seq) - (a->seq < b->seq);
}

static struct diag_line *
sorted_copy(const struct diag_line *lines, size_t n)
{
    struct diag_line *copy = xcalloc(n, sizeof *copy);
    if (n)
        memcpy(copy, lines, n * sizeof *copy);
    qsort(copy, n, sizeof *copy, compare_lines);
    return copy;
}

void
diag_format_errors(struct diag *d, size_t limit, struct buf *out)
{
    bool too_many = limit && d->errors.n >= limit;
    size_t n = too_many ? limit : d->errors.n;
    struct diag_line *sorted = sorted_copy(d->errors.v, n);
    for (size_t i = 0; i < n; i++) {
        const struct diag_line *e = &sorted[i];
        if (i == 0 || diag_pos_compare(e->pos, e[-1].pos) || strcmp(e->text, e[-1].text))
            add_line(d, e->pos, e->text, out);
    }
    free(sorted);
    if (too_many)
        add_line(d, d->errors.v[n - 1].pos, "too many errors", out);
}

void
diag_format_notes(struct diag *d, struct buf *out)
{
    for (size_t i = 0; i < d->notes.n; i++)
        add_line(d, d->notes.v[i].pos, d->notes.v[i].text, out);
}

int
diag_pos_compare(struct pos a, struct pos b)
{
    if (a.file != b.file)
        return a.file < b.file ? -1 : 1;
    if (a.line != b.line)
        return a.line < b.line ? -1 : 1;
    return (a.col > b.col) - (a.col < b.col);
}
