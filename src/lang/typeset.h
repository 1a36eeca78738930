/* What types.c and its parts keep per unit: the predeclared types and caches of derived types.
 * Private to them. */
#ifndef LANG_TYPESET_H
#define LANG_TYPESET_H

#include "base/table.h"
#include "base/vec.h"
#include "lang/types.h"

struct typeset {
    unsigned next_id;
    struct type basics[TYPE_UNTYPED_NIL + 1];
    struct type *byte, *rune, *any, *error, *comparable;
    struct table pointers;    /* element type -> *element */
    struct table slices;      /* element type -> []element */
    struct table method_sets; /* type -> struct method_set */
};

struct typeset *typeset_of(struct unit *u); /* made on first use */

#endif
