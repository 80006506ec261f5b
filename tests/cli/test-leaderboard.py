# SPDX-License-Identifier: GPL-3.0-or-later
"""The leaderboard agrees to three decimals with a computation from the definition.

  test-leaderboard.py CLI SHARED-FOLDER

Weighted interval score by intervals (Bracher et al. 2021, equation 3); relative score by pairs (Cramer et al. 2022): the ratio of mean
scores on the tasks that two models share, its geometric mean over all models, and that divided by the baseline's."""
import csv
import glob
import io
import os
import subprocess
import sys

try:
    import numpy as np
except ImportError:
    print("1..0 # SKIP there is no python3-numpy")
    sys.exit(0)

cli, shared = sys.argv[1:]
hub = os.path.join(shared, "data", "mini-hub")
if not os.path.isdir(hub):
    print(f"1..0 # SKIP there is no {hub}")
    sys.exit(0)

BASELINE = "CovidHub-baseline"
LEVELS = [.01, .025] + [round(.05 * i, 2) for i in range(1, 20)] + [.975, .99]


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def interval_score(q, y):
    """q: quantiles at LEVELS. The median and eleven central intervals."""
    k = len(LEVELS) // 2
    total = .5 * abs(y - q[k])
    for i in range(k):
        alpha = 2 * LEVELS[i]
        lower, upper = q[i], q[-1 - i]
        total += alpha / 2 * (upper - lower) + max(lower - y, 0) + max(y - upper, 0)
    return total / (k + .5)


truth = {(x["location"], x["target_end_date"]): float(x["value"]) for x in read(glob.glob(hub + "/target-data/*.csv")[0])}
models = sorted(os.listdir(hub + "/model-output"))
scores, horizons = {}, {}
for m in models:
    quantiles = {}
    for path in glob.glob(f"{hub}/model-output/{m}/*.csv"):
        for x in read(path):
            if x["output_type"] == "quantile" and x["target"] == "wk inc covid hosp":
                task = x["reference_date"], x["location"], x["target_end_date"]
                horizons[task] = x["horizon"]
                quantiles.setdefault(task, {})[round(float(x["output_type_id"]), 3)] = float(x["value"])
    for task, q in quantiles.items():
        y = truth.get(task[1:])
        if y is None or len(q) < len(LEVELS):
            continue
        values = np.array([q[level] for level in LEVELS])
        scores[m, task] = interval_score(values, y), interval_score(np.log1p(np.maximum(values, 0)), np.log1p(max(y, 0)))


def expect(tasks, scale):
    theta = {}
    for a in models:
        logs = []
        for b in models:
            both = [t for t in tasks if (a, t) in scores and (b, t) in scores]
            if both:
                logs.append(np.log(np.mean([scores[a, t][scale] for t in both]) / np.mean([scores[b, t][scale] for t in both])))
        theta[a] = np.exp(np.mean(logs)) if logs else np.nan
    return {a: theta[a] / theta[BASELINE] for a in models}


def run(*arguments):
    done = subprocess.run([cli, "score", "--hub", hub, "--output", "-", "--least-share", "0", *arguments], capture_output=True, text=True, check=True)
    return list(csv.DictReader(io.StringIO(done.stdout)))


n = failed = 0


def compare(what, got, wanted):
    global n, failed
    n += 1
    good = abs(got - wanted) < 5e-4
    failed += not good
    print(f"{'ok' if good else 'not ok'} {n} {what}: {got:.6g}, expected {wanted:.6g}", flush=True)


tasks = [t for (m, t) in scores if m == BASELINE]
groups = {"all": ([], lambda t: "all"), "horizon": (["--by", "horizon"], lambda t: horizons[t]), "round": (["--by", "round"], lambda t: t[0])}
for kind, (arguments, key) in groups.items():
    rows = run(*arguments)
    names = sorted({key(t) for t in tasks})
    compare(f"{kind}: number of rows", len(rows), len(names) * len(models))
    for name in names:
        of_group = [t for t in tasks if key(t) == name]
        log, natural = expect(of_group, 1), expect(of_group, 0)
        for row in rows:
            m = row["model"]
            if row["group"] != name:
                continue
            mine = [scores[m, t] for t in of_group if (m, t) in scores]
            compare(f"{name} {m} share", float(row["share"]), len(mine) / len(of_group))
            if not mine:
                compare(f"{name} {m} has no score", len(row["relative_wis_log"] + row["wis"]), 0)
                continue
            compare(f"{name} {m} relative, log", float(row["relative_wis_log"]), log[m])
            compare(f"{name} {m} relative", float(row["relative_wis"]), natural[m])
            compare(f"{name} {m} mean", float(row["wis"]), np.mean([s[0] for s in mine]))
print(f"1..{n}")
sys.exit(failed > 0)
