# SPDX-License-Identifier: GPL-3.0-or-later
"""A first forecast by a screen reader and the keyboard: opens, chooses, moves, fits, compares, exports, saves, stops."""
import csv
import json
import os
import struct
import sys
import tempfile

from person import ESCAPE, F6, LEFT, RIGHT, Atspi, Person, picture

program, school, districts = sys.argv[1:]
folder = tempfile.mkdtemp(prefix="prognosis-")
os.environ["XDG_STATE_HOME"] = folder
done = 0


def ok(what):
    global done
    done += 1
    print(f"ok {done} {what}", flush=True)


def answer(title, button, path):
    """Types @path in the dialog for files @title."""
    dialog = person.find_window(title)
    if button == "Open":
        person.wait(lambda: person.focused(dialog), "the dialog takes keys")
        person.press_key_until(ord("/"), lambda: person.look("text", "GtkFileChooserEntry", start=dialog))
        entry = person.find("text", "GtkFileChooserEntry", start=dialog)
    else:
        entry = person.find("text", "Name", start=dialog)
    entry.type(path)
    person.press("push button", button, start=dialog)
    person.wait(lambda: person.look_for_window(title) is None, f"{title} is gone")


def saved(title, path):
    answer(title, "Save", path)
    person.wait(lambda: os.path.exists(path) and os.path.getsize(path) > 0, f"{path} is there")


print("1..11")
person = Person(program)
person.act("win.open")
answer("Open Data", "Open", os.path.abspath(school))
person.wait(lambda: "school" in person.frame.name, "the data are open")
person.settle()
ok("opens a file")

person.choose_model("SEIR")
person.find("label", "SEIR · ")
person.settle()
ok("chooses a model")

chart = person.find("image", "influenza")
assert "Forecast" in chart.description and "95" in chart.description, chart.description
ok("hears what the chart shows")

person.key(F6)
person.wait(lambda: chart.has(Atspi.StateType.FOCUSED), "the chart has the focus")
for key, told in ((LEFT, "Observed: 4\n"), (LEFT, "Observed: 14\n"), (RIGHT, "Observed: 4\n")):
    person.key(key)
    person.wait(lambda: told in chart.describe(), f"{told!r} is told")
picture("cursor.png")
person.key(ESCAPE)
person.wait(lambda: "22 Jan 1978 – " in chart.describe(), "all is told again")
ok("goes from day to day")

# The one in the panel, which can be fixed: outbreaks are simulated with another.
row = lock = person.find("push button", "Fix Infectious period")
while not any(one.role == "slider" for one in row.walk()):
    row = row.parent
period = next(one for one in row.walk() if one.role == "slider")
before = period.value
period.value = before * 0.9
person.wait(lambda: lock.has(Atspi.StateType.PRESSED), "the value is fixed")
person.settle()
assert abs(period.value - before * 0.9) < 1e-6
ok("moves a slider, whose value then is fixed")

person.act("win.undo")
person.wait(lambda: not lock.has(Atspi.StateType.PRESSED), "the value is free again")
person.settle()
assert abs(period.value - before) < 1e-6
ok("undoes it")

described = chart.describe()
person.set_value("spin button", "Horizon", 9)
person.settle()
person.press("push button", "_Fit")
person.wait(lambda: chart.describe() != described, "another horizon gives another forecast")
person.settle()
assert person.look("label", "SEIR · Converged") or person.look("label", "SEIR · Not converged")
ok("fits")

person.press("page tab", "Compare")
person.press("push button", "_Compare")
verdict = person.wait(lambda: person.look("label", "of its error)") or person.look("label", "No chosen model"),
                      "a verdict", 60)
assert "ersistence" in verdict.name, verdict.name
picture("compared.png")
ok("compares")

person.press("page tab", "Trajectories")
button = person.find("push button", "Export")
person.press("push button", "Export", start=button.children[0])
person.pick("Image (PNG)…")
png = os.path.join(folder, "school.png")
saved("Export Chart", png)
with open(png, "rb") as file:
    head = file.read(24)
assert head[:8] == b"\x89PNG\r\n\x1a\n", head
assert struct.unpack(">II", head[16:24]) == (2400, 1600), head
table = os.path.join(folder, "school.csv")
person.act("win.export-forecast")
saved("Export Forecast", table)
with open(table, encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
assert {row["horizon"] for row in rows} == {str(i) for i in range(1, 10)}, rows[:1]
assert all(float(row["value"]) >= 0 for row in rows if row["output_type"] == "quantile")
picture("exported.png")
ok("exports")

session = os.path.join(folder, "school.prognosis")
person.act("win.save")
saved("Save Session", session)
with open(session, encoding="utf-8") as file:
    kept = json.load(file)
assert kept["forecaster"] == "seir" and kept["settings"]["horizon"] == 9, kept
assert kept["data"]["paths"] == [os.path.abspath(school)], kept
ok("saves")

# A fit of 140 districts by a large network.
person.act("win.open")
answer("Open Data", "Open", os.path.abspath(districts))
person.wait(lambda: "140 districts" in person.frame.name, "the districts are open", 60)
person.settle()
person.choose_model("Transformer")
person.set_value("slider", "Starts", 100)
person.set_value("slider", "Network width", 128)
stop = person.find("push button", "_Stop")
person.find("progress bar", "Progress of the fit")
person.press("push button", "_Stop")
person.wait(lambda: person.look("push button", "_Stop") is None, "the button to stop is gone", 60)
assert person.can_press("_Fit")
picture("stopped.png")
ok("stops a long fit")
person.close()
person.process.wait()
