#!/usr/bin/env python3
"""What escape notes say is where the compiled code puts it.

    escape_places.py REGIONSCOPE PATH...

PATH is a program or a folder of them. For every line: a variable that is "moved to heap" has an
instruction there that allocates it (NEW); a line on which things do not escape, and nothing does,
has none. Lines with a go statement or a range over a function allocate what no note tells, in Go
too. A program with a line "// places: skip REASON" is a visible skip. TAP on stdout."""
import collections
import concurrent.futures
import os
import re
import subprocess
import sys

SILENT = re.compile(r"\bgo\b|\brange\b")


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def notes_of(regionscope, path):
    """line -> texts"""
    out = collections.defaultdict(list)
    name = re.escape(os.path.basename(path))
    for line, what in re.findall(rf"^(?:\S*/)?{name}:(\d+)(?::\d+)?: (.*)$",
                                 run(regionscope, "check", "-m", path).stderr, re.M):
        out[int(line)].append(what)
    return out


def allocations(regionscope, path):
    """Lines of the program itself with a NEW."""
    lines, own = set(), False
    for text in run(regionscope, "show", "--code", path).stdout.splitlines():
        head = re.match(r"\S.*: (\S+):\d+ frame ", text)
        if head:
            own = os.path.basename(head.group(1)) == os.path.basename(path)
            continue
        instruction = re.match(r"\s+\d+\s+(\d+)\s+NEW\s", text)
        if own and instruction:
            lines.add(int(instruction.group(1)))
    return lines


def wrong(regionscope, path):
    """What does not fit, or the reason for a skip."""
    with open(path, encoding="utf-8") as f:
        source = [""] + f.read().split("\n")
    skip = [s for s in source if s.startswith("// places: skip ")]
    if skip:
        return skip[0][len("// places: skip "):]
    return list(misplaced(regionscope, path, source))


def misplaced(regionscope, path, source):
    allocated = allocations(regionscope, path)
    for line, texts in sorted(notes_of(regionscope, path).items()):
        moved = [t for t in texts if t.startswith("moved to heap: ")]
        heap = moved or any(t.endswith(" escapes to heap") for t in texts)
        stays = any(t.endswith(" does not escape") for t in texts)
        if moved and line not in allocated:
            yield f"line {line}: {moved}, and nothing is allocated"
        elif stays and not heap and line in allocated and not SILENT.search(source[line]):
            yield f"line {line}: {texts}, and something is allocated"


def programs(paths):
    for path in paths:
        if os.path.isdir(path):
            yield from (os.path.join(path, n) for n in sorted(os.listdir(path)) if n.endswith(".go"))
        else:
            yield path


def main():
    regionscope, paths = os.path.abspath(sys.argv[1]), list(programs(sys.argv[2:]))
    print(f"1..{len(paths)}")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda path: wrong(regionscope, path), paths))
    for number, (path, found) in enumerate(zip(paths, results), 1):
        name = "/".join(os.path.abspath(path).split("/")[-2:])
        if isinstance(found, str):
            print(f"ok {number} - {name} # SKIP {found}")
            continue
        print(f"{'not ok' if found else 'ok'} {number} - {name}")
        for text in found:
            print("#", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
