/* The heap as a map: the grown address range cut into cells, first address top left. A cell is
 * shaded by how much of it is in use and coloured by what is most of it. */
#include "ui/panels.h"
#include "ui/theme.h"

#include <inttypes.h>

static void
draw_cell(struct canvas *c, int x, int y, uint64_t in_use, uint64_t marked, uint64_t stacks,
          uint64_t idle)
{
    uint64_t all = in_use + stacks + idle;
    if (!all || in_use + stacks == 0) {
        canvas_put(c, x, y, THEME_DIM | THEME_FAINT, 0x00b7);
        return;
    }
    static const uint32_t shades[] = {0x2591, 0x2592, 0x2593, 0x2588};
    unsigned shade = (unsigned)(4 * (in_use + stacks) / all);
    unsigned style = stacks > in_use ? THEME_STACK : marked * 2 > in_use ? THEME_BLACK : THEME_HEAP;
    canvas_put(c, x, y, style, shades[shade > 3 ? 3 : shade]);
}

/* Several cells of the snapshot may share one of the screen, or one may fill several. */
static void
draw_at(const struct snapshot_heap *h, struct canvas *c, int x, int y, unsigned from, unsigned to)
{
    uint64_t in_use = 0, marked = 0, stacks = 0, idle = 0;
    for (unsigned i = from; i < (to > from ? to : from + 1) && i < h->n_cells; i++) {
        in_use += h->cells[i].in_use;
        marked += h->cells[i].marked;
        stacks += h->cells[i].stacks;
        idle += h->cells[i].free;
    }
    draw_cell(c, x, y, in_use, marked, stacks, idle);
}

void
panel_heapmap_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot_heap *h = &v->now->heap;
    struct canvas_pen p = {c, r.x + 1, r.y, r.x + r.w};
    unsigned w = (unsigned)(r.w - 2), rows = r.h > 1 ? (unsigned)(r.h - 1) : 0;
    if (rows == 0 || h->n_cells == 0)
        return;
    unsigned room = w * rows;
    canvas_pen_add(&p, THEME_DIM, r.w >= 50 ? "map of %s:  " : "map %s ",
                   format_bytes(h->map_hi - h->map_lo).s);
    canvas_pen_add(&p, THEME_HEAP, "█ objects ");
    canvas_pen_add(&p, THEME_BLACK, "█ marked ");
    canvas_pen_add(&p, THEME_STACK, "█ stacks ");
    canvas_pen_add(&p, THEME_DIM, "· free");
    if (r.w >= 100)
        canvas_pen_add(&p, THEME_DIM, "   from 0x%" PRIx64 " to 0x%" PRIx64, h->map_lo, h->map_hi);
    for (unsigned i = 0; i < room; i++)
        draw_at(h, c, r.x + 1 + (int)(i % w), r.y + 1 + (int)(i / w),
                (unsigned)((uint64_t)i * h->n_cells / room),
                (unsigned)((uint64_t)(i + 1) * h->n_cells / room));
}
