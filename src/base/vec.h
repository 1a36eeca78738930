/* A growable array of any type: VEC(struct foo) list = {0}; vec_push(&list, x); list.v[i], list.n.
 * Owned by whoever declares it; vec_finish frees the array, not what elements point to. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/xalloc.h"

#include <stddef.h>

#define VEC(T)                                                                                     \
    struct {                                                                                       \
        T *v;       /* elements, NULL while empty */                                               \
        size_t n;   /* in use */                                                                   \
        size_t cap; /* allocated */                                                                \
    }

/* Room for at least `extra` more elements. */
#define vec_reserve(vec, extra)                                                                    \
    ((vec)->n + (extra) <= (vec)->cap                                                              \
         ? (void)0                                                                                 \
         : (void)((vec)->v =                                                                       \
                      vec_grow_((vec)->v, (vec)->n + (extra), &(vec)->cap, sizeof *(vec)->v)))
#define vec_push(vec, x) (vec_reserve(vec, 1), (void)((vec)->v[(vec)->n++] = (x)))
#define vec_pop(vec)     ((vec)->v[--(vec)->n])
#define vec_last(vec)    ((vec)->v[(vec)->n - 1])
#define vec_finish(vec)  (free((vec)->v), (vec)->v = NULL, (vec)->n = (vec)->cap = 0)
/* for (T *p ...) over all elements: vec_each (struct foo *, p, &list) { ... } */
#define vec_each(Tptr, p, vec) for (Tptr p = (vec)->v; p && p < (vec)->v + (vec)->n; p++)

static inline void *
vec_grow_(void *v, size_t need, size_t *cap, size_t elem_bytes)
{
    size_t to = *cap ? *cap * 2 : 8;
    while (to < need)
        to *= 2;
    *cap = to;
    return xrealloc(v, to, elem_bytes);
}

#endif
