/* Golden screens: the sample's screen at the sizes and in the glyph sets that matter, compared with
 * the files in golden/. GOLDEN_UPDATE=1 in the environment writes them anew. */
#include "picture.h"
#include "sample.h"
#include "suite.h"
#include "ui/layout.h"
#include "ui/screen.h"

#include <stdio.h>

static const struct {
    const char *name;
    int w, h;
    enum canvas_glyphs glyphs;
    const char *keys; /* E = enter; S = the program is stopped; O = the collector rests; F = the
                         frames of the selected goroutine are there; X, Y = allocation sites are
                         counted, all or some; R = right */
} screens[] = {
    {"80x24", 80, 24, CANVAS_BRAILLE, ""},
    {"120x40", 120, 40, CANVAS_BRAILLE, ""},
    {"200x60", 200, 60, CANVAS_BRAILLE, ""},
    {"60x16", 60, 16, CANVAS_BRAILLE, ""},
    {"40x12", 40, 12, CANVAS_BRAILLE, ""},
    {"80x24-ascii", 80, 24, CANVAS_ASCII, ""},
    {"120x40-block", 120, 40, CANVAS_BLOCK, ""},
    {"80x24-stopped", 80, 24, CANVAS_BRAILLE, "S"},
    {"80x24-resting", 80, 24, CANVAS_BRAILLE, "O"},
    {"80x24-stacks", 80, 24, CANVAS_BRAILLE, "2"},
    {"80x24-frames", 80, 24, CANVAS_BRAILLE, "2nnF"},
    {"120x40-frames", 120, 40, CANVAS_BRAILLE, "2nnF"},
    {"80x24-why", 80, 24, CANVAS_BRAILLE, "2nnFw"},
    {"80x24-why-of-nobody", 80, 24, CANVAS_BRAILLE, "w"},
    {"80x24-filter", 80, 24, CANVAS_BRAILLE, "/handE"},
    {"80x24-heap", 80, 24, CANVAS_BRAILLE, "3E"},
    {"80x24-gc", 80, 24, CANVAS_BRAILLE, "4E"},
    {"80x24-gc-steps", 80, 24, CANVAS_BRAILLE, "G4E"},
    {"120x40-gc-steps", 120, 40, CANVAS_BRAILLE, "G4E"},
    {"80x24-gc-steps-ascii", 80, 24, CANVAS_ASCII, "G4E"},
    {"80x24-arenas", 80, 24, CANVAS_BRAILLE, "5E"},
    {"80x24-globals", 80, 24, CANVAS_BRAILLE, "6E"},
    {"80x24-text", 80, 24, CANVAS_BRAILLE, "7E"},
    {"80x24-relations", 80, 24, CANVAS_BRAILLE, "8"},
    {"80x24-regions", 80, 24, CANVAS_BRAILLE, "9"},
    {"80x24-output", 80, 24, CANVAS_BRAILLE, "o"},
    {"80x24-help", 80, 24, CANVAS_BRAILLE, "3?"},
    {"80x24-legend", 80, 24, CANVAS_BRAILLE, "c"},
    {"80x24-sites", 80, 24, CANVAS_BRAILLE, "pX"},
    {"80x24-sites-open", 80, 24, CANVAS_BRAILLE, "pXE"},
    {"80x24-sites-off", 80, 24, CANVAS_BRAILLE, "p"},
    {"80x24-sites-ascii", 80, 24, CANVAS_ASCII, "pX"},
    {"60x16-sites", 60, 16, CANVAS_BRAILLE, "pX"},
    {"120x40-sites-sampled", 120, 40, CANVAS_BRAILLE, "pYRY"},
    {"200x60-sites", 200, 60, CANVAS_BRAILLE, "pXE"},
    {"80x24-frozen", 80, 24, CANVAS_BRAILLE, "f"},
};
enum { N_SCREENS = sizeof screens / sizeof *screens };

static void
open_screen(struct view *v, struct canvas *c, int w, int h, enum canvas_glyphs g, const char *keys)
{
    view_init(v);
    sample_fill(v);
    canvas_init(c, w, h, g);
    screen_draw(v, c);
    for (; *keys; keys++)
        if (*keys == 'S')
            v->live->run.state = v->now->run.state = SNAPSHOT_STOPPED;
        else if (*keys == 'O')
            v->live->gc.phase = v->now->gc.phase = SNAPSHOT_GC_OFF;
        else if (*keys == 'F')
            sample_frames(v);
        else if (*keys == 'X' || *keys == 'Y')
            sample_sites(v, *keys == 'X' ? 1 : 512 << 10);
        else if (*keys == 'R')
            view_key(v, KEYMAP_RIGHT);
        else if (*keys == 'G')
            sample_steps(v);
        else
            view_key(v, *keys == 'E' ? KEYMAP_ENTER : (uint32_t)*keys);
    screen_draw(v, c);
}

static void
close_screen(struct view *v, struct canvas *c)
{
    canvas_finish(c);
    view_finish(v);
}

static void
read_file(const char *path, struct buf *out)
{
    char some[4096];
    FILE *f = fopen(path, "r");
    for (size_t n; f && (n = fread(some, 1, sizeof some, f)) > 0;)
        buf_add(out, some, n);
    if (f)
        fclose(f);
}

START_TEST(screen_looks_as_kept)
{
    struct view v;
    struct canvas c;
    struct buf now = {0}, kept = {0};
    char path[512];
    snprintf(path, sizeof path, "%s/%s.txt", GOLDEN_DIR, screens[_i].name);
    open_screen(&v, &c, screens[_i].w, screens[_i].h, screens[_i].glyphs, screens[_i].keys);
    picture_text(&c, &now);
    if (getenv("GOLDEN_UPDATE")) {
        FILE *f = fopen(path, "w");
        ck_assert_ptr_nonnull(f);
        fwrite(now.data, 1, now.len, f);
        fclose(f);
    }
    read_file(path, &kept);
    if (strcmp(buf_cstr(&now), buf_cstr(&kept)) != 0)
        fprintf(stderr, "--- %s now:\n%s", path, buf_cstr(&now));
    ck_assert_msg(strcmp(buf_cstr(&now), buf_cstr(&kept)) == 0, "%s has changed", screens[_i].name);
    buf_finish(&now);
    buf_finish(&kept);
    close_screen(&v, &c);
}
END_TEST

START_TEST(ascii_screens_hold_only_ascii)
{
    struct view v;
    struct canvas c;
    static const char *const keys[] = {"",  "2E", "2nnF", "3E", "4E", "5E",
                                       "8", "9",  "?",    "c",  "pX", "p"};
    open_screen(&v, &c, 120, 40, CANVAS_ASCII, keys[_i]);
    for (int y = 0; y < c.h; y++)
        for (int x = 0; x < c.w; x++) {
            uint32_t r = canvas_at(&c, x, y)->rune;
            ck_assert_msg(r >= 0x20 && r < 0x7f, "U+%04x at %d,%d", r, x, y);
        }
    close_screen(&v, &c);
}
END_TEST

START_TEST(every_size_draws_without_harm)
{
    struct view v;
    struct canvas c;
    for (int h = 1; h <= 70; h += 3)
        for (int w = 1; w <= 230; w += 7) {
            static const char *const keys[] = {"",  "2E", "2nnF", "3E", "4E", "5E",
                                               "8", "9",  "?",    "c",  "o",  "pXE"};
            open_screen(&v, &c, w, h, CANVAS_BRAILLE, keys[(unsigned)(w + h) % 12]);
            close_screen(&v, &c);
        }
}
END_TEST

START_TEST(empty_snapshots_draw_at_every_panel)
{
    struct view v;
    struct canvas c;
    view_init(&v);
    canvas_init(&c, 120, 40, CANVAS_BRAILLE);
    screen_draw(&v, &c); /* before the first snapshot */
    v.any = true;
    for (uint32_t k = '1'; k <= '9'; k++) {
        view_key(&v, k);
        v.zoomed = k != '1';
        screen_draw(&v, &c);
    }
    close_screen(&v, &c);
}
END_TEST

START_TEST(panels_fill_the_screen_and_never_overlap)
{
    struct view v;
    static const int sizes[][2] = {{60, 16}, {80, 24}, {80, 50}, {120, 40}, {160, 45}, {200, 60}};
    view_init(&v);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct layout l;
        int w = sizes[i][0], h = sizes[i][1];
        layout_make(&v, w, h, &l);
        for (int y = 1; y < h - 2; y++)
            for (int x = 0; x < w; x++) {
                int n = l.strip.h && y == l.strip.y;
                for (int p = 0; p < VIEW_PANELS; p++)
                    n += x >= l.panels[p].x && x < l.panels[p].x + l.panels[p].w &&
                         y >= l.panels[p].y && y < l.panels[p].y + l.panels[p].h;
                ck_assert_msg(n == 1, "%dx%d: %d panels at %d,%d", w, h, n, x, y);
            }
    }
    view_finish(&v);
}
END_TEST

START_TEST(a_click_moves_the_focus)
{
    struct view v;
    view_init(&v);
    ck_assert(screen_focus_at(&v, 80, 24, 60, 3));
    ck_assert_int_eq(v.focus, VIEW_HEAP);
    ck_assert(screen_focus_at(&v, 80, 24, 3, 15));
    ck_assert_int_eq(v.focus, VIEW_GC);
    ck_assert(!screen_focus_at(&v, 80, 24, 3, 23));
    ck_assert(!screen_focus_at(&v, 30, 10, 3, 3));
    view_finish(&v);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("screen");
    TCase *tcase = suite_case("screen");
    tcase_add_loop_test(tcase, screen_looks_as_kept, 0, N_SCREENS);
    tcase_add_loop_test(tcase, ascii_screens_hold_only_ascii, 0, 12);
    tcase_add_test(tcase, every_size_draws_without_harm);
    tcase_add_test(tcase, empty_snapshots_draw_at_every_panel);
    tcase_add_test(tcase, panels_fill_the_screen_and_never_overlap);
    tcase_add_test(tcase, a_click_moves_the_focus);
    suite_add_tcase(suite, tcase);
    return suite_finish(suite);
}
