/* The headers of if, for and switch: optional simple statements around a condition, with the many
 * ways to get them wrong that deserve their own message.
 * Go: cmd/compile/internal/syntax/parser.go */
#include "lang/parser.h"

#include "lang/printer.h"

/* The semicolon after the init statement, for messages about what is missing behind it. */
struct header_semi {
    bool seen;
    struct pos pos;
    const char *lit; /* "semicolon" or "newline" */
};

static void
add_emphasized(struct buf *out, const struct expr *x)
{
    bool binary = x->kind == EXPR_BINARY;
    buf_add_str(out, binary ? "(" : "");
    printer_expr(out, x);
    buf_add_str(out, binary ? ")" : "");
}

/* The text of a simple statement that stands where a value should. A plain assignment, which was
 * probably meant to be "==", is shown so that its "=" stands out. */
static void
add_statement(struct buf *out, const struct stmt *s)
{
    if (s->kind == STMT_SEND) {
        printer_expr(out, s->send.chan);
        buf_add_str(out, " <- ");
        printer_expr(out, s->send.value);
    } else if (s->kind == STMT_ASSIGN && s->assign.op == TOKEN_ASSIGN) {
        buf_add_str(out, "assignment ");
        add_emphasized(out, s->assign.lhs);
        buf_add_str(out, " = ");
        add_emphasized(out, s->assign.rhs);
    } else if (s->kind == STMT_ASSIGN && s->assign.rhs) {
        printer_expr(out, s->assign.lhs);
        bool define = s->assign.op == TOKEN_DEFINE;
        buf_printf(out, " %s= ", define ? ":" : token_text(s->assign.op));
        printer_expr(out, s->assign.rhs);
    } else if (s->kind == STMT_ASSIGN) {
        printer_expr(out, s->assign.lhs);
        buf_add_str(out, s->assign.op == TOKEN_ADD ? "++" : "--");
    }
}

static void
report_no_value(struct parser *p, const struct stmt *s)
{
    struct buf text = {0};
    struct pos pos = s->pos;
    add_statement(&text, s);
    parse_syntax_error(p, pos, "cannot use %s as value", buf_cstr(&text));
    buf_finish(&text);
}

/* An if without condition. */
static struct expr *
report_no_condition(struct parser *p, struct header_semi semi)
{
    if (semi.lit[0] == 's')
        parse_syntax_error(p, semi.pos, "missing condition in if statement");
    else
        parse_syntax_error(p, semi.pos, "unexpected %s, expected { after if clause", semi.lit);
    return parse_new_expr(p, EXPR_BAD, semi.pos);
}

static struct expr *
condition_of(struct parser *p, struct stmt *s, enum token keyword, struct header_semi semi)
{
    if (s && s->kind == STMT_EXPR)
        return s->expr;
    if (s) {
        report_no_value(p, s);
        return parse_new_expr(p, EXPR_BAD, s->pos);
    }
    return keyword == TOKEN_IF && semi.seen ? report_no_condition(p, semi) : NULL;
}

/* ForClause = [ SimpleStmt ] ";" [ Condition ] ";" [ SimpleStmt ] , after the first ";" */
static struct stmt *
parse_for_clause(struct parser *p, struct parse_header *h)
{
    struct stmt *cond = NULL;
    if (p->lex.tok == TOKEN_LBRACE) {
        parse_unexpected(p, ", expected for loop condition");
        return NULL;
    }
    if (p->lex.tok != TOKEN_SEMI)
        cond = parse_stmt_simple(p, NULL, TOKEN_EOF);
    parse_want(p, TOKEN_SEMI);
    if (p->lex.tok == TOKEN_LBRACE)
        return cond;
    h->post = parse_stmt_simple(p, NULL, TOKEN_EOF);
    if (h->post->kind == STMT_ASSIGN && h->post->assign.op == TOKEN_DEFINE)
        parse_syntax_error(p, h->post->pos, "cannot declare in post statement of for loop");
    return cond;
}

/* What follows the first statement of a header that the "{" does not follow. */
static struct stmt *
parse_rest(struct parser *p, struct parse_header *h, enum token keyword, struct header_semi *semi)
{
    if (p->lex.tok == TOKEN_SEMI) {
        *semi = (struct header_semi){true, p->lex.pos, p->lex.lit};
        parse_next(p);
    } else {
        parse_want(p, TOKEN_LBRACE); /* asking for "{" and not for ";" tells users more */
        if (p->lex.tok != TOKEN_LBRACE)
            parse_skip_to(p, parse_set(TOKEN_LBRACE) | parse_set(TOKEN_RBRACE));
    }
    if (keyword == TOKEN_FOR)
        return parse_for_clause(p, h);
    return p->lex.tok == TOKEN_LBRACE ? NULL : parse_stmt_simple(p, NULL, keyword);
}

static struct parse_header
parse_parts(struct parser *p, enum token keyword)
{
    struct parse_header h = {NULL, NULL, NULL};
    struct header_semi semi = {.seen = false};
    struct stmt *cond;
    if (p->lex.tok != TOKEN_SEMI) {
        if (parse_got(p, TOKEN_VAR))
            parse_syntax_error(p, p->lex.pos, "var declaration not allowed in %s initializer",
                               token_text(keyword));
        h.init = parse_stmt_simple(p, NULL, keyword);
        if (h.init->kind == STMT_FOR)
            return h;
    }
    if (p->lex.tok == TOKEN_LBRACE) {
        cond = h.init;
        h.init = NULL;
    } else {
        cond = parse_rest(p, &h, keyword, &semi);
    }
    h.cond = condition_of(p, cond, keyword, semi);
    return h;
}

struct parse_header
parse_header(struct parser *p, enum token keyword)
{
    struct parse_header h = {NULL, NULL, NULL};
    parse_next(p);
    if (p->lex.tok == TOKEN_LBRACE) {
        if (keyword == TOKEN_IF) {
            parse_syntax_error(p, p->lex.pos, "missing condition in if statement");
            h.cond = parse_bad_expr(p);
        }
        return h;
    }
    int outer = p->xnest;
    p->xnest = -1;
    h = parse_parts(p, keyword);
    p->xnest = outer;
    return h;
}
