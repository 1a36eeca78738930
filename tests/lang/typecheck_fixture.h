/* Checking small packages from text: what the suites of the type checker share. Imports are found
 * among the packages checked before in the same fixture; "fmt" and "sync" are there in a few lines.
 */
#ifndef TESTS_TYPECHECK_FIXTURE_H
#define TESTS_TYPECHECK_FIXTURE_H

#include <string.h>

#include "lang/object.h"
#include "lang/parse.h"
#include "lang/typecheck.h"
#include "lang/types.h"
#include "lang/unit.h"
#include "tests/suite.h"

struct fixture {
    struct unit *u;
    struct package *pkg; /* the package checked last */
    bool ok;
    struct buf errors;
};

static inline void
fixture_package(struct fixture *f, const char *path, const char *shown, const char *text,
                bool golib)
{
    struct unit *u = f->u;
    struct package *p = f->pkg = bump_new(&u->mem, struct package);
    p->path = bump_strdup(&u->mem, path);
    p->is_golib = golib;
    struct package *before = table_get_str(&u->packages, p->path);
    if (before) /* the unit gives back what its packages hold: keep it known, out of sight */
        table_put_str(&u->packages, bump_printf(&u->mem, "%s#%zu", path, u->packages.n), before);
    table_put_str(&u->packages, p->path, p);
    p->files = bump_array(&u->mem, struct file *, 1);
    p->files[0] = parse_file(u, diag_add_file(&u->diag, shown), text, strlen(text));
    p->n_files = 1;
    p->name = p->files[0]->pkg_name;
    f->ok = u->n_blocking == 0 && typecheck_package(u, p);
}

static inline void
fixture_init(struct fixture *f)
{
    *f = (struct fixture){.u = unit_create()};
    fixture_package(f, "fmt", "fmt/print.go",
                    "package fmt\n"
                    "type Stringer interface { String() string }\n"
                    "func Println(a ...any) (n int, err error)\n"
                    "func Sprint(a ...any) string\n",
                    true);
    fixture_package(f, "sync", "sync/mutex.go", "package sync\ntype Mutex struct{ state int32 }\n",
                    true);
    fixture_package(f, "arena", "arena/arena.go",
                    "package arena\n"
                    "type Arena struct{ h uintptr }\n"
                    "func New[T any](a *Arena) *T\n"
                    "func MakeSlice[T any](a *Arena, len, cap int) []T\n"
                    "func Clone[T any](s T) T\n"
                    "func First[S comparable, E any](m map[S]E, d E) E\n",
                    true);
}

/* Checks `source` as the file x.go of package p. */
static inline void
fixture_check(struct fixture *f, const char *source)
{
    struct buf text = {0};
    buf_printf(&text, "package p\n%s\n", source);
    fixture_package(f, "p", "x.go", buf_cstr(&text), false);
    buf_finish(&text);
    buf_clear(&f->errors);
    diag_format_errors(&f->u->diag, 0, &f->errors);
    if (f->errors.len) /* the last newline */
        f->errors.data[--f->errors.len] = '\0';
}

static inline const char *
fixture_errors(const struct fixture *f)
{
    return buf_cstr(&f->errors);
}

static inline void
fixture_finish(struct fixture *f)
{
    buf_finish(&f->errors);
    unit_destroy(f->u);
}

static inline struct object *
fixture_object(struct fixture *f, const char *name)
{
    return scope_lookup_local(f->pkg->scope, unit_intern(f->u, name, strlen(name)));
}

static inline struct func *
fixture_func(struct fixture *f, const char *name)
{
    for (size_t i = 0; i < f->pkg->funcs.n; i++) {
        if (strcmp(f->pkg->funcs.v[i]->name, name) == 0)
            return f->pkg->funcs.v[i];
    }
    return NULL;
}

#endif
