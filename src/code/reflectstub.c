/* Functions that package reflect needs and that no Go text can be: those that call a function of
 * any type (call16 and its like: arguments from memory to the outgoing part of the frame, and
 * results back, by natives), and one for each type of functions that, as the code of a function
 * value made by MakeFunc, hands its own frame to callReflect. Programs that do not mention what
 * needs them have none. Go: runtime/asm_amd64.s (reflectcall), reflect/asm_amd64.s (makeFuncStub),
 * cmd/compile (usemethod) */
#include <string.h>

#include "base/bug.h"
#include "code/codegen.h"

static struct func *
find_func(const struct package *p, const char *name)
{
    for (size_t i = 0; i < p->funcs.n; i++) {
        struct func *fn = p->funcs.v[i];
        if (!fn->recv && fn->name && strcmp(fn->name, name) == 0)
            return fn;
    }
    return NULL;
}

/* The number in call16. */
static uint32_t
words_of_name(const char *name)
{
    uint32_t n = 0;
    for (name += strlen("call"); *name; name++)
        n = n * 10 + (uint32_t)(*name - '0');
    return n;
}

static void
build_call(struct fn *f)
{
    struct codegen *cg = f->cg;
    compile_call_reserve(f, words_of_name(f->func->name));
    emit(f, OP_NATIVE, 0, codegen_native(cg, "reflect.passArguments"), 0);
    emit(f, OP_CALLC, vslot_make(VSLOT_PARAM, 0), 0, 0);
    emit(f, OP_NATIVE, 0, codegen_native(cg, "reflect.fetchResults"), 0);
    emit(f, OP_RET, 0, 0, 0);
}

void
reflectstub_adjust(struct symbol *s)
{
    const struct func *fn = s->func;
    if (!fn->pkg || !fn->pkg->is_golib || fn->recv || !fn->name ||
        strcmp(fn->pkg->path, "reflect") != 0)
        return;
    if (!fn->body && strncmp(fn->name, "call", strlen("call")) == 0) {
        s->build = build_call;
        s->flags |= FUNC_WRAPPER | FUNC_NATIVE;
    } else if (strcmp(fn->name, "callReflect") == 0 || strcmp(fn->name, "callMethod") == 0 ||
               strcmp(fn->name, "callWords") == 0) {
        s->flags |= FUNC_WRAPPER;
    }
}

/* callReflect(closure, address of the first parameter) */
static void
build_made(struct fn *f)
{
    struct func *fn = (struct func *)(uintptr_t)f->sym->arg;
    compile_call_reserve(f, 2);
    emit(f, OP_GETCTX, vslot_make(VSLOT_OUT, 0), 0, 0);
    emit(f, OP_LEA, vslot_make(VSLOT_OUT, 1), vslot_make(VSLOT_PARAM, 0), 0);
    emit_call(f, codegen_func_symbol(f->cg, fn, NULL, 0));
    emit(f, OP_RET, 0, 0, 0);
}

struct symbol *
reflectstub_made(struct codegen *cg, struct type *t)
{
    struct package *p = cg->u->reflects_calls ? table_get_str(&cg->u->packages, "reflect") : NULL;
    struct func *fn = p ? find_func(p, "callReflect") : NULL;
    if (!fn)
        return NULL;
    bool fresh;
    struct type *u = types_underlying(t);
    struct symbol *s = codegen_symbol(cg, codegen_key(cg, "made %u", typedesc_id(cg, u)), &fresh);
    if (!fresh)
        return s;
    s->name = codegen_text(cg, "reflect.makeFuncStub");
    s->build = build_made;
    s->arg = fn;
    s->sig = u;
    s->flags = FUNC_WRAPPER | FUNC_GOLIB | FUNC_NATIVE;
    return s;
}
