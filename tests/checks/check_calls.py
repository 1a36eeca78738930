#!/usr/bin/env python3
"""Calls that only some files may make.

A deterministic run repeats only if time and chance have one source each; host memory and mappings
are counted only if nobody gets them behind the back of base and mem.
"""
import re

import tree

# (functions, why, files or folders that may)
RULES = [
    (r"time|clock_gettime|gettimeofday|uv_now|uv_hrtime|clock", "time comes from base/clock.h",
     ["src/base/clock.c", "ui/"]),
    (r"rand|random|rand_r|drand48|lrand48|getrandom|getentropy|arc4random|uv_random",
     "chance comes from base/rng.h", ["src/base/rng.c"]),
    (r"malloc|calloc|realloc|strdup|strndup|asprintf|vasprintf", "host memory comes from base/xalloc.h",
     ["src/base/"]),
    (r"mmap|munmap|mprotect|madvise|mremap", "mappings are made in src/mem", ["src/mem/", "src/base/bump.c", "src/base/xalloc.c"]),
    (r"sleep|usleep|nanosleep|uv_sleep", "nothing sleeps: wait for an event", []),
    (r"setjmp|longjmp|_setjmp|_longjmp", "a Go panic is unwound by the VM", []),
]


def check_file(path, problems):
    text = tree.code_only(tree.read(path))
    for names, why, may in RULES:
        if any(path == m or (m.endswith("/") and path.startswith(m)) for m in may):
            continue
        # A call: no member, no declaration of a longer name.
        for match in re.finditer(rf"(?<![\w.>])({names})\s*\(", text):
            line = text.count("\n", 0, match.start()) + 1
            problems.append(f"{path}:{line}: {match.group(1)}(): {why}")


def main():
    problems = []
    for path in tree.files():
        check_file(path, problems)
    tree.finish("calls", problems)


if __name__ == "__main__":
    main()
