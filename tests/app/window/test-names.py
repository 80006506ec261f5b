# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever takes the keyboard, and each row of each list, has a name that is not that of its class; charts say what they show."""
import os
import sys
import tempfile
import time

from person import Atspi, Person

program, sample, school = sys.argv[1:]
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="prognosis-")
ROWS = ("list item", "table row", "menu item", "page tab", "combo box", "slider", "spin button", "check box",
        "progress bar", "image")
# They take keys for what is in them, which has a name.
CONTAINERS = ("scroll pane", "list", "filler")
PAGES = ("Trajectories", "Reproduction", "Compare", "Scenarios", "Model")
CHARTS = ("Reproduction number", "Forecasts side by side", "Scenarios", "The model and its fit")
failed = done = 0


def result(good, what):
    global failed, done
    done += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {done} {what}", flush=True)


def path_to(one):
    parts = []
    while one is not None and one.role != "application" and len(parts) < 9:
        parts.append(f"{one.role} “{one.name}”")
        one = one.parent
    return " < ".join(parts)


def is_nameless(one):
    if one.role in CONTAINERS or not (one.was(Atspi.StateType.FOCUSABLE) or one.role in ROWS):
        return False
    # A picture beside a text repeats it.
    if one.role == "image" and one.name in ("GtkImage", "GtkPicture"):
        return False
    return not one.name or one.name.startswith(("Gtk", "Adw", "Prognosis"))


def is_foreign(one):
    """The search of a library's list or window, which is there and never shown."""
    return one.role == "entry" and one.name == "GtkSearchEntry"


def check(what, least, start=None):
    """All of the tree under @start, also what is not in front."""
    widgets = list(person.walk(start))
    nameless = [path_to(one) for one in widgets if is_nameless(one) and not is_foreign(one)]
    for path in sorted(set(nameless)):
        print("#", path)
    result(not nameless and len(widgets) >= least, f"{what}: {len(widgets)} widgets, {len(nameless)} without a name")


def check_charts(what, names):
    """Each chart is there, also of pages that were not seen yet, and says in words what it shows."""
    images = [one for one in person.walk() if one.role == "image"]
    mute = [name for name in names if not any(name in one.name and len(one.description) >= 40 for one in images)]
    result(not mute, f"{what}: charts without words: {mute}")


def dialog(action, title, least):
    person.act(action)
    window = person.find_window(title)
    time.sleep(0.5)
    check(title, least, window)


person = Person(program)
person.find("list item", "Measles")
check("welcome", 100)
person.close()
person.process.wait()

person = Person(program, sample)
person.find("spin button", "Horizon")
person.settle()
check_charts("before any page is seen", CHARTS)
person.choose_model("SIR")
person.settle()
for page in PAGES:
    person.press("page tab", page)
    if page == "Scenarios":
        person.press("push button", "_Add Scenario")
        person.find("list item", "Scenario 1")
    time.sleep(0.3)
# What is not in front is in the tree all the same.
check("all pages", 700)
check_charts("after all were seen", CHARTS)
dialog("win.data", "Data Details", 40)
dialog("win.table", "Table", 40)
dialog("win.reading", "How the Table Is Read", 40)
dialog("win.preferences", "Preferences", 40)
person.close()
person.process.wait()

person = Person(program, school)
person.find("spin button", "Horizon")
person.press("page tab", "Compare")
person.press("push button", "_Compare")
person.find("label", "Inside the interval")
check("compared", 300)
person.close()
print(f"1..{done}")
sys.exit(failed > 0)
