# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever takes the keyboard, and each row of each list, has a name that is not that of its class; charts say what they show."""
import os
import sys
import tempfile
import time

from person import Atspi, PASSING, Person

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
    while one is not None and one.get_role_name() != "application" and len(parts) < 9:
        parts.append(f"{one.get_role_name()} “{one.get_name()}”")
        one = one.get_parent()
    return " < ".join(parts)


def is_nameless(one):
    role = one.get_role_name()
    name = one.get_name()
    takes_keys = one.get_state_set().contains(Atspi.StateType.FOCUSABLE)
    if role in CONTAINERS or not (takes_keys or role in ROWS):
        return False
    # A picture beside a text repeats it.
    if role == "image" and name in ("GtkImage", "GtkPicture"):
        return False
    return not name or name.startswith(("Gtk", "Adw", "Prognosis"))


def is_foreign(one):
    """The search of a library's list or window, which is there and never shown."""
    return one.get_role_name() == "entry" and one.get_name() == "GtkSearchEntry"


def check(what, least, start=None):
    """All of the tree under @start, also what is not in front."""
    nameless, n = [], 0
    for one in person.walk(start):
        try:
            n += 1
            if is_nameless(one) and not is_foreign(one):
                nameless.append(path_to(one))
        except PASSING:  # widgets come and go
            pass
    for path in sorted(set(nameless)):
        print("#", path)
    result(not nameless and n >= least, f"{what}: {n} widgets, {len(nameless)} without a name")


def check_charts(what, names):
    """Each chart is there, also of pages that were not seen yet, and says in words what it shows."""
    mute = []
    for name in names:
        chart = person.look("image", name)
        if chart is None or len(chart.get_description() or "") < 40:
            mute.append(name)
    result(not mute, f"{what}: charts without words: {mute}")


def dialog(action, title, least):
    before = person.application.get_child_count()
    person.act(action)
    window = person.find_window(title)
    time.sleep(0.5)
    check(title, least, window)
    assert before > 0


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
