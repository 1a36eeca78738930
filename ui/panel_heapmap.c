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

void
panel_heapmap_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot_heap *h = &v->now->heap;
    struct canvas_pen p = {c, r.x + 1, r.y, r.x + r.w};
    int room = (r.w - 2) * (r.h - 1);
    if (r.h < 2 || h->n_cells == 0 || room <= 0)
        return;
    uint64_t cell = (h->map_hi - h->map_lo) / h->n_cells;
    canvas_pen_add(&p, THEME_DIM, "map 0x%" PRIx64 " to 0x%" PRIx64 ", %s a cell:  ", h->map_lo,
                   h->map_hi, format_bytes(cell).s);
    canvas_pen_add(&p, THEME_HEAP, "█ objects ");
    canvas_pen_add(&p, THEME_BLACK, "█ marked ");
    canvas_pen_add(&p, THEME_STACK, "█ stacks ");
    canvas_pen_add(&p, THEME_DIM, "· free");
    for (int i = 0; i < (int)h->n_cells && i < room; i++)
        draw_cell(c, r.x + 1 + i % (r.w - 2), r.y + 1 + i / (r.w - 2), h->cells[i].in_use,
                  h->cells[i].marked, h->cells[i].stacks, h->cells[i].free);
}
