/* Named things (objects), scopes and packages. Made by the checker, live in the unit's bump.
 * Go: types2/object.go, scope.go, package.go */
#ifndef LANG_OBJECT_H
#define LANG_OBJECT_H

#include "base/diag.h"
#include "base/table.h"
#include "base/vec.h"
#include "lang/ast.h"

enum object_kind {
    OBJECT_PACKAGE, /* an imported package's name in a file */
    OBJECT_CONST,
    OBJECT_TYPE,
    OBJECT_VAR,  /* variables, parameters, results, fields */
    OBJECT_FUNC, /* functions and methods */
    OBJECT_BUILTIN,
    OBJECT_NIL,
    OBJECT_LABEL
};

enum var_kind { VAR_LOCAL, VAR_PARAM, VAR_RESULT, VAR_RECV, VAR_GLOBAL, VAR_FIELD };

struct unit;

struct object {
    enum object_kind kind;
    const char *name; /* interned; "" for unnamed parameters */
    struct pos pos;
    struct package *pkg;  /* NULL for universe objects */
    struct scope *parent; /* where it was declared */
    struct type *type;    /* NULL until resolved */
    struct decl *decl;    /* package-level objects and local constants: where it is declared */
    unsigned char colour; /* checker: white, grey, black of cycle detection */
    bool used;
    union {
        struct package *imported; /* OBJECT_PACKAGE */
        struct constant *val;     /* OBJECT_CONST */
        int builtin;              /* OBJECT_BUILTIN: enum builtin */
        bool type_arg;            /* OBJECT_TYPE: a type parameter's name inside an instance */
        struct {
            enum var_kind kind;
            struct func *func;      /* declaring function; NULL for globals and fields */
            bool embedded;          /* field */
            bool captured;          /* a function literal inside func uses it */
            bool captured_assigned; /* assigned after capture or address taken: capture by reference
                                     */
            bool addr_taken;        /* &x, method call with &x, slicing an array */
            bool assigned;          /* assigned again after its declaration */
            unsigned field_index;   /* field: position in its struct */
            int loop_depth;         /* [escape] */
            enum escape_verdict verdict; /* [escape] ESCAPE_HEAP = "moved to heap" */
            bool by_value;               /* [escape] closures capture it by value */
            void *escape_loc;            /* private to escape.c */
            void *code_slot;             /* private to the compiler: where it lives */
        } var;
        struct {
            struct func *func;     /* NULL for interface methods */
            unsigned method_index; /* interface methods: position in the sorted method set */
            bool ptr_recv;
            void *code_func;       /* private to the compiler */
            struct object *origin; /* the generic function or method this is an instance of */
            struct type *base;     /* methods of an instance: that instance */
        } func;
    };
};

struct scope {
    struct scope *outer;
    struct func *func;  /* function this scope is in; NULL at package level */
    struct table names; /* name -> struct object */
};

struct init_step { /* one package variable specification to be run before main, in order */
    struct decl *decl;
};

struct package {
    const char *path; /* import path: "main", "fmt", "container/list" */
    const char *name;
    bool is_golib; /* one of ours */
    struct file **files;
    size_t n_files;
    struct scope *scope;
    VEC(struct package *) imports;
    VEC(struct object *) objects; /* package level, in source order */
    VEC(struct func *)
    funcs; /* every declared function and method, in source order; the
              literals hang on their outer functions, those of package-level
              initialisers on init_lits */
    VEC(struct func *) init_lits;
    VEC(struct init_step) inits; /* variable initialisation in dependency order */
    bool checked;
    bool has_namesake; /* messages show the path in its place */
};

struct scope *scope_create(struct unit *u, struct scope *outer, struct func *func);
struct object *object_new(struct unit *u, enum object_kind kind, struct pos pos,
                          struct package *pkg, const char *name, struct type *type);
struct object *object_new_var(struct unit *u, enum var_kind kind, struct pos pos,
                              struct package *pkg, const char *name, struct type *type);
/* Puts obj into s; returns the object that already has its name, which then stays, or NULL. */
struct object *scope_insert(struct scope *s, struct object *obj);
bool object_exported(const char *name); /* starts with an upper case letter */
/* Is `name`, written in package pkg, the name of obj? Unexported names differ between packages. */
bool object_same_id(const struct object *obj, const struct package *pkg, const char *name,
                    bool fold_case);

struct object *scope_lookup_local(const struct scope *s, const char *name); /* interned name */
struct object *scope_lookup(const struct scope *s, const char *name);       /* outwards */

#endif
