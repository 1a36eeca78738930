/* The whole screen from a view: the only function that the loop calls to draw, and the one that
 * golden tests look at. */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include "ui/canvas.h"
#include "ui/view.h"

/* Clears and fills the canvas; notes in the view how many rows the focused panel has. */
void screen_draw(struct view *v, struct canvas *c);
/* A mouse press or wheel at a cell of a canvas of that size: moves the focus. False when there is
 * nothing to focus. */
bool screen_focus_at(struct view *v, int w, int h, int x, int y);

#endif
