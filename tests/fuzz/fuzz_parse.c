/* The parser on any text, and the look at which packages it needs: it must end, must not crash, and
 * must either accept or say why not. */
#include "base/bug.h"
#include "lang/parse.h"
#include "lang/reach.h"
#include "lang/unit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct unit *u = unit_create();
    struct buf out = {0};
    uint16_t file = diag_add_file(&u->diag, "./fuzz.go");
    struct file *tree = parse_file(u, file, size ? (const char *)data : "", size);
    ensure(tree, "no tree");
    free(reach_find(u, &tree, 1));
    diag_format_errors(&u->diag, DIAG_GO_LIMIT, &out);
    ensure(diag_failed(&u->diag) == (out.len > 0), "errors that cannot be printed");
    buf_finish(&out);
    unit_destroy(u);
    return 0;
}
