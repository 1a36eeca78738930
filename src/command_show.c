/* list, show and explain: texts for people. */
#include "code/compile.h"
#include "code/disasm.h"
#include "code/program.h"
#include "command.h"
#include "explain.h"
#include "lang/unit.h"
#include "options.h"
#include "workload.h"

#include <stdio.h>
#include <string.h>

int
command_list(struct options *o)
{
    char line[128];
    (void)o;
    for (const struct workload_preset *p = workload_presets; p->name; p++) {
        workload_headline(p, line, sizeof line);
        printf("%-18s %s\n", p->name, line);
    }
    return 0;
}

static int
show_source(const struct session_options *so)
{
    if (so->text) {
        fwrite(so->text, 1, so->text_len, stdout);
        return 0;
    }
    FILE *f = fopen(so->path, "r");
    char chunk[4096];
    size_t n;
    if (!f) {
        fprintf(stderr, "regionscope: cannot read %s\n", so->path);
        return 1;
    }
    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
        fwrite(chunk, 1, n, stdout);
    fclose(f);
    return 0;
}

static int
show_code(const struct session_options *so)
{
    struct buf out = {0};
    struct unit *u = unit_create();
    struct program *p = NULL;
    if (unit_load(u, so->path, so->text, so->text_len))
        p = compile_program(u);
    if (p) {
        vec_each (struct program_func *, f, &p->funcs)
            if (!(f->flags & FUNC_GOLIB))
                disasm_func(p, f, &out);
        fputs(buf_cstr(&out), stdout);
    } else {
        diag_format_errors(&u->diag, 10, &out);
        fputs(buf_cstr(&out), stderr);
    }
    int status = p ? 0 : 1;
    buf_finish(&out);
    program_destroy(p);
    unit_destroy(u);
    return status;
}

int
command_show(struct options *o)
{
    if (o->n_operands != 1) {
        fprintf(stderr, "regionscope: show takes one preset or file; see regionscope list\n");
        return 2;
    }
    if (!workload_select(&o->session, o->operands[0]))
        return 2;
    return o->code ? show_code(&o->session) : show_source(&o->session);
}

int
command_explain(struct options *o)
{
    if (o->n_operands == 0) {
        for (const struct explain_text *e = explain_texts; e->name; e++)
            printf("%s\n%s\n", e->name, e->text);
        return 0;
    }
    const struct explain_text *e = explain_find(o->operands[0]);
    if (!e) {
        fprintf(stderr, "regionscope: no region \"%s\"; there are:", o->operands[0]);
        for (e = explain_texts; e->name; e++)
            fprintf(stderr, " %s", e->name);
        fprintf(stderr, "\n");
        return 2;
    }
    fputs(e->text, stdout);
    return 0;
}
