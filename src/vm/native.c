/* The table of natives; looked up once per program at load. */
#include "vm/native.h"

#include <string.h>

#define NATIVE(name, fn) native_fn fn;
#include "vm/native.def"
#undef NATIVE

static const struct native_entry {
    const char *name;
    native_fn *fn;
} entries[] = {
#define NATIVE(name, fn) {name, fn},
#include "vm/native.def"
#undef NATIVE
};

native_fn *
native_find(const char *name)
{
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        if (strcmp(entries[i].name, name) == 0)
            return entries[i].fn;
    return NULL;
}
