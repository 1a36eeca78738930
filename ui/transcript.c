/* Lines in a ring. Control characters never reach the screen: a program under view must not be able
 * to steer the terminal. */
#include "ui/transcript.h"

#include "base/xalloc.h"

#include <string.h>

void
transcript_finish(struct transcript *t)
{
    for (unsigned i = 0; i < TRANSCRIPT_LINES; i++)
        free(t->lines[i].text);
    memset(t, 0, sizeof *t);
}

static struct transcript_line *
line_for(struct transcript *t, int fd)
{
    struct transcript_line *last = t->total ? &t->lines[(t->total - 1) % TRANSCRIPT_LINES] : NULL;
    if (last && last->open && last->fd == fd)
        return last;
    if (last)
        last->open = false;
    struct transcript_line *l = &t->lines[t->total++ % TRANSCRIPT_LINES];
    free(l->text);
    *l = (struct transcript_line){.fd = fd, .open = true, .text = xcalloc(1, 1)};
    return l;
}

static void
append(struct transcript_line *l, const char *data, size_t n)
{
    size_t have = strlen(l->text);
    if (have + n > TRANSCRIPT_WIDTH)
        n = have < TRANSCRIPT_WIDTH ? TRANSCRIPT_WIDTH - have : 0;
    l->text = xrealloc(l->text, 1, have + n * 4 + 1);
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)data[i];
        if (c == '\t')
            do
                l->text[have++] = ' ';
            while (have % 4);
        else if (c >= 0x20 && c != 0x7f)
            l->text[have++] = (char)c;
    }
    l->text[have] = 0;
}

void
transcript_add(struct transcript *t, int fd, const char *data, size_t n)
{
    t->bytes += n;
    while (n > 0) {
        const char *nl = memchr(data, '\n', n);
        size_t k = nl ? (size_t)(nl - data) : n;
        struct transcript_line *l = line_for(t, fd);
        append(l, data, k);
        if (nl)
            l->open = false;
        k += nl != NULL;
        data += k;
        n -= k;
    }
}

unsigned
transcript_count(const struct transcript *t)
{
    return t->total < TRANSCRIPT_LINES ? (unsigned)t->total : TRANSCRIPT_LINES;
}

const struct transcript_line *
transcript_at(const struct transcript *t, unsigned i)
{
    uint64_t first = t->total - transcript_count(t);
    return &t->lines[(first + i) % TRANSCRIPT_LINES];
}
