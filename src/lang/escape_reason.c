/* Reasons are written down at the moment they are found, since texts change when literals replace
 * names. Go: escape/solve.go (explainPath, explainFlow) */
#include "lang/escape_reason.h"

#include "lang/escape_graph.h"
#include "lang/escape_text.h"
#include "lang/unit.h"

#include <string.h>

/* ---- texts ---- */

static const char *
keep(struct escape_batch *b, struct buf *text)
{
    const char *s = bump_strdup(&b->u->mem, buf_cstr(text));
    buf_finish(text);
    return s;
}

static void
add_loc(struct escape_batch *b, struct buf *out, const struct escape_loc *l)
{
    if (l == &b->heap || l == &b->quiet) {
        buf_add_str(out, "{heap}");
    } else if (!l->node) {
        buf_add_str(out, "{temp}");
    } else if (l->node->op == IR_NAME) {
        escape_text_node(out, l->node, l->fn);
    } else {
        buf_add_str(out, "{storage for ");
        escape_text_node(out, l->node, l->fn);
        buf_add_byte(out, '}');
    }
}

static struct escape_flow
make_flow(struct escape_batch *b, const struct escape_loc *dst, const struct escape_loc *src,
          int derefs, const struct escape_note *notes)
{
    struct escape_flow f = {0};
    struct buf text = {0};
    add_loc(b, &text, dst);
    f.to = keep(b, &text);
    text = (struct buf){0};
    buf_add_str(&text, derefs < 0 ? "&" : "");
    for (int i = 0; i < derefs; i++)
        buf_add_byte(&text, '*');
    add_loc(b, &text, src);
    f.from = keep(b, &text);
    for (const struct escape_note *n = notes; n; n = n->next)
        f.n_steps++;
    struct escape_step *steps = bump_array(&b->u->mem, struct escape_step, f.n_steps + 1);
    size_t i = 0;
    for (const struct escape_note *n = notes; n; n = n->next) {
        text = (struct buf){0};
        escape_text_node(&text, n->where, n->fn);
        steps[i++] = (struct escape_step){keep(b, &text), n->why, n->pos};
    }
    f.steps = steps;
    return f;
}

static struct escape_reason *
add_reason(struct escape_batch *b, enum escape_reason_kind kind, struct pos pos, struct buf *what)
{
    struct escape_reason *r = bump_new(&b->u->mem, struct escape_reason);
    r->kind = kind;
    r->pos = pos;
    r->what = keep(b, what);
    r->n_notes = b->u->diag.notes.n;
    vec_push(&b->u->reasons, r);
    return r;
}

static bool
wanted(const struct escape_batch *b, const struct escape_loc *l)
{
    return b->reasons && l->node && !l->fn->silent;
}

/* ---- what is found ---- */

static void
escapes_text(struct buf *out, const struct escape_loc *l)
{
    escape_text_node(out, l->node, l->fn);
    buf_printf(out, " escapes to heap in %s", l->fn->name);
}

void
escape_reason_flow(struct escape_batch *b, const struct escape_loc *dst,
                   const struct escape_loc *src, int derefs, const struct escape_note *notes)
{
    if (!wanted(b, src))
        return;
    struct buf text = {0};
    escapes_text(&text, src);
    struct escape_reason *r = add_reason(b, ESCAPE_REASON_ESCAPES, src->node->pos, &text);
    struct escape_flow *f = bump_new(&b->u->mem, struct escape_flow);
    *f = make_flow(b, dst, src, derefs, notes);
    r->flows = f;
    r->n_flows = 1;
}

/* The flows from l to root, as the walk has just found them. */
static void
add_path(struct escape_batch *b, struct escape_reason *r, const struct escape_loc *root,
         const struct escape_loc *l)
{
    size_t n = 0, max = b->locs.n + 4;
    struct escape_flow *flows = NULL;
    VEC(struct escape_flow) list = {0};
    VEC(const struct escape_loc *) seen = {0};
    for (;; n++) {
        for (size_t i = 0; i < seen.n; i++)
            r->truncated |= seen.v[i] == l;
        if (r->truncated || n > max)
            break;
        vec_push(&seen, l);
        const struct escape_edge *e = &l->dst->edges.v[l->dst_edge];
        vec_push(&list, make_flow(b, l->dst, l, e->derefs, e->notes));
        if (l->dst == root)
            break;
        l = l->dst;
    }
    flows = bump_array(&b->u->mem, struct escape_flow, list.n + 1);
    for (size_t i = 0; i < list.n; i++)
        flows[i] = list.v[i];
    r->flows = flows;
    r->n_flows = list.n;
    vec_finish(&list);
    vec_finish(&seen);
}

void
escape_reason_path(struct escape_batch *b, const struct escape_loc *root,
                   const struct escape_loc *l)
{
    if (!wanted(b, l))
        return;
    struct buf text = {0};
    escapes_text(&text, l);
    add_path(b, add_reason(b, ESCAPE_REASON_ESCAPES, l->node->pos, &text), root, l);
}

void
escape_reason_leak(struct escape_batch *b, const struct escape_loc *root,
                   const struct escape_loc *l, int derefs)
{
    if (!wanted(b, l) || root == &b->quiet)
        return;
    struct buf text = {0};
    buf_add_str(&text, "parameter ");
    escape_text_node(&text, l->node, l->fn);
    buf_add_str(&text, " leaks to ");
    add_loc(b, &text, root);
    buf_printf(&text, " for %s with derefs=%d", l->fn->name, derefs);
    add_path(b, add_reason(b, ESCAPE_REASON_LEAKS, l->node->pos, &text), root, l);
}

void
escape_reason_capture(struct escape_batch *b, const struct ir_name *v, const struct escape_loc *l)
{
    if (!wanted(b, l))
        return;
    struct buf text = {0};
    buf_printf(&text, "%s capturing by %s: %s (addr=%s assign=%s width=%llu)", v->fn->name,
               v->by_value ? "value" : "ref", v->text, l->addr_taken ? "true" : "false",
               l->reassigned ? "true" : "false", (unsigned long long)escape_ir_size(v->type));
    add_reason(b, ESCAPE_REASON_CAPTURES, v->pos, &text);
}

/* ---- for those who show them ---- */

const struct escape_reason *
escape_reason_next(const struct unit *u, struct pos pos, const struct escape_reason *after)
{
    bool found = !after;
    for (size_t i = 0; i < u->reasons.n; i++) {
        const struct escape_reason *r = u->reasons.v[i];
        if (found && !diag_pos_compare(r->pos, pos))
            return r;
        found |= r == after;
    }
    return NULL;
}

/* A place without the braces that mark what has no name of its own; the address of such a storage
 * is what its expression yields. */
static void
write_place(struct buf *out, const char *place)
{
    static const char storage[] = "{storage for ";
    const char *in = strstr(place, storage);
    if (strcmp(place, "{heap}") == 0)
        buf_add_str(out, "the heap");
    else if (in)
        buf_printf(out, "%.*s%.*s", *place == '&' ? 0 : (int)(in - place), place,
                   (int)(strlen(in) - sizeof storage), in + sizeof storage - 1);
    else
        buf_add_str(out, place);
}

void
escape_reason_words(const struct escape_reason *r, struct buf *out)
{
    for (const struct escape_flow *f = r->flows; f < r->flows + r->n_flows; f++) {
        write_place(out, f->to);
        buf_add_str(out, " holds ");
        write_place(out, f->from);
        const struct escape_step *s = f->steps + f->n_steps - 1;
        if (f->n_steps)
            buf_printf(out, ": %s (%s, line %u)", s->what, s->why, s->pos.line);
        buf_add_byte(out, '\n');
    }
}

static void
write_pos(const struct unit *u, struct buf *out, struct pos pos)
{
    if (!pos.line) {
        buf_add_str(out, "<unknown line number>");
        return;
    }
    diag_write_place(&u->diag, pos, false, out);
}

static void
write_reason(const struct unit *u, struct buf *out, const struct escape_reason *r)
{
    write_pos(u, out, r->pos);
    buf_printf(out, r->kind == ESCAPE_REASON_CAPTURES ? ": %s\n" : ": %s:\n", r->what);
    for (size_t i = 0; i < r->n_flows; i++) {
        const struct escape_flow *f = &r->flows[i];
        write_pos(u, out, r->pos);
        buf_printf(out, ":   flow: %s \xe2\x86\x90 %s:\n", f->to, f->from);
        for (size_t k = 0; k < f->n_steps; k++) {
            write_pos(u, out, r->pos);
            buf_printf(out, ":     from %s (%s) at ", f->steps[k].what, f->steps[k].why);
            write_pos(u, out, f->steps[k].pos);
            buf_add_byte(out, '\n');
        }
    }
    if (r->truncated) {
        write_pos(u, out, r->pos);
        buf_add_str(out, ":   warning: truncated explanation due to assignment cycle; "
                         "see golang.org/issue/35518\n");
    }
}

void
escape_reason_write_all(const struct unit *u, struct buf *out)
{
    size_t k = 0;
    for (size_t i = 0; i <= u->diag.notes.n; i++) {
        for (; k < u->reasons.n && u->reasons.v[k]->n_notes <= i; k++)
            write_reason(u, out, u->reasons.v[k]);
        if (i == u->diag.notes.n)
            break;
        const struct diag_line *l = &u->diag.notes.v[i];
        write_pos(u, out, l->pos);
        buf_printf(out, ": %s\n", l->text);
    }
}
