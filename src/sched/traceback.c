/* The words of a goroutine dump. Stubs of the runtime are not shown, as Go hides its own frames,
 * but for gopanic, which reads "panic(...)". Arguments are printed as Go prints what it cannot
 * name: words in hexadecimal, at most ten, aggregates in braces. Go: runtime/traceback.go
 * (printArgs, traceback2, goroutineheader, tracebackothers) */
#include "sched/traceback.h"

#include <string.h>

#include "mem/access.h"
#include "sched/framewalk.h"

enum { INNERMOST = 50, OUTERMOST = 50, MAX_WORDS = 10 };
#define NS_PER_MINUTE INT64_C(60000000000)

static void
add_header(struct scheduler *s, const struct g *g, struct buf *out)
{
    buf_printf(out, "goroutine %u [%s", g->id, g_status_text(g));
    uint32_t status = atomic_load_explicit(&g->status, memory_order_relaxed);
    int64_t since = atomic_load_explicit(&g->wait_since_ns, memory_order_relaxed);
    int64_t minutes = (clock_now_ns(s->clock) - since) / NS_PER_MINUTE;
    if ((status & ~(uint32_t)G_SCAN) == G_WAITING && minutes >= 1)
        buf_printf(out, ", %ld minutes", (long)minutes);
    buf_add_str(out, "]:\n");
}

static bool
is_panic(const struct image *im, const struct program_func *f)
{
    return f->entry == im->program->known.gopanic && (f->flags & FUNC_RUNTIME);
}

static bool
is_goexit(const struct framewalk *w)
{
    return access_load64(w->sp + TRACEBACK_PANIC_FLAGS * 8) & TRACEBACK_PANIC_GOEXIT;
}

/* A walk over the frames that are shown. */
struct trace {
    struct framewalk w;
    bool panicked; /* the frame before was that of a panic: w's function raised it */
};

/* The panic that ends the program is no news to its reader: innermost, it is left out. Goexit has a
 * frame of its own besides. A wrapper is of interest when what went wrong went wrong in it. */
static bool
is_shown(const struct trace *t)
{
    const struct framewalk *w = &t->w;
    if (is_panic(w->image, w->func))
        return w->depth > 0 && !is_goexit(w);
    if (w->func->flags & FUNC_WRAPPER)
        return w->depth == 0 || t->panicked;
    return !(w->func->flags & FUNC_RUNTIME);
}

static bool
next_frame(struct trace *t)
{
    t->panicked = is_panic(t->w.image, t->w.func) && !is_goexit(&t->w);
    return framewalk_next(&t->w);
}

/* To the first frame that is shown, from this one on; false = none. */
static bool
find_shown(struct trace *t)
{
    while (t->w.func && !is_shown(t))
        if (!next_frame(t))
            return false;
    return t->w.func != NULL;
}

/* Words of one parameter, braces around those of strings, slices, interfaces and structs. */
static void
add_value(struct buf *out, uint64_t at, uint32_t n, unsigned *printed)
{
    if (n > 1)
        buf_add_byte(out, '{');
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0)
            buf_add_str(out, ", ");
        if (*printed == MAX_WORDS) {
            buf_add_str(out, "...");
            break;
        }
        buf_printf(out, "0x%lx", (unsigned long)access_load64(at + i * UINT64_C(8)));
        ++*printed;
    }
    if (n > 1)
        buf_add_byte(out, '}');
}

/* How many words the parameter beginning at parameter word i has; 1 when nobody knows. */
static uint32_t
words_of_param(const struct program_func *f, uint32_t i)
{
    vec_each (const struct local_var *, v, &f->vars) {
        if (v->slot >= 0 && (uint32_t)v->slot == f->frame_words + 1 + i && v->bytes > 8) {
            uint32_t n = (v->bytes + 7) / 8;
            return n <= f->param_words - i ? n : 1;
        }
    }
    return 1;
}

static void
add_args(const struct framewalk *w, struct buf *out)
{
    const struct program_func *f = w->func;
    unsigned printed = 0;
    buf_add_byte(out, '(');
    for (uint32_t i = 0; i < f->param_words;) {
        uint32_t n = words_of_param(f, i);
        if (i > 0)
            buf_add_str(out, ", ");
        if (printed == MAX_WORDS) {
            buf_add_str(out, "...");
            break;
        }
        add_value(out, w->args + i * UINT64_C(8), n, &printed);
        i += n;
    }
    buf_add_byte(out, ')');
}

static void
add_place(const struct image *im, const struct program_func *f, uint64_t pc, struct buf *out)
{
    struct image_place at = image_place(im, f, pc);
    buf_printf(out, "\t%s:%u +0x%lx\n", at.file, at.line ? at.line : 1,
               (unsigned long)(pc - im->text - f->entry));
}

static void
add_frame(const struct framewalk *w, struct buf *out)
{
    if (is_panic(w->image, w->func)) {
        buf_printf(out, "panic({0x%lx, 0x%lx})\n", (unsigned long)access_load64(w->sp + 24),
                   (unsigned long)access_load64(w->sp + 32));
    } else {
        buf_add_str(out, w->func->name);
        add_args(w, out);
        buf_add_byte(out, '\n');
    }
    add_place(w->image, w->func, w->pc, out);
}

static unsigned
count_shown(const struct image *im, const struct g *g)
{
    struct trace t = {0};
    framewalk_init(&t.w, im, g);
    unsigned n = 0;
    for (bool more = find_shown(&t); more; more = next_frame(&t) && find_shown(&t))
        n++;
    return n;
}

/* The call that did not fit on the stack has no frame yet; its arguments are in the caller's. */
static bool
add_overflow(const struct image *im, const struct g *g, struct buf *out)
{
    struct framewalk w = {.image = im, .g = g, .pc = g->overflow};
    w.func = g->overflow ? image_find_func(im, g->overflow) : NULL;
    w.args = atomic_load_explicit(&g->sp, memory_order_relaxed);
    if (!w.func || w.func->flags & (FUNC_RUNTIME | FUNC_WRAPPER))
        return false;
    add_frame(&w, out);
    return true;
}

static void
add_creator(const struct image *im, const struct g *g, struct buf *out)
{
    const struct program_func *f = g->go_pc ? image_find_func(im, g->go_pc) : NULL;
    if (!f)
        return;
    buf_printf(out, "created by %s in goroutine %u\n", f->name, g->parent);
    add_place(im, f, g->go_pc, out);
}

void
traceback_g(struct scheduler *s, const struct g *g, struct buf *out)
{
    add_header(s, g, out);
    unsigned i = add_overflow(s->image, g, out), n = i + count_shown(s->image, g);
    struct trace t = {0};
    framewalk_init(&t.w, s->image, g);
    for (bool more = find_shown(&t); more; more = next_frame(&t) && find_shown(&t), i++) {
        if (n > INNERMOST + OUTERMOST && i == INNERMOST)
            buf_printf(out, "...%u frames elided...\n", n - INNERMOST - OUTERMOST);
        if (i < INNERMOST || i + OUTERMOST >= n)
            add_frame(&t.w, out);
    }
    add_creator(s->image, g, out);
}

void
traceback_others(struct scheduler *s, const struct g *except, struct buf *out)
{
    uint32_t n = atomic_load(&s->n_allgs);
    struct g **all = atomic_load(&s->allgs);
    for (uint32_t i = 0; i < n; i++) {
        const struct g *g = all[i];
        uint32_t status = atomic_load(&g->status) & ~(uint32_t)G_SCAN;
        if (g == except || g->system || status == G_DEAD || status == G_IDLE)
            continue;
        buf_add_byte(out, '\n');
        if (g_claim(all[i])) {
            traceback_g(s, g, out);
            g_release(all[i]);
        } else {
            add_header(s, g, out);
            buf_add_str(out, "\tgoroutine running on other thread; stack unavailable\n");
            add_creator(s->image, g, out);
        }
    }
}
