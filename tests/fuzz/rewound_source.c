/* The front end on any text, in a unit that has compiled all packages before: see fuzz_source.c. */
#include "base/bug.h"
#include "golib/golib.h"
#include "lang/unit.h"
#include "tests/fuzz/rewind.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct unit *warm;

/* A program that imports every package that a program may import. */
static void
write_imports(struct buf *out)
{
    buf_add_str(out, "package main\n");
    for (size_t i = 0; i < golib_n_packages; i++) {
        const char *path = golib_packages[i].path;
        if (strncmp(path, "internal/", 9) != 0 && !strstr(path, "/internal/"))
            buf_printf(out, "import _ \"%s\"\n", path);
    }
    buf_add_str(out, "func main() {}\n");
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct buf text = {0};
    (void)argc, (void)argv;
    rewind_open();
    warm = unit_create();
    write_imports(&text);
    warm->whole_packages = true; /* reach_find is the parse target's */
    ensure(unit_load(warm, "all.go", buf_cstr(&text), text.len), "the packages have errors");
    rewind_mark();
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf out = {0};
    rewind_begin();
    bool good = unit_load(warm, "fuzz.go", size ? (const char *)data : "", size);
    diag_format_errors(&warm->diag, DIAG_GO_LIMIT, &out);
    ensure(good == !diag_failed(&warm->diag), "the verdict and the messages disagree");
    ensure(good == (out.len == 0), "the verdict and the text disagree");
    rewind_back();
    return 0;
}
