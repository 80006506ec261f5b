#!/usr/bin/env python3
"""usage: growth.py PROGNOSIS-CLI SHARED [--sizes 100,1000,3142] [--days 172] [--weekly] [--runs inspect,persistence,...]

How processor time and memory grow with the regions: runs on resampled daily reports (resample.py), one after the other, each in a
process of its own. Of each run the table has seconds and megabytes at each size, and the exponents of what the largest adds to the
smallest; 1 is linear. A run is "inspect" (reading), "score" (of the forecast of persistence), "backtest" (persistence, two origins),
or a model, of which the table of quantiles is written. What starts with a model's name and "+sum" sums over all regions, for which
all sample paths are kept."""
import argparse
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time

RUNS = ("inspect", "persistence", "regression", "hybrid", "autoode", "fc", "seird", "autoode-covid", "auto", "persistence+sum",
        "backtest", "score")


def measure(command, folder):
    """Processor seconds, wall seconds and megabytes; None if it failed."""
    start = time.monotonic()
    with open(folder / "messages", "w", encoding="utf-8") as messages, open(os.devnull, "w", encoding="utf-8") as nothing:
        process = subprocess.Popen(command, stdout=nothing, stderr=messages)
        _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.stderr.write((folder / "messages").read_text(encoding="utf-8")[-400:])
        return None
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


def make_tables(shared, sizes, days, folder):
    """By size, the table and its populations."""
    resample = pathlib.Path(__file__).with_name("resample.py")
    tables = {}
    for n in sizes:
        tables[n] = folder / f"{n}.csv", folder / f"{n}-population.csv"
        subprocess.run([sys.executable, resample, shared / "data/jhu-us-daily-reports", shared / "data/us-states/population.csv", str(n),
                        tables[n][0], tables[n][1], str(days)], check=True)
    return tables


def make_command(cli, run, table, weekly, folder):
    """What to run; the forecast that "score" needs is made here."""
    data = [table[0], "--population", table[1]] + (["--weekly"] if weekly else [])
    horizon = ["--horizon", "4" if weekly else "28"]
    out = ["--output", folder / "out.csv"]
    if run == "inspect":
        return [cli, "inspect", *data]
    if run == "backtest":
        return [cli, "backtest", *data, "--model", "persistence", "--origins", "2020-08-01,2020-08-29", *out]
    if run == "score":
        forecast = folder / "forecast.csv"
        subprocess.run([cli, "forecast", *data, "--model", "persistence", "--origin", "2020-08-29", "--horizon", "2" if weekly else "14",
                        "--output", forecast], check=True, stderr=subprocess.DEVNULL)
        return [cli, "score", forecast, "--truth", table[0], *(["--weekly"] if weekly else []), *out]
    model, _, total = run.partition("+")
    return [cli, "forecast", *data, "--model", model, *horizon, *out] + (["--sum"] if total else [])


def exponent(small, large, sizes):
    """Of growth with the size; what does not depend on the size is not counted."""
    return math.log(large / small) / math.log(sizes[-1] / sizes[0]) if small > 0 and large > 0 else math.nan


def main():
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("--sizes", default="100,1000,3142")
    parser.add_argument("--days", type=int, default=172)
    parser.add_argument("--weekly", action="store_true")
    parser.add_argument("--runs", default=",".join(RUNS))
    arguments = parser.parse_args()
    sizes = [int(n) for n in arguments.sizes.split(",")]
    print(f"{'regions':16}" + "".join(f"{n:>18}" for n in sizes) + f"{'exponent of CPU':>18}{'of memory':>12}")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        tables = make_tables(arguments.shared, sizes, arguments.days, folder)
        empty = measure([arguments.cli, "--version"], folder)
        for run in arguments.runs.split(","):
            results = [measure(make_command(arguments.cli, run, tables[n], arguments.weekly, folder), folder) for n in sizes]
            cells = "".join(f"{r[0]:9.2f} s{r[2]:5.0f} MB" if r else f"{'failed':>18}" for r in results)
            first, last = results[0], results[-1]
            if first and last:
                cells += f"{exponent(first[0] - empty[0], last[0] - empty[0], sizes):18.2f}"
                cells += f"{exponent(first[2] - empty[2], last[2] - empty[2], sizes):12.2f}"
            print(f"{run:16}{cells}", flush=True)


main()
