/* The one table of looks. Hues are told apart with the common kinds of colour blindness (after
 * Okabe and Ito); the backgrounds stay the terminal's own, so both dark and light ones work. */
#include "ui/theme.h"

#include <stddef.h>

const struct theme_look theme_looks[THEME_ROLES] = {
    [THEME_PLAIN] = {-1, -1, -1, 0, 0, NULL},
    [THEME_DIM] = {0x8a8a8a, 245, -1, THEME_FAINT, 0, NULL},
    [THEME_STRONG] = {-1, -1, -1, THEME_BOLD, THEME_BOLD, NULL},
    [THEME_STACK] = {0x5fafff, 75, 6, 0, 0, "stacks: frames of the functions each goroutine is in"},
    [THEME_HEAP] = {0xffaf5f, 215, 3, 0, 0, "heap: objects that may outlive their function"},
    [THEME_ARENA] = {0x5fd787, 78, 2, 0, 0, "arenas: objects that are freed all at once"},
    [THEME_GLOBALS] = {0xd787af, 175, 5, 0, 0,
                       "globals: package variables, roots of the collector"},
    [THEME_TEXT] = {0xafafff, 147, 4, 0, 0, "text: the program's code, read-only"},
    [THEME_METADATA] = {0x87875f, 101, -1, 0, 0, "metadata: the memory manager's own pages"},
    [THEME_GC] = {0xffd75f, 221, 3, THEME_BOLD, THEME_BOLD, NULL},
    [THEME_WHITE] = {0xe4e4e4, 254, 7, 0, 0, "white: not found yet; garbage if it stays so"},
    [THEME_GREY] = {0xffaf00, 214, 3, THEME_BOLD, 0, "grey: found, not looked into yet"},
    [THEME_BLACK] = {0x5f87d7, 68, 4, 0, 0, "black: found and looked into; it survives"},
    [THEME_FLASH] = {0xffff5f, 227, 3, THEME_BOLD | THEME_REVERSE, THEME_BOLD | THEME_REVERSE,
                     "changed this moment"},
    [THEME_RECENT] = {0xffff5f, 227, 3, THEME_BOLD, THEME_BOLD, "changed in the last seconds"},
    [THEME_RUNNING] = {0x5fd75f, 77, 2, THEME_BOLD, THEME_BOLD, NULL},
    [THEME_STOPPED] = {0xff5f5f, 203, 1, THEME_BOLD, THEME_BOLD, NULL},
    [THEME_FROZEN] = {0x5fd7ff, 81, 6, THEME_BOLD, THEME_BOLD, NULL},
    [THEME_ERROR] = {0xff5f5f, 203, 1, THEME_BOLD, 0, NULL},
    [THEME_KEY] = {-1, -1, -1, THEME_BOLD, THEME_BOLD, NULL},
};

int32_t
theme_color(enum theme_role role, enum theme_depth depth)
{
    const struct theme_look *l = &theme_looks[role];
    return depth == THEME_DIRECT ? l->rgb : depth == THEME_256 ? l->c256 : l->c8;
}

unsigned
theme_attrs(unsigned style, enum theme_depth depth)
{
    const struct theme_look *l = &theme_looks[style & THEME_ROLE_MASK];
    unsigned own = style & ~(unsigned)THEME_ROLE_MASK;
    return own | l->all | (depth == THEME_MONO ? l->mono : 0u);
}
