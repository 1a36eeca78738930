/* One <text> a run of equal style, placed by its first cell; textLength keeps the columns straight
 * in any font. */
#include "picture.h"

#include "ui/theme.h"

#include <stdio.h>

enum { W = 9, H = 19, BACKGROUND = 0x16181d, FOREGROUND = 0xd0d4dc };

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

static int
add_run(const struct canvas *c, int x, int y, struct buf *out)
{
    uint32_t style = canvas_at(c, x, y)->style;
    unsigned attrs = theme_attrs(style, THEME_DIRECT);
    int32_t fg = theme_color(style & THEME_ROLE_MASK, THEME_DIRECT);
    int from = x;
    struct buf text = {0};
    bool blank = true;
    for (; x < c->w && canvas_at(c, x, y)->style == style; x++) {
        add_escaped(&text, canvas_at(c, x, y)->rune);
        blank = blank && canvas_at(c, x, y)->rune == ' ';
    }
    if (fg < 0)
        fg = FOREGROUND;
    if (attrs & THEME_REVERSE)
        buf_printf(out, "<rect x='%d' y='%d' width='%d' height='%d' fill='#%06x'/>\n", 8 + from * W,
                   8 + y * H, (x - from) * W, H, (unsigned)fg);
    if (!blank)
        buf_printf(out, "<text x='%d' y='%d' textLength='%d' fill='#%06x'%s>%s</text>\n",
                   8 + from * W, 8 + y * H + 14, (x - from) * W,
                   (unsigned)(attrs & THEME_REVERSE ? BACKGROUND : fg),
                   attrs & THEME_BOLD ? " font-weight='bold'" : "", buf_cstr(&text));
    buf_finish(&text);
    return x;
}

bool
picture_svg(const struct canvas *c, const char *path)
{
    struct buf out = {0};
    buf_printf(&out,
               "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' "
               "font-family='DejaVu Sans Mono,Menlo,Consolas,monospace' font-size='15' "
               "xml:space='preserve'>\n<rect width='100%%' height='100%%' fill='#%06x'/>\n",
               c->w * W + 16, c->h * H + 16, BACKGROUND);
    for (int y = 0; y < c->h; y++)
        for (int x = 0; x < c->w;)
            x = add_run(c, x, y, &out);
    buf_add_str(&out, "</svg>\n");
    FILE *f = fopen(path, "w");
    bool ok = f && fwrite(out.data, 1, out.len, f) == out.len;
    if (f)
        ok = fclose(f) == 0 && ok;
    buf_finish(&out);
    return ok;
}
