/* Which key does what: one table, from which key handling, the footer, the help screen and the
 * manual are made. Keys are Unicode runes or the codes below. */
#ifndef UI_KEYMAP_H
#define UI_KEYMAP_H

#include <stdint.h>

enum keymap_key { /* beyond Unicode */
                  KEYMAP_UP = 0x110000,
                  KEYMAP_DOWN,
                  KEYMAP_LEFT,
                  KEYMAP_RIGHT,
                  KEYMAP_PAGE_UP,
                  KEYMAP_PAGE_DOWN,
                  KEYMAP_HOME,
                  KEYMAP_END,
                  KEYMAP_BACKTAB,
                  KEYMAP_BACKSPACE,
                  KEYMAP_MOUSE_PRESS,
                  KEYMAP_WHEEL_UP,
                  KEYMAP_WHEEL_DOWN,
                  KEYMAP_TAB = '\t',
                  KEYMAP_ENTER = '\r',
                  KEYMAP_ESCAPE = 0x1b,
};

enum keymap_action {
    KEYMAP_NONE,
    KEYMAP_STOP, /* stop or resume the program */
    KEYMAP_STEP_EVENT,
    KEYMAP_STEP_LINE,
    KEYMAP_STEP_CALL,
    KEYMAP_STEP_ALLOC,
    KEYMAP_STEP_MARK,
    KEYMAP_STEP_PHASE,
    KEYMAP_STEP_CYCLE,
    KEYMAP_FASTER,
    KEYMAP_SLOWER,
    KEYMAP_FULL_SPEED,
    KEYMAP_COLLECT,
    KEYMAP_PANEL, /* which one: the digit */
    KEYMAP_FOCUS_NEXT,
    KEYMAP_FOCUS_PREVIOUS,
    KEYMAP_OPEN,
    KEYMAP_BACK,
    KEYMAP_SCROLL_UP,
    KEYMAP_SCROLL_DOWN,
    KEYMAP_SCROLL_LEFT,
    KEYMAP_SCROLL_RIGHT,
    KEYMAP_SCROLL_PAGE_UP,
    KEYMAP_SCROLL_PAGE_DOWN,
    KEYMAP_SCROLL_TOP,
    KEYMAP_SCROLL_BOTTOM,
    KEYMAP_FILTER,
    KEYMAP_MATCH_NEXT,
    KEYMAP_MATCH_PREVIOUS,
    KEYMAP_FREEZE,
    KEYMAP_OUTPUT,
    KEYMAP_SITES,       /* show them, and count if nobody does */
    KEYMAP_COUNT_SITES, /* begin to count, or end it */
    KEYMAP_HELP,
    KEYMAP_LEGEND,
    KEYMAP_WHY,
    KEYMAP_RESTART,
    KEYMAP_REDRAW,
    KEYMAP_SUSPEND,
    KEYMAP_QUIT
};

enum { /* when a key belongs into the footer */
       KEYMAP_IN_RUNNING = 1,
       KEYMAP_IN_STOPPED = 2,
       KEYMAP_IN_ENDED = 4,
       KEYMAP_IN_ZOOM = 8,
       KEYMAP_IN_SITES = 32,  /* the allocation sites are shown */
       KEYMAP_IN_FRAMES = 16, /* one goroutine's stack is shown */
       KEYMAP_IN_ALL = 15,
};

struct keymap_entry {
    uint32_t keys[3]; /* 0 = none; digits 1..9 share one entry */
    enum keymap_action action;
    const char *label;  /* "space"; NULL = the same as the entry above, not listed */
    const char *footer; /* one or two words; NULL = never in the footer */
    unsigned when;      /* states in which the footer shows it */
    const char *help;   /* one line; NULL = not listed */
};

extern const struct keymap_entry keymap_entries[]; /* ended by label and help NULL, action NONE */

enum keymap_action keymap_find(uint32_t key);

#endif
