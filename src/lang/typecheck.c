/* The checking of one package, step by step: collect the names, determine the types of all
 * package-level objects, check the function bodies, order the initialisers, finish what was left
 * open. Go: cmd/compile/internal/types2/check.go */
#include "lang/typecheck.h"

#include <string.h>

#include "lang/checker.h"

/* Untyped expressions that no context gave a type get their default type. */
static void
settle_untyped(struct checker *c)
{
    for (size_t i = 0; i < c->untyped.n; i++) {
        struct expr *e = c->untyped.v[i];
        if (e->type && types_is_untyped(e->type))
            e->type = types_default(c->u, e->type);
    }
}

/* The linker's complaint in Go, hence without a position. */
static void
check_main_exists(struct checker *c)
{
    if (c->pkg->is_golib || strcmp(c->pkg->path, "main") != 0 || strcmp(c->pkg->name, "main") != 0)
        return;
    struct object *o = scope_lookup_local(c->pkg->scope, unit_intern(c->u, "main", 4));
    if (!o || o->kind != OBJECT_FUNC)
        checker_error(c, (struct pos){0},
                      "runtime.main_main·f: function main is undeclared in the main package");
}

static void
check_bodies_exist(struct checker *c)
{
    if (c->u->allow_unsafe) /* they may be somewhere else */
        return;
    for (size_t i = 0; !c->pkg->is_golib && i < c->pkg->funcs.n; i++) {
        struct func *f = c->pkg->funcs.v[i];
        if (!f->body)
            checker_error(c, f->pos, "missing function body");
    }
}

/* What can only be said when all bodies have been looked at. */
void
typecheck_settle(struct checker *c)
{
    settle_untyped(c);
    closure_settle(c);
}

void
typecheck_finish(struct checker *c)
{
    table_finish(&c->declared);
    table_finish(&c->dot_imports);
    table_finish(&c->methods);
    table_finish(&c->lhs_shifts);
    table_finish(&c->panics);
    vec_finish(&c->objs);
    vec_finish(&c->path);
    vec_finish(&c->delayed);
    vec_finish(&c->imports);
    vec_finish(&c->untyped);
    vec_finish(&c->interfaces);
    vec_finish(&c->sized);
    vec_finish(&c->loops);
    vec_finish(&c->captured);
    vec_finish(&c->uses);
    mono_finish(c);
}

/* Their instances are there instead. Natives have none. */
static void
drop_generic_functions(struct package *p)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->funcs.n; i++) {
        struct func *f = p->funcs.v[i];
        bool generic = f->sig && (f->sig->func.n_type_params || f->sig->func.n_recv_params);
        if (!generic || !f->body)
            p->funcs.v[kept++] = f;
    }
    p->funcs.n = kept;
}

bool
typecheck_package(struct unit *u, struct package *p)
{
    struct checker c = {.u = u, .pkg = p};
    if (!p->name)
        p->name = unit_intern(u, "_", 1);
    for (size_t i = 0; i < p->n_files; i++) {
        if (p->files[i]->pkg_name && checker_blank(p->files[i]->pkg_name))
            checker_error(&c, p->files[i]->pkg_name_pos, "invalid package name _");
    }
    p->scope = scope_create(u, universe_scope(u), NULL);
    resolve_collect(&c);
    validtype_direct_cycles(&c);
    resolve_objects(&c);
    checker_run_delayed(&c, 0);
    if (!c.failed)
        mono_check(&c);
    if (!c.failed)
        validtype_interfaces(&c);
    if (!c.failed)
        validtype_sizes(&c);
    instance_check_all(&c);
    initorder_compute(&c);
    resolve_unused_imports(&c);
    typecheck_settle(&c);
    closure_finish(&c);
    if (!diag_failed(&u->diag)) {
        check_bodies_exist(&c);
        check_main_exists(&c);
    }
    drop_generic_functions(p);
    p->checked = true;
    bool ok = !c.failed;
    typecheck_finish(&c);
    return ok;
}
