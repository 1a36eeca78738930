/* A program mapped into memory: relocated, sealed, and searchable by address. */
#include <stdlib.h>

#include "tests/code/source.h"
#include "tests/suite.h"

#include "code/image.h"

static struct program *
small_program(void)
{
    return source_compile("var a = []int{1, 2}\n" /* line 2 */
                          "func f() int {\n"
                          "  return a[0]\n"
                          "}\n"
                          "func main() { println(f()) }");
}

START_TEST(test_load_relocates_and_seals)
{
    struct program *p = small_program();
    struct image im;
    ck_assert(image_load(&im, p));
    ck_assert(im.segments.s[SEGMENT_TEXT].sealed);
    ck_assert(im.segments.s[SEGMENT_RODATA].sealed);
    const struct typeinfo *t =
        (const struct typeinfo *)(uintptr_t)image_known(&im, p->known.type_string);
    ck_assert_uint_eq(t->size, 16);
    ck_assert_uint_eq(t->name.len, strlen("string"));
    ck_assert_int_eq(memcmp(t->name.data, "string", t->name.len), 0);
    ck_assert_uint_eq(t->ptrmask[0], 1);
    image_unload(&im);
    program_destroy(p);
}
END_TEST

START_TEST(test_functions_are_found_by_any_pc_inside)
{
    struct program *p = small_program();
    struct image im;
    ck_assert(image_load(&im, p));
    for (size_t i = 0; i < p->funcs.n; i++) {
        const struct program_func *f = &p->funcs.v[i];
        ck_assert_ptr_eq(image_find_func(&im, im.text + f->entry), f);
        ck_assert_ptr_eq(image_find_func(&im, im.text + f->entry + f->code_bytes - 8), f);
        ck_assert_uint_eq(image_header(im.text + f->entry)->func_id, i);
    }
    ck_assert_ptr_null(image_find_func(&im, im.text));
    ck_assert_ptr_null(image_find_func(&im, im.text + im.segments.s[SEGMENT_TEXT].bytes + 4096));
    image_unload(&im);
    program_destroy(p);
}
END_TEST

START_TEST(test_a_return_address_has_the_line_of_its_call)
{
    struct program *p = small_program();
    struct image im;
    ck_assert(image_load(&im, p));
    const struct program_func *f = source_func(p, "main.f");
    uint64_t entry = im.text + f->entry;
    ck_assert_uint_eq(image_line(&im, f, entry), 4);
    ck_assert_uint_eq(image_line(&im, f, entry + f->code_bytes), 4);
    image_unload(&im);
    program_destroy(p);
}
END_TEST

int
main(void)
{
    SUITE_RUN("image", test_load_relocates_and_seals, test_functions_are_found_by_any_pc_inside,
              test_a_return_address_has_the_line_of_its_call);
}
