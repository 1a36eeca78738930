/* The subcommands of design section 7; each returns the process's exit status: 0 done, 1 the thing
 * asked for failed, 2 wrong usage, or the program's own status. */
#ifndef COMMAND_H
#define COMMAND_H

struct options;

int command_run(struct options *o);     /* command_run.c: dashboard or headless */
int command_compare(struct options *o); /* command_compare.c */
int command_check(struct options *o);   /* command_check.c */
int command_list(struct options *o);    /* command_show.c: list, show, explain */
int command_show(struct options *o);
int command_explain(struct options *o);

#endif
