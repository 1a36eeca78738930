#!/usr/bin/env python3
"""Our Go packages under the real Go toolchain.

realgo.py check SRC       the real compiler accepts every package
realgo.py escape SRC      exported functions leak their parameters as the real package's do
realgo.py run SRC SHIMS   each program SHIMS/test_*.go prints "ok" when it runs on our packages with
                          their natives replaced by SHIMS/PACKAGE/*.go
realgo.py natives SRC     list the functions without a body

A copy is made as module x: package fmt becomes x/fmt, so both can be in one program. A shim file
named inspect.go or the like replaces ours of that name. Exits 77 when go is not installed."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

mode, src = sys.argv[1], os.path.abspath(sys.argv[2])
shims = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else None
# In Go the string itself is moved to the heap, which has no note. The result is the same.
ACCEPTED = {"fmt.Sscan", "fmt.Sscanf", "fmt.Sscanln", "log.Logger.SetPrefix"}
NATIVE = re.compile(r"^func [^{]*$")


def packages():
    for folder, _, names in sorted(os.walk(src)):
        files = sorted(n for n in names if n.endswith(".go"))
        if files:
            yield os.path.relpath(folder, src).replace(os.sep, "/"), files


PATHS = [p for p, _ in packages()]


def rewrite(text):
    """Imports of our packages get the prefix x/."""
    def import_line(m):
        return f'{m[1]}"x/{m[2]}"' if m[2] in PATHS else m[0]
    head = re.compile(r'^(import (?:\w+ )?|\t(?:\w+ )?)"([\w/]+)"$', re.M)
    return head.sub(import_line, text)


def with_generic_bodies(text):
    """The real compiler wants bodies of generic functions, and natives that say what they leak one that leaks nothing."""
    text = re.sub(r"^(//golib:leaks.*\nfunc [^{\n]*)$", r'\1 { panic("native") }', text, flags=re.M)
    return re.sub(r"^(?://go:noescape\n)?(func \w+\[[^{\n]*)$", r'\1 { panic("native") }', text, flags=re.M)


def without_natives(text):
    out = []
    for line in text.split("\n"):
        if NATIVE.match(line):
            while out and out[-1].startswith("//"):
                out.pop()
        else:
            out.append(line)
    return "\n".join(out)


def natives():
    for path, files in packages():
        for name in files:
            comment = []
            with open(os.path.join(src, path, name), encoding="utf-8") as f:
                lines = f.read().split("\n")
            for line in lines:
                if NATIVE.match(line):
                    for c in comment:
                        if c != "//" and not c.startswith(("//go:", "//golib:")):
                            print(c)
                    print(f"{path}.{line[5:]}")
                comment = comment + [line] if line.startswith("//") else []


def write_module(tmp):
    with open(os.path.join(tmp, "go.mod"), "w") as f:
        f.write("module x\n\ngo 1.26\n")
    for path, files in packages():
        folder = os.path.join(tmp, path)
        os.makedirs(folder, exist_ok=True)
        replaced = []
        if shims and os.path.isdir(os.path.join(shims, path)):
            replaced = [n for n in os.listdir(os.path.join(shims, path)) if n.endswith(".go")]
        for name in files:
            if name in replaced:
                continue
            with open(os.path.join(src, path, name), encoding="utf-8") as f:
                text = rewrite(f.read())
            text = without_natives(text) if shims else with_generic_bodies(text)
            with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                f.write(text)
        for name in replaced:
            shutil.copy(os.path.join(shims, path, name), folder)
        if not shims:
            open(os.path.join(folder, "bodyless.s"), "w").close()


def go(tmp, *args):
    env = dict(os.environ, GOFLAGS="-mod=mod", GOTOOLCHAIN="local")
    return subprocess.run(["go", *args], cwd=tmp, env=env, capture_output=True, text=True,
                          errors="replace")


NOTE = re.compile(r"(?:leaking param( content)?: (\S+)(?: to result \S+ level=(\d+))?"
                  r"|(mutates|calls) param: (\S+) derefs=(\d+)|(\w+) does not escape.*)$")


def tags(output, root):
    """{'func' or 'Type.method': tags of its parameters, in order} of the exported ones, from -m output
    with effects; what a golib:leaks adds is in it. A tag is {sink: fewest loads}."""
    table = {}
    for line in output.split("\n"):
        m = re.match(r"(\S+?):(\d+):(\d+): (.*)$", line)
        if m and NOTE.match(m[4]):
            params = table.setdefault((os.path.join(root, m[1]), int(m[2])), {})
            add_note(params.setdefault(int(m[3]), {}), NOTE.match(m[4]), m[4])
    found, files = {}, {}
    for (file, line), params in table.items():
        if file not in files:
            with open(file, encoding="utf-8") as f:
                files[file] = f.read().split("\n")
        text = files[file][line - 1]
        m = re.match(r"func (?:\(\w* ?(\*?)(\w+)(?:\[.*?\])?\) )?([A-Z]\w*)[\[(]", text)
        if m and (not m[2] or m[2][0].isupper()):
            leaks = re.match(r"//golib:leaks(.*)", files[file][line - 2])
            if leaks:
                add_words(params, text, leaks[1].split())
            key = (m[2] + "." if m[2] else "") + m[3]
            found[key] = [tidy(params[column]) for column in sorted(params)]
    return found


def add_note(tag, m, text):
    content, leaking, level, effect, _, derefs, nothing = m.groups()
    if nothing and "mutate" not in text: # a native: anything but keep it
        tag.update(mutates=0, calls=0)
    elif leaking and level is not None:
        sink = "result" + re.search(r"to result (\S+)", text)[1]
        tag[sink] = int(level)
    elif leaking:
        tag["heap"] = 1 if content else 0
    elif effect:
        tag[effect] = int(derefs)


def add_words(params, text, words):
    for word in words:
        if re.search("=(nonstring|quiet)", word):
            continue
        name, sink, derefs = re.match(r"(\w+)=(\w+?)(?:\+(\d))?$", word).groups()
        tag = params[re.search(rf"[(,\[ ]({name})[ ,]", text).start(1) + 1]
        results = [k for k in tag if k.startswith("result")]
        if sink.startswith("result") and len(results) == 1:
            sink = results[0]
        tag[sink] = min(int(derefs or 0), tag.get(sink, 9))


def tidy(tag):
    """Without what keeping it on the heap covers, and without the names of results."""
    heap = tag.get("heap", 9)
    return sorted((re.sub(r"^result.*", "result", k), v) for k, v in tag.items()
                  if k == "heap" or v < heap)


def shown(params):
    return "(" + ", ".join(" ".join(f"{k}+{v}" for k, v in p) or "-" for p in params) + ")"


def escape(tmp):
    bad = compared = 0
    for path in PATHS:
        if path.startswith("internal/"):
            continue
        flags = "-m -l -d=escapemutationscalls=1"
        ours = tags(go(tmp, "build", f"-gcflags=x/{path}={flags}", "./" + path).stderr, tmp)
        real = tags(go(tmp, "build", f"-gcflags={path}={flags}", path).stderr, "/")
        for key in sorted(ours):
            compared += key in real
            if key in real and ours[key] != real[key] and f"{path}.{key}" not in ACCEPTED:
                bad += 1
                print(f"{path}.{key}: {shown(ours[key])}, real {shown(real[key])}")
    print(compared, "functions compared,", bad, "differ")
    return bad


def run(tmp, only=sys.argv[4] if len(sys.argv) > 4 else ""):
    bad = 0
    for name in sorted(os.listdir(shims)):
        if not name.startswith("test_") or only not in name:
            continue
        os.makedirs(os.path.join(tmp, "cmd", name[:-3]))
        with open(os.path.join(shims, name), encoding="utf-8") as f:
            text = f.read()
        with open(os.path.join(tmp, "cmd", name[:-3], "main.go"), "w", encoding="utf-8") as f:
            f.write(text)
        r = go(tmp, "run", "./cmd/" + name[:-3])
        ok = r.returncode == 0 and r.stdout.endswith("ok\n")
        print(f"{name}: {'ok' if ok else 'FAILED'}")
        if not ok:
            bad += 1
            print(r.stdout[:8000] + r.stderr[:3000])
    return bad


def main():
    if mode == "natives":
        natives()
        return 0
    if not shutil.which("go"):
        print("SKIP: go is not installed")
        return 77
    with tempfile.TemporaryDirectory() as tmp:
        write_module(tmp)
        if mode == "check":
            r = go(tmp, "build", "./...")
            print(r.stdout + r.stderr, end="")
            return r.returncode
        return 1 if (escape(tmp) if mode == "escape" else run(tmp)) else 0


sys.exit(main())
