/* Keys that change what is seen, and scrolling. Long lists are described by the snapshot from one
 * goroutine on, so scrolling past its rows asks for a later first one and remembers the way back.
 */
#include "ui/view.h"

#include <stdio.h>
#include <string.h>

enum { SLOW_OPS = 1000 };

void
view_init(struct view *v)
{
    memset(v, 0, sizeof *v);
    v->now = xcalloc(1, sizeof *v->now);
    v->live = xcalloc(1, sizeof *v->live);
    v->page_rows = 10;
    v->frame = -1;
}

void
view_finish(struct view *v)
{
    free(v->now);
    free(v->live);
    vec_finish(&v->earlier_firsts);
    transcript_finish(&v->transcript);
}

void
view_restart(struct view *v)
{
    transcript_finish(&v->transcript);
    memset(&v->live_heap, 0, sizeof v->live_heap);
    memset(&v->stack_used, 0, sizeof v->stack_used);
    memset(&v->narrator, 0, sizeof v->narrator);
    memset(&v->sites, 0, sizeof v->sites);
    memset(v->scroll, 0, sizeof v->scroll);
    v->earlier_firsts.n = 0;
    v->first_goroutine = 0;
    v->selected = 0;
    v->frame = -1;
    v->ended_ns = 0;
    v->any = v->frozen = false;
}

bool
view_shows_sites(const struct view *v)
{
    return v->zoomed && v->focus == VIEW_SITES;
}

struct snapshot_view
view_wants(const struct view *v)
{
    bool all = v->zoomed && v->focus == VIEW_STACKS;
    return (struct snapshot_view){.first_goroutine = v->first_goroutine,
                                  .rows = all || v->filter[0] ? SNAPSHOT_ROWS : 64,
                                  .cells = SNAPSHOT_CELLS,
                                  .sites = view_shows_sites(v) ? SNAPSHOT_SITES : 0,
                                  .sites_by_live = v->sites.order == SITELIST_LIVE,
                                  .site = view_shows_sites(v) ? v->sites.selected : 0,
                                  .goroutine = all ? view_goroutine(v) : 0,
                                  .frame = v->frame};
}

void
view_advance(struct view *v, int64_t now_ns)
{
    struct snapshot *s = v->live;
    if (s->run.state == SNAPSHOT_ENDED) { /* its clock stands still from here on */
        v->ended_ns = v->ended_ns ? v->ended_ns : s->run.time_ns;
        s->run.time_ns = v->ended_ns;
    }
    uint64_t used = 0;
    for (unsigned i = 0; i < s->stacks.n_rows; i++)
        used += s->stacks.rows[i].used;
    trend_add(&v->live_heap, s->run.time_ns, s->heap.alloc, s->gc.finished);
    trend_add(&v->stack_used, s->run.time_ns, used, s->stacks.grows);
    if (v->frozen && v->any)
        return;
    narrator_look(&v->narrator, s, now_ns);
    sitelist_advance(&v->sites, &s->sites, now_ns);
    memcpy(v->now, v->live, sizeof *v->now);
    v->any = true;
}

bool
view_is_slow(const struct view *v)
{
    const struct snapshot_run *r = &v->now->run;
    return r->state == SNAPSHOT_STOPPED ||
           (r->state == SNAPSHOT_RUNNING && r->ops_per_second > 0 && r->ops_per_second < SLOW_OPS);
}

const struct snapshot_event *
view_event(const struct view *v)
{
    const struct snapshot *s = v->now;
    return view_is_slow(v) && s->n_events ? &s->events[s->n_events - 1] : NULL;
}

const struct snapshot_g *
view_row(const struct view *v, uint32_t id)
{
    const struct snapshot_stacks *st = &v->now->stacks;
    for (unsigned i = 0; i < st->n_rows; i++)
        if (st->rows[i].id == id)
            return &st->rows[i];
    return NULL;
}

const struct snapshot_g *
view_event_goroutine(const struct view *v)
{
    const struct snapshot_event *e = view_event(v);
    return e ? view_row(v, e->goid) : NULL;
}

uint32_t
view_goroutine(const struct view *v)
{
    const struct snapshot_event *e = view_event(v);
    return v->selected ? v->selected : e ? e->goid : 0;
}

bool
view_shows_frames(const struct view *v)
{
    return v->zoomed && v->focus == VIEW_STACKS && view_goroutine(v) && v->now->frames.goid;
}

bool
view_matches(const struct view *v, const struct snapshot_g *g)
{
    char text[2 * SNAPSHOT_NAME + 64];
    static const char *const states[] = {"running", "ready", "waiting", "dead"};
    if (!v->filter[0])
        return true;
    snprintf(text, sizeof text, "%u %s %s %s %s", g->id, g->func, g->start, states[g->state],
             g->wait_text);
    return strstr(text, v->filter) != NULL;
}

/* --- scrolling ------------------------------------------------------------------------------ */

static void
scroll_goroutines_on(struct view *v, int by)
{
    const struct snapshot_stacks *st = &v->now->stacks;
    int *at = &v->scroll[VIEW_STACKS];
    *at += by;
    if (*at < 0) {
        *at = 0;
        if (v->earlier_firsts.n) {
            v->first_goroutine = vec_pop(&v->earlier_firsts);
            *at = SNAPSHOT_ROWS - v->page_rows;
        }
    } else if (st->n_rows == SNAPSHOT_ROWS && *at + v->page_rows > SNAPSHOT_ROWS) {
        uint32_t next =
            st->rows[SNAPSHOT_ROWS - v->page_rows > 0 ? SNAPSHOT_ROWS - v->page_rows : 1].id;
        vec_push(&v->earlier_firsts, v->first_goroutine);
        v->first_goroutine = next;
        *at = 0;
    } else if (*at > (int)st->n_rows - 1) {
        *at = st->n_rows ? (int)st->n_rows - 1 : 0;
    }
}

static void
scroll_by(struct view *v, int by)
{
    if (v->overlay) {
        v->overlay_scroll = v->overlay_scroll + by > 0 ? v->overlay_scroll + by : 0;
        return;
    }
    if (v->focus == VIEW_STACKS) {
        scroll_goroutines_on(v, by);
        return;
    }
    if (v->focus == VIEW_SITES) {
        sitelist_move(&v->sites, by);
        return;
    }
    int limit[VIEW_PANELS] = {[VIEW_HEAP] = SNAPSHOT_CLASSES,
                              [VIEW_GC] = (int)v->now->gc.n_cycles,
                              [VIEW_ARENAS] = (int)v->now->arenas.n,
                              [VIEW_GLOBALS] = (int)v->now->globals.n,
                              [VIEW_TEXT] = (int)v->now->text.n,
                              [VIEW_RELATIONS] = SNAPSHOT_EVENT_KINDS,
                              [VIEW_REGIONS] = SNAPSHOT_LEAVES,
                              [VIEW_OUTPUT] = (int)transcript_count(&v->transcript)};
    int *at = &v->scroll[v->focus];
    *at += v->focus == VIEW_OUTPUT ? -by : by; /* output counts from its end */
    int most = limit[v->focus] - v->page_rows;
    *at = *at > most ? most : *at;
    *at = *at < 0 ? 0 : *at;
}

static void
scroll_to_end(struct view *v, bool top)
{
    if (top && v->focus == VIEW_STACKS && !v->overlay) {
        v->scroll[VIEW_STACKS] = 0;
        v->first_goroutine = 0;
        v->earlier_firsts.n = 0;
        return;
    }
    scroll_by(v, top ? -100000 : 100000);
}

static void
select_match(struct view *v, int step)
{
    const struct snapshot_stacks *st = &v->now->stacks;
    int n = (int)st->n_rows, at = step > 0 ? -1 : n;
    for (int i = 0; i < n; i++)
        if (st->rows[i].id == v->selected)
            at = i;
    for (int i = at + step; i >= 0 && i < n; i += step)
        if (view_matches(v, &st->rows[i])) {
            v->selected = st->rows[i].id;
            v->frame = -1;
            return;
        }
}

/* --- keys ----------------------------------------------------------------------------------- */

static bool
filter_key(struct view *v, uint32_t key)
{
    size_t n = strlen(v->filter);
    if (!v->filtering)
        return false;
    if (key == KEYMAP_ENTER || key == '\n') {
        v->filtering = false;
    } else if (key == KEYMAP_ESCAPE) {
        v->filtering = false;
        v->filter[0] = 0;
    } else if (key == KEYMAP_BACKSPACE || key == 0x7f || key == 0x08) {
        if (n)
            v->filter[n - 1] = 0;
    } else if (key == 0x03) {
        return false;
    } else if (key >= 0x20 && key < 0x7f && n + 1 < sizeof v->filter) {
        v->filter[n] = (char)key;
        v->filter[n + 1] = 0;
    }
    v->scroll[VIEW_STACKS] = 0;
    return true;
}

static void
back(struct view *v)
{
    if (v->overlay)
        v->overlay = VIEW_NO_OVERLAY;
    else if (view_shows_sites(v) && v->sites.open)
        v->sites.open = false;
    else if (v->zoomed && v->focus == VIEW_STACKS && v->selected)
        v->selected = 0;
    else if (v->zoomed)
        v->zoomed = false;
    else if (v->filter[0])
        v->filter[0] = 0;
    else
        v->selected = 0;
}

/* Enter: the panel on the full screen; there, in the stacks, the first goroutine. */
static void
open_panel(struct view *v)
{
    if (v->zoomed && v->focus == VIEW_STACKS && !v->selected)
        select_match(v, 1);
    if (view_shows_sites(v))
        v->sites.open = true;
    v->zoomed = true;
}

/* Left and right: along the stack that is shown, else as up and down. */
static void
move_sideways(struct view *v, int by)
{
    const struct snapshot_frames *f = &v->now->frames;
    if (view_shows_sites(v) && !v->overlay) {
        sitelist_reorder(&v->sites, by);
        return;
    }
    if (!view_shows_frames(v) || v->overlay || !f->known) {
        scroll_by(v, by);
        return;
    }
    int at = (int)f->at + by;
    v->frame = at < 0 ? 0 : at < (int)f->total ? at : (int)f->total - 1;
}

static void
show_panel(struct view *v, uint32_t key)
{
    v->overlay = VIEW_NO_OVERLAY;
    if (key == '1') {
        v->zoomed = false;
        return;
    }
    enum view_panel p = (enum view_panel)(key - '2');
    /* Relations and regions have no place of their own on the overview of most sizes. */
    bool again = v->focus == p && !v->zoomed;
    v->focus = p;
    if (p == VIEW_RELATIONS || p == VIEW_REGIONS || again)
        v->zoomed = true;
}

static void
toggle_overlay(struct view *v, enum view_overlay o)
{
    v->overlay = v->overlay == o ? VIEW_NO_OVERLAY : o;
    v->overlay_scroll = 0;
}

/* A panel that has no place of its own on the overview. */
static void
toggle_panel(struct view *v, enum view_panel p)
{
    v->zoomed = !(v->zoomed && v->focus == p);
    v->focus = v->zoomed ? p : VIEW_STACKS;
}

static void
move_focus(struct view *v, int by)
{
    int n = v->zoomed ? VIEW_PANELS : VIEW_TEXT + 1;
    int at = (int)v->focus;
    if (at >= n)
        at = by > 0 ? n - 1 : 0;
    v->focus = (enum view_panel)((at + by + n) % n);
}

enum keymap_action
view_key(struct view *v, uint32_t key)
{
    if (filter_key(v, key))
        return KEYMAP_NONE;
    enum keymap_action a = keymap_find(key);
    switch (a) {
    case KEYMAP_PANEL:
        show_panel(v, key);
        break;
    case KEYMAP_FOCUS_NEXT:
        move_focus(v, 1);
        break;
    case KEYMAP_FOCUS_PREVIOUS:
        move_focus(v, -1);
        break;
    case KEYMAP_OPEN:
        open_panel(v);
        break;
    case KEYMAP_BACK:
        back(v);
        break;
    case KEYMAP_SCROLL_LEFT:
        move_sideways(v, -1);
        break;
    case KEYMAP_SCROLL_RIGHT:
        move_sideways(v, 1);
        break;
    case KEYMAP_SCROLL_UP:
        scroll_by(v, -1);
        break;
    case KEYMAP_SCROLL_DOWN:
        scroll_by(v, 1);
        break;
    case KEYMAP_SCROLL_PAGE_UP:
        scroll_by(v, -v->page_rows);
        break;
    case KEYMAP_SCROLL_PAGE_DOWN:
        scroll_by(v, v->page_rows);
        break;
    case KEYMAP_SCROLL_TOP:
        scroll_to_end(v, true);
        break;
    case KEYMAP_SCROLL_BOTTOM:
        scroll_to_end(v, false);
        break;
    case KEYMAP_FILTER:
        v->focus = VIEW_STACKS;
        v->filtering = true;
        break;
    case KEYMAP_MATCH_NEXT:
        if (view_shows_sites(v))
            sitelist_move(&v->sites, 1);
        else
            select_match(v, 1);
        break;
    case KEYMAP_MATCH_PREVIOUS:
        if (view_shows_sites(v))
            sitelist_move(&v->sites, -1);
        else
            select_match(v, -1);
        break;
    case KEYMAP_FREEZE:
        v->frozen = !v->frozen;
        break;
    case KEYMAP_OUTPUT:
        toggle_panel(v, VIEW_OUTPUT);
        break;
    case KEYMAP_SITES:
        toggle_panel(v, VIEW_SITES);
        return view_shows_sites(v) ? KEYMAP_SITES : KEYMAP_NONE;
    case KEYMAP_HELP:
        toggle_overlay(v, VIEW_HELP);
        break;
    case KEYMAP_LEGEND:
        toggle_overlay(v, VIEW_LEGEND);
        break;
    case KEYMAP_WHY:
        toggle_overlay(v, VIEW_WHY);
        break;
    default:
        return a;
    }
    return KEYMAP_NONE;
}
