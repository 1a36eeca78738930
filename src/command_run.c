/* run: the dashboard, or headless: the program's own output and exit status, and then the report.
 */
#include "base/xalloc.h"
#include "command.h"
#include "obs/report.h"
#include "options.h"
#include "ui/app.h"
#include "workload.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
write_report(const struct options *o, const struct snapshot *s)
{
    struct buf text = {0};
    FILE *to = stderr;
    if (o->report == OPTIONS_REPORT_JSON)
        report_json(s, &text);
    else
        report_text(s, &text);
    if (o->output && strcmp(o->output, "-") == 0)
        to = stdout;
    else if (o->output && !(to = fopen(o->output, "w"))) {
        fprintf(stderr, "regionscope: %s: %s\n", o->output, strerror(errno));
        buf_finish(&text);
        return false;
    }
    fwrite(text.data, 1, text.len, to);
    if (to != stderr && to != stdout)
        fclose(to);
    else
        fflush(to);
    buf_finish(&text);
    return true;
}

static int
run_headless(struct options *o)
{
    struct buf errors = {0};
    int status = 1;
    struct session *s = session_create(&o->session, &errors);
    if (s && session_start(s, &errors)) {
        /* Stopped by the clock is a success: the user asked for it. */
        bool ended = session_wait(s, o->duration_ns ? o->duration_ns : -1);
        status = ended ? session_exit_status(s) : 0;
        if (o->session.sites_rate && o->report == OPTIONS_REPORT_NONE)
            o->report = OPTIONS_REPORT_TEXT;
        if (o->report != OPTIONS_REPORT_NONE) {
            struct snapshot *snap = xcalloc(1, sizeof *snap);
            struct snapshot_view view = {
                .rows = SNAPSHOT_ROWS, .cells = SNAPSHOT_CELLS, .sites = SNAPSHOT_SITES};
            session_snapshot(s, &view, snap);
            if (!write_report(o, snap))
                status = 1;
            free(snap);
        }
    }
    if (errors.len)
        fputs(buf_cstr(&errors), stderr);
    buf_finish(&errors);
    session_destroy(s);
    return status;
}

int
command_run(struct options *o)
{
    if (o->n_operands > 1) {
        fprintf(stderr, "regionscope: run takes one workload; put its arguments behind --\n");
        return 2;
    }
    if (!workload_select(&o->session, o->n_operands ? o->operands[0] : "tour"))
        return 2;
    if (o->headless || !isatty(STDOUT_FILENO))
        return run_headless(o);
    signal(SIGPIPE, SIG_IGN);
    struct app_options app = {
        .color = o->color == OPTIONS_COLOR_NEVER    ? APP_COLOR_NEVER
                 : o->color == OPTIONS_COLOR_ALWAYS ? APP_COLOR_ALWAYS
                                                    : APP_COLOR_AUTO,
        .glyphs = o->glyphs,
        .mouse = !o->no_mouse,
        .duration_ns = o->duration_ns,
    };
    return app_run(&o->session, &app);
}
