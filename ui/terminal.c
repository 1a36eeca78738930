/* Traps that shape this file: initscr() exits the program on an unknown terminal, so newterm();
 * wgetch() on the screen refreshes it, so keys come from a pad; doupdate() ignores SIGTSTP while it
 * writes, so that signal is blocked around it; endwin() is not async-signal-safe, so the way back
 * after a crash is a string made at the start, written by a handler that runs on its own stack. */
#include "ui/terminal.h"

#include "base/bug.h"
#include "ui/keymap.h"
#include "ui/theme.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

static struct {
    int in, out;
    FILE *in_file, *out_file;
    SCREEN *screen;
    WINDOW *keys; /* a pad of one cell */
    struct termios saved;
    enum theme_depth depth;
    enum canvas_glyphs glyphs;
    struct canvas shown; /* what curses was told last */
} self = {.in = -1, .out = -1};

/* --- the way back --------------------------------------------------------------------------- */

static char restore[512];
static volatile sig_atomic_t restore_len; /* 0 = nothing to restore */

static void
restore_add(const char *s)
{
    size_t have = strlen(restore);
    if (s && s != (char *)-1 && have + strlen(s) < sizeof restore - 1)
        strcat(restore, s);
}

/* Async-signal-safe. */
static void
restore_now(void)
{
    if (restore_len <= 0)
        return;
    ssize_t n = write(self.out, restore, (size_t)restore_len);
    (void)n;
    tcsetattr(self.out, TCSANOW, &self.saved);
    restore_len = 0;
}

static void
on_crash(int sig)
{
    restore_now();
    raise(sig); /* SA_RESETHAND: now the default action, with a true core dump */
}

static void
guard_crashes(void)
{
    static char stack[64 * 1024];
    static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    stack_t ss = {.ss_sp = stack, .ss_size = sizeof stack};
    stack_t before;
    if (sigaltstack(NULL, &before) == 0 && (before.ss_flags & SS_DISABLE))
        sigaltstack(&ss, NULL);
    struct sigaction sa = {.sa_handler = on_crash};
    sa.sa_flags = (int)(SA_ONSTACK | SA_RESETHAND | SA_NODEFER);
    sigemptyset(&sa.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &sa, NULL);
    bug_set_last_wish(restore_now);
}

/* --- opening -------------------------------------------------------------------------------- */

static bool
open_descriptors(char *why, size_t cap)
{
    const char *path = ttyname(STDIN_FILENO);
    if (!path)
        path = "/dev/tty"; /* stdin is a file or a pipe */
    self.in = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC);
    self.out = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    if (self.in >= 0 && self.out >= 0 && tcgetattr(self.out, &self.saved) == 0)
        return true;
    snprintf(why, cap, "no terminal: %s; use --headless", strerror(errno));
    return false;
}

static bool
look_at_description(char *why, size_t cap)
{
    const char *term = getenv("TERM");
    int err = 0;
    use_extended_names(TRUE);
    use_tioctl(TRUE);
    if (setupterm(NULL, self.out, &err) != OK) {
        snprintf(why, cap, "no terminal description for TERM=%s; use --headless",
                 term ? term : "(unset)");
        return false;
    }
    const char *cup = tigetstr("cup");
    bool usable = cup && cup != (char *)-1;
    if (!usable)
        snprintf(why, cap, "TERM=%s cannot move the cursor; use --headless",
                 term ? term : "(unset)");
    del_curterm(cur_term);
    return usable;
}

static enum canvas_glyphs
choose_glyphs(const char *wanted)
{
    const char *term = getenv("TERM");
    if (wanted && strcmp(wanted, "ascii") == 0)
        return CANVAS_ASCII;
    if (wanted && strcmp(wanted, "block") == 0)
        return CANVAS_BLOCK;
    if (wanted && strcmp(wanted, "braille") == 0)
        return CANVAS_BRAILLE;
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        return CANVAS_ASCII;
    return term && strncmp(term, "linux", 5) == 0 ? CANVAS_BLOCK : CANVAS_BRAILLE;
}

static void
choose_colors(bool allowed)
{
    self.depth = THEME_MONO;
    if (!allowed || !has_colors())
        return;
    start_color();
    use_default_colors();
    self.depth = tigetflag("RGB") > 0 && COLORS > 0x10000 ? THEME_DIRECT
                 : COLORS >= 256                          ? THEME_256
                                                          : THEME_8;
    for (int r = 0; r < THEME_ROLES; r++)
        init_extended_pair(r + 1, theme_color((enum theme_role)r, self.depth), -1);
}

static void
remember_way_back(void)
{
    restore[0] = 0;
    restore_add("\033[?1006l\033[?1003l\033[?1002l\033[?1000l");
    restore_add(tigetstr("sgr0"));
    restore_add(tigetstr("op"));
    restore_add(tigetstr("rmkx"));
    restore_add(tigetstr("cnorm"));
    restore_add(tigetstr("rmcup"));
    restore_len = (sig_atomic_t)strlen(restore);
}

bool
terminal_open(const struct terminal_options *o, char *why, size_t cap)
{
    setlocale(LC_CTYPE, "");
    if (!open_descriptors(why, cap) || !look_at_description(why, cap)) {
        terminal_close();
        return false;
    }
    self.in_file = fdopen(self.in, "r");
    self.out_file = fdopen(self.out, "w");
    self.screen = newterm(NULL, self.out_file, self.in_file);
    if (!self.screen) {
        snprintf(why, cap, "the terminal cannot be used; use --headless");
        terminal_close();
        return false;
    }
    set_term(self.screen);
    remember_way_back();
    guard_crashes();
    choose_colors(o->color);
    self.glyphs = choose_glyphs(o->glyphs);
    raw();
    noecho();
    nonl();
    intrflush(NULL, FALSE);
    curs_set(0);
    set_escdelay(25);
    mouseinterval(0);
    if (o->mouse)
        mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
    self.keys = newpad(1, 1);
    keypad(self.keys, TRUE);
    nodelay(self.keys, TRUE);
    return true;
}

void
terminal_close(void)
{
    if (self.screen) {
        restore_len = 0;
        bug_set_last_wish(NULL);
        delwin(self.keys);
        endwin();
        delscreen(self.screen);
        self.screen = NULL;
    }
    if (self.in_file)
        fclose(self.in_file);
    else if (self.in >= 0)
        close(self.in);
    if (self.out_file)
        fclose(self.out_file);
    else if (self.out >= 0)
        close(self.out);
    self.in_file = self.out_file = NULL;
    self.in = self.out = -1;
    canvas_finish(&self.shown);
}

int
terminal_input(void)
{
    return self.in;
}

bool
terminal_alive(void)
{
    struct termios t;
    return tcgetattr(self.in, &t) == 0;
}

enum canvas_glyphs
terminal_glyphs(void)
{
    return self.glyphs;
}

void
terminal_fit(int *w, int *h)
{
    struct winsize ws;
    if (ioctl(self.out, TIOCGWINSZ, &ws) == 0 && ws.ws_row > 0 && ws.ws_col > 0)
        resizeterm(ws.ws_row, ws.ws_col);
    *w = COLS;
    *h = LINES;
    canvas_finish(&self.shown);
}

/* --- keys ----------------------------------------------------------------------------------- */

static uint32_t
mouse_key(int *x, int *y)
{
    MEVENT m;
    if (getmouse(&m) != OK)
        return 0;
    *x = m.x;
    *y = m.y;
    return m.bstate & BUTTON4_PRESSED   ? KEYMAP_WHEEL_UP
           : m.bstate & BUTTON5_PRESSED ? KEYMAP_WHEEL_DOWN
           : m.bstate & BUTTON1_PRESSED ? KEYMAP_MOUSE_PRESS
                                        : 0;
}

uint32_t
terminal_key(int *x, int *y)
{
    static const struct {
        int curses;
        uint32_t ours;
    } table[] = {{KEY_UP, KEYMAP_UP},         {KEY_DOWN, KEYMAP_DOWN},
                 {KEY_LEFT, KEYMAP_LEFT},     {KEY_RIGHT, KEYMAP_RIGHT},
                 {KEY_PPAGE, KEYMAP_PAGE_UP}, {KEY_NPAGE, KEYMAP_PAGE_DOWN},
                 {KEY_HOME, KEYMAP_HOME},     {KEY_END, KEYMAP_END},
                 {KEY_BTAB, KEYMAP_BACKTAB},  {KEY_BACKSPACE, KEYMAP_BACKSPACE},
                 {KEY_ENTER, KEYMAP_ENTER}};
    wint_t c;
    int kind;
    while ((kind = wget_wch(self.keys, &c)) != ERR) {
        if (kind == OK)
            return c ? (uint32_t)c : ' ';
        if (c == KEY_MOUSE) {
            uint32_t k = mouse_key(x, y);
            if (k)
                return k;
        }
        for (size_t i = 0; i < sizeof table / sizeof *table; i++)
            if (c == (wint_t)table[i].curses)
                return table[i].ours;
    }
    return 0;
}

/* --- drawing -------------------------------------------------------------------------------- */

static void
set_style(unsigned style)
{
    unsigned attrs = theme_attrs(style, self.depth);
    attr_t a = A_NORMAL;
    a |= attrs & THEME_BOLD ? A_BOLD : 0;
    a |= attrs & THEME_REVERSE ? A_REVERSE : 0;
    a |= attrs & THEME_UNDERLINE ? A_UNDERLINE : 0;
    /* Faint and a grey hue together would be too much. */
    bool hue = self.depth != THEME_MONO && theme_color(style & THEME_ROLE_MASK, self.depth) >= 0;
    a |= (attrs & THEME_FAINT) && !hue ? A_DIM : 0;
    int pair = self.depth == THEME_MONO ? 0 : (int)(style & THEME_ROLE_MASK) + 1;
    wattr_set(stdscr, a, 0, &pair);
}

static void
show_row(const struct canvas *c, int y)
{
    wchar_t text[1024];
    const struct canvas_cell *row = &c->cells[y * c->w];
    for (int x = 0; x < c->w;) {
        int n = 0, from = x;
        uint32_t style = row[x].style;
        for (; x < c->w && row[x].style == style && n < 1023; x++)
            if (row[x].rune)
                text[n++] = (wchar_t)row[x].rune;
        text[n] = 0;
        set_style(style);
        mvaddnwstr(y, from, text, n);
    }
}

void
terminal_show(const struct canvas *c)
{
    bool same_size = self.shown.cells && self.shown.w == c->w && self.shown.h == c->h;
    if (!same_size) {
        canvas_finish(&self.shown);
        canvas_init(&self.shown, c->w, c->h, c->glyphs);
        erase();
    }
    size_t bytes = (size_t)c->w * sizeof *c->cells;
    for (int y = 0; y < c->h; y++) {
        struct canvas_cell *old = &self.shown.cells[y * c->w];
        if (same_size && memcmp(old, &c->cells[y * c->w], bytes) == 0)
            continue;
        show_row(c, y);
        memcpy(old, &c->cells[y * c->w], bytes);
    }
    wnoutrefresh(stdscr);
    sigset_t tstp, old;
    sigemptyset(&tstp);
    sigaddset(&tstp, SIGTSTP);
    pthread_sigmask(SIG_BLOCK, &tstp, &old);
    doupdate();
    pthread_sigmask(SIG_SETMASK, &old, NULL);
}

void
terminal_redraw(void)
{
    canvas_finish(&self.shown);
    clearok(curscr, TRUE);
}

void
terminal_suspend(void)
{
    def_prog_mode();
    endwin();
    kill(0, SIGSTOP); /* the whole job, as the default action does */
}

void
terminal_continue(void)
{
    reset_prog_mode();
    terminal_redraw();
    refresh();
}
