# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder of src/ sees the folders below it and no others: includes against the order do not compile.

  test-includes.py BUILD-FOLDER SOURCE-FOLDER

Each attempt is compiled with the flags that meson gives to the files of that folder."""
import json
import os
import re
import shlex
import subprocess
import sys

build, source = sys.argv[1:]

# Folder, a header that it may include, and headers that it may not.
ORDER = [
    ("engine/base", "prognosis-error.h", ["prognosis-dataset.h", "gtk/gtk.h", "plplot.h"]),
    ("engine/data", "prognosis-day.h", ["prognosis-table.h", "prognosis-reader.h", "prognosis-model.h"]),
    ("engine/table", "prognosis-csv.h", ["prognosis-reader.h"]),
    ("engine/readers", "prognosis-table.h", ["prognosis-model.h", "prognosis-fit.h"]),
    ("engine/nowcast", "prognosis-table.h", ["prognosis-reader.h", "prognosis-forecast.h"]),
    ("engine/models", "prognosis-dataset.h", ["prognosis-fit.h", "prognosis-reader.h"]),
    ("engine/fit", "prognosis-model.h", ["prognosis-forecast.h", "prognosis-backtest.h"]),
    ("engine/forecast", "prognosis-fit.h", ["prognosis-backtest.h", "prognosis-learner.h", "prognosis-forecaster-list.h"]),
    ("engine/outbreak", "prognosis-scenario.h", ["prognosis-learner.h", "prognosis-backtest.h"]),
    ("engine/learn", "prognosis-forecaster.h", ["hybrid-daily.h", "prognosis-backtest.h"]),
    ("engine/hybrid", "prognosis-ridge.h", ["prognosis-backtest.h", "prognosis-forecaster-list.h"]),
    ("engine/evaluate", "prognosis-forecast.h", ["prognosis-forecaster-list.h", "ode-calibration.h"]),
    ("engine/hub", "prognosis-score.h", ["prognosis-reader.h", "prognosis-forecaster-list.h"]),
    ("engine/forecasters", "prognosis-backtest.h", ["prognosis-figure.h", "gtk/gtk.h", "plplot.h"]),
    ("plot/figure", "prognosis-dataset.h", ["prognosis-export.h", "prognosis-trajectories.h", "gtk/gtk.h"]),
    ("plot/draw", "prognosis-figure.h", ["prognosis-trajectories.h", "gtk/gtk.h"]),
    ("plot/charts", "prognosis-figure.h", ["prognosis-choices.h", "prognosis-session.h", "gtk/gtk.h"]),
    ("cli", "prognosis-export.h", ["prognosis-session.h", "gtk/gtk.h", "plplot.h"]),
    ("app/widgets", "gtk/gtk.h", ["prognosis-session.h", "prognosis-choices.h", "prognosis-chart.h"]),
    ("app/choices", "prognosis-dataset.h", ["prognosis-session.h", "prognosis-words.h"]),
    ("app/text", "prognosis-choices.h", ["prognosis-style.h", "prognosis-session.h"]),
    ("app/jobs", "prognosis-choices.h", ["prognosis-session.h", "prognosis-style.h"]),
    ("app/store", "prognosis-reader.h", ["prognosis-session.h"]),
    ("app/session", "prognosis-job.h", ["prognosis-page.h", "prognosis-chart.h"]),
    ("app/page", "prognosis-session.h", ["prognosis-style.h", "prognosis-model-panel.h"]),
    ("app/chart", "prognosis-style.h", ["prognosis-model-panel.h", "prognosis-figure-page.h"]),
    ("app/report", "prognosis-session.h", ["prognosis-window.h", "prognosis-model-panel.h"]),
    ("app/panel", "prognosis-page.h", ["prognosis-figure-page.h", "prognosis-data-dialog.h"]),
    ("app/dialogs", "prognosis-session.h", ["prognosis-figure-page.h", "prognosis-window.h"]),
    ("app/pages", "prognosis-chart.h", ["prognosis-window.h", "prognosis-application.h"]),
    ("app/window", "prognosis-figure-page.h", ["plplot.h"]),
]

# The header of a room's own that other folders share, and why.
SHARED = {
    ("engine/readers", "prognosis-table-private.h"): "readers work on cells, and nobody else needs these",
    ("engine/readers", "prognosis-dataset-private.h"): "readers complete a data set before it is handed out and fixed",
    ("engine/readers", "prognosis-dataset-builder-private.h"): "readers say how a table was read",
    ("engine/forecast", "prognosis-fit-private.h"): "a forecast begins with the states and paths of the fit",
    ("engine/outbreak", "prognosis-renewal-private.h"): "beds follow sample paths step by step",
    ("plot/draw", "prognosis-figure-private.h"): "drawing reads all of what a figure describes",
    ("plot/charts", "prognosis-figure-private.h"): "a chart sets ranges that a figure keeps to itself",
}

done = failed = 0


def result(good, what, why=""):
    global done, failed
    done += 1
    failed += not good
    for line in why.splitlines() if not good else ():
        print("#", line)
    print(f"{'ok' if good else 'not ok'} {done} {what}", flush=True)


def list_flags():
    """By folder: the compiler and its flags for a file of it, and where it is started."""
    found = {}
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        for entry in json.load(file):
            path = os.path.normpath(os.path.join(entry["directory"], entry["file"]))
            folder = os.path.relpath(os.path.dirname(path), os.path.join(source, "src"))
            if folder in found or not path.endswith(".c"):
                continue
            flags, is_value = [], False
            for word in shlex.split(entry["command"]):
                if is_value:
                    is_value = False
                elif word in ("-o", "-MF", "-MQ", "-c"):
                    is_value = True
                elif word not in ("-MD", "ccache"):
                    flags.append(word)
            found[folder] = flags, entry["directory"]
    return found


FLAGS = list_flags()


def compiles(folder, header):
    flags, directory = FLAGS[folder]
    # GLib's types are there without being included, as in every file of the project.
    text = f'#include "{header}"\n'
    run = subprocess.run([*flags, "-w", "-fdiagnostics-color=never", "-x", "c", "-fsyntax-only", "-"], cwd=directory, input=text, text=True,
                         capture_output=True, check=False)
    return run.returncode == 0, run.stderr


def is_missing(said, header):
    """Refused because it is out of sight, and for no other reason."""
    return f"fatal error: {header}: No such file or directory" in said


for folder, allowed, forbidden in ORDER:
    if folder not in FLAGS:
        result(not os.path.isdir(os.path.join(source, "src", folder)) or folder.startswith("app/"),
               f"{folder} # SKIP not built")
        continue
    good, said = compiles(folder, allowed)
    result(good, f"{folder} may include {allowed}", said)
    for header in forbidden:
        good, said = compiles(folder, header)
        result(not good and is_missing(said, header), f"{folder} may not include {header}", said or "it compiles")

# Every header that is named as forbidden exists where it belongs: a name that was changed would always be refused.
headers, folders = {}, set()
for path, _, names in os.walk(os.path.join(source, "src")):
    for name in names:
        if name.endswith((".c", ".h")):
            folders.add(os.path.relpath(path, os.path.join(source, "src")))
        if name.endswith(".h"):
            headers[name] = os.path.relpath(path, os.path.join(source, "src"))
unknown = sorted({header for _, allowed, forbidden in ORDER for header in [allowed, *forbidden]
                  if "/" not in header and header != "plplot.h" and header not in headers})
result(not unknown, "the headers named here exist", "\n".join(unknown))

# A private header is for its own folder.
strangers, used = [], set()
for path, _, names in os.walk(os.path.join(source, "src")):
    folder = os.path.relpath(path, os.path.join(source, "src"))
    for name in sorted(names):
        if not name.endswith((".c", ".h")):
            continue
        with open(os.path.join(path, name), encoding="utf-8") as file:
            for header in re.findall(r'^#include "([a-z0-9-]+-private\.h)"', file.read(), re.M):
                if headers.get(header) == folder:
                    continue
                used.add((folder, header))
                if (folder, header) not in SHARED:
                    strangers.append(f"{folder}/{name} includes {header} of {headers.get(header)}")
result(not strangers, "private headers stay in their folder", "\n".join(strangers))
left = [f"{folder}: {header}" for folder, header in SHARED if (folder, header) not in used]
result(not left, "exceptions are still needed", "\n".join(left))
print(f"1..{done}")
sys.exit(failed > 0)
