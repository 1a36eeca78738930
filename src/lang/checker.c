/* The common ground of the checker's parts: reporting, delayed work, scopes and variables.
 *
 * Delayed work exists because a type must be complete before some questions can be asked about it,
 * and because a function literal's body may refer to what its own statement declares types for.
 * Go: cmd/compile/internal/types2/check.go, errors.go, format.go */
#include "lang/checker.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "lang/printer.h"

static void
write_pos(struct checker *c, struct buf *out, const struct pos *p)
{
    diag_write_place(&c->u->diag, *p, true, out);
}

static void
format_one(struct checker *c, struct buf *out, char verb, va_list *ap)
{
    switch (verb) {
    case 's':
        buf_add_str(out, va_arg(*ap, const char *));
        break;
    case 'd':
        buf_printf(out, "%d", va_arg(*ap, int));
        break;
    case 'l':
        buf_printf(out, "%" PRId64, va_arg(*ap, int64_t));
        break;
    case 'o':
        operand_write(c, out, va_arg(*ap, const struct operand *));
        break;
    case 't':
        types_write(out, va_arg(*ap, const struct type *), c->pkg);
        break;
    case 'e':
        printer_expr(out, va_arg(*ap, const struct expr *));
        break;
    case 'p':
        write_pos(c, out, va_arg(*ap, const struct pos *));
        break;
    case 'm':
        types_write_method(out, va_arg(*ap, const struct object *), c->pkg);
        break;
    default:
        buf_add_byte(out, verb);
    }
}

static void
vformat(struct checker *c, struct buf *out, const char *fmt, va_list *ap)
{
    for (; *fmt; fmt++) {
        if (*fmt == '%')
            format_one(c, out, *++fmt, ap);
        else
            buf_add_byte(out, *fmt);
    }
}

void
checker_format(struct checker *c, struct buf *out, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    vformat(c, out, fmt, &ap);
    va_end(ap);
}

char *
checker_string(struct checker *c, const char *fmt, ...)
{
    struct buf b = {0};
    va_list ap;
    va_start(ap, fmt);
    vformat(c, &b, fmt, &ap);
    va_end(ap);
    char *s = bump_strndup(&c->u->mem, buf_cstr(&b), b.len);
    buf_finish(&b);
    return s;
}

/* A message about an invalid operand or type tells nothing new after a first error. */
static bool
is_follow_up(struct checker *c, const char *text)
{
    if (!c->failed)
        return false;
    const char *operand = strstr(text, "invalid operand"), *type = strstr(text, "invalid type");
    return (operand && operand > text) || (type && type > text);
}

void
checker_error(struct checker *c, struct pos pos, const char *fmt, ...)
{
    struct buf b = {0};
    va_list ap;
    va_start(ap, fmt);
    vformat(c, &b, fmt, &ap);
    va_end(ap);
    if (!is_follow_up(c, buf_cstr(&b))) {
        if (c->env.errpos.line)
            pos = c->env.errpos;
        diag_error(&c->u->diag, pos, "%s", buf_cstr(&b));
        c->failed = true;
    }
    buf_finish(&b);
}

struct pos
checker_pos(const struct operand *x)
{
    return x->expr ? ast_start_pos(x->expr) : (struct pos){0};
}

void
checker_later(struct checker *c, checker_action *run, void *a, void *b)
{
    struct delayed d = {run, a, b};
    vec_push(&c->delayed, d);
}

void
checker_run_delayed(struct checker *c, size_t from)
{
    for (size_t i = from; i < c->delayed.n; i++) {
        struct delayed d = c->delayed.v[i];
        d.run(c, d.a, d.b);
    }
    c->delayed.n = from;
}

struct scope *
checker_open_scope(struct checker *c)
{
    c->env.scope = scope_create(c->u, c->env.scope, c->env.func);
    return c->env.scope;
}

void
checker_close_scope(struct checker *c)
{
    c->env.scope = c->env.scope->outer;
}

struct object *
checker_lookup(struct checker *c, const char *name)
{
    return scope_lookup(c->env.scope, name);
}

struct type *
checker_invalid(struct checker *c)
{
    return types_basic(c->u, TYPE_INVALID);
}

bool
checker_blank(const char *name)
{
    return name[0] == '_' && !name[1];
}

/* Room doubles whenever n reaches a power of two, so that no capacity needs to be kept. */
void
checker_append(struct unit *u, void *array, size_t *n, void *ptr)
{
    void **v;
    memcpy(&v, array, sizeof v);
    if ((*n & (*n - 1)) == 0) {
        void **bigger = bump_array(&u->mem, void *, *n ? *n * 2 : 1);
        if (*n)
            memcpy(bigger, v, *n * sizeof *v);
        v = bigger;
        memcpy(array, &v, sizeof v);
    }
    v[(*n)++] = ptr;
}

struct object *
checker_local(struct checker *c, enum var_kind kind, struct pos pos, const char *name,
              struct type *type)
{
    struct object *v = object_new_var(c->u, kind, pos, c->pkg, name, type);
    v->var.func = c->env.func;
    if (c->env.func)
        checker_append(c->u, &c->env.func->vars, &c->env.func->n_vars, v);
    return v;
}

void
checker_declare(struct checker *c, struct scope *s, struct object *obj)
{
    if (checker_blank(obj->name))
        return;
    struct object *alt = scope_insert(s, obj);
    if (!alt || alt == obj)
        return;
    obj->used = obj->kind != OBJECT_PACKAGE; /* one complaint is enough, but imports get two */
    if (alt->pos.line)
        checker_error(c, obj->pos, "%s redeclared in this block\n\t%p: other declaration of %s",
                      obj->name, &alt->pos, obj->name);
    else
        checker_error(c, obj->pos, "%s redeclared in this block", obj->name);
}

struct object *
checker_var_of(struct checker *c, struct expr *e)
{
    e = ast_unparen(e);
    if (!e || e->kind != EXPR_NAME)
        return NULL;
    struct object *o = checker_lookup(c, e->name.name);
    return o && o->kind == OBJECT_VAR && o->pkg == c->pkg ? o : NULL;
}

void
checker_add_dep(struct checker *c, struct object *obj)
{
    struct declared *d = c->env.decl;
    if (!d || !table_get_ptr(&c->declared, obj) || table_put_ptr(&d->dep_set, obj, obj))
        return;
    checker_append(c->u, &d->deps, &d->n_deps, obj);
}

/* The variable whose own storage e is part of: x, x.f, x[i] of an array. NULL when a pointer, slice
 * or map lies between. */
static struct object *
root_variable(struct expr *e)
{
    for (;;) {
        e = ast_unparen(e);
        if (e->kind == EXPR_NAME)
            return e->name.obj && e->name.obj->kind == OBJECT_VAR ? e->name.obj : NULL;
        struct expr *x;
        if (e->kind == EXPR_SELECTOR && e->selector.kind == SELECT_FIELD) {
            x = e->selector.x;
            struct type *t = x->type;
            for (size_t i = 0; i < e->selector.n_path; i++) {
                struct type *s = t ? types_underlying(t) : NULL;
                if (!s || s->kind != TYPE_STRUCT)
                    return NULL;
                t = s->struct_.fields[e->selector.path[i]]->type;
            }
        } else if (e->kind == EXPR_SELECTOR && e->selector.kind == SELECT_PACKAGE) {
            return e->selector.obj->kind == OBJECT_VAR ? e->selector.obj : NULL;
        } else if (e->kind == EXPR_INDEX) {
            x = e->index.x;
            if (!x->type || types_underlying(x->type)->kind != TYPE_ARRAY)
                return NULL;
        } else {
            return NULL;
        }
        e = x;
    }
}

void
checker_mark_assigned(struct checker *c, struct expr *lhs)
{
    (void)c;
    struct object *v = root_variable(lhs);
    if (v)
        v->var.assigned = true;
}

void
checker_mark_addressed(struct checker *c, struct expr *x)
{
    (void)c;
    struct object *v = root_variable(x);
    if (v)
        v->var.addr_taken = true;
}

static bool
captures(const struct func *f, const struct object *var)
{
    for (size_t i = 0; i < f->n_captures; i++) {
        if (f->captures[i] == var)
            return true;
    }
    return false;
}

/* Every literal between the use and the declaring function captures the variable. */
void
checker_capture(struct checker *c, struct object *var)
{
    if (!var->var.func || var->var.func == c->env.func)
        return;
    for (struct func *f = c->env.func; f && f != var->var.func; f = f->outer) {
        if (captures(f, var))
            return;
        checker_append(c->u, &f->captures, &f->n_captures, var);
    }
    if (!var->var.captured) {
        var->var.captured = true;
        vec_push(&c->captured, var);
    }
}
