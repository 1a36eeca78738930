/* The end of a program: everything compile_program made is freed here.
 * Go: - (the executable file) */
#include "code/program.h"

#include "code/sources.h"

static void
finish_func(struct program_func *f)
{
    free(f->locals_map);
    vec_finish(&f->lines);
    vec_finish(&f->shown);
    vec_finish(&f->unsigned_at);
    vec_finish(&f->vars);
}

void
program_destroy(struct program *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < sizeof p->sections / sizeof p->sections[0]; i++)
        buf_finish(&p->sections[i]);
    free(p->data_mask);
    free(p->bss_mask);
    vec_finish(&p->relocs);
    vec_each (struct program_func *, f, &p->funcs)
        finish_func(f);
    vec_finish(&p->funcs);
    vec_finish(&p->globals);
    vec_finish(&p->types);
    sources_finish(p);
    vec_finish(&p->natives);
    vec_each (char **, s, &p->strings)
        free(*s);
    vec_finish(&p->strings);
    free(p);
}
