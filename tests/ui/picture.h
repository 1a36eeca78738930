/* A canvas as text (golden files) and as SVG (to look at). */
#ifndef TESTS_UI_PICTURE_H
#define TESTS_UI_PICTURE_H

#include "base/buf.h"
#include "ui/canvas.h"

#include <stdbool.h>

void picture_text(const struct canvas *c, struct buf *out); /* rows, right-trimmed */
bool picture_svg(const struct canvas *c, const char *path);

#endif
