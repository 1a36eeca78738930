#!/usr/bin/env python3
"""A program that tries to get out of its own memory ends in words of Go, never in a signal that kills
regionscope, and never as a bug of regionscope.

breakouts.py REGIONSCOPE FILE...
    Each FILE runs once for each line that it prints without arguments, with --allow-unsafe. Without
    that option it must be refused. TAP on stdout."""
import subprocess
import sys

TIMEOUT = 60
GO_WORDS = ("panic: ", "fatal error: ", "unexpected fault address ", "runtime: ", "SIGSEGV")


def run(*command):
    try:
        p = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return "timeout", "", ""
    return p.returncode, p.stdout.decode(errors="replace"), p.stderr.decode(errors="replace")


def problem(status, out, err):
    if status == 0:
        return None if "survived" in out else "no word of having survived"
    if status != 2:
        return f"status {status}: {err[:300]}"
    return None if any(w in err for w in GO_WORDS) and "regionscope: bug" not in err else f"stderr: {err[:300]}"


def main(binary, *files):
    results = []
    for path in files:
        command = [binary, "run", "--headless", "--allow-unsafe", path]
        status, out, err = run(binary, "run", "--headless", path)
        results.append((f"{path} is refused", None if status == 1 and "--allow-unsafe" in err else f"status {status}"))
        status, out, err = run(*command)
        results.append((f"{path} names its cases", None if status == 0 and out else f"status {status}: {err[:300]}"))
        results += [(case, problem(*run(*command, "--", case))) for case in out.splitlines()]
    print(f"1..{len(results)}")
    for n, (name, what) in enumerate(results, 1):
        print(f"{'not ok' if what else 'ok'} {n} - {name}")
        for line in (what or "").splitlines():
            print(f"# {line}")
    return any(what for name, what in results)


sys.exit(main(*sys.argv[1:]))
