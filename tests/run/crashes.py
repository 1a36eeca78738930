#!/usr/bin/env python3
"""Dying programs: the whole text on stderr and the exit status are those of the real go.

crashes.py REGIONSCOPE CACHE FILE...
    A file with "// crashes: arguments" dies once for each line that it prints without arguments, any
    other file once. The real binary is built once for each content; what it said is kept in CACHE.
    Exits 77 (meson: SKIP) when go is not installed. TAP on stdout.
crashes.py --show REGIONSCOPE CACHE FILE ARGUMENT
    both texts, for people

Not compared, because they say nothing about the program: addresses, pc offsets, folders, the numbers
of goroutines (but who is created by whom is), arguments that go does not print or marks with "?", and
the frames and lines of Go's own packages, of which only panic and Goexit count. Of what go throws at
its own developers, all its system goroutines included, the first goroutine; of a case whose name begins
with "race" only the first line, since any goroutine may notice."""
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile

TIMEOUT = 60
OWN = ("main.", "panic(", "runtime.Goexit(", "created by main.")  # frames that are compared


def run(command):
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GOGC", "GOMEM", "GOMAXP", "GODEBUG", "GOTRACE"))}
    try:
        p = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT, env=env)
    except subprocess.TimeoutExpired as e:
        return "timeout", (e.stderr or b"").decode(errors="backslashreplace")
    return p.returncode, p.stderr.decode(errors="backslashreplace")


class Real:
    """The binary that go builds of a file, and what it says; both made when first asked for."""

    def __init__(self, path, cache):
        self.path, self.cache, self.folder = path, cache, None
        with open(path, "rb") as f:
            self.key = hashlib.sha256(f.read()).hexdigest()[:24]
        os.makedirs(cache, exist_ok=True)

    def build(self):
        self.folder = tempfile.TemporaryDirectory()
        binary = os.path.join(self.folder.name, "program")
        subprocess.run(["go", "build", "-o", binary, os.path.abspath(self.path)], cwd=self.folder.name,
                       env=dict(os.environ, GOEXPERIMENT="arenas"), check=True)
        return binary

    def cached(self, kind, argument, make):
        name = hashlib.sha256(" ".join(argument).encode()).hexdigest()[:12]
        file = os.path.join(self.cache, f"{self.key}-{name}.{kind}")
        if not os.path.exists(file):
            binary = os.path.join(self.folder.name, "program") if self.folder else self.build()
            text = make([binary, *argument])
            with open(file, "w", encoding="utf-8") as f:
                f.write(text)
        with open(file, encoding="utf-8") as f:
            return f.read()

    def cases(self):
        text = self.cached("cases", [], lambda c: subprocess.run(c, capture_output=True, text=True, check=True).stdout)
        return sorted(text.split("\n")[:-1])

    def death(self, argument):
        def make(command):
            status, text = run(command)
            return f"{status}\n{text}"
        status, text = self.cached("stderr", argument, make).split("\n", 1)
        return int(status) if status.isdigit() else status, text


def blocks(text):
    """The text before the goroutines, and each goroutine's lines."""
    text = re.sub(r"\n\nruntime stack:\n(.+\n)*", "\n", text)
    parts = re.split(r"\n\n(?=goroutine \d+ )", text.rstrip("\n"))
    return parts[0].split("\n"), [p.split("\n") for p in parts[1:]]


def own_frames(lines):
    """Header, then the frames that count, each as (function, place)."""
    frames = []
    for function, place in zip(lines[1:], lines[2:]):
        if place.startswith("\t") and function.startswith(OWN):
            frames.append((function, place))
        elif function.startswith("..."):
            frames.append((re.sub(r"\d+ frames", "N frames", function), ""))
    return lines[0], frames


def plain_head(lines):
    """The head without addresses."""
    return [re.sub(r"0x[0-9a-f]{4,}", "0xADDR", re.sub(r"\b(pc|sp|addr)=0x[0-9a-f]+", r"\1=0xADDR", l)) for l in lines]


def numbered(blocks_of):
    """Goroutine number -> order of appearance."""
    numbers = {}
    for lines in blocks_of:
        numbers.setdefault(re.match(r"goroutine (\d+)", lines[0])[1], len(numbers) + 1)
    return numbers


def plain_header(line, numbers):
    line = re.sub(r"goroutine (\d+)", lambda m: f"goroutine #{numbers.get(m[1], '?')}", line)
    return re.sub(r" gp=0x[0-9a-f]+ m=\S+( mp=0x[0-9a-f]+)?", "", line)


def pattern_of_args(args):
    """What may stand where go printed these arguments."""
    if args == "...":
        return r".*"
    out = ""
    for token in re.findall(r"0x[0-9a-f]+\?|0x[0-9a-f]+|.", args):
        if token.endswith("?") and token != "?":
            out += r"0x[0-9a-f]+"
        elif re.fullmatch(r"0x[0-9a-f]{5,}", token) and not token.startswith("0xffff"):
            out += r"0x[0-9a-f]+"
        else:
            out += re.escape(token)
    return out


def frame_problem(got, want, numbers_got, numbers_want):
    function, place = want
    if function.startswith("created by"):
        if plain_header(got[0], numbers_got) != plain_header(function, numbers_want):
            return f"{got[0]!r}, want {function!r}"
    elif function.startswith("..."):
        return None if got == want else f"{got[0]!r}, want {function!r}"
    elif not function.startswith("main."):
        return None if got[0].startswith(function.split("(")[0] + "(") else f"{got[0]!r}, want {function!r}"
    else:
        m = re.fullmatch(r"(.*?)\(([^()]*)\)", function)
        if not m:
            return f"cannot read {function!r}"
        if not re.fullmatch(re.escape(m[1]) + r"\(" + pattern_of_args(m[2]) + r"\)", got[0]):
            return f"{got[0]!r}, want {function!r}"
    places = [re.sub(r"( \+0x[0-9a-f]+)?( fp=.*)?$", "", p.split("/")[-1]) for p in (got[1], place)]
    return None if places[0] == places[1] else f"{got}, want {want}"


def until_elided(frames):
    """How deep a stack overflows, and where among go's own frames the elided ones begin, differs."""
    cut = [re.sub(r"0x[0-9a-f]+\??", "?", f) for f, place in frames]
    n = next((i for i, f in enumerate(cut) if f.startswith("...")), len(cut))
    return [(cut[i], frames[i][1]) for i in range(min(n, 48))]


def problem(got, want):
    if got[0] != want[0]:
        return f"exit status {got[0]}, want {want[0]}\n{got[1][:500]}"
    head_got, gs_got = blocks(got[1])
    head_want, gs_want = blocks(want[1])
    if plain_head(head_got) != plain_head(head_want):
        return "\n".join(["got:"] + head_got[:6] + ["want:"] + head_want[:6])
    if " gp=" in want[1]:
        if "panic while printing" in head_want[0]:
            return None
        gs_got, gs_want = gs_got[:1], gs_want[:1]
    if len(gs_got) != len(gs_want):
        return f"{len(gs_got)} goroutines, want {len(gs_want)}"
    numbers_got, numbers_want = numbered(gs_got), numbered(gs_want)
    for a, b in zip(gs_got, gs_want):
        header_a, frames_a = own_frames(a)
        header_b, frames_b = own_frames(b)
        if plain_header(header_a, numbers_got) != plain_header(header_b, numbers_want):
            return f"{header_a!r}, want {header_b!r}"
        if " gp=" in want[1]:
            frames_a, frames_b = until_elided(frames_a), until_elided(frames_b)
        for x, y in zip(frames_a, frames_b):
            p = frame_problem(x, y, numbers_got, numbers_want)
            if p:
                return p
        if len(frames_a) != len(frames_b):
            return f"{len(frames_a)} frames, want {len(frames_b)}\n" + "\n".join(a[:8]) + "\nwant:\n" + "\n".join(b[:12])
    return None


def ours(binary, path, argument):
    return run([binary, "run", "--headless", path, *(["--", *argument] if argument else [])])


def cut(death, race):
    return (death[0], death[1].split("\n")[0]) if race else death


def cases_of(real):
    with open(real.path, encoding="utf-8") as f:
        return [[c] for c in real.cases()] if "\n// crashes: arguments" in f.read() else [[]]


def main():
    if shutil.which("go") is None:
        print("1..0 # SKIP go is not installed")
        return 77
    if sys.argv[1] == "--show":
        binary, cache, path, *argument = sys.argv[2:]
        for title, (status, text) in ("GOT", ours(binary, path, argument)), ("WANT", Real(path, cache).death(argument)):
            print(f"--- {title}: status {status}\n{text}")
        return 0
    binary, cache, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    reals = [Real(path, cache) for path in files]
    todo = [(real, argument) for real in reals for argument in cases_of(real)]
    print(f"1..{len(todo)}", flush=True)
    failed = 0
    for n, (real, argument) in enumerate(todo, 1):
        race = bool(argument) and argument[0].startswith("race")
        got, want = (cut(death, race) for death in (ours(binary, real.path, argument), real.death(argument)))
        wrong = problem(got, want)
        failed += wrong is not None
        print(f"{'not ok' if wrong else 'ok'} {n} - {' '.join([os.path.basename(real.path), *argument])}", flush=True)
        for line in (wrong or "").split("\n") if wrong else ():
            print(f"# {line[:300]}", flush=True)
    return failed > 0


sys.exit(main())
