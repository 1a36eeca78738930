/* Everything that waits polls the screen: no guessed times. */
#include "term_harness.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h> /* login_tty */

static long long
now_ms(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

static void
out_cb(const char *s, size_t len, void *user)
{
    struct tt *t = user; /* keys, mouse reports, answers to queries */
    while (len > 0) {
        ssize_t n = write(t->master, s, len);
        if (n > 0) {
            s += n;
            len -= (size_t)n;
        } else if (n < 0 && errno == EAGAIN) {
            poll(&(struct pollfd){.fd = t->master, .events = POLLOUT}, 1, 1000);
        } else if (n < 0 && errno != EINTR) {
            return;
        }
    }
}

static int
prop_cb(VTermProp prop, VTermValue *v, void *user)
{
    struct tt *t = user;
    if (prop == VTERM_PROP_ALTSCREEN)
        t->altscreen = v->boolean;
    else if (prop == VTERM_PROP_CURSORVISIBLE)
        t->cursor_visible = v->boolean;
    else if (prop == VTERM_PROP_MOUSE)
        t->mouse = v->number;
    return 1;
}

static int
csi_cb(const char *leader, const long args[], int argcount, const char *intermed, char command,
       void *user)
{
    struct tt *t = user;
    t->unknown++;
    snprintf(t->last_unknown, sizeof t->last_unknown, "CSI %s%ld%s%c", leader ? leader : "",
             argcount ? (long)CSI_ARG(args[0]) : 0L, intermed ? intermed : "", command);
    return 1;
}

static const VTermScreenCallbacks screen_cbs = {.settermprop = prop_cb};
static const VTermParserCallbacks fallback_cbs = {.csi = csi_cb};

struct tt *
tt_spawn(int rows, int cols, const char *const *env, const char *const *argv)
{
    struct tt *t = calloc(1, sizeof *t);
    t->rows = rows;
    t->cols = cols;
    t->cursor_visible = true;
    struct winsize ws = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    if (openpty(&t->master, &t->slave, NULL, NULL, &ws) != 0) {
        free(t);
        return NULL;
    }
    fcntl(t->master, F_SETFD, FD_CLOEXEC);
    fcntl(t->slave, F_SETFD, FD_CLOEXEC);
    fcntl(t->master, F_SETFL, O_NONBLOCK);
    tcgetattr(t->slave, &t->tio_before);
    t->pid = fork();
    if (t->pid == 0) {
        login_tty(t->slave); /* setsid, controlling tty, dup2 to 0, 1, 2 */
        const char *terminfo = getenv("TERMINFO");
        char *keep = terminfo ? strdup(terminfo) : NULL;
        clearenv();
        setenv("PATH", "/usr/bin:/bin", 1);
        setenv("TERM", "e2e", 1); /* e2e.ti: what libvterm 0.1.4 really does */
        if (keep)
            setenv("TERMINFO", keep, 1);
        setenv("LC_ALL", "C.UTF-8", 1);
        for (; env && *env; env++)
            putenv((char *)*env);
        for (int s = 1; s < NSIG; s++) /* a test runner may ignore or block some */
            signal(s, SIG_DFL);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        execv(argv[0], (char *const *)argv);
        _exit(127);
    }
    t->vt = vterm_new(rows, cols);
    vterm_set_utf8(t->vt, 1);
    vterm_output_set_callback(t->vt, out_cb, t);
    t->screen = vterm_obtain_screen(t->vt);
    vterm_screen_enable_altscreen(t->screen, 1);
    vterm_screen_set_callbacks(t->screen, &screen_cbs, t);
    vterm_screen_set_unrecognised_fallbacks(t->screen, &fallback_cbs, t);
    vterm_screen_reset(t->screen, 1);
    return t;
}

static void
reap(struct tt *t, int flags)
{
    if (!t->exited && waitpid(t->pid, &t->status, flags) == t->pid &&
        (WIFEXITED(t->status) || WIFSIGNALED(t->status)))
        t->exited = true;
}

void
tt_free(struct tt *t)
{
    if (!t)
        return;
    if (!t->exited) {
        kill(t->pid, SIGKILL);
        reap(t, 0);
    }
    close(t->master);
    close(t->slave);
    vterm_free(t->vt);
    free(t);
}

bool
tt_pump(struct tt *t, int timeout_ms)
{
    struct pollfd p = {.fd = t->master, .events = POLLIN};
    if (poll(&p, 1, timeout_ms) <= 0 || !(p.revents & POLLIN))
        return false;
    char buf[4096];
    ssize_t n = read(t->master, buf, sizeof buf);
    if (n <= 0)
        return false;
    t->bytes_in += (size_t)n;
    vterm_input_write(t->vt, buf, (size_t)n);
    vterm_screen_flush_damage(t->screen);
    return true;
}

void
tt_settle(struct tt *t, int quiet_ms, int max_ms)
{
    long long end = now_ms() + max_ms;
    while (now_ms() < end && tt_pump(t, quiet_ms))
        ;
}

/* Poll the screen, never sleep a guessed time. */
static bool
wait_for(struct tt *t, const char *needle, bool want, int timeout_ms)
{
    long long end = now_ms() + timeout_ms;
    do {
        while (tt_pump(t, 0))
            ;
        if (tt_find(t, needle, NULL, NULL) == want)
            return true;
        tt_pump(t, 20);
    } while (now_ms() < end);
    return false;
}

bool
tt_wait_text(struct tt *t, const char *needle, int timeout_ms)
{
    return wait_for(t, needle, true, timeout_ms);
}

bool
tt_wait_gone(struct tt *t, const char *needle, int timeout_ms)
{
    return wait_for(t, needle, false, timeout_ms);
}

/* A text can show before the frame that holds it has arrived whole: wait for the
 * cell you are about to check, or for the last thing that a frame draws. */
bool
tt_wait_cell(struct tt *t, int row, int col, uint32_t glyph, int timeout_ms)
{
    long long end = now_ms() + timeout_ms;
    do {
        while (tt_pump(t, 0))
            ;
        if (tt_cell(t, row, col).chars[0] == glyph)
            return true;
        tt_pump(t, 20);
    } while (now_ms() < end);
    return false;
}

bool
tt_wait_exit(struct tt *t, int timeout_ms)
{
    long long end = now_ms() + timeout_ms;
    do {
        tt_pump(t, 10);
        reap(t, WNOHANG);
    } while (!t->exited && now_ms() < end);
    tt_settle(t, 10, 200);
    return t->exited;
}

bool
tt_wait_stopped(struct tt *t, int timeout_ms)
{
    long long end = now_ms() + timeout_ms;
    do {
        tt_pump(t, 10);
        int st;
        if (waitpid(t->pid, &st, WNOHANG | WUNTRACED) == t->pid) {
            if (WIFSTOPPED(st)) {
                tt_settle(t, 10, 200);
                return true;
            }
            t->exited = true;
            t->status = st;
            return false;
        }
    } while (now_ms() < end);
    return false;
}

void
tt_type(struct tt *t, const char *ascii)
{
    for (; *ascii; ascii++)
        vterm_keyboard_unichar(t->vt, (unsigned char)*ascii, VTERM_MOD_NONE);
}

void
tt_key(struct tt *t, VTermKey key, VTermModifier mod)
{
    vterm_keyboard_key(t->vt, key, mod);
}

void
tt_click(struct tt *t, int button, int row, int col)
{
    vterm_mouse_move(t->vt, row, col, VTERM_MOD_NONE);
    vterm_mouse_button(t->vt, button, true, VTERM_MOD_NONE);
    vterm_mouse_button(t->vt, button, false, VTERM_MOD_NONE);
}

void
tt_resize(struct tt *t, int rows, int cols)
{
    struct winsize ws = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    t->rows = rows;
    t->cols = cols;
    vterm_set_size(t->vt, rows, cols);
    ioctl(t->master, TIOCSWINSZ, &ws); /* the kernel sends SIGWINCH */
}

static size_t
put_utf8(char *p, uint32_t c)
{
    if (c < 0x80) {
        p[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        p[0] = (char)(0xc0 | c >> 6);
        p[1] = (char)(0x80 | (c & 63));
        return 2;
    }
    if (c < 0x10000) {
        p[0] = (char)(0xe0 | c >> 12);
        p[1] = (char)(0x80 | (c >> 6 & 63));
        p[2] = (char)(0x80 | (c & 63));
        return 3;
    }
    p[0] = (char)(0xf0 | c >> 18);
    p[1] = (char)(0x80 | (c >> 12 & 63));
    p[2] = (char)(0x80 | (c >> 6 & 63));
    p[3] = (char)(0x80 | (c & 63));
    return 4;
}

VTermScreenCell
tt_cell(struct tt *t, int row, int col)
{
    VTermScreenCell c;
    memset(&c, 0, sizeof c);
    vterm_screen_get_cell(t->screen, (VTermPos){.row = row, .col = col}, &c);
    return c;
}

char *
tt_row(struct tt *t, int row, char *buf, size_t n)
{
    size_t len = 0;
    for (int col = 0; col < t->cols;) {
        VTermScreenCell c = tt_cell(t, row, col);
        if (!c.chars[0])
            c.chars[0] = ' ';
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && c.chars[i] && len + 5 < n; i++)
            len += put_utf8(buf + len, c.chars[i]);
        col += c.width > 0 ? c.width : 1;
    }
    while (len > 0 && buf[len - 1] == ' ')
        len--;
    buf[len] = 0;
    return buf;
}

bool
tt_find(struct tt *t, const char *needle, int *row, int *col)
{
    char buf[4096];
    for (int r = 0; r < t->rows; r++) {
        char *hit = strstr(tt_row(t, r, buf, sizeof buf), needle);
        if (!hit)
            continue;
        if (row)
            *row = r;
        if (col) { /* bytes to cells: good while every glyph before it is one wide */
            *col = 0;
            for (char *p = buf; p < hit; p++)
                *col += ((unsigned char)*p & 0xc0) != 0x80;
        }
        return true;
    }
    return false;
}

uint32_t
tt_rgb(struct tt *t, VTermColor c)
{
    vterm_screen_convert_color_to_rgb(t->screen, &c);
    return (uint32_t)c.rgb.red << 16 | (uint32_t)c.rgb.green << 8 | c.rgb.blue;
}

void
tt_dump(struct tt *t, const char *title)
{
    char buf[4096];
    fprintf(stderr, "--- %s (%dx%d alt=%d cursor=%d mouse=%d unknown=%u %s)\n", title, t->cols,
            t->rows, t->altscreen, t->cursor_visible, t->mouse, t->unknown, t->last_unknown);
    for (int r = 0; r < t->rows; r++)
        fprintf(stderr, "%2d|%s\n", r, tt_row(t, r, buf, sizeof buf));
}

/* xterm's palette: libvterm's own 6x6x6 cube differs from every real terminal's. */
static uint32_t
colour_of(struct tt *t, VTermColor c, uint32_t dflt, bool fg)
{
    if (fg ? VTERM_COLOR_IS_DEFAULT_FG(&c) : VTERM_COLOR_IS_DEFAULT_BG(&c))
        return dflt;
    if (VTERM_COLOR_IS_INDEXED(&c) && c.indexed.idx >= 16 && c.indexed.idx < 232) {
        static const uint8_t lv[] = {0, 95, 135, 175, 215, 255};
        unsigned i = c.indexed.idx - 16u;
        return (uint32_t)lv[i / 36] << 16 | (uint32_t)lv[i / 6 % 6] << 8 | lv[i % 6];
    }
    if (VTERM_COLOR_IS_INDEXED(&c) && c.indexed.idx >= 232) {
        uint32_t g = 8 + 10 * (c.indexed.idx - 232u);
        return g << 16 | g << 8 | g;
    }
    return tt_rgb(t, c);
}

struct look {
    uint32_t fg, bg;
    bool bold;
};

static struct look
look_of(struct tt *t, VTermScreenCell x)
{
    uint32_t fg = colour_of(t, x.fg, 0xd0d4dc, true), bg = colour_of(t, x.bg, 0x16181d, false);
    return x.attrs.reverse ? (struct look){bg, fg, x.attrs.bold}
                           : (struct look){fg, bg, x.attrs.bold};
}

enum { SVG_W = 9, SVG_H = 17 };

static bool
same_look(struct look a, struct look b)
{
    return a.fg == b.fg && a.bg == b.bg && a.bold == b.bold;
}

/* Backgrounds first, then each word at its own place, so that no font can shift a column. */
static int
svg_background(struct tt *t, FILE *f, int r, int c)
{
    uint32_t bg = look_of(t, tt_cell(t, r, c)).bg;
    int from = c;
    while (c < t->cols && look_of(t, tt_cell(t, r, c)).bg == bg)
        c++;
    if (bg != 0x16181d)
        fprintf(f, "<rect x='%d' y='%d' width='%d' height='%d' fill='#%06x'/>\n", 8 + from * SVG_W,
                8 + r * SVG_H, (c - from) * SVG_W, SVG_H, bg);
    return c;
}

static int
svg_word(struct tt *t, FILE *f, int r, int c)
{
    struct look l = look_of(t, tt_cell(t, r, c));
    char text[4096] = "";
    size_t n = 0;
    int from = c;
    for (; c < t->cols && n + 16 < sizeof text; c++) {
        VTermScreenCell x = tt_cell(t, r, c);
        uint32_t ch = x.chars[0] && x.chars[0] != (uint32_t)-1 ? x.chars[0] : ' ';
        if (ch == ' ' || !same_look(l, look_of(t, x)))
            break;
        if (ch == '<' || ch == '&')
            n += (size_t)sprintf(text + n, ch == '<' ? "&lt;" : "&amp;");
        else
            n += put_utf8(text + n, ch);
    }
    text[n] = 0;
    if (n)
        fprintf(f, "<text x='%d' y='%d' fill='#%06x'%s>%s</text>\n", 8 + from * SVG_W,
                8 + r * SVG_H + 13, l.fg, l.bold ? " font-weight='bold'" : "", text);
    return n ? c : c + 1;
}

bool
tt_svg(struct tt *t, const char *path)
{
    FILE *f = fopen(path, "w");
    if (!f)
        return false;
    fprintf(f,
            "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' "
            "font-family='DejaVu Sans Mono,Menlo,Consolas,monospace' font-size='14.95'>\n"
            "<rect width='100%%' height='100%%' rx='6' fill='#16181d'/>\n",
            t->cols * SVG_W + 16, t->rows * SVG_H + 16);
    for (int r = 0; r < t->rows; r++) {
        for (int c = 0; c < t->cols;)
            c = svg_background(t, f, r, c);
        for (int c = 0; c < t->cols;)
            c = svg_word(t, f, r, c);
    }
    fputs("</svg>\n", f);
    return fclose(f) == 0;
}
