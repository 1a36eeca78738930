/* Stacks: one row a goroutine, in order of ids, so that rows keep their place. Each tells where it
 * is, how deep, how full its stack is and whether the stack has just been copied. Below: how many
 * stacks there are of each size. */
#include "base/bug.h"
#include "ui/panels.h"
#include "ui/theme.h"

#include <stdio.h>
#include <string.h>

#define FLASH_NS  INT64_C(500000000)
#define RECENT_NS INT64_C(3000000000)

struct columns { /* offsets from the left edge, widths; width 0 = not shown */
    int id, where, where_w, depth, bar, bar_w, size, size_w, state, state_w;
    int line, high, grows, age; /* full screen */
};

/* Shared out from left to right: id, where, depth, bar, size, state. */
static struct columns
columns_for(int w, bool full)
{
    struct columns k = {.id = 5, .depth = 0};
    k.bar_w = w >= 52 ? 10 : w >= 44 ? 7 : 5;
    k.size_w = w >= 46 ? 9 : 4;
    k.state_w = w >= 66 ? 14 : w >= 50 ? 8 : 7;
    int fixed = k.id + 1 + 5 + 1 + k.bar_w + 1 + k.size_w + 1 + 1 + k.state_w + 1;
    int extra = full ? 6 + 8 + 7 + 8 : 0;
    k.where_w = w - fixed - extra;
    if (full && k.where_w < 14) {
        extra = 0;
        k.where_w = w - fixed;
    }
    k.where = k.id + 1;
    k.depth = k.where + k.where_w + 1;
    k.bar = k.depth + 6;
    k.size = k.bar + k.bar_w + 1;
    k.state = k.size + k.size_w + 2;
    if (extra) {
        k.line = k.state + k.state_w;
        k.high = k.line + 6;
        k.grows = k.high + 8;
        k.age = k.grows + 7;
    }
    return k;
}

void
panel_stacks_facts(const struct view *v, char *out, size_t cap)
{
    const struct snapshot_stacks *s = &v->now->stacks;
    if (v->filter[0] || v->filtering)
        snprintf(out, cap, "filter /%s%s", v->filter, v->filtering ? "_" : "");
    else
        snprintf(out, cap, "%s goroutine%s · %s", format_count(s->total).s,
                 s->total == 1 ? "" : "s", format_bytes(s->in_use).s);
}

static void
draw_head(struct canvas *c, struct canvas_rect r, const struct columns *k)
{
    canvas_right(c, r.x, r.y, k->id, THEME_DIM, "G");
    canvas_text(c, r.x + k->where, r.y, k->where_w, THEME_DIM, "where");
    canvas_right(c, r.x + k->depth, r.y, 5, THEME_DIM, "depth");
    canvas_text(c, r.x + k->bar, r.y, k->bar_w, THEME_DIM, k->bar_w > 5 ? "used" : "used");
    canvas_right(c, r.x + k->size, r.y, k->size_w, THEME_DIM, k->size_w > 4 ? "of size" : "size");
    canvas_text(c, r.x + k->state, r.y, k->state_w, THEME_DIM, "state");
    if (k->line) {
        canvas_right(c, r.x + k->line, r.y, 5, THEME_DIM, "line");
        canvas_right(c, r.x + k->high, r.y, 7, THEME_DIM, "highest");
        canvas_right(c, r.x + k->grows, r.y, 6, THEME_DIM, "copied");
        canvas_right(c, r.x + k->age, r.y, 7, THEME_DIM, "waits");
    }
}

/* Used solid, up to the high-water mark shaded, the rest dotted. */
static void
draw_bar(struct canvas *c, int x, int y, int w, const struct snapshot_g *g)
{
    double used = g->size ? (double)g->used / (double)g->size : 0;
    double high = g->size ? (double)g->high_water / (double)g->size : 0;
    int top = (int)(high * w + 0.5);
    canvas_bar(c, x, y, w, THEME_STACK, used);
    for (int i = 0; i < w && i < top; i++)
        if (canvas_at(c, x + i < c->w ? x + i : c->w - 1, y)->style != THEME_STACK)
            canvas_put(c, x + i, y, THEME_STACK | THEME_FAINT, 0x2591);
}

static const char *
state_words(const struct snapshot_g *g, int room)
{
    static const struct {
        const char *from, *to;
    } brief[] = {{"chan receive", "recv"},        {"chan send", "send"},
                 {"sync.Mutex.Lock", "mutex"},    {"sync.RWMutex.RLock", "rlock"},
                 {"sync.RWMutex.Lock", "lock"},   {"sync.WaitGroup.Wait", "group"},
                 {"sync.Cond.Wait", "cond"},      {"semacquire", "sema"},
                 {"GC assist wait", "assist"},    {"wait for GC cycle", "cycle"},
                 {"select (no cases)", "select"}, {"chan receive (nil chan)", "nil"},
                 {"chan send (nil chan)", "nil"}};
    if (g->state == SNAPSHOT_G_RUNNING)
        return room < 7 ? "run" : "running";
    if (g->state == SNAPSHOT_G_RUNNABLE)
        return "ready";
    for (size_t i = 0; i < sizeof brief / sizeof *brief && room < 14; i++)
        if (strcmp(brief[i].from, g->wait_text) == 0)
            return brief[i].to;
    const char *text = strncmp(g->wait_text, "sync.", 5) == 0 ? g->wait_text + 5 : g->wait_text;
    return text[0] ? text : "waiting";
}

/* The mark of a copied stack and its style: a flash that fades. */
static uint32_t
change_mark(const struct snapshot_g *g, int64_t now, unsigned *style)
{
    bool grew = g->grown_ns >= g->shrunk_ns;
    int64_t at = grew ? g->grown_ns : g->shrunk_ns;
    int64_t ago = now - at;
    *style = THEME_STACK;
    if (at == 0 || ago > RECENT_NS)
        return ' ';
    *style = ago < FLASH_NS ? THEME_FLASH : THEME_RECENT;
    return grew ? 0x25b2 : 0x25bc;
}

static void
draw_row(const struct view *v, struct canvas *c, struct canvas_rect r, const struct columns *k,
         const struct snapshot_g *g)
{
    bool running = g->state == SNAPSHOT_G_RUNNING;
    unsigned plain = running ? THEME_STRONG : THEME_PLAIN, mark_style;
    int64_t now = v->now->run.time_ns;
    uint32_t mark = change_mark(g, now, &mark_style);
    char text[64];
    snprintf(text, sizeof text, "%u", g->id);
    canvas_right(c, r.x, r.y, k->id, plain, text);
    canvas_text(c, r.x + k->where, r.y, k->where_w, plain,
                format_func(g->func[0] ? g->func : g->start));
    canvas_right(c, r.x + k->depth, r.y, 5, plain, format_count(g->depth).s);
    draw_bar(c, r.x + k->bar, r.y, k->bar_w, g);
    if (k->size_w > 4) {
        snprintf(text, sizeof text, "%s/%s", format_size(g->used).s, format_stack(g->size).s);
        canvas_right(c, r.x + k->size, r.y, k->size_w, mark == ' ' ? THEME_PLAIN : mark_style,
                     text);
    } else {
        canvas_right(c, r.x + k->size, r.y, k->size_w, mark == ' ' ? THEME_PLAIN : mark_style,
                     format_stack(g->size).s);
    }
    canvas_put(c, r.x + k->size + k->size_w, r.y, mark_style, mark);
    unsigned state = running                           ? THEME_RUNNING
                     : g->state == SNAPSHOT_G_RUNNABLE ? THEME_STRONG
                                                       : THEME_DIM;
    canvas_text(c, r.x + k->state, r.y, r.w - k->state < k->state_w ? r.w - k->state : k->state_w,
                state, state_words(g, k->state_w));
    if (k->line) {
        if (g->line) {
            snprintf(text, sizeof text, "%u", g->line);
            canvas_right(c, r.x + k->line, r.y, 5, THEME_PLAIN, text);
        }
        canvas_right(c, r.x + k->high, r.y, 7, THEME_PLAIN, format_size(g->high_water).s);
        snprintf(text, sizeof text, "%u", g->grows + g->shrinks);
        canvas_right(c, r.x + k->grows, r.y, 6, THEME_PLAIN, text);
        if (g->wait_ns)
            canvas_right(c, r.x + k->age, r.y, 7, THEME_DIM, format_ns(g->wait_ns).s);
    }
    const struct snapshot_event *event = view_event(v);
    if (event && event->goid == g->id)
        canvas_put(c, r.x, r.y, THEME_GC, 0x25b6);
    if (v->selected == g->id)
        canvas_restyle(c, (struct canvas_rect){r.x, r.y, r.w, 1}, THEME_REVERSE);
}

/* "stacks by size  2K ▇▇▇▇ 31  4K ▇ 3": a bar per size that occurs. */
static void
draw_sizes(const struct snapshot_stacks *s, struct canvas *c, struct canvas_rect r)
{
    struct canvas_pen p = {c, r.x + 1, r.y, r.x + r.w};
    int kinds = 0;
    for (int i = 0; i < SNAPSHOT_STACK_SIZES; i++)
        kinds += s->by_size[i] > 0;
    canvas_pen_add(&p, THEME_DIM, r.w >= 50 ? "stacks by size " : "sizes ");
    int bar = kinds ? (p.end - p.x) / kinds - 9 : 0;
    bar = bar > 8 ? 8 : bar;
    for (int i = 0; i < SNAPSHOT_STACK_SIZES && s->total; i++) {
        if (!s->by_size[i])
            continue;
        int w = bar > 0 ? 1 + (int)((double)bar * s->by_size[i] / s->total) : 0;
        canvas_pen_add(&p, THEME_PLAIN, " %s ", format_stack(UINT64_C(2048) << i).s);
        for (int k = 0; k < w && p.x < p.end; k++)
            canvas_put(c, p.x++, r.y, THEME_STACK, 0x2588);
        canvas_pen_add(&p, THEME_STRONG, "%s%s", w ? " " : "", format_count(s->by_size[i]).s);
        canvas_pen_add(&p, THEME_PLAIN, " ");
    }
}

/* The first row shown: the user's scrolling, or what keeps the selected goroutine in sight. */
static int
first_row(const struct view *v, int rows)
{
    int skip = v->scroll[VIEW_STACKS], at = 0;
    for (unsigned i = 0; i < v->now->stacks.n_rows; i++) {
        const struct snapshot_g *g = &v->now->stacks.rows[i];
        if (!view_matches(v, g))
            continue;
        if (g->id == v->selected)
            return at < skip ? at : at >= skip + rows ? at - rows + 1 : skip;
        at++;
    }
    return skip;
}

/* Returns the rows used. */
static int
draw_list(const struct view *v, struct canvas *c, struct canvas_rect r, bool full)
{
    const struct snapshot_stacks *s = &v->now->stacks;
    struct columns k = columns_for(r.w, full);
    draw_head(c, r, &k);
    int y = 1, skip = first_row(v, r.h - 1);
    for (unsigned i = 0; i < s->n_rows && y < r.h; i++) {
        const struct snapshot_g *g = &s->rows[i];
        if (!view_matches(v, g) || skip-- > 0)
            continue;
        draw_row(v, c, (struct canvas_rect){r.x, r.y + y++, r.w, 1}, &k, g);
    }
    if (y == 1)
        canvas_text(c, r.x + 1, r.y + 2, r.w - 2, THEME_DIM,
                    s->total ? "no goroutine matches" : "no goroutine is left");
    return y;
}

/* One line of totals under the list. */
static void
draw_totals(const struct snapshot_stacks *s, struct canvas *c, struct canvas_rect r)
{
    struct canvas_pen p = {c, r.x + 1, r.y, r.x + r.w};
    canvas_pen_add(&p, THEME_DIM, "grown ");
    canvas_pen_add(&p, THEME_STRONG, "%s×", format_count(s->grows).s);
    canvas_pen_add(&p, THEME_DIM, "  shrunk ");
    canvas_pen_add(&p, THEME_STRONG, "%s×", format_count(s->shrinks).s);
    canvas_pen_add(&p, THEME_DIM, "  started ");
    canvas_pen_add(&p, THEME_STRONG, "%s", format_count(s->created).s);
    canvas_pen_add(&p, THEME_DIM, "  ended ");
    canvas_pen_add(&p, THEME_STRONG, "%s", format_count(s->exited).s);
}

/* Rows that the list leaves free show the past. */
static void
fill_up(const struct view *v, struct canvas *c, struct canvas_rect r, int used)
{
    int free_rows = r.h - used - 1;
    if (free_rows < 2)
        return;
    int h = free_rows < 8 ? free_rows : 8;
    panels_trend(&v->stack_used, c, (struct canvas_rect){r.x + 1, r.y + r.h - h, r.w - 2, h},
                 "stacks used", THEME_STACK, THEME_RECENT & ~THEME_BOLD);
}

void
panel_stacks_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    int low = r.h >= 10 ? 2 : r.h >= 7 ? 1 : 0;
    struct canvas_rect list = {r.x, r.y, r.w, r.h - low};
    fill_up(v, c, list, draw_list(v, c, list, false));
    if (low >= 1)
        draw_sizes(&v->now->stacks, c, (struct canvas_rect){r.x, r.y + r.h - low, r.w, 1});
    if (low >= 2)
        draw_totals(&v->now->stacks, c, (struct canvas_rect){r.x, r.y + r.h - 1, r.w, 1});
}

void
panel_stacks_draw_full(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    struct canvas_rect list = {r.x, r.y, r.w, r.h - 3};
    if (view_shows_frames(v)) {
        list.h = r.h / 3 > 5 ? r.h / 3 : 5;
        int used = draw_list(v, c, list, true);
        panel_frames_draw(v, c, (struct canvas_rect){r.x, r.y + used + 1, r.w, r.h - used - 1 - 3});
    } else {
        list.h--;
        fill_up(v, c, list, draw_list(v, c, list, true));
        canvas_text(c, r.x + 1, r.y + r.h - 4, r.w - 2, THEME_DIM,
                    "enter: the stack of a goroutine   n N: the next, the one before   /: filter");
    }
    draw_sizes(&v->now->stacks, c, (struct canvas_rect){r.x, r.y + r.h - 2, r.w, 1});
    draw_totals(&v->now->stacks, c, (struct canvas_rect){r.x, r.y + r.h - 1, r.w, 1});
}
