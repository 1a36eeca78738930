#!/usr/bin/env python3
"""Who may include whom. A folder may include itself and what its row names: a folder, or one header.

Also: a .c file includes its own header first; headers have no cycles; ours are included with quotes
and from the source root; curses lives in the two files that own the screen.
"""
import os

import tree

LOWER = ["src/base", "src/trace", "src/mem", "src/gc"]
MAY_INCLUDE = {
    "src/base": [],
    "src/trace": ["src/base"],
    "src/mem": ["src/base", "src/trace"],
    "src/gc": ["src/base", "src/trace", "src/mem"],
    "src/golib": [],
    "src/lang": ["src/base", "src/golib/golib.h"],
    "src/code": ["src/base", "src/lang", "src/mem/typeinfo.h", "src/mem/segment.h"],
    "src/sched": LOWER + ["src/code"],
    "src/vm": LOWER + ["src/golib", "src/lang", "src/code", "src/sched"],
    "src/obs": LOWER + ["src/golib", "src/lang", "src/code", "src/sched", "src/vm"],
    "src": LOWER + ["src/golib", "src/lang", "src/code", "src/sched", "src/vm", "src/obs", "ui"],
    "ui": ["src/base", "src/trace/event.h", "src/trace/event.def", "src/obs", "src/session.h",
           "src/explain.h"],
}
CURSES = {"ui/terminal.c", "ui/canvas.c"}
CURSES_HEADERS = {"curses.h", "ncurses.h", "ncursesw/curses.h", "term.h", "panel.h", "menu.h"}


def resolve(name):
    """The file an #include "name" means; None for a generated or a missing one."""
    for path in (os.path.join("src", name), name):
        if os.path.exists(os.path.join(tree.ROOT, path)):
            return path
    return None


def allowed(folder, target):
    home = os.path.dirname(target)
    return home == folder or any(target == may or home == may for may in MAY_INCLUDE[folder])


def check_file(path, problems):
    folder = os.path.dirname(path)
    if folder not in MAY_INCLUDE:
        problems.append(f"{path}: the folder {folder} has no row in the table of layers")
        return
    names = tree.ours(path)
    for name in names:
        target = resolve(name)
        if target and not allowed(folder, target):
            problems.append(f"{path}: {folder} may not include {target}")
        if name.startswith(".") or (target is None and "/" not in name
                                    and os.path.exists(os.path.join(tree.ROOT, folder, name))):
            problems.append(f'{path}: include "{name}" from the source root')
    own = os.path.splitext(path)[0] + ".h"
    if path.endswith(".c") and os.path.exists(os.path.join(tree.ROOT, own)):
        first = tree.INCLUDE.search(tree.read(path))
        if not first or resolve(first.group(2)) != own:
            problems.append(f"{path}: {own} must be the first include")
    for name in tree.system(path):
        if name in CURSES_HEADERS and path not in CURSES:
            problems.append(f"{path}: only {' and '.join(sorted(CURSES))} include <{name}>")
        if resolve(name) and "/" in name:
            problems.append(f'{path}: <{name}> is ours: use quotes')


def check_cycles(headers, problems):
    graph = {h: [t for t in map(resolve, tree.ours(h)) if t] for h in headers}
    state = {}

    def visit(header, trail):
        if state.get(header) == "done":
            return
        if state.get(header) == "open":
            cycle = trail[trail.index(header):] + [header]
            problems.append("headers include each other: " + " -> ".join(cycle))
            return
        state[header] = "open"
        for target in graph.get(header, []):
            visit(target, trail + [header])
        state[header] = "done"

    for header in headers:
        visit(header, [])


def main():
    problems = []
    paths = tree.files(endings=(".c", ".h", ".def"))
    for path in paths:
        check_file(path, problems)
    check_cycles([p for p in paths if p.endswith(".h")], problems)
    tree.finish("layers", problems)


if __name__ == "__main__":
    main()
