/* What the files of the compiler share: the whole compilation, and the function being compiled.
 * Private to the compiler (compile*.c, emit, slots, place, typedesc, itab, globals, rodata,
 * wrapper, stubs, textlink); everybody else uses compile.h.
 *
 * Terms. A *virtual slot* is region and number in one uint32_t; emit_finish turns it into a frame
 * slot, because only then the sizes of the regions are known. A *symbol* is a function of the
 * program, compiled when the work list reaches it. An *operand* is a virtual slot that holds a
 * value and stays valid until the end of the statement. */
#ifndef CODE_CODEGEN_H
#define CODE_CODEGEN_H

#include "base/bump.h"
#include "base/table.h"
#include "base/vec.h"
#include "code/program.h"
#include "lang/ast.h"
#include "lang/constant.h"
#include "lang/object.h"
#include "lang/types.h"
#include "lang/unit.h"

struct fn;
struct place;

/* Regions of a frame, in the order they have there. */
enum vslot_region { VSLOT_OUT, VSLOT_SCALAR, VSLOT_POINTER, VSLOT_PARAM };
enum { VSLOT_SHIFT = 28, VSLOT_MASK = (1 << VSLOT_SHIFT) - 1 };
#define VSLOT_NONE UINT32_MAX

static inline uint32_t
vslot_make(enum vslot_region r, uint32_t n)
{
    return (uint32_t)r << VSLOT_SHIFT | n;
}

struct shape { /* of a value in slots */
    uint32_t words;
    const uint64_t *mask; /* a bit per word; NULL = no pointers; lives as long as the codegen */
};

enum ext_kind { EXT_NUMBER, EXT_SLOT, EXT_ADDRESS, EXT_FUNC, EXT_FRAME /* slots of this frame */ };

struct ext {
    uint8_t kind;   /* enum ext_kind */
    uint8_t target; /* EXT_ADDRESS: enum segment_kind */
    uint64_t value; /* number, virtual slot, offset in the segment, symbol id */
};

struct ins { /* an instruction with virtual slots and labels */
    uint16_t op;
    uint8_t n_ext;
    bool unsigned_index; /* the index is a uint64: a huge one is not shown as negative */
    uint32_t a, b, c;    /* J labels in b, j labels in c, K in b (CALL: symbol id) */
    uint32_t line;       /* as fn.line */
    struct ext ext[2];
};

typedef void symbol_builder(struct fn *f);

struct symbol {
    unsigned id;
    const char *name;  /* owned by the program's strings */
    struct func *func; /* tree to compile; NULL for what the compiler makes itself */
    symbol_builder *build;
    const void *arg;         /* of build */
    struct type *sig;        /* TYPE_FUNC that gives parameters and results; NULL = none */
    struct type *recv;       /* receiver, passed first; NULL */
    struct type **type_args; /* of an instantiation, receiver's first */
    size_t n_type_args;
    struct pos pos;
    uint16_t flags;   /* enum func_flag */
    uint64_t closure; /* rodata offset of its static function value + 1; 0 = none yet */
    /* after compilation */
    bool done;
    VEC(uint64_t) words;
    VEC(struct reloc) relocs; /* at: word index; target SEGMENT_TEXT: addend is a symbol id */
    VEC(uint32_t) calls;      /* words whose K is a symbol id in b:c */
    struct func_header header;
    struct program_func info;
};

struct var_home { /* where a variable of this function lives */
    enum { HOME_SLOT, HOME_HEAP } kind;
    uint32_t slot;    /* value, or address of the heap variable */
    bool addressable; /* HOME_SLOT: memory layout, written through pointers too */
};

struct jump_target { /* what break and continue of a statement mean */
    const struct stmt *stmt;
    uint32_t brk, cont; /* labels */
    struct jump_target *outer;
};

struct slot_run {
    uint32_t slot;
    struct shape shape;
    bool kept;    /* not to be reused: storage */
    uint32_t var; /* index in fn.vars + 1 of the variable that it holds; 0 = none */
};

enum slot_bit { SLOT_POINTER = 1, SLOT_START = 2 /* a value lies from here on */ };

struct slots {
    uint32_t n_scalar, n_pointer;
    VEC(uint8_t) pointer_bits; /* a byte of enum slot_bit per pointer-region slot */
    VEC(struct slot_run) free, temps, vars;
};

struct hoisted { /* a call evaluated ahead of its expression */
    const struct expr *e;
    uint32_t slot;
};

struct loop_const { /* a constant that lies in a slot during a loop */
    uint64_t bits;
    uint32_t slot;
};

struct fn_loop { /* the outermost loop being compiled */
    unsigned depth;
    size_t start;    /* its first instruction */
    size_t n_labels; /* when it began */
    size_t n_used;   /* of consts; the others are free */
    VEC(struct loop_const) consts;
};

struct fn_place { /* a place that a line directive has set, and the real line */
    struct diag_place shown;
    uint32_t line;
};

struct fn {
    struct codegen *cg;
    struct symbol *sym;
    struct func *func; /* NULL in wrappers */
    VEC(struct ins) code;
    VEC(uint32_t) labels;        /* instruction number, or UINT32_MAX while not placed */
    VEC(struct fn_place) places; /* under line directives */
    VEC(struct local_var) vars;  /* from and to are instruction numbers still */
    VEC(struct hoisted) hoisted;
    struct slots slots;
    struct fn_loop loop;
    struct table homes;       /* object -> struct var_home */
    struct table goto_labels; /* STMT_LABELED -> label + 1 */
    struct jump_target *targets;
    uint32_t out_words; /* size of the outgoing area */
    uint32_t param_words, args_words;
    VEC(uint8_t) args_bits;     /* a byte of enum slot_bit per argument word */
    uint32_t line;              /* where we are; with EMIT_PLACE: an index of places */
    uint32_t ret_label;         /* epilogue; UINT32_MAX when returns need none */
    uint32_t fallthrough;       /* label of the next case's body */
    uint64_t go_locals, go_out; /* bytes that Go's frame has for what is boxed here: variables and
                                   values; the largest outgoing area */
    bool has_defer;
    uint32_t deferreturn; /* instruction number + 1; 0 = none */
    uint32_t ctx;         /* slot of the closure; VSLOT_NONE */
    unsigned n_thunks;
};

struct data_entry { /* an object in data, noptrdata, bss or noptrbss */
    enum segment_kind segment;
    uint64_t offset;
    struct type *type;
    struct object *var; /* NULL: anonymous */
};

struct codegen {
    struct unit *u;
    struct program *p;
    struct bump mem;
    bool failed;
    VEC(struct symbol *) symbols; /* by id; the work list */
    struct table symbol_keys;     /* key -> symbol */
    struct table func_symbols;    /* function without type arguments -> symbol */
    struct table globals;         /* object -> struct global */
    struct table literals;        /* string -> rodata offset + 1 */
    struct table shapes;          /* type -> struct shape */
    struct table types;           /* type -> struct typedesc */
    struct table type_names;      /* runtime name -> struct typedesc, chained */
    VEC(struct typedesc *) descs; /* in order of creation */
    size_t n_descs_done;          /* descriptors whose parts were requested */
    struct table itabs;           /* key -> rodata offset + 1 */
    struct table natives;         /* name -> index + 1 */
    struct table substituted;     /* key -> instantiated type */
    VEC(struct reloc) pending;    /* in rodata and data; target TEXT: addend is a symbol id */
    VEC(struct data_entry) data;
    struct symbol *runtime_main, *goexit, *gopanic;
};

/* compile.c */
char *codegen_text(struct codegen *cg, const char *text); /* a copy that lives as long */
char *codegen_name(struct codegen *cg, const char *fmt, ...)
    __attribute__((format(printf, 2, 3))); /* owned by the program */
char *codegen_key(struct codegen *cg, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));                         /* in cg->mem */
void codegen_fail(struct fn *f, struct pos pos, const char *what); /* reports once per place */
/* The symbol of a key, made on first use; *fresh tells. */
struct symbol *codegen_symbol(struct codegen *cg, const char *key, bool *fresh);
struct symbol *codegen_func_symbol(struct codegen *cg, struct func *fn, struct type **type_args,
                                   size_t n_type_args);
void codegen_reloc(struct codegen *cg, enum segment_kind in, uint64_t at, enum segment_kind target,
                   uint64_t addend);
unsigned codegen_native(struct codegen *cg, const char *name); /* NATIVE's operand */

/* compile_subst.c */
struct type *codegen_subst(struct codegen *cg, struct type *t, struct type **args, size_t n);
/* The type as this function sees it: type parameters replaced. */
static inline struct type *
codegen_type(struct fn *f, struct type *t)
{
    const struct symbol *s = f->sym;
    return s->n_type_args ? codegen_subst(f->cg, t, s->type_args, s->n_type_args) : t;
}

/* compile_func.c: frame set-up, returns, variables */
void compile_func_tree(struct fn *f);
void compile_func_params(struct fn *f); /* lays out f->sym's parameters and results */
struct var_home *compile_func_declare(struct fn *f, struct object *var); /* fresh, not zeroed */
/* Frames hold 64K slots: is there room for something as large as t that Go has in the frame? Else
 * it lives on the heap. */
bool compile_func_has_room(const struct fn *f, struct type *t);
void compile_func_declare_zero(struct fn *f, struct object *var);
void compile_func_run_defers(struct fn *f); /* all of this frame, last first */
struct var_home *compile_func_home(struct fn *f, struct object *var);
uint32_t compile_func_param_slot(struct fn *f, size_t param); /* receiver counts as parameter 0 */
uint32_t compile_func_result_slot(struct fn *f, size_t result);

/* compile_stmt.c and its parts */
void compile_stmt(struct fn *f, struct stmt *s);
void compile_stmt_block(struct fn *f, const struct block *b);
void compile_stmt_body(struct fn *f, struct stmt **v, size_t n);
void compile_switch(struct fn *f, struct stmt *s); /* also type switches */
void compile_switch_select(struct fn *f, struct stmt *s);
void compile_range(struct fn *f, struct stmt *s);

/* compile_assign.c */
void compile_assign(struct fn *f, struct stmt *s);
void compile_assign_vars(struct fn *f, struct object **objs, size_t n_objs, struct expr **values,
                         size_t n_values);
/* Evaluates a multi-value expression (call, or comma-ok form) of n values into temps. */
void compile_assign_multi(struct fn *f, struct expr *e, size_t n, uint32_t *slots,
                          struct type **types);

/* The operands of the place survive changes of the variables they came from. */
void compile_assign_pin(struct fn *f, struct place *p);

/* compile_expr.c */
void compile_expr_to(struct fn *f, struct expr *e, uint32_t dst);
uint32_t compile_expr_any(struct fn *f, struct expr *e); /* operand, never in the outgoing area */
uint32_t compile_expr_last(struct fn *f,
                           struct expr *e);             /* may be: use it in the next instruction */
void compile_expr_effect(struct fn *f, struct expr *e); /* for its side effects only */
bool compile_expr_has_call(const struct expr *e);       /* contains a safepoint */
void compile_expr_hoist(struct fn *f, struct expr *e);  /* evaluates its calls into temps */
void compile_expr_hoist_list(struct fn *f, struct expr **v, size_t n); /* of all, in order */
uint32_t compile_expr_hoisted(struct fn *f, const struct expr *e);     /* VSLOT_NONE */
void compile_expr_pair(struct fn *f, struct expr *x, struct expr *y, uint32_t *xs, uint32_t *ys);
bool compile_expr_is_call(const struct expr *e); /* is itself a call of a function */
/* v (, ok) = <-x; slots may be VSLOT_NONE. */
void compile_expr_receive(struct fn *f, struct expr *e, uint32_t dst, uint32_t ok);
void compile_expr_slice(struct fn *f, struct expr *e, uint32_t dst);
struct type *compile_expr_type(struct fn *f, const struct expr *e);
bool compile_expr_int(struct fn *f, const struct expr *e, int64_t *v);   /* constant of 64 bits */
bool compile_expr_small(struct fn *f, const struct expr *e, int64_t *v); /* constant of 16 bits */

/* compile_const.c */
void compile_const_to(struct fn *f, const struct constant *c, struct type *t, uint32_t dst);
void compile_const_int(struct fn *f, int64_t v, uint32_t dst);
void compile_const_zero(struct fn *f, struct type *t, uint32_t dst);
/* The bytes of a constant of scalar or string type; false when it needs a relocation (strings). */
bool compile_const_bits(struct codegen *cg, const struct constant *c, struct type *t,
                        uint64_t bits[2]);

/* compile_arith.c */
void compile_arith_unary(struct fn *f, struct expr *e, uint32_t dst);
void compile_arith_binary(struct fn *f, struct expr *e, uint32_t dst);
void compile_arith_op(struct fn *f, enum token op, struct type *t, uint32_t dst, uint32_t x,
                      uint32_t y);
/* x << y or x >> y with an operand count; yt: type of the count. */
void compile_arith_shift(struct fn *f, enum token op, struct type *t, uint32_t dst, uint32_t x,
                         struct expr *y);
void compile_arith_concat(struct fn *f, struct expr *e, uint32_t dst);
void compile_arith_extend(struct fn *f, struct type *t, uint32_t slot); /* back to canonical form */
/* dst = x op y when y is a product or lies in memory and one instruction does both. False: it does
 * not, and nothing was emitted. */
bool compile_arith_tail(struct fn *f, enum token op, struct type *t, uint32_t dst, uint32_t x,
                        struct expr *y);
bool compile_arith_immediate(struct fn *f, enum token op, struct type *t, uint32_t dst, uint32_t x,
                             int64_t c); /* false: no immediate form */

/* compile_cond.c */
void compile_cond_jump(struct fn *f, struct expr *e, uint32_t label, bool sense, bool back);
void compile_cond_value(struct fn *f, struct expr *e, uint32_t dst); /* comparison, && || ! */
/* Jumps to label when `x op y` is `sense`; both of type t. */
void compile_cond_compare(struct fn *f, enum token op, struct type *t, uint32_t x, uint32_t y,
                          uint32_t label, bool sense);

/* compile_conv.c */
void compile_conv_expr(struct fn *f, struct expr *e, uint32_t dst); /* explicit T(x) */
/* e converted implicitly to t, as assignment does. */
void compile_conv_to(struct fn *f, struct expr *e, struct type *t, uint32_t dst);
uint32_t compile_conv_any(struct fn *f, struct expr *e, struct type *t);
/* e converted to p's type goes there; straight into the slots when that is safe. */
void compile_conv_store(struct fn *f, const struct place *p, struct expr *e);
/* A value in slots from type `from` to `t` as assignment does (interfaces); where its box may be.
 */
void compile_conv_value(struct fn *f, uint32_t src, struct type *from, struct type *t, uint32_t dst,
                        enum escape_verdict box_verdict);
/* That of value i of an expression of several. */
enum escape_verdict compile_conv_spread_verdict(const struct expr *e, size_t i);
/* x.(T): value to dst; ok VSLOT_NONE = panics. */
void compile_conv_assert(struct fn *f, struct expr *e, uint32_t dst, uint32_t ok);
bool compile_conv_is_same(struct fn *f, const struct expr *e); /* T(x) keeps the representation */
/* The typeinfo of an interface value, in a slot. */
uint32_t compile_conv_typeword(struct fn *f, uint32_t iface, struct type *t);
/* Unpacks the data word of an interface known to hold t. */
void compile_conv_unbox(struct fn *f, uint32_t iface, struct type *t, uint32_t dst);

/* compile_call.c */
/* Emits the call; the results lie from the returned slot on, in the outgoing area. */
uint32_t compile_call(struct fn *f, struct expr *e);
struct callee { /* what a call calls */
    enum { CALLEE_STATIC, CALLEE_CLOSURE, CALLEE_METHOD } kind;
    struct symbol *sym;     /* STATIC */
    struct expr *fun;       /* CLOSURE: its expression; with a receiver: the selector */
    unsigned method;        /* METHOD: index in the itab */
    struct type *sig;       /* without receiver; parameter types by compile_call_param */
    struct type *recv_type; /* what is passed first; NULL. METHOD: the interface type */
};
struct callee compile_call_callee(struct fn *f, struct expr *e);
struct type *compile_call_param(struct fn *f, const struct callee *c, size_t i);
struct type *compile_call_result(struct fn *f, const struct callee *c, size_t i);
/* Words of receiver and parameters; *total with results. */
uint32_t compile_call_layout(struct fn *f, const struct callee *c, uint32_t *total);
/* The unsafe.Pointer that an argument makes a uintptr of and that the callee wants to be alive; or
 * NULL. */
struct expr *compile_call_kept(struct fn *f, const struct callee *c, struct expr *arg);
void compile_call_emit(struct fn *f, const struct callee *c, uint32_t fun, struct pos pos);
/* Receiver of method call x.m as the method wants it, converted along the path. */
void compile_call_receiver(struct fn *f, struct expr *selector, uint32_t dst);
/* The arguments v[0..n) as the slice of a variadic parameter. */
void compile_call_variadic(struct fn *f, struct expr *call, struct type *slice, struct expr **v,
                           size_t n, uint32_t dst);
void compile_call_reserve(struct fn *f, uint32_t words); /* outgoing area at least this long */
/* Symbol of a method declared with a body or natively, for receiver type t or *t. */
struct symbol *compile_call_method(struct codegen *cg, struct object *method, struct type *t);

/* compile_builtin.c */
/* dst VSLOT_NONE: result unwanted. */
void compile_builtin(struct fn *f, struct expr *e, uint32_t dst);
/* f(g()) as f with one hoisted argument for each result of g; other calls as they are. */
struct expr *compile_builtin_spread(struct fn *f, struct expr *e);

/* compile_lit.c */
struct lit_element { /* one element of a struct, array or slice literal */
    uint64_t index;  /* field or element number */
    struct expr *value;
    bool blank; /* a field without name: evaluated, not stored */
};
/* All elements, in the bump; *len: one more than the largest index. */
struct lit_element *compile_lit_elements(struct codegen *cg, struct expr *lit, struct type *t,
                                         uint64_t *len);
void compile_lit_to(struct fn *f, struct expr *e, uint32_t dst); /* composite literal value */
/* A struct or array literal as a new heap object. */
struct place compile_lit_memory(struct fn *f, struct expr *e);
void compile_lit_addr(struct fn *f, struct expr *e, struct expr *lit, uint32_t dst); /* &T{} */

/* compile_closure.c */
void compile_closure_lit(struct fn *f, struct expr *e, uint32_t dst);
void compile_closure_prologue(struct fn *f); /* loads the captures */
void compile_closure_method_value(struct fn *f, struct expr *e, uint32_t dst);
void compile_closure_method_expr(struct fn *f, struct expr *e, uint32_t dst);
void compile_closure_static(struct fn *f, struct symbol *s, uint32_t dst);
void compile_closure_go(struct fn *f, struct stmt *s); /* go and defer */

/* slots.c */
struct shape slots_shape(struct codegen *cg, struct type *t); /* of a value in slots */
/* Arrays and structs of more than 64 KiB are too large for slots: there the value is the address of
 * a copy that nobody changes. */
bool slots_is_boxed(struct type *t);
struct shape slots_shape_memory(struct codegen *cg, struct type *t); /* of a variable's memory */
struct shape slots_shape_scalars(uint32_t words);
struct shape slots_shape_pointer(void);
struct shape slots_shape_mask(struct codegen *cg, uint32_t words, uint64_t mask); /* words <= 64 */
struct shape slots_shape_repeat(struct codegen *cg, struct shape s, uint32_t n);
uint32_t slots_temp(struct fn *f, struct shape s); /* until slots_release */
uint32_t slots_temp_type(struct fn *f, struct type *t);
uint32_t slots_var(struct fn *f, struct shape s);         /* until slots_release_vars */
uint32_t slots_var_storage(struct fn *f, struct shape s); /* likewise, its slot is not reused */
uint32_t slots_storage(struct fn *f, struct shape s);     /* for the whole function */
size_t slots_mark(const struct fn *f);
void slots_release(struct fn *f, size_t mark);
size_t slots_mark_vars(const struct fn *f);
void slots_release_vars(struct fn *f, size_t mark);
void slots_finish(struct fn *f);

/* emit.c */
void emit(struct fn *f, enum opcode op, uint32_t a, uint32_t b, uint32_t c);
void emit_ext_number(struct fn *f, uint64_t v); /* these extend the latest instruction */
void emit_ext_slot(struct fn *f, uint32_t slot);
void emit_ext_type(struct fn *f, struct type *t);
void emit_ext_address(struct fn *f, enum segment_kind target, uint64_t offset);
void emit_ext_func(struct fn *f, const struct symbol *s);
void emit_call(struct fn *f, const struct symbol *s);
uint32_t emit_label(struct fn *f);
void emit_place_label(struct fn *f, uint32_t label);
void emit_jump(struct fn *f, uint32_t label); /* LOOP when the label is placed already */
/* The element's address that was put into the temporary `from` last goes to `to` instead. False:
 * there is none. */
bool emit_redirect(struct fn *f, uint32_t from, uint32_t to);
void emit_move(struct fn *f, uint32_t dst, uint32_t src, uint32_t words);
void emit_unsigned_index(struct fn *f); /* about the last instruction */
#define EMIT_PLACE (UINT32_C(1) << 31)
void emit_line(struct fn *f, struct pos pos);
/* The jump that is taken when jump `op` is not; operands change places when *swapped. OP_NOP: none.
 */
enum opcode emit_inverse(unsigned op, bool *swapped);
bool emit_finish(struct fn *f); /* into f->sym; false when a limit is exceeded */

/* loopconst.c */
void loopconst_begin(struct fn *f);
void loopconst_end(struct fn *f);
/* The slot of a constant scalar inside a loop, not to be written; VSLOT_NONE: there is none. */
uint32_t loopconst_slot(struct fn *f, const struct constant *c, struct type *t);

/* tighten.c */
/* Two instructions that become one; n_labels: how many labels stand at each. */
void fuse_pairs(struct fn *f, const uint32_t *n_labels);
void tighten(struct fn *f);

/* typedesc.c */
uint64_t typedesc_offset(struct codegen *cg, struct type *t); /* in rodata */
/* A value of this type gets into an interface: its methods can be called. */
uint8_t typedesc_kind(struct type *t); /* enum typeinfo_kind */
uint64_t typedesc_boxed(struct codegen *cg, struct type *t);
unsigned typedesc_id(struct codegen *cg, struct type *t); /* same number = identical type */
struct type *typedesc_canonical(struct codegen *cg, struct type *t);
uint32_t typedesc_hash(struct codegen *cg, struct type *t);
bool
typedesc_step(struct codegen *cg); /* requests parts and methods; false when nothing was left */
void typedesc_write_all(struct codegen *cg);

/* itab.c */
uint64_t itab_offset(struct codegen *cg, struct type *iface, struct type *t);

/* wrapper.c */
/* The function to put in a method table for this entry of t's method set. */
struct symbol *wrapper_for(struct codegen *cg, struct type *t, const struct method_set_entry *e);
struct symbol *wrapper_bound(struct fn *f, struct expr *selector, struct type *closure);
struct symbol *wrapper_expr(struct fn *f, struct expr *selector);
void wrapper_generic_native(struct fn *f); /* a builder */
const char *wrapper_method_name(struct codegen *cg, struct type *recv, const char *method);
/* A struct type {uintptr, fields...}: layout of a closure object. */
struct type *wrapper_closure_type(struct codegen *cg, struct type **fields, size_t n);

/* reflectstub.c */
void reflectstub_adjust(struct symbol *s); /* a function of package reflect may be a special one */
/* The code of functions of type t that package reflect makes; NULL: there are none in the program.
 */
struct symbol *reflectstub_made(struct codegen *cg, struct type *t);

/* globals.c */
struct global {
    enum segment_kind segment;
    uint64_t offset;
    bool is_static; /* its initial value is in the image */
};
struct global *globals_of(struct codegen *cg, struct object *var);
void globals_init(struct fn *f, struct package *p); /* code for what is not static */
void globals_finish(struct codegen *cg);            /* masks and tables */
uint64_t globals_reserve(struct codegen *cg, enum segment_kind k, uint64_t bytes, uint64_t align);

/* rodata.c */
uint64_t rodata_bytes(struct codegen *cg, const void *data, uint64_t bytes, uint64_t align);
uint64_t rodata_string(struct codegen *cg, const char *s, size_t n); /* shared, NUL after it */
uint64_t rodata_closure(struct codegen *cg, struct symbol *s);       /* static function value */
uint64_t rodata_constant(struct codegen *cg, const struct constant *c, struct type *t);

/* stubs.c */
void stubs_request(struct codegen *cg); /* runtime.main and the other bottoms, known types */

/* textlink.c */
void textlink(struct codegen *cg); /* text, final relocations, tables */

#endif
