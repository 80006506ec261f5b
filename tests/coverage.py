# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: coverage.py BUILD [FOLDER]: lines that tests reached, from gcov's data files below BUILD."""

import collections
import json
import os
import subprocess
import sys

PARTS = ("src/engine", "src/plot", "src/cli", "src/app")


def read_counts(build):
    """How often each line of each file ran, by path and number. A header's inline functions count once."""
    counts = collections.defaultdict(lambda: collections.defaultdict(int))
    notes = []
    for folder, _, names in os.walk(os.path.join(build, "src")):
        notes += [os.path.join(folder, name) for name in names if name.endswith(".gcno")]
    for start in range(0, len(notes), 50):
        some = [os.path.relpath(note, build) for note in notes[start:start + 50]]
        out = subprocess.run(["gcov", "--json-format", "--stdout", *some], cwd=build, capture_output=True, text=True).stdout
        for line in out.splitlines():
            if not line.startswith("{"):
                continue
            for source in json.loads(line)["files"]:
                path = os.path.relpath(os.path.join(build, source["file"]), os.path.dirname(os.path.abspath(build)))
                if path.startswith("src/"):
                    for entry in source["lines"]:
                        counts[path][entry["line_number"]] += entry["count"]
    return counts


def print_sum(name, lines):
    reached = sum(1 for count in lines if count > 0)
    print(f"{name:<44} {reached:6} of {len(lines):6}  {100 * reached / max(len(lines), 1):5.1f} %")


def main():
    build = os.path.abspath(sys.argv[1])
    folder = sys.argv[2].rstrip("/") if len(sys.argv) > 2 else ""
    counts = read_counts(build)
    if folder:
        for path in sorted(path for path in counts if path.startswith(folder)):
            with open(os.path.join(os.path.dirname(build), path), encoding="utf-8") as source:
                text = source.read().splitlines()
            print_sum(path, counts[path].values())
            for number in sorted(n for n, count in counts[path].items() if count == 0):
                print(f"  {number:5} {text[number - 1] if number <= len(text) else ''}")
        return
    by_folder = collections.defaultdict(list)
    for path, lines in counts.items():
        by_folder[os.path.dirname(path)] += lines.values()
        by_folder[next(part for part in PARTS if path.startswith(part))] += [] if os.path.dirname(path) in PARTS else lines.values()
    for name in sorted(by_folder):
        print_sum(name, by_folder[name])
    print("\nLeast reached:")
    for path in sorted(counts, key=lambda p: -sum(1 for c in counts[p].values() if c == 0))[:25]:
        print_sum(path, counts[path].values())


main()
