/* Type descriptors in read-only data. Room is reserved when a type is first mentioned; the parts of
 * a descriptor are requested when the work list is empty (types refer to each other in circles) and
 * the bytes are written at the very end. Identical types share one descriptor: candidates are found
 * by the runtime's name for the type.
 * Go: cmd/compile/internal/reflectdata/reflect.go */
#include <stddef.h>
#include <string.h>

#include "base/bug.h"
#include "code/codegen.h"
#include "mem/typeinfo.h"

struct typedesc {
    struct type *type;
    unsigned id;
    uint64_t offset; /* in rodata */
    uint32_t hash;
    const char *name; /* owned by the program */
    bool boxed;       /* values get into interfaces: methods are needed */
    bool parts_done, boxed_done;
    struct type *slot;     /* maps: {key, value} */
    struct symbol **code;  /* method entries, after boxed_done */
    struct symbol *made;   /* func: code of those that package reflect makes; NULL */
    struct typedesc *next; /* another type of the same name */
};

static uint32_t
hash_of(const char *s)
{
    uint32_t h = 2166136261u;
    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 16777619u;
    return h;
}

static struct typedesc *
create(struct codegen *cg, struct type *t, const char *name, struct typedesc *chain)
{
    struct typedesc *d = bump_new(&cg->mem, struct typedesc);
    struct typeinfo zero = {0};
    d->type = t;
    d->id = (unsigned)cg->descs.n;
    d->name = codegen_text(cg, name);
    d->hash = hash_of(name);
    d->next = chain;
    d->offset = rodata_bytes(cg, &zero, sizeof zero, 8);
    types_layout(t);
    vec_push(&cg->descs, d);
    table_put_str(&cg->type_names, d->name, d);
    return d;
}

static struct typedesc *
desc_of(struct codegen *cg, struct type *t)
{
    struct typedesc *d = table_get_ptr(&cg->types, t);
    if (d)
        return d;
    struct buf b = {0};
    types_write_runtime(&b, t);
    struct typedesc *chain = table_get_str(&cg->type_names, buf_cstr(&b));
    for (d = chain; d && !types_identical(d->type, t);)
        d = d->next;
    if (!d)
        d = create(cg, t, buf_cstr(&b), chain);
    buf_finish(&b);
    table_put_ptr(&cg->types, t, d);
    return d;
}

uint64_t
typedesc_offset(struct codegen *cg, struct type *t)
{
    return desc_of(cg, t)->offset;
}

uint64_t
typedesc_boxed(struct codegen *cg, struct type *t)
{
    struct typedesc *d = desc_of(cg, t);
    d->boxed = true;
    return d->offset;
}

unsigned
typedesc_id(struct codegen *cg, struct type *t)
{
    return desc_of(cg, t)->id;
}

struct type *
typedesc_canonical(struct codegen *cg, struct type *t)
{
    return desc_of(cg, t)->type;
}

uint32_t
typedesc_hash(struct codegen *cg, struct type *t)
{
    return desc_of(cg, t)->hash;
}

/* ---- parts ---- */

typedef void part_fn(struct codegen *cg, struct type *part);

static void
each_part(struct codegen *cg, struct typedesc *d, part_fn *fn)
{
    struct type *u = types_underlying(d->type);
    switch (u->kind) {
    case TYPE_POINTER:
    case TYPE_SLICE:
        fn(cg, u->elem);
        break;
    case TYPE_ARRAY:
        fn(cg, u->array.elem);
        break;
    case TYPE_CHAN:
        fn(cg, u->chan.elem);
        break;
    case TYPE_MAP:
        fn(cg, u->map.key);
        fn(cg, u->map.value);
        break;
    case TYPE_STRUCT:
        for (size_t i = 0; i < u->struct_.n; i++)
            fn(cg, u->struct_.fields[i]->type);
        break;
    default:
        break;
    }
}

static void
request(struct codegen *cg, struct type *t)
{
    desc_of(cg, t);
}

static void
request_boxed(struct codegen *cg, struct type *t)
{
    typedesc_boxed(cg, t);
}

static void
request_signature(struct codegen *cg, const struct type *u)
{
    for (size_t i = 0; i < u->func.n_params; i++)
        desc_of(cg, u->func.params[i]->type);
    for (size_t i = 0; i < u->func.n_results; i++)
        desc_of(cg, u->func.results[i]->type);
}

static struct type *
method_type(struct codegen *cg, struct type *recv, const struct object *m)
{
    struct type *u = recv->kind == TYPE_POINTER ? recv->elem : recv;
    if (u->kind == TYPE_NAMED && u->named.n_type_args)
        return codegen_subst(cg, m->type, u->named.type_args, u->named.n_type_args);
    return m->type;
}

static bool
is_exported(const char *name)
{
    return (name[0] >= 'A' && name[0] <= 'Z') || (unsigned char)name[0] >= 0x80;
}

static void
request_parts(struct codegen *cg, struct typedesc *d)
{
    struct type *u = types_underlying(d->type);
    d->parts_done = true;
    each_part(cg, d, request);
    if (u->kind == TYPE_FUNC) {
        request_signature(cg, u);
        d->made = reflectstub_made(cg, d->type);
    }
    if (u->kind == TYPE_INTERFACE) {
        for (size_t i = 0; i < u->interface.n_methods; i++)
            desc_of(cg, u->interface.methods[i]->type);
    }
    if (u->kind == TYPE_MAP) {
        struct type *both[] = {u->map.key, u->map.value};
        struct type *t = wrapper_closure_type(cg, both, 2); /* then without its first field */
        t->struct_.fields++;
        t->struct_.offsets++;
        t->struct_.n--;
        t->struct_.fields[0]->name = "key";
        t->struct_.fields[1]->name = "elem";
        t->sized = false;
        d->slot = t;
        desc_of(cg, t);
    }
}

/* Package reflect gets from a value to what its methods and functions take and return, and from a
 * type to pointers to it, which Go keeps for all defined types. */
static void
request_reflected(struct codegen *cg, struct typedesc *d)
{
    struct type *u = types_underlying(d->type);
    for (size_t i = 0; u->kind == TYPE_FUNC && i < u->func.n_params; i++)
        typedesc_boxed(cg, u->func.params[i]->type);
    for (size_t i = 0; u->kind == TYPE_FUNC && i < u->func.n_results; i++)
        typedesc_boxed(cg, u->func.results[i]->type);
    for (size_t i = 0; u->kind == TYPE_INTERFACE && i < u->interface.n_methods; i++)
        typedesc_boxed(cg, u->interface.methods[i]->type);
    if (d->type->kind == TYPE_NAMED ||
        (u->kind == TYPE_STRUCT && types_method_set(cg->u, types_pointer(cg->u, d->type))->n))
        typedesc_boxed(cg, types_pointer(cg->u, d->type));
}

static void
request_methods(struct codegen *cg, struct typedesc *d)
{
    d->boxed_done = true;
    each_part(cg, d, request_boxed);
    if (cg->u->reflects_types)
        request_reflected(cg, d);
    if (types_is_interface(d->type))
        return;
    const struct method_set *set = types_method_set(cg->u, d->type);
    d->code = bump_array(&cg->mem, struct symbol *, set->n);
    for (size_t i = 0; i < set->n; i++) {
        d->code[i] = wrapper_for(cg, d->type, &set->v[i]);
        struct type *t = method_type(cg, d->type, set->v[i].method);
        if (cg->u->reflects_calls && is_exported(set->v[i].method->name))
            typedesc_boxed(cg, t);
        else
            desc_of(cg, t);
    }
}

bool
typedesc_step(struct codegen *cg)
{
    bool any = false;
    for (size_t i = 0; i < cg->descs.n; i++) {
        struct typedesc *d = cg->descs.v[i];
        if (!d->parts_done) {
            request_parts(cg, d);
            any = true;
        }
        if (d->boxed && !d->boxed_done) {
            request_methods(cg, d);
            any = true;
        }
    }
    return any;
}

/* ---- writing ---- */

uint8_t
typedesc_kind(struct type *t)
{
    const struct type *u = types_underlying(t);
    static const uint8_t kinds[] = {
        [TYPE_BOOL] = KIND_BOOL,
        [TYPE_INT] = KIND_INT,
        [TYPE_INT8] = KIND_INT8,
        [TYPE_INT16] = KIND_INT16,
        [TYPE_INT32] = KIND_INT32,
        [TYPE_INT64] = KIND_INT64,
        [TYPE_UINT] = KIND_UINT,
        [TYPE_UINT8] = KIND_UINT8,
        [TYPE_UINT16] = KIND_UINT16,
        [TYPE_UINT32] = KIND_UINT32,
        [TYPE_UINT64] = KIND_UINT64,
        [TYPE_UINTPTR] = KIND_UINTPTR,
        [TYPE_FLOAT32] = KIND_FLOAT32,
        [TYPE_FLOAT64] = KIND_FLOAT64,
        [TYPE_COMPLEX64] = KIND_COMPLEX64,
        [TYPE_COMPLEX128] = KIND_COMPLEX128,
        [TYPE_STRING] = KIND_STRING,
        [TYPE_UNSAFE_POINTER] = KIND_UNSAFE_POINTER,
        [TYPE_ARRAY] = KIND_ARRAY,
        [TYPE_SLICE] = KIND_SLICE,
        [TYPE_STRUCT] = KIND_STRUCT,
        [TYPE_POINTER] = KIND_POINTER,
        [TYPE_FUNC] = KIND_FUNC,
        [TYPE_INTERFACE] = KIND_INTERFACE,
        [TYPE_MAP] = KIND_MAP,
        [TYPE_CHAN] = KIND_CHAN,
    };
    return u->kind < sizeof kinds ? kinds[u->kind] : KIND_INVALID;
}

/* Is == the equality of all bytes? */
static bool
plain_equal(struct type *t)
{
    struct type *u = types_underlying(t);
    types_layout(u);
    if (u->kind == TYPE_ARRAY)
        return plain_equal(u->array.elem);
    if (u->kind == TYPE_STRUCT) {
        uint64_t end = 0;
        for (size_t i = 0; i < u->struct_.n; i++) {
            const struct object *o = u->struct_.fields[i];
            bool known = i > 0 && o->type == u->struct_.fields[i - 1]->type;
            if (u->struct_.offsets[i] != end || strcmp(o->name, "_") == 0 ||
                (!known && !plain_equal(o->type)))
                return false;
            end += o->type->size;
        }
        return end == u->size;
    }
    return types_is_integer(u) || u->kind == TYPE_BOOL || u->kind == TYPE_POINTER ||
           u->kind == TYPE_CHAN || u->kind == TYPE_UNSAFE_POINTER;
}

static uint16_t
flags_of(struct type *t)
{
    struct type *u = types_underlying(t);
    unsigned flags = 0;
    if (types_is_direct(t))
        flags |= TYPEINFO_DIRECT;
    if (types_comparable(t)) {
        flags |= TYPEINFO_COMPARABLE;
        if (plain_equal(t))
            flags |= TYPEINFO_PLAIN_EQUAL;
    }
    if (t->kind == TYPE_NAMED || t->kind <= TYPE_UNSAFE_POINTER)
        flags |= TYPEINFO_NAMED;
    if (u->kind == TYPE_FUNC && u->func.variadic)
        flags |= TYPEINFO_VARIADIC;
    return (uint16_t)flags;
}

static void
put_pointer(struct codegen *cg, uint64_t at, uint64_t target)
{
    codegen_reloc(cg, SEGMENT_RODATA, at, SEGMENT_RODATA, target);
}

static void
put_type(struct codegen *cg, uint64_t at, struct type *t)
{
    put_pointer(cg, at, desc_of(cg, t)->offset);
}

/* Fills the struct typeinfo_str at `at`, which lies in rodata already. */
static void
put_string(struct codegen *cg, uint64_t at, const char *s)
{
    uint64_t n = strlen(s);
    if (n == 0)
        return;
    put_pointer(cg, at, rodata_string(cg, s, n));
    memcpy(cg->p->sections[SEGMENT_RODATA].data + at + 8, &n, 8);
}

static uint64_t
reserve(struct codegen *cg, uint64_t bytes)
{
    void *zero = xcalloc(1, bytes + 1);
    uint64_t at = rodata_bytes(cg, zero, bytes, 8);
    free(zero);
    return at;
}

static uint64_t
write_fields(struct codegen *cg, const struct type *u)
{
    uint64_t at = reserve(cg, u->struct_.n * sizeof(struct typeinfo_field));
    for (size_t i = 0; i < u->struct_.n; i++) {
        const struct object *o = u->struct_.fields[i];
        uint64_t field = at + i * sizeof(struct typeinfo_field);
        uint64_t tail[2] = {u->struct_.offsets[i], o->var.embedded};
        put_string(cg, field, o->name ? o->name : "");
        put_type(cg, field + offsetof(struct typeinfo_field, type), o->type);
        memcpy(cg->p->sections[SEGMENT_RODATA].data + field +
                   offsetof(struct typeinfo_field, offset),
               tail, sizeof tail);
        if (u->struct_.tags && u->struct_.tags[i])
            put_string(cg, field + offsetof(struct typeinfo_field, tag), u->struct_.tags[i]);
    }
    return at;
}

static uint64_t
write_signature(struct codegen *cg, const struct type *u)
{
    size_t n = u->func.n_params + u->func.n_results;
    uint64_t at = reserve(cg, n * sizeof(struct typeinfo_field));
    for (size_t i = 0; i < n; i++) {
        const struct object *o =
            i < u->func.n_params ? u->func.params[i] : u->func.results[i - u->func.n_params];
        put_type(cg, at + i * sizeof(struct typeinfo_field) + offsetof(struct typeinfo_field, type),
                 o->type);
    }
    return at;
}

static void
write_method(struct codegen *cg, uint64_t at, const struct object *m, struct type *type,
             const struct symbol *code)
{
    put_string(cg, at, m->name);
    if (!is_exported(m->name) && m->pkg)
        put_string(cg, at + offsetof(struct typeinfo_method, pkg_path), m->pkg->path);
    put_type(cg, at + offsetof(struct typeinfo_method, type), type);
    if (code)
        codegen_reloc(cg, SEGMENT_RODATA, at + offsetof(struct typeinfo_method, code), SEGMENT_TEXT,
                      code->id);
}

static uint64_t
write_methods(struct codegen *cg, const struct typedesc *d, uint64_t *n)
{
    const struct type *u = types_underlying(d->type);
    if (u->kind == TYPE_INTERFACE) {
        *n = u->interface.n_methods;
        uint64_t at = reserve(cg, *n * sizeof(struct typeinfo_method));
        for (size_t i = 0; i < *n; i++)
            write_method(cg, at + i * sizeof(struct typeinfo_method), u->interface.methods[i],
                         u->interface.methods[i]->type, NULL);
        return at;
    }
    if (!d->boxed_done)
        return 0;
    const struct method_set *set = types_method_set(cg->u, d->type);
    *n = set->n;
    uint64_t at = reserve(cg, *n * sizeof(struct typeinfo_method));
    for (size_t i = 0; i < *n; i++)
        write_method(cg, at + i * sizeof(struct typeinfo_method), set->v[i].method,
                     method_type(cg, d->type, set->v[i].method), d->code[i]);
    return at;
}

static void
write_mask(struct codegen *cg, const struct typedesc *d, struct typeinfo *ti)
{
    struct type *t = d->type;
    if (t->ptrdata == 0)
        return;
    while (types_underlying(t)->kind == TYPE_ARRAY)
        t = types_underlying(t)->array.elem;
    types_layout(t);
    struct shape s = slots_shape_memory(cg, t);
    ti->mask_period = t->size;
    put_pointer(cg, d->offset + offsetof(struct typeinfo, ptrmask),
                rodata_bytes(cg, s.mask, (s.words + 63) / 64 * 8, 8));
}

#define AT(d, field) ((d)->offset + offsetof(struct typeinfo, field))

static void
write_links(struct codegen *cg, const struct typedesc *d, struct typeinfo *ti)
{
    struct type *u = types_underlying(d->type);
    switch (u->kind) {
    case TYPE_POINTER:
    case TYPE_SLICE:
        put_type(cg, AT(d, elem), u->elem);
        break;
    case TYPE_ARRAY:
        put_type(cg, AT(d, elem), u->array.elem);
        ti->len = (uint64_t)u->array.len;
        break;
    case TYPE_CHAN:
        put_type(cg, AT(d, elem), u->chan.elem);
        ti->len = u->chan.dir;
        break;
    case TYPE_MAP:
        put_type(cg, AT(d, elem), u->map.value);
        put_type(cg, AT(d, key), u->map.key);
        put_type(cg, AT(d, slot), d->slot);
        break;
    case TYPE_STRUCT:
        types_layout(u);
        ti->n_fields = (uint32_t)u->struct_.n;
        put_pointer(cg, AT(d, fields), write_fields(cg, u));
        break;
    case TYPE_FUNC:
        ti->n_in = (uint32_t)u->func.n_params;
        if (d->made)
            codegen_reloc(cg, SEGMENT_RODATA, AT(d, len), SEGMENT_TEXT, d->made->id);
        ti->n_fields = (uint32_t)(u->func.n_params + u->func.n_results);
        put_pointer(cg, AT(d, fields), write_signature(cg, u));
        break;
    default:
        break;
    }
}

static void
write_desc(struct codegen *cg, const struct typedesc *d)
{
    struct type *t = d->type, *u = types_underlying(t);
    struct typeinfo ti = {.size = t->size,
                          .hash = d->hash,
                          .kind = typedesc_kind(u),
                          .align = (uint8_t)t->align,
                          .flags = flags_of(t)};
    /* An interface's first word counts for ptrdata in Go, and not for the mask. */
    ti.ptrdata = t->ptrdata;
    write_mask(cg, d, &ti);
    write_links(cg, d, &ti);
    uint64_t methods = write_methods(cg, d, &ti.n_methods);
    if (methods)
        put_pointer(cg, AT(d, methods), methods);
    memcpy(cg->p->sections[SEGMENT_RODATA].data + d->offset, &ti, sizeof ti);
    put_string(cg, AT(d, name), d->name);
    if (t->kind == TYPE_NAMED && t->named.obj->pkg)
        put_string(cg, AT(d, pkg_path), t->named.obj->pkg->path);
    vec_push(&cg->p->types, ((struct program_type){d->name, d->offset}));
}

void
typedesc_write_all(struct codegen *cg)
{
    for (size_t i = 0; i < cg->descs.n; i++) {
        if (!cg->descs.v[i]->parts_done)
            request_parts(cg, cg->descs.v[i]);
        write_desc(cg, cg->descs.v[i]);
    }
}
