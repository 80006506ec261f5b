# SPDX-License-Identifier: GPL-3.0-or-later
"""A first forecast from what a screen reader is told: opens, chooses, moves, fits, stops, compares, exports, saves."""
import os
import sys
import tempfile

from person import Atspi, Person, picture

program, sample = sys.argv[1:]
folder = tempfile.mkdtemp(prefix="prognosis-")
os.environ["XDG_STATE_HOME"] = folder
done = 0


def ok(what):
    global done
    done += 1
    print(f"ok {done} {what}", flush=True)


def choose_model(name):
    box = person.find("combo box", "Model")
    person.press("push button", "", start=box)
    row = person.find("list item", name, start=box)
    for i in range(Atspi.Action.get_n_actions(row)):
        if "select" in Atspi.Action.get_action_name(row, i):
            return Atspi.Action.do_action(row, i)
    raise AssertionError(f"{name} cannot be chosen")


def save_as(title, path):
    dialog = person.find("filler", title)
    entry = person.find("text", "Name", start=dialog)
    Atspi.EditableText.set_text_contents(entry, path)
    person.press("push button", "Save", start=dialog)
    person.wait(lambda: os.path.exists(path) and os.path.getsize(path) > 0, f"{path} is there")


print("1..9")
person = Person(program, sample)
person.find("slider", "Recovery rate", seconds=60)
person.settle()
assert "school" in person.frame.get_name()
ok("opens")

chart = person.find("image", "influenza")
assert len(chart.get_description()) > 40, chart.get_description()
ok("the chart is described in words")

nameless = []
for one in person.walk():
    try:
        if one.get_role_name() in ("slider", "spin button", "check box", "toggle button", "entry", "text", "combo box"):
            if not one.get_name() or one.get_name().startswith("Gtk"):
                nameless.append(one.get_role_name())
    except Exception:
        pass
assert not nameless, nameless
ok("what can be changed has a name")

person.set_value("spin button", "Horizon", 9)
person.settle()
assert person.value("spin button", "Horizon") == 9
ok("chooses a horizon")

before = person.value("slider", "Recovery rate")
person.set_value("slider", "Recovery rate", before * 0.9)
person.settle()
assert abs(person.value("slider", "Recovery rate") - before * 0.9) < 1e-6
ok("moves a slider, whose value then is fixed")

person.act("win.undo")
person.settle()
assert abs(person.value("slider", "Recovery rate") - before) < 0.02
ok("undoes it")

person.set_value("spin button", "Ensemble size", 10000)
person.press("push button", "_Fit")
if person.is_fitting:
    try:
        person.press("push button", "_Stop")
    except AssertionError:
        pass  # it was faster
person.settle()
ok("fits and stops")

person.press("page tab", "Compare")
person.press("push button", "_Compare")
person.wait(lambda: person.look("label", "persistence") or person.look("label", "Persistence"), "a verdict", 120)
picture("compared.png")
ok("compares")

person.act("win.save")
save_as("Save Session", os.path.join(folder, "school.prognosis"))
person.act("win.export-forecast")
save_as("Export Forecast", os.path.join(folder, "school.csv"))
picture("exported.png")
ok("exports and saves")
person.close()
