/* Statements, except the headers of if, for and switch and the checks of labels and jumps.
 * Go: cmd/compile/internal/syntax/parser.go */
#include "lang/parser.h"

#include <string.h>

static struct stmt *parse_stmt_or_null(struct parser *p);

typedef VEC(struct stmt *) stmt_vec;

/* --- simple statements -------------------------------------------------------------------------
 */

static struct stmt *
new_assign(struct parser *p, struct pos pos, enum token op, struct expr *lhs, struct expr *rhs)
{
    struct stmt *s = parse_new_stmt(p, STMT_ASSIGN, pos);
    s->assign.op = op;
    s->assign.lhs = lhs;
    s->assign.rhs = rhs;
    return s;
}

static struct stmt *
new_expr_stmt(struct parser *p, struct expr *x)
{
    struct stmt *s = parse_new_stmt(p, STMT_EXPR, x->pos);
    s->expr = x;
    return s;
}

/* RangeClause = [ ExpressionList ( "=" | ":=" ) ] "range" Expression . At "range". */
static struct stmt *
parse_range(struct parser *p, struct expr *lhs, bool define)
{
    struct stmt *s = parse_new_stmt(p, STMT_FOR, p->lex.pos);
    size_t n = ast_list_len(lhs);
    s->for_.is_range = true;
    s->for_.range_pos = p->lex.pos;
    s->for_.define = define;
    s->for_.key = n > 0 ? ast_list_at(lhs, 0) : NULL;
    s->for_.value = n > 1 ? ast_list_at(lhs, 1) : NULL;
    s->for_.extra = n > 2 ? ast_list_at(lhs, 2) : NULL;
    parse_next(p);
    s->for_.x = parse_expr(p);
    return s;
}

/* ExpressionList ( "=" | ":=" ) ExpressionList . At the operator. */
static struct stmt *
parse_assignment(struct parser *p, struct expr *lhs, enum token keyword)
{
    struct pos pos = p->lex.pos;
    enum token op = p->lex.tok;
    parse_next(p);
    if (keyword == TOKEN_FOR && p->lex.tok == TOKEN_RANGE)
        return parse_range(p, lhs, op == TOKEN_DEFINE);
    struct expr *rhs = parse_expr_list(p);
    if (rhs->kind == EXPR_TYPE_SWITCH_GUARD && keyword == TOKEN_SWITCH && op == TOKEN_DEFINE &&
        lhs->kind == EXPR_NAME) {
        rhs->guard.lhs = lhs->name.name;
        rhs->guard.lhs_pos = lhs->pos;
        return new_expr_stmt(p, rhs);
    }
    return new_assign(p, pos, op, lhs, rhs);
}

/* One expression and what makes a statement of it. */
static struct stmt *
parse_after_expr(struct parser *p, struct expr *lhs)
{
    struct pos pos = p->lex.pos;
    enum token op = p->lex.op;
    struct stmt *s;
    switch (p->lex.tok) {
    case TOKEN_ASSIGN_OP:
        parse_next(p);
        return new_assign(p, pos, op, lhs, parse_expr(p));
    case TOKEN_INC:
    case TOKEN_DEC:
        op = p->lex.tok == TOKEN_INC ? TOKEN_ADD : TOKEN_SUB;
        parse_next(p);
        return new_assign(p, pos, op, lhs, NULL);
    case TOKEN_ARROW:
        s = parse_new_stmt(p, STMT_SEND, pos);
        parse_next(p);
        s->send.chan = lhs;
        s->send.value = parse_expr(p);
        return s;
    default:
        return new_expr_stmt(p, lhs);
    }
}

/* SimpleStmt = ExpressionStmt | SendStmt | IncDecStmt | Assignment | ShortVarDecl .
 * lhs: the left side if parsed. keyword: "for" also takes a range clause, "switch" a type switch
 * guard with a variable. */
struct stmt *
parse_stmt_simple(struct parser *p, struct expr *lhs, enum token keyword)
{
    if (keyword == TOKEN_FOR && p->lex.tok == TOKEN_RANGE)
        return parse_range(p, NULL, false);
    if (!lhs)
        lhs = parse_expr_list(p);
    if (p->lex.tok == TOKEN_ASSIGN || p->lex.tok == TOKEN_DEFINE)
        return parse_assignment(p, lhs, keyword);
    if (lhs->kind != EXPR_LIST)
        return parse_after_expr(p, lhs);
    parse_unexpected(p, ", expected := or = or comma");
    parse_skip_to(p, parse_set(TOKEN_SEMI) | parse_set(TOKEN_RBRACE));
    return new_expr_stmt(p, lhs->list.v[0]);
}

/* --- blocks ------------------------------------------------------------------------------------
 */

/* StatementList = { Statement ";" } . */
void
parse_stmt_list(struct parser *p, struct block *b)
{
    stmt_vec list = {0};
    while (p->lex.tok != TOKEN_EOF && p->lex.tok != TOKEN_RBRACE && p->lex.tok != TOKEN_CASE &&
           p->lex.tok != TOKEN_DEFAULT) {
        struct stmt *s = parse_stmt_or_null(p);
        parse_decl_clear_directives(p);
        if (!s)
            break;
        vec_push(&list, s);
        if (parse_got(p, TOKEN_SEMI) || p->lex.tok == TOKEN_RBRACE)
            continue;
        parse_unexpected(p, " at end of statement");
        parse_skip_to(p, parse_set(TOKEN_SEMI) | parse_set(TOKEN_RBRACE) | parse_set(TOKEN_CASE) |
                             parse_set(TOKEN_DEFAULT));
        parse_got(p, TOKEN_SEMI);
    }
    b->n = list.n;
    if (list.n > 0) {
        b->v = bump_array(&p->unit->mem, struct stmt *, list.n);
        memcpy(b->v, list.v, list.n * sizeof *list.v);
    }
    vec_finish(&list);
}

/* Block = "{" StatementList "}" . context: what the block follows; NULL when "{" is certain. */
struct block
parse_stmt_block(struct parser *p, const char *context)
{
    struct block b = {.pos = p->lex.pos};
    if (!parse_got(p, TOKEN_LBRACE)) {
        parse_unexpected(p, ", expected { after %s", context ? context : "block");
        parse_skip_to(p, parse_set(TOKEN_NAME) | parse_set(TOKEN_RBRACE));
        b.rbrace = p->lex.pos;
        if (parse_got(p, TOKEN_RBRACE))
            return b;
    }
    parse_stmt_list(p, &b);
    b.rbrace = p->lex.pos;
    parse_want(p, TOKEN_RBRACE);
    return b;
}

/* Labels and jumps are checked only when the body has no errors, which would lead to more. */
struct block *
parse_stmt_func_body(struct parser *p, struct func *f)
{
    size_t errors = p->lex.n_errors;
    struct block *body = bump_new(&p->unit->mem, struct block);
    p->fnest++;
    *body = parse_stmt_block(p, NULL);
    p->fnest--;
    if (errors == p->lex.n_errors) {
        f->body = body;
        parse_branch_check(p, f);
    }
    return body;
}

/* --- compound statements -----------------------------------------------------------------------
 */

static struct stmt *
parse_block_stmt(struct parser *p)
{
    struct stmt *s = parse_new_stmt(p, STMT_BLOCK, p->lex.pos);
    s->block = parse_stmt_block(p, NULL);
    return s;
}

/* IfStmt = "if" [ SimpleStmt ";" ] Expression Block [ "else" ( IfStmt | Block ) ] . */
static struct stmt *
parse_if(struct parser *p)
{
    struct stmt *s = parse_new_stmt(p, STMT_IF, p->lex.pos);
    if (!parse_enter(p))
        return s;
    struct parse_header h = parse_header(p, TOKEN_IF);
    s->if_.init = h.init;
    s->if_.cond = h.cond;
    s->if_.then = parse_stmt_block(p, "if clause");
    if (parse_got(p, TOKEN_ELSE)) {
        if (p->lex.tok == TOKEN_IF) {
            s->if_.els = parse_if(p);
        } else if (p->lex.tok == TOKEN_LBRACE) {
            s->if_.els = parse_block_stmt(p);
        } else {
            parse_syntax_error(p, p->lex.pos, "else must be followed by if or statement block");
            parse_skip_to(p, parse_set(TOKEN_NAME) | parse_set(TOKEN_RBRACE));
        }
    }
    parse_leave(p);
    return s;
}

/* ForStmt = "for" [ Condition | ForClause | RangeClause ] Block . */
static struct stmt *
parse_for(struct parser *p)
{
    struct pos pos = p->lex.pos;
    struct parse_header h = parse_header(p, TOKEN_FOR);
    struct stmt *s = h.init;
    if (!s || s->kind != STMT_FOR) {
        s = parse_new_stmt(p, STMT_FOR, pos);
        s->for_.init = h.init;
        s->for_.cond = h.cond;
        s->for_.post = h.post;
    }
    s->pos = pos;
    s->for_.body = parse_stmt_block(p, "for clause");
    return s;
}

/* CaseClause = ( "case" ExpressionList | "default" ) ":" StatementList .
 * CommClause = ( "case" SimpleStmt | "default" ) ":" StatementList . */
static struct case_clause
parse_case(struct parser *p, bool is_select)
{
    struct case_clause c = {.pos = p->lex.pos};
    if (parse_got(p, TOKEN_CASE)) {
        if (is_select)
            c.comm = parse_stmt_simple(p, NULL, TOKEN_EOF);
        else
            c.exprs = parse_unpack(p, parse_expr_list(p), &c.n_exprs);
    } else if (parse_got(p, TOKEN_DEFAULT)) {
        c.is_default = true;
    } else {
        parse_unexpected(p, ", expected case or default or }");
        parse_skip_to(p, parse_set(TOKEN_COLON) | parse_set(TOKEN_CASE) | parse_set(TOKEN_DEFAULT) |
                             parse_set(TOKEN_RBRACE));
    }
    c.colon = p->lex.pos;
    parse_want(p, TOKEN_COLON);
    c.body.pos = c.pos;
    parse_stmt_list(p, &c.body);
    c.body.rbrace = p->lex.pos;
    return c;
}

/* "{" { CaseClause } "}" */
static void
parse_cases(struct parser *p, struct stmt *s)
{
    bool is_select = s->kind == STMT_SELECT;
    VEC(struct case_clause) cases = {0};
    if (!parse_got(p, TOKEN_LBRACE)) {
        parse_syntax_error(p, p->lex.pos, "missing { after %s clause",
                           is_select ? "select" : "switch");
        parse_skip_to(p,
                      parse_set(TOKEN_CASE) | parse_set(TOKEN_DEFAULT) | parse_set(TOKEN_RBRACE));
    }
    while (p->lex.tok != TOKEN_EOF && p->lex.tok != TOKEN_RBRACE)
        vec_push(&cases, parse_case(p, is_select));
    s->switch_.rbrace = p->lex.pos;
    parse_want(p, TOKEN_RBRACE);
    s->switch_.n_cases = cases.n;
    if (cases.n > 0) {
        s->switch_.cases = bump_array(&p->unit->mem, struct case_clause, cases.n);
        memcpy(s->switch_.cases, cases.v, cases.n * sizeof *cases.v);
    }
    vec_finish(&cases);
}

/* SwitchStmt = "switch" [ SimpleStmt ";" ] [ Expression | TypeSwitchGuard ] Cases .
 * SelectStmt = "select" Cases . */
static struct stmt *
parse_switch(struct parser *p)
{
    bool is_select = p->lex.tok == TOKEN_SELECT;
    struct stmt *s = parse_new_stmt(p, is_select ? STMT_SELECT : STMT_SWITCH, p->lex.pos);
    if (is_select) {
        parse_next(p);
    } else {
        struct parse_header h = parse_header(p, TOKEN_SWITCH);
        s->switch_.init = h.init;
        s->switch_.tag = h.cond;
    }
    parse_cases(p, s);
    return s;
}

/* --- other statements --------------------------------------------------------------------------
 */

/* "var", "const" or "type" and its specifications */
static struct stmt *
parse_decl_stmt(struct parser *p, parse_decl_spec *spec)
{
    struct stmt *s = parse_new_stmt(p, STMT_DECL, p->lex.pos);
    parse_decls decls = {0};
    parse_next(p);
    parse_decl_group(p, spec, &decls);
    s->decl.n = decls.n;
    if (decls.n > 0) {
        s->decl.v = bump_array(&p->unit->mem, struct decl *, decls.n);
        memcpy(s->decl.v, decls.v, decls.n * sizeof *decls.v);
    }
    vec_finish(&decls);
    return s;
}

/* LabeledStmt = identifier ":" Statement . At the ":". NULL: the statement is missing, reported. */
static struct stmt *
parse_labeled(struct parser *p, const struct expr *label)
{
    struct stmt *s = parse_new_stmt(p, STMT_LABELED, p->lex.pos);
    s->labeled.label = label->name.name;
    s->labeled.label_pos = label->pos;
    parse_next(p);
    if (p->lex.tok == TOKEN_RBRACE) {
        s->labeled.stmt = parse_new_stmt(p, STMT_EMPTY, p->lex.pos);
        return s;
    }
    s->labeled.stmt = parse_stmt_or_null(p);
    if (s->labeled.stmt)
        return s;
    parse_syntax_error(p, s->pos, "missing statement after label");
    return NULL;
}

/* ( "break" | "continue" ) [ identifier ] | "goto" identifier | "fallthrough" . */
static struct stmt *
parse_branch(struct parser *p)
{
    struct stmt *s = parse_new_stmt(p, STMT_BRANCH, p->lex.pos);
    enum token tok = p->lex.tok;
    s->branch.tok = tok;
    parse_next(p);
    if (tok == TOKEN_GOTO || (tok != TOKEN_FALLTHROUGH && p->lex.tok == TOKEN_NAME)) {
        struct parse_name label = parse_name(p);
        s->branch.label = label.text;
        s->branch.label_pos = label.pos;
    }
    return s;
}

/* ( "go" | "defer" ) Expression ; that it is a call is checked later */
static struct stmt *
parse_go(struct parser *p)
{
    enum token tok = p->lex.tok;
    struct stmt *s = parse_new_stmt(p, tok == TOKEN_GO ? STMT_GO : STMT_DEFER, p->lex.pos);
    parse_next(p);
    struct expr *x = parse_operand_primary(p, NULL, p->lex.tok == TOKEN_LPAREN);
    s->go_.call = ast_unparen(x);
    if (s->go_.call != x)
        lexer_error_at(&p->lex, x->pos, "expression in %s must not be parenthesized",
                       token_text(tok));
    return s;
}

/* ReturnStmt = "return" [ ExpressionList ] . */
static struct stmt *
parse_return(struct parser *p)
{
    struct stmt *s = parse_new_stmt(p, STMT_RETURN, p->lex.pos);
    parse_next(p);
    if (p->lex.tok != TOKEN_SEMI && p->lex.tok != TOKEN_RBRACE)
        s->return_.results = parse_unpack(p, parse_expr_list(p), &s->return_.n_results);
    return s;
}

/* A statement that begins with a name: most do. */
static struct stmt *
parse_named(struct parser *p)
{
    struct expr *lhs = parse_expr_list(p);
    if (lhs->kind == EXPR_NAME && p->lex.tok == TOKEN_COLON)
        return parse_labeled(p, lhs);
    return parse_stmt_simple(p, lhs, TOKEN_EOF);
}

static struct stmt *
parse_any(struct parser *p)
{
    switch (p->lex.tok) {
    case TOKEN_NAME:
        return parse_named(p);
    case TOKEN_VAR:
        return parse_decl_stmt(p, parse_decl_var);
    case TOKEN_CONST:
        return parse_decl_stmt(p, parse_decl_const);
    case TOKEN_TYPE:
        return parse_decl_stmt(p, parse_decl_type);
    case TOKEN_LBRACE:
        return parse_block_stmt(p);
    case TOKEN_ADD:
    case TOKEN_SUB:
    case TOKEN_MUL:
    case TOKEN_AND:
    case TOKEN_XOR:
    case TOKEN_NOT:
    case TOKEN_ARROW:
    case TOKEN_INT:
    case TOKEN_FLOAT:
    case TOKEN_IMAG:
    case TOKEN_CHAR:
    case TOKEN_STRING:
    case TOKEN_FUNC:
    case TOKEN_LPAREN:
    case TOKEN_LBRACK:
    case TOKEN_STRUCT:
    case TOKEN_MAP:
    case TOKEN_CHAN:
    case TOKEN_INTERFACE:
        return parse_stmt_simple(p, NULL, TOKEN_EOF);
    case TOKEN_FOR:
        return parse_for(p);
    case TOKEN_SWITCH:
    case TOKEN_SELECT:
        return parse_switch(p);
    case TOKEN_IF:
        return parse_if(p);
    case TOKEN_FALLTHROUGH:
    case TOKEN_BREAK:
    case TOKEN_CONTINUE:
    case TOKEN_GOTO:
        return parse_branch(p);
    case TOKEN_GO:
    case TOKEN_DEFER:
        return parse_go(p);
    case TOKEN_RETURN:
        return parse_return(p);
    case TOKEN_SEMI:
        return parse_new_stmt(p, STMT_EMPTY, p->lex.pos);
    default:
        return NULL;
    }
}

/* Statement = Declaration | LabeledStmt | SimpleStmt | GoStmt | DeferStmt | ReturnStmt | BranchStmt
 * | Block | IfStmt | SwitchStmt | SelectStmt | ForStmt . */
static struct stmt *
parse_stmt_or_null(struct parser *p)
{
    if (!parse_enter(p))
        return NULL;
    if (p->lex.tok != TOKEN_VAR && p->lex.tok != TOKEN_CONST && p->lex.tok != TOKEN_TYPE)
        parse_decl_clear_directives(p);
    struct stmt *s = parse_any(p);
    parse_leave(p);
    return s;
}
