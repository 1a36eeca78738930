/* for range over a function, rewritten into what the language has already: the body becomes a
 * function literal, the iterator is called with it, and what leaves the body in other ways than
 * continue is carried out behind that call. From here on nobody knows of such loops.
 *
 *     for x := range seq {                   #state := READY
 *         if x == 3 { continue }             seq(func(x int) bool {
 *         if x == 5 { return x }                 #tmp := #state; #state = RUNNING
 *     }                                          if #tmp != READY { panic }
 *                                                if x == 3 { #state = READY; return true }
 *                                                if x == 5 { #rv1 = x; #next = -1
 *                                                            #state = DONE; return false }
 *                                                #state = READY; return true
 *                                            })
 *                                            if #state == RUNNING { panic }
 *                                            #state = EXHAUSTED
 *                                            if #next == -1 { return }
 *
 * #state belongs to one loop; #next, which says how the body was left, and #defers, where deferred
 * calls go, to the outermost loop of a function. A loop is rewritten when its body has been
 * checked, inner ones first: what an inner loop leaves behind its call is rewritten again as part
 * of the outer body. Generic functions are left alone, their instances are not.
 * Go: cmd/compile/internal/rangefunc/rewrite.go */
#include <string.h>

#include "lang/checker.h"
#include "lang/constant.h"
#include "lang/universe.h"

enum { STATE_DONE, STATE_READY, STATE_RUNNING, STATE_EXHAUSTED, STATE_RESUMED };
enum { NEXT_RETURN = -1, NEXT_NONE = 0 };

struct rangefunc {
    struct rangefunc *outer; /* the loop whose body this one stands in; NULL */
    struct stmt *s;
    struct func *body;
    struct env env; /* of what is around */
    struct object *state;
    struct object *next, *defers; /* outermost loop only; NULL until needed */
    int n_exits;                  /* outermost loop only */
    /* this loop's */
    struct table inside; /* statements of the body */
    VEC(struct stmt *) exits;
    VEC(int) codes; /* #next for exits[i] */
    bool returns;
};

typedef VEC(struct stmt *) stmt_list;

static struct rangefunc *
outermost(struct rangefunc *r)
{
    while (r->outer)
        r = r->outer;
    return r;
}

struct func *
rangefunc_root(struct func *f)
{
    while (f && f->range_of)
        f = f->range_of;
    return f;
}

/* ---- making checked trees ---- */

static struct expr *
new_expr(struct checker *c, enum expr_kind kind, enum expr_mode mode, struct pos pos,
         struct type *t)
{
    struct expr *e = bump_new(&c->u->mem, struct expr);
    e->kind = kind;
    e->mode = mode;
    e->pos = pos;
    e->type = t;
    return e;
}

static struct expr *
use(struct checker *c, struct object *v, struct pos pos)
{
    struct expr *e = new_expr(c, EXPR_NAME, MODE_VARIABLE, pos, v->type);
    e->name.name = v->name[0] && !checker_blank(v->name) ? v->name : "#v";
    e->name.obj = v;
    checker_capture(c, v);
    return e;
}

static struct expr *
constant(struct checker *c, struct constant *val, enum type_kind kind, const char *text,
         struct pos pos)
{
    struct expr *e = new_expr(c, EXPR_LITERAL, MODE_CONSTANT, pos, types_basic(c->u, kind));
    e->literal.kind = TOKEN_INT;
    e->literal.text = text;
    e->val = val;
    return e;
}

static struct expr *
number(struct checker *c, int n, struct pos pos)
{
    return constant(c, constant_int64(c->u, n), TYPE_INT, bump_printf(&c->u->mem, "%d", n), pos);
}

static struct stmt *
new_stmt(struct checker *c, enum stmt_kind kind, struct pos pos)
{
    struct stmt *s = bump_new(&c->u->mem, struct stmt);
    s->kind = kind;
    s->pos = pos;
    return s;
}

static struct stmt *
assign(struct checker *c, struct expr *lhs, struct expr *rhs, struct pos pos)
{
    struct stmt *s = new_stmt(c, STMT_ASSIGN, pos);
    s->assign.op = TOKEN_ASSIGN;
    s->assign.lhs = lhs;
    s->assign.rhs = rhs;
    return s;
}

static struct stmt *
set(struct checker *c, struct object *v, int n, struct pos pos)
{
    v->var.assigned = true;
    return assign(c, use(c, v, pos), number(c, n, pos), pos);
}

static struct stmt *
define(struct checker *c, struct object *v, struct expr *value, struct pos pos)
{
    struct stmt *s = assign(c, use(c, v, pos), value, pos);
    s->assign.op = TOKEN_DEFINE;
    s->assign.n_new_vars = 1;
    s->assign.new_vars = bump_array(&c->u->mem, struct object *, 1);
    s->assign.new_vars[0] = v;
    return s;
}

static struct object *
new_var(struct checker *c, const char *name, struct type *t, struct pos pos)
{
    struct object *v = checker_local(c, VAR_LOCAL, pos, unit_intern(c->u, name, strlen(name)), t);
    v->used = true;
    return v;
}

static struct block
block_of(struct checker *c, const stmt_list *list, struct pos pos)
{
    struct block b = {.pos = pos, .rbrace = pos, .n = list->n};
    b.v = bump_array(&c->u->mem, struct stmt *, list->n + 1);
    for (size_t i = 0; i < list->n; i++)
        b.v[i] = list->v[i];
    return b;
}

/* s becomes a block of the list's statements. */
static void
replace(struct checker *c, struct stmt *s, stmt_list *list)
{
    s->kind = STMT_BLOCK;
    s->block = block_of(c, list, s->pos);
    vec_finish(list);
}

static struct stmt *
when(struct checker *c, struct object *v, enum token op, int n, stmt_list *then, struct pos pos)
{
    struct expr *e = new_expr(c, EXPR_BINARY, MODE_VALUE, pos, types_basic(c->u, TYPE_BOOL));
    e->binary.op = op;
    e->binary.x = use(c, v, pos);
    e->binary.y = number(c, n, pos);
    struct stmt *s = new_stmt(c, STMT_IF, pos);
    s->if_.cond = e;
    s->if_.then = block_of(c, then, pos);
    vec_finish(then);
    return s;
}

static struct expr *
call(struct checker *c, enum call_kind kind, struct expr *arg, struct pos pos)
{
    struct expr *e = new_expr(c, EXPR_CALL, MODE_NO_VALUE, pos, types_tuple(c->u, NULL, 0));
    e->call.kind = kind;
    e->call.n_args = arg ? 1 : 0;
    e->call.args = bump_array(&c->u->mem, struct expr *, 1);
    e->call.args[0] = arg;
    return e;
}

static struct expr *
call_builtin(struct checker *c, int builtin, struct expr *arg, struct pos pos)
{
    struct expr *e = call(c, CALL_BUILTIN, arg, pos);
    e->call.builtin = builtin;
    e->call.fun = new_expr(c, EXPR_NAME, MODE_BUILTIN, pos, types_basic(c->u, TYPE_INVALID));
    e->call.fun->name.name = "#range";
    return e;
}

static struct stmt *
panic_with(struct checker *c, struct expr *state, struct pos pos)
{
    struct stmt *s = new_stmt(c, STMT_EXPR, pos);
    s->expr = call_builtin(c, BUILTIN_RANGE_PANIC, state, pos);
    return s;
}

static struct expr *
list_of(struct checker *c, struct expr **v, size_t n, struct pos pos)
{
    if (n == 1)
        return v[0];
    struct expr *e = new_expr(c, EXPR_LIST, MODE_VALUE, pos, NULL);
    e->list.v = v;
    e->list.n = n;
    return e;
}

/* ---- what leaves the body ---- */

static void
leave(struct checker *c, const struct rangefunc *r, stmt_list *list, bool go_on, struct pos pos)
{
    vec_push(list, set(c, r->state, go_on ? STATE_READY : STATE_DONE, pos));
    struct stmt *s = new_stmt(c, STMT_RETURN, pos);
    s->return_.n_results = 1;
    s->return_.results = bump_array(&c->u->mem, struct expr *, 1);
    s->return_.results[0] =
        constant(c, constant_bool(c->u, go_on), TYPE_BOOL, go_on ? "true" : "false", pos);
    vec_push(list, s);
}

/* #next or #defers: variables of the function around the outermost loop. */
static struct object *
shared_var(struct checker *c, struct rangefunc *r, struct object **v, const char *name,
           enum type_kind kind)
{
    if (!*v) {
        struct env inner = c->env;
        c->env = r->env;
        *v = new_var(c, name, types_basic(c->u, kind), (struct pos){0});
        c->env = inner;
    }
    return *v;
}

static struct stmt *
set_next(struct checker *c, struct rangefunc *r, int n, struct pos pos)
{
    struct rangefunc *o = outermost(r);
    return set(c, shared_var(c, o, &o->next, "#next", TYPE_INT), n, pos);
}

static int
exit_code(struct rangefunc *r, struct stmt *s)
{
    for (size_t i = 0; i < r->exits.n; i++) {
        const struct stmt *e = r->exits.v[i];
        if (e->branch.tok == s->branch.tok && e->branch.target == s->branch.target)
            return r->codes.v[i];
    }
    vec_push(&r->exits, s);
    vec_push(&r->codes, ++outermost(r)->n_exits);
    return vec_last(&r->codes);
}

static void
rewrite_branch(struct checker *c, struct rangefunc *r, struct stmt *s)
{
    stmt_list list = {0};
    if (s->branch.tok == TOKEN_FALLTHROUGH || table_get_ptr(&r->inside, s->branch.target))
        return;
    bool own = s->branch.target == r->s;
    if (!own) {
        struct stmt *copy = new_stmt(c, STMT_BRANCH, s->pos);
        copy->branch = s->branch;
        vec_push(&list, set_next(c, r, exit_code(r, copy), s->pos));
    }
    leave(c, r, &list, own && s->branch.tok == TOKEN_CONTINUE, s->pos);
    replace(c, s, &list);
}

static struct stmt *
set_results(struct checker *c, struct rangefunc *r, const struct stmt *s)
{
    struct func *root = rangefunc_root(r->body);
    size_t n = root->type->func_type.n_results;
    struct expr **lhs = bump_array(&c->u->mem, struct expr *, n);
    for (size_t i = 0; i < n; i++) {
        struct object *v = root->type->func_type.results[i].obj;
        v->var.assigned = true;
        lhs[i] = use(c, v, s->pos);
    }
    root->range_returns = true;
    return assign(c, list_of(c, lhs, n, s->pos),
                  list_of(c, s->return_.results, s->return_.n_results, s->pos), s->pos);
}

static void
rewrite_return(struct checker *c, struct rangefunc *r, struct stmt *s)
{
    stmt_list list = {0};
    if (s->return_.n_results)
        vec_push(&list, set_results(c, r, s));
    vec_push(&list, set_next(c, r, NEXT_RETURN, s->pos));
    leave(c, r, &list, false, s->pos);
    r->returns = true;
    replace(c, s, &list);
}

static void rewrite(struct checker *c, struct rangefunc *r, struct stmt *s);

static void
rewrite_list(struct checker *c, struct rangefunc *r, struct stmt **v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        rewrite(c, r, v[i]);
}

static void
rewrite(struct checker *c, struct rangefunc *r, struct stmt *s)
{
    if (!s)
        return;
    switch (s->kind) {
    case STMT_BLOCK:
        rewrite_list(c, r, s->block.v, s->block.n);
        break;
    case STMT_LABELED:
        rewrite(c, r, s->labeled.stmt);
        break;
    case STMT_IF:
        rewrite_list(c, r, s->if_.then.v, s->if_.then.n);
        rewrite(c, r, s->if_.els);
        break;
    case STMT_FOR:
        rewrite_list(c, r, s->for_.body.v, s->for_.body.n);
        break;
    case STMT_SWITCH:
    case STMT_SELECT:
        for (size_t i = 0; i < s->switch_.n_cases; i++)
            rewrite_list(c, r, s->switch_.cases[i].body.v, s->switch_.cases[i].body.n);
        break;
    case STMT_BRANCH:
        rewrite_branch(c, r, s);
        break;
    case STMT_RETURN:
        rewrite_return(c, r, s);
        break;
    case STMT_DEFER: {
        struct rangefunc *o = outermost(r);
        s->go_.list = use(c, shared_var(c, o, &o->defers, "#defers", TYPE_UNSAFE_POINTER), s->pos);
        break;
    }
    default:
        break;
    }
}

static void
note_inside(struct table *inside, struct stmt *s)
{
    if (!s)
        return;
    table_put_ptr(inside, s, s);
    switch (s->kind) {
    case STMT_BLOCK:
        for (size_t i = 0; i < s->block.n; i++)
            note_inside(inside, s->block.v[i]);
        break;
    case STMT_LABELED:
        note_inside(inside, s->labeled.stmt);
        break;
    case STMT_IF:
        for (size_t i = 0; i < s->if_.then.n; i++)
            note_inside(inside, s->if_.then.v[i]);
        note_inside(inside, s->if_.els);
        break;
    case STMT_FOR:
        for (size_t i = 0; i < s->for_.body.n; i++)
            note_inside(inside, s->for_.body.v[i]);
        break;
    case STMT_SWITCH:
    case STMT_SELECT:
        for (size_t i = 0; i < s->switch_.n_cases; i++) {
            for (size_t k = 0; k < s->switch_.cases[i].body.n; k++)
                note_inside(inside, s->switch_.cases[i].body.v[k]);
        }
        break;
    default:
        break;
    }
}

/* ---- the body ---- */

/* The loop's variables are the literal's parameters; those it does not name have no name. */
static void
fill_params(struct checker *c, struct rangefunc *r, const struct type *yield)
{
    struct func *f = r->body;
    const struct stmt *s = r->s;
    struct object *named[2] = {s->for_.define ? s->for_.key_var : NULL,
                               s->for_.define ? s->for_.val_var : NULL};
    size_t n = yield->func.n_params;
    struct object **params = bump_array(&c->u->mem, struct object *, n + 1);
    struct param *shown = bump_array(&c->u->mem, struct param, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct object *v = named[i];
        const char *unnamed = s->for_.define && (i == 0 ? s->for_.key : s->for_.value)
                                  ? "_" /* as written */
                                  : bump_printf(&c->u->mem, "#p%zu", i + 1);
        if (!v)
            v = new_var(c, unnamed, yield->func.params[i]->type, s->pos);
        v->var.kind = VAR_PARAM;
        params[i] = v;
        shown[i] = (struct param){.pos = v->pos, .name = v->name, .obj = v};
    }
    struct object **results = bump_array(&c->u->mem, struct object *, 1);
    results[0] = object_new_var(c->u, VAR_RESULT, s->pos, c->pkg, unit_intern(c->u, "", 0),
                                types_basic(c->u, TYPE_BOOL));
    results[0]->var.func = f;
    f->sig = types_func(c->u, params, n, results, 1, false);
    f->type = new_expr(c, EXPR_FUNC_TYPE, MODE_TYPE, s->pos, f->sig);
    f->type->func_type.params = shown;
    f->type->func_type.n_params = n;
    f->type->func_type.results = bump_array(&c->u->mem, struct param, 1);
    f->type->func_type.results[0] = (struct param){.pos = s->pos, .obj = results[0]};
    f->type->func_type.n_results = 1;
}

/* key = #p1; value = #p2 */
static void
assign_params(struct checker *c, const struct rangefunc *r, stmt_list *list)
{
    const struct stmt *s = r->s;
    struct expr *to[2] = {s->for_.key, s->for_.value};
    for (size_t i = 0; i < 2 && !s->for_.define && to[i]; i++) {
        struct pos pos = ast_unparen(to[i])->pos;
        vec_push(list, assign(c, to[i], use(c, r->body->sig->func.params[i], pos), pos));
    }
}

static void
build_body(struct checker *c, struct rangefunc *r)
{
    struct stmt *s = r->s;
    struct func *f = r->body;
    struct pos pos = s->pos, end = s->for_.body.rbrace;
    stmt_list list = {0}, wrong = {0};
    struct object *was = new_var(c, "#tmpState", types_basic(c->u, TYPE_INT), pos);
    assign_params(c, r, &list);
    vec_push(&list, define(c, was, use(c, r->state, pos), pos));
    vec_push(&list, set(c, r->state, STATE_RUNNING, pos));
    vec_push(&wrong, panic_with(c, use(c, was, pos), pos));
    vec_push(&list, when(c, was, TOKEN_NEQ, STATE_READY, &wrong, pos));
    for (size_t i = 0; i < s->for_.body.n; i++)
        note_inside(&r->inside, s->for_.body.v[i]);
    rewrite_list(c, r, s->for_.body.v, s->for_.body.n);
    struct stmt *body = new_stmt(c, STMT_BLOCK, s->for_.body.pos);
    body->block = s->for_.body;
    vec_push(&list, body);
    leave(c, r, &list, true, end);
    f->body = bump_new(&c->u->mem, struct block);
    *f->body = block_of(c, &list, s->for_.body.pos);
    f->body->rbrace = end;
    vec_finish(&list);
}

/* ---- the loop ---- */

static struct stmt *
call_iterator(struct checker *c, const struct rangefunc *r)
{
    struct expr *lit = new_expr(c, EXPR_FUNC_LIT, MODE_VALUE, r->s->pos, r->body->sig);
    lit->func_lit.type = r->body->type;
    lit->func_lit.func = r->body;
    struct stmt *s = new_stmt(c, STMT_EXPR, r->s->pos);
    s->expr = call(c, CALL_FUNCTION, lit, r->s->for_.range_pos);
    s->expr->call.fun = r->s->for_.x;
    return s;
}

static void
carry_out_exits(struct checker *c, struct rangefunc *r, stmt_list *list)
{
    struct rangefunc *o = outermost(r);
    struct pos pos = r->s->pos;
    if (r->returns) {
        stmt_list then = {0};
        vec_push(&then, new_stmt(c, STMT_RETURN, pos));
        vec_push(list, when(c, o->next, TOKEN_EQL, NEXT_RETURN, &then, pos));
    }
    for (size_t i = 0; i < r->exits.n; i++) {
        stmt_list then = {0};
        vec_push(&then, set(c, o->next, NEXT_NONE, pos));
        vec_push(&then, r->exits.v[i]);
        vec_push(list, when(c, o->next, TOKEN_EQL, r->codes.v[i], &then, pos));
    }
}

static void
build_loop(struct checker *c, struct rangefunc *r)
{
    struct pos pos = r->s->pos;
    stmt_list list = {0}, wrong = {0};
    if (!r->outer && r->next)
        vec_push(&list, define(c, r->next, number(c, NEXT_NONE, pos), pos));
    if (!r->outer && r->defers) {
        struct expr *e = call_builtin(c, BUILTIN_RANGE_DEFERS, NULL, pos);
        e->mode = MODE_VALUE;
        e->type = r->defers->type;
        vec_push(&list, define(c, r->defers, e, pos));
    }
    vec_push(&list, define(c, r->state, number(c, STATE_READY, pos), pos));
    vec_push(&list, call_iterator(c, r));
    vec_push(&wrong, panic_with(c, number(c, STATE_RESUMED, pos), pos));
    vec_push(&list, when(c, r->state, TOKEN_EQL, STATE_RUNNING, &wrong, pos));
    vec_push(&list, set(c, r->state, STATE_EXHAUSTED, pos));
    carry_out_exits(c, r, &list);
    replace(c, r->s, &list);
}

struct rangefunc *
rangefunc_begin(struct checker *c, struct stmt *s)
{
    struct rangefunc *r = bump_new(&c->u->mem, struct rangefunc);
    struct func *around = c->env.func, *root = rangefunc_root(around);
    unsigned number = ++root->n_ranges;
    r->outer = c->env.range;
    r->s = s;
    r->state = new_var(c, bump_printf(&c->u->mem, "#state%u", number), types_basic(c->u, TYPE_INT),
                       s->pos);
    r->env = c->env;
    struct func *f = r->body = bump_new(&c->u->mem, struct func);
    f->pos = s->pos;
    f->pkg = c->pkg;
    f->outer = around;
    f->range_of = around;
    f->range_number = number;
    checker_append(c->u, &around->lits, &around->n_lits, f);
    c->env.func = f;
    c->env.range = r;
    return r;
}

void
rangefunc_end(struct checker *c, struct rangefunc *r, struct type *yield, bool rewrites)
{
    if (rewrites) {
        struct rangefunc *o = outermost(r);
        fill_params(c, r, yield);
        build_body(c, r);
        if (r->outer) /* Go asks it behind every inner loop */
            shared_var(c, o, &o->next, "#next", TYPE_INT);
    }
    c->env.func = r->env.func;
    c->env.range = r->outer;
    if (rewrites)
        build_loop(c, r);
    table_finish(&r->inside);
    vec_finish(&r->exits);
    vec_finish(&r->codes);
}

void
rangefunc_name_results(struct checker *c, struct func *f)
{
    struct expr *t = f->type;
    for (size_t i = 0; f->range_returns && i < t->func_type.n_results; i++) {
        struct param *p = &t->func_type.results[i];
        if (p->name && !checker_blank(p->name))
            continue;
        const char *name = bump_printf(&c->u->mem, "#rv%zu", i + 1);
        p->name = p->obj->name = unit_intern(c->u, name, strlen(name));
    }
}
