/* Reports and comparisons, all from the table of figures. */
#include "obs/report.h"

#include "obs/figures.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCHEMA = 1, TEXT_SITES = 20 };

static const char *
state_text(const struct snapshot *s)
{
    switch (s->run.state) {
    case SNAPSHOT_LOADING:
        return "loading";
    case SNAPSHOT_RUNNING:
        return "running";
    case SNAPSHOT_STOPPED:
        return "stopped";
    case SNAPSHOT_ENDED:
        return "ended";
    }
    return "";
}

static void
class_lines(const struct snapshot *s, struct buf *out)
{
    char waste[16], free_text[16];
    buf_printf(out, "size classes   slot    spans     in use   capacity       free\n");
    for (unsigned i = 1; i < SNAPSHOT_CLASSES; i++) {
        const struct snapshot_class *c = &s->heap.classes[i];
        if (!c->spans)
            continue;
        figure_format(FIGURE_BYTES, (double)c->free_bytes, free_text, sizeof free_text);
        buf_printf(out, "             %6u %8llu %10llu %10llu %10s\n", c->slot_bytes,
                   (unsigned long long)c->spans, (unsigned long long)c->in_use,
                   (unsigned long long)c->capacity, free_text);
    }
    const struct snapshot_class *large = &s->heap.classes[0];
    if (s->heap.n_large) {
        double bytes = 0;
        for (unsigned i = 0; i < s->heap.n_large; i++)
            bytes += (double)s->heap.large[i];
        figure_format(FIGURE_BYTES, bytes, waste, sizeof waste);
        buf_printf(out, "              large %8llu   the %u largest take %s\n",
                   (unsigned long long)large->in_use, s->heap.n_large, waste);
    }
}

struct site_widths {
    int where, func;
};

static void
site_place(const struct snapshot_site *k, char *out, size_t cap)
{
    snprintf(out, cap, "%s:%u", k->func[0] ? k->file : "?", k->line);
}

static struct site_widths
site_widths(const struct snapshot_sites *t)
{
    struct site_widths w = {0};
    char where[SNAPSHOT_NAME + 16];
    for (unsigned i = 0; i < t->n && i < TEXT_SITES; i++) {
        site_place(&t->list[i], where, sizeof where);
        int a = (int)strlen(where), b = (int)strlen(t->list[i].func);
        w.where = a > w.where ? a : w.where;
        w.func = b > w.func ? b : w.func;
    }
    return w;
}

static void
site_line(const struct snapshot_site *k, double all, struct site_widths w, struct buf *out)
{
    char bytes[32], objects[32], live[32], where[SNAPSHOT_NAME + 16];
    figure_format(FIGURE_BYTES, (double)k->bytes, bytes, sizeof bytes);
    figure_format(FIGURE_COUNT_UNIT, (double)k->objects, objects, sizeof objects);
    figure_format(FIGURE_BYTES, (double)k->live_bytes, live, sizeof live);
    site_place(k, where, sizeof where);
    buf_printf(out, "%11s %5.1f %% %10s %10s  %-*s  %-*s", bytes,
               all > 0 ? (double)k->bytes / all * 100 : 0.0, objects, live, w.where, where, w.func,
               k->func[0] ? k->func : "the runtime");
    if (k->via[0])
        buf_printf(out, "  %s allocates", k->via);
    if (k->what[0])
        buf_printf(out, "  %s", k->what);
    buf_add_byte(out, '\n');
}

static void
site_lines(const struct snapshot *s, struct buf *out)
{
    const struct snapshot_sites *t = &s->sites;
    char text[32];
    if (!t->rate)
        return;
    figure_format(FIGURE_BYTES, (double)t->rate, text, sizeof text);
    if (t->rate == 1)
        buf_printf(out, "allocation sites: %u, each allocation was counted\n", t->total);
    else
        buf_printf(out, "allocation sites: %u, estimated from one sample in %s\n", t->total, text);
    struct site_widths w = site_widths(t);
    buf_printf(out, "      bytes           objects     in use  %-*s  %-*s  what\n", w.where,
               "where", w.func, "function");
    for (unsigned i = 0; i < t->n && i < TEXT_SITES; i++)
        site_line(&t->list[i], (double)t->bytes, w, out);
    if (t->total > TEXT_SITES)
        buf_printf(out, "            and %u sites more\n", t->total - TEXT_SITES);
}

void
report_text(const struct snapshot *s, struct buf *out)
{
    char value[32];
    const char *group = "";
    buf_printf(out, "%s: %s", s->run.program, state_text(s));
    if (s->run.state == SNAPSHOT_ENDED)
        buf_printf(out, ", exit status %d", s->run.exit_status);
    buf_add_byte(out, '\n');
    for (unsigned i = 0; i < figures_n; i++) {
        const struct figure *f = &figures[i];
        figure_format(f->unit, f->get(s), value, sizeof value);
        buf_printf(out, "%-10s %12s  %s\n", strcmp(group, f->group) ? f->group : "", value,
                   f->words);
        group = f->group;
    }
    class_lines(s, out);
    site_lines(s, out);
}

static json_t *
number(enum figure_unit unit, double v)
{
    return unit == FIGURE_PERCENT ? json_real(v) : json_integer((json_int_t)v);
}

static json_t *
json_sites(const struct snapshot_sites *t)
{
    json_t *list = json_array();
    for (unsigned i = 0; i < t->n; i++) {
        const struct snapshot_site *k = &t->list[i];
        json_array_append_new(list, json_pack("{s:s,s:i,s:s,s:s,s:s,s:I,s:I,s:I,s:I}", "file",
                                              k->file, "line", (int)k->line, "function", k->func,
                                              "in", k->via, "what", k->what, "objects",
                                              (json_int_t)k->objects, "bytes", (json_int_t)k->bytes,
                                              "in_use_objects", (json_int_t)k->live_objects,
                                              "in_use_bytes", (json_int_t)k->live_bytes));
    }
    return json_pack("{s:I,s:b,s:I,s:I,s:I,s:I,s:i,s:o}", "sample_bytes", (json_int_t)t->rate,
                     "exact", t->rate == 1, "objects", (json_int_t)t->objects, "bytes",
                     (json_int_t)t->bytes, "in_use_objects", (json_int_t)t->live_objects,
                     "in_use_bytes", (json_int_t)t->live_bytes, "total", (int)t->total, "sites",
                     list);
}

static json_t *
json_figures(const struct snapshot *s)
{
    json_t *doc = json_object();
    json_object_set_new(doc, "program", json_string(s->run.program));
    json_object_set_new(doc, "state", json_string(state_text(s)));
    json_object_set_new(doc, "exit_status", json_integer(s->run.exit_status));
    for (unsigned i = 0; i < figures_n; i++)
        json_object_set_new(doc, figures[i].id, number(figures[i].unit, figures[i].get(s)));
    json_t *classes = json_array();
    for (unsigned i = 0; i < SNAPSHOT_CLASSES; i++) {
        const struct snapshot_class *c = &s->heap.classes[i];
        if (c->spans)
            json_array_append_new(
                classes, json_pack("{s:i,s:I,s:I,s:I,s:I,s:I}", "slot_bytes", (int)c->slot_bytes,
                                   "spans", (json_int_t)c->spans, "in_use", (json_int_t)c->in_use,
                                   "capacity", (json_int_t)c->capacity, "allocs",
                                   (json_int_t)c->allocs, "frees", (json_int_t)c->frees));
    }
    json_object_set_new(doc, "size_classes", classes);
    if (s->sites.rate)
        json_object_set_new(doc, "allocation_sites", json_sites(&s->sites));
    return doc;
}

static void
dump(json_t *doc, struct buf *out)
{
    char *text = json_dumps(doc, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
    buf_add_str(out, text);
    buf_add_byte(out, '\n');
    free(text);
    json_decref(doc);
}

void
report_json(const struct snapshot *s, struct buf *out)
{
    json_t *doc = json_figures(s);
    json_object_set_new(doc, "schema", json_integer(SCHEMA));
    dump(doc, out);
}

static void
ratio_text(double a, double b, char *out, unsigned cap)
{
    if (a == 0)
        snprintf(out, cap, "%s", b == 0 ? "=" : "-");
    else
        snprintf(out, cap, "%.2f", b / a);
}

void
report_compare_text(const struct snapshot *a, const struct snapshot *b, struct buf *out)
{
    char va[32], vb[32], ratio[16];
    const char *group = "";
    buf_printf(out, "%-10s %18s %18s %8s\n", "", a->run.program, b->run.program, "ratio");
    for (unsigned i = 0; i < figures_n; i++) {
        const struct figure *f = &figures[i];
        double x = f->get(a), y = f->get(b);
        figure_format(f->unit, x, va, sizeof va);
        figure_format(f->unit, y, vb, sizeof vb);
        ratio_text(x, y, ratio, sizeof ratio);
        buf_printf(out, "%-10s %18s %18s %8s  %s\n", strcmp(group, f->group) ? f->group : "", va,
                   vb, ratio, f->words);
        group = f->group;
    }
}

void
report_compare_json(const struct snapshot *a, const struct snapshot *b, struct buf *out)
{
    json_t *doc = json_object(), *ratios = json_object();
    json_object_set_new(doc, "schema", json_integer(SCHEMA));
    json_object_set_new(doc, "a", json_figures(a));
    json_object_set_new(doc, "b", json_figures(b));
    for (unsigned i = 0; i < figures_n; i++) {
        double x = figures[i].get(a), y = figures[i].get(b);
        json_object_set_new(ratios, figures[i].id, x != 0 ? json_real(y / x) : json_null());
    }
    json_object_set_new(doc, "ratios", ratios);
    dump(doc, out);
}
