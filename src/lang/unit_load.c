/* From a path to a checked program: find the files, parse them, follow the imports into the
 * embedded packages, then check and analyse every package, dependencies first.
 *
 * A package is in unit.packages from the moment its loading starts, and in unit.order once all it
 * imports are; one that is in the first but not in the second is on the current import chain, so
 * importing it again closes a cycle. All files are parsed before anything is checked, so that
 * syntax errors are shown alone, as Go does.
 * Go: cmd/go/internal/load, cmd/compile/internal/noder */
#include "lang/unit.h"

#include "base/buf.h"
#include "base/bug.h"
#include "golib/golib.h"
#include "lang/buildtag.h"
#include "lang/escape.h"
#include "lang/object.h"
#include "lang/parse.h"
#include "lang/reach.h"
#include "lang/supported.h"
#include "lang/typecheck.h"
#include "lang/universe.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

typedef VEC(struct file *) file_list;

static struct package *load_import(struct unit *u, const char *path, struct pos pos,
                                   bool from_golib);

static bool
in_order(const struct unit *u, const struct package *p)
{
    for (size_t i = 0; i < u->order.n; i++) {
        if (u->order.v[i] == p)
            return true;
    }
    return false;
}

static bool
is_internal(const char *path)
{
    return strncmp(path, "internal/", strlen("internal/")) == 0 || strstr(path, "/internal/");
}

static void
report_unsupported(struct unit *u, const char *path, struct pos pos)
{
    if (u->listed_supported) {
        diag_error(&u->diag, pos, "package %s is not supported by regionscope", path);
        return;
    }
    struct buf names = {0};
    supported_packages(&names);
    diag_error(&u->diag, pos, "package %s is not supported by regionscope (supported: %s)", path,
               buf_cstr(&names));
    buf_finish(&names);
    u->listed_supported = true;
}

static struct package *
new_package(struct unit *u, const char *path, bool is_golib)
{
    struct package *p = bump_new(&u->mem, struct package);
    p->path = bump_strdup(&u->mem, path);
    p->is_golib = is_golib;
    table_put_str(&u->packages, p->path, p);
    return p;
}

static bool
imports_already(const struct package *p, const struct package *imported)
{
    for (size_t i = 0; i < p->imports.n; i++) {
        if (p->imports.v[i] == imported)
            return true;
    }
    return false;
}

/* Text between the quotes of an import path; NULL when it was no string. */
static const char *
import_path(struct unit *u, const struct expr *lit)
{
    if (!lit || lit->kind != EXPR_LITERAL || lit->literal.bad || lit->literal.kind != TOKEN_STRING)
        return NULL;
    size_t n = strlen(lit->literal.text);
    return n < 2 ? NULL : bump_strndup(&u->mem, lit->literal.text + 1, n - 2);
}

static void
follow_imports(struct unit *u, struct package *p, const struct file *file)
{
    for (size_t i = 0; i < file->n_decls; i++) {
        const struct decl *d = file->decls[i];
        if (d->kind != DECL_IMPORT)
            continue;
        const char *path = import_path(u, d->import.path);
        if (!path)
            continue;
        struct package *imported = load_import(u, path, d->import.path->pos, p->is_golib);
        if (imported && !imports_already(p, imported))
            vec_push(&p->imports, imported);
    }
}

/* Takes over the files, follows what they import, and puts p behind all of it. */
static void
complete_package(struct unit *u, struct package *p, const file_list *files)
{
    p->n_files = files->n;
    p->files = bump_array(&u->mem, struct file *, files->n);
    for (size_t i = 0; i < files->n; i++) {
        p->files[i] = files->v[i];
        if (!p->name && files->v[i]->pkg_name)
            p->name = files->v[i]->pkg_name;
    }
    for (size_t i = 0; i < files->n; i++)
        follow_imports(u, p, p->files[i]);
    vec_push(&u->order, p);
}

static struct file *
parse_golib(struct unit *u, const struct golib_file *f)
{
    uint16_t index = diag_add_file(&u->diag, f->path);
    if (!u->reachable)
        return parse_file(u, index, f->text, f->len);
    VEC(struct parse_part) parts = {0};
    vec_push(&parts, ((struct parse_part){0, f->head_len, 1}));
    for (size_t i = f->first_decl; i < f->first_decl + f->n_decls; i++) {
        const struct golib_decl *d = &golib_decls[i];
        if (u->reachable[i])
            vec_push(&parts, ((struct parse_part){d->offset, d->len, d->line}));
    }
    struct file *file = parse_parts(u, index, f->text, parts.v, parts.n);
    vec_finish(&parts);
    return file;
}

static const struct golib_package *
find_golib(const char *path)
{
    for (size_t i = 0; i < golib_n_packages; i++) {
        if (strcmp(golib_packages[i].path, path) == 0)
            return &golib_packages[i];
    }
    return NULL;
}

static struct package *
load_golib(struct unit *u, const char *path)
{
    const struct golib_package *source = find_golib(path);
    if (!source)
        return NULL;
    file_list files = {0};
    for (size_t i = 0; i < source->n_files; i++)
        vec_push(&files, parse_golib(u, &golib_files[source->first_file + i]));
    struct package *p = new_package(u, path, true);
    complete_package(u, p, &files);
    vec_finish(&files);
    return p;
}

static struct package *
blocked(struct unit *u)
{
    u->n_blocking++;
    return NULL;
}

static struct package *
load_import(struct unit *u, const char *path, struct pos pos, bool from_golib)
{
    if (strcmp(path, "unsafe") == 0)
        return universe_unsafe(u);
    if (!*path || strpbrk(path, " \n\r\\\t\"`!#$%&'*;<>?[]^{|}")) {
        diag_error(&u->diag, pos, "invalid import path: %s", path);
        return blocked(u);
    }
    if (strstr(path, "//")) {
        diag_error(&u->diag, pos, "malformed import path \"%s\": double slash", path);
        return blocked(u);
    }
    struct package *p = table_get_str(&u->packages, path);
    if (p && !in_order(u, p)) {
        diag_error(&u->diag, pos, "import cycle not allowed");
        return blocked(u);
    }
    if (!from_golib && is_internal(path)) {
        diag_error(&u->diag, pos, "use of internal package %s not allowed", path);
        return blocked(u);
    }
    if (!p)
        p = load_golib(u, path);
    if (!p) {
        report_unsupported(u, path, pos);
        return blocked(u);
    }
    return p;
}

/* The name under which `go build` shows a file named on its command line. */
static void
add_shown_file(struct unit *u, const char *path, const char *text, size_t len, file_list *files)
{
    struct unit_source s = {
        .file = bump_printf(&u->mem, "%s%s", strchr(path, '/') ? "" : "./", path),
        .text = bump_strndup(&u->mem, text, len),
        .len = len,
    };
    vec_push(&u->sources, s);
    vec_push(files, parse_file(u, diag_add_file(&u->diag, s.file), s.text, s.len));
}

static bool
refuse(struct unit *u, const char *what, const char *path)
{
    diag_error(&u->diag, (struct pos){0}, "%s %s: %s", what, path, strerror(errno));
    return false;
}

/* in_folder: the file may say that it is for another system. */
static bool
read_file(struct unit *u, const char *path, bool in_folder, file_list *files)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return refuse(u, "open", path);
    struct buf text = {0};
    char block[16384];
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
        buf_add(&text, block, n);
    bool ok = !ferror(f) || refuse(u, "read", path);
    fclose(f);
    if (ok && (!in_folder || buildtag_text_matches(buf_cstr(&text))))
        add_shown_file(u, path, buf_cstr(&text), text.len, files);
    buf_finish(&text);
    return ok;
}

static int
is_package_file(const struct dirent *entry)
{
    const char *name = entry->d_name;
    size_t n = strlen(name);
    bool test = n > 8 && strcmp(name + n - 8, "_test.go") == 0;
    return n > 3 && strcmp(name + n - 3, ".go") == 0 && !test && name[0] != '.' && name[0] != '_' &&
           buildtag_name_matches(name);
}

/* By bytes, whatever the locale: the order of initialisation hangs on it. */
static int
compare_entries(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool
read_folder(struct unit *u, const char *path, file_list *files)
{
    struct dirent **entries;
    int n = scandir(path, &entries, is_package_file, compare_entries);
    if (n < 0)
        return refuse(u, "open", path);
    bool ok = true;
    for (int i = 0; i < n; i++) {
        size_t end = strlen(path);
        const char *sep = end > 0 && path[end - 1] == '/' ? "" : "/";
        char *name = strcmp(path, ".") == 0 ? xstrdup(entries[i]->d_name)
                                            : xasprintf("%s%s%s", path, sep, entries[i]->d_name);
        ok = read_file(u, name, true, files) && ok;
        free(name);
        free(entries[i]);
    }
    free(entries);
    if (ok && files->n == 0)
        diag_error(&u->diag, (struct pos){0}, "no Go files in %s", path);
    return ok && files->n > 0;
}

static bool
read_sources(struct unit *u, const char *path, const char *text, size_t len, file_list *files)
{
    struct stat st;
    if (text) {
        add_shown_file(u, path, text, len, files);
        return true;
    }
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        return read_folder(u, path, files);
    return read_file(u, path, false, files);
}

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* All files must be of one package, which is main if it is to run. */
static void
check_names(struct unit *u, const struct package *p, const char *path)
{
    const struct file *a = p->files[0];
    for (size_t i = 1; i < p->n_files; i++) {
        const struct file *b = p->files[i];
        if (!a->pkg_name || !b->pkg_name || a->pkg_name == b->pkg_name)
            continue;
        diag_error(&u->diag, (struct pos){0}, "found packages %s (%s) and %s (%s) in %s",
                   a->pkg_name, base_name(u->sources.v[0].file), b->pkg_name,
                   base_name(u->sources.v[i].file), path);
        u->n_blocking++;
        return;
    }
    if (u->want_main && a->pkg_name && strcmp(a->pkg_name, "main") != 0) {
        diag_error(&u->diag, (struct pos){0}, "package %s is not a main package", path);
        u->n_blocking++;
    }
}

/* A package whose name another one in the program has, too, is shown with its path. Go has
 * namesakes of some packages that we have not: internal/sync, and internal/runtime/atomic in all
 * programs that import more than sync/atomic. */
static bool
has_namesake(const struct unit *u, const struct package *p, const struct package *main)
{
    if (is_internal(p->path))
        return false;
    if (strcmp(p->path, "sync") == 0)
        return true;
    if (strcmp(p->path, "sync/atomic") == 0)
        return main->imports.n > 1;
    for (size_t i = 0; i < u->order.n; i++) {
        const struct package *q = u->order.v[i];
        if (q != p && q->name == p->name && !is_internal(q->path))
            return true;
    }
    return false;
}

static void
check_all(struct unit *u, struct package *main)
{
    for (size_t i = 0; i < u->order.n; i++) {
        struct package *p = u->order.v[i];
        p->has_namesake = p->is_golib && has_namesake(u, p, main);
    }
    for (size_t i = 0; i < u->order.n; i++) {
        struct package *p = u->order.v[i];
        if (p->checked) /* by an earlier load of this unit */
            continue;
        if (!typecheck_package(u, p))
            return;
        if (!diag_failed(&u->diag)) /* the parser's complaints about labels come this far */
            escape_package(u, p, p == main && u->escape_notes);
    }
}

bool
unit_load(struct unit *u, const char *path, const char *text, size_t text_len)
{
    file_list files = {0};
    struct package *main = NULL;
    bool ok = read_sources(u, path, text, text_len, &files);
    if (ok) {
        reach_reflection(u);
        if (!u->whole_packages)
            u->reachable = reach_find(u, files.v, files.n);
        /* every program needs it, imported or not */
        if (!table_get_str(&u->packages, "runtime") && !load_golib(u, "runtime"))
            ensure(golib_n_packages == 0, "the embedded packages lack runtime");
        main = new_package(u, "main", false);
        complete_package(u, main, &files);
        if (!table_get_str(&u->packages, "reflect"))
            u->reflects_types = u->reflects_calls = false;
        check_names(u, main, path);
    }
    vec_finish(&files);
    if (!ok)
        return false;
    if (u->n_blocking == 0)
        check_all(u, main);
    u->main = main;
    return !diag_failed(&u->diag);
}
