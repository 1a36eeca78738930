/* The dashboard: one libuv loop on the main thread that owns the terminal, reads keys, asks the
 * session for a snapshot 30 times a second and draws it. */
#ifndef UI_APP_H
#define UI_APP_H

#include "session.h"

#include <stdbool.h>
#include <stdint.h>

enum app_color { APP_COLOR_AUTO, APP_COLOR_ALWAYS, APP_COLOR_NEVER };

struct app_options {
    enum app_color color; /* AUTO honours NO_COLOR and the terminal */
    const char *glyphs;   /* "ascii", "block", "braille"; NULL = by locale and terminal */
    bool mouse;
    int64_t duration_ns; /* quit by itself after this; 0 = never */
};

/* Opens the terminal, creates and starts the session (its output and ended callbacks are taken
 * over), runs until quit. Returns the exit status: 0, the program's status when it failed and the
 * user saw it, 1 when the terminal cannot be used (with a message that names --headless). Compile
 * errors are printed on stderr, the terminal untouched. */
int app_run(const struct session_options *session, const struct app_options *o);

#endif
