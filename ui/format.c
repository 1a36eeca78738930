/* Scaling: three significant digits, one unit letter. */
#include "ui/format.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static struct format_text
scaled(double v, double step, const char *const *units, unsigned n, const char *gap)
{
    struct format_text t;
    unsigned i = 0;
    while (i + 1 < n && v >= (i == 0 ? step : step - 0.5)) {
        v /= step;
        i++;
    }
    int digits = i == 0 || v >= 99.95 ? 0 : 1;
    snprintf(t.s, sizeof t.s, "%.*f%s%s", digits, v, units[i][0] ? gap : "", units[i]);
    return t;
}

struct format_text
format_bytes(uint64_t bytes)
{
    static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    return scaled((double)bytes, 1024, units, 6, " ");
}

struct format_text
format_size(uint64_t bytes)
{
    static const char *const units[] = {"", "K", "M", "G", "T", "P"};
    return scaled((double)bytes, 1024, units, 6, "");
}

struct format_text
format_stack(uint64_t bytes)
{
    struct format_text t;
    unsigned i = 0;
    while (i < 4 && bytes >= 1024 && bytes % 1024 == 0) {
        bytes /= 1024;
        i++;
    }
    snprintf(t.s, sizeof t.s, "%" PRIu64 "%.1s", bytes, &"BKMGT"[i]);
    if (i == 0)
        return format_size(bytes);
    return t;
}

struct format_text
format_count(uint64_t n)
{
    static const char *const units[] = {"", "K", "M", "G", "T", "P"};
    struct format_text t;
    if (n >= 100000)
        return scaled((double)n, 1000, units, 6, "");
    if (n >= 1000)
        snprintf(t.s, sizeof t.s, "%" PRIu64 ",%03" PRIu64, n / 1000, n % 1000);
    else
        snprintf(t.s, sizeof t.s, "%" PRIu64, n);
    return t;
}

struct format_text
format_ns(int64_t ns)
{
    static const char *const units[] = {"ns", "us", "ms", "s"};
    return scaled(ns > 0 ? (double)ns : 0, 1000, units, 4, " ");
}

struct format_text
format_clock(int64_t ns)
{
    struct format_text t;
    int64_t s = ns / 1000000000;
    if (s < 60)
        snprintf(t.s, sizeof t.s, "%.1f s", (double)(ns / 100000000) / 10);
    else if (s < 3600)
        snprintf(t.s, sizeof t.s, "%" PRId64 ":%02d", s / 60, (int)(s % 60));
    else
        snprintf(t.s, sizeof t.s, "%" PRId64 ":%02d:%02d", s / 3600, (int)(s / 60 % 60),
                 (int)(s % 60));
    return t;
}

struct format_text
format_percent(double percent)
{
    struct format_text t;
    snprintf(t.s, sizeof t.s, percent > 0 && percent < 9.95 ? "%.1f %%" : "%.0f %%", percent);
    return t;
}

struct format_text
format_speed(int64_t ops_per_second)
{
    struct format_text t;
    if (ops_per_second == 0)
        snprintf(t.s, sizeof t.s, "full speed");
    else if (ops_per_second == 1)
        snprintf(t.s, sizeof t.s, "1 op/s");
    else
        snprintf(t.s, sizeof t.s, "%.12s ops/s", format_count((uint64_t)ops_per_second).s);
    return t;
}

const char *
format_func(const char *name)
{
    return strncmp(name, "main.", 5) == 0 ? name + 5 : name;
}
