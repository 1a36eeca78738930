/* Package runtime: who calls whom, and where in the source a pc is. A pc given to the program is a
 * return address, as in Go; wrappers are not shown. Go: runtime/extern.go, symtab.go, mprof.go */
#include "sched/framewalk.h"
#include "sched/traceback.h"
#include "vm/native.h"
#include "vm/str.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

native_fn lib_symtab_callers, lib_symtab_find, lib_symtab_stack;

/* Callers(skip int, pc []uintptr) int; frame 0 is Callers itself. */
enum native_result
lib_symtab_callers(struct native_call *c)
{
    int64_t skip = (int64_t)c->args[0];
    uint64_t to = c->args[1], room = c->args[2], n = 0;
    struct framewalk w;
    framewalk_init(&w, c->vm->image, c->g);
    for (bool more = w.func != NULL; more && n < room; more = framewalk_next(&w)) {
        if (w.func->flags & FUNC_WRAPPER || skip-- > 0)
            continue;
        access_store64(to + n++ * 8, w.pc);
    }
    c->args[4] = n;
    return NATIVE_DONE;
}

/* Files of the program are shown with the folder they were compiled in. */
static bool
put_file(struct native_call *c, const struct program_func *f, struct image_place at,
         uint64_t out[2])
{
    char folder[PATH_MAX];
    const char *file = at.file[0] ? at.file : "??";
    struct buf b = {0};
    if (file[0] != '/' && !at.directive && !(f->flags & (FUNC_GOLIB | FUNC_RUNTIME)) &&
        getcwd(folder, sizeof folder)) {
        buf_printf(&b, "%s/", folder);
        file += strncmp(file, "./", 2) == 0 ? 2 : 0;
    }
    buf_add_str(&b, file);
    bool ok = str_make(c->p, c->g, buf_cstr(&b), b.len, out);
    buf_finish(&b);
    return ok;
}

/* find(pc uintptr) (entry uintptr, name, file string, line int); entry 0: no function is there. */
enum native_result
lib_symtab_find(struct native_call *c)
{
    const struct image *im = c->vm->image;
    uint64_t pc = c->args[0], *out = &c->args[1];
    const struct program_func *f = image_find_func(im, pc);
    memset(out, 0, 6 * sizeof *out);
    if (!f)
        return NATIVE_DONE;
    struct image_place at = image_place(im, f, pc);
    if (!str_make(c->p, c->g, f->name, strlen(f->name), &out[1]) || !put_file(c, f, at, &out[3]))
        return vm_fatal(c, "out of memory");
    out[0] = im->text + f->entry;
    out[5] = at.line;
    return NATIVE_DONE;
}

/* Without its first frame: that of Stack itself. */
static const char *
after_own_frame(const char *text, struct buf *out)
{
    const char *end = strchr(text, '\n') + 1;
    buf_add(out, text, (size_t)(end - text));
    for (int i = 0; i < 2 && strchr(end, '\n'); i++)
        end = strchr(end, '\n') + 1;
    return end;
}

/* The world runs on: only goroutines that stand still meanwhile show their frames. */
static void
add_others(struct scheduler *s, const struct g *own, struct buf *out)
{
    uint32_t n = atomic_load(&s->n_allgs);
    struct g **all = atomic_load(&s->allgs);
    for (uint32_t i = 0; i < n; i++) {
        struct g *g = all[i];
        uint32_t status = atomic_load(&g->status) & ~(uint32_t)G_SCAN;
        if (g == own || g->system || status == G_DEAD || status == G_IDLE)
            continue;
        if (g_claim(g)) {
            buf_add_byte(out, '\n');
            traceback_g(s, g, out);
            g_release(g);
        } else if (status == G_RUNNING) {
            buf_printf(out,
                       "\ngoroutine %u [running]:\n"
                       "\tgoroutine running on other thread; stack unavailable\n",
                       g->id);
        }
    }
}

/* Stack(buf []byte, all bool) int */
enum native_result
lib_symtab_stack(struct native_call *c)
{
    struct buf text = {0}, out = {0};
    traceback_g(c->m->sched, c->g, &text);
    buf_add_str(&out, after_own_frame(buf_cstr(&text), &out));
    if (c->args[3] & 1)
        add_others(c->m->sched, c->g, &out);
    uint64_t n = out.len < c->args[1] ? out.len : c->args[1];
    access_copy(c->args[0], (uint64_t)(uintptr_t)buf_cstr(&out), n);
    c->args[4] = n;
    buf_finish(&text);
    buf_finish(&out);
    return NATIVE_DONE;
}
