/* One-line messages about the host (an OS that refuses, a limit that was lowered), on stderr with
 * the prefix "regionscope: ". While the dashboard owns the terminal, lines are kept and shown after
 * it has closed. Threads: any. The log level is one of the two mutable statics of the project. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdbool.h>

void log_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_debug(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_set_debug(bool on);
void log_hold(bool hold); /* true: keep lines in memory; false: print what was kept */

#endif
