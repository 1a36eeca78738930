/* regionscope: parses the command line and hands over to a command. */
#include "base/xalloc.h"
#include "command.h"
#include "config.h"
#include "options.h"

#include <stdio.h>

int
main(int argc, char **argv)
{
    struct options o;
    xalloc_prepare();
    if (!options_parse(&o, argc, argv))
        return 2;
    switch (o.command) {
    case OPTIONS_RUN:
        return command_run(&o);
    case OPTIONS_LIST:
        return command_list(&o);
    case OPTIONS_SHOW:
        return command_show(&o);
    case OPTIONS_CHECK:
        return command_check(&o);
    case OPTIONS_COMPARE:
        return command_compare(&o);
    case OPTIONS_EXPLAIN:
        return command_explain(&o);
    case OPTIONS_HELP:
        options_help(o.about);
        return 0;
    case OPTIONS_VERSION:
        printf("regionscope %s (models Go 1.26)\n", REGIONSCOPE_VERSION);
        return 0;
    }
    return 2;
}
