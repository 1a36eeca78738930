/* The one table of panels, and the frame around each. */
#include "ui/panels.h"

#include "explain.h"
#include "ui/theme.h"

#include <stdio.h>
#include <string.h>

#define PANEL(stem) panel_##stem##_facts, panel_##stem##_draw

const struct panels_entry panels_entries[VIEW_PANELS] = {
    [VIEW_STACKS] = {'2', "Stacks", "stack", THEME_STACK, PANEL(stacks), panel_stacks_draw_full},
    [VIEW_HEAP] = {'3', "Heap", "heap", THEME_HEAP, PANEL(heap), panel_heap_draw_full},
    [VIEW_GC] = {'4', "GC", "gc", THEME_GC, PANEL(gc), panel_gc_draw_full},
    [VIEW_ARENAS] = {'5', "Arenas", "arena", THEME_ARENA, PANEL(arenas), NULL},
    [VIEW_GLOBALS] = {'6', "Globals", "globals", THEME_GLOBALS, PANEL(globals), NULL},
    [VIEW_TEXT] = {'7', "Text", "text", THEME_TEXT, PANEL(text), panel_text_draw_full},
    [VIEW_RELATIONS] = {'8', "Relations", "goroutines", THEME_STRONG, PANEL(relations), NULL},
    [VIEW_REGIONS] = {'9', "Regions", "heap", THEME_STRONG, PANEL(regions), NULL},
    [VIEW_SITES] = {'p', "Allocation sites", "sites", THEME_HEAP, PANEL(sites), NULL},
    [VIEW_OUTPUT] = {'o', "Output", NULL, THEME_STRONG, PANEL(output), NULL},
};

/* Facts are parted by middle dots, the most important first; those that do not fit go. */
static void
drop_facts(char *facts, int room)
{
    for (char *dot; canvas_width(facts) > room && (dot = strrchr(facts, '\xb7')) != NULL;)
        dot[-2] = 0; /* the dot is two bytes, a space before it */
}

void
panels_draw(const struct view *v, enum view_panel p, struct canvas *c, struct canvas_rect r)
{
    const struct panels_entry *e = &panels_entries[p];
    bool focused = v->focus == p;
    char facts[160] = "";
    canvas_frame(c, r, focused ? e->role | THEME_BOLD : THEME_DIM);
    struct canvas_pen pen = {c, r.x + 1, r.y, r.x + r.w - 2};
    canvas_pen_add(&pen, THEME_PLAIN, " ");
    canvas_pen_add(&pen, e->role | (focused ? THEME_BOLD | THEME_REVERSE : THEME_BOLD), "%c %s",
                   e->digit, e->name);
    canvas_pen_add(&pen, THEME_PLAIN, " ");
    if (v->any)
        e->facts(v, facts, sizeof facts);
    int room = r.x + r.w - 2 - pen.x - 1;
    drop_facts(facts, room - 2);
    int want = canvas_width(facts) + 2;
    if (facts[0] && room > 8) {
        int w = want < room ? want : room;
        struct canvas_pen right = {c, r.x + r.w - 1 - w, r.y, r.x + r.w - 1};
        canvas_put(c, right.x++, r.y, THEME_PLAIN, ' ');
        right.end--;
        canvas_pen_add(&right, THEME_PLAIN, "%s", facts);
        canvas_put(c, right.x, r.y, THEME_PLAIN, ' ');
    }
    struct canvas_rect in = {r.x + 1, r.y + 1, r.w - 2, r.h - 2};
    if (v->any && in.w > 8 && in.h > 0)
        (v->zoomed && focused && e->draw_full ? e->draw_full : e->draw)(v, c, in);
}

/* Tabs as four blanks: columns are few here. Where the note has no room behind the line, one word
 * at the edge stands for it. */
static void
draw_source_line(const char *line, const char *note, struct canvas *c, struct canvas_rect r,
                 unsigned style)
{
    enum { LEAST = 20 };
    int x = 0;
    for (; *line == '\t'; line++)
        x += 4;
    if (x < r.w)
        x += canvas_text(c, r.x + x, r.y, r.w - x, style, line);
    x += 2;
    if (note[0] && r.w - x >= LEAST)
        canvas_text(c, r.x + x, r.y, r.w - x, THEME_HEAP, note);
    else if (note[0] && r.w > LEAST)
        canvas_text(c, r.x + r.w - 5, r.y, 5, THEME_HEAP, " heap");
}

void
panels_source(struct canvas *c, struct canvas_rect r, const struct panels_source *s)
{
    if (!s->n || r.h < 1)
        return;
    int from = (int)s->line - (r.h - 1) / 2, last = (int)(s->first + s->n);
    from = from > last - r.h ? last - r.h : from;
    from = from < (int)s->first ? (int)s->first : from;
    for (int i = 0; i < r.h && from + i < last; i++) {
        char number[16];
        bool here = from + i == (int)s->line;
        snprintf(number, sizeof number, "%d", from + i);
        canvas_right(c, r.x, r.y + i, 4, here ? THEME_STRONG : THEME_DIM, number);
        if (here)
            canvas_put(c, r.x + 5, r.y + i, THEME_GC, 0x25b6);
        int k = from + i - (int)s->first;
        draw_source_line(s->lines[k], s->notes[k], c,
                         (struct canvas_rect){r.x + 7, r.y + i, r.w - 7, 1},
                         here ? THEME_STRONG : THEME_DIM);
    }
}

int
panels_prose(struct canvas *c, struct canvas_rect r, unsigned style, const char *text)
{
    int y = 0;
    while (*text && y < r.h) {
        size_t n = 0, fit = 0;
        while (text[n] && text[n] != '\n' && (int)n < r.w) {
            n++;
            if (text[n] == ' ' || text[n] == '\n' || !text[n])
                fit = n;
        }
        if (!fit)
            fit = n;
        canvas_textf(c, r.x, r.y + y++, r.w, style, "%.*s", (int)fit, text);
        text += fit;
        while (*text == ' ')
            text++;
        if (*text == '\n')
            text++;
    }
    return y;
}

enum { STEPS_A_COLUMN = 2 };

static void
label_trend(const struct trend *t, struct canvas *c, struct canvas_rect r, const char *label)
{
    struct canvas_pen p = {c, r.x, r.y, r.x + r.w};
    unsigned steps = STEPS_A_COLUMN * (unsigned)r.w;
    canvas_pen_add(&p, THEME_DIM, "%s in the last %u s, highest ", label, steps / 10);
    canvas_pen_add(&p, THEME_STRONG, "%s", format_bytes(trend_high(t, 0, steps)).s);
}

void
panels_trend(const struct trend *t, struct canvas *c, struct canvas_rect r, const char *label,
             unsigned style, unsigned marked)
{
    uint64_t top = trend_high(t, 0, STEPS_A_COLUMN * (unsigned)r.w);
    if (r.h > 1) {
        label_trend(t, c, r, label);
        r.y++;
        r.h--;
    }
    for (unsigned i = 0; i < (unsigned)r.w; i++) {
        uint64_t high = trend_high(t, i * STEPS_A_COLUMN, STEPS_A_COLUMN);
        int x = r.x + r.w - 1 - (int)i, y = r.y + r.h - 1;
        bool mark = trend_marks(t, i * STEPS_A_COLUMN, STEPS_A_COLUMN) > 0;
        if (high)
            canvas_column(c, x, y, r.h, mark ? marked : style, (double)high / (double)top);
        else
            canvas_put(c, x, y, THEME_DIM | THEME_FAINT, 0x00b7);
    }
}

enum { INDENT = 9 }; /* of a paragraph under its head word */

static bool
is_continued(const char *line)
{
    return strncmp(line, "         ", INDENT) == 0;
}

/* Takes a line and those that continue it, as one. */
static const char *
next_paragraph(const char *text, char *out, size_t cap)
{
    size_t n = 0;
    do {
        size_t len = strcspn(text, "\n"), skip = n ? INDENT : 0;
        n += (size_t)snprintf(out + n, cap - n, "%s%.*s", n ? " " : "", (int)(len - skip),
                              text + skip);
        text += len + (text[len] == '\n');
    } while (is_continued(text) && n + 200 < cap);
    return text;
}

/* Bytes of text that fit into w cells, broken at a blank. The texts are ASCII. */
static int
fitting(const char *text, int w)
{
    int n = (int)strlen(text);
    if (n <= w)
        return n;
    for (int i = w; i > INDENT; i--)
        if (text[i] == ' ')
            return i;
    return w > 0 ? w : 1;
}

int
panels_lines(struct canvas *c, struct canvas_rect r, int skip, unsigned style, const char *text)
{
    char paragraph[2048];
    int y = -skip;
    while (*text) {
        text = next_paragraph(text, paragraph, sizeof paragraph);
        const char *p = paragraph;
        bool headed = strlen(p) > INDENT && p[INDENT - 1] == ' ' && y + skip > 1;
        int head = headed ? (int)strcspn(p, " ") : 0, indent = 0;
        do {
            int fit = fitting(p, r.w - indent);
            if (y >= 0 && y < r.h) {
                canvas_textf(c, r.x + indent, r.y + y, r.w - indent, style, "%.*s", fit, p);
                if (indent == 0 && head < INDENT)
                    canvas_textf(c, r.x, r.y + y, r.w, style | THEME_BOLD, "%.*s", head, p);
            }
            y++;
            indent = headed ? INDENT : 0;
            p += fit;
            p += *p == ' ';
        } while (*p);
    }
    return y + skip;
}

void
panels_explain(const struct view *v, struct canvas *c, struct canvas_rect r, int used)
{
    const char *name = panels_entries[v->focus].explain;
    const struct explain_text *e = v->zoomed && name ? explain_find(name) : NULL;
    if (e)
        panels_lines(c, (struct canvas_rect){r.x + 1, r.y + used + 1, r.w - 2, r.h - used - 1}, 0,
                     THEME_DIM, e->text);
}
