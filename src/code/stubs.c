/* What lies below the program's own functions: runtime.main, which initialises the packages and
 * calls main.main, the bottom of every other goroutine, the frame of a panic; and the types and
 * objects that the VM must find. Go: runtime/proc.go (main, goexit), runtime/panic.go */
#include <string.h>

#include "base/bug.h"
#include "code/codegen.h"

static bool
is_init(const struct func *fn)
{
    return !fn->recv && fn->name && strcmp(fn->name, "init") == 0;
}

static void
build_init(struct fn *f)
{
    struct package *p = (struct package *)(uintptr_t)f->sym->arg;
    globals_init(f, p);
    vec_each (struct func **, fn, &p->funcs) {
        if (is_init(*fn))
            emit_call(f, codegen_func_symbol(f->cg, *fn, NULL, 0));
    }
    emit(f, OP_RET, 0, 0, 0);
}

static bool
needs_init(const struct package *p)
{
    if (p->inits.n)
        return true;
    for (size_t i = 0; i < p->funcs.n; i++) {
        if (is_init(p->funcs.v[i]))
            return true;
    }
    return false;
}

static void
call_init(struct fn *f, struct package *p)
{
    bool fresh;
    struct symbol *s = codegen_symbol(f->cg, codegen_key(f->cg, "init %p", (void *)p), &fresh);
    s->name = codegen_name(f->cg, "%s.init", p->path);
    s->build = build_init;
    s->arg = p;
    s->flags = p->is_golib ? FUNC_GOLIB : 0;
    if (p->n_files)
        s->pos = p->files[0]->pos;
    emit_call(f, s);
}

static void
build_main(struct fn *f)
{
    struct unit *u = f->cg->u;
    for (size_t i = 0; i < u->order.n; i++) {
        if (needs_init(u->order.v[i]))
            call_init(f, u->order.v[i]);
    }
    vec_each (struct func **, fn, &u->main->funcs) {
        if (!(*fn)->recv && (*fn)->name && strcmp((*fn)->name, "main") == 0)
            emit_call(f, codegen_func_symbol(f->cg, *fn, NULL, 0));
    }
    emit(f, OP_MAINEXIT, 0, 0, 0);
}

static void
build_goexit(struct fn *f)
{
    emit(f, OP_GOEXIT, 0, 0, 0);
}

/* 8 slots, the pointers 3, 4, 5 and 7: the value, the older panic, the frame being left. */
static void
build_gopanic(struct fn *f)
{
    static const uint64_t mask = 0x17;
    compile_call_reserve(f, 3);
    slots_storage(f, (struct shape){5, &mask});
    emit(f, OP_PANICSTEP, 0, 0, 0);
}

static struct symbol *
stub(struct codegen *cg, const char *name, symbol_builder *build)
{
    bool fresh;
    struct symbol *s = codegen_symbol(cg, codegen_key(cg, "stub %s", name), &fresh);
    s->name = codegen_text(cg, name);
    s->build = build;
    s->flags = FUNC_RUNTIME;
    return s;
}

static struct type *
type_of_package(struct codegen *cg, const char *path, const char *name)
{
    struct package *p = table_get_str(&cg->u->packages, path);
    struct object *o = NULL;
    if (p && p->scope)
        o = scope_lookup_local(p->scope, unit_intern(cg->u, name, strlen(name)));
    return o && o->type ? o->type : types_basic(cg->u, TYPE_STRING);
}

static struct type *
runtime_type(struct codegen *cg, const char *name)
{
    return type_of_package(cg, "runtime", name);
}

static void
known_types(struct codegen *cg)
{
    struct program_known *k = &cg->p->known;
    struct unit *u = cg->u;
    k->type_error_string = typedesc_boxed(cg, runtime_type(cg, "errorString"));
    k->type_plain_error = typedesc_boxed(cg, runtime_type(cg, "plainError"));
    k->type_bounds_error = typedesc_boxed(cg, runtime_type(cg, "boundsError"));
    k->type_assert_error =
        typedesc_boxed(cg, types_pointer(u, runtime_type(cg, "TypeAssertionError")));
    k->type_panic_nil = typedesc_boxed(cg, types_pointer(u, runtime_type(cg, "PanicNilError")));
    k->type_unhashable_error =
        typedesc_boxed(cg, type_of_package(cg, "internal/runtime/maps", "unhashableTypeError"));
    k->type_string = typedesc_boxed(cg, types_basic(u, TYPE_STRING));
    k->type_int = typedesc_boxed(cg, types_basic(u, TYPE_INT));
    k->type_bool = typedesc_boxed(cg, types_basic(u, TYPE_BOOL));
    k->type_float64 = typedesc_boxed(cg, types_basic(u, TYPE_FLOAT64));
    k->type_uint8 = typedesc_boxed(cg, types_basic(u, TYPE_UINT8));
    k->type_int32 = typedesc_boxed(cg, types_basic(u, TYPE_INT32));
    k->type_uint64 = typedesc_boxed(cg, types_basic(u, TYPE_UINT64));
    k->type_uintptr = typedesc_boxed(cg, types_basic(u, TYPE_UINTPTR));
    k->type_error = typedesc_offset(cg, types_error(u));
    k->type_any = typedesc_offset(cg, types_any(u));
}

static void
known_objects(struct codegen *cg)
{
    struct program_known *k = &cg->p->known;
    static const uint64_t zero[3];
    k->zerobase = globals_reserve(cg, SEGMENT_NOPTRBSS, 8, 8);
    k->zero_value = rodata_bytes(cg, zero, sizeof zero, 8);
    k->static_bytes = globals_reserve(cg, SEGMENT_NOPTRDATA, 256 * 8, 8);
    for (uint64_t i = 0; i < 256; i++)
        memcpy(cg->p->sections[SEGMENT_NOPTRDATA].data + k->static_bytes + i * 8, &i, 8);
}

void
stubs_request(struct codegen *cg)
{
    known_objects(cg);
    cg->runtime_main = stub(cg, "runtime.main", build_main);
    cg->goexit = stub(cg, "runtime.goexit", build_goexit);
    cg->gopanic = stub(cg, "runtime.gopanic", build_gopanic);
    known_types(cg);
}
