/* Which panel stands where, for a size of the screen. */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include "ui/canvas.h"
#include "ui/view.h"

enum { LAYOUT_MIN_W = 60, LAYOUT_MIN_H = 16 };

struct layout {
    bool too_small;
    struct canvas_rect status, narrator, footer;
    struct canvas_rect panels[VIEW_PANELS]; /* h == 0: not shown */
    struct canvas_rect strip; /* one line for globals and text, when they have no box */
};

void layout_make(const struct view *v, int w, int h, struct layout *out);
/* The panel at a cell; VIEW_PANELS when none. */
enum view_panel layout_hit(const struct layout *l, int x, int y);

#endif
