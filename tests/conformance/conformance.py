#!/usr/bin/env python3
"""Go's own test programs under regionscope, judged as Go's test runner judges them.

conformance.py test REGIONSCOPE     TAP: what pass.txt lists must pass, and every program must be listed
conformance.py survey REGIONSCOPE   every program that can be tried, with what is wrong; for people
conformance.py grow REGIONSCOPE     a survey that moves what passes now from known.txt to pass.txt

Programs are those of `go env GOROOT`/test, the folders of FOLDERS, of three kinds:
    run         "// run": prints what its .out file holds (nothing without one), exits with 0
    errorcheck  "// errorcheck": the errors stand on the lines whose ERROR comments match them, no others
    compile     "// compile": no errors, but for functions whose body is elsewhere and for no main
and of those the ones importing only packages that we bring (what src/golib holds, and unsafe).

A line of pass.txt is "kind program", of known.txt "kind program: why it does not pass". pass.txt only
grows. Exits 77 (meson: SKIP) when go is not installed."""
import concurrent.futures
import os
import re
import resource
import shutil
import signal
import subprocess
import sys

TIMEOUT = 20  # seconds of processor time; PATIENCE times as many by the clock, as the machine may be busy
PATIENCE = 4
JOBS = max(2, os.cpu_count() or 2)
FOLDERS = ["", "chan", "ken", "interface", "typeparam", "fixedbugs"]
HERE = os.path.dirname(os.path.abspath(__file__))
GOLIB = os.path.join(HERE, "..", "..", "src", "golib")


def go_tests():
    if shutil.which("go") is None:
        return None
    root = subprocess.run(["go", "env", "GOROOT"], capture_output=True, text=True, check=True).stdout.strip()
    folder = os.path.join(root, "test")
    return folder if os.path.isdir(folder) else None


def supported(package):
    folder = os.path.join(GOLIB, package)
    return package == "unsafe" or os.path.isdir(folder) and any(n.endswith(".go") for n in os.listdir(folder))


def imports(text):
    for block in re.findall(r"^import\s*\(\n(.*?)^\)", text, re.M | re.S):
        yield from re.findall(r'^\s*(?:[\w.]+\s+)?["`]([^"`]+)["`]', block, re.M)
    yield from re.findall(r'^import\s+(?:[\w.]+\s+)?["`]([^"`]+)["`]', text, re.M)


def builds_here(text):
    """Whether //go:build holds for linux/amd64 and the gc compiler."""
    m = re.search(r"^//go:build (.*)$", text, re.M)
    if not m:
        return True
    have = {"linux", "amd64", "gc", "unix", "cgo"}
    words = re.sub(r"[\w.]+", lambda w: str(w[0] in have or w[0].startswith("go1.")), m[1])
    return eval(words.replace("&&", " and ").replace("||", " or ").replace("!", " not "))


def fails_in_go(tests):
    """What Go's own runner leaves out: its compiler's errors are not those the comments want."""
    path = os.path.join(tests, "..", "src", "cmd", "internal", "testdir", "testdir_test.go")
    if not os.path.exists(path):
        return set()
    with open(path, encoding="utf-8") as f:
        block = re.search(r"^var types2Failures = setOf\((.*?)^\)", f.read(), re.M | re.S)
    return set(re.findall(r'"([^"]+)"', block[1])) if block else set()


def programs(tests):
    """(kind, name, arguments) of all that can be tried."""
    left_out = fails_in_go(tests)
    for folder in FOLDERS:
        for name in sorted(os.listdir(os.path.join(tests, folder))):
            path = os.path.join(tests, folder, name)
            if not name.endswith(".go"):
                continue
            with open(path, encoding="utf-8", errors="replace") as f:
                text = f.read()
            words = (re.findall(r"^// (run|errorcheck|compile)( .*)?$", text.split("\npackage ")[0], re.M) or [(None, "")])[0]
            arguments = words[1].split()
            if words[0] is None or any(a.startswith("-") or a.endswith(".go") for a in arguments):
                continue
            if os.path.join(folder, name) in left_out:
                continue
            if builds_here(text) and all(supported(p) for p in imports(text)):
                yield words[0], os.path.join(folder, name), arguments


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (TIMEOUT, TIMEOUT + 1))


def execute(command, folder):
    """Exit status or "timeout", and stdout and stderr as one."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GOGC", "GOMEM", "GOMAXP", "GODEBUG"))}
    try:
        p = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           timeout=TIMEOUT * PATIENCE, cwd=folder, env=env, preexec_fn=limit)
    except subprocess.TimeoutExpired:
        return "timeout", ""
    if p.returncode == -signal.SIGXCPU:
        return "timeout", ""
    return p.returncode, p.stdout.decode(errors="replace")


def first_difference(got, want):
    a, b = got.split("\n"), want.split("\n")
    for i, (x, y) in enumerate(zip(a + [""], b + [""])):
        if x != y:
            return f"line {i + 1}: {x!r}, want {y!r}"
    return f"{len(a)} lines, want {len(b)}"


def try_run(binary, path, arguments):
    """None when right, else what is wrong."""
    command = [binary, "run", "--headless", "--allow-unsafe", os.path.basename(path)]
    status, out = execute(command + (["--", *arguments] if arguments else []), os.path.dirname(path))
    if status == "timeout":
        return f"timeout ({TIMEOUT} s)"
    if status != 0:
        return f"exit status {status}: {out[:300]}"
    want = ""
    if os.path.exists(path[:-3] + ".out"):
        with open(path[:-3] + ".out", encoding="utf-8") as f:
            want = f.read()
    return None if out == want else first_difference(out, want)


def wanted_errors(path):
    """{line: [regexp]}: Go's notation, where LINE+1 in a regexp stands for file:line."""
    want = {}
    name = os.path.basename(path)
    with open(path, encoding="utf-8", errors="replace") as f:
        for n, line in enumerate(f.read().split("\n"), 1):
            m = re.search(r"// (?:GC_)?ERROR (.*)", line) if "////" not in line else None
            for rx in re.findall(r'"([^"]*)"', m[1]) if m else ():
                rx = re.sub(r"LINE([+-]\d+)?", lambda d: f"{name}:{n + int(d[1] or 0)}", rx)
                want.setdefault(n, []).append(re.compile(rx.replace("(?i)", "")))
    return want


def try_errorcheck(binary, path, _):
    """None when right, else what is wrong."""
    command = [binary, "check", "--all-errors", "--allow-unsafe", os.path.basename(path)]
    status, out = execute(command, os.path.dirname(path))
    if status != 1:
        return f"exit status {status}: {out[:300]}"
    out = out.replace("./" + os.path.basename(path), os.path.basename(path))
    got = {}
    for line in out.split("\n"):
        m = re.match(r"[^:\s]+\.go:(\d+)(?::\d+)?: (.*)", line)
        if m:
            last = got.setdefault(int(m[1]), [])
            last.append(m[2])
        elif line.startswith("\t") and got:
            last[-1] += "\n" + line
    for n, regexps in wanted_errors(path).items():
        for rx in regexps:
            left = [text for text in got.get(n, ()) if not rx.search(text)]
            if len(left) == len(got.get(n, ())):
                return f"line {n}: no match for {rx.pattern!r} in {left}"
            got[n] = left
    extra = [f"line {n}: {text}" for n, texts in sorted(got.items()) for text in texts]
    return f"unmatched: {extra[0]}" if extra else None


def try_compile(binary, path, _):
    """None when right, else what is wrong."""
    status, out = execute([binary, "check", "--allow-unsafe", os.path.basename(path)], os.path.dirname(path))
    if status not in (0, 1):
        return f"exit status {status}: {out[:300]}"
    wrong = [s for s in out.split("\n")
             if s and not s.endswith(("missing function body", "function main is undeclared in the main package"))]
    return wrong[0] if wrong else None


TRY = {"run": try_run, "errorcheck": try_errorcheck, "compile": try_compile}


def read_list(name):
    """{(kind, program): reason}"""
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        lines = [line.rstrip("\n") for line in f if line.strip() and not line.startswith("#")]
    return {tuple(line.split(":")[0].split(" ")): line.partition(": ")[2] for line in lines}


def write_list(name, head, entries):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as f:
        f.write(head)
        for (kind, program), reason in sorted(entries.items()):
            f.write(f"{kind} {program}{': ' + reason if reason else ''}\n")


def try_all(binary, tests, chosen):
    """(program, problem) one by one, JOBS at a time."""
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        yield from zip(chosen, pool.map(lambda p: TRY[p[0]](binary, os.path.join(tests, p[1]), p[2]), chosen))


def test(binary, tests, every):
    passes, known = read_list("pass.txt"), read_list("known.txt")
    chosen = [p for p in every if p[:2] in passes]
    unlisted = [p for p in every if p[:2] not in passes and p[:2] not in known]
    print(f"1..{len(chosen) + len(unlisted) + len(known)}", flush=True)
    number = failed = 0
    for (kind, name, _), problem in try_all(binary, tests, chosen):
        number += 1
        failed += problem is not None
        print(f"{'not ok' if problem else 'ok'} {number} - {kind} {name}", flush=True)
        for line in (problem or "").split("\n")[:6] if problem else ():
            print(f"# {line}")
    for kind, name, _ in unlisted:
        number += 1
        print(f"ok {number} - {kind} {name} # SKIP in no list (another Go version?)")
    for (kind, name), reason in sorted(known.items()):
        number += 1
        print(f"ok {number} - {kind} {name} # SKIP known: {reason}")
    return failed > 0


def survey(binary, tests, every, grow):
    passes, known = read_list("pass.txt"), read_list("known.txt")
    count = {kind: [0, 0] for kind in TRY}
    for (kind, name, _), problem in try_all(binary, tests, every):
        count[kind][0] += problem is None
        count[kind][1] += 1
        if problem:
            print(f"{kind} {name}: " + problem.replace("\n", " | ")[:400], flush=True)
            if (kind, name) in passes:
                print("    THIS PASSED BEFORE")
            elif (kind, name) not in known:
                known[kind, name] = " ".join(problem.split())[:100]
        elif (kind, name) not in passes and not known.get((kind, name), "").startswith("slow"):
            known.pop((kind, name), None)
            passes[kind, name] = ""
    for kind, (good, n) in count.items():
        print(f"{kind}: {good} of {n} pass ({100 * good / max(n, 1):.1f} %)")
    if grow:
        write_list("pass.txt", "# Programs of Go's test folder that must pass. This list only grows.\n", passes)
        write_list("known.txt", "# Programs that do not pass yet, and why.\n", known)
    return 0


def main(mode, binary, *only):
    tests = go_tests()
    if tests is None:
        print("1..0 # SKIP go and its test folder are not installed")
        return 77
    every = [p for p in programs(tests) if not only or {p[0], p[1], os.path.dirname(p[1])} & set(only)]
    if mode == "test":
        return test(os.path.abspath(binary), tests, every)
    return survey(os.path.abspath(binary), tests, every, mode == "grow")


sys.exit(main(*sys.argv[1:]))
