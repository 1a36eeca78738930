/* One <text> a run of equal style, placed by its first cell; textLength keeps the columns straight
 * in any font. */
#include "picture.h"

#include "ui/theme.h"

#include <stdio.h>

enum { W = 9, H = 17, BACKGROUND = 0x16181d, FOREGROUND = 0xd0d4dc };

void
picture_text(const struct canvas *c, struct buf *out)
{
    for (int y = 0; y < c->h; y++) {
        int end = c->w;
        while (end > 0 && canvas_at(c, end - 1, y)->rune == ' ')
            end--;
        for (int x = 0; x < end; x++)
            if (canvas_at(c, x, y)->rune)
                buf_add_rune(out, (int32_t)canvas_at(c, x, y)->rune);
        buf_add_byte(out, '\n');
    }
}

static void
add_escaped(struct buf *out, uint32_t rune)
{
    if (rune == '<')
        buf_add_str(out, "&lt;");
    else if (rune == '&')
        buf_add_str(out, "&amp;");
    else if (rune)
        buf_add_rune(out, (int32_t)rune);
}

static bool
reversed(const struct canvas *c, int x, int y)
{
    return theme_attrs(canvas_at(c, x, y)->style, THEME_DIRECT) & THEME_REVERSE;
}

/* A word: cells of one style without a blank. Returns the cell after it. */
static int
add_word(const struct canvas *c, int x, int y, struct buf *out)
{
    uint32_t style = canvas_at(c, x, y)->style;
    int32_t fg = theme_color(style & THEME_ROLE_MASK, THEME_DIRECT);
    struct buf text = {0};
    int from = x;
    for (; x < c->w && canvas_at(c, x, y)->style == style && canvas_at(c, x, y)->rune != ' '; x++)
        add_escaped(&text, canvas_at(c, x, y)->rune);
    fg = reversed(c, from, y) ? BACKGROUND : fg < 0 ? FOREGROUND : fg;
    if (text.len)
        buf_printf(out, "<text x='%d' y='%d' fill='#%06x'%s>%s</text>\n", 8 + from * W,
                   8 + y * H + 13, (unsigned)fg,
                   theme_attrs(style, THEME_DIRECT) & THEME_BOLD ? " font-weight='bold'" : "",
                   buf_cstr(&text));
    buf_finish(&text);
    return x > from ? x : x + 1;
}

static void
add_row(const struct canvas *c, int y, struct buf *out)
{
    for (int x = 0; x < c->w; x++) {
        int32_t fg = theme_color(canvas_at(c, x, y)->style & THEME_ROLE_MASK, THEME_DIRECT);
        if (reversed(c, x, y))
            buf_printf(out, "<rect x='%d' y='%d' width='%d' height='%d' fill='#%06x'/>\n",
                       8 + x * W, 8 + y * H, W, H, (unsigned)(fg < 0 ? FOREGROUND : fg));
    }
    for (int x = 0; x < c->w;)
        x = add_word(c, x, y, out);
}

bool
picture_svg(const struct canvas *c, const char *path)
{
    struct buf out = {0};
    buf_printf(&out,
               "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' "
               "font-family='DejaVu Sans Mono,Menlo,Consolas,monospace' font-size='14.95'>\n<rect "
               "width='100%%' height='100%%' fill='#%06x'/>\n",
               c->w * W + 16, c->h * H + 16, BACKGROUND);
    for (int y = 0; y < c->h; y++)
        add_row(c, y, &out);
    buf_add_str(&out, "</svg>\n");
    FILE *f = fopen(path, "w");
    bool ok = f && fwrite(out.data, 1, out.len, f) == out.len;
    if (f)
        ok = fclose(f) == 0 && ok;
    buf_finish(&out);
    return ok;
}
