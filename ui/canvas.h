/* A rectangle of character cells in memory. Panels draw on it, the terminal shows it, tests read
 * it: nothing here knows a terminal. Everything is written in Unicode; a canvas with a poorer glyph
 * set replaces what the terminal could not show. All calls clip to the canvas. A style is a theme
 * role or-ed with attributes. Widths are in cells. */
#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include <stddef.h>
#include <stdint.h>

enum canvas_glyphs { CANVAS_ASCII, CANVAS_BLOCK, CANVAS_BRAILLE };

struct canvas_cell {
    uint32_t rune;  /* 0 = right half of a wide character */
    uint32_t style; /* theme role and attributes */
};

struct canvas {
    int w, h;
    enum canvas_glyphs glyphs;
    struct canvas_cell *cells; /* w * h, owned */
};

struct canvas_rect {
    int x, y, w, h;
};

void canvas_init(struct canvas *c, int w, int h, enum canvas_glyphs glyphs); /* all blank */
void canvas_finish(struct canvas *c);
void canvas_clear(struct canvas *c);
const struct canvas_cell *canvas_at(const struct canvas *c, int x, int y); /* inside only */

void canvas_put(struct canvas *c, int x, int y, unsigned style, uint32_t rune);
void canvas_fill(struct canvas *c, struct canvas_rect r, unsigned style, uint32_t rune);
/* Sets the attributes of cells that are there already. */
void canvas_restyle(struct canvas *c, struct canvas_rect r, unsigned set_attrs);
void canvas_frame(struct canvas *c, struct canvas_rect r, unsigned style);

/* Text in at most w cells; what does not fit ends in an ellipsis. Returns the cells used. */
int canvas_text(struct canvas *c, int x, int y, int w, unsigned style, const char *utf8);
int canvas_textf(struct canvas *c, int x, int y, int w, unsigned style, const char *fmt, ...)
    __attribute__((format(printf, 6, 7)));
/* The same, ending at x + w. */
void canvas_right(struct canvas *c, int x, int y, int w, unsigned style, const char *utf8);
int canvas_width(const char *utf8); /* cells that the text takes */

/* A horizontal bar of `fraction` of w cells, in eighths; the rest is dotted. */
void canvas_bar(struct canvas *c, int x, int y, int w, unsigned style, double fraction);
/* A column of `h` cells that ends at row y, filled from below in eighths. */
void canvas_column(struct canvas *c, int x, int y, int h, unsigned style, double fraction);

/* Writes pieces of different styles one after another up to an end column. */
struct canvas_pen {
    struct canvas *c;
    int x, y, end;
};
void canvas_pen_add(struct canvas_pen *p, unsigned style, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
