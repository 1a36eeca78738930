/* The terminal: one per process, opened for itself (its own file descriptions, so that a libuv poll
 * handle on the input never makes the shell's descriptors non-blocking), given back as it was after
 * quit, suspend, signal and crash. The only file that talks curses. All calls on the loop's
 * thread. */
#ifndef UI_TERMINAL_H
#define UI_TERMINAL_H

#include "ui/canvas.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct terminal_options {
    bool color;         /* false = monochrome */
    const char *glyphs; /* "ascii", "block", "braille"; NULL = by locale and terminal */
    bool mouse;
};

/* False and a sentence in why when there is no usable terminal. */
bool terminal_open(const struct terminal_options *o, char *why, size_t cap);
void terminal_close(void); /* may be called when it is not open */

int terminal_input(void);  /* descriptor that becomes readable on keys */
bool terminal_alive(void); /* false when it was hung up */
enum canvas_glyphs terminal_glyphs(void);

/* Asks the kernel for the size and tells curses. */
void terminal_fit(int *w, int *h);
/* The next key that waits, 0 when none: a rune or enum keymap_key. For mouse keys x and y tell the
 * cell. */
uint32_t terminal_key(int *x, int *y);
void terminal_show(const struct canvas *c);
void terminal_redraw(void); /* everything is sent again with the next canvas */

void terminal_suspend(void);  /* gives the terminal back, stops the job; returns when continued */
void terminal_continue(void); /* takes the terminal again */

#endif
