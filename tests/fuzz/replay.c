/* Runs a fuzz target over files, one TAP test each: what a fuzzer once found stays fixed, in every
 * build and without the fuzzer. usage: replay FILE... */
#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
read_file(const char *path, struct buf *out)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    char chunk[4096];
    size_t n;
    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
        buf_add(out, chunk, n);
    fclose(f);
    return true;
}

int
main(int argc, char **argv)
{
    printf("1..%d\n", argc - 1);
    for (int i = 1; i < argc; i++) {
        struct buf text = {0};
        bool good = read_file(argv[i], &text);
        if (good)
            LLVMFuzzerTestOneInput((const uint8_t *)buf_cstr(&text), text.len);
        printf("%s %d - %s\n", good ? "ok" : "not ok", i, argv[i]);
        fflush(stdout);
        buf_finish(&text);
    }
    return 0;
}
