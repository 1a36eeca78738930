#!/usr/bin/env python3
"""Names: what a file, a guard and a symbol may be called.

usage: check_names.py [BUILD_DIR]

  - stems are unique over src/ and ui/ and never the name of a system, curses or Check header
  - a header's guard is its path
  - the prefix of a symbol visible outside its file says where to look (needs BUILD_DIR, uses nm):
    it is the file's stem (span_alloc in span.c), the stem of a header of the same folder that
    declares it (heap_scavenge in scavenge.c, declared in heap.h), or a struct of the file's own
    header (scope_lookup in object.c)
  - every file that README.md or src/README.md names exists, and every function_name, too
"""
import functools
import os
import re
import subprocess
import sys

import tree

TAKEN = """sched malloc string assert term panel check curses uv errno signal time stdio math stdlib
ctype limits locale menu form unistd poll select fcntl float iconv regex search pthread semaphore
stdint stdbool stddef stdarg setjmp utime wait""".split()
# A stem that is not its symbols' prefix: the reason is in the file's header.
PREFIXES = {"xalloc": "x", "main": "main"}


def check_stems(problems):
    owner = {}
    for path in tree.files(endings=(".c", ".h", ".def")):
        name = tree.stem(path)
        if name in TAKEN:
            problems.append(f"{path}: {name}.h is a system header's name")
        first = owner.setdefault(name, os.path.dirname(path))
        if first != os.path.dirname(path):
            problems.append(f"{path}: {first} has a file of that name too")


def check_guards(problems):
    for path in tree.files(endings=(".h",)):
        inner = path[len("src/"):] if path.startswith("src/") else path
        want = re.sub(r"\W", "_", inner).upper()
        match = re.search(r"^#ifndef (\w+)\n#define (\w+)$", tree.read(path), re.M)
        if not match or match.group(1) != want or match.group(2) != want:
            problems.append(f"{path}: the include guard must be {want}")


def objects(build_dir):
    """(object file, source path) of every object compiled from src/ and ui/."""
    for at, _, names in os.walk(build_dir):
        inside = os.path.relpath(at, build_dir).split(os.sep)
        if not inside[-1].endswith(".p") or inside[0] not in ("src", "ui"):
            continue
        for name in sorted(names):
            if name.endswith(".c.o"):
                source = os.path.join(*inside[:-1], name[:-2])
                if os.path.exists(os.path.join(tree.ROOT, source)):
                    yield os.path.join(at, name), source


@functools.lru_cache(maxsize=None)
def headers_of(folder):
    """{stem: text} of a folder's headers."""
    return {tree.stem(h): tree.read(h) for h in tree.files((folder,), (".h",))}


def says_where(symbol, source):
    name, headers = tree.stem(source), headers_of(os.path.dirname(source))
    if name in PREFIXES:
        return symbol.startswith(PREFIXES[name])
    if re.match(rf"{name}(s|es)?(_|$)", symbol):
        return True
    for family, text in headers.items():
        if symbol.startswith(family) and re.search(rf"\b{symbol}\b", text):
            return True
    own = re.findall(r"^struct (\w+)", headers.get(name, ""), re.M)
    return any(symbol.startswith(struct + "_") for struct in own)


def check_symbols(build_dir, problems):
    sources = dict(objects(build_dir))
    if not sources:
        problems.append(f"{build_dir}: no object files of src/ or ui/")
        return
    out = subprocess.run(["nm", "-A", "-g", "--defined-only", "-P", *sources],
                         check=True, capture_output=True, text=True).stdout
    for line in out.splitlines():
        object_file, symbol, kind = re.match(r"(.*): (\S+) (\S)", line).groups()
        if kind in "WwVvu" or symbol.startswith(("__", "asan", ".")):
            continue
        source = sources[object_file]
        if not says_where(symbol, source):
            problems.append(f"{source}: exports {symbol}: the prefix does not say where to look")


@functools.cache
def all_words():
    """Every word of the source, comments left out."""
    words = set()
    for path in tree.files(endings=(".c", ".h", ".def")):
        words.update(re.findall(r"\w+", tree.code_only(tree.read(path))))
    return words


def check_documents(problems):
    basenames = {os.path.basename(p) for p in
                 tree.files(("src", "ui", "tests", "workloads"), (".c", ".h", ".def", ".py", ".sh", ".go"))}
    for document in ("README.md", "src/README.md"):
        if not os.path.exists(os.path.join(tree.ROOT, document)):
            continue
        text = re.sub(r"^```.*?^```", "", tree.read(document), flags=re.S | re.M)
        names = re.findall(r"`([\w./-]+\.(?:c|h|def|py|sh|md|build))`", text)
        names += re.findall(r"`((?:tests|workloads)/[\w./-]+\.go)`", text)
        names += re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text)
        for name in sorted(set(names)):
            near = [name, os.path.join("src", name), os.path.join(os.path.dirname(document), name)]
            if any(os.path.exists(os.path.join(tree.ROOT, path)) for path in near):
                continue
            if "/" in name or name not in basenames:
                problems.append(f"{document}: {name} does not exist")
        for name in sorted(set(re.findall(r"`([a-z]\w*_\w+)(?:\(\))?`", text)) - all_words()):
            problems.append(f"{document}: {name} does not exist")


def main():
    problems = []
    check_stems(problems)
    check_guards(problems)
    check_documents(problems)
    if len(sys.argv) > 1:
        check_symbols(sys.argv[1], problems)
    tree.finish("names", problems)


if __name__ == "__main__":
    main()
