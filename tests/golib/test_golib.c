/* The embedded Go packages: all of the folder, sorted, byte for byte. */
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

START_TEST(test_files_are_sorted_by_path)
{
    ck_assert_ptr_nonnull(find("errors/errors.go"));
    for (const struct golib_file *f = golib_files + 1; f->path; f++)
        ck_assert_str_lt(f[-1].path, f->path);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("golib");
    TCase *tc = suite_case("golib");
    tcase_add_test(tc, test_every_file_of_the_folder_is_embedded);
    tcase_add_test(tc, test_files_are_sorted_by_path);
    suite_add_tcase(s, tc);
    return suite_finish(s);
}
