/* The driver. It starts at the stubs below main, and compiles what each function reaches until
 * nothing new turns up: function bodies request symbols, type descriptors of boxed types request
 * their methods. Then everything is written out and linked.
 * Go: cmd/compile/internal/gc/main.go, cmd/link/internal/ld/deadcode.go */
#include "code/compile.h"

#include <stdarg.h>
#include <string.h>

#include "base/bug.h"
#include "code/codegen.h"
#include "code/sources.h"

char *
codegen_name(struct codegen *cg, const char *fmt, ...)
{
    struct buf b = {0};
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(&b, fmt, ap);
    va_end(ap);
    char *s = buf_steal(&b);
    vec_push(&cg->p->strings, s);
    return s;
}

char *
codegen_text(struct codegen *cg, const char *text)
{
    char *s = xstrdup(text);
    vec_push(&cg->p->strings, s);
    return s;
}

char *
codegen_key(struct codegen *cg, const char *fmt, ...)
{
    struct buf b = {0};
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(&b, fmt, ap);
    va_end(ap);
    char *s = bump_strdup(&cg->mem, buf_cstr(&b));
    buf_finish(&b);
    return s;
}

void
codegen_fail(struct fn *f, struct pos pos, const char *what)
{
    f->cg->failed = true;
    diag_error(&f->cg->u->diag, pos, "%s", what);
}

void
codegen_reloc(struct codegen *cg, enum segment_kind in, uint64_t at, enum segment_kind target,
              uint64_t addend)
{
    vec_push(&cg->pending, ((struct reloc){at, addend, (uint8_t)in, (uint8_t)target}));
}

unsigned
codegen_native(struct codegen *cg, const char *name)
{
    size_t known = (size_t)(uintptr_t)table_get_str(&cg->natives, name);
    if (known)
        return (unsigned)(known - 1);
    const char *own = codegen_text(cg, name);
    vec_push(&cg->p->natives, own);
    table_put_str(&cg->natives, own, (void *)(uintptr_t)cg->p->natives.n);
    return (unsigned)(cg->p->natives.n - 1);
}

static struct symbol *
new_symbol(struct codegen *cg)
{
    struct symbol *s = bump_new(&cg->mem, struct symbol);
    s->id = (unsigned)cg->symbols.n;
    vec_push(&cg->symbols, s);
    return s;
}

struct symbol *
codegen_symbol(struct codegen *cg, const char *key, bool *fresh)
{
    struct symbol *s = table_get_str(&cg->symbol_keys, key);
    *fresh = s == NULL;
    if (!s) {
        s = new_symbol(cg);
        table_put_str(&cg->symbol_keys, bump_strdup(&cg->mem, key), s);
    }
    return s;
}

/* The symbol of a function without type arguments of its own, of which nearly all are. */
static struct symbol *
plain_symbol(struct codegen *cg, struct func *fn, bool *fresh)
{
    struct symbol *s = table_get_ptr(&cg->func_symbols, fn);
    *fresh = s == NULL;
    if (!s) {
        s = new_symbol(cg);
        table_put_ptr(&cg->func_symbols, fn, s);
    }
    return s;
}

static const char *
instance_name(struct codegen *cg, const char *name, struct type **args, size_t n)
{
    if (n == 0)
        return codegen_text(cg, name);
    struct buf b = {0};
    buf_printf(&b, "%s[", name);
    for (size_t i = 0; i < n; i++) {
        buf_add_str(&b, i ? "," : "");
        types_write_runtime(&b, args[i]);
    }
    buf_add_byte(&b, ']');
    char *s = buf_steal(&b);
    vec_push(&cg->p->strings, s);
    return s;
}

static const char *
func_key(struct codegen *cg, struct func *fn, struct type **args, size_t n)
{
    struct buf b = {0};
    buf_printf(&b, "func %p", (void *)fn);
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, " %u", typedesc_id(cg, args[i]));
    char *key = bump_strdup(&cg->mem, buf_cstr(&b));
    buf_finish(&b);
    return key;
}

struct symbol *
codegen_func_symbol(struct codegen *cg, struct func *fn, struct type **type_args,
                    size_t n_type_args)
{
    ensure(fn != NULL, "a function without declaration");
    bool fresh;
    if (fn->origin) /* an instance has its arguments put in already */
        n_type_args = 0;
    struct symbol *s = n_type_args
                           ? codegen_symbol(cg, func_key(cg, fn, type_args, n_type_args), &fresh)
                           : plain_symbol(cg, fn, &fresh);
    if (!fresh)
        return s;
    const char *name = fn->full_name ? fn->full_name : fn->name ? fn->name : "func";
    s->name = instance_name(cg, name, type_args, n_type_args);
    s->func = fn;
    s->sig = fn->sig;
    s->recv = fn->recv && fn->recv->obj ? fn->recv->obj->type : NULL;
    s->type_args = type_args;
    s->n_type_args = n_type_args;
    s->pos = fn->pos;
    s->build = compile_func_tree;
    if (fn->pkg && fn->pkg->is_golib)
        s->flags |= FUNC_GOLIB;
    if (!fn->body && n_type_args)
        s->build = wrapper_generic_native;
    reflectstub_adjust(s);
    return s;
}

static void
finish_fn(struct fn *f)
{
    vec_finish(&f->code);
    vec_finish(&f->labels);
    vec_finish(&f->places);
    vec_finish(&f->vars);
    vec_finish(&f->hoisted);
    vec_finish(&f->loop.consts);
    vec_finish(&f->args_bits);
    slots_finish(f);
    table_finish(&f->homes);
    table_finish(&f->goto_labels);
}

static uint64_t
boxed_bytes(struct fn *f, struct object **v, size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        struct type *t = codegen_type(f, v[i]->type);
        sum += slots_is_boxed(t) ? t->size : 0;
    }
    return sum;
}

/* Go has no frames of 1 GiB. Ours would do, as large values are on the heap. */
static void
check_go_frame(struct fn *f)
{
    static const uint64_t limit = UINT64_C(1) << 30;
    const struct symbol *s = f->sym;
    uint64_t args = 0, locals = f->go_locals + f->go_out;
    if (s->sig)
        args = boxed_bytes(f, s->sig->func.params, s->sig->func.n_params) +
               boxed_bytes(f, s->sig->func.results, s->sig->func.n_results);
    if (s->recv && slots_is_boxed(codegen_type(f, s->recv)))
        args += codegen_type(f, s->recv)->size;
    if ((args >= limit || locals >= limit) && !(s->flags & FUNC_WRAPPER))
        codegen_fail(
            f, s->pos,
            codegen_name(f->cg, "stack frame too large (>1GB): %llu MB locals + %llu MB args",
                         (unsigned long long)(locals >> 20), (unsigned long long)(args >> 20)));
}

static void
build_symbol(struct codegen *cg, struct symbol *s)
{
    struct fn f = {.cg = cg, .sym = s, .func = s->func, .ctx = VSLOT_NONE};
    emit_line(&f, s->pos);
    f.ret_label = UINT32_MAX;
    compile_func_params(&f);
    s->build(&f);
    check_go_frame(&f);
    if (!emit_finish(&f))
        codegen_fail(&f, s->pos, "function too big for regionscope: its frame exceeds 64K slots");
    s->info.file = s->pos.line ? codegen_text(cg, diag_file_name(&cg->u->diag, s->pos.file))
                               : "<autogenerated>";
    s->done = true;
    finish_fn(&f);
}

static void
finish_codegen(struct codegen *cg)
{
    vec_each (struct symbol **, s, &cg->symbols) {
        vec_finish(&(*s)->words);
        vec_finish(&(*s)->relocs);
        vec_finish(&(*s)->calls);
    }
    vec_finish(&cg->symbols);
    table_finish(&cg->symbol_keys);
    table_finish(&cg->func_symbols);
    table_finish(&cg->globals);
    table_finish(&cg->literals);
    table_finish(&cg->shapes);
    table_finish(&cg->types);
    table_finish(&cg->type_names);
    vec_finish(&cg->descs);
    table_finish(&cg->itabs);
    table_finish(&cg->natives);
    table_finish(&cg->substituted);
    vec_finish(&cg->pending);
    vec_finish(&cg->data);
    bump_finish(&cg->mem);
}

struct program *
compile_program(struct unit *u)
{
    struct codegen cg = {.u = u, .p = xcalloc(1, sizeof(struct program))};
    sources_keep(u, cg.p);
    stubs_request(&cg);
    size_t built = 0;
    do {
        while (built < cg.symbols.n && !cg.failed)
            build_symbol(&cg, cg.symbols.v[built++]);
    } while (!cg.failed && (typedesc_step(&cg) || built < cg.symbols.n));
    if (!cg.failed) {
        typedesc_write_all(&cg);
        globals_finish(&cg);
        textlink(&cg);
    }
    struct program *p = cg.p;
    if (cg.failed) {
        vec_each (struct symbol **, s, &cg.symbols) {
            free((*s)->info.locals_map);
            vec_finish(&(*s)->info.lines);
            vec_finish(&(*s)->info.shown);
            vec_finish(&(*s)->info.unsigned_at);
            vec_finish(&(*s)->info.vars);
        }
        program_destroy(p);
        p = NULL;
    }
    finish_codegen(&cg);
    return p;
}
