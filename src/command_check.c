/* check: the front end alone; -m adds the escape verdicts. Exit status 1 when the program is
 * wrong. */
#include "code/compile.h"
#include "code/program.h"
#include "command.h"
#include "lang/escape_reason.h"
#include "lang/unit.h"
#include "options.h"
#include "workload.h"

#include <stdio.h>

int
command_check(struct options *o)
{
    if (o->n_operands != 1) {
        fprintf(stderr, "regionscope: check takes one file or preset\n");
        return 2;
    }
    struct session_options *so = &o->session;
    if (!workload_select(so, o->operands[0]))
        return 2;
    struct buf out = {0};
    struct unit *u = unit_create();
    u->allow_unsafe = so->allow_unsafe;
    u->escape_notes = o->escape_notes;
    u->escape_reasons = o->escape_reasons;
    u->escape_mutations = o->escape_mutations;
    struct program *p = NULL;
    bool loaded = unit_load(u, so->path, so->text, so->text_len);
    if (loaded)
        p = compile_program(u);
    if (o->escape_reasons && loaded)
        escape_reason_write_all(u, &out);
    else if (o->escape_notes && loaded)
        diag_format_notes(&u->diag, &out);
    if (!p)
        diag_format_errors(&u->diag, o->all_errors ? 0 : 10, &out);
    fputs(buf_cstr(&out), stderr);
    int status = p ? 0 : 1;
    buf_finish(&out);
    program_destroy(p);
    unit_destroy(u);
    return status;
}
