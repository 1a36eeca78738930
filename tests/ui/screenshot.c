/* screenshot PROGRAM OUT.svg ROWSxCOLS TEXT SETTLE_MS KEYS [ARGUMENT...]: runs the program in a
 * terminal emulator, waits for the text and then a moment, types the keys, and keeps the screen as
 * a picture. */
#include "term_harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
main(int argc, char **argv)
{
    int rows, cols;
    const char *args[16] = {argv[1]};
    if (argc < 7 || argc > 20 || sscanf(argv[3], "%dx%d", &cols, &rows) != 2)
        return 2;
    for (int i = 7; i < argc; i++)
        args[i - 6] = argv[i];
    struct tt *t = tt_spawn(rows, cols, NULL, args);
    if (!t)
        return 1;
    bool ok = tt_wait_text(t, argv[4], 10000);
    tt_settle(t, atoi(argv[5]) + 1000, atoi(argv[5]));
    for (const char *k = argv[6]; *k; k++) {
        if (*k == 'E') /* W only waits */
            tt_key(t, VTERM_KEY_ENTER, VTERM_MOD_NONE);
        else if (*k != 'W')
            tt_type(t, (char[]){*k, 0});
        tt_settle(t, 500, 300);
    }
    ok = tt_svg(t, argv[2]) && ok;
    if (!ok)
        tt_dump(t, "picture");
    tt_type(t, "q");
    ok = tt_wait_exit(t, 5000) && ok;
    tt_free(t);
    return ok ? 0 : 1;
}
