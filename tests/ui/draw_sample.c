/* draw_sample OUT.svg WxH KEYS [ascii]: the sample's screen after some keys, as a picture. */
#include "picture.h"
#include "sample.h"
#include "ui/screen.h"

#include <stdio.h>
#include <string.h>

int
main(int argc, char **argv)
{
    int w, h;
    struct view v;
    struct canvas c;
    if (argc < 4 || sscanf(argv[2], "%dx%d", &w, &h) != 2)
        return 2;
    view_init(&v);
    sample_fill(&v);
    for (const char *k = argv[3]; *k; k++)
        if (*k == 'S')
            v.live->run.state = v.now->run.state = SNAPSHOT_STOPPED;
        else if (*k == 'O')
            v.live->gc.phase = v.now->gc.phase = SNAPSHOT_GC_OFF;
        else
            view_key(&v, *k == 'E' ? KEYMAP_ENTER : (uint32_t)*k);
    canvas_init(&c, w, h, argc > 4 ? CANVAS_ASCII : CANVAS_BRAILLE);
    screen_draw(&v, &c);
    bool ok = picture_svg(&c, argv[1]);
    canvas_finish(&c);
    view_finish(&v);
    return ok ? 0 : 1;
}
