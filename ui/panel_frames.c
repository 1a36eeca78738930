/* One goroutine's stack on the full screen of the stacks: its frames from the innermost out, each
 * with its place in the source and its bytes; beside them the variables in scope in one of them,
 * where they live, in the frame or in the heap, and what they hold; and the source around it. */
#include "ui/panels.h"
#include "ui/theme.h"

#include <inttypes.h>
#include <stdio.h>

/* Whose stack it is and how it came to its size. */
static void
draw_title(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot_frames *f = &v->now->frames;
    const struct snapshot_g *g = view_row(v, f->goid);
    struct canvas_pen p = {c, r.x + 1, r.y, r.x + r.w};
    canvas_pen_add(&p, THEME_STRONG, "G%u", f->goid);
    if (!g)
        return;
    canvas_pen_add(&p, THEME_STRONG, " %s", format_func(g->start));
    canvas_pen_add(&p, THEME_DIM, "  stack ");
    canvas_pen_add(&p, THEME_PLAIN, "%s of %s", format_bytes(g->used).s, format_stack(g->size).s);
    canvas_pen_add(&p, THEME_DIM, "  highest ");
    canvas_pen_add(&p, THEME_PLAIN, "%s", format_bytes(g->high_water).s);
    canvas_pen_add(&p, THEME_DIM, "  grown ");
    canvas_pen_add(&p, THEME_PLAIN, "%u×", g->grows);
    canvas_pen_add(&p, THEME_DIM, "  shrunk ");
    canvas_pen_add(&p, THEME_PLAIN, "%u×", g->shrinks);
    canvas_pen_add(&p, THEME_DIM, "  created");
    if (g->parent) {
        canvas_pen_add(&p, THEME_DIM, " by ");
        canvas_pen_add(&p, THEME_PLAIN, "G%u", g->parent);
    }
    canvas_pen_add(&p, THEME_DIM, " at ");
    canvas_pen_add(&p, THEME_PLAIN, "%s", format_clock(g->born_ns).s);
}

struct frame_columns { /* offsets from the left edge; addr 0 = not shown */
    int func, func_w, line, bytes, addr;
};

static struct frame_columns
columns_for(int w)
{
    struct frame_columns k = {.func = 6};
    int tail = 6 + 8 + (w >= 56 ? 14 : 0);
    k.func_w = w - k.func - tail - 1;
    k.line = k.func + k.func_w;
    k.bytes = k.line + 6;
    k.addr = w >= 56 ? k.bytes + 8 : 0;
    return k;
}

static void
draw_frame(const struct snapshot_frames *f, unsigned at, struct canvas *c, struct canvas_rect r,
           const struct frame_columns *k)
{
    const struct snapshot_frame *row = &f->list[at - f->first];
    unsigned style = row->user ? THEME_PLAIN : THEME_DIM;
    char text[32];
    snprintf(text, sizeof text, "%u", at);
    canvas_right(c, r.x, r.y, 5, THEME_DIM, text);
    canvas_text(c, r.x + k->func, r.y, k->func_w, style, format_func(row->func));
    if (row->line) {
        snprintf(text, sizeof text, "%u", row->line);
        canvas_right(c, r.x + k->line, r.y, 5, style, text);
    }
    canvas_right(c, r.x + k->bytes, r.y, 7, row->user ? THEME_STACK : THEME_DIM,
                 format_size(row->bytes).s);
    if (k->addr) {
        snprintf(text, sizeof text, "0x%" PRIx64, row->sp);
        canvas_text(c, r.x + k->addr + 1, r.y, 13, THEME_DIM, text);
    }
    if (at == f->at)
        canvas_restyle(c, r, THEME_REVERSE);
}

static void
draw_frames(const struct snapshot_frames *f, struct canvas *c, struct canvas_rect r)
{
    struct frame_columns k = columns_for(r.w);
    int rows = r.h - 1, from = (int)f->at - rows / 2;
    int most = (int)(f->first + f->n) - rows;
    from = from > most ? most : from;
    from = from < (int)f->first ? (int)f->first : from;
    canvas_right(c, r.x, r.y, 5, THEME_DIM, "frame");
    canvas_textf(c, r.x + k.func, r.y, k.func_w, THEME_DIM, "of %s, innermost first",
                 format_count(f->total).s);
    canvas_right(c, r.x + k.line, r.y, 5, THEME_DIM, "line");
    canvas_right(c, r.x + k.bytes, r.y, 7, THEME_DIM, "bytes");
    if (k.addr)
        canvas_text(c, r.x + k.addr + 1, r.y, 13, THEME_DIM, "address");
    for (int i = 0; i < rows && (unsigned)(from + i) < f->first + f->n; i++)
        draw_frame(f, (unsigned)(from + i), c, (struct canvas_rect){r.x, r.y + 1 + i, r.w, 1}, &k);
}

static void
draw_var(const struct snapshot_var *v, struct canvas *c, struct canvas_rect r, int name_w)
{
    int type_w = r.w >= 48 ? (r.w - name_w - 8) * 2 / 5 : 0;
    canvas_text(c, r.x, r.y, name_w, v->param ? THEME_PLAIN : THEME_STRONG, v->name);
    if (type_w)
        canvas_text(c, r.x + name_w + 1, r.y, type_w, THEME_DIM, v->type);
    int x = name_w + 1 + (type_w ? type_w + 1 : 0);
    canvas_text(c, r.x + x, r.y, 5, v->on_heap ? THEME_HEAP : THEME_STACK,
                v->on_heap ? "heap" : "stack");
    x += 6;
    canvas_text(c, r.x + x, r.y, r.w - x, v->dead ? THEME_DIM : THEME_PLAIN, v->value);
}

/* Returns the rows used. */
static int
draw_vars(const struct snapshot_frames *f, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot_frame *at = &f->list[f->at - f->first];
    int name_w = r.w >= 48 ? 12 : 8, y = 1;
    canvas_textf(c, r.x, r.y, r.w, THEME_DIM, "variables of frame %u, %s", f->at,
                 format_func(at->func));
    for (unsigned i = 0; i < f->n_vars && y < r.h; i++)
        draw_var(&f->vars[i], c, (struct canvas_rect){r.x, r.y + y++, r.w, 1}, name_w);
    if (!f->n_vars && y < r.h)
        canvas_text(c, r.x, r.y + y++, r.w, THEME_DIM, "none");
    return y;
}

void
panel_frames_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot_frames *f = &v->now->frames;
    if (r.h < 3)
        return;
    draw_title(v, c, r);
    struct canvas_rect body = {r.x, r.y + 1, r.w, r.h - 1};
    if (!f->known || !f->n) {
        panels_prose(c, (struct canvas_rect){r.x + 1, body.y, r.w - 2, body.h}, THEME_DIM,
                     "It runs at full speed: nobody can look at its frames without stopping it. "
                     "Space stops the program.");
        return;
    }
    int left = r.w >= 110 ? 58 : r.w / 2;
    draw_frames(f, c, (struct canvas_rect){body.x, body.y, left, body.h});
    struct canvas_rect right = {body.x + left + 2, body.y, r.w - left - 3, body.h};
    int used = draw_vars(f, c, right) + 1;
    panels_source(c, (struct canvas_rect){right.x, right.y + used, right.w, right.h - used},
                  &(struct panels_source){f->list[f->at - f->first].line, f->first_line, f->n_lines,
                                          f->lines, f->notes});
}
