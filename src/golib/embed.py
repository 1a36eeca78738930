#!/usr/bin/env python3
"""embed.py OUT.c ROOT FILE...: the Go sources as the arrays of golib.h, files named by their paths
under ROOT, package by package. Deterministic.

With each file come its declarations: where they stand and which names they declare and mention, so
that only what a program can reach needs to be read (lang/reach.c). That takes a lexer, but no
parser: a declaration ends at a semicolon, written or implied, outside of all brackets."""
import os
import re
import sys

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<space>[ \t\r]+)|(?P<newline>\n)
    |(?P<name>[A-Za-z_][A-Za-z_0-9]*)|(?P<number>\.?[0-9](?:[eEpP][-+]|[0-9A-Za-z_.])*)
    |(?P<string>`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?P<mark>\+\+|--|.)""", re.S | re.X)
KEYWORDS = set("""break case chan const continue default defer else fallthrough for func go goto if
    import interface map package range return select struct switch type var""".split())
ENDS_STATEMENT = {"break", "continue", "fallthrough", "return", ")", "]", "}", "++", "--"}
ROOT_MARK, FOR_MARK = "//regionscope:root", "//regionscope:for "
NO_NAME = 0xffff


class Token:
    def __init__(self, kind, text, at):
        self.kind, self.text, self.at = kind, text, at
        self.is_name = kind == "name" and text not in KEYWORDS

    def ends_statement(self):
        return self.is_name or self.kind in ("number", "string") or self.text in ENDS_STATEMENT

    def depth(self):
        return (self.text in "([{") - (self.text in ")]}") if self.kind == "mark" else 0


def tokens(text):
    """Newlines that end a statement become ";", directives "comment" tokens."""
    last = None
    for m in TOKEN.finditer(text):
        kind = m.lastgroup
        if kind == "comment" and m[0].startswith(("//go:", "//golib:", ROOT_MARK, FOR_MARK)):
            yield Token(kind, m[0], m.start())
        elif kind == "newline" and last and last.ends_statement():
            last = Token("mark", ";", m.start())
            yield last
        elif kind not in ("comment", "space", "newline"):
            last = Token(kind, m[0], m.start())
            yield last


def split(toks, end=None):
    """(tokens, end) of what stands between semicolons outside of brackets."""
    part, depth = [], 0
    for t in toks:
        depth += t.depth()
        if t.text != ";" or depth > 0:
            part.append(t)
        elif part:
            yield part, t.at
            part = []
    if part:
        yield part, end


def leading_names(spec):
    """a, b, c"""
    for i in range(0, len(spec), 2):
        if spec[i].is_name:
            yield spec[i].text
        if i + 1 == len(spec) or spec[i + 1].text != ",":
            return


class Decl:
    def __init__(self, part, start, end, line):
        self.start, self.end, self.line = start, end, line
        self.root = any(t.text.startswith(ROOT_MARK) for t in part)
        self.wanted = [n for t in part if t.text.startswith(FOR_MARK) for n in t.text.split()[1:]]
        part = [t for t in part if t.kind != "comment"]
        self.mentions = {t.text for t in part if t.is_name} - {"_"}
        self.recv = None
        if part[0].text == "func":
            self.read_func(part)
        elif part[1].text == "(":
            self.names = [n for spec, _ in split(part[2:-1]) for n in leading_names(spec)]
        else:
            self.names = list(leading_names(part[1:]))

    def read_func(self, part):
        name = part[1]
        if name.text == "(":
            close = next(i for i, t in enumerate(part) if t.text == ")")
            recv = [t.text for t in part[2:close]]
            recv = recv[:recv.index("[")] if "[" in recv else recv
            self.recv, name = recv[-1], part[close + 1]
        self.names = [name.text]
        self.root |= self.recv is None and name.text == "init" and not self.wanted


class File:
    def __init__(self, name, path):
        self.name, self.package = name, os.path.dirname(name)
        with open(path, "rb") as f:
            self.data = f.read()
        text = self.data.decode("latin-1") # offsets are bytes
        self.imports, self.decls, self.head = [], [], 0
        for part, end in split(tokens(text), len(text)):
            if part[0].text == "import":
                self.imports += [t.text[1:-1] for t in part if t.kind == "string"]
            if part[0].text in ("package", "import"):
                self.head = end
                continue
            start = text.rfind("\n", 0, part[0].at) + 1
            self.decls.append(Decl(part, start, end, text.count("\n", 0, start) + 1))


def scoped(name, package):
    """Names not exported belong to their package."""
    return name, "" if name[0].isupper() else package


root = sys.argv[2]
all_files = sorted((File(os.path.relpath(p, root).replace(os.sep, "/"), p) for p in sys.argv[3:]),
                   key=lambda f: (f.package, f.name))
packages = sorted({f.package for f in all_files})
names = sorted({scoped(n, f.package) for f in all_files for d in f.decls for n in d.names},
               key=lambda n: (n[0].lower(), n))
number = {n: i for i, n in enumerate(names)}
assert len(number) < NO_NAME


def numbers(some, package):
    return sorted(number[scoped(n, package)] for n in some if scoped(n, package) in number)


def write_array(f, declaration, rows):
    f.write(f"{declaration} = {{\n" + "".join(rows) + "};\n")


with open(sys.argv[1], "w", encoding="ascii", newline="\n") as out:
    out.write('/* generated by embed.py */\n#include "golib/golib.h"\n')
    ids, decls, files, imports, package_rows = [], [], [], [], []
    for i, file in enumerate(all_files):
        rows = ["".join(f"{b}," for b in file.data[at:at + 24]) + "\n"
                for at in range(0, len(file.data), 24)]
        write_array(out, f"static const unsigned char d{i}[]", rows + ["0"])
        files.append(f'    {{"{file.name}", (const char *)d{i}, {len(file.data)}, {file.head}, '
                     f"{len(decls)}, {len(file.decls)}}},\n")
        for d in file.decls:
            declared, mentioned, wanted = (numbers(s, file.package)
                                           for s in (d.names, d.mentions, d.wanted))
            recv = number[scoped(d.recv, file.package)] if d.recv else NO_NAME
            decls.append(f"    {{{d.start}, {d.end - d.start}, {d.line}, {len(ids)}, "
                         f"{len(declared)}, {len(mentioned)}, {len(wanted)}, {recv}, "
                         f"{int(d.root)}}},\n")
            ids += declared + mentioned + wanted
    for package in packages:
        own = [i for i, f in enumerate(all_files) if f.package == package]
        needed = sorted({packages.index(p) for i in own for p in all_files[i].imports
                         if p in packages})
        package_rows.append(f'    {{"{package}", {own[0]}, {len(own)}, {len(imports)}, '
                            f"{len(needed)}}},\n")
        imports += needed
    write_array(out, "const uint16_t golib_ids[]", [f"{i},\n" for i in ids])
    write_array(out, "const uint16_t golib_imports[]", [f"{i},\n" for i in imports] + ["0"])
    write_array(out, "const char *const golib_names[]", [f'    "{n}",\n' for n, _ in names])
    write_array(out, "const struct golib_decl golib_decls[]", decls)
    write_array(out, "const struct golib_package golib_packages[]", package_rows)
    write_array(out, "const struct golib_file golib_files[]", files + ["    {0, 0, 0, 0, 0, 0}"])
    out.write(f"const size_t golib_n_packages = {len(packages)}, golib_n_names = {len(names)}, "
              f"golib_n_decls = {len(decls)};\n")
