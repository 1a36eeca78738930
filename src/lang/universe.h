/* The predeclared names. Go: types2/universe.go */
#ifndef LANG_UNIVERSE_H
#define LANG_UNIVERSE_H

#include <stdbool.h>

struct unit;
struct scope;
struct object;
struct package;

#define UNIVERSE_BUILTINS(X)                                                                       \
    X(APPEND, "append")                                                                            \
    X(CAP, "cap")                                                                                  \
    X(CLEAR, "clear")                                                                              \
    X(CLOSE, "close")                                                                              \
    X(COMPLEX, "complex")                                                                          \
    X(COPY, "copy")                                                                                \
    X(DELETE, "delete")                                                                            \
    X(IMAG, "imag")                                                                                \
    X(LEN, "len")                                                                                  \
    X(MAKE, "make")                                                                                \
    X(MAX, "max")                                                                                  \
    X(MIN, "min")                                                                                  \
    X(NEW, "new")                                                                                  \
    X(PANIC, "panic")                                                                              \
    X(PRINT, "print")                                                                              \
    X(PRINTLN, "println")                                                                          \
    X(REAL, "real")                                                                                \
    X(RECOVER, "recover")                                                                          \
    X(UNSAFE_ADD, "Add") /* the members of package unsafe from here on */                          \
    X(UNSAFE_ALIGNOF, "Alignof")                                                                   \
    X(UNSAFE_OFFSETOF, "Offsetof")                                                                 \
    X(UNSAFE_SIZEOF, "Sizeof")                                                                     \
    X(UNSAFE_SLICE, "Slice")                                                                       \
    X(UNSAFE_SLICE_DATA, "SliceData")                                                              \
    X(UNSAFE_STRING, "String")                                                                     \
    X(UNSAFE_STRING_DATA, "StringData")

enum builtin {
#define UNIVERSE_ENUM(name, text) BUILTIN_##name,
    UNIVERSE_BUILTINS(UNIVERSE_ENUM)
#undef UNIVERSE_ENUM
        BUILTIN_COUNT,
    BUILTIN_RANGE_PANIC = BUILTIN_COUNT, /* what rangefunc.c calls; no names */
    BUILTIN_RANGE_DEFERS
};

struct scope *universe_scope(struct unit *u);    /* made on first use; outermost scope of all */
struct package *universe_unsafe(struct unit *u); /* package unsafe */
bool universe_is_iota(struct unit *u, const struct object *obj);
const char *universe_builtin_name(int builtin); /* "append"; members of unsafe without "unsafe." */

#endif
