#!/usr/bin/env python3
"""Compares the escape notes of `regionscope check -m` with those of the real compiler.

    escape_diff.py [-v] REGIONSCOPE FILE.go...

Each file is one program of package main. Says how many of the compiler's lines we print, in any
order and in its order, and which are missing (-) or ours alone (+). Exit status 0 when all agree,
77 without a usable go command."""

import collections
import os
import re
import shutil
import subprocess
import sys
import tempfile


def real_notes(path, tmp):
    """The compiler's lines as (line, column, text), or None when it refuses the program."""
    with open(os.path.join(tmp, "go.mod"), "w") as f:
        f.write("module program\n\ngo 1.26\n")
    with open(path) as f:
        text = f.read()
    with open(os.path.join(tmp, "a.go"), "w") as f:
        f.write(text)
    env = dict(os.environ, GOEXPERIMENT="arenas", GOFLAGS="-mod=mod", GOWORK="off")
    p = subprocess.run(
        ["go", "build", "-gcflags=-m -l", "-o", os.path.join(tmp, "a.out"), "a.go"],
        cwd=tmp, env=env, capture_output=True, text=True)
    return notes(p.stderr, "a.go") if p.returncode == 0 else None


def our_notes(regionscope, path):
    p = subprocess.run([regionscope, "check", "-m", path], capture_output=True, text=True)
    if p.returncode != 0:
        print(p.stderr[:2000])
        return None
    return notes(p.stderr, os.path.basename(path))


def notes(text, name):
    """The lines about the file itself: bodies of library functions are the library's own."""
    found = re.findall(r"^(?:\./|[^\s:#][^:\n]*/)?%s:(\d+)(?::(\d+))?: (.*)$" % re.escape(name), text,
                       re.M)
    return [(int(line), int(col or 0), what) for line, col, what in found]


def compare(regionscope, path, tmp, verbose):
    real = real_notes(path, tmp)
    if real is None:
        print(f"{path}: go refuses it")
        return 0, 0, True
    ours = our_notes(regionscope, path)
    if ours is None:
        print(f"{path}: regionscope refuses it")
        return len(real), 0, False
    a, b = collections.Counter(real), collections.Counter(ours)
    common = sum((a & b).values())
    order = "" if real == ours else " (other order)"
    same = a == b
    print(f"{path}: {common} of {len(real)}, {len(ours) - common} too many{order if same else ''}")
    if verbose and not same:
        for line in sorted((a - b).elements()):
            print("  - %d:%d: %s" % line)
        for line in sorted((b - a).elements()):
            print("  + %d:%d: %s" % line)
    return len(real), common, same


def main():
    args = [a for a in sys.argv[1:] if a != "-v"]
    if not shutil.which("go"):
        print("SKIP: no go command")
        return 77
    total = found = 0
    good = True
    with tempfile.TemporaryDirectory() as tmp:
        for path in args[1:]:
            n, common, same = compare(os.path.abspath(args[0]), path, tmp, "-v" in sys.argv)
            total, found, good = total + n, found + common, good and same
    print(f"{found} of {total} lines")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
