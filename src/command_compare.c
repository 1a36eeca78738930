/* compare: two live sessions in one process, and a table of their figures with ratios. Each gets
 * the same knobs; both start together and end when both programs have ended or the duration is
 * over. */
#include "base/clock.h"
#include "base/xalloc.h"
#include "command.h"
#include "obs/report.h"
#include "options.h"
#include "workload.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

enum { SIDES = 2 };
static const int64_t default_duration_ns = 5000000000;

static void
swallow(void *ctx, int fd, const char *data, size_t n)
{
    (void)ctx;
    if (fd == 2)
        fwrite(data, 1, n, stderr);
}

static struct session *
open_side(const struct options *o, const char *name, struct buf *errors)
{
    struct session_options so = o->session;
    so.output = swallow; /* two programs would talk over each other */
    return workload_select(&so, name) ? session_create(&so, errors) : NULL;
}

int
command_compare(struct options *o)
{
    if (o->n_operands != SIDES) {
        fprintf(stderr, "regionscope: compare takes two workloads\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    struct buf errors = {0}, out = {0};
    struct session *side[SIDES] = {0};
    struct snapshot *snap = xcalloc(SIDES, sizeof *snap);
    struct snapshot_view view = {.rows = SNAPSHOT_ROWS};
    int status = 0;
    for (int i = 0; i < SIDES; i++) {
        side[i] = open_side(o, o->operands[i], &errors);
        status |= !side[i];
    }
    for (int i = 0; i < SIDES && !status; i++)
        status |= !session_start(side[i], &errors);
    if (!status) {
        int64_t left = o->duration_ns ? o->duration_ns : default_duration_ns;
        struct clock clock;
        clock_init(&clock, false);
        for (int i = 0; i < SIDES; i++) {
            int64_t rest = left - clock_now_ns(&clock);
            session_wait(side[i], rest > 0 ? rest : 0);
        }
        for (int i = 0; i < SIDES; i++)
            session_snapshot(side[i], &view, &snap[i]);
        if (o->json)
            report_compare_json(&snap[0], &snap[1], &out);
        else
            report_compare_text(&snap[0], &snap[1], &out);
        fputs(buf_cstr(&out), stdout);
    }
    if (errors.len)
        fputs(buf_cstr(&errors), stderr);
    for (int i = 0; i < SIDES; i++)
        session_destroy(side[i]);
    free(snap);
    buf_finish(&errors);
    buf_finish(&out);
    return status;
}
