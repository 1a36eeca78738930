/* Cells, text and bars. The only subtle thing is replacement: a rune that the glyph set lacks is
 * mapped when it is put, so that what tests read is what a terminal shows. */
#include "ui/canvas.h"

#include "base/bug.h"
#include "base/xalloc.h"
#include "ui/theme.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

/* Rune, its stand-in where only box drawing and half blocks exist, its stand-in in ASCII. */
static const struct {
    uint32_t rune;
    uint32_t block;
    char ascii;
} stand_ins[] = {
    {0x2500, 0, '-'},      {0x2502, 0, '|'},      {0x256d, 0x250c, '+'}, {0x256e, 0x2510, '+'},
    {0x2570, 0x2514, '+'}, {0x256f, 0x2518, '+'}, {0x251c, 0, '|'},      {0x2524, 0, '|'},
    {0x2501, 0x2500, '='}, {0x2577, '|', '|'},    {0x2573, 'x', 'x'},    {0x2588, 0, '#'},
    {0x2589, 0x2588, '#'}, {0x258a, 0x2588, '#'}, {0x258b, 0x258c, '='}, {0x258c, 0, '='},
    {0x258d, 0x258c, '-'}, {0x258e, 0x258c, '-'}, {0x258f, '|', '-'},    {0x2581, '_', '_'},
    {0x2582, '_', '.'},    {0x2583, 0x2584, '-'}, {0x2584, 0, '='},      {0x2585, 0x2584, '+'},
    {0x2586, 0x2588, '*'}, {0x2587, 0x2588, '#'}, {0x2591, 0, '.'},      {0x2592, 0, '%'},
    {0x2593, 0, '#'},      {0x25cb, 'o', 'o'},    {0x25d0, '%', '%'},    {0x25cf, '@', '@'},
    {0x25b2, '^', '^'},    {0x25bc, 'v', 'v'},    {0x25c6, '*', '*'},    {0x25a0, '#', '#'},
    {0x25b6, '>', '>'},    {0x00b7, 0, '.'},      {0x00d7, 'x', 'x'},    {0x2026, '~', '~'},
    {0x2192, '>', '>'},    {0x2191, '^', '^'},    {0x2193, 'v', 'v'},    {0x2713, 'v', 'v'},
    {0x25ab, '.', '.'},    {0x2758, '|', '|'},
};

static uint32_t
shown(enum canvas_glyphs set, uint32_t rune)
{
    if (rune < 0x20 || rune == 0x7f)
        return ' ';
    if (rune < 0x7f || set == CANVAS_BRAILLE)
        return rune;
    for (size_t i = 0; i < sizeof stand_ins / sizeof *stand_ins; i++)
        if (stand_ins[i].rune == rune) {
            uint32_t b = stand_ins[i].block;
            return set == CANVAS_ASCII ? (uint32_t)stand_ins[i].ascii : b ? b : rune;
        }
    return set == CANVAS_ASCII ? '?' : rune;
}

static int
width_of(uint32_t r)
{
    static const struct {
        uint32_t lo, hi;
    } wide[] = {{0x1100, 0x115f}, {0x2e80, 0xa4cf}, {0xac00, 0xd7a3},   {0xf900, 0xfaff},
                {0xfe30, 0xfe6f}, {0xff00, 0xff60}, {0x1f300, 0x1faff}, {0x20000, 0x3fffd}};
    if ((r >= 0x300 && r <= 0x36f) || (r >= 0x200b && r <= 0x200f) || (r >= 0xfe00 && r <= 0xfe0f))
        return 0;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (r >= wide[i].lo && r <= wide[i].hi)
            return 2;
    return 1;
}

/* The next rune of valid UTF-8; a byte that is none becomes U+FFFD. */
static uint32_t
next_rune(const char **s)
{
    const unsigned char *p = (const unsigned char *)*s;
    unsigned n = p[0] < 0x80 ? 0 : p[0] >= 0xf0 ? 3 : p[0] >= 0xe0 ? 2 : p[0] >= 0xc2 ? 1 : 9;
    uint32_t r = n == 0 ? p[0] : p[0] & (0x3fu >> n);
    for (unsigned i = 1; i <= n && n != 9; i++) {
        if ((p[i] & 0xc0) != 0x80)
            n = 9;
        else
            r = r << 6 | (p[i] & 0x3f);
    }
    *s += n == 9 ? 1 : n + 1;
    return n == 9 ? 0xfffd : r;
}

/* --- the buffer ----------------------------------------------------------------------------- */

void
canvas_init(struct canvas *c, int w, int h, enum canvas_glyphs glyphs)
{
    c->w = w;
    c->h = h;
    c->glyphs = glyphs;
    c->cells = xcalloc((size_t)(w * h) + 1, sizeof *c->cells);
    canvas_clear(c);
}

void
canvas_finish(struct canvas *c)
{
    free(c->cells);
    c->cells = NULL;
    c->w = c->h = 0;
}

void
canvas_clear(struct canvas *c)
{
    canvas_fill(c, (struct canvas_rect){0, 0, c->w, c->h}, THEME_PLAIN, ' ');
}

const struct canvas_cell *
canvas_at(const struct canvas *c, int x, int y)
{
    ensure(x >= 0 && y >= 0 && x < c->w && y < c->h, "cell %d,%d of a canvas of %dx%d", x, y, c->w,
           c->h);
    return &c->cells[y * c->w + x];
}

void
canvas_put(struct canvas *c, int x, int y, unsigned style, uint32_t rune)
{
    if (x < 0 || y < 0 || x >= c->w || y >= c->h)
        return;
    int w = c->glyphs == CANVAS_ASCII ? 1 : width_of(rune);
    if (w == 2 && x + 1 >= c->w)
        rune = '?', w = 1;
    struct canvas_cell *cell = &c->cells[y * c->w + x];
    cell->rune = rune ? shown(c->glyphs, rune) : ' ';
    cell->style = style;
    if (w == 2)
        cell[1] = (struct canvas_cell){0, style};
}

void
canvas_fill(struct canvas *c, struct canvas_rect r, unsigned style, uint32_t rune)
{
    for (int y = r.y; y < r.y + r.h; y++)
        for (int x = r.x; x < r.x + r.w; x++)
            canvas_put(c, x, y, style, rune);
}

void
canvas_restyle(struct canvas *c, struct canvas_rect r, unsigned set_attrs)
{
    for (int y = r.y; y < r.y + r.h; y++)
        for (int x = r.x; x < r.x + r.w; x++)
            if (x >= 0 && y >= 0 && x < c->w && y < c->h)
                c->cells[y * c->w + x].style |= set_attrs;
}

void
canvas_frame(struct canvas *c, struct canvas_rect r, unsigned style)
{
    int right = r.x + r.w - 1, low = r.y + r.h - 1;
    for (int x = r.x + 1; x < right; x++) {
        canvas_put(c, x, r.y, style, 0x2500);
        canvas_put(c, x, low, style, 0x2500);
    }
    for (int y = r.y + 1; y < low; y++) {
        canvas_put(c, r.x, y, style, 0x2502);
        canvas_put(c, right, y, style, 0x2502);
    }
    canvas_put(c, r.x, r.y, style, 0x256d);
    canvas_put(c, right, r.y, style, 0x256e);
    canvas_put(c, r.x, low, style, 0x2570);
    canvas_put(c, right, low, style, 0x256f);
}

/* --- text ----------------------------------------------------------------------------------- */

int
canvas_width(const char *utf8)
{
    int n = 0;
    while (*utf8)
        n += width_of(next_rune(&utf8));
    return n;
}

int
canvas_text(struct canvas *c, int x, int y, int w, unsigned style, const char *utf8)
{
    int used = 0;
    bool cut = canvas_width(utf8) > w;
    while (*utf8 && w > 0) {
        uint32_t r = next_rune(&utf8);
        int cells = width_of(r);
        if (used + cells > w - cut) {
            canvas_put(c, x + used++, y, style, 0x2026);
            break;
        }
        if (cells > 0)
            canvas_put(c, x + used, y, style, r);
        used += cells;
    }
    return used;
}

int
canvas_textf(struct canvas *c, int x, int y, int w, unsigned style, const char *fmt, ...)
{
    char text[512];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    return canvas_text(c, x, y, w, style, text);
}

void
canvas_right(struct canvas *c, int x, int y, int w, unsigned style, const char *utf8)
{
    int n = canvas_width(utf8);
    canvas_text(c, n < w ? x + w - n : x, y, w, style, utf8);
}

void
canvas_pen_add(struct canvas_pen *p, unsigned style, const char *fmt, ...)
{
    char text[512];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    p->x += canvas_text(p->c, p->x, p->y, p->end - p->x, style, text);
}

/* --- bars ----------------------------------------------------------------------------------- */

static int
eighths_of(double fraction, int cells)
{
    if (!(fraction > 0))
        return 0;
    if (fraction > 1)
        fraction = 1;
    int n = (int)(fraction * cells * 8 + 0.5);
    return n ? n : 1; /* something is never shown as nothing */
}

void
canvas_bar(struct canvas *c, int x, int y, int w, unsigned style, double fraction)
{
    int n = eighths_of(fraction, w);
    for (int i = 0; i < w; i++) {
        int here = n - i * 8;
        if (here >= 8)
            canvas_put(c, x + i, y, style, 0x2588);
        else if (here > 0)
            canvas_put(c, x + i, y, style, (uint32_t)(0x2590 - here));
        else
            canvas_put(c, x + i, y, THEME_DIM | THEME_FAINT, 0x00b7);
    }
}

void
canvas_column(struct canvas *c, int x, int y, int h, unsigned style, double fraction)
{
    int n = eighths_of(fraction, h);
    for (int i = 0; i < h; i++) {
        int here = n - i * 8;
        if (here > 0)
            canvas_put(c, x, y - i, style, here >= 8 ? 0x2588u : (uint32_t)(0x2580 + here));
    }
}
