/* What the collector has done in its last steps, newest first, while single events can be followed:
 * which root was read, which object was found there and turned grey, which was read and is black.
 */
#include "ui/panels.h"

#include <inttypes.h>
#include <stdio.h>

#include "trace/event.h"
#include "ui/theme.h"

static bool
is_step(const struct snapshot_event *e)
{
    return e->kind == EVENT_GC_ROOT || e->kind == EVENT_GC_GREY || e->kind == EVENT_GC_BLACK ||
           e->kind == EVENT_GC_SHADE;
}

bool
panel_gcsteps_any(const struct view *v)
{
    for (unsigned i = 0; view_is_slow(v) && i < v->now->n_events; i++)
        if (is_step(&v->now->events[i]))
            return true;
    return false;
}

/* The object an event is about: its address and size. */
static void
draw_object(const struct snapshot_event *e, struct canvas *c, int x, int y)
{
    char text[32];
    snprintf(text, sizeof text, "0x%" PRIx64, e->a);
    canvas_text(c, x, y, 14, THEME_PLAIN, text);
    canvas_right(c, x + 13, y, 10, THEME_DIM, format_bytes(e->b).s);
}

/* What happened, in words. */
static void
words(const struct snapshot_event *e, char *out, size_t cap)
{
    switch (e->kind) {
    case EVENT_GC_ROOT:
        snprintf(out, cap, "%s was read, %s", e->where, format_bytes(e->c).s);
        break;
    case EVENT_GC_GREY:
        if (e->where[0])
            snprintf(out, cap, "found in %s", format_func(e->where));
        else if (e->c)
            snprintf(out, cap, "found in an object, at 0x%" PRIx64, e->c);
        else
            snprintf(out, cap, "found by the write barrier");
        break;
    case EVENT_GC_BLACK:
        if (e->c)
            snprintf(out, cap, "was read: %" PRIu64 " pointer%s in it", e->c, e->c == 1 ? "" : "s");
        else
            snprintf(out, cap, "was read: no pointers in it");
        break;
    default:
        snprintf(out, cap, "a store to 0x%" PRIx64 " took away 0x%" PRIx64 " and put 0x%" PRIx64,
                 e->a, e->b, e->c);
    }
}

static void
draw_step(const struct snapshot_event *e, struct canvas *c, struct canvas_rect r)
{
    static const struct {
        unsigned style;
        const char *glyph, *word;
    } looks[] = {{THEME_STACK, " ", "root"},
                 {THEME_GREY, "◐", "grey"},
                 {THEME_BLACK, "●", "black"},
                 {THEME_GC, " ", "barrier"}};
    unsigned look = e->kind - EVENT_GC_ROOT;
    enum { GLYPH = 1, WORD = 3, OBJECT = 12, WORDS = 37 };
    char text[120];
    canvas_text(c, r.x + GLYPH, r.y, 1, looks[look].style, looks[look].glyph);
    canvas_text(c, r.x + WORD, r.y, OBJECT - WORD, looks[look].style, looks[look].word);
    bool object = e->kind == EVENT_GC_GREY || e->kind == EVENT_GC_BLACK;
    if (object)
        draw_object(e, c, r.x + OBJECT, r.y);
    int x = object ? WORDS : OBJECT;
    words(e, text, sizeof text);
    canvas_text(c, r.x + x, r.y, r.w - x, THEME_PLAIN, text);
}

void
panel_gcsteps_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    int y = r.y, end = r.y + r.h;
    if (r.h < 2)
        return;
    canvas_text(c, r.x, y++, r.w, THEME_DIM, "the collector's last steps, newest first");
    for (unsigned i = v->now->n_events; i-- > 0 && y < end;)
        if (is_step(&v->now->events[i]))
            draw_step(&v->now->events[i], c, (struct canvas_rect){r.x, y++, r.w, 1});
}
