/* Blocks of the manager's own memory. */
#include "mem/metadata.h"

#include "tests/suite.h"

START_TEST(test_blocks_are_zero_counted_and_known)
{
    static _Atomic uint64_t total;
    struct metadata m;
    metadata_init(&m, &total);
    for (unsigned i = 1; i <= 5; i++) {
        struct metadata_block *b = metadata_add_block(&m);
        uint64_t at = (uint64_t)(uintptr_t)b;
        ck_assert_uint_eq(b->bytes, METADATA_BLOCK_BYTES);
        for (size_t w = sizeof *b / 8; w < METADATA_BLOCK_BYTES / 8; w++)
            ck_assert_uint_eq(((uint64_t *)b)[w], 0);
        ck_assert(metadata_contains(&m, at));
        ck_assert(metadata_contains(&m, at + METADATA_BLOCK_BYTES - 1));
        ck_assert_uint_eq(total, i * METADATA_BLOCK_BYTES);
    }
    ck_assert(!metadata_contains(&m, (uint64_t)(uintptr_t)&m));
    metadata_finish(&m);
    ck_assert_ptr_null(atomic_load(&m.blocks));
}
END_TEST

int
main(void)
{
    SUITE_RUN("metadata", test_blocks_are_zero_counted_and_known);
}
