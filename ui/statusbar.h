/* The first and the last lines of the screen: the state of the run, the narrator or the event line,
 * and the keys that work now. */
#ifndef UI_STATUSBAR_H
#define UI_STATUSBAR_H

#include "ui/canvas.h"
#include "ui/view.h"

void statusbar_draw(const struct view *v, struct canvas *c, struct canvas_rect r);
void statusbar_narrate(const struct view *v, struct canvas *c, struct canvas_rect r);
void statusbar_keys(const struct view *v, struct canvas *c, struct canvas_rect r);
/* Globals and text in one line, where they have no panel. */
void statusbar_strip(const struct view *v, struct canvas *c, struct canvas_rect r);

#endif
