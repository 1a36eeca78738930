#!/usr/bin/env python3
"""Times the programs of this folder under regionscope, the real Go and LuaJIT's interpreter.

Whole processes are timed from outside, nothing is subtracted, and the contestants take turns, so
that a machine whose speed drifts drifts for all of them. Shown are medians: wall seconds, CPU
seconds (user and system of all threads) and the ratios of CPU seconds, made run by run. A ratio
of a busy machine's wall time says little; on a quiet one both tell the same but for programs that
keep more than one core busy.

The first line of a program says what it does and how many operations its ns/op counts
("// ... ops: N"). What a contestant prints must be the same in all (LuaJIT: not compared).
"""
import argparse
import datetime
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def arguments():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", nargs="*", help="names without suffix; all when none is given")
    parser.add_argument("-n", type=int, default=5, metavar="RUNS", help="counted runs (5)")
    parser.add_argument("--binary", default=os.path.join(ROOT, "build/src/regionscope"))
    parser.add_argument("--markdown", metavar="FILE", help="write the table to FILE as well")
    return parser.parse_args()


def timed(command):
    """(wall, cpu, output) of one run; cpu counts all threads."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if child.returncode != 0:
        raise RuntimeError("%s: exit status %d\n%s" % (
            " ".join(command), child.returncode, output.decode(errors="replace")[:400]))
    return wall, usage.ru_utime + usage.ru_stime, output


class Contestant:
    def __init__(self, name, command):
        self.name, self.command = name, command
        self.wall, self.cpu = [], []
        self.output = None

    def run(self, counted):
        wall, cpu, self.output = timed(self.command)
        if counted:
            self.wall.append(wall)
            self.cpu.append(cpu)


def ratio(a, b):
    """Median of a's CPU seconds over b's, pair by pair."""
    return statistics.median(x / max(y, 1e-4) for x, y in zip(a.cpu, b.cpu))


def contestants(name, options, bin_dir):
    source = os.path.join(HERE, name + ".go")
    yield Contestant("regionscope", [options.binary, "run", "--headless", source])
    if bin_dir:
        target = os.path.join(bin_dir, name)
        subprocess.run(["go", "build", "-o", target, source], check=True, cwd=HERE)
        yield Contestant("go", [target])
    twin = os.path.join(HERE, name + ".lua")
    if shutil.which("luajit") and os.path.exists(twin):
        yield Contestant("luajit -joff", ["luajit", "-joff", twin])


def measure(name, options, bin_dir):
    everyone = list(contestants(name, options, bin_dir))
    for turn in range(options.n + 1):
        for one in everyone:
            one.run(counted=turn > 0)
    by_name = {one.name: one for one in everyone}
    if "go" in by_name and by_name["go"].output != by_name["regionscope"].output:
        raise RuntimeError("regionscope and go print different things")
    return by_name


def operations(name):
    with open(os.path.join(HERE, name + ".go"), encoding="utf-8") as f:
        return int(re.search(r"ops: (\d+)", f.readline()).group(1))


COLUMNS = ["program", "ns/op", "wall s", "cpu s", "go wall", "go cpu", "lua cpu", "x go", "x lua"]


def row(name, result):
    def middle(values, fmt):
        return fmt % statistics.median(values)

    ours, go, lua = (result.get(k) for k in ("regionscope", "go", "luajit -joff"))
    cells = [name, middle([s * 1e9 / operations(name) for s in ours.cpu], "%.1f"),
             middle(ours.wall, "%.3f"), middle(ours.cpu, "%.3f"),
             middle(go.wall, "%.3f") if go else "-", middle(go.cpu, "%.3f") if go else "-",
             middle(lua.cpu, "%.3f") if lua else "-",
             "%.2f" % ratio(ours, go) if go else "-", "%.2f" % ratio(ours, lua) if lua else "-"]
    return cells


def geometric_mean(results, other):
    ratios = [ratio(r["regionscope"], r[other]) for r in results if other in r]
    if not ratios:
        return "-"
    return "%.2f" % math.exp(sum(map(math.log, ratios)) / len(ratios))


def machine():
    model = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as f:
        for line in f:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    versions = []
    for command in (["go", "version"], ["luajit", "-v"]):
        if shutil.which(command[0]):
            text = subprocess.run(command, capture_output=True, text=True, check=False).stdout
            versions.append(" ".join(text.split()[:3]).replace("go version ", ""))
    return "%s, %d cores, %s; %s" % (model, os.cpu_count(), datetime.date.today(),
                                     ", ".join(versions))


def write_markdown(path, rows, runs):
    with open(path, "w", encoding="utf-8") as f:
        f.write("# Measured\n\n%s; medians of %d runs of whole processes, in turns.\n" %
                (machine(), runs))
        f.write("`x go` and `x lua` are CPU seconds over those of Go and of `luajit -joff`:\n"
                "below 1 is faster. What each program does is said in its first line.\n\n")
        f.write("| %s |\n|---%s|\n" % (" | ".join(COLUMNS), "|--:" * (len(COLUMNS) - 1)))
        for cells in rows:
            f.write("| %s |\n" % " | ".join(cells))


def main():
    options = arguments()
    names = options.programs or sorted(f[:-3] for f in os.listdir(HERE) if f.endswith(".go"))
    bin_dir = None
    if shutil.which("go"):
        bin_dir = tempfile.mkdtemp(prefix="bench")
    else:
        print("SKIP: go is not installed: no comparison with it", file=sys.stderr)
    if not shutil.which("luajit"):
        print("SKIP: luajit is not installed: no comparison with it", file=sys.stderr)
    print(machine())
    form = "%-12s" + "%9s" * (len(COLUMNS) - 1)
    print(form % tuple(COLUMNS))
    results, rows, n_failed = [], [], 0
    try:
        for name in names:
            try:
                result = measure(name, options, bin_dir)
            except RuntimeError as e:
                print("%s: FAILED: %s" % (name, e), file=sys.stderr)
                n_failed += 1
                continue
            results.append(result)
            rows.append(row(name, result))
            print(form % tuple(rows[-1]), flush=True)
    finally:
        if bin_dir:
            shutil.rmtree(bin_dir)
    rows.append(["mean"] + ["-"] * 6 + [geometric_mean(results, "go"),
                                        geometric_mean(results, "luajit -joff")])
    print(form % tuple(rows[-1]))
    if options.markdown:
        write_markdown(options.markdown, rows, options.n)
    return 1 if n_failed else 0


if __name__ == "__main__":
    sys.exit(main())
