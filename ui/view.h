/* What the user sees and has chosen: the snapshot on the screen, the past that is drawn, focus,
 * scrolling, overlays. The panels read it and change nothing. Owned by the loop's thread. */
#ifndef UI_VIEW_H
#define UI_VIEW_H

#include "base/vec.h"
#include "obs/snapshot.h"
#include "ui/keymap.h"
#include "ui/narrator.h"
#include "ui/sitelist.h"
#include "ui/transcript.h"
#include "ui/trend.h"

#include <stdbool.h>
#include <stdint.h>

enum view_panel { /* the digit that shows it, minus 2 */
                  VIEW_STACKS,
                  VIEW_HEAP,
                  VIEW_GC,
                  VIEW_ARENAS,
                  VIEW_GLOBALS,
                  VIEW_TEXT,
                  VIEW_RELATIONS,
                  VIEW_REGIONS,
                  VIEW_OUTPUT, /* this and the next have letters */
                  VIEW_SITES,
                  VIEW_PANELS
};

enum view_overlay { VIEW_NO_OVERLAY, VIEW_HELP, VIEW_LEGEND, VIEW_WHY };

struct view {
    struct snapshot *now;  /* on the screen; owned */
    struct snapshot *live; /* newest; owned; the same as now unless frozen */
    int64_t ended_ns;      /* time of the run when its end was first seen; 0 = it goes on */
    bool any;              /* there is a snapshot */
    bool frozen;
    enum view_panel focus;
    bool zoomed; /* the focused panel on the full screen */
    enum view_overlay overlay;
    int overlay_scroll;
    int scroll[VIEW_PANELS];      /* first row shown */
    uint32_t first_goroutine;     /* of the snapshot's rows */
    VEC(uint32_t) earlier_firsts; /* to go back by */
    uint32_t selected;            /* goroutine, 0 = none */
    int frame;                    /* of the goroutine looked at; -1 = the program's innermost */
    char filter[40];              /* goroutines that contain this; "" = all */
    bool filtering;               /* it is being typed */
    struct trend live_heap;
    struct trend stack_used; /* bytes used of all stacks that are listed */
    struct sitelist sites;
    struct narrator narrator;
    struct transcript transcript;
    int page_rows; /* rows of the focused panel, as drawn last */
};

void view_init(struct view *v);
void view_finish(struct view *v);

/* Forgets the run, keeps what the user has chosen to look at. */
void view_restart(struct view *v);

/* What to ask the next snapshot for. */
struct snapshot_view view_wants(const struct view *v);
/* A new snapshot stands in v->live. now_ns: host time. */
void view_advance(struct view *v, int64_t now_ns);

/* Takes a key. What the view can do itself it does, returning NONE; what concerns the run or the
 * program is returned: STOP, steps, speed, COLLECT, SITES, COUNT_SITES, RESTART, REDRAW, SUSPEND,
 * QUIT. */
enum keymap_action view_key(struct view *v, uint32_t key);

/* Below this many operations a second, or stopped, single events can be followed. */
bool view_is_slow(const struct view *v);
/* The newest event when single events can be followed, else NULL. */
const struct snapshot_event *view_event(const struct view *v);
/* The goroutine's row; NULL when it is not described. */
const struct snapshot_g *view_row(const struct view *v, uint32_t id);
/* The goroutine the newest event is about, when it is described; else NULL. */
const struct snapshot_g *view_event_goroutine(const struct view *v);
/* The goroutine whose stack the full screen of the stacks shows: the selected one, else while
 * events can be followed the one of the newest event; 0 = none. */
uint32_t view_goroutine(const struct view *v);
/* The full screen of the stacks shows that goroutine's frames. */
bool view_shows_frames(const struct view *v);
/* Are the allocation sites on the screen? */
bool view_shows_sites(const struct view *v);
/* Does the row pass the filter? */
bool view_matches(const struct view *v, const struct snapshot_g *g);

#endif
