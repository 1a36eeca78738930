/* Reachability by name alone. A declaration is needed when some name it declares is mentioned in
 * the program or in a needed declaration of an imported package, wherever and as whatever; a method
 * only if its type is needed, too. Whoever calls a function, also through an interface, writes its
 * name somewhere, so nothing is missed; that a local variable of the same name keeps a function
 * costs a little time and nothing else.
 *
 * Names in the program count in any case of their letters: messages say "but have Println". */
#include "lang/reach.h"

#include "base/bug.h"
#include "base/xalloc.h"
#include "golib/golib.h"
#include "lang/ast.h"
#include "lang/unit.h"

#include <string.h>

struct reach {
    bool *package; /* imported, directly or not */
    bool *name;    /* mentioned */
    bool *own;     /* by the program itself */
    bool *decl;    /* needed */
    bool changed;
};

static int
lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

/* Orders the text a[0..n) and b as golib_names is sorted. */
static int
compare(const char *a, size_t n, const char *b)
{
    for (size_t i = 0; i < n; i++) {
        int difference = lower((unsigned char)a[i]) - lower((unsigned char)b[i]);
        if (difference || !b[i])
            return difference;
    }
    return b[n] ? -1 : 0;
}

static void
mention(struct reach *r, const char *name, size_t n)
{
    size_t lo = 0, hi = golib_n_names;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (compare(name, n, golib_names[mid]) > 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < golib_n_names && compare(name, n, golib_names[lo]) == 0; lo++)
        r->name[lo] = true;
}

static void
import(struct reach *r, size_t package)
{
    if (r->package[package])
        return;
    r->package[package] = true;
    const struct golib_package *p = &golib_packages[package];
    for (size_t i = 0; i < p->n_imports; i++)
        import(r, golib_imports[p->imports + i]);
}

static void
import_path(struct reach *r, const char *path, size_t n)
{
    for (size_t i = 0; i < golib_n_packages; i++) {
        if (strlen(golib_packages[i].path) == n && memcmp(golib_packages[i].path, path, n) == 0)
            import(r, i);
    }
}

static void
import_file(struct reach *r, const struct file *f)
{
    for (size_t i = 0; i < f->n_decls; i++) {
        const struct expr *path =
            f->decls[i]->kind == DECL_IMPORT ? f->decls[i]->import.path : NULL;
        if (path && path->kind == EXPR_LITERAL && strlen(path->literal.text) >= 2)
            import_path(r, path->literal.text + 1, strlen(path->literal.text) - 2);
    }
}

static bool
is_needed(const struct reach *r, const struct golib_decl *d)
{
    if (d->recv != GOLIB_NO_NAME && !r->name[d->recv])
        return d->root;
    bool mentioned = d->root;
    const uint16_t *wanted = &golib_ids[d->ids + d->n_declared + d->n_mentioned];
    for (size_t i = 0; i < d->n_wanted && !mentioned; i++)
        mentioned = r->own[wanted[i]];
    if (d->n_wanted)
        return mentioned;
    for (size_t i = 0; i < d->n_declared && !mentioned; i++)
        mentioned = r->name[golib_ids[d->ids + i]];
    return mentioned;
}

static void
need(struct reach *r, size_t decl)
{
    const struct golib_decl *d = &golib_decls[decl];
    if (r->decl[decl] || !is_needed(r, d))
        return;
    r->decl[decl] = r->changed = true;
    for (size_t i = 0; i < d->n_mentioned; i++)
        r->name[golib_ids[d->ids + d->n_declared + i]] = true;
}

static void
need_in_package(struct reach *r, const struct golib_package *p)
{
    for (size_t f = 0; f < p->n_files; f++) {
        const struct golib_file *file = &golib_files[p->first_file + f];
        for (size_t i = 0; i < file->n_decls; i++)
            need(r, file->first_decl + i);
    }
}

bool *
reach_find(const struct unit *u, struct file *const *files, size_t n_files)
{
    struct reach r = {
        .package = xcalloc(golib_n_packages, sizeof *r.package),
        .name = xcalloc(golib_n_names, sizeof *r.name),
        .own = xcalloc(golib_n_names, sizeof *r.own),
        .decl = xcalloc(golib_n_decls, sizeof *r.decl),
    };
    import_path(&r, "runtime", strlen("runtime"));
    for (size_t i = 0; i < n_files; i++)
        import_file(&r, files[i]);
    mention(&r, "Error", strlen("Error")); /* the machine calls both for the value of a panic */
    mention(&r, "String", strlen("String"));
    for (size_t i = 0; i < u->names.n; i++)
        mention(&r, u->names.entries[i].key, u->names.entries[i].key_len);
    memcpy(r.own, r.name, golib_n_names * sizeof *r.own);
    do {
        r.changed = false;
        for (size_t i = golib_n_packages; i-- > 0;) {
            if (r.package[i])
                need_in_package(&r, &golib_packages[i]);
        }
    } while (r.changed);
    free(r.package);
    free(r.name);
    free(r.own);
    return r.decl;
}

static bool
mentions(const struct unit *u, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (table_get_str(&u->names, names[i]))
            return true;
    }
    return false;
}

void
reach_reflection(struct unit *u)
{
    static const char *const types[] = {"Addr", "Call",      "CallSlice", "In",
                                        "Ins",  "New",       "NewAt",     "Out",
                                        "Outs", "PointerTo", "PtrTo",     "NumMethod"};
    static const char *const calls[] = {"MakeFunc", "Method", "MethodByName",
                                        "Methods",  "Seq",    "Seq2"};
    u->reflects_calls = mentions(u, calls, sizeof calls / sizeof *calls);
    u->reflects_types = u->reflects_calls || mentions(u, types, sizeof types / sizeof *types);
}
