/* term_harness: run a program in a pseudo-terminal whose other end is libvterm,
 * so that a test can type, click, resize, and read cells with their colours. */
#ifndef TESTS_UI_TERM_HARNESS_H
#define TESTS_UI_TERM_HARNESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

struct tt {
    VTerm *vt;
    VTermScreen *screen;
    pid_t pid;
    int master, slave; /* slave stays open: it shows leaked tty modes and flags */
    int rows, cols;
    bool altscreen, cursor_visible, exited;
    int mouse;        /* VTERM_PROP_MOUSE_* */
    int status;       /* from waitpid, once exited */
    unsigned unknown; /* control sequences the emulator did not understand */
    char last_unknown[32];
    struct termios tio_before;
    size_t bytes_in;
};

/* env: NULL-terminated list of "NAME=value" on top of a fixed small environment. */
struct tt *tt_spawn(int rows, int cols, const char *const *env, const char *const *argv);
void tt_free(struct tt *t); /* kills the program if it still runs */

bool tt_pump(struct tt *t, int timeout_ms); /* false: nothing came */
bool tt_wait_text(struct tt *t, const char *needle, int timeout_ms);
bool tt_wait_gone(struct tt *t, const char *needle, int timeout_ms);
bool tt_wait_cell(struct tt *t, int row, int col, uint32_t glyph, int timeout_ms);
bool tt_wait_exit(struct tt *t, int timeout_ms);
bool tt_wait_stopped(struct tt *t, int timeout_ms);
void tt_settle(struct tt *t, int quiet_ms, int max_ms);

void tt_type(struct tt *t, const char *ascii);
void tt_key(struct tt *t, VTermKey key, VTermModifier mod);
void tt_click(struct tt *t, int button, int row, int col); /* 4, 5: wheel */
void tt_resize(struct tt *t, int rows, int cols);

bool tt_find(struct tt *t, const char *needle, int *row, int *col); /* col in cells */
char *tt_row(struct tt *t, int row, char *buf, size_t n);           /* UTF-8, right-trimmed */
VTermScreenCell tt_cell(struct tt *t, int row, int col);
uint32_t tt_rgb(struct tt *t, VTermColor c);
void tt_dump(struct tt *t, const char *title); /* to stderr, for failing tests */

/* The screen as a picture for the README: made by a program, never by hand. */
bool tt_svg(struct tt *t, const char *path);
#endif
