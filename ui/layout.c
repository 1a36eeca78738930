/* Two by two from 80x24 on; globals and text get boxes, and the output one, when there are rows for
 * them; a third column with relations and regions when the screen is wide; two panels or fewer when
 * it is small. */
#include "ui/layout.h"

#include <string.h>

enum { WIDE = 160, GRID_W = 76, GRID_H = 22, BOXES_H = 32 };

static struct canvas_rect
rect(int x, int y, int w, int h)
{
    return (struct canvas_rect){x, y, w, h};
}

/* The pair of panels that the focus belongs to. */
static void
small(const struct view *v, struct canvas_rect r, struct layout *out)
{
    enum view_panel one = VIEW_STACKS, two = VIEW_HEAP;
    if (v->focus == VIEW_GC || v->focus == VIEW_ARENAS)
        one = VIEW_GC, two = VIEW_ARENAS;
    if (v->focus == VIEW_GLOBALS || v->focus == VIEW_TEXT)
        one = VIEW_GLOBALS, two = VIEW_TEXT;
    if (r.w >= GRID_W) {
        out->panels[one] = rect(r.x, r.y, r.w / 2, r.h);
        out->panels[two] = rect(r.x + r.w / 2, r.y, r.w - r.w / 2, r.h);
    } else {
        out->panels[one] = rect(r.x, r.y, r.w, r.h / 2);
        out->panels[two] = rect(r.x, r.y + r.h / 2, r.w, r.h - r.h / 2);
    }
}

static void
grid(struct canvas_rect r, struct layout *out)
{
    int left = r.w / 2, high = (r.h + 1) / 2;
    out->panels[VIEW_STACKS] = rect(r.x, r.y, left, high);
    out->panels[VIEW_HEAP] = rect(r.x + left, r.y, r.w - left, high);
    out->panels[VIEW_GC] = rect(r.x, r.y + high, left, r.h - high);
    out->panels[VIEW_ARENAS] = rect(r.x + left, r.y + high, r.w - left, r.h - high);
}

static void
boxes(struct canvas_rect r, struct layout *out)
{
    int output = r.h >= 50 ? 9 : r.h >= 36 ? 5 : 4, low = r.h >= 50 ? 7 : 4;
    if (r.w >= WIDE) {
        int third = r.w * 3 / 10;
        int regions = r.h / 2 < 24 ? r.h / 2 : 24;
        out->panels[VIEW_REGIONS] = rect(r.x + r.w - third, r.y, third, regions);
        out->panels[VIEW_RELATIONS] = rect(r.x + r.w - third, r.y + regions, third, r.h - regions);
        r.w -= third;
    }
    int y = r.y + r.h - output - low;
    grid(rect(r.x, r.y, r.w, r.h - output - low), out);
    out->panels[VIEW_GLOBALS] = rect(r.x, y, r.w / 2, low);
    out->panels[VIEW_TEXT] = rect(r.x + r.w / 2, y, r.w - r.w / 2, low);
    out->panels[VIEW_OUTPUT] = rect(r.x, y + low, r.w, output);
}

void
layout_make(const struct view *v, int w, int h, struct layout *out)
{
    memset(out, 0, sizeof *out);
    out->too_small = w < LAYOUT_MIN_W || h < LAYOUT_MIN_H;
    if (out->too_small)
        return;
    out->status = rect(0, 0, w, 1);
    out->narrator = rect(0, h - 2, w, 1);
    out->footer = rect(0, h - 1, w, 1);
    struct canvas_rect body = rect(0, 1, w, h - 3);
    if (v->zoomed) {
        out->panels[v->focus] = body;
    } else if (w < GRID_W || h < GRID_H) {
        small(v, body, out);
    } else if (h < BOXES_H) {
        out->strip = rect(0, h - 3, w, 1);
        body.h--;
        grid(body, out);
    } else {
        boxes(body, out);
    }
}

enum view_panel
layout_hit(const struct layout *l, int x, int y)
{
    for (int p = 0; p < VIEW_PANELS; p++) {
        const struct canvas_rect *r = &l->panels[p];
        if (x >= r->x && x < r->x + r->w && y >= r->y && y < r->y + r->h)
            return (enum view_panel)p;
    }
    return VIEW_PANELS;
}
