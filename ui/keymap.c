/* The one table of keys, in the order in which the help shows them. */
#include "ui/keymap.h"

#include <stddef.h>

enum { LIVE = KEYMAP_IN_RUNNING | KEYMAP_IN_STOPPED };

const struct keymap_entry keymap_entries[] = {
    {{' '}, KEYMAP_STOP, "space", "stop", LIVE, "stop or resume the program"},
    {{'.'}, KEYMAP_STEP_EVENT, ".", "event", KEYMAP_IN_STOPPED, "run to the next event"},
    {{'s'}, KEYMAP_STEP_LINE, "s", "line", KEYMAP_IN_STOPPED, "run to the next source line"},
    {{'u'}, KEYMAP_STEP_CALL, "u", NULL, 0, "run to the next function call"},
    {{'a'}, KEYMAP_STEP_ALLOC, "a", "alloc", KEYMAP_IN_STOPPED, "run to the next heap allocation"},
    {{'m'}, KEYMAP_STEP_MARK, "m", "mark", KEYMAP_IN_STOPPED, "run until one object is blackened"},
    {{']'}, KEYMAP_STEP_PHASE, "]", "phase", KEYMAP_IN_STOPPED, "run to the next GC phase"},
    {{'}'}, KEYMAP_STEP_CYCLE, "}", "cycle", KEYMAP_IN_STOPPED, "run to the end of a GC cycle"},
    {{'+', '='}, KEYMAP_FASTER, "+", "faster", KEYMAP_IN_RUNNING, "faster, up to full speed"},
    {{'-', '_'},
     KEYMAP_SLOWER,
     "-",
     "slower",
     KEYMAP_IN_RUNNING,
     "slower, down to 1 operation a second"},
    {{'0'}, KEYMAP_FULL_SPEED, "0", NULL, 0, "full speed at once"},
    {{'g'}, KEYMAP_COLLECT, "g", "collect", LIVE, "force a GC cycle, as runtime.GC does"},
    {{'1'},
     KEYMAP_PANEL,
     "1-9",
     "panel",
     KEYMAP_IN_ALL,
     "the panel with that digit, twice: full screen; 1 is the overview"},
    {{KEYMAP_TAB}, KEYMAP_FOCUS_NEXT, "tab", NULL, 0, "next panel (shift-tab: the one before)"},
    {{KEYMAP_BACKTAB}, KEYMAP_FOCUS_PREVIOUS, NULL, NULL, 0, NULL},
    {{KEYMAP_ENTER, '\n'},
     KEYMAP_OPEN,
     "enter",
     "open",
     KEYMAP_IN_ALL & ~KEYMAP_IN_ZOOM,
     "the panel on the full screen; in the stacks again: a goroutine"},
    {{KEYMAP_ESCAPE}, KEYMAP_BACK, "esc", "back", KEYMAP_IN_ZOOM, "back to the overview"},
    {{KEYMAP_UP, 'k'},
     KEYMAP_SCROLL_UP,
     "arrows",
     NULL,
     0,
     "scroll (also h j k l, page up, page down, home, end)"},
    {{KEYMAP_DOWN, 'j'}, KEYMAP_SCROLL_DOWN, NULL, NULL, 0, NULL},
    {{KEYMAP_LEFT, 'h'},
     KEYMAP_SCROLL_LEFT,
     "left right",
     NULL,
     0,
     "callee and caller in the stack of the goroutine shown"},
    {{KEYMAP_RIGHT, 'l'}, KEYMAP_SCROLL_RIGHT, NULL, NULL, 0, NULL},
    {{KEYMAP_PAGE_UP, 0x02}, KEYMAP_SCROLL_PAGE_UP, NULL, NULL, 0, NULL},
    {{KEYMAP_PAGE_DOWN, 0x06}, KEYMAP_SCROLL_PAGE_DOWN, NULL, NULL, 0, NULL},
    {{KEYMAP_HOME}, KEYMAP_SCROLL_TOP, NULL, NULL, 0, NULL},
    {{KEYMAP_END, 'G'}, KEYMAP_SCROLL_BOTTOM, NULL, NULL, 0, NULL},
    {{KEYMAP_WHEEL_UP}, KEYMAP_SCROLL_UP, NULL, NULL, 0, NULL},
    {{KEYMAP_WHEEL_DOWN}, KEYMAP_SCROLL_DOWN, NULL, NULL, 0, NULL},
    {{'/'}, KEYMAP_FILTER, "/", NULL, 0, "show only goroutines with this text"},
    {{'w'},
     KEYMAP_WHY,
     "w",
     "why",
     KEYMAP_IN_FRAMES,
     "why things of the chosen frame are in the heap"},
    {{'n'}, KEYMAP_MATCH_NEXT, "n N", NULL, 0, "next and previous goroutine"},
    {{'N'}, KEYMAP_MATCH_PREVIOUS, NULL, NULL, 0, NULL},
    {{'f'},
     KEYMAP_FREEZE,
     "f",
     "freeze",
     KEYMAP_IN_RUNNING,
     "freeze the view; the program runs on"},
    {{'o'}, KEYMAP_OUTPUT, "o", "output", KEYMAP_IN_ALL, "what the program has written"},
    {{'c'}, KEYMAP_LEGEND, "c", "colours", KEYMAP_IN_ALL, "what the colours and glyphs mean"},
    {{'?'}, KEYMAP_HELP, "?", "help", KEYMAP_IN_ALL, "keys, and the region of the panel explained"},
    {{'R'},
     KEYMAP_RESTART,
     "R",
     "run again",
     KEYMAP_IN_ENDED,
     "run the program from the start; a changed file is read anew"},
    {{0x0c}, KEYMAP_REDRAW, "ctrl-l", NULL, 0, "redraw"},
    {{0x1a}, KEYMAP_SUSPEND, "ctrl-z", NULL, 0, "suspend regionscope"},
    {{'q', 0x03}, KEYMAP_QUIT, "q", "quit", KEYMAP_IN_ALL, "quit (also ctrl-c)"},
    {{0}, KEYMAP_NONE, NULL, NULL, 0, NULL},
};

enum keymap_action
keymap_find(uint32_t key)
{
    if (key >= '1' && key <= '9')
        return KEYMAP_PANEL;
    for (const struct keymap_entry *e = keymap_entries; e->action != KEYMAP_NONE; e++)
        for (int i = 0; i < 3; i++)
            if (e->keys[i] && e->keys[i] == key)
                return e->action;
    return KEYMAP_NONE;
}
