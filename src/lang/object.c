/* Objects: the things that names stand for. Go: cmd/compile/internal/types2/object.go */
#include "lang/object.h"

#include <string.h>
#include <strings.h>

#include "lang/unit.h"

struct object *
object_new(struct unit *u, enum object_kind kind, struct pos pos, struct package *pkg,
           const char *name, struct type *type)
{
    struct object *o = bump_new(&u->mem, struct object);
    o->kind = kind;
    o->pos = pos;
    o->pkg = pkg;
    o->name = name;
    o->type = type;
    return o;
}

struct object *
object_new_var(struct unit *u, enum var_kind kind, struct pos pos, struct package *pkg,
               const char *name, struct type *type)
{
    struct object *o = object_new(u, OBJECT_VAR, pos, pkg, name, type);
    o->var.kind = kind;
    return o;
}

bool
object_exported(const char *name)
{
    unsigned char c = (unsigned char)name[0];
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    /* Latin-1, Greek and Cyrillic capitals: what programs really use. */
    unsigned char d = (unsigned char)name[1];
    if (c == 0xc3)
        return d >= 0x80 && d <= 0x9e && d != 0x97;
    if (c == 0xce)
        return (d >= 0x91 && d <= 0xa9) || d == 0x86 || (d >= 0x88 && d <= 0x8f);
    if (c == 0xd0)
        return d >= 0x80 && d <= 0xaf;
    return false;
}

bool
object_same_id(const struct object *obj, const struct package *pkg, const char *name,
               bool fold_case)
{
    if (fold_case && strcasecmp(obj->name, name) == 0)
        return true;
    if (obj->name != name && strcmp(obj->name, name) != 0)
        return false;
    if (object_exported(name))
        return true;
    return obj->pkg == pkg;
}
