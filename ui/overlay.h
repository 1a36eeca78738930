/* What is laid over the panels: help (the keys, and the explanation of the focused panel's region),
 * the legend of colours and glyphs, and why a function's things are in the heap. */
#ifndef UI_OVERLAY_H
#define UI_OVERLAY_H

#include "ui/canvas.h"
#include "ui/view.h"

void overlay_draw(const struct view *v, struct canvas *c, struct canvas_rect r);

#endif
