/* Composition: layout, then each panel, then the lines around them, then what lies over all. */
#include "ui/screen.h"

#include "ui/layout.h"
#include "ui/overlay.h"
#include "ui/panels.h"
#include "ui/statusbar.h"
#include "ui/theme.h"

#include <stdio.h>

static void
draw_too_small(struct canvas *c)
{
    char text[64];
    snprintf(text, sizeof text, "need %dx%d, have %dx%d", LAYOUT_MIN_W, LAYOUT_MIN_H, c->w, c->h);
    int w = canvas_width(text), x = w < c->w ? (c->w - w) / 2 : 0, y = c->h / 2;
    canvas_text(c, x, y, c->w, THEME_STRONG, text);
    if (y + 1 < c->h)
        canvas_text(c, x, y + 1, c->w, THEME_DIM, "q quits");
}

void
screen_draw(struct view *v, struct canvas *c)
{
    struct layout l;
    canvas_clear(c);
    layout_make(v, c->w, c->h, &l);
    if (l.too_small) {
        draw_too_small(c);
        return;
    }
    for (int p = 0; p < VIEW_PANELS; p++)
        if (l.panels[p].h > 0)
            panels_draw(v, (enum view_panel)p, c, l.panels[p]);
    if (l.panels[v->focus].h > 3)
        v->page_rows = l.panels[v->focus].h - 3;
    if (l.strip.h)
        statusbar_strip(v, c, l.strip);
    statusbar_draw(v, c, l.status);
    statusbar_narrate(v, c, l.narrator);
    statusbar_keys(v, c, l.footer);
    overlay_draw(v, c, (struct canvas_rect){0, 1, c->w, c->h - 2});
}

bool
screen_focus_at(struct view *v, int w, int h, int x, int y)
{
    struct layout l;
    layout_make(v, w, h, &l);
    if (l.too_small || v->overlay)
        return false;
    enum view_panel p = layout_hit(&l, x, y);
    if (l.strip.h && y == l.strip.y)
        p = x < w / 2 ? VIEW_GLOBALS : VIEW_TEXT;
    if (p == VIEW_PANELS)
        return false;
    v->focus = p;
    return true;
}
