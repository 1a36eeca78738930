/* Regions: every mapped byte belongs to one leaf, so the leaves add up to what is mapped. */
#include "ui/panels.h"
#include "ui/theme.h"

#include <stdio.h>

/* In the order of the snapshot's leaves. */
static const struct {
    const char *name;
    unsigned role;
} leaves[] = {
    {"text", THEME_TEXT},
    {"rodata", THEME_TEXT},
    {"noptrdata", THEME_GLOBALS},
    {"data", THEME_GLOBALS},
    {"bss", THEME_GLOBALS},
    {"noptrbss", THEME_GLOBALS},
    {"heap: reserved, never used", THEME_DIM},
    {"heap: returned to the OS", THEME_DIM},
    {"heap: free pages", THEME_HEAP | THEME_FAINT},
    {"heap: small-object spans", THEME_HEAP},
    {"heap: large-object spans", THEME_HEAP},
    {"arenas: live chunks", THEME_ARENA},
    {"arenas: unreadable chunks", THEME_ARENA | THEME_FAINT},
    {"arenas: ready chunks", THEME_ARENA | THEME_FAINT},
    {"stacks in use", THEME_STACK},
    {"stacks: free slots", THEME_STACK | THEME_FAINT},
    {"GC work buffers", THEME_METADATA},
    {"runtime metadata", THEME_METADATA},
};
enum { N_LEAVES = sizeof leaves / sizeof *leaves, RESERVED = 6, RELEASED = 7 };

void
panel_regions_facts(const struct view *v, char *out, size_t cap)
{
    uint64_t sum = 0;
    for (int i = 0; i < SNAPSHOT_LEAVES; i++)
        sum += v->now->leaves[i];
    snprintf(out, cap, "sum %s = mapped %s", format_bytes(sum).s, format_bytes(v->now->mapped).s);
}

static uint64_t
backed(const struct snapshot *s)
{
    uint64_t sum = 0;
    for (int i = 0; i < N_LEAVES; i++)
        sum += i == RESERVED || i == RELEASED ? 0 : s->leaves[i];
    return sum;
}

/* One bar over everything that has memory behind it. */
static void
draw_whole(const struct snapshot *s, struct canvas *c, struct canvas_rect r)
{
    double total = (double)backed(s), at = 0;
    int from = 0;
    for (int i = 0; i < N_LEAVES && total > 0; i++) {
        if (i == RESERVED || i == RELEASED || !s->leaves[i])
            continue;
        at += (double)s->leaves[i] * r.w / total;
        int to = (int)(at + 0.5);
        for (; from < to && from < r.w; from++)
            canvas_put(c, r.x + from, r.y, leaves[i].role,
                       leaves[i].role & THEME_FAINT ? 0x2592 : 0x2588);
    }
}

void
panel_regions_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct snapshot *s = v->now;
    uint64_t most = 1;
    int y = 0, skip = v->scroll[VIEW_REGIONS];
    if (r.h >= 8) {
        draw_whole(s, c, (struct canvas_rect){r.x + 1, r.y, r.w - 2, 1});
        y = 2;
    }
    for (int i = 0; i < N_LEAVES; i++)
        if (i != RESERVED && i != RELEASED && s->leaves[i] > most)
            most = s->leaves[i];
    for (int i = 0; i < N_LEAVES && y < r.h; i++) {
        if (skip-- > 0)
            continue;
        bool unbacked = i == RESERVED || i == RELEASED;
        unsigned plain = s->leaves[i] ? THEME_PLAIN : THEME_DIM;
        canvas_text(c, r.x + 1, r.y + y, 27, plain, leaves[i].name);
        canvas_right(c, r.x + 28, r.y + y, 10, s->leaves[i] ? THEME_STRONG : THEME_DIM,
                     format_bytes(s->leaves[i]).s);
        if (unbacked)
            canvas_text(c, r.x + 40, r.y + y, r.w - 41, THEME_DIM,
                        r.w >= 70 ? "addresses only, no memory behind" : "no memory behind");
        else if (r.w > 46)
            canvas_bar(c, r.x + 40, r.y + y, r.w - 41, leaves[i].role & ~(unsigned)THEME_FAINT,
                       (double)s->leaves[i] / (double)most);
        y++;
    }
}
