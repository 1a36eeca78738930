/* The parser on any text: see fuzz_parse.c. */
#include "base/bug.h"
#include "lang/parse.h"
#include "lang/reach.h"
#include "lang/unit.h"
#include "tests/fuzz/rewind.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    rewind_open();
    rewind_mark();
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf out = {0};
    rewind_begin();
    struct unit *u = unit_create();
    uint16_t file = diag_add_file(&u->diag, "./fuzz.go");
    struct file *tree = parse_file(u, file, size ? (const char *)data : "", size);
    ensure(tree, "no tree");
    free(reach_find(u, &tree, 1));
    diag_format_errors(&u->diag, DIAG_GO_LIMIT, &out);
    ensure(diag_failed(&u->diag) == (out.len > 0), "errors that cannot be printed");
    rewind_back();
    return 0;
}
