/* The panels: each draws one aspect of a snapshot into a rectangle. Pure: canvas, rectangle and
 * view in, cells out. A panel has two sizes: a box on the overview and the full screen. */
#ifndef UI_PANELS_H
#define UI_PANELS_H

#include "ui/canvas.h"
#include "ui/format.h"
#include "ui/view.h"

struct panels_entry {
    char digit;          /* the key that shows it */
    const char *name;    /* "Stacks" */
    const char *explain; /* name of the text behind `?` */
    unsigned role;       /* its hue */
    /* Short facts for the frame's upper edge. */
    void (*facts)(const struct view *v, char *out, size_t cap);
    /* Inside the frame; r has no room for it. */
    void (*draw)(const struct view *v, struct canvas *c, struct canvas_rect r);
    /* The full screen; NULL = draw. */
    void (*draw_full)(const struct view *v, struct canvas *c, struct canvas_rect r);
};

extern const struct panels_entry panels_entries[VIEW_PANELS]; /* by enum view_panel */

/* Frame, title, facts, and the panel inside. */
void panels_draw(const struct view *v, enum view_panel p, struct canvas *c, struct canvas_rect r);
/* The past of a figure, newest right, with a label above it; columns in which the trend's counter
 * moved are drawn in the role `marked`. */
void panels_trend(const struct trend *t, struct canvas *c, struct canvas_rect r, const char *label,
                  unsigned style, unsigned marked);
/* What the region is, where a panel on the full screen leaves rows free: from row `used` of r on.
 */
void panels_explain(const struct view *v, struct canvas *c, struct canvas_rect r, int used);
/* An explanation from line `skip` on, long lines broken and indented as its paragraphs are. Returns
 * how many lines it has at that width; r.h may be 0. */
int panels_lines(struct canvas *c, struct canvas_rect r, int skip, unsigned style,
                 const char *text);
/* Lines of source, `line` in the middle, and behind each what of it goes to the heap. */
struct panels_source {
    uint32_t line;
    unsigned first, n; /* the lines that are there */
    const char (*lines)[SNAPSHOT_LINE];
    const char (*notes)[SNAPSHOT_LINE];
};
void panels_source(struct canvas *c, struct canvas_rect r, const struct panels_source *s);
/* A hint in an empty panel: lines of text, wrapped, dim. Returns the rows used. */
int panels_prose(struct canvas *c, struct canvas_rect r, unsigned style, const char *text);

void panel_stacks_facts(const struct view *v, char *out, size_t cap);
void panel_stacks_draw(const struct view *v, struct canvas *c, struct canvas_rect r);
void panel_stacks_draw_full(const struct view *v, struct canvas *c, struct canvas_rect r);
/* One goroutine's stack, frame by frame, and the variables of one frame. */
void panel_frames_draw(const struct view *v, struct canvas *c, struct canvas_rect r);
void panel_heap_facts(const struct view *v, char *out, size_t cap);
void panel_heap_draw(const struct view *v, struct canvas *c, struct canvas_rect r);
void panel_heap_draw_full(const struct view *v, struct canvas *c, struct canvas_rect r);
void panel_heapmap_draw(const struct view *v, struct canvas *c, struct canvas_rect r);
void panel_gc_facts(const struct view *v, char *out, size_t cap);
void panel_gc_draw(const struct view *v, struct canvas *c, struct canvas_rect r);
void panel_gc_draw_full(const struct view *v, struct canvas *c, struct canvas_rect r);
/* The collector's last steps; any: there are some to show. */
bool panel_gcsteps_any(const struct view *v);
void panel_gcsteps_draw(const struct view *v, struct canvas *c, struct canvas_rect r);
void panel_arenas_facts(const struct view *v, char *out, size_t cap);
void panel_arenas_draw(const struct view *v, struct canvas *c, struct canvas_rect r);
void panel_globals_facts(const struct view *v, char *out, size_t cap);
void panel_globals_draw(const struct view *v, struct canvas *c, struct canvas_rect r);
void panel_text_facts(const struct view *v, char *out, size_t cap);
void panel_text_draw(const struct view *v, struct canvas *c, struct canvas_rect r);
void panel_text_draw_full(const struct view *v, struct canvas *c, struct canvas_rect r);
void panel_relations_facts(const struct view *v, char *out, size_t cap);
void panel_relations_draw(const struct view *v, struct canvas *c, struct canvas_rect r);
void panel_sites_facts(const struct view *v, char *out, size_t cap);
void panel_sites_draw(const struct view *v, struct canvas *c, struct canvas_rect r);
void panel_regions_facts(const struct view *v, char *out, size_t cap);
void panel_regions_draw(const struct view *v, struct canvas *c, struct canvas_rect r);
void panel_output_facts(const struct view *v, char *out, size_t cap);
void panel_output_draw(const struct view *v, struct canvas *c, struct canvas_rect r);

#endif
