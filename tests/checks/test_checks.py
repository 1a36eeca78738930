#!/usr/bin/env python3
"""The checks themselves, on small trees with one mistake each. Speaks TAP."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
GOOD = {
    "src/base/buf.h": "#ifndef BASE_BUF_H\n#define BASE_BUF_H\n#include <stddef.h>\n"
                      "size_t buf_len(void);\n#endif\n",
    "src/base/buf.c": '#include "base/buf.h"\n#include <stdlib.h>\n/* malloc(1) */\n'
                      "size_t\nbuf_len(void)\n{\n    return 0;\n}\n",
    "src/mem/span.h": '#ifndef MEM_SPAN_H\n#define MEM_SPAN_H\n#include "base/buf.h"\n#endif\n',
    "src/README.md": "See `base/buf.c` and `span.h`.\n",
}

# what it shows, script, files added or changed, a text of the complaint (None: no complaint)
CASES = [
    ("a clean tree has no layer problem", "check_layers", {}, None),
    ("an upward include is found", "check_layers",
     {"src/base/up.c": '#include "mem/span.h"\n'}, "src/base may not include src/mem/span.h"),
    ("a folder without a row is found", "check_layers", {"src/new/x.c": ""}, "no row"),
    ("an own header that is not first is found", "check_layers",
     {"src/base/buf.c": '#include <stdlib.h>\n#include "base/buf.h"\n'}, "must be the first include"),
    ("headers that include each other are found", "check_layers",
     {"src/base/a.h": '#include "base/b.h"\n', "src/base/b.h": '#include "base/a.h"\n'},
     "include each other"),
    ("an include relative to the folder is found", "check_layers",
     {"src/base/a.c": '#include "buf.h"\n'}, "from the source root"),
    ("curses outside the terminal is found", "check_layers",
     {"ui/heap.c": "#include <curses.h>\n"}, "<curses.h>"),
    ("a call in a comment or a string is none", "check_calls",
     {"src/mem/a.c": '/* malloc(1) */ const char *s = "rand()"; // time(0)\n'}, None),
    ("a member or a longer name is no call", "check_calls",
     {"src/mem/a.c": "int x = a.time(1) + p->rand(2) + xmalloc(3);\n"}, None),
    ("a second source of time is found", "check_calls",
     {"src/mem/a.c": "\nint f(void) { return time(0); }\n"}, "src/mem/a.c:2: time()"),
    ("host memory behind the back is found", "check_calls",
     {"src/mem/a.c": "void *p = malloc(1);\n"}, "malloc()"),
    ("a clean tree has no name problem", "check_names", {}, None),
    ("a system header's name is found", "check_names", {"src/mem/sched.c": ""}, "system header"),
    ("one stem in two folders is found", "check_names", {"src/mem/buf.c": ""}, "a file of that name"),
    ("a wrong guard is found", "check_names",
     {"src/mem/span.h": "#ifndef SPAN_H\n#define SPAN_H\n#endif\n"}, "must be MEM_SPAN_H"),
    ("a document that names a missing file is found", "check_names",
     {"README.md": "Read `src/gone.c`.\n"}, "src/gone.c does not exist"),
    ("a document that names a function of the tree is right", "check_names",
     {"src/README.md": "Ask `buf_len`.\n"}, None),
    ("a document that names a missing function is found", "check_names",
     {"src/README.md": "Ask `buf_gone`, or `buf_len`.\n"}, "buf_gone does not exist"),
    ("a header that needs another is found", "check_headers",
     {"src/mem/span.h": "size_t span_n(void);\n"}, "does not compile alone"),
    ("headers that stand alone are fine", "check_headers", {}, None),
]


def run(root, script, args):
    path = os.path.join(root, "tests", "checks", script + ".py")
    done = subprocess.run([sys.executable, path, *args], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout


def write_tree(root, extra):
    shutil.copytree(HERE, os.path.join(root, "tests", "checks"),
                    ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in {**GOOD, **extra}.items():
        path = os.path.join(root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as f:
            f.write(text)


def try_case(script, extra, complaint):
    with tempfile.TemporaryDirectory() as root:
        write_tree(root, extra)
        status, out = run(root, script, ["cc"] if script == "check_headers" else [])
    good = status == 0 if complaint is None else status == 1 and complaint in out
    return good, out


def try_symbols():
    """An exported symbol without the stem, in a build folder as meson lays it out."""
    with tempfile.TemporaryDirectory() as root:
        write_tree(root, {"src/base/buf.c": "int buf_len;\nint stray;\nstatic int hidden;\n"
                                            "int *buf_use(void) { return &hidden; }\n"})
        objects = os.path.join(root, "build", "src", "base", "libbase.a.p")
        os.makedirs(objects)
        subprocess.run(["cc", "-c", os.path.join(root, "src/base/buf.c"), "-o",
                        os.path.join(objects, "buf.c.o")], check=True)
        status, out = run(root, "check_names", [os.path.join(root, "build")])
    return status == 1 and "exports stray" in out and "hidden" not in out and "buf_" not in out, out


def try_tally():
    records = [
        {"name": "tap", "result": "FAIL", "stdout": "ok 1 - a\nnot ok 2 - b\nok 3 # SKIP c\n1..3\n"},
        {"name": "program", "result": "OK", "stdout": "hello"},
        {"name": "crash", "result": "ERROR", "stdout": "ok 1 - a\n"},
        {"name": "slow", "result": "TIMEOUT", "stdout": ""},
        {"name": "absent", "result": "SKIP", "stdout": "1..0 # SKIP no go\n"},
    ]
    with tempfile.TemporaryDirectory() as root:
        write_tree(root, {"log.json": "\n".join(map(json.dumps, records)) + "\n"})
        status, out = run(root, "tally", [os.path.join(root, "log.json")])
    return status == 1 and out.endswith("\n3 passed, 3 failed, 2 skipped\n"), out


def main():
    tests = [(name, lambda s=s, e=e, c=c: try_case(s, e, c)) for name, s, e, c in CASES]
    tests.append(("a symbol without the stem is found", try_symbols))
    tests.append(("results are counted by test, not by program", try_tally))
    print(f"1..{len(tests)}")
    for i, (name, test) in enumerate(tests, 1):
        good, out = test()
        print(f"{'ok' if good else 'not ok'} {i} - {name}")
        if not good:
            print("".join(f"# {line}\n" for line in out.splitlines()), end="")


if __name__ == "__main__":
    main()
