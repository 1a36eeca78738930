/* Output: the newest lines that the program has written. */
#include "ui/panels.h"
#include "ui/theme.h"

#include <stdio.h>

void
panel_output_facts(const struct view *v, char *out, size_t cap)
{
    if (v->transcript.total)
        snprintf(out, cap, "%s lines · %s", format_count(v->transcript.total).s,
                 format_bytes(v->transcript.bytes).s);
}

void
panel_output_draw(const struct view *v, struct canvas *c, struct canvas_rect r)
{
    const struct transcript *t = &v->transcript;
    int n = (int)transcript_count(t), first = n - r.h - v->scroll[VIEW_OUTPUT];
    first = first < 0 ? 0 : first;
    for (int i = 0; i < r.h && first + i < n; i++) {
        const struct transcript_line *l = transcript_at(t, (unsigned)(first + i));
        canvas_text(c, r.x + 1, r.y + i, r.w - 2, l->fd == 2 ? THEME_ERROR : THEME_PLAIN, l->text);
    }
    if (n == 0)
        canvas_text(c, r.x + 1, r.y, r.w - 2, THEME_DIM, "the program has written nothing yet");
}
