/* The loop: keys, signals, frames. The program's threads reach it in two ways only: their output
 * goes into a queue under a lock, and the end of the run is a flag; both wake the loop. A frame
 * asks the session for a snapshot, draws a canvas and shows it; curses sends what has changed. */
#include "ui/app.h"

#include "base/xalloc.h"
#include "ui/screen.h"
#include "ui/terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

enum { FRAME_MS = 33, N_SIGNALS = 6, MAX_QUEUED = 1 << 20 };
#define TOP_SPEED INT64_C(1000000000) /* the last step before full speed */

struct app {
    struct session *session;
    struct session_options options; /* what it was made from, for the next one */
    struct view view;
    struct canvas canvas;
    uv_loop_t loop;
    uv_timer_t frame;
    uv_poll_t input;
    bool polling; /* input was initialised */
    uv_signal_t signals[N_SIGNALS];
    uv_async_t wake;
    uint64_t last_tick_ns, end_ns;
    bool quitting;
    int status;
    bool stopped;           /* as last asked for */
    int64_t ops_per_second; /* 0 = full speed */
    uv_mutex_t lock;        /* guards queued */
    struct buf queued;      /* output that no frame has taken: fd byte, length, data */
};

/* --- from the program's threads -------------------------------------------------------------- */

static void
on_output(void *ctx, int fd, const char *data, size_t n)
{
    struct app *a = ctx;
    uint32_t len = n > MAX_QUEUED ? MAX_QUEUED : (uint32_t)n;
    uv_mutex_lock(&a->lock);
    if (a->queued.len > MAX_QUEUED)
        buf_clear(&a->queued); /* nobody could have read it anyway */
    buf_add_byte(&a->queued, fd);
    buf_add(&a->queued, &len, sizeof len);
    buf_add(&a->queued, data + (n - len), len);
    uv_mutex_unlock(&a->lock);
}

static void
on_ended(void *ctx)
{
    struct app *a = ctx;
    uv_async_send(&a->wake);
}

static void
take_output(struct app *a)
{
    uv_mutex_lock(&a->lock);
    struct buf taken = a->queued;
    memset(&a->queued, 0, sizeof a->queued);
    uv_mutex_unlock(&a->lock);
    for (size_t at = 0; at < taken.len;) {
        int fd = (unsigned char)taken.data[at];
        uint32_t len;
        memcpy(&len, taken.data + at + 1, sizeof len);
        transcript_add(&a->view.transcript, fd, taken.data + at + 1 + sizeof len, len);
        at += 1 + sizeof len + len;
    }
    buf_finish(&taken);
}

/* --- commands ------------------------------------------------------------------------------- */

static void
quit(struct app *a, int status)
{
    a->quitting = true;
    a->status = status;
    uv_stop(&a->loop);
}

/* 1, 2, 5, 10 ... operations a second, then full speed. */
static int64_t
next_speed(int64_t now, int direction)
{
    static const int steps[] = {1, 2, 5};
    if (now == 0)
        return direction > 0 ? 0 : TOP_SPEED / 1000;
    int64_t before = 1;
    for (int64_t decade = 1; decade <= TOP_SPEED; decade *= 10)
        for (int i = 0; i < 3; i++) {
            int64_t at = steps[i] * decade;
            if (direction > 0 && at > now)
                return at > TOP_SPEED / 1000 ? 0 : at;
            if (direction < 0 && at >= now)
                return before;
            before = at;
        }
    return before;
}

static void
set_speed(struct app *a, int64_t ops_per_second)
{
    a->ops_per_second = ops_per_second;
    session_set_speed(a->session, ops_per_second);
}

static void
step(struct app *a, enum session_step what)
{
    a->stopped = true;
    a->view.frozen = false;
    session_step(a->session, what);
}

static void
stop_or_resume(struct app *a)
{
    a->stopped = !a->stopped;
    if (a->stopped)
        session_stop(a->session);
    else
        session_resume(a->session);
}

/* The first line of `errors` for the narrator, all of them for the output panel. */
static void
tell_errors(struct app *a, struct buf *errors)
{
    char sentence[200];
    const char *text = buf_cstr(errors);
    snprintf(sentence, sizeof sentence, "It cannot run again: %.*s", (int)strcspn(text, "\n"),
             text);
    narrator_say(&a->view.narrator, (int64_t)uv_hrtime(), sentence);
    transcript_add(&a->view.transcript, 2, errors->data, errors->len);
}

/* A new run of the program, at the present speed; the old one stays when that cannot be. */
static void
restart(struct app *a)
{
    struct buf errors = {0};
    bool ended = session_ended(a->session);
    a->options.ops_per_second = a->ops_per_second;
    if (a->view.live->sites.rate) /* who counts goes on, from the first allocation */
        a->options.sites_rate = a->view.live->sites.rate;
    a->options.start_stopped = a->stopped = a->stopped && !ended;
    struct session *next = session_create(&a->options, &errors);
    if (next) {
        session_destroy(a->session);
        a->session = next;
        take_output(a); /* the old run's last words */
        view_restart(&a->view);
        if (!session_start(next, &errors))
            quit(a, 1);
    }
    if (errors.len)
        tell_errors(a, &errors);
    buf_finish(&errors);
}

/* After the end what was found stays to be read; else the next run counts, from its start. */
static void
count_sites_next(struct app *a)
{
    if (a->view.live->sites.rate)
        return;
    a->options.sites_rate = a->options.sites_rate ? a->options.sites_rate : 1;
    narrator_say(&a->view.narrator, (int64_t)uv_hrtime(),
                 "The next run is counted from its first allocation: R starts it.");
}

/* At the rate asked for on the command line, else each allocation. */
static void
count_sites(struct app *a, bool on)
{
    uint64_t rate = a->options.sites_rate ? a->options.sites_rate : 1;
    session_count_sites(a->session, on ? rate : 0);
    narrator_say(&a->view.narrator, (int64_t)uv_hrtime(),
                 !on         ? "Allocations are not counted any more: that costs nothing."
                 : rate == 1 ? "Each allocation is counted from now on, with its line. "
                               "Allocating is slower meanwhile. P ends it."
                             : "One allocation in so many bytes is written down, with its line. "
                               "P ends it.");
}

static void
command(struct app *a, enum keymap_action action)
{
    bool speed = action >= KEYMAP_FASTER && action <= KEYMAP_FULL_SPEED; /* of the next run */
    if (session_ended(a->session) && action < KEYMAP_PANEL && !speed)
        return;
    switch (action) {
    case KEYMAP_STOP:
        stop_or_resume(a);
        break;
    case KEYMAP_STEP_EVENT:
        step(a, SESSION_STEP_EVENT);
        break;
    case KEYMAP_STEP_LINE:
        step(a, SESSION_STEP_LINE);
        break;
    case KEYMAP_STEP_CALL:
        step(a, SESSION_STEP_CALL);
        break;
    case KEYMAP_STEP_ALLOC:
        step(a, SESSION_STEP_ALLOC);
        break;
    case KEYMAP_STEP_MARK:
        step(a, SESSION_STEP_MARK);
        break;
    case KEYMAP_STEP_PHASE:
        step(a, SESSION_STEP_PHASE);
        break;
    case KEYMAP_STEP_CYCLE:
        step(a, SESSION_STEP_CYCLE);
        break;
    case KEYMAP_FASTER:
        set_speed(a, next_speed(a->ops_per_second, 1));
        break;
    case KEYMAP_SLOWER:
        set_speed(a, next_speed(a->ops_per_second, -1));
        break;
    case KEYMAP_FULL_SPEED:
        set_speed(a, 0);
        break;
    case KEYMAP_COLLECT:
        session_force_gc(a->session);
        break;
    case KEYMAP_SITES:
        if (!a->view.live->sites.rate && a->view.live->run.state != SNAPSHOT_ENDED)
            count_sites(a, true);
        break;
    case KEYMAP_COUNT_SITES:
        if (session_ended(a->session))
            count_sites_next(a);
        else
            count_sites(a, !a->view.live->sites.rate);
        break;
    case KEYMAP_RESTART:
        restart(a);
        break;
    case KEYMAP_REDRAW:
        terminal_redraw();
        break;
    case KEYMAP_SUSPEND:
        terminal_suspend();
        break;
    case KEYMAP_QUIT:
        quit(a, session_ended(a->session) ? session_exit_status(a->session) : 0);
        break;
    default:
        break;
    }
}

/* --- frames --------------------------------------------------------------------------------- */

static void
draw(struct app *a)
{
    screen_draw(&a->view, &a->canvas);
    terminal_show(&a->canvas);
}

static void
on_frame(uv_timer_t *h)
{
    struct app *a = h->data;
    uint64_t now = uv_hrtime();
    session_tick(a->session, (int64_t)(now - a->last_tick_ns));
    a->last_tick_ns = now;
    take_output(a);
    struct snapshot_view wants = view_wants(&a->view);
    session_snapshot(a->session, &wants, a->view.live);
    view_advance(&a->view, (int64_t)now);
    draw(a);
    if (a->end_ns && now >= a->end_ns)
        quit(a, session_ended(a->session) ? session_exit_status(a->session) : 0);
}

static void
on_wake(uv_async_t *h)
{
    on_frame(&((struct app *)h->data)->frame);
}

/* --- keys and signals ----------------------------------------------------------------------- */

static void
drain_keys(struct app *a)
{
    int x = 0, y = 0;
    bool any = false;
    for (uint32_t k; !a->quitting && (k = terminal_key(&x, &y)) != 0; any = true) {
        bool mouse = k == KEYMAP_MOUSE_PRESS || k == KEYMAP_WHEEL_UP || k == KEYMAP_WHEEL_DOWN;
        if (mouse)
            screen_focus_at(&a->view, a->canvas.w, a->canvas.h, x, y);
        if (k != KEYMAP_MOUSE_PRESS)
            command(a, view_key(&a->view, k));
    }
    if (any && !a->quitting)
        draw(a);
}

static void
on_input(uv_poll_t *h, int status, int events)
{
    struct app *a = h->data;
    (void)events;
    if (status < 0 || !terminal_alive()) {
        uv_poll_stop(h);
        quit(a, 128 + SIGHUP);
        return;
    }
    drain_keys(a);
}

static void
refit(struct app *a)
{
    int w, h;
    terminal_fit(&w, &h);
    canvas_finish(&a->canvas);
    canvas_init(&a->canvas, w, h, terminal_glyphs());
    drain_keys(a); /* curses queues a key for the resize: no descriptor tells of it */
    draw(a);
}

static void
on_signal(uv_signal_t *h, int signum)
{
    struct app *a = h->data;
    switch (signum) {
    case SIGWINCH:
        refit(a);
        break;
    case SIGTSTP:
        terminal_suspend();
        break;
    case SIGCONT:
        terminal_continue();
        refit(a);
        break;
    default:
        quit(a, 128 + signum);
    }
}

/* --- start and end -------------------------------------------------------------------------- */

static bool
open_terminal(const struct app_options *o)
{
    const char *no_color = getenv("NO_COLOR");
    bool refused = no_color && *no_color;
    struct terminal_options t = {.color = o->color == APP_COLOR_ALWAYS ||
                                          (o->color == APP_COLOR_AUTO && !refused),
                                 .glyphs = o->glyphs,
                                 .mouse = o->mouse};
    char why[160] = "";
    if (terminal_open(&t, why, sizeof why))
        return true;
    fprintf(stderr, "regionscope: %s\n", why);
    return false;
}

static void
start_loop(struct app *a)
{
    static const int signals[N_SIGNALS] = {SIGWINCH, SIGTSTP, SIGCONT, SIGINT, SIGTERM, SIGHUP};
    for (int i = 0; i < N_SIGNALS; i++) {
        uv_signal_init(&a->loop, &a->signals[i]);
        a->signals[i].data = a;
        uv_signal_start(&a->signals[i], on_signal, signals[i]);
    }
    if (uv_poll_init(&a->loop, &a->input, terminal_input()) == 0) {
        a->polling = true;
        a->input.data = a;
        uv_poll_start(&a->input, UV_READABLE, on_input);
    } else {
        quit(a, 1);
    }
    uv_timer_init(&a->loop, &a->frame);
    a->frame.data = a;
    uv_timer_start(&a->frame, on_frame, 0, FRAME_MS);
}

static void
close_handle(uv_handle_t *h, void *ctx)
{
    (void)ctx;
    if (!uv_is_closing(h))
        uv_close(h, NULL);
}

static void
close_loop(struct app *a)
{
    uv_walk(&a->loop, close_handle, NULL);
    uv_run(&a->loop, UV_RUN_DEFAULT);
    uv_loop_close(&a->loop);
}

/* What the program said on stderr at its end belongs to the user, also when the screen is gone. */
static void
tell_last_words(const struct app *a)
{
    const struct transcript *t = &a->view.transcript;
    unsigned n = transcript_count(t), from = n;
    while (from > 0 && n - from < 40 && transcript_at(t, from - 1)->fd == 2)
        from--;
    for (; from < n; from++)
        fprintf(stderr, "%s\n", transcript_at(t, from)->text);
}

static void
run(struct app *a, const struct app_options *o)
{
    int w, h;
    terminal_fit(&w, &h);
    canvas_init(&a->canvas, w, h, terminal_glyphs());
    a->last_tick_ns = uv_hrtime();
    a->end_ns = o->duration_ns ? a->last_tick_ns + (uint64_t)o->duration_ns : 0;
    start_loop(a);
    if (!a->quitting)
        uv_run(&a->loop, UV_RUN_DEFAULT);
    for (int i = 0; i < N_SIGNALS; i++) /* from here on ctrl-c ends us at once */
        uv_signal_stop(&a->signals[i]);
    if (a->polling)
        uv_poll_stop(&a->input);
}

int
app_run(const struct session_options *session, const struct app_options *o)
{
    struct app *a = xcalloc(1, sizeof *a);
    struct buf errors = {0};
    struct session_options *so = &a->options;
    *so = *session;
    uv_mutex_init(&a->lock);
    uv_loop_init(&a->loop);
    uv_async_init(&a->loop, &a->wake, on_wake);
    a->wake.data = a;
    view_init(&a->view);
    so->notes = true;
    so->output = on_output;
    so->output_ctx = a;
    so->ended = on_ended;
    so->ended_ctx = a;
    a->stopped = so->start_stopped;
    a->ops_per_second = so->ops_per_second;
    a->status = 1;
    a->session = session_create(so, &errors);
    bool opened = a->session && open_terminal(o);
    if (opened && session_start(a->session, &errors))
        run(a, o);
    bool failed = a->session && session_ended(a->session) && session_exit_status(a->session);
    if (opened)
        terminal_close();
    session_destroy(a->session); /* the program's threads are gone from here on */
    take_output(a);
    if (errors.len)
        fputs(buf_cstr(&errors), stderr);
    if (failed)
        tell_last_words(a);
    close_loop(a);
    buf_finish(&errors);
    buf_finish(&a->queued);
    canvas_finish(&a->canvas);
    view_finish(&a->view);
    uv_mutex_destroy(&a->lock);
    int status = a->status;
    free(a);
    return status;
}
