#!/usr/bin/env python3
"""The table typecheck_errors.def is what the Go compiler says; this asks it again.

errors_def.py check FILE.def
    every row against `go tool compile -e` of this machine; exits 77 (SKIP) without go. TAP on stdout.
errors_def.py add FILE.def SNIPPETS
    appends a row for each text between the lines ---- of SNIPPETS, unless the table has its source.

A source stands in x.go behind the line "package p", with a newline at the end. It may import what
tests/lang/typecheck_fixture.h makes: parts of fmt, sync and arena, and unsafe. Rows with words that
are ours alone are not checked."""
import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile

PACKAGES = ["fmt", "sync", "arena", "unsafe"]
ENV = dict(os.environ, GOEXPERIMENT="arenas")


class Compiler:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.config = os.path.join(self.folder.name, "importcfg")
        text = subprocess.run(["go", "list", "-deps", "-export", "-f", "packagefile {{.ImportPath}}={{.Export}}", *PACKAGES],
                              capture_output=True, text=True, env=ENV, check=True).stdout
        with open(self.config, "w", encoding="utf-8") as f:
            f.write("".join(line + "\n" for line in text.split("\n") if not line.endswith("=")))

    def errors(self, source):
        name = os.path.join(self.folder.name, "x.go")
        with open(name, "wb") as f:
            f.write(b"package p\n" + source.encode("utf-8", "surrogateescape") + b"\n")
        p = subprocess.run(["go", "tool", "compile", "-e", "-p", "p", "-complete", "-importcfg", self.config, "-o", name + ".o", "x.go"],
                           capture_output=True, cwd=self.folder.name, env=ENV, check=False)
        text = (p.stdout + p.stderr).decode("utf-8", "surrogateescape")
        return text.rstrip("\n").replace(self.folder.name + "/", "")


def rows(path):
    """(source, errors) of each row of the table."""
    with open(path, encoding="utf-8") as f:
        text = re.sub(r"^/\*.*?\*/\n", "", f.read(), flags=re.S)
    for row in re.findall(r'\{((?:\s*"(?:[^"\\]|\\.)*")+),((?:\s*"(?:[^"\\]|\\.)*")+)\}', text):
        yield tuple("".join(ast.literal_eval(s) for s in re.findall(r'"(?:[^"\\]|\\.)*"', part)) for part in row)


def quoted(text):
    """A C string literal of text, one line of it a line."""
    def line(s):
        s = s.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
        return '"' + s.replace("??", "?\\?") + '"'
    return "\n     ".join(line(s) for s in (re.findall(r"[^\n]*\n|[^\n]+", text) or [""]))


def check(path):
    compiler, failed, table = Compiler(), 0, list(rows(path))
    print(f"1..{len(table)}")
    for n, (source, errors) in enumerate(table, 1):
        if "regionscope" in errors:
            print(f"ok {n} - # SKIP no words of go")
            continue
        got = compiler.errors(source)
        failed += got != errors
        print(f"{'ok' if got == errors else 'not ok'} {n} - {source.splitlines()[0] if source else ''}".replace("#", "\\#"))
        if got != errors:
            print("".join(f"# {line}\n" for line in ["go says:", *got.split("\n"), "the table:", *errors.split("\n")]), end="")
    return failed > 0


def add(path, snippets):
    compiler, known = Compiler(), {source for source, errors in rows(path)}
    with open(snippets, encoding="utf-8") as f, open(path, "a", encoding="utf-8") as out:
        for source in f.read().split("\n----\n"):
            source = source.rstrip("\n")
            if source not in known:
                out.write(f"    {{{quoted(source)},\n     {quoted(compiler.errors(source))}}},\n")
    return 0


def main():
    if shutil.which("go") is None:
        print("1..0 # SKIP go is not installed")
        return 77
    return check(sys.argv[2]) if sys.argv[1] == "check" else add(sys.argv[2], sys.argv[3])


if __name__ == "__main__":
    sys.exit(main())
