#!/usr/bin/env python3
"""usage: resample.py JHU-FOLDER POPULATION.csv N OUT.csv OUT-POPULATION.csv [DAYS]

Makes a table of N regions from daily reports of Johns Hopkins University (csse_covid_19_daily_reports_us), to see how time and
memory grow with the regions. Each region is a state drawn at random, scaled by a factor of its own, with rounded cumulative
counts of confirmed, deaths and recovered. More DAYS than there are repeat what was new, back from the first day. The same arguments
give the same table."""
import csv
import datetime
import pathlib
import random
import sys

SIGNALS = ("Confirmed", "Deaths", "Recovered")


def read_reports(folder):
    """By state, a list over days of the three counts; None where there is none."""
    files = sorted(pathlib.Path(folder).glob("*.csv"), key=lambda path: (path.stem[6:], path.stem[:5]))
    days, states = [], {}
    for number, path in enumerate(files):
        days.append(datetime.datetime.strptime(path.stem, "%m-%d-%Y").date())
        with open(path, newline="", encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                values = states.setdefault(row["Province_State"], [])
                values.extend([[None] * 3] * (number - len(values)))
                values.append([float(row[name]) if row[name] else None for name in SIGNALS])
    for values in states.values():
        values.extend([[None] * 3] * (len(files) - len(values)))
    return days, states


def repeat(days, states, wanted):
    """The same with @wanted days at least: each repetition adds what was new before, as another wave."""
    n = len(days)
    times = max(1, -(-wanted // n))
    longer = [days[0] - datetime.timedelta(k) for k in range((times - 1) * n, 0, -1)] + days
    waves = {}
    for name, values in states.items():
        total = [max((value[s] for value in values if value[s] is not None), default=0.0) for s in range(3)]
        waves[name] = [[None if value[s] is None else value[s] + wave * total[s] for s in range(3)]
                       for wave in range(times) for value in values]
    return longer, waves


def main():
    if len(sys.argv) not in (6, 7):
        sys.exit(__doc__)
    folder, people, n, out, out_people = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5]
    days, states = read_reports(folder)
    days, states = repeat(days, states, int(sys.argv[6]) if len(sys.argv) > 6 else 0)
    first = max(0, len(days) - int(sys.argv[6])) if len(sys.argv) > 6 else 0
    with open(people, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    population = {row[0]: float(row[-1]) for row in rows[1:] if row[-1]}
    names = sorted(set(states) & set(population))
    chance = random.Random(1)
    with open(out, "w", newline="", encoding="utf-8") as table, open(out_people, "w", newline="", encoding="utf-8") as counts:
        table.write("date,region,confirmed,deaths,recovered\n")
        counts.write("region,population\n")
        for k in range(n):
            name, factor = chance.choice(names), chance.uniform(0.2, 2.0)
            counts.write(f"Place {k + 1},{population[name] * factor:.0f}\n")
            for day, values in list(zip(days, states[name]))[first:]:
                cells = ["" if value is None else f"{value * factor:.0f}" for value in values]
                table.write(f"{day},Place {k + 1},{','.join(cells)}\n")


main()
