/* The table of event kinds. */
#include "trace/event.h"

#include "tests/suite.h"

#include <string.h>

START_TEST(test_every_kind_has_its_words)
{
    for (int i = 0; i < EVENT_COUNT; i++) {
        const struct event_info *info = &event_infos[i];
        ck_assert_msg(info->id && *info->id, "kind %d", i);
        ck_assert_msg(info->name && *info->name, "%s has no name", info->id);
        ck_assert_msg(strlen(info->name) <= 16, "%s has a name too long for a column", info->id);
        ck_assert_msg(info->help && *info->help, "%s has no help", info->id);
        ck_assert_msg(info->chain != NULL, "%s has no chain", info->id);
        for (int k = 0; k < 3; k++)
            ck_assert_msg(info->args[k] != NULL, "%s, argument %d", info->id, k);
    }
}
END_TEST

START_TEST(test_names_are_unique)
{
    for (int i = 0; i < EVENT_COUNT; i++)
        for (int k = 0; k < i; k++)
            ck_assert_str_ne(event_infos[i].name, event_infos[k].name);
}
END_TEST

START_TEST(test_chains_have_a_cause_a_verb_and_an_effect)
{
    for (int i = 0; i < EVENT_COUNT; i++) {
        const char *chain = event_infos[i].chain;
        if (!*chain)
            continue;
        const char *dash = strstr(chain, " -"), *arrow = strstr(chain, "-> ");
        ck_assert_msg(dash && arrow && dash > chain && dash + 2 < arrow && arrow[3],
                      "%s: chain \"%s\"", event_infos[i].id, chain);
    }
}
END_TEST

int
main(void)
{
    SUITE_RUN("event", test_every_kind_has_its_words, test_names_are_unique,
              test_chains_have_a_cause_a_verb_and_an_effect);
}
