/* A word without dot or slash is a preset; everything else is a path. */
#include "workload.h"

#include "session.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

const struct workload_preset *
workload_find(const char *name)
{
    for (const struct workload_preset *p = workload_presets; p->name; p++)
        if (strcmp(p->name, name) == 0)
            return p;
    return NULL;
}

void
workload_headline(const struct workload_preset *p, char *out, size_t cap)
{
    const char *s = p->text;
    s += strspn(s, "/ ");
    size_t n = strcspn(s, "\n");
    snprintf(out, cap, "%.*s", (int)n, s);
}

bool
workload_select(struct session_options *o, const char *name)
{
    const struct workload_preset *p = workload_find(name);
    struct stat st;
    if (p) {
        o->path = p->file;
        o->name = p->file;
        o->text = p->text;
        o->text_len = p->len;
        return true;
    }
    if (stat(name, &st) == 0) {
        const char *slash = strrchr(name, '/');
        o->path = name;
        o->name = slash && slash[1] ? slash + 1 : name;
        o->text = NULL;
        return true;
    }
    if (strchr(name, '.') || strchr(name, '/')) {
        fprintf(stderr, "regionscope: %s: %s\n", name, strerror(errno));
        return false;
    }
    fprintf(stderr, "regionscope: \"%s\" is neither a preset nor a file; presets:", name);
    for (p = workload_presets; p->name; p++)
        fprintf(stderr, " %s", p->name);
    fprintf(stderr, "\n");
    return false;
}
