/* The instruction table is consistent in itself. */
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"

#include "code/opcode.h"

START_TEST(test_every_opcode_has_three_operands_and_at_most_two_ext_words)
{
    for (unsigned i = 0; i < OP_COUNT; i++) {
        const struct opcode_info *o = &opcode_infos[i];
        const char *ops = o->operands;
        ck_assert_uint_eq(strspn(ops, "rwsiujJK-"), strlen(ops));
        bool wide = strpbrk(ops, "JK") != NULL;
        ck_assert_msg(strlen(ops) == (wide ? 2 : 3), "%s: %s", o->name, ops);
        size_t several = 0;
        for (const char *c = ops; *c; c++)
            several += *c == 's';
        ck_assert_msg(strlen(o->extents) == 2 * several, "%s: %s", o->name, o->extents);
        ck_assert_uint_le(strlen(o->ext), 2);
        ck_assert_uint_eq(opcode_ext_words((enum opcode)i), strlen(o->ext));
    }
}
END_TEST

START_TEST(test_wide_immediates_keep_their_sign)
{
    struct instr i = {OP_LDI, 0, 0xfffe, 0xffff};
    ck_assert_int_eq(opcode_imm32(i), -2);
    i.b = 0x5678;
    i.c = 0x1234;
    ck_assert_int_eq(opcode_imm32(i), 0x12345678);
}
END_TEST

int
main(void)
{
    SUITE_RUN("opcode", test_every_opcode_has_three_operands_and_at_most_two_ext_words,
              test_wide_immediates_keep_their_sign);
}
