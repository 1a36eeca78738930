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
    vec_each (struct diag_file *, f, &d->files) {
        vec_each (struct diag_directive *, at, &f->directives)
            free(at->file);
        vec_finish(&f->directives);
        free(f->name);
    }
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
    vec_push(&d->files, (struct diag_file){.name = xstrdup(shown_name)});
    return (uint16_t)(d->files.n - 1);
}

static struct diag_file *
file_of(const struct diag *d, uint16_t file)
{
    ensure(file < d->files.n, "a position in an unknown file %u", file);
    return &d->files.v[file];
}

const char *
diag_file_name(const struct diag *d, uint16_t file)
{
    return file_of(d, file)->name;
}

/* The last directive before pos. */
static struct diag_directive *
directive_of(const struct diag_file *f, struct pos pos)
{
    size_t lo = 0, hi = f->directives.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (diag_pos_compare(f->directives.v[mid].from, pos) <= 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo > 0 ? &f->directives.v[lo - 1] : NULL;
}

void
diag_add_directive(struct diag *d, struct pos from, const char *file, uint32_t line, uint32_t col)
{
    struct diag_file *f = file_of(d, from.file);
    vec_push(&f->directives, ((struct diag_directive){from, xstrdup(file), line, col, 0}));
}

struct diag_place
diag_place(const struct diag *d, struct pos pos)
{
    const struct diag_file *f = file_of(d, pos.file);
    const struct diag_directive *at = directive_of(f, pos);
    if (!at)
        return (struct diag_place){f->name, pos.line, pos.col < COL_MAX ? pos.col : 0, false};
    uint32_t col = at->col && pos.line == at->from.line ? pos.col - at->from.col + at->col
                   : at->col                            ? pos.col
                                                        : 0;
    return (struct diag_place){at->file, pos.line - at->from.line + at->line,
                               pos.col < COL_MAX ? col : 0, true};
}

void
diag_write_place(const struct diag *d, struct pos pos, bool with_real, struct buf *out)
{
    struct diag_place p = diag_place(d, pos);
    buf_printf(out, "%s:%u", p.file, p.line);
    if (p.col > 0)
        buf_printf(out, ":%u", p.col);
    if (with_real && p.directive)
        buf_printf(out, "[%s:%u:%u]", diag_file_name(d, pos.file), pos.line, pos.col);
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

/* Files, and the stretches under their directives, have the order in which errors come first. */
static void
give_rank(struct diag *d, struct pos pos)
{
    if (!pos.line)
        return;
    struct diag_file *f = file_of(d, pos.file);
    struct diag_directive *at = directive_of(f, pos);
    size_t *rank = at ? &at->rank : &f->rank;
    if (*rank == 0)
        *rank = ++d->ranks;
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
    give_rank(d, pos);
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
        diag_write_place(d, pos, false, out);
        buf_add_str(out, ": ");
    }
    buf_printf(out, "%s\n", text);
}

struct ranked {
    struct diag_line line;
    size_t rank;
};

static int
compare_ranked(const void *va, const void *vb)
{
    const struct ranked *a = va, *b = vb;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    int order = diag_pos_compare(a->line.pos, b->line.pos);
    return order ? order : (a->line.seq > b->line.seq) - (a->line.seq < b->line.seq);
}

static size_t
rank_of(const struct diag *d, struct pos pos)
{
    if (!pos.line)
        return 0;
    const struct diag_file *f = file_of(d, pos.file);
    const struct diag_directive *at = directive_of(f, pos);
    return at ? at->rank : f->rank;
}

static struct ranked *
sorted_copy(const struct diag *d, size_t n)
{
    struct ranked *copy = xcalloc(n, sizeof *copy);
    for (size_t i = 0; i < n; i++)
        copy[i] = (struct ranked){d->errors.v[i], rank_of(d, d->errors.v[i].pos)};
    qsort(copy, n, sizeof *copy, compare_ranked);
    return copy;
}

void
diag_format_errors(struct diag *d, size_t limit, struct buf *out)
{
    bool too_many = limit && d->errors.n >= limit;
    size_t n = too_many ? limit : d->errors.n;
    struct ranked *sorted = sorted_copy(d, n);
    for (size_t i = 0; i < n; i++) {
        const struct diag_line *e = &sorted[i].line, *last = i > 0 ? &sorted[i - 1].line : NULL;
        if (!last || diag_pos_compare(e->pos, last->pos) || strcmp(e->text, last->text))
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
