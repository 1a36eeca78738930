/* The front end on any text: it must end, must not crash, and must either accept or say why not. */
#include "base/bug.h"
#include "lang/unit.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct unit *u = unit_create();
    struct buf out = {0};
    bool good = unit_load(u, "fuzz.go", size ? (const char *)data : "", size);
    diag_format_errors(&u->diag, DIAG_GO_LIMIT, &out);
    ensure(good == !diag_failed(&u->diag), "the verdict and the messages disagree");
    ensure(good == (out.len == 0), "the verdict and the text disagree");
    buf_finish(&out);
    unit_destroy(u);
    return 0;
}
