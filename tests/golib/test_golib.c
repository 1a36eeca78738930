/* The embedded Go packages: all of the folder, sorted, byte for byte, and their declarations. */
#include "golib/golib.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"

static const struct golib_file *
find(const char *path)
{
    for (const struct golib_file *f = golib_files; f->path; f++) {
        if (strcmp(f->path, path) == 0)
            return f;
    }
    return NULL;
}

static int
check_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)ftw;
    size_t n = strlen(path);
    if (type != FTW_F || n < 3 || strcmp(path + n - 3, ".go") != 0)
        return 0;
    const struct golib_file *embedded = find(path + strlen(GOLIB_DIR "/"));
    ck_assert_msg(embedded != NULL, "%s is not listed in meson.build", path);
    ck_assert_uint_eq(embedded->len, (size_t)st->st_size);
    char *text = malloc(embedded->len + 1);
    FILE *in = fopen(path, "rb");
    ck_assert_ptr_nonnull(in);
    ck_assert_uint_eq(fread(text, 1, embedded->len, in), embedded->len);
    fclose(in);
    text[embedded->len] = '\0';
    ck_assert_mem_eq(text, embedded->text, embedded->len + 1);
    free(text);
    return 0;
}

START_TEST(test_every_file_of_the_folder_is_embedded)
{
    ck_assert_int_eq(nftw(GOLIB_DIR, check_file, 16, FTW_PHYS), 0);
}
END_TEST

START_TEST(test_packages_have_their_files_and_these_their_declarations)
{
    ck_assert_ptr_nonnull(find("errors/errors.go"));
    size_t n_files = 0, n_decls = 0;
    for (size_t i = 0; i < golib_n_packages; i++) {
        const struct golib_package *p = &golib_packages[i];
        if (i > 0)
            ck_assert_str_lt(p[-1].path, p->path);
        ck_assert_uint_eq(p->first_file, n_files);
        for (size_t k = 0; k < p->n_files; k++, n_files++) {
            const struct golib_file *f = &golib_files[n_files];
            ck_assert_uint_eq(strrchr(f->path, '/') - f->path, strlen(p->path));
            ck_assert_uint_eq(strncmp(f->path, p->path, strlen(p->path)), 0);
            ck_assert_uint_eq(f->first_decl, n_decls);
            n_decls += f->n_decls;
        }
    }
    ck_assert_ptr_null(golib_files[n_files].path);
    ck_assert_uint_eq(n_decls, golib_n_decls);
}
END_TEST

/* Between the declarations is nothing but blank lines and comments. */
START_TEST(test_declarations_cover_the_file)
{
    for (const struct golib_file *f = golib_files; f->path; f++) {
        size_t at = f->head_len;
        uint32_t line = 1;
        for (size_t i = 0; i < at; i++)
            line += f->text[i] == '\n';
        for (size_t i = 0; i <= f->n_decls; i++) {
            const struct golib_decl *d = &golib_decls[f->first_decl + i];
            size_t end = i < f->n_decls ? d->offset : f->len;
            for (bool comment = false; at < end; at++) {
                line += f->text[at] == '\n';
                comment |= f->text[at] == '/' && f->text[at + 1] == '/';
                comment &= f->text[at] != '\n';
                ck_assert_msg(comment || strchr(" \t\n", f->text[at]), "%s:%u", f->path, line);
            }
            if (i == f->n_decls)
                break;
            ck_assert_uint_eq(d->line, line);
            for (; at < d->offset + d->len; at++)
                line += f->text[at] == '\n';
        }
    }
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("golib");
    TCase *tc = suite_case("golib");
    tcase_add_test(tc, test_every_file_of_the_folder_is_embedded);
    tcase_add_test(tc, test_packages_have_their_files_and_these_their_declarations);
    tcase_add_test(tc, test_declarations_cover_the_file);
    suite_add_tcase(s, tc);
    return suite_finish(s);
}
