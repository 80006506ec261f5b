#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scores of all development sets on one page, each with an interval: what the README quotes.

usage: scores.py COMPARE PROGNOSIS-CLI [--sets jhu,packs,classic] [--models hybrid,autoode,auto] [--keep FOLDER]

COMPARE is the benchmark beside this file, PROGNOSIS-CLI the command; the data lie in ../shared, or in $PROGNOSIS_SHARED. Prints
tables in Markdown. A ratio is the sum of a model's errors over that of the baseline; its interval holds 90 % of the ratios of
2000 resamplings of the forecast origins (rounds), and "won" counts the origins at which the model was better. Neighbouring
origins resemble each other, so that intervals are rather too narrow. --keep keeps what was forecast, and takes what is there.

Needs Debian's python3-numpy and python3-pandas.
"""
import argparse
import csv
import importlib.util
import io
import os
import subprocess
import sys
import tempfile

try:
    import numpy as np
    import pandas as pd
except ImportError:
    print("scores.py: skipped, python3-numpy or python3-pandas is not installed")
    sys.exit(77)

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.join(HERE, "..", "..", "data", "samples")
SHARED = os.environ.get("PROGNOSIS_SHARED", "../shared")
N_DRAWS = 2000

SATURDAYS = pd.date_range("2020-06-06", periods=16, freq="7D").strftime("%Y-%m-%d")
JHU_SETS = {
    "chosen on: 8 early origins": pd.date_range("2020-05-09", periods=8, freq="3D").strftime("%Y-%m-%d"),
    "chosen on: every second Saturday": SATURDAYS[::2],
    "the other Saturdays": SATURDAYS[1::2],
    "all 16 Saturdays": SATURDAYS,
}

# Folder, target, further options of hub-run.py, least share of the tasks of an entry that is ranked
PACKS = [
    ("flusight-2022-23", None, ["--vintages"], ["--hub", "cdc-flusight"], 0.6),
    ("flusight-2023-24", None, ["--vintages"], ["--hub", "cdc-flusight"], 0.6),
    ("covid-hub-2024-25", None, ["--vintages"], [], 0.6),
    ("respicast-2024-25", "ili", [], [], 0.4),
    ("respicast-2024-25", "ari", [], [], 0.4),
]

# File of data/samples, horizon, steps between origins, first origin, options
CLASSIC = [
    ("influenza-boarding-school-1978", 3, 1, 4, []),
    ("influenza-baltimore-1918", 14, 7, 20, []),
    ("sars-hong-kong-2003", 14, 7, 20, ["--population", "6800000"]),
    ("measles-hagelloch-1861", 7, 4, 14, []),
    ("influenza-pennsylvania-school-2009", 7, 3, 8, []),
    ("measles-weser-ems-2001-2002", 4, 6, 26, ["--population", os.path.join(SAMPLES, "measles-weser-ems-districts.csv")]),
]
CLASSIC_MODELS = ["damped-trend", "regression", "analogue", "sir", "seir", "sueir", "hybrid", "autoode", "auto"]


def resample(own, baseline):
    """@own, @baseline: sums of errors by origin. -> ratio, its interval, origins won"""
    own, baseline = np.asarray(own, float), np.asarray(baseline, float)
    pick = np.random.default_rng(1).integers(0, len(own), (N_DRAWS, len(own)))
    total = baseline[pick].sum(1)
    low, high = np.quantile(own[pick].sum(1)[total > 0] / total[total > 0], [0.05, 0.95])
    return own.sum() / baseline.sum(), low, high, int((own < baseline).sum())


def show(own, baseline):
    ratio, low, high, won = resample(own, baseline)
    return f"{ratio:.3f} ({low:.2f} to {high:.2f}), won {won} of {len(own)}"


def run(command, **more):
    result = subprocess.run(command, capture_output=True, text=True, **more)
    if result.returncode:
        sys.exit(f"scores.py: {' '.join(command[:3])} ...: {result.stderr.strip()[-500:]}")
    return result.stdout


def print_head(*titles):
    print("\n| " + " | ".join(titles) + " |\n|" + " --- |" * len(titles))


def read_jhu(compare, model, early, folder):
    rows = os.path.join(folder, f"jhu-{model}{'-early' if early else ''}.csv")
    if not os.path.exists(rows):
        run([compare, "--models", model, "--threads", "1", "--rows", rows] + (["--early"] if early else []))
    return pd.read_csv(rows)


def print_jhu(compare, models, folder):
    print("\n## COVID-19 in the 50 US states with most cases, 1 to 7 days ahead\n\nMean absolute error over that of the mean of the last "
          "week's increments carried on; coverage of 50 and 95 % intervals.")
    print_head("origins", "model", "confirmed", "recovered", "deaths", "in 50 %", "in 95 %")
    for model in models:
        d = pd.concat([read_jhu(compare, model, early, folder) for early in (True, False)])
        d = d.drop_duplicates(["model", "origin", "location", "target", "horizon"])
        large = set(d[d.model == "rule"].location)
        d = d[d.location.isin(large)]
        for title, origins in JHU_SETS.items():
            part = d[d.origin.isin(origins)]
            sums = part.groupby(["model", "target", "origin"]).ae.sum()
            cells = [show(sums[model, t], sums["rule", t]) for t in ("confirmed", "recovered", "deaths")]
            # A state that reports no recoveries, and for which none are forecast, is no hit of an interval.
            own = part[(part.model == model) & ((part.observed != 0) | (part["median"] != 0))]
            print("|", " | ".join([title, f"`{model}`", *cells, f"{own.in50.mean():.2f}", f"{own.in95.mean():.2f}"]), "|", flush=True)


def load_scoring():
    spec = importlib.util.spec_from_file_location("hub_score", os.path.join(SHARED, "tools", "hub-score.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def print_packs(cli, folder):
    hub = load_scoring()
    print("\n## Hubs, `hybrid`, from the data as known at each round\n\nWeighted interval score over the hub's baseline, as the hubs "
          "rank (pairwise), and as a plain ratio with its interval; place among the teams.")
    print_head("set", "scale", "relative", "place", "ratio", "in 50 %", "in 95 %")
    for name, target, more, options, least in PACKS:
        data, out = os.path.join(SHARED, "data", name), os.path.join(folder, name + (target or ""))
        run([sys.executable, os.path.join(SHARED, "tools", "hub-run.py"), cli, data, "hybrid", out, *more]
            + (["--target", target] if target else []) + (["--", *options] if options else []))
        pack = hub.Pack(data, target)
        ranked = hub.rank(pack, ["hybrid=" + out], least=least, out=lambda _: None)[0]
        names, rounds, known = hub.sc.load_scores(pack.scores_file)
        quantiles, _ = pack.read(out, rounds)
        mine, baseline = hub.scores(quantiles, pack.truth_cube(rounds)), names.index(pack.baseline)
        for scale in ("log", "nat"):
            own, other = mine["wis_" + scale], known["wis_" + scale][baseline]
            both = np.isfinite(own) & np.isfinite(other)
            sums = [np.where(both, x, 0).sum((1, 2)) for x in (own, other)]
            kept = both.any((1, 2))
            print("|", " | ".join([f"{name} {target or ''}".strip(), scale, f"{ranked['rel_wis_' + scale]:.3f}",
                                   f"{ranked['place_' + scale]} of {ranked['teams'] + 1}", show(sums[0][kept], sums[1][kept]),
                                   f"{ranked['cov50']:.2f}", f"{ranked['cov95']:.2f}"]), "|", flush=True)


def read_classic(cli, name, horizon, apart, first, options):
    """-> weighted interval scores by model and origin"""
    path = os.path.join(SAMPLES, name + ".csv")
    with open(path) as file:
        steps = sorted({row[0] for row in list(csv.reader(file))[1:]}, key=lambda x: (len(x), x))
    origins = ",".join(steps[first:len(steps) - horizon:apart])
    scores = {}
    for model in CLASSIC_MODELS:
        # One model that does not apply to these data would end the run of all.
        result = subprocess.run([cli, "backtest", path, "--model", f"{model},persistence", "--horizon", str(horizon), "--origins",
                                 origins, "--quiet", *options], capture_output=True, text=True)
        if result.returncode:
            continue
        rows = pd.read_csv(io.StringIO(result.stdout))
        scores |= {m: s.droplevel(0) for m, s in rows.groupby(["model", "origin"]).wis.sum().groupby(level=0)}
    return scores


def print_classic(cli):
    print("\n## Classic outbreaks, over their whole course\n\nWeighted interval score over persistence: `auto`, and the best model "
          "that could have been fixed beforehand.")
    print_head("outbreak", "`auto`", "best fixed model", "`auto` over it")
    for case in CLASSIC:
        scores = read_classic(cli, *case)
        bar, auto = scores["persistence"], scores["auto"]
        best = min((m for m in scores if m != "auto"), key=lambda m: scores[m].reindex(bar.index).sum())
        print("|", " | ".join([case[0], show(auto, bar), f"`{best}` " + show(scores[best], bar),
                               f"{auto.sum() / scores[best].sum():.2f}"]), "|", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("compare")
    parser.add_argument("cli")
    parser.add_argument("--sets", default="jhu,packs,classic")
    parser.add_argument("--models", default="hybrid,autoode,auto")
    parser.add_argument("--keep")
    a = parser.parse_args()
    if not os.path.isdir(os.path.join(SHARED, "data")):
        print(f"scores.py: skipped, there is no {SHARED}/data")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as temporary:
        folder = a.keep or temporary
        os.makedirs(folder, exist_ok=True)
        sets = a.sets.split(",")
        if "jhu" in sets:
            print_jhu(a.compare, a.models.split(","), folder)
        if "packs" in sets:
            print_packs(a.cli, folder)
        if "classic" in sets:
            print_classic(a.cli)


if __name__ == "__main__":
    main()
