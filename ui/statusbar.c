/* The state is the first word of the screen. STOPPED is the program's state, FROZEN the view's: two
 * words in two colours at the same place. */
#include "ui/statusbar.h"

#include "ui/format.h"
#include "ui/theme.h"

#include <stdio.h>
#include <string.h>

static void
add_state(const struct view *v, struct canvas_pen *p)
{
    const struct snapshot_run *run = &v->live->run;
    if (v->frozen)
        canvas_pen_add(p, THEME_FROZEN | THEME_REVERSE, "  F R O Z E N  VIEW  ");
    else if (run->state == SNAPSHOT_STOPPED)
        canvas_pen_add(p, THEME_STOPPED | THEME_REVERSE, "  S T O P P E D  ");
    else if (run->state == SNAPSHOT_ENDED)
        canvas_pen_add(p, (run->exit_status ? THEME_STOPPED : THEME_STRONG) | THEME_REVERSE,
                       "  ENDED, exit status %d  ", run->exit_status);
    else if (run->state == SNAPSHOT_LOADING)
        canvas_pen_add(p, THEME_STRONG | THEME_REVERSE, "  LOADING  ");
    else
        canvas_pen_add(p, THEME_RUNNING | THEME_REVERSE, "  RUNNING  ");
    canvas_pen_add(p, THEME_PLAIN, " ");
}

/* Running: how fast. Stopped: where. */
static void
add_speed(const struct view *v, struct canvas_pen *p)
{
    const struct snapshot_run *run = &v->live->run;
    const struct snapshot_g *g = view_event_goroutine(v);
    if (run->state == SNAPSHOT_RUNNING)
        canvas_pen_add(p, THEME_STRONG, " %s", format_speed(run->ops_per_second).s);
    else if (run->state == SNAPSHOT_STOPPED && g && g->line)
        canvas_pen_add(p, THEME_STRONG, " G%u in %s, line %u", g->id, format_func(g->func),
                       g->line);
}

/* What each P does, a glyph each. */
static void
add_procs(const struct snapshot *s, struct canvas_pen *p)
{
    static const struct {
        unsigned style;
        const char *glyph;
    } what[] = {{THEME_DIM, "·"}, {THEME_RUNNING, "▶"}, {THEME_GC, "◐"}, {THEME_STOPPED, "■"}};
    canvas_pen_add(p, THEME_DIM, "P ");
    canvas_pen_add(p, THEME_STRONG, "%u ", s->run.procs);
    for (unsigned i = 0; i < s->n_procs && i < 16; i++) {
        unsigned w = s->procs[i].what < 4 ? s->procs[i].what : 0;
        canvas_pen_add(p, what[w].style, "%s", what[w].glyph);
    }
}

static void
add_goroutines(const struct snapshot_stacks *s, struct canvas_pen *p, bool wide)
{
    canvas_pen_add(p, THEME_DIM, "G ");
    canvas_pen_add(p, THEME_STRONG, "%s", format_count(s->total).s);
    if (wide)
        canvas_pen_add(p, THEME_PLAIN, ": %u running, %u ready, %u waiting", s->running,
                       s->runnable, s->waiting);
}

void
statusbar_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot *s = v->now;
    struct canvas_pen p = {c, r.x, r.y, r.x + r.w};
    const char *gap = r.w >= 100 ? "   " : "  ";
    add_state(v, &p);
    add_speed(v, &p);
    canvas_pen_add(&p, THEME_PLAIN, "%s%s%s", gap, s->run.program, gap);
    add_procs(s, &p);
    canvas_pen_add(&p, THEME_PLAIN, "%s", gap);
    add_goroutines(&s->stacks, &p, r.w >= 110);
    canvas_pen_add(&p, THEME_PLAIN, "%s", gap);
    canvas_pen_add(&p, THEME_STRONG, "%s", format_clock(s->run.time_ns).s);
    if (s->run.deterministic)
        canvas_pen_add(&p, THEME_DIM, "%sseed %llu", gap, (unsigned long long)s->run.seed);
    if (s->sites.rate && s->run.state != SNAPSHOT_ENDED) {
        canvas_pen_add(&p, THEME_PLAIN, "%s", gap);
        canvas_pen_add(&p, THEME_HEAP, "counting sites");
    }
    int n = 7;
    if (p.x + n + 1 < p.end)
        canvas_right(c, p.end - n - 1, r.y, n, THEME_DIM, "? help");
}

/* Whole sentences as far as they fit; the first one is cut if it must be. */
static void
add_sentences(struct canvas_pen *p, const char *text)
{
    size_t fit = strlen(text);
    for (size_t i = strlen(text); i > 0 && canvas_width(text) > p->end - p->x; i--)
        if (text[i - 1] == '.' && text[i] == ' ' && (int)i <= p->end - p->x) {
            fit = i;
            break;
        }
    canvas_pen_add(p, THEME_PLAIN, "%.*s", (int)fit, text);
}

void
statusbar_narrate(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    char event[400] = "";
    struct canvas_pen p = {c, r.x, r.y, r.x + r.w};
    if (view_is_slow(v))
        narrator_event(v->now, event, sizeof event);
    canvas_pen_add(&p, THEME_GC, event[0] ? " ● " : " ▶ ");
    add_sentences(&p, event[0] ? event : v->narrator.text);
}

static unsigned
situation(const struct view *v)
{
    unsigned zoom = v->zoomed || v->overlay ? KEYMAP_IN_ZOOM : 0;
    unsigned frames = view_shows_frames(v) ? KEYMAP_IN_FRAMES : 0;
    enum snapshot_state s = v->live->run.state;
    unsigned sites = view_shows_sites(v) && !v->overlay ? KEYMAP_IN_SITES : 0;
    return zoom | frames | sites |
           (s == SNAPSHOT_STOPPED ? KEYMAP_IN_STOPPED
            : s == SNAPSHOT_ENDED ? KEYMAP_IN_ENDED
                                  : KEYMAP_IN_RUNNING);
}

static const char *
words_of(const struct view *v, const struct keymap_entry *e)
{
    if (e->action == KEYMAP_STOP && v->live->run.state == SNAPSHOT_STOPPED)
        return "run";
    if (e->action == KEYMAP_COUNT_SITES && !v->live->sites.rate)
        return "count";
    if (e->action == KEYMAP_OPEN && view_shows_sites(v))
        return "source";
    if (e->action == KEYMAP_FREEZE && v->frozen)
        return "unfreeze";
    return e->footer;
}

void
statusbar_keys(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    unsigned now = situation(v);
    struct canvas_pen p = {c, r.x + 1, r.y, r.x + r.w};
    if (v->filtering) {
        canvas_pen_add(&p, THEME_KEY, "filter: %s_", v->filter);
        canvas_pen_add(&p, THEME_DIM, "   enter keeps it, esc drops it");
        return;
    }
    int room = r.w - 9; /* quit always fits at the end */
    for (const struct keymap_entry *e = keymap_entries; e->action != KEYMAP_NONE; e++) {
        if (!e->footer || !(e->when & now) || e->action == KEYMAP_QUIT)
            continue;
        bool opened =
            (now & KEYMAP_IN_ZOOM) && (!(now & KEYMAP_IN_SITES) || v->sites.open || !v->sites.n);
        if (e->action == KEYMAP_OPEN && opened)
            continue;
        bool over = v->live->run.state == SNAPSHOT_ENDED && v->live->sites.rate;
        if (e->action == KEYMAP_COUNT_SITES && over)
            continue;
        const char *words = words_of(v, e);
        if (p.x + canvas_width(e->label) + 1 + canvas_width(words) > r.x + room)
            continue;
        canvas_pen_add(&p, THEME_KEY, "%s", e->label);
        canvas_pen_add(&p, THEME_DIM, " %s", words);
        canvas_pen_add(&p, THEME_PLAIN, r.w >= 100 ? "  " : " ");
    }
    p.x = r.x + r.w - 7;
    canvas_pen_add(&p, THEME_KEY, "q");
    canvas_pen_add(&p, THEME_DIM, " quit");
}

/* Adds a piece of text only when it fits as a whole. */
static void
add_whole(struct canvas_pen *p, unsigned style, const char *text)
{
    if (p->x + canvas_width(text) < p->end)
        canvas_pen_add(p, style, "%s", text);
    else
        p->end = p->x;
}

void
statusbar_strip(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot_globals *g = &v->now->globals;
    const struct snapshot_text *t = &v->now->text;
    char text[96];
    struct canvas_pen p = {c, r.x + 1, r.y, r.x + r.w / 2};
    canvas_pen_add(&p, THEME_GLOBALS | THEME_BOLD | (v->focus == VIEW_GLOBALS ? THEME_REVERSE : 0),
                   "6 Globals");
    canvas_pen_add(&p, THEME_STRONG, " %s",
                   format_size(g->data + g->noptrdata + g->bss + g->noptrbss).s);
    canvas_pen_add(&p, THEME_PLAIN, " %s roots", format_count(g->roots).s);
    for (unsigned i = 0; i < g->n && i < 4; i++) {
        snprintf(text, sizeof text, "%s%s", i ? ", " : ": ", format_func(g->list[i].name));
        add_whole(&p, THEME_DIM, text);
    }
    p = (struct canvas_pen){c, r.x + r.w / 2 + 1, r.y, r.x + r.w};
    canvas_pen_add(&p, THEME_TEXT | THEME_BOLD | (v->focus == VIEW_TEXT ? THEME_REVERSE : 0),
                   "7 Text");
    canvas_pen_add(&p, THEME_STRONG, " %s", format_size(t->text).s);
    canvas_pen_add(&p, THEME_PLAIN, " code");
    for (unsigned i = 0; i < t->n && i < 4 && t->samples; i++) {
        snprintf(text, sizeof text, "%s%s %.0f%%", i ? ", " : ": ", format_func(t->list[i].name),
                 100 * (double)t->list[i].samples / (double)t->samples);
        add_whole(&p, THEME_DIM, text);
    }
}
