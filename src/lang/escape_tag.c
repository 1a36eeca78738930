/* Tags of parameters: what a call can do with an argument, for callers that do not see the body.
 *
 * A body that was analysed says it itself. A native has none: it may do anything, with go:noescape
 * anything but keep the argument, with golib:leaks what that says. A body of ours that leaks less
 * than that of Go's own package adds the rest with golib:leaks; so a tag can only become wider, and
 * what it allows stays true. The words are "PARAMETER=SINK+LOADS", "+LOADS" 0 when left out. SINK
 * is heap, mutates, calls, result0 and so on; quiet, the heap where Go overlooks it (no note is
 * about the parameter); or nonstring, heap unless the type's only pointers are those of strings.
 * Go: escape/escape.go (paramTag), leaks.go */
#include <string.h>

#include "base/bug.h"
#include "lang/escape_walk.h"
#include "lang/unit.h"

/* ---- notes ---- */

static bool
note_effect(struct diag *d, const struct ir_name *p, const char *verb, int derefs)
{
    if (derefs >= 0)
        diag_note(d, p->pos, "%s param: %s derefs=%d", verb, p->text, derefs);
    return derefs >= 0;
}

static void
note_leaks(struct unit *u, const struct ir_fn *fn, const struct ir_name *p,
           const struct escape_tag *tag)
{
    struct diag *d = &u->diag;
    bool noted = false;
    int heap = escape_graph_leak(tag, ESCAPE_LEAK_HEAP);
    if (heap >= 0) {
        diag_note(d, p->pos, "leaking param%s: %s", heap > 0 ? " content" : "", p->text);
        noted = true;
    }
    for (int i = 0; i < ESCAPE_LEAK_RESULTS; i++) {
        int level = escape_graph_leak(tag, ESCAPE_LEAK_RESULT0 + i);
        if (level < 0)
            continue;
        diag_note(d, p->pos, "leaking param: %s to result %s level=%d", p->text,
                  fn->results.v[i]->text, level);
        noted = true;
    }
    if (u->escape_mutations) {
        noted |= note_effect(d, p, "mutates", escape_graph_leak(tag, ESCAPE_LEAK_MUTATOR));
        noted |= note_effect(d, p, "calls", escape_graph_leak(tag, ESCAPE_LEAK_CALLEE));
    }
    if (!noted)
        diag_note(d, p->pos, "%s does not escape%s", p->text,
                  u->escape_mutations ? ", mutate, or call" : "");
}

/* ---- what is added ---- */

static const char *
skip(const char *s, const char *prefix)
{
    size_t n = strlen(prefix);
    return strncmp(s, prefix, n) == 0 ? s + n : NULL;
}

/* "heap", "mutates", "calls" or "result0" and so on, then "+1" for what it points to. */
static bool
parse_sink(const char *s, int *sink, int *derefs)
{
    static const char *const names[] = {"heap", "quiet", "mutates", "calls", "result"};
    static const int sinks[] = {ESCAPE_LEAK_HEAP, ESCAPE_LEAK_QUIET, ESCAPE_LEAK_MUTATOR,
                                ESCAPE_LEAK_CALLEE, ESCAPE_LEAK_RESULT0};
    const char *rest = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !rest; i++) {
        rest = skip(s, names[i]);
        *sink = sinks[i];
    }
    if (!rest)
        return false;
    if (*sink == ESCAPE_LEAK_RESULT0)
        *sink += *rest++ - '0';
    *derefs = *rest == '+' ? rest[1] - '0' : 0;
    return true;
}

/* Are all pointers in a t those of strings? */
static bool
only_strings(struct type *t)
{
    t = types_underlying(t);
    switch (t->kind) {
    case TYPE_STRING:
        return true;
    case TYPE_ARRAY:
        return t->array.len == 0 || only_strings(t->array.elem);
    case TYPE_STRUCT:
        for (size_t i = 0; i < t->struct_.n; i++) {
            if (!only_strings(t->struct_.fields[i]->type))
                return false;
        }
        return true;
    default:
        return !types_has_pointers(t);
    }
}

/* The words of golib:leaks that are about p. */
static void
add_leaks(const char *words, const struct ir_name *p, struct escape_tag *tag)
{
    for (const char *s = words; *s; s += strcspn(s, " ")) {
        s += strspn(s, " ");
        const char *value = skip(s, p->text);
        if (!value || *value != '=')
            continue;
        if (skip(value, "=nonstring")) {
            if (!only_strings(p->type))
                escape_graph_add_leak(tag, ESCAPE_LEAK_HEAP, 0);
            continue;
        }
        int sink, derefs;
        bool ok = parse_sink(value + 1, &sink, &derefs);
        ensure(ok, "golib:leaks %s", words);
        escape_graph_add_leak(tag, sink, derefs);
    }
}

/* ---- natives ---- */

static bool
returns_pointers(const struct ir_fn *fn)
{
    for (size_t i = 0; i < fn->results.n; i++) {
        if (types_has_pointers(fn->results.v[i]->type))
            return true;
    }
    return false;
}

static void
tag_native(struct unit *u, const struct ir_fn *fn, const struct ir_name *p, struct escape_tag *tag,
           bool notes)
{
    bool noescape = fn->func->noescape;
    if (fn->func->leaks) {
        add_leaks(fn->func->leaks, p, tag);
        noescape = escape_graph_leak(tag, ESCAPE_LEAK_HEAP) != 0;
    } else if (noescape && escape_ir_generic(p->type)) { /* functions of package arena */
        escape_graph_add_leak(tag, ESCAPE_LEAK_HEAP, 0);
    } else if (noescape && fn->func->n_type_params > 0) {
        escape_graph_add_leak(tag, ESCAPE_LEAK_HEAP, 1);
    } else if (noescape) {
        if (returns_pointers(fn)) /* what it returns may be found through the parameter */
            escape_graph_add_leak(tag, ESCAPE_LEAK_HEAP, 1);
        escape_graph_add_leak(tag, ESCAPE_LEAK_MUTATOR, 0);
        escape_graph_add_leak(tag, ESCAPE_LEAK_CALLEE, 0);
    } else {
        escape_graph_add_leak(tag, ESCAPE_LEAK_HEAP, 0);
    }
    if (notes && p->text[0])
        diag_note(&u->diag, p->pos, noescape ? "%s does not escape" : "leaking param: %s", p->text);
}

/* A parameter whose arguments //go:uintptrescapes is about. */
static bool
escapes_as_uintptr(struct unit *u, const struct ir_fn *fn, size_t i, bool notes)
{
    const struct ir_name *p = fn->params.v[i];
    const struct type *t = p->type ? types_underlying(p->type) : NULL;
    if (!fn->func || !fn->func->uintptr_keeps || !t)
        return false;
    bool last = fn->func->sig->func.variadic && i + 1 == fn->params.n;
    bool rest = last && t->kind == TYPE_SLICE && types_underlying(t->elem)->kind == TYPE_UINTPTR;
    if (t->kind != TYPE_UINTPTR && !rest)
        return false;
    if (notes)
        diag_note(&u->diag, p->pos, "marking %s as escaping %suintptr",
                  p->text[0] ? p->text : "arg", rest ? "..." : "");
    return true;
}

/* ---- all functions ---- */

void
escape_tag_params(struct unit *u, struct ir_fn *fn, bool notes)
{
    fn->tagged = true;
    struct escape_tag *tags = NULL;
    if (fn->func)
        tags = fn->func->param_tags = bump_array(&u->mem, struct escape_tag, fn->params.n + 1);
    for (size_t i = 0; i < fn->params.n; i++) {
        const struct ir_name *p = fn->params.v[i];
        struct escape_tag own = {0}, *tag = tags ? &tags[i] : &own;
        bool native = fn->func && !fn->func->body;
        if (escapes_as_uintptr(u, fn, i, notes)) {
            escape_graph_add_leak(tag, ESCAPE_LEAK_HEAP, 0);
            continue;
        }
        if (native && notes && p->type && types_underlying(p->type)->kind == TYPE_UINTPTR)
            diag_note(&u->diag, p->pos, "assuming %s is unsafe uintptr",
                      p->text[0] ? p->text : "arg");
        if (!p->type || (!escape_ir_generic(p->type) && !types_has_pointers(p->type))) {
            /* A pointer to it, as in (*T).m of a method with receiver T, is not looked into. */
            escape_graph_add_leak(tag, ESCAPE_LEAK_HEAP, 0);
            continue;
        }
        if (native) {
            tag_native(u, fn, p, tag, notes);
            continue;
        }
        if (!p->text[0] || (p->text[0] == '_' && !p->text[1]))
            continue;
        *tag = p->loc->tag;
        if (fn->func && fn->func->leaks && fn->func->pkg && fn->func->pkg->is_golib)
            add_leaks(fn->func->leaks, p, tag);
        escape_graph_optimize(tag);
        if (notes && !fn->wrapper && !fn->shared && !fn->silent &&
            !(p->loc->attrs & ESCAPE_ESCAPES))
            note_leaks(u, fn, p, tag);
    }
}
