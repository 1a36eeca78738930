/* Numbers as people read them, in fixed widths so that columns do not move. Sizes are binary
 * (1K = 1024); a short size takes at most 5 cells. All write to the caller's buffer and return it.
 */
#ifndef UI_FORMAT_H
#define UI_FORMAT_H

#include <stddef.h>
#include <stdint.h>

enum { FORMAT_MAX = 32 }; /* room for any of these */

struct format_text { /* by value, so that several fit into one call */
    char s[FORMAT_MAX];
};

struct format_text format_bytes(uint64_t bytes);         /* "31.2 MiB" */
struct format_text format_size(uint64_t bytes);          /* "31.2M", "512", "2.0K" */
struct format_text format_stack(uint64_t bytes);         /* powers of two: "2K", "512M" */
struct format_text format_count(uint64_t n);             /* "1,214", "402K", "1.21M" */
struct format_text format_ns(int64_t ns);                /* "41 us", "3.2 ms", "1.5 s" */
struct format_text format_clock(int64_t ns);             /* "12.4 s", "3:05", "1:02:03" */
struct format_text format_percent(double percent);       /* "6 %", "0.4 %" */
struct format_text format_speed(int64_t ops_per_second); /* "full speed", "200 ops/s" */

/* A function's name as people of its program say it: without "main.". Borrows. */
const char *format_func(const char *name);

#endif
