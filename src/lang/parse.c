/* The driver of the parser: source files, tokens, errors and how parsing goes on after them, and
 * the making of nodes.
 * Go: cmd/compile/internal/syntax/parser.go */
#include "lang/parse.h"

#include "lang/parser.h"

#include <string.h>

enum {
    MAX_DEPTH = 1000,  /* nested expressions, types and statements */
    MAX_HEIGHT = 5000, /* of one expression */
};

/* --- tokens ------------------------------------------------------------------------------------
 */

void
parse_next(struct parser *p)
{
    if (p->too_deep)
        p->lex.tok = TOKEN_EOF;
    else
        lexer_next(&p->lex);
}

bool
parse_got(struct parser *p, enum token t)
{
    if (p->lex.tok != t)
        return false;
    parse_next(p);
    return true;
}

void
parse_want(struct parser *p, enum token t)
{
    if (parse_got(p, t))
        return;
    parse_unexpected(p, ", expected %s", parse_token_words(t));
    parse_skip_to(p, 0);
}

bool
parse_got_assign(struct parser *p)
{
    if (p->lex.tok == TOKEN_DEFINE)
        parse_unexpected(p, ", expected =");
    else if (p->lex.tok != TOKEN_ASSIGN)
        return false;
    parse_next(p);
    return true;
}

/* Keywords that start a statement: inside a function, never skip one. */
static uint64_t
statement_starts(void)
{
    return parse_set(TOKEN_BREAK) | parse_set(TOKEN_CONST) | parse_set(TOKEN_CONTINUE) |
           parse_set(TOKEN_DEFER) | parse_set(TOKEN_FALLTHROUGH) | parse_set(TOKEN_FOR) |
           parse_set(TOKEN_GO) | parse_set(TOKEN_GOTO) | parse_set(TOKEN_IF) |
           parse_set(TOKEN_RETURN) | parse_set(TOKEN_SELECT) | parse_set(TOKEN_SWITCH) |
           parse_set(TOKEN_TYPE) | parse_set(TOKEN_VAR);
}

void
parse_skip_to(struct parser *p, uint64_t follow)
{
    if (follow == 0) {
        if (p->lex.tok != TOKEN_EOF)
            parse_next(p);
        return;
    }
    follow |= parse_set(TOKEN_EOF);
    if (p->fnest > 0)
        follow |= statement_starts();
    while (!(follow & parse_set(p->lex.tok)))
        parse_next(p);
}

/* --- errors ------------------------------------------------------------------------------------
 */

const char *
parse_token_words(enum token t)
{
    static const char *const keywords[] = {
#define KEYWORD_WORDS(name, text) [name] = "keyword " text,
        TOKEN_LIST(KEYWORD_WORDS)
#undef KEYWORD_WORDS
    };
    if (t == TOKEN_COMMA)
        return "comma";
    if (t == TOKEN_SEMI)
        return "semicolon or newline";
    return t >= TOKEN_BREAK ? keywords[t] : token_text(t);
}

static void
report(struct parser *p, struct pos pos, const char *text)
{
    if (p->lex.tok == TOKEN_EOF && p->lex.n_errors > 0)
        return; /* only a consequence of an earlier one */
    lexer_error_at(&p->lex, pos, "syntax error: %s", text);
    p->unit->n_blocking++;
}

void
parse_syntax_error(struct parser *p, struct pos pos, const char *fmt, ...)
{
    struct buf text = {0};
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(&text, fmt, ap);
    va_end(ap);
    report(p, pos, buf_cstr(&text));
    buf_finish(&text);
}

static void
add_current_token(const struct parser *p, struct buf *out)
{
    const struct lexer *lx = &p->lex;
    switch (lx->tok) {
    case TOKEN_NAME:
        buf_printf(out, "name %s", lx->lit);
        break;
    case TOKEN_SEMI:
        buf_add_str(out, lx->lit);
        break;
    case TOKEN_INT:
    case TOKEN_FLOAT:
    case TOKEN_IMAG:
    case TOKEN_CHAR:
    case TOKEN_STRING:
        buf_printf(out, "literal %s", lx->lit);
        break;
    case TOKEN_ASSIGN_OP:
        buf_printf(out, "%s=", token_text(lx->op));
        break;
    default:
        buf_add_str(out, parse_token_words(lx->tok));
        break;
    }
}

void
parse_unexpected(struct parser *p, const char *fmt, ...)
{
    struct buf text = {0};
    buf_add_str(&text, "unexpected ");
    add_current_token(p, &text);
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(&text, fmt, ap);
    va_end(ap);
    report(p, p->lex.pos, buf_cstr(&text));
    buf_finish(&text);
}

/* --- limits ------------------------------------------------------------------------------------
 */

/* The rest of the file reads as its end, so every loop stops and nothing more is reported. */
static void
stop_too_deep(struct parser *p, const char *what)
{
    if (p->too_deep)
        return;
    parse_syntax_error(p, p->lex.pos, "%s", what);
    p->too_deep = true;
    p->lex.tok = TOKEN_EOF;
}

bool
parse_enter(struct parser *p)
{
    if (p->depth >= MAX_DEPTH) {
        stop_too_deep(p, "exceeded max nesting depth");
        return false;
    }
    p->depth++;
    return true;
}

void
parse_leave(struct parser *p)
{
    p->depth--;
}

void
parse_grow(struct parser *p, unsigned below)
{
    if (p->height < below)
        p->height = below;
    if (++p->height > MAX_HEIGHT)
        stop_too_deep(p, "expression too long");
}

/* --- nodes -------------------------------------------------------------------------------------
 */

struct expr *
parse_new_expr(struct parser *p, enum expr_kind kind, struct pos pos)
{
    struct expr *e = bump_new(&p->unit->mem, struct expr);
    e->kind = kind;
    e->pos = pos;
    return e;
}

struct expr *
parse_bad_expr(struct parser *p)
{
    return parse_new_expr(p, EXPR_BAD, p->lex.pos);
}

struct stmt *
parse_new_stmt(struct parser *p, enum stmt_kind kind, struct pos pos)
{
    struct stmt *s = bump_new(&p->unit->mem, struct stmt);
    s->kind = kind;
    s->pos = pos;
    return s;
}

struct expr *
parse_name_expr(struct parser *p, struct parse_name name)
{
    struct expr *e = parse_new_expr(p, EXPR_NAME, name.pos);
    e->name.name = name.text;
    return e;
}

/* identifier; "_" stands in for one that is missing */
struct parse_name
parse_name(struct parser *p)
{
    struct parse_name name = {p->lex.lit, p->lex.pos};
    if (parse_got(p, TOKEN_NAME))
        return name;
    name.text = unit_intern(p->unit, "_", 1);
    parse_unexpected(p, ", expected name");
    parse_skip_to(p, 0);
    return name;
}

struct expr **
parse_keep_exprs(struct parser *p, parse_exprs *list, size_t *n)
{
    struct expr **kept = NULL;
    *n = list->n;
    if (list->n > 0) {
        kept = bump_array(&p->unit->mem, struct expr *, list->n);
        memcpy(kept, list->v, list->n * sizeof *kept);
    }
    vec_finish(list);
    return kept;
}

struct expr **
parse_unpack(struct parser *p, struct expr *e, size_t *n)
{
    *n = ast_list_len(e);
    if (!e || e->kind == EXPR_LIST)
        return e ? e->list.v : NULL;
    struct expr **one = bump_new(&p->unit->mem, struct expr *);
    *one = e;
    return one;
}

struct pos
parse_list(struct parser *p, const char *context, enum token sep, enum token close,
           parse_element *element, void *ctx)
{
    bool done = false;
    while (p->lex.tok != TOKEN_EOF && p->lex.tok != close && !done) {
        done = element(p, ctx);
        if (parse_got(p, sep) || p->lex.tok == close)
            continue;
        parse_unexpected(p, " in %s; possibly missing %s or %s", context, parse_token_words(sep),
                         parse_token_words(close));
        parse_skip_to(p,
                      parse_set(TOKEN_RPAREN) | parse_set(TOKEN_RBRACK) | parse_set(TOKEN_RBRACE));
        if (p->lex.tok != close)
            return p->lex.pos;
    }
    struct pos pos = p->lex.pos;
    parse_want(p, close);
    return pos;
}

/* --- files -------------------------------------------------------------------------------------
 */

static uint64_t
declaration_starts(void)
{
    return parse_set(TOKEN_IMPORT) | parse_set(TOKEN_CONST) | parse_set(TOKEN_TYPE) |
           parse_set(TOKEN_VAR) | parse_set(TOKEN_FUNC);
}

/* PackageClause = "package" PackageName ";" . False: do not go on. */
static bool
parse_package_clause(struct parser *p, struct file *f)
{
    f->pos = p->lex.pos;
    if (!parse_got(p, TOKEN_PACKAGE)) {
        parse_syntax_error(p, p->lex.pos, "package statement must be first");
        return false;
    }
    parse_decl_package_directives(p);
    size_t before = p->lex.n_errors; /* a directive in the wrong place is no reason to stop */
    struct parse_name name = parse_name(p);
    f->pkg_name = name.text;
    f->pkg_name_pos = name.pos;
    parse_want(p, TOKEN_SEMI);
    return p->lex.n_errors == before;
}

static parse_decl_spec *
spec_of(enum token keyword)
{
    switch (keyword) {
    case TOKEN_IMPORT:
        return parse_decl_import;
    case TOKEN_CONST:
        return parse_decl_const;
    case TOKEN_TYPE:
        return parse_decl_type;
    case TOKEN_VAR:
        return parse_decl_var;
    default:
        return NULL;
    }
}

static void
report_no_declaration(struct parser *p, const parse_decls *decls)
{
    const struct decl *last = decls->n > 0 ? vec_last(decls) : NULL;
    if (p->lex.tok == TOKEN_LBRACE && last && last->kind == DECL_FUNC && !last->func->body)
        parse_syntax_error(p, p->lex.pos, "unexpected semicolon or newline before {");
    else
        parse_syntax_error(p, p->lex.pos, "non-declaration statement outside function body");
    parse_skip_to(p, declaration_starts());
}

/* { ( ImportDecl | TopLevelDecl ) ";" } ; imports are accepted anywhere, with a complaint */
static void
parse_top_level(struct parser *p, parse_decls *decls)
{
    enum token previous = TOKEN_IMPORT;
    while (p->lex.tok != TOKEN_EOF) {
        enum token keyword = p->lex.tok;
        if (keyword == TOKEN_IMPORT && previous != TOKEN_IMPORT)
            parse_syntax_error(p, p->lex.pos, "imports must appear before other declarations");
        previous = keyword;
        if (spec_of(keyword)) {
            parse_next(p);
            parse_decl_group(p, spec_of(keyword), decls);
        } else if (keyword == TOKEN_FUNC) {
            parse_next(p);
            vec_push(decls, parse_decl_func(p));
        } else {
            report_no_declaration(p, decls);
            continue;
        }
        /* before the ";" is consumed: what stands behind it belongs to the next declaration */
        parse_decl_clear_directives(p);
        if (p->lex.tok != TOKEN_EOF && !parse_got(p, TOKEN_SEMI)) {
            parse_unexpected(p, " after top level declaration");
            parse_skip_to(p, declaration_starts());
        }
    }
    parse_decl_clear_directives(p);
}

/* SourceFile = PackageClause { ImportDecl ";" } { TopLevelDecl ";" } . */
struct file *
parse_parts(struct unit *u, uint16_t file_index, const char *text, const struct parse_part *parts,
            size_t n)
{
    struct parser parser = {.unit = u}, *p = &parser;
    struct file *f = bump_new(&u->mem, struct file);
    f->name = diag_file_name(&u->diag, file_index);
    parse_decls decls = {0};
    lexer_init(&p->lex, u, file_index, text, parts[0].len);
    parse_next(p);
    bool ok = parse_package_clause(p, f);
    for (size_t i = 0; i < n && ok; i++) {
        if (i > 0) {
            lexer_move(&p->lex, parts[i].offset, parts[i].len, parts[i].line);
            parse_next(p);
        }
        parse_top_level(p, &decls);
    }
    f->eof = p->lex.pos;
    f->n_decls = decls.n;
    f->decls = bump_array(&u->mem, struct decl *, decls.n);
    if (decls.n > 0)
        memcpy(f->decls, decls.v, decls.n * sizeof *decls.v);
    vec_finish(&decls);
    lexer_finish(&p->lex);
    return f;
}

struct file *
parse_file(struct unit *u, uint16_t file_index, const char *text, size_t len)
{
    return parse_parts(u, file_index, text, &(struct parse_part){0, len, 1}, 1);
}
