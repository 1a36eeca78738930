#!/usr/bin/env python3
"""Counts what meson's testlog.json holds: every TAP subtest is one test, every other program one.

tally.py LOG [AGAIN]     prints the failed ones and, last, "N passed, N failed" (", N skipped" if any
                         were). Exit status 1 when something failed or nothing ran at all. AGAIN is
                         the log of a second run, of the failed programs alone: its records replace
                         the first ones, and a program that passed only there is named.
tally.py --failed LOG    prints the names of the failed programs, a line each
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


def read(path):
    """Records by name, in order; empty when the file is not there."""
    try:
        with open(path) as log:
            return {r["name"]: r for r in map(json.loads, log)}
    except FileNotFoundError:
        return {}


def failed_programs(path):
    for name, record in read(path).items():
        if tally(record)[1]:
            print(name.rpartition(" / ")[2])


def main():
    if sys.argv[1] == "--failed":
        failed_programs(sys.argv[2])
        return 0
    records = read(sys.argv[1])
    if not records:
        print("no test was run")
    again = read(sys.argv[2]) if len(sys.argv) > 2 else {}
    for name, record in again.items():
        if not tally(record)[1]:
            print("failed among the others, passed alone:", name)
        records[name] = record
    passed = failed = skipped = 0
    failures = []
    for record in records.values():
        p, f, s, names = tally(record)
        passed, failed, skipped = passed + p, failed + f, skipped + s
        failures += names
    for name in failures:
        print("failed:", name)
    line = f"{passed} passed, {failed} failed"
    print(line + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
