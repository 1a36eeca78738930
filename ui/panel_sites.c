/* Allocation sites: which lines of the program allocate, how much of that lives, how fast it grows;
 * and the source of the chosen one, with what escape analysis says of it. */
#include "ui/panels.h"
#include "ui/theme.h"

#include <stdio.h>
#include <string.h>

void
panel_sites_facts(const struct view *v, char *out, size_t cap)
{
    const struct snapshot_sites *s = &v->now->sites;
    if (!s->rate)
        snprintf(out, cap, "not counted");
    else if (s->rate == 1)
        snprintf(out, cap, "exact · %u sites · each allocation since %s", s->total,
                 format_clock(s->since_ns).s);
    else
        snprintf(out, cap, "estimates · %u sites · one sample in %s · since %s", s->total,
                 format_bytes(s->rate).s, format_clock(s->since_ns).s);
}

enum { N_NUMBERS = 4, LEAST_WHAT = 20 };

static const struct {
    const char *head;
    int w;
} numbers[N_NUMBERS] = {{"live", 7}, {"per s", 9}, {"in all", 8}, {"objects", 9}}; /* by order */

struct site_columns { /* offsets from the left edge, and widths; 0 = not shown */
    int func, func_w, place, place_w, bar, bar_w, number, what, what_w;
};

static struct site_columns
columns_for(int w)
{
    struct site_columns k = {.func = 1};
    int numbers_w = 0;
    for (int i = 0; i < N_NUMBERS; i++)
        numbers_w += numbers[i].w;
    k.func_w = w >= 170 ? 28 : w >= 110 ? 20 : w >= 70 ? 16 : 9;
    k.place = k.func + k.func_w + 1;
    k.place_w = w >= 170 ? 24 : w >= 110 ? 19 : w >= 70 ? 17 : w - k.place - numbers_w - 1;
    k.bar = k.place + k.place_w + 1;
    k.bar_w = w >= 170 ? 16 : w >= 110 ? 10 : w >= 70 ? w - k.bar - numbers_w - 1 : 0;
    k.number = k.bar_w ? k.bar + k.bar_w : k.place + k.place_w;
    k.what = k.number + numbers_w + 2;
    k.what_w = w - k.what - 1 >= LEAST_WHAT ? w - k.what - 1 : 0;
    return k;
}

static const char *
what_of(const struct snapshot_site *k, char *out, size_t cap)
{
    if (k->via[0])
        snprintf(out, cap, "%s allocates", format_func(k->via));
    else
        snprintf(out, cap, "%s", k->what);
    return out;
}

static void
draw_head(const struct sitelist *l, struct canvas *c, struct canvas_rect r,
          const struct site_columns *k)
{
    int x = r.x + k->number;
    canvas_text(c, r.x + k->func, r.y, k->func_w, THEME_DIM, "function");
    canvas_text(c, r.x + k->place, r.y, k->place_w, THEME_DIM, "line");
    for (int i = 0; i < N_NUMBERS; x += numbers[i++].w) {
        char head[24];
        bool chosen = (int)l->order == i;
        snprintf(head, sizeof head, "%s%s", chosen ? "▼" : "", numbers[i].head);
        canvas_right(c, x, r.y, numbers[i].w, chosen ? THEME_STRONG : THEME_DIM, head);
    }
    if (k->what_w)
        canvas_text(c, r.x + k->what, r.y, k->what_w, THEME_DIM,
                    k->what_w >= 40 ? "what, and why it is in the heap" : "what");
}

/* What the rows are ordered by: of one site, and of all that are listed. */
static double
share_of(const struct view *v, const struct snapshot_site *k)
{
    const struct snapshot_sites *s = &v->now->sites;
    uint64_t part = 0, all = 0;
    switch (v->sites.order) {
    case SITELIST_LIVE:
        part = k->live_bytes, all = s->live_bytes;
        break;
    case SITELIST_RATE:
        part = sitelist_rate(&v->sites, k);
        for (unsigned i = 0; i < s->n; i++)
            all += sitelist_rate(&v->sites, &s->list[i]);
        break;
    case SITELIST_BYTES:
        part = k->bytes, all = s->bytes;
        break;
    case SITELIST_OBJECTS:
    case SITELIST_ORDERS:
        part = k->objects, all = s->objects;
    }
    return all ? (double)part / (double)all : 0;
}

/* Rather the line's number than all of the file's name. */
static void
put_place(struct canvas *c, int x, int y, int w, unsigned style, const struct snapshot_site *k)
{
    char line[16];
    int n = snprintf(line, sizeof line, ":%u", k->line);
    int used = canvas_text(c, x, y, w - n, style, k->file);
    canvas_text(c, x + used, y, n, style, line);
}

static void
draw_site(const struct view *v, const struct snapshot_site *k, struct canvas *c,
          struct canvas_rect r, const struct site_columns *col)
{
    char text[SNAPSHOT_WHAT];
    uint64_t rate = sitelist_rate(&v->sites, k);
    unsigned style = k->user ? THEME_PLAIN : THEME_DIM;
    int x = r.x + col->number;
    canvas_text(c, r.x + col->func, r.y, col->func_w, k->user ? THEME_STRONG : THEME_DIM,
                k->func[0] ? format_func(k->func) : "the runtime");
    if (k->line)
        put_place(c, r.x + col->place, r.y, col->place_w, style, k);
    if (col->bar_w)
        canvas_bar(c, r.x + col->bar, r.y, col->bar_w, THEME_HEAP, share_of(v, k));
    const struct format_text figures[N_NUMBERS] = {format_size(k->live_bytes), format_size(rate),
                                                   format_size(k->bytes), format_count(k->objects)};
    for (int i = 0; i < N_NUMBERS; x += numbers[i++].w)
        canvas_right(c, x, r.y, numbers[i].w,
                     i == SITELIST_LIVE            ? THEME_HEAP
                     : i == SITELIST_RATE && !rate ? THEME_DIM
                                                   : THEME_PLAIN,
                     figures[i].s);
    if (col->what_w)
        canvas_text(c, r.x + col->what, r.y, col->what_w, THEME_DIM, what_of(k, text, sizeof text));
    if (k->id == v->sites.selected)
        canvas_restyle(c, (struct canvas_rect){r.x, r.y, col->place + col->place_w, 1},
                       THEME_REVERSE); /* a bar turned inside out could not be read */
}

static void
draw_list(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    struct site_columns k = columns_for(r.w);
    int rows = r.h - 1, n = (int)v->sites.n, from = (int)sitelist_row(&v->sites) - rows / 2;
    from = from > n - rows ? n - rows : from;
    from = from < 0 ? 0 : from;
    draw_head(&v->sites, c, r, &k);
    for (int i = 0; i < rows && from + i < n; i++) {
        const struct snapshot_site *site =
            sitelist_at(&v->sites, &v->now->sites, (unsigned)(from + i));
        if (site)
            draw_site(v, site, c, (struct canvas_rect){r.x, r.y + 1 + i, r.w, 1}, &k);
    }
}

/* The chosen site in words; then its source, and why it is in the heap. */
static void
draw_chosen(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot_sites *s = &v->now->sites;
    const struct snapshot_site *k = sitelist_at(&v->sites, s, sitelist_row(&v->sites));
    char text[SNAPSHOT_WHAT];
    struct canvas_pen p = {c, r.x + 1, r.y, r.x + r.w - 1};
    if (!k || r.h < 1)
        return;
    canvas_pen_add(&p, THEME_STRONG, "%s", k->func[0] ? format_func(k->func) : "the runtime");
    if (k->line)
        canvas_pen_add(&p, THEME_PLAIN, "  %s:%u", k->file, k->line);
    if (k->objects)
        canvas_pen_add(&p, THEME_DIM, "  %s each",
                       format_bytes((k->bytes + k->objects / 2) / k->objects).s);
    canvas_pen_add(&p, THEME_HEAP, "  %s", what_of(k, text, sizeof text));
    if (r.h < 4 || s->shown != k->id)
        return;
    int why = v->sites.open && s->n_why < (unsigned)r.h / 2 ? (int)s->n_why : 0;
    struct canvas_rect source = {r.x, r.y + 1, r.w, r.h - 1 - (why ? why + 1 : 0)};
    panels_source(c, source,
                  &(struct panels_source){k->line, s->first_line, s->n_lines, s->lines, s->notes});
    for (int i = 0; i < why; i++)
        canvas_text(c, r.x + 1, r.y + r.h - why + i, r.w - 2,
                    s->why[i].line ? THEME_HEAP : THEME_DIM, s->why[i].text);
}

static void
draw_totals(const struct snapshot_sites *s, struct canvas *c, struct canvas_rect r)
{
    struct canvas_pen p = {c, r.x + 1, r.y, r.x + r.w - 1};
    const char *about = s->rate == 1 ? "" : "about ";
    canvas_pen_add(&p, THEME_DIM, "%s", about);
    canvas_pen_add(&p, THEME_STRONG, "%s", format_bytes(s->bytes).s);
    canvas_pen_add(&p, THEME_DIM, " allocated in ");
    canvas_pen_add(&p, THEME_STRONG, "%s", format_count(s->objects).s);
    canvas_pen_add(&p, THEME_DIM, " objects; of that live ");
    canvas_pen_add(&p, THEME_STRONG, "%s", format_bytes(s->live_bytes).s);
    if (s->since_ns && r.w >= 100)
        canvas_pen_add(&p, THEME_DIM, "; older objects are not in it");
}

void
panel_sites_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot_sites *s = &v->now->sites;
    struct canvas_rect text = {r.x + 1, r.y, r.w - 2, r.h};
    if (!s->rate) {
        bool ended = v->now->run.state == SNAPSHOT_ENDED;
        int used = panels_prose(
            c, text, THEME_PLAIN,
            ended ? "The program has ended, and its allocations were not counted. P has them "
                    "counted, "
                    "from the first one, in the next run; R starts it."
                  : "Allocations are not counted: the program runs as fast as it can. P begins to "
                    "count each of them, with the line that made it.");
        panels_explain(v, c, r, used);
        return;
    }
    if (!v->sites.n) {
        panels_prose(c, text, THEME_DIM, "Nothing has been allocated since counting began.");
        return;
    }
    int rows = (int)v->sites.n + 1, low = r.h - 1;
    if (v->sites.open)
        low = r.h / 3 > 4 ? r.h / 3 : 4;
    else if (low - 3 > rows)
        low = rows;
    else
        low -= 2;
    low = rows < low ? rows : low;
    draw_list(v, c, (struct canvas_rect){r.x, r.y, r.w, low});
    draw_chosen(v, c, (struct canvas_rect){r.x, r.y + low + 1, r.w, r.h - low - 2});
    draw_totals(s, c, (struct canvas_rect){r.x, r.y + r.h - 1, r.w, 1});
}
