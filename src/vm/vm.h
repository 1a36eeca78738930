/* The virtual machine: runs a goroutine's bytecode on its own stack. One struct vm per session; the
 * dispatch loop (run.c) is called by the scheduler's Ms. Go: what compiled code and runtime/asm do.
 *
 * Full speed carries no stepping cost: traced mode uses a second dispatch table, chosen when a
 * goroutine enters the loop and after every slow safepoint. */
#ifndef VM_VM_H
#define VM_VM_H

#include "code/image.h"
#include "gc/gc.h"
#include "mem/access.h"
#include "sched/schedule.h"

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

struct semas;
struct userarenas;
struct vm;

/* Called with bytes the program writes; fd 1 or 2. Any M's thread. */
typedef void vm_output_fn(void *ctx, int fd, const char *data, size_t n);

/* A native function's view of its call. */
struct native_call {
    struct vm *vm;
    struct m *m;
    struct p *p;
    struct g *g;
    uint64_t *args;        /* parameters, then results: Go layout in whole slots */
    const uint64_t *types; /* typeinfo addresses of the type arguments of a generic native */
    /* set with NATIVE_PANIC: */
    uint64_t panic_type; /* typeinfo address */
    uint64_t panic_data; /* data word */
};

enum native_result {
    NATIVE_DONE,
    NATIVE_PARKED, /* g is queued somewhere: vm_run returns at once; resumes after the call */
    NATIVE_YIELD,  /* Gosched */
    NATIVE_PANIC,  /* panic_type, panic_data are set (vm_panic_* helpers do) */
    NATIVE_AGAIN,  /* g is parked and this native runs again when it wakes: it called
                      vm_native_again before it queued g */
    NATIVE_THROWN, /* the native called a function of throw.h */
    NATIVE_GOEXIT, /* runtime.Goexit */
    NATIVE_HALT    /* os.Exit, fatal error: schedule_halt was called */
};

/* Natives never stop the world, never reach a safepoint; they may allocate (see THE RULE, gc.h). */
typedef enum native_result native_fn(struct native_call *c);

struct vm {
    const struct image *image;
    struct scheduler *sched;
    struct gc *gc;
    struct heap *heap;
    struct userarenas *userarenas;
    struct semas *semas;
    native_fn **natives;       /* by program.natives index; none is NULL after vm_init */
    struct pools *pools;       /* see pools.h */
    struct maptypes *maptypes; /* group layouts, private to maptype.c */
    struct itabs *itabs;       /* dynamic itabs, private to iface.c */
    vm_output_fn *output;
    void *output_ctx;
    uv_mutex_t print_lock;    /* keeps one print statement together */
    const char *program_name; /* os.Args[0], borrowed */
    char **args;              /* os.Args[1:], NULL-terminated, borrowed; may be NULL */
    uint64_t hash_seed;
    uint64_t zero_value; /* address of 24 zero bytes in read-only data: "" and nil slices boxed */
    bool allow_unsafe;
    const struct typeinfo *type_error_string, *type_plain_error, *type_assert_error;
    const struct typeinfo *type_bounds_error, *type_panic_nil, *type_unhashable_error;
    const struct typeinfo *type_string, *type_int, *type_byte, *type_error, *type_any;
    _Atomic uint64_t finalizer_runner; /* func value of golib's runtime.runFinalizers; 0 = none */
    _Atomic bool dying;                /* a fatal error was printed: others keep quiet */
};

/* False (with a sentence in *missing, owned) when the program needs a native that does not exist.
 */
bool vm_init(struct vm *vm, const struct image *image, struct scheduler *s, struct gc *gc,
             struct heap *heap, struct userarenas *ua, uint64_t hash_seed, char **missing);
void vm_finish(struct vm *vm);
/* schedule_run_fn. */
enum schedule_exit vm_run(void *vm, struct m *m, struct g *g);
/* Allocation for VM code and natives: alloc_object + a self-made safepoint wish. 0 = exhausted. */
uint64_t vm_alloc(struct p *p, struct g *g, const struct typeinfo *t, uint64_t bytes, bool zero);

/* Makes g come back to the NATIVE instruction itself when it runs again. */
void vm_native_again(struct native_call *c);

/* Panic values; each returns NATIVE_PANIC after filling c. */
enum native_result vm_panic_runtime(struct native_call *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3))); /* runtime.Error: "runtime error: " is added */
enum native_result vm_panic_plain(struct native_call *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3))); /* "send on closed channel" */
enum native_result vm_panic_string(struct native_call *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3))); /* panic("...") with a string value */
/* "fatal error: TEXT", traces, exit status 2. */
enum native_result vm_fatal(struct native_call *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
