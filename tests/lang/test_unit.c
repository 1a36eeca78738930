/* Interning of names in a unit, and what is read of the embedded packages. */
#include "lang/unit.h"

#include "base/buf.h"
#include "golib/golib.h"
#include "lang/object.h"
#include "tests/suite.h"

#include <stdio.h>

START_TEST(equal_names_are_equal_pointers)
{
    struct unit *u = unit_create();
    const char *a = unit_intern(u, "alpha beta", 5);
    ck_assert_str_eq(a, "alpha");
    ck_assert_ptr_eq(a, unit_intern(u, "alpha", 5));
    ck_assert_ptr_ne(a, unit_intern(u, "alph", 4));
    unit_destroy(u);
}
END_TEST

START_TEST(names_stay_when_many_follow)
{
    struct unit *u = unit_create();
    const char *first = unit_intern(u, "first", 5);
    for (int i = 0; i < 5000; i++) {
        char name[16];
        int n = snprintf(name, sizeof name, "n%d", i);
        unit_intern(u, name, (size_t)n);
    }
    ck_assert_str_eq(first, "first");
    ck_assert_ptr_eq(first, unit_intern(u, "first", 5));
    unit_destroy(u);
}
END_TEST

START_TEST(destroy_accepts_null)
{
    unit_destroy(NULL);
}
END_TEST

/* Ordinary runs read only what they can reach. */
START_TEST(every_embedded_package_is_right_as_a_whole)
{
    struct buf text = {0};
    buf_add_str(&text, "package main\n");
    for (size_t i = 0; i < golib_n_packages; i++) {
        const char *path = golib_packages[i].path;
        if (strncmp(path, "internal/", 9) != 0)
            buf_printf(&text, "import _ \"%s\"\n", path);
    }
    buf_add_str(&text, "func main() {}\n");
    struct unit *u = unit_create();
    u->whole_packages = true;
    bool ok = unit_load(u, "all.go", buf_cstr(&text), text.len);
    text.len = 0;
    diag_format_errors(&u->diag, 0, &text);
    ck_assert_msg(ok, "%s", buf_cstr(&text));
    buf_finish(&text);
    unit_destroy(u);
}
END_TEST

static const struct func *
find_func(const struct unit *u, const char *name)
{
    for (size_t i = 0; i < u->order.n; i++) {
        vec_each (struct func *const *, f, &u->order.v[i]->funcs) {
            if ((*f)->full_name && strcmp((*f)->full_name, name) == 0)
                return *f;
        }
    }
    return NULL;
}

START_TEST(only_what_a_program_can_reach_is_read)
{
    static const char text[] = "package main\n"
                               "import \"strings\"\n"
                               "type reader interface { ReadByte() (byte, error) }\n"
                               "func main() {\n"
                               "	var r reader = strings.NewReader(\"a\")\n"
                               "	r.ReadByte()\n"
                               "}\n";
    struct unit *u = unit_create();
    ck_assert(unit_load(u, "reach.go", text, strlen(text)));
    ck_assert_ptr_nonnull(find_func(u, "strings.NewReader"));
    ck_assert_ptr_nonnull(find_func(u, "strings.(*Reader).ReadByte"));
    ck_assert_ptr_null(find_func(u, "strings.(*Reader).ReadRune"));
    ck_assert_ptr_null(find_func(u, "strings.Repeat"));
    unit_destroy(u);
}
END_TEST

START_TEST(messages_know_the_names_of_what_is_not_reached)
{
    static const char text[] = "package main\n"
                               "import \"strings\"\n"
                               "func main() { strings.repeat(\"a\", 2) }\n";
    struct buf out = {0};
    struct unit *u = unit_create();
    ck_assert(!unit_load(u, "names.go", text, strlen(text)));
    diag_format_errors(&u->diag, 0, &out);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&out), "(but have Repeat)"));
    buf_finish(&out);
    unit_destroy(u);
}
END_TEST

int
main(void)
{
    SUITE_RUN("unit", equal_names_are_equal_pointers, names_stay_when_many_follow,
              destroy_accepts_null, every_embedded_package_is_right_as_a_whole,
              only_what_a_program_can_reach_is_read,
              messages_know_the_names_of_what_is_not_reached);
}
