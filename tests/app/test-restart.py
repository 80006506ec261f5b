# SPDX-License-Identifier: GPL-3.0-or-later
"""Killed in the middle of a fit, the program offers what was open at its next start."""
import glob
import json
import os
import signal
import sys
import tempfile
import time

from person import Person, picture

program, sample = sys.argv[1:]
state = tempfile.mkdtemp(prefix="prognosis-")
os.environ["XDG_STATE_HOME"] = state


def saved():
    return glob.glob(os.path.join(state, "prognosis", "*.prognosis"))


# A fit that takes long.
begun = os.path.join(state, "begun.prognosis")
with open(begun, "w", encoding="utf-8") as file:
    json.dump({"program": "prognosis", "version": 1, "data": {"paths": [os.path.abspath(sample)]},
               "forecaster": "transformer", "settings": {"starts": 20, "hidden": 64}}, file)

print("1..1")
first = Person(program, begun)
first.find("spin button", "Horizon")
first.wait(lambda: first.is_fitting, "a fit has begun")
first.set_value("spin button", "Horizon", 7)
first.set_value("spin button", "Seed", 11)
first.act("win.log")
time.sleep(2)  # what may be lost
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
assert second.value("spin button", "Seed") == 11
time.sleep(2)
picture("restored.png")
with open(saved()[0], encoding="utf-8") as file:
    session = json.load(file)
assert session["log"] is True and session["settings"]["horizon"] == 7 and session["settings"]["seed"] == 11, session
assert len(saved()) == 1, saved()

# A program that runs has nothing to offer to another; one that is closed leaves nothing.
second.close()
second.process.wait(30)
assert saved() == [], saved()
print("ok 1 killed in the middle of a fit")
