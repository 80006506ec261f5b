# SPDX-License-Identifier: GPL-3.0-or-later
"""Killed in the middle of a fit, the program offers all that was open at its next start."""
import glob
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

from person import Person, picture

program, sample = sys.argv[1:]
state = tempfile.mkdtemp(prefix="prognosis-")
os.environ["XDG_STATE_HOME"] = state


def saved():
    return glob.glob(os.path.join(state, "prognosis", "*.prognosis"))


def session():
    """What is saved, if it is one session."""
    found = saved()
    if len(found) != 1:
        return {}
    with open(found[0], encoding="utf-8") as file:
        return json.load(file)


# A fit that takes long.
begun = os.path.join(state, "begun.prognosis")
with open(begun, "w", encoding="utf-8") as file:
    json.dump({"program": "prognosis", "version": 1, "data": {"paths": [os.path.abspath(sample)]},
               "forecaster": "transformer", "settings": {"starts": 20, "hidden": 64}}, file)

print("1..2")
first = Person(program, begun)
first.find("spin button", "Horizon")
first.wait(lambda: first.is_fitting, "a fit has begun")
first.set_value("spin button", "Horizon", 7)
first.set_value("slider", "Starts", 19)
first.act("win.log")
first.wait(lambda: session().get("log") and session()["settings"].get("starts") == 19, "the choices are saved, without being told")
assert first.is_fitting, "the fit ended too early: choose larger data"
picture("killed.png")
os.kill(first.process.pid, signal.SIGKILL)
first.process.wait()
assert len(saved()) == 1, saved()

second = Person(program)
second.find("push button", "Restore")
picture("offered.png")
second.press("push button", "Restore")
second.wait(lambda: second.look("spin button", "Horizon") and second.value("spin button", "Horizon") == 7,
            "the horizon is what it was")
assert second.value("slider", "Starts") == 19
time.sleep(2)
picture("restored.png")
assert len(saved()) == 1, saved()
assert session()["log"] is True, session()
assert session()["settings"]["horizon"] == 7 and session()["settings"]["starts"] == 19, session()

# A program that runs has nothing to offer to another; one that is closed leaves what was not saved, once.
second.close()
second.process.wait()
assert [os.path.basename(path) for path in saved()] == ["unsaved.prognosis"], saved()
with open(saved()[0], encoding="utf-8") as file:
    assert json.load(file)["settings"]["starts"] == 19
os.remove(saved()[0])
print("ok 1 killed in the middle of a fit")


# Two windows of one program, each with a session of its own.
def horizons():
    """What is saved for now, by the horizon."""
    found = []
    for path in saved():
        with open(path, encoding="utf-8") as file:
            found.append(json.load(file)["settings"]["horizon"])
    return sorted(found)


def write_session(horizon):
    path = os.path.join(state, f"{horizon}.prognosis")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"program": "prognosis", "version": 1, "data": {"paths": [os.path.abspath(sample)]},
                   "forecaster": "persistence", "settings": {"horizon": horizon}}, file)
    return path


third = Person(program, write_session(5))
third.find("spin button", "Horizon")
subprocess.run([program, write_session(8)], check=True)  # goes to the one that runs
third.wait(lambda: horizons() == [5, 8], "both are kept")
os.kill(third.process.pid, signal.SIGKILL)
third.process.wait()
fourth = Person(program)
fourth.press("push button", "Restore")
fourth.wait(lambda: len(fourth.windows) == 2, "both windows are there")
fourth.wait(lambda: sorted(fourth.values("spin button", "Horizon")) == [5, 8], "each with its session")
picture("restored-two.png")
time.sleep(2)
assert horizons() == [5, 8], horizons()
for i in range(2):
    fourth.close()
    fourth.wait(lambda: fourth.process.poll() is not None or len(fourth.windows) == 1 - i, "a window is closed")
fourth.process.wait()
assert [os.path.basename(path) for path in saved()] == ["unsaved.prognosis"], saved()
print("ok 2 two windows")
