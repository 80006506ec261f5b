#!/usr/bin/env python3
"""usage: sum-coverage.py PROGNOSIS-CLI JHU-FOLDER POPULATION.csv [MODEL [FIRST-ORIGIN LAST-ORIGIN [EVERY-DAYS]]]

How often the intervals of the sum of all states hold the sum of the states' own reports, from every origin and for every day up to four
weeks ahead of it, with a 95 % interval of a block bootstrap over origins: forecasts from neighbouring origins share their days."""
import csv
import datetime
import pathlib
import random
import subprocess
import sys
import tempfile

HORIZON = 28
SIGNALS = ("confirmed", "deaths")
LEVELS = {0.5: ("0.25", "0.75"), 0.95: ("0.025", "0.975")}
BLOCK_DAYS = 28
N_BOOTSTRAP = 2000


def read_reports(folder):
    """By day, of each state the counts as reported."""
    days = {}
    for path in pathlib.Path(folder).glob("*.csv"):
        day = datetime.datetime.strptime(path.stem, "%m-%d-%Y").date().isoformat()
        with open(path, newline="", encoding="utf-8-sig") as file:
            days[day] = {row["Province_State"]: row for row in csv.DictReader(file)}
    return days


def forecast(cli, folder, population, model, origin):
    """(signal, day) to quantiles of the sum, and the names of the states that are summed."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as out:
        subprocess.run([cli, "forecast", folder, "--population", population, "--model", model, "--origin", origin, "--horizon",
                        str(HORIZON), "--sum", "--levels", "0.025,0.25,0.75,0.975", "--output", out.name],
                       check=True, stderr=subprocess.DEVNULL)
        with open(out.name, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    sums, states = {}, {}
    for row in rows:
        if row["location"] != "Sum of regions":
            states.setdefault(row["target"], set()).add(row["location"])
        elif row["output_type"] == "quantile":
            sums.setdefault((row["target"], row["target_end_date"]), {})[row["output_type_id"]] = float(row["value"])
    return sums, states


def check(sums, states, days):
    """(signal, coverage) to a list of hits."""
    hits = {}
    for (signal, day), quantiles in sums.items():
        if signal not in SIGNALS or day not in days:
            continue
        cells = [days[day].get(state, {}).get(signal.capitalize()) for state in states[signal]]
        if not all(cells):
            continue
        truth = sum(float(cell) for cell in cells)
        for coverage, (lower, upper) in LEVELS.items():
            hits.setdefault((signal, coverage), []).append(quantiles[lower] <= truth <= quantiles[upper])
    return hits


def share(origins, key):
    hits = [hit for hits in origins for hit in hits.get(key, [])]
    return sum(hits) / len(hits)


def bootstrap(origins, key, block):
    chance = random.Random(1)
    shares = []
    for _ in range(N_BOOTSTRAP):
        drawn = []
        while len(drawn) < len(origins):
            start = chance.randrange(len(origins))
            drawn += [origins[(start + k) % len(origins)] for k in range(block)]
        shares.append(share(drawn[:len(origins)], key))
    shares.sort()
    return shares[int(0.025 * N_BOOTSTRAP)], shares[int(0.975 * N_BOOTSTRAP)]


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    cli, folder, population = sys.argv[1:4]
    model = sys.argv[4] if len(sys.argv) > 4 else "hybrid"
    first, last = sys.argv[5:7] if len(sys.argv) > 6 else ("2020-05-09", "2020-08-01")
    every = int(sys.argv[7]) if len(sys.argv) > 7 else 1
    days = read_reports(folder)
    origins = []
    for day in sorted(days):
        if first <= day <= last and (datetime.date.fromisoformat(day) - datetime.date.fromisoformat(first)).days % every == 0:
            origins.append(check(*forecast(cli, folder, population, model, day), days))
    print(f"{model}: {len(origins)} origins from {first} to {last}, {HORIZON} days ahead")
    for signal in SIGNALS:
        for coverage in LEVELS:
            key = (signal, coverage)
            low, high = bootstrap(origins, key, max(1, BLOCK_DAYS // every))
            print(f"{signal:10} {100 * coverage:.0f} % intervals hold {100 * share(origins, key):.0f} %  ({100 * low:.0f} to {100 * high:.0f})")


main()
