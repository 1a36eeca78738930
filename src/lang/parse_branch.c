/* Labels and jumps of one function body: every label used, every jump to a place that exists and
 * may be jumped to. Sets stmt.branch.target, stmt.labeled.used and func.has_goto_back.
 *
 * A goto may stand before its label, so it is kept as *pending* until the label turns up in its own
 * block or one around it. Pending gotos of an inner block become those of the outer one when the
 * inner block ends. A variable declaration marks all that are pending in its very block: none of
 * them may find its label later in this block. Function literals have labels of their own.
 * Go: cmd/compile/internal/syntax/branches.go */
#include "lang/parser.h"

#include "lang/printer.h"

struct jump_block {
    struct jump_block *outer;
    struct pos start;
    struct stmt *labeled; /* the label of the statement that this block belongs to, or NULL */
};

struct label {
    struct stmt *stmt; /* STMT_LABELED */
    struct jump_block *block;
};

struct pending { /* a goto whose label was not seen yet */
    struct stmt *jump;
    const struct expr *var; /* declared after it in the current block; NULL when none is */
    struct pos var_pos;
};

struct branches {
    struct parser *p;
    struct func *func;
    VEC(struct label) labels;
    VEC(struct pending) pending;
};

/* What surrounds a statement. */
struct targets {
    struct stmt *breaks;    /* innermost for, switch or select */
    struct stmt *continues; /* innermost for */
    size_t case_index;      /* of the switch case whose list we are directly in, else NO_CASE */
};

enum { NO_CASE = -1 };

#define complain(b, pos, ...) diag_error(&(b)->p->unit->diag, (pos), __VA_ARGS__)

static void walk_block(struct branches *b, struct jump_block *outer, struct targets t,
                       struct stmt *labeled, struct pos start, struct stmt **list, size_t n);

/* --- labels ------------------------------------------------------------------------------------
 */

static struct label *
find_label(struct branches *b, const char *name)
{
    vec_each (struct label *, l, &b->labels) {
        if (l->stmt->labeled.label == name)
            return l;
    }
    return NULL;
}

static void
add_place(const struct branches *b, struct buf *out, struct pos pos)
{
    diag_write_place(&b->p->unit->diag, pos, true, out);
}

static void
declare_label(struct branches *b, struct stmt *s, struct jump_block *block)
{
    struct label *old = find_label(b, s->labeled.label);
    if (old) {
        struct buf text = {0};
        add_place(b, &text, old->stmt->labeled.label_pos);
        complain(b, s->labeled.label_pos, "label %s already defined at %s", s->labeled.label,
                 buf_cstr(&text));
        buf_finish(&text);
        return;
    }
    struct label l = {s, block};
    vec_push(&b->labels, l);
}

static void
complain_jumps_over(struct branches *b, const struct pending *g)
{
    struct buf text = {0};
    printer_expr(&text, g->var);
    buf_add_str(&text, " at ");
    add_place(b, &text, g->var_pos);
    complain(b, g->jump->branch.label_pos, "goto %s jumps over declaration of %s",
             g->jump->branch.label, buf_cstr(&text));
    buf_finish(&text);
}

/* The label that s declares ends the waiting of this block's gotos to it. */
static void
resolve_pending(struct branches *b, struct stmt *s, size_t from)
{
    size_t kept = from;
    struct label *l = find_label(b, s->labeled.label);
    for (size_t i = from; i < b->pending.n; i++) {
        struct pending g = b->pending.v[i];
        if (g.jump->branch.label != s->labeled.label) {
            b->pending.v[kept++] = g;
            continue;
        }
        g.jump->branch.target = s;
        l->stmt->labeled.used = true;
        if (g.var)
            complain_jumps_over(b, &g);
    }
    b->pending.n = kept;
}

static void
note_variable(struct branches *b, size_t from, const struct expr *var, struct pos pos)
{
    for (size_t i = from; i < b->pending.n; i++) {
        b->pending.v[i].var = var;
        b->pending.v[i].var_pos = pos;
    }
}

/* --- jumps -------------------------------------------------------------------------------------
 */

/* Already declared and in a block around the goto: a jump backwards. */
static bool
jump_back(struct branches *b, struct stmt *jump, const struct jump_block *block)
{
    struct label *l = find_label(b, jump->branch.label);
    if (!l)
        return false;
    l->stmt->labeled.used = true;
    for (; block; block = block->outer) {
        if (l->block == block) {
            jump->branch.target = l->stmt;
            b->func->has_goto_back = true;
            return true;
        }
    }
    return false;
}

/* The statement that a label around us stands at; NULL if there is no such label around us. */
static struct stmt *
labeled_around(const struct label *l, const struct jump_block *block)
{
    for (; block; block = block->outer) {
        if (block->labeled == l->stmt)
            return l->stmt->labeled.stmt;
    }
    return NULL;
}

/* break L, continue L */
static void
jump_out(struct branches *b, struct stmt *jump, const struct jump_block *block)
{
    const char *word = token_text(jump->branch.tok), *name = jump->branch.label;
    struct label *l = find_label(b, name);
    if (!l) {
        complain(b, jump->branch.label_pos, "%s label not defined: %s", word, name);
        return;
    }
    l->stmt->labeled.used = true;
    struct stmt *s = labeled_around(l, block);
    bool loop = s && s->kind == STMT_FOR;
    bool breakable = loop || (s && (s->kind == STMT_SWITCH || s->kind == STMT_SELECT));
    if (jump->branch.tok == TOKEN_BREAK ? breakable : loop)
        jump->branch.target = s;
    else
        complain(b, jump->branch.label_pos, "invalid %s label %s", word, name);
}

static void
fall_through(struct branches *b, const struct stmt *jump, const struct targets *t, bool last)
{
    const struct stmt *s = t->breaks;
    const char *what = "fallthrough statement out of place";
    if (s && s->kind == STMT_SWITCH) {
        if (s->switch_.tag && s->switch_.tag->kind == EXPR_TYPE_SWITCH_GUARD)
            what = "cannot fallthrough in type switch";
        else if (t->case_index != (size_t)NO_CASE && last && t->case_index + 1 < s->switch_.n_cases)
            return;
        else if (t->case_index != (size_t)NO_CASE && last)
            what = "cannot fallthrough final case in switch";
    }
    complain(b, jump->pos, "%s", what);
}

static void
walk_branch(struct branches *b, struct stmt *s, const struct jump_block *block,
            const struct targets *t, bool last)
{
    switch (s->branch.tok) {
    case TOKEN_FALLTHROUGH:
        fall_through(b, s, t, last);
        break;
    case TOKEN_GOTO:
        if (!jump_back(b, s, block)) {
            struct pending g = {s, NULL, {0}};
            vec_push(&b->pending, g);
        }
        break;
    case TOKEN_BREAK:
        if (s->branch.label)
            jump_out(b, s, block);
        else if (t->breaks)
            s->branch.target = t->breaks;
        else
            complain(b, s->pos, "break is not in a loop, switch, or select");
        break;
    default:
        if (s->branch.label)
            jump_out(b, s, block);
        else if (t->continues)
            s->branch.target = t->continues;
        else
            complain(b, s->pos, "continue is not in a loop");
        break;
    }
}

/* --- statements --------------------------------------------------------------------------------
 */

static void
walk_declarations(struct branches *b, const struct stmt *s, size_t from)
{
    for (size_t i = 0; i < s->decl.n; i++) {
        const struct decl *d = s->decl.v[i];
        if (d->kind == DECL_VAR) {
            note_variable(b, from, d->var.names[0], d->pos);
            return;
        }
    }
}

static void
walk_cases(struct branches *b, struct jump_block *block, struct targets t, struct stmt *labeled,
           struct stmt *s)
{
    t.breaks = s;
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        struct case_clause *c = &s->switch_.cases[i];
        t.case_index = s->kind == STMT_SWITCH ? i : (size_t)NO_CASE;
        walk_block(b, block, t, labeled, c->pos, c->body.v, c->body.n);
    }
}

/* The blocks inside a statement. */
static void
walk_inner(struct branches *b, struct jump_block *block, struct targets t, struct stmt *labeled,
           struct stmt *s)
{
    t.case_index = (size_t)NO_CASE;
    switch (s->kind) {
    case STMT_BLOCK:
        walk_block(b, block, t, labeled, s->pos, s->block.v, s->block.n);
        break;
    case STMT_IF:
        walk_block(b, block, t, labeled, s->if_.then.pos, s->if_.then.v, s->if_.then.n);
        if (s->if_.els)
            walk_block(b, block, t, labeled, s->if_.els->pos, &s->if_.els, 1);
        break;
    case STMT_FOR:
        t.breaks = t.continues = s;
        walk_block(b, block, t, labeled, s->for_.body.pos, s->for_.body.v, s->for_.body.n);
        break;
    case STMT_SWITCH:
    case STMT_SELECT:
        walk_cases(b, block, t, labeled, s);
        break;
    default:
        break;
    }
}

static void
walk_stmt(struct branches *b, struct jump_block *block, const struct targets *t, struct stmt *s,
          size_t from, bool last)
{
    struct stmt *labeled = NULL;
    for (; s->kind == STMT_LABELED; s = s->labeled.stmt) {
        if (s->labeled.label[0] == '_' && !s->labeled.label[1])
            continue;
        declare_label(b, s, block);
        resolve_pending(b, s, from);
        labeled = s;
    }
    if (s->kind == STMT_BRANCH)
        walk_branch(b, s, block, t, last);
    else if (s->kind == STMT_DECL)
        walk_declarations(b, s, from);
    else if (s->kind == STMT_ASSIGN && s->assign.op == TOKEN_DEFINE)
        note_variable(b, from, s->assign.lhs, s->pos);
    else
        walk_inner(b, block, *t, labeled, s);
}

static void
walk_block(struct branches *b, struct jump_block *outer, struct targets t, struct stmt *labeled,
           struct pos start, struct stmt **list, size_t n)
{
    /* labels remember their block, so it must outlive this call */
    struct jump_block *block = bump_new(&b->p->unit->mem, struct jump_block);
    *block = (struct jump_block){outer, start, labeled};
    size_t from = b->pending.n;
    while (n > 0 && list[n - 1]->kind == STMT_EMPTY)
        n--;
    for (size_t i = 0; i < n; i++)
        walk_stmt(b, block, &t, list[i], from, i + 1 == n);
    note_variable(b, from, NULL, (struct pos){0});
}

static void
complain_unresolved(struct branches *b)
{
    vec_each (struct pending *, g, &b->pending) {
        const char *name = g->jump->branch.label;
        struct label *l = find_label(b, name);
        if (!l) {
            complain(b, g->jump->branch.label_pos, "label %s not defined", name);
            continue;
        }
        l->stmt->labeled.used = true;
        struct buf text = {0};
        add_place(b, &text, l->block->start);
        complain(b, g->jump->branch.label_pos, "goto %s jumps into block starting at %s", name,
                 buf_cstr(&text));
        buf_finish(&text);
    }
}

void
parse_branch_check(struct parser *p, struct func *f)
{
    struct branches b = {.p = p, .func = f};
    struct targets t = {NULL, NULL, (size_t)NO_CASE};
    walk_block(&b, NULL, t, NULL, f->body->pos, f->body->v, f->body->n);
    complain_unresolved(&b);
    vec_each (struct label *, l, &b.labels) {
        if (!l->stmt->labeled.used)
            complain(&b, l->stmt->labeled.label_pos, "label %s defined and not used",
                     l->stmt->labeled.label);
    }
    vec_finish(&b.labels);
    vec_finish(&b.pending);
}
