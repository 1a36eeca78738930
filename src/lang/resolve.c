/* The package level: which names there are, in which file, and which methods belong to which type;
 * then all of them are given their types. Imports that nothing used are reported at the end.
 * Go: cmd/compile/internal/types2/resolver.go */
#include <string.h>

#include "lang/checker.h"

struct collected_method { /* a method whose base type is looked up when all names are known */
    struct object *obj;
    const char *base;
    bool pointer;
};

struct collector {
    struct checker *c;
    struct scope *file;
    VEC(struct collected_method) methods;
    unsigned n_inits; /* functions named init so far */
};

static struct declared *
add_object(struct collector *k, struct object *obj, struct decl *d)
{
    struct checker *c = k->c;
    struct declared *info = bump_new(&c->u->mem, struct declared);
    info->file = k->file;
    info->decl = d;
    obj->decl = d;
    unit_own_table(c->u, &info->dep_set);
    table_put_ptr(&c->declared, obj, info);
    vec_push(&c->objs, obj);
    return info;
}

/* False when the name may not be declared like that. */
static bool
declare_package_object(struct collector *k, struct object *obj)
{
    struct checker *c = k->c;
    if (strcmp(obj->name, "init") == 0) {
        checker_error(c, obj->pos, "cannot declare init - must be func");
        return false;
    }
    if (strcmp(obj->name, "main") == 0 && strcmp(c->pkg->name, "main") == 0) {
        checker_error(c, obj->pos, "cannot declare main - must be func");
        return false;
    }
    checker_declare(c, c->pkg->scope, obj);
    vec_push(&c->pkg->objects, obj);
    return true;
}

static struct package *
imported_package(struct checker *c, struct decl *d, const char **path)
{
    struct expr *lit = d->import.path;
    if (!lit || lit->kind != EXPR_LITERAL || lit->literal.bad)
        return NULL;
    struct constant *v = constant_literal(c->u, lit->literal.kind, lit->literal.text);
    if (constant_kind(v) != CONSTANT_STRING)
        return NULL;
    size_t n;
    const char *s = constant_string_value(v, &n);
    *path = bump_strndup(&c->u->mem, s, n);
    if (strcmp(*path, "unsafe") == 0)
        return universe_unsafe(c->u);
    return table_get_str(&c->u->packages, *path);
}

static void
dot_import(struct collector *k, struct decl *d, struct object *name, struct package *p)
{
    struct checker *c = k->c;
    for (size_t i = 0; p->scope && i < p->scope->names.n; i++) {
        struct object *o = p->scope->names.entries[i].value;
        if (!o || !object_exported(o->name))
            continue;
        struct object *alt = scope_insert(k->file, o);
        if (alt && alt != o)
            checker_error(c, d->import.local_pos,
                          "%s redeclared in this block\n\t%p: other declaration of %s", alt->name,
                          &alt->pos, alt->name);
        else
            table_put_ptr(&c->dot_imports, o, name);
    }
}

static void
collect_import(struct collector *k, struct decl *d)
{
    struct checker *c = k->c;
    const char *path;
    struct package *p = imported_package(c, d, &path);
    if (!p || !p->name)
        return;
    const char *local =
        d->import.local ? d->import.local : unit_intern(c->u, p->name, strlen(p->name));
    struct pos pos = d->import.local ? d->import.local_pos : d->import.path->pos;
    if (strcmp(local, "init") == 0) {
        checker_error(c, pos, "cannot import package as init - init must be a func");
        return;
    }
    struct object *name = object_new(c->u, OBJECT_PACKAGE, pos, c->pkg, local, checker_invalid(c));
    name->imported = p;
    name->decl = d;
    vec_push(&c->imports, name);
    if (strcmp(local, ".") == 0)
        dot_import(k, d, name, p);
    else
        checker_declare(c, k->file, name);
    name->used = false; /* a redeclared one is as unused as the other */
}

static void
collect_const(struct collector *k, struct decl *d)
{
    struct checker *c = k->c;
    size_t n = d->var.n_names;
    d->var.objs = bump_array(&c->u->mem, struct object *, n);
    for (size_t i = 0; i < n; i++) {
        struct expr *name = d->var.names[i];
        struct object *obj =
            object_new(c->u, OBJECT_CONST, name->pos, c->pkg, name->name.name, NULL);
        name->name.obj = d->var.objs[i] = obj;
        if (!declare_package_object(k, obj))
            continue;
        struct declared *info = add_object(k, obj, d);
        info->type = d->var.type;
        info->init = i < d->var.n_values ? d->var.values[i] : NULL;
        info->inherited = d->var.inherited;
        info->iota = constant_int64(c->u, d->var.iota);
    }
    decl_arity(c, d);
}

static void
collect_var(struct collector *k, struct decl *d)
{
    struct checker *c = k->c;
    size_t n = d->var.n_names, n_values = d->var.n_values;
    bool spread = n_values == 1 && n > 1;
    d->var.objs = bump_array(&c->u->mem, struct object *, n);
    struct declared *shared = NULL;
    for (size_t i = 0; i < n; i++) {
        struct expr *name = d->var.names[i];
        struct object *obj =
            object_new_var(c->u, VAR_GLOBAL, name->pos, c->pkg, name->name.name, NULL);
        name->name.obj = d->var.objs[i] = obj;
        if (!declare_package_object(k, obj))
            continue;
        if (shared) { /* var a, b = f(): one initialiser, one set of dependencies */
            obj->decl = d;
            table_put_ptr(&c->declared, obj, shared);
            vec_push(&c->objs, obj);
            continue;
        }
        struct declared *info = add_object(k, obj, d);
        info->type = d->var.type;
        info->init = spread ? d->var.values[0] : i < n_values ? d->var.values[i] : NULL;
        if (spread) {
            info->lhs = d->var.objs;
            info->n_lhs = n;
            shared = info;
        }
    }
    decl_arity(c, d);
}

static void
collect_type(struct collector *k, struct decl *d)
{
    struct checker *c = k->c;
    struct object *obj =
        object_new(c->u, OBJECT_TYPE, d->type.name_pos, c->pkg, d->type.name, NULL);
    d->type.obj = obj;
    if (declare_package_object(k, obj))
        add_object(k, obj, d);
}

bool
resolve_receiver(struct expr *type, struct expr **base)
{
    struct expr *e = ast_unparen(type);
    bool pointer = e->kind == EXPR_STAR;
    *base = pointer ? ast_unparen(e->unary.x) : e;
    return pointer;
}

static void
check_special_func(struct checker *c, struct func *f, const char *name, struct pos pos)
{
    bool init = strcmp(name, "init") == 0;
    if (!init && !(strcmp(name, "main") == 0 && strcmp(c->pkg->name, "main") == 0))
        return;
    if (f->n_type_params)
        checker_error(c, f->type_params[0].pos, "func %s must have no type parameters", name);
    if (f->type->func_type.n_params || f->type->func_type.n_results)
        checker_error(c, pos, "func %s must have no arguments and no return values", name);
    if (init && !f->body)
        checker_error(c, pos, "func init must have a body");
}

static const char *
function_name(struct collector *k, const struct func *f, bool pointer, const char *base)
{
    struct checker *c = k->c;
    const char *pkg = c->pkg->path;
    if (base)
        return bump_printf(&c->u->mem, pointer ? "%s.(*%s).%s" : "%s.%s.%s", pkg, base, f->name);
    if (strcmp(f->name, "init") == 0)
        return bump_printf(&c->u->mem, "%s.init.%u", pkg, k->n_inits++);
    return bump_printf(&c->u->mem, "%s.%s", pkg, f->name);
}

static void
collect_func(struct collector *k, struct decl *d)
{
    struct checker *c = k->c;
    struct func *f = d->func;
    struct object *obj = object_new(c->u, OBJECT_FUNC, f->pos, c->pkg, f->name, NULL);
    obj->func.func = f;
    f->obj = obj;
    f->pkg = c->pkg;
    vec_push(&c->pkg->funcs, f);
    const char *base_name = NULL;
    bool pointer = false;
    if (f->recv) {
        struct expr *base;
        pointer = resolve_receiver(f->recv->type, &base);
        if (base->kind == EXPR_INDEX)
            base = base->index.x;
        if (base->kind == EXPR_NAME) {
            base_name = base->name.name;
            struct collected_method m = {obj, base_name, pointer};
            if (!checker_blank(f->name))
                vec_push(&k->methods, m);
        }
    } else {
        check_special_func(c, f, f->name, f->pos);
        if (strcmp(f->name, "init") != 0) {
            checker_declare(c, c->pkg->scope, obj);
            vec_push(&c->pkg->objects, obj);
        }
    }
    f->full_name = function_name(k, f, pointer, base_name);
    add_object(k, obj, d);
}

static void
collect_decl(struct collector *k, struct decl *d)
{
    switch (d->kind) {
    case DECL_IMPORT:
        collect_import(k, d);
        break;
    case DECL_CONST:
        collect_const(k, d);
        break;
    case DECL_VAR:
        collect_var(k, d);
        break;
    case DECL_TYPE:
        collect_type(k, d);
        break;
    case DECL_FUNC:
        collect_func(k, d);
        break;
    }
}

/* The type declaration behind the receiver's name, through aliases; NULL when there is none. */
static struct object *
base_type(struct checker *c, const char *name, bool *pointer)
{
    for (int steps = 0; name && steps < 100; steps++) {
        struct object *o = scope_lookup_local(c->pkg->scope, name);
        if (!o || o->kind != OBJECT_TYPE || !o->decl)
            return NULL;
        if (!o->decl->type.alias)
            return o;
        struct expr *e = ast_unparen(o->decl->type.type);
        if (e->kind == EXPR_STAR) {
            if (*pointer)
                return NULL;
            *pointer = true;
            e = ast_unparen(e->unary.x);
        }
        name = e->kind == EXPR_NAME ? e->name.name : NULL;
    }
    return NULL;
}

static void
assign_methods(struct collector *k)
{
    struct checker *c = k->c;
    for (size_t i = 0; i < k->methods.n; i++) {
        struct collected_method *m = &k->methods.v[i];
        struct object *base = base_type(c, m->base, &m->pointer);
        if (!base)
            continue;
        m->obj->func.ptr_recv = m->pointer;
        struct method_list *list = table_get_ptr(&c->methods, base);
        if (!list) {
            list = bump_new(&c->u->mem, struct method_list);
            table_put_ptr(&c->methods, base, list);
        }
        checker_append(c->u, &list->v, &list->n, m->obj);
    }
}

/* A file's imports may not have the name of a package-level object. */
static void
check_file_scope(struct checker *c, struct scope *file)
{
    for (size_t i = 0; i < file->names.n; i++) {
        struct object *o = file->names.entries[i].value;
        struct object *alt = o ? scope_lookup_local(c->pkg->scope, o->name) : NULL;
        if (!alt)
            continue;
        if (o->kind == OBJECT_PACKAGE)
            checker_error(c, alt->pos,
                          "%s already declared through import of package %s (\"%s\")\n\t%p: other "
                          "declaration of %s",
                          alt->name, o->imported->name, o->imported->path, &o->pos, o->name);
        else
            checker_error(c, alt->pos,
                          "%s already declared through dot-import of package %s (\"%s\")\n\t%p: "
                          "other declaration of %s",
                          alt->name, o->pkg->name, o->pkg->path, &o->pos, o->name);
    }
}

void
resolve_collect(struct checker *c)
{
    struct collector k = {.c = c};
    for (size_t i = 0; i < c->pkg->n_files; i++) {
        struct file *f = c->pkg->files[i];
        k.file = f->scope = scope_create(c->u, c->pkg->scope, NULL);
        for (size_t d = 0; d < f->n_decls; d++)
            collect_decl(&k, f->decls[d]);
    }
    for (size_t i = 0; i < c->pkg->n_files; i++)
        check_file_scope(c, c->pkg->files[i]->scope);
    assign_methods(&k);
    vec_finish(&k.methods);
}

/* Types first, so that methods are known when bodies and values are looked at; aliases after the
 * types they may stand for. */
void
resolve_objects(struct checker *c)
{
    for (size_t i = 0; i < c->objs.n; i++) {
        struct object *o = c->objs.v[i];
        if (o->kind == OBJECT_TYPE && !o->decl->type.alias)
            decl_object(c, o);
    }
    for (size_t i = 0; i < c->objs.n; i++) {
        if (c->objs.v[i]->kind == OBJECT_TYPE)
            decl_object(c, c->objs.v[i]);
    }
    for (size_t i = 0; i < c->objs.n; i++)
        decl_object(c, c->objs.v[i]);
}

void
resolve_unused_imports(struct checker *c)
{
    if (c->pkg->is_golib && c->u->reachable) /* what uses them may have been left out */
        return;
    for (size_t i = 0; i < c->imports.n; i++) {
        struct object *o = c->imports.v[i];
        if (o->used || checker_blank(o->name))
            continue;
        const char *path = o->imported->path, *slash = strrchr(path, '/');
        const char *last = slash ? slash + 1 : path;
        if (strcmp(o->name, ".") == 0 || strcmp(o->name, last) == 0)
            checker_error(c, o->pos, "\"%s\" imported and not used", path);
        else
            checker_error(c, o->pos, "\"%s\" imported as %s and not used", path, o->name);
    }
}
