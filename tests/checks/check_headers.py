#!/usr/bin/env python3
"""Every header compiles alone, so that including it is enough.

usage: check_headers.py COMPILER [ARGUMENT...]
"""
import concurrent.futures
import os
import subprocess
import sys

import tree

FLAGS = ["-std=c11", "-D_GNU_SOURCE", "-Isrc", "-I.", "-Wall", "-Wextra", "-Werror", "-Wno-unused",
         "-Wno-gnu-statement-expression", "-fsyntax-only", "-x", "c", "-"]


def compile_alone(header):
    name = header[len("src/"):] if header.startswith("src/") else header
    # Twice, to try the guard.
    program = f'#include "{name}"\n#include "{name}"\nint main(void) {{ return 0; }}\n'
    run = subprocess.run(sys.argv[1:] + FLAGS, input=program, text=True, cwd=tree.ROOT,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return None if run.returncode == 0 else f"{header} does not compile alone:\n{run.stdout}"


def main():
    headers = tree.files(endings=(".h",))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(compile_alone, headers))
    tree.finish("headers", [r for r in results if r])


if __name__ == "__main__":
    main()
