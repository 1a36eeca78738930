/* Types as text, in three dialects: as type errors show them (qualified by package unless it is the
 * one being checked), as the runtime prints them (always qualified), and as escape notes have them
 * (laid out like the runtime's, the program's own package not qualified).
 * Go: cmd/compile/internal/types2/typestring.go, cmd/compile/internal/types/fmt.go */
#include "lang/types.h"

#include <inttypes.h>

static const char *const basic_names[] = {
    [TYPE_INVALID] = "invalid type",
    [TYPE_BOOL] = "bool",
    [TYPE_INT] = "int",
    [TYPE_INT8] = "int8",
    [TYPE_INT16] = "int16",
    [TYPE_INT32] = "int32",
    [TYPE_INT64] = "int64",
    [TYPE_UINT] = "uint",
    [TYPE_UINT8] = "uint8",
    [TYPE_UINT16] = "uint16",
    [TYPE_UINT32] = "uint32",
    [TYPE_UINT64] = "uint64",
    [TYPE_UINTPTR] = "uintptr",
    [TYPE_FLOAT32] = "float32",
    [TYPE_FLOAT64] = "float64",
    [TYPE_COMPLEX64] = "complex64",
    [TYPE_COMPLEX128] = "complex128",
    [TYPE_STRING] = "string",
    [TYPE_UNSAFE_POINTER] = "unsafe.Pointer",
    [TYPE_UNTYPED_BOOL] = "untyped bool",
    [TYPE_UNTYPED_INT] = "untyped int",
    [TYPE_UNTYPED_RUNE] = "untyped rune",
    [TYPE_UNTYPED_FLOAT] = "untyped float",
    [TYPE_UNTYPED_COMPLEX] = "untyped complex",
    [TYPE_UNTYPED_STRING] = "untyped string",
    [TYPE_UNTYPED_NIL] = "untyped nil",
};

struct writer {
    struct buf *out;
    const struct package *pkg; /* not qualified; NULL = none is */
    bool runtime;              /* the runtime's dialect */
    bool notes;                /* with runtime: that of escape notes */
    bool link;                 /* with runtime: the linker's, everything by its package's path */
    const struct types_shapes *shapes; /* what type parameters are shown as; NULL */
    bool param_names;
    int depth; /* literal types can be cyclic through anonymous interfaces */
};

static void write_type(struct writer *w, const struct type *t);

/* Names that other packages cannot use, of fields and methods, belong to their package. */
static void
write_linked_name(struct writer *w, const struct object *obj)
{
    if (w->link && obj->pkg && !object_exported(obj->name))
        buf_printf(w->out, "%s.", obj->pkg->path);
    buf_add_str(w->out, obj->name);
}

static void
write_name(struct writer *w, const struct object *obj)
{
    if (w->link) {
        if (obj->pkg)
            buf_printf(w->out, "%s.", obj->pkg->path);
        buf_add_str(w->out, obj->name);
        return;
    }
    bool own = w->notes ? obj->pkg && !obj->pkg->is_golib : !w->runtime && obj->pkg == w->pkg;
    if (obj->pkg && !own)
        buf_printf(w->out, obj->pkg->has_namesake && !w->runtime ? "\"%s\"." : "%s.",
                   obj->pkg->has_namesake && !w->runtime ? obj->pkg->path : obj->pkg->name);
    buf_add_str(w->out, obj->name);
}

static void
write_params(struct writer *w, struct object **v, size_t n, bool variadic)
{
    buf_add_byte(w->out, '(');
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_add_str(w->out, ", ");
        if (w->param_names && v[i]->name[0])
            buf_printf(w->out, "%s ", v[i]->name);
        struct type *t = v[i]->type;
        if (variadic && i == n - 1 && t && t->kind == TYPE_SLICE) {
            buf_add_str(w->out, "...");
            t = t->elem;
        }
        write_type(w, t);
    }
    buf_add_byte(w->out, ')');
}

/* [K comparable, V, W any] */
static void
write_type_params(struct writer *w, struct type **v, size_t n)
{
    buf_add_byte(w->out, '[');
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && v[i]->param.constraint != v[i - 1]->param.constraint) {
            buf_add_byte(w->out, ' ');
            write_type(w, v[i - 1]->param.constraint);
        }
        buf_printf(w->out, "%s%s", i ? ", " : "", v[i]->param.obj->name);
    }
    buf_add_byte(w->out, ' ');
    write_type(w, v[n - 1]->param.constraint);
    buf_add_byte(w->out, ']');
}

static void
write_signature(struct writer *w, const struct type *t)
{
    if (t->func.n_type_params)
        write_type_params(w, t->func.type_params, t->func.n_type_params);
    write_params(w, t->func.params, t->func.n_params, t->func.variadic);
    if (t->func.n_results == 0)
        return;
    buf_add_byte(w->out, ' ');
    if (t->func.n_results == 1 && (!w->param_names || !t->func.results[0]->name[0]))
        write_type(w, t->func.results[0]->type);
    else
        write_params(w, t->func.results, t->func.n_results, false);
}

static void
write_quoted(struct buf *out, const char *s)
{
    buf_add_byte(out, '"');
    for (; *s; s++) {
        if (*s == '"' || *s == '\\')
            buf_add_byte(out, '\\');
        buf_add_byte(out, *s);
    }
    buf_add_byte(out, '"');
}

static void
write_struct(struct writer *w, const struct type *t)
{
    bool spaced = w->runtime && t->struct_.n > 0;
    buf_add_str(w->out, w->runtime ? "struct {" : "struct{");
    for (size_t i = 0; i < t->struct_.n; i++) {
        const struct object *f = t->struct_.fields[i];
        if (i)
            buf_add_byte(w->out, ';');
        if (spaced || i)
            buf_add_byte(w->out, ' ');
        if (!f->var.embedded) {
            write_linked_name(w, f);
            buf_add_byte(w->out, ' ');
        }
        write_type(w, f->type);
        if (t->struct_.tags && t->struct_.tags[i] && t->struct_.tags[i][0]) {
            buf_add_byte(w->out, ' ');
            write_quoted(w->out, t->struct_.tags[i]);
        }
    }
    buf_add_str(w->out, spaced ? " }" : "}");
}

static void
write_method(struct writer *w, const struct object *m)
{
    if (w->runtime && !w->link && !object_exported(m->name) && m->pkg)
        buf_printf(w->out, "%s.", m->pkg->name);
    write_linked_name(w, m);
    write_signature(w, m->type);
}

static void
write_interface(struct writer *w, const struct type *t)
{
    if (t->interface.implicit && t->interface.n_explicit == 0 && t->interface.n_embedded == 1) {
        write_type(w, t->interface.embedded[0]);
        return;
    }
    if (t->interface.n_written) {
        for (size_t i = 0; i < t->interface.n_written; i++) {
            buf_add_str(w->out, i ? " | " : "");
            buf_add_str(w->out, t->interface.written_tilde[i] ? "~" : "");
            write_type(w, t->interface.written[i]);
        }
        return;
    }
    bool first = true;
    if (w->runtime) {
        buf_add_str(w->out, "interface {");
        for (size_t i = 0; i < t->interface.n_methods; i++) {
            buf_add_str(w->out, i ? "; " : " ");
            write_method(w, t->interface.methods[i]);
        }
        buf_add_str(w->out, t->interface.n_methods ? " }" : "}");
        return;
    }
    buf_add_str(w->out, "interface{");
    for (size_t i = 0; i < t->interface.n_explicit; i++, first = false) {
        buf_add_str(w->out, first ? "" : "; ");
        write_method(w, t->interface.explicit_methods[i]);
    }
    for (size_t i = 0; i < t->interface.n_embedded; i++, first = false) {
        buf_add_str(w->out, first ? "" : "; ");
        write_type(w, t->interface.embedded[i]);
    }
    if (first && t->interface.comparable)
        buf_add_str(w->out, "comparable");
    buf_add_byte(w->out, '}');
}

static void
write_chan(struct writer *w, const struct type *t)
{
    const struct type *e = t->chan.elem;
    bool parens = t->chan.dir == CHAN_BOTH && e && e->kind == TYPE_CHAN && e->chan.dir == CHAN_RECV;
    buf_add_str(w->out, t->chan.dir == CHAN_SEND   ? "chan<- "
                        : t->chan.dir == CHAN_RECV ? "<-chan "
                                                   : "chan ");
    if (parens)
        buf_add_byte(w->out, '(');
    write_type(w, e);
    if (parens)
        buf_add_byte(w->out, ')');
}

static const char *
shape_of(const struct writer *w, const struct type *t)
{
    for (size_t i = 0; w->shapes && i < w->shapes->n; i++) {
        if (w->shapes->params[i] == t)
            return w->shapes->names[i];
    }
    return NULL;
}

/* A type argument of an instance: what matters of it. Types that mention no parameter stay. */
static void
write_shape(struct writer *w, struct type *t)
{
    if (t->kind != TYPE_PARAM && w->shapes->derived && w->shapes->derived(t)) {
        buf_add_str(w->out, "go.shape.");
        t = types_underlying(t);
    }
    write_type(w, t);
}

static void
write_named(struct writer *w, const struct type *t)
{
    write_name(w, t->named.obj);
    if (t->named.n_type_params && !w->runtime)
        write_type_params(w, t->named.type_params, t->named.n_type_params);
    if (!t->named.n_type_args)
        return;
    bool notes = w->notes, link = w->link;
    w->link |= w->notes; /* the arguments are part of the name that the linker sees */
    w->notes = false;
    buf_add_byte(w->out, '[');
    for (size_t i = 0; i < t->named.n_type_args; i++) {
        if (i)
            buf_add_byte(w->out, ',');
        if (w->shapes)
            write_shape(w, t->named.type_args[i]);
        else
            write_type(w, t->named.type_args[i]);
    }
    buf_add_byte(w->out, ']');
    w->notes = notes;
    w->link = link;
}

static void
write_literal(struct writer *w, const struct type *t)
{
    switch (t->kind) {
    case TYPE_ARRAY:
        buf_printf(w->out, "[%" PRId64 "]", t->array.len);
        write_type(w, t->array.elem);
        break;
    case TYPE_SLICE:
        buf_add_str(w->out, "[]");
        write_type(w, t->elem);
        break;
    case TYPE_STRUCT:
        write_struct(w, t);
        break;
    case TYPE_POINTER:
        buf_add_byte(w->out, '*');
        write_type(w, t->elem);
        break;
    case TYPE_FUNC:
        buf_add_str(w->out, "func");
        write_signature(w, t);
        break;
    case TYPE_INTERFACE:
        write_interface(w, t);
        break;
    case TYPE_MAP:
        buf_add_str(w->out, "map[");
        write_type(w, t->map.key);
        buf_add_byte(w->out, ']');
        write_type(w, t->map.value);
        break;
    case TYPE_CHAN:
        write_chan(w, t);
        break;
    case TYPE_TUPLE:
        write_params(w, t->tuple.vars, t->tuple.n, false);
        break;
    default:
        buf_add_str(w->out, basic_names[t->kind]);
    }
}

static void
write_type(struct writer *w, const struct type *t)
{
    if (!t) {
        buf_add_str(w->out, "<nil>");
        return;
    }
    if (t->alias && (!w->runtime || w->notes)) {
        buf_add_str(w->out, t->alias);
    } else if (t->kind == TYPE_NAMED) {
        write_named(w, t);
    } else if (t->kind == TYPE_PARAM) {
        const char *shape = shape_of(w, t);
        buf_add_str(w->out, shape ? shape : t->param.obj->name);
    } else if (w->depth > 50) {
        buf_add_str(w->out, "...");
    } else {
        w->depth++;
        write_literal(w, t);
        w->depth--;
    }
}

void
types_write(struct buf *out, const struct type *t, const struct package *relative_to)
{
    struct writer w = {.out = out, .pkg = relative_to, .param_names = true};
    write_type(&w, t);
}

void
types_write_runtime(struct buf *out, const struct type *t)
{
    struct writer w = {.out = out, .runtime = true};
    write_type(&w, t);
}

void
types_write_notes(struct buf *out, const struct type *t)
{
    struct writer w = {.out = out, .runtime = true, .notes = true};
    write_type(&w, t);
}

void
types_write_shaped(struct buf *out, const struct type *t, const struct types_shapes *shapes)
{
    struct writer w = {.out = out, .runtime = true, .notes = true, .shapes = shapes};
    write_type(&w, t);
}

void
types_write_link(struct buf *out, const struct type *t, const struct types_shapes *shapes)
{
    struct writer w = {.out = out, .runtime = true, .link = true, .shapes = shapes};
    write_type(&w, t);
}

void
types_write_method(struct buf *out, const struct object *method, const struct package *relative_to)
{
    struct writer w = {.out = out, .pkg = relative_to};
    buf_add_str(out, method->name);
    write_signature(&w, method->type);
}
