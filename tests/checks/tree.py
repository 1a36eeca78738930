"""What the checks of the source tree share: where the files are, and how a check reports."""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def files(folders=("src", "ui"), endings=(".c", ".h")):
    """Paths relative to the root, sorted."""
    found = []
    for folder in folders:
        for at, dirs, names in os.walk(os.path.join(ROOT, folder)):
            dirs.sort()
            found += [os.path.relpath(os.path.join(at, n), ROOT) for n in names if n.endswith(endings)]
    return sorted(found)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as f:
        return f.read()


def ours(path):
    """The names a file includes with quotes."""
    return [name for mark, name in INCLUDE.findall(read(path)) if mark == '"']


def system(path):
    """The names a file includes with angle brackets."""
    return [name for mark, name in INCLUDE.findall(read(path)) if mark == "<"]


def stem(path):
    return os.path.splitext(os.path.basename(path))[0]


def code_only(text):
    """The text without comments and string literals; line numbers stay."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text, flags=re.S)


def finish(what, problems):
    for problem in problems:
        print(problem)
    print(f"{what}: {len(problems)} problem{'' if len(problems) == 1 else 's'}")
    sys.exit(1 if problems else 0)
