/* Both lists come from what embed.py wrote down about the embedded packages, so that they are true
 * of the parts that nobody read, too. */
#include "lang/supported.h"

#include "base/buf.h"
#include "base/xalloc.h"
#include "golib/golib.h"

#include <stdlib.h>
#include <string.h>

static void
add(struct buf *out, bool *first, const char *name)
{
    buf_printf(out, "%s%s", *first ? "" : ", ", name);
    *first = false;
}

static bool
is_internal(const char *path)
{
    return strncmp(path, "internal/", strlen("internal/")) == 0;
}

void
supported_packages(struct buf *out)
{
    bool first = true;
    for (size_t i = 0; i < golib_n_packages; i++) {
        const char *path = golib_packages[i].path;
        bool after = i == 0 || strcmp(golib_packages[i - 1].path, "unsafe") < 0;
        if (after && strcmp(path, "unsafe") > 0)
            add(out, &first, "unsafe"); /* the compiler's own */
        if (!is_internal(path))
            add(out, &first, path);
    }
}

static bool
is_exported(const char *name)
{
    return name[0] >= 'A' && name[0] <= 'Z';
}

/* Marks the names that the file declares; their order in golib_names is alphabetical. */
static void
mark_names(const struct golib_file *f, bool *declared)
{
    for (size_t i = f->first_decl; i < f->first_decl + f->n_decls; i++) {
        const struct golib_decl *d = &golib_decls[i];
        for (unsigned n = 0; n < d->n_declared && d->recv == GOLIB_NO_NAME; n++)
            declared[golib_ids[d->ids + n]] = true;
    }
}

void
supported_names(struct buf *out, const char *package)
{
    bool *declared = xcalloc(golib_n_names, sizeof *declared), first = true;
    for (size_t i = 0; i < golib_n_packages; i++) {
        const struct golib_package *p = &golib_packages[i];
        if (strcmp(p->path, package) != 0)
            continue;
        for (size_t n = 0; n < p->n_files; n++)
            mark_names(&golib_files[p->first_file + n], declared);
    }
    for (size_t i = 0; i < golib_n_names; i++) {
        if (declared[i] && is_exported(golib_names[i]))
            add(out, &first, golib_names[i]);
    }
    free(declared);
}
