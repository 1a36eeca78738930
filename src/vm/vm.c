/* The VM's life and its doors for natives: allocation and panic values. */
#include "vm/vm.h"

#include "base/buf.h"
#include "base/bug.h"
#include "gc/alloc.h"
#include "sched/sema.h"
#include "vm/fatal.h"
#include "vm/fault.h"
#include "vm/iface.h"
#include "vm/lib_finalizer.h"
#include "vm/maptype.h"
#include "vm/native.h"
#include "vm/pools.h"
#include "vm/run.h"
#include "vm/throw.h"

#include <stdarg.h>

static const struct typeinfo *
known(const struct image *im, uint64_t rodata_offset)
{
    return (const struct typeinfo *)(uintptr_t)image_known(im, rodata_offset);
}

bool
vm_init(struct vm *vm, const struct image *image, struct scheduler *s, struct gc *gc,
        struct heap *heap, struct userarenas *ua, uint64_t hash_seed, char **missing)
{
    const struct program_known *k = &image->program->known;
    vm->image = image;
    vm->sched = s;
    vm->gc = gc;
    vm->heap = heap;
    vm->userarenas = ua;
    vm->hash_seed = hash_seed;
    vm->zero_value = image_known(image, k->zero_value);
    vm->type_error_string = known(image, k->type_error_string);
    vm->type_plain_error = known(image, k->type_plain_error);
    vm->type_assert_error = known(image, k->type_assert_error);
    vm->type_bounds_error = known(image, k->type_bounds_error);
    vm->type_panic_nil = known(image, k->type_panic_nil);
    vm->type_unhashable_error = known(image, k->type_unhashable_error);
    vm->type_string = known(image, k->type_string);
    vm->type_int = known(image, k->type_int);
    vm->type_byte = known(image, k->type_uint8);
    vm->type_error = known(image, k->type_error);
    vm->type_any = known(image, k->type_any);
    atomic_init(&vm->finalizer_runner, 0);
    atomic_init(&vm->dying, false);
    uv_mutex_init(&vm->print_lock);
    vm->semas = semas_create();
    vm->itabs = itabs_create();
    vm->pools = pools_create();
    gc->world.clear_pools = pools_clear;
    gc->world.pools = vm;
    gc->world.run_finalizers = lib_finalizer_start;
    vm->maptypes = maptypes_create();
    size_t n = image->program->natives.n;
    vm->natives = xcalloc(n + 1, sizeof *vm->natives);
    for (size_t i = 0; i < n; i++) {
        const char *name = image->program->natives.v[i];
        vm->natives[i] = native_find(name);
        if (!vm->natives[i]) {
            *missing = xasprintf("%s is not supported yet", name);
            return false;
        }
    }
    fault_install();
    return true;
}

void
vm_finish(struct vm *vm)
{
    free(vm->natives);
    itabs_destroy(vm->itabs);
    pools_destroy(vm->pools);
    maptypes_destroy(vm->maptypes);
    semas_destroy(vm->semas);
    uv_mutex_destroy(&vm->print_lock);
}

enum schedule_exit
vm_run(void *arg, struct m *m, struct g *g)
{
    struct vm *vm = arg;
    if (unlikely(g->resume == G_RESUME_SEND_ON_CLOSED)) {
        g->resume = G_RESUME_NONE;
        throw_chan(vm, m, g, CHAN_CLOSED_SEND);
    }
    return fault_guard(vm, m, g, run_loop);
}

uint64_t
vm_alloc(struct p *p, struct g *g, const struct typeinfo *t, uint64_t bytes, bool zero)
{
    uint64_t at = alloc_object(&p->gc, &g->gc, t, bytes, zero);
    if (unlikely(p->gc.wishes))
        atomic_store_explicit(&g->stackguard, STACK_PREEMPT, memory_order_relaxed);
    return at;
}

void
vm_native_again(struct native_call *c)
{
    uint64_t pc = atomic_load_explicit(&c->g->pc, memory_order_relaxed);
    atomic_store_explicit(&c->g->pc, pc - sizeof(struct instr), memory_order_relaxed);
}

enum native_result
vm_panic_runtime(struct native_call *c, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    enum native_result r = throw_native(c, c->vm->type_error_string, fmt, ap);
    va_end(ap);
    return r;
}

enum native_result
vm_panic_plain(struct native_call *c, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    enum native_result r = throw_native(c, c->vm->type_plain_error, fmt, ap);
    va_end(ap);
    return r;
}

enum native_result
vm_panic_string(struct native_call *c, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    enum native_result r = throw_native(c, c->vm->type_string, fmt, ap);
    va_end(ap);
    return r;
}

enum native_result
vm_fatal(struct native_call *c, const char *fmt, ...)
{
    struct buf text = {0};
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(&text, fmt, ap);
    va_end(ap);
    fatal_error(c->vm, c->m, c->g, buf_cstr(&text));
    buf_finish(&text);
    return NATIVE_HALT;
}
