#!/usr/bin/env python3
"""Go programs under regionscope: whatever they print and exit with must be right.

programs.py against-go REGIONSCOPE CACHE FILE...
    the same stdout and exit status as the real binary, which is built once for each content and
    kept, with what it said, in the folder CACHE. Exits 77 (meson: SKIP) when go is not installed.
programs.py cruelty REGIONSCOPE FILE...
    the same stdout and exit status under every option of CRUELTY as in a plain run; needs no go.

A folder stands for its .go files. TAP on stdout. Programs are deterministic: what depends on scheduling or time they do not print.
A file NAME.in is standard input of NAME.go.
A file with a line "// run: flags" gets these flags of `regionscope run`; "// go: skip REASON" and
"// cruelty: skip REASON" are visible skips."""
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile

TIMEOUT = 60
CRUELTY = [
    ["--debug", "verify,gcstress"],
    ["--debug", "stackmove"],
    ["--debug", "clobberdead"],
    ["--debug", "poison"],
    ["--procs", "1"],
    ["--procs", "4"],
    ["--deterministic", "--seed", "7"],
    ["--deterministic", "--seed", "7", "--debug", "verify,gcstress"],
    ["--deterministic", "--seed", "8", "--debug", "verify,gcstress,clobberdead"],
]


def notes(path, key):
    with open(path, encoding="utf-8") as f:
        return re.findall(rf"^// {key}: (.*)$", f.read(), re.M)


def given(path):
    """What the program reads."""
    try:
        with open(path.removesuffix(".go") + ".in", "rb") as f:
            return f.read()
    except FileNotFoundError:
        return b""


def run(command, text=b"", **more):
    """Exit status (or what happened instead) and stdout, stderr."""
    try:
        p = subprocess.run(command, input=text, capture_output=True, timeout=TIMEOUT, **more)
    except subprocess.TimeoutExpired as e:
        return "timeout", e.stdout or b"", e.stderr or b""
    return p.returncode, p.stdout, p.stderr


def ours(binary, path, *options):
    flags = [f for line in notes(path, "run") for f in line.split()]
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GOGC", "GOMEM", "GOMAXP", "GODEBUG"))}
    return run([binary, "run", "--headless", *flags, *options, path], given(path), env=env)


def theirs(path, cache):
    """What the real binary says; from the cache when this very file was built before."""
    with open(path, "rb") as f:
        key = os.path.join(cache, hashlib.sha256(f.read() + given(path)).hexdigest()[:24])
    try:
        with open(key + ".status", encoding="ascii") as s, open(key + ".out", "rb") as o:
            return int(s.read()), o.read()
    except FileNotFoundError:
        pass
    os.makedirs(cache, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "program")
        env = dict(os.environ, GOEXPERIMENT="arenas")
        status, out, err = run(["go", "build", "-o", program, os.path.abspath(path)], env=env, cwd=folder)
        if status == 0:
            status, out, err = run([program], given(path))
        else:
            return f"go build failed: {(out + err).decode(errors='replace')}", b""
    if isinstance(status, int):
        with open(key + ".out", "wb") as f:
            f.write(out)
        with open(key + ".status", "w", encoding="ascii") as f:
            f.write(str(status))
    return status, out


def difference(got, want):
    """First differing line of two outputs, for people."""
    a, b = got.decode(errors="replace").split("\n"), want.decode(errors="replace").split("\n")
    for i, (x, y) in enumerate(zip(a + [None], b + [None])):
        if x != y:
            return f"line {i + 1}: {x!r}, want {y!r}"
    return f"{len(a)} lines, want {len(b)}"


class Tap:
    def __init__(self, n):
        self.n = self.failed = 0
        print(f"1..{n}", flush=True)

    def say(self, name, problem=None, skip=None):
        self.n += 1
        self.failed += problem is not None
        print(f"{'not ok' if problem else 'ok'} {self.n} - {name}{' # SKIP ' + skip if skip else ''}", flush=True)
        for line in (problem or "").rstrip().split("\n")[:12] if problem else ():
            print(f"# {line[:300]}", flush=True)


def compare(got, want_status, want_out):
    """None, or what is wrong."""
    status, out, err = got
    if status == want_status and out == want_out:
        return None
    text = f"exit status {status}, want {want_status}\n" if status != want_status else ""
    text += difference(out, want_out) if out != want_out else ""
    return text.rstrip() + "\n" + "\n".join(err.decode(errors="replace").split("\n")[:8])


def name_of(path):
    return "/".join(os.path.abspath(path).split(os.sep)[-2:])


def against_go(binary, cache, files):
    if shutil.which("go") is None:
        print("1..0 # SKIP go is not installed")
        return 77
    tap = Tap(len(files))
    for path in files:
        skip = notes(path, "go")
        if skip:
            tap.say(name_of(path), skip=skip[0].removeprefix("skip "))
            continue
        status, out = theirs(path, cache)
        tap.say(name_of(path), compare(ours(binary, path), status, out))
    return tap.failed > 0


def cruelty(binary, files):
    tap = Tap(len(files) * len(CRUELTY))
    for path in files:
        skip = notes(path, "cruelty")
        plain = ours(binary, path)
        for options in CRUELTY:
            name = f"{name_of(path)} {' '.join(options)}"
            if skip:
                tap.say(name, skip=skip[0].removeprefix("skip "))
            elif plain[0] == "timeout":
                tap.say(name, "the plain run does not end")
            else:
                tap.say(name, compare(ours(binary, path, *options), plain[0], plain[1]))
    return tap.failed > 0


def expand(paths):
    for p in paths:
        yield from sorted(os.path.join(p, n) for n in os.listdir(p) if n.endswith(".go")) if os.path.isdir(p) else [p]


mode, regionscope = sys.argv[1], os.path.abspath(sys.argv[2])
if mode == "against-go":
    sys.exit(against_go(regionscope, sys.argv[3], list(expand(sys.argv[4:]))))
sys.exit(cruelty(regionscope, list(expand(sys.argv[3:]))))
