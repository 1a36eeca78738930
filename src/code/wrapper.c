/* Functions that nobody wrote: they bring a receiver into the form a method wants and pass the
 * arguments on. For method tables (receiver in one word: a pointer, or a pointer-shaped value), for
 * promoted methods, for method values (receiver in the closure) and method expressions (receiver as
 * first parameter); and for generic natives, which find their type arguments in their frame.
 * Go: cmd/compile/internal/noder/reader.go (methodWrapper), walk/closure.go (methodValueWrapper) */
#include <string.h>

#include "base/bug.h"
#include "code/codegen.h"
#include "code/place.h"

struct wrapped {
    struct object *method;
    const unsigned *path;
    size_t n_path;
    struct type *recv;    /* what the wrapper is given */
    struct type *closure; /* method values: the object's layout; else NULL */
    bool first_param;     /* method expressions */
};

const char *
wrapper_method_name(struct codegen *cg, struct type *recv, const char *method)
{
    struct buf b = {0};
    bool pointer = recv->kind == TYPE_POINTER;
    types_write_runtime(&b, pointer ? recv->elem : recv);
    const char *name = buf_cstr(&b), *dot = strchr(name, '.');
    int pkg = dot ? (int)(dot - name) + 1 : 0;
    const char *r = pointer ? codegen_name(cg, "%.*s(*%s).%s", pkg, name, name + pkg, method)
                            : codegen_name(cg, "%s.%s", name, method);
    buf_finish(&b);
    return r;
}

struct type *
wrapper_closure_type(struct codegen *cg, struct type **fields, size_t n)
{
    struct unit *u = cg->u;
    struct type *t = types_new(u, TYPE_STRUCT);
    t->struct_.n = n + 1;
    t->struct_.fields = bump_array(&u->mem, struct object *, n + 1);
    t->struct_.offsets = bump_array(&u->mem, uint64_t, n + 1);
    for (size_t i = 0; i <= n; i++) {
        struct object *o = bump_new(&u->mem, struct object);
        o->kind = OBJECT_VAR;
        o->var.kind = VAR_FIELD;
        o->name = i == 0 ? "F" : bump_printf(&u->mem, "X%zu", i - 1);
        o->type = i == 0 ? types_basic(u, TYPE_UINTPTR) : fields[i - 1];
        o->var.field_index = (unsigned)i;
        t->struct_.fields[i] = o;
    }
    types_layout(t);
    return t;
}

/* ---- the body all of them share ---- */

static void
pass_receiver(struct fn *f, const struct place *p, const struct object *m, uint32_t dst)
{
    bool pointer = types_underlying(p->type)->kind == TYPE_POINTER && p->type->kind == TYPE_POINTER;
    if (m->func.ptr_recv) {
        if (pointer)
            place_load(f, p, dst);
        else
            place_addr(f, p, dst);
    } else if (pointer) {
        struct place v = place_memory(place_any(f, p), p->type->elem);
        place_load(f, &v, dst);
    } else {
        place_load(f, p, dst);
    }
}

/* Calls the method on p with the parameters from slot `from` of this function's on. */
static void
forward(struct fn *f, struct place p, const struct wrapped *w, uint32_t from)
{
    uint32_t n = f->param_words - from, results = f->args_words - f->param_words;
    struct symbol *s = NULL;
    uint32_t iface = VSLOT_NONE, recv_words = 1;
    if (types_is_interface(p.type)) {
        iface = place_any(f, &p);
    } else {
        s = compile_call_method(f->cg, w->method, p.type);
        struct type *r = codegen_subst(f->cg, s->recv, s->type_args, s->n_type_args);
        recv_words = slots_shape(f->cg, r).words;
        pass_receiver(f, &p, w->method, vslot_make(VSLOT_OUT, 0));
    }
    emit_move(f, vslot_make(VSLOT_OUT, recv_words), vslot_make(VSLOT_PARAM, from), n);
    compile_call_reserve(f, recv_words + n + results);
    if (s) {
        emit_call(f, s);
    } else {
        const struct type *u = types_underlying(p.type);
        unsigned i = 0;
        while (i < u->interface.n_methods && u->interface.methods[i]->name != w->method->name)
            i++;
        emit(f, OP_CALLI, iface, i, 0);
    }
    emit_move(f, vslot_make(VSLOT_PARAM, f->param_words), vslot_make(VSLOT_OUT, recv_words + n),
              results);
    emit(f, OP_RET, 0, 0, 0);
}

/* A method of T called through a nil *T has its own words. */
static void
check_receiver(struct fn *f, const struct wrapped *w)
{
    const struct type *t = w->recv->kind == TYPE_POINTER ? w->recv->elem : NULL;
    if (w->n_path || !t || t->kind != TYPE_NAMED || !w->method->func.func ||
        w->method->func.ptr_recv)
        return;
    struct codegen *cg = f->cg;
    const struct object *o = t->named.obj;
    const char *args = t->named.n_type_args ? "[...]" : "";
    const char *text =
        codegen_name(cg, "value method %s.%s%s.%s called using nil *%s%s pointer",
                     o->pkg ? o->pkg->path : "", o->name, args, w->method->name, o->name, args);
    struct constant *c = constant_string(cg->u, text, strlen(text));
    uint32_t v = slots_temp_type(f, types_any(cg->u)), right = emit_label(f);
    emit(f, OP_JNEI, vslot_make(VSLOT_PARAM, 0), 0, right);
    emit(f, OP_LDK, v, 0, 0);
    emit_ext_address(f, SEGMENT_RODATA, cg->p->known.type_plain_error);
    emit(f, OP_LDK, v + 1, 0, 0);
    emit_ext_address(f, SEGMENT_RODATA, rodata_constant(cg, c, types_basic(cg->u, TYPE_STRING)));
    emit(f, OP_PANIC, v, 0, 0);
    emit_place_label(f, right);
}

static void
build(struct fn *f)
{
    const struct wrapped *w = f->sym->arg;
    struct place p = place_slot(vslot_make(VSLOT_PARAM, 0), w->recv);
    uint32_t from = slots_shape(f->cg, w->recv).words;
    if (w->closure) {
        uint32_t ctx = slots_storage(f, slots_shape_pointer());
        emit(f, OP_GETCTX, ctx, 0, 0);
        p = place_memory(ctx, w->closure);
        p.checked = true;
        p = place_part(f, p, types_underlying(w->closure)->struct_.offsets[1], w->recv);
        from = 0;
    } else {
        check_receiver(f, w);
    }
    forward(f, place_path(f, p, w->path, w->n_path), w, from);
}

static struct symbol *
make(struct codegen *cg, const char *key, const struct wrapped *w, struct type *sig,
     const char *name)
{
    bool fresh;
    struct symbol *s = codegen_symbol(cg, key, &fresh);
    if (!fresh)
        return s;
    struct wrapped *own = bump_new(&cg->mem, struct wrapped);
    *own = *w;
    s->arg = own;
    s->build = build;
    s->sig = sig;
    s->recv = w->closure || w->first_param ? NULL : w->recv;
    s->flags = FUNC_WRAPPER;
    if (!w->closure && w->recv->kind == TYPE_POINTER && w->n_path == 0 && !w->method->func.ptr_recv)
        s->flags |= FUNC_VALUE_WRAPPER;
    s->name = name;
    return s;
}

/* The method's signature as the final receiver type instantiates it. */
static struct type *
signature(struct codegen *cg, struct object *m, struct type *recv)
{
    struct type *u = recv->kind == TYPE_POINTER ? recv->elem : recv;
    if (u->kind == TYPE_NAMED && u->named.n_type_args)
        return codegen_subst(cg, m->type, u->named.type_args, u->named.n_type_args);
    return m->type;
}

/* The type at the end of the path. */
static struct type *
follow(struct type *t, const unsigned *path, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct type *u = types_underlying(t);
        if (u->kind == TYPE_POINTER)
            u = types_underlying(u->elem);
        t = u->struct_.fields[path[i]]->type;
    }
    return t;
}

struct symbol *
wrapper_for(struct codegen *cg, struct type *t, const struct method_set_entry *e)
{
    struct type *recv = t;
    if (t->kind != TYPE_POINTER && !types_is_direct(t))
        recv = types_pointer(cg->u, t);
    bool pointer = recv->kind == TYPE_POINTER;
    if (e->n_path == 0 && e->method->func.func && e->method->func.ptr_recv == pointer)
        return compile_call_method(cg, e->method, recv);
    struct wrapped w = {e->method, e->path, e->n_path, recv, NULL, false};
    struct type *sig = signature(cg, e->method, follow(recv, e->path, e->n_path));
    return make(cg, codegen_key(cg, "method %u %p", typedesc_id(cg, recv), (void *)e->method), &w,
                sig, wrapper_method_name(cg, recv, e->method->name));
}

struct symbol *
wrapper_bound(struct fn *f, struct expr *sel, struct type *closure)
{
    struct codegen *cg = f->cg;
    struct object *m = sel->selector.obj;
    struct type *recv = types_underlying(closure)->struct_.fields[1]->type;
    struct wrapped w = {m, NULL, 0, recv, closure, false};
    const char *name = wrapper_method_name(cg, recv, m->name);
    return make(cg, codegen_key(cg, "bound %u %p", typedesc_id(cg, recv), (void *)m), &w,
                signature(cg, m, recv), codegen_name(cg, "%s-fm", name));
}

struct symbol *
wrapper_expr(struct fn *f, struct expr *sel)
{
    struct codegen *cg = f->cg;
    struct object *m = sel->selector.obj;
    struct type *sig = types_underlying(compile_expr_type(f, sel));
    struct type *recv = sig->func.params[0]->type;
    struct wrapped w = {m, sel->selector.path, sel->selector.n_path, recv, NULL, true};
    return make(cg, codegen_key(cg, "methexpr %u %p", typedesc_id(cg, recv), (void *)m), &w, sig,
                wrapper_method_name(cg, recv, m->name));
}

/* ---- generic natives ---- */

/* The addresses of the type arguments' descriptors lie in the frame's first slots. */
void
wrapper_generic_native(struct fn *f)
{
    struct symbol *s = f->sym;
    s->flags |= FUNC_NATIVE;
    compile_call_reserve(f, (uint32_t)s->n_type_args);
    for (uint32_t i = 0; i < s->n_type_args; i++) {
        emit(f, OP_LDK, vslot_make(VSLOT_OUT, i), 0, 0);
        emit_ext_address(f, SEGMENT_RODATA, typedesc_boxed(f->cg, s->type_args[i]));
    }
    emit(f, OP_NATIVE, 0, codegen_native(f->cg, s->func->full_name), 0);
    emit(f, OP_RET, 0, 0, 0);
}
