#!/usr/bin/env python3
"""Counts what meson's testlog.json holds: every TAP subtest is one test, every other program one.

Prints the failed ones and, last, "N passed, N failed" (", N skipped" if any were). Exit status 1
when something failed or nothing ran at all.
"""
import json
import re
import sys

TAP_LINE = re.compile(r"^(not )?ok\b[ \t]*(.*)$", re.M)
TAP_NONE = re.compile(r"^1\.\.0\b.*", re.M)


def tally(record):
    """(passed, failed, skipped, names of the failed) of one test program."""
    passed = failed = skipped = 0
    names = []
    result, stdout = record["result"], record.get("stdout") or ""
    for no, what in TAP_LINE.findall(stdout):
        directive = what.partition("#")[2].strip().lower()
        if directive.startswith("skip"):
            skipped += 1
        elif no and not directive.startswith("todo"):
            failed += 1
            names.append(what)
        else:
            passed += 1
    if passed + failed + skipped == 0:
        if result == "SKIP" or (result == "OK" and TAP_NONE.search(stdout)):
            skipped = 1
        elif result in ("OK", "EXPECTEDFAIL"):
            passed = 1
    # A crash or a timeout says nothing about the tests that did not come to run.
    if failed == 0 and result not in ("OK", "SKIP", "EXPECTEDFAIL"):
        failed = 1
        names.append(result.lower())
    return passed, failed, skipped, [f"{record['name']}: {name}" for name in names]


def main():
    passed = failed = skipped = 0
    failures = []
    try:
        with open(sys.argv[1]) as log:
            for line in log:
                p, f, s, names = tally(json.loads(line))
                passed, failed, skipped = passed + p, failed + f, skipped + s
                failures += names
    except FileNotFoundError:
        print("no test was run")
    for name in failures:
        print("failed:", name)
    line = f"{passed} passed, {failed} failed"
    print(line + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
