# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses the window as a person with a screen reader would: by what AT-SPI says of it."""
import os
import subprocess
import sys
import time


def skip(why):
    print(f"1..0 # SKIP {why}")
    sys.exit(0)


try:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib
except (ImportError, ValueError) as error:
    skip(f"AT-SPI cannot be used from python3: {error}")

if "DISPLAY" not in os.environ or "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
    skip("no display, or no session bus")

# A reply may take long on a busy machine, as when a program opens its dialog for files: by default AT-SPI waits 0.8 s.
PATIENCE = 10 * 60 * 1000  # ms
Atspi.set_timeout(PATIENCE, PATIENCE)

PASSING = GLib.Error
RETURN, ESCAPE, LEFT, RIGHT, DOWN, F6 = 0xFF0D, 0xFF1B, 0xFF51, 0xFF53, 0xFF54, 0xFFC3  # key symbols


class Person:
    def __init__(self, program, *files):
        # The bus and its registry are there before the program looks for them.
        self.wait(lambda: Atspi.get_desktop(0).get_child_count() >= 0, "the registry of accessibility")
        environment = dict(os.environ, GTK_USE_PORTAL="0", GDK_DEBUG="", GSETTINGS_BACKEND="memory")
        for name in ("GTK_A11Y", "G_DEBUG"):
            environment.pop(name, None)
        self.process = subprocess.Popen([program, *files], env=environment)
        self.bar = None
        self.application = self.wait(self._find_application, "the program is on the bus", 60)

    def _find_application(self):
        assert self.process.poll() is None, f"the program has ended with {self.process.returncode}"
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid and child.get_child_count() > 0:
                return child
        return None

    @staticmethod
    def wait(condition, what, seconds=30):
        """Until condition() gives something, however busy the machine is; what it gives."""
        begin = time.monotonic()
        while True:
            asked = time.monotonic()
            try:
                found = condition()
            except PASSING:  # widgets come and go
                found = None
            if found:
                return found
            now = time.monotonic()
            if now - begin > seconds:
                print(f"# {seconds} s waited for: {what}", file=sys.stderr, flush=True)
                seconds *= 2
            # Looking takes time from the program that is looked at.
            time.sleep(max(0.05, now - asked))

    def walk(self, start=None, depth=99):
        # Breadth first: what is at hand comes before what is deep in lists.
        row = [start or self.application]
        # Answers are cached, and no event of a change reaches a reader without a main loop.
        row[0].clear_cache()
        while row:
            following = []
            depth -= 1
            for one in row:
                yield one
                if depth >= 0:
                    following += self._children(one)
            row = following

    @staticmethod
    def _children(one):
        found = []
        try:
            for i in range(one.get_child_count()):
                try:
                    found.append(one.get_child_at_index(i))
                except PASSING:  # this one is gone, not those after it
                    pass
        except PASSING:
            pass
        return [child for child in found if child is not None]

    def look(self, role, name, start=None, depth=99):
        for one in self.walk(start, depth):
            try:
                if one.get_role_name() == role and name in (one.get_name() or ""):
                    return one
            except PASSING:
                pass
        return None

    def find(self, role, name="", seconds=30, start=None):
        return self.wait(lambda: self.look(role, name, start), f'a {role} named "{name}"', seconds)

    @property
    def frame(self):
        return self.find("frame")

    def look_for_window(self, title):
        """A window of the program, a dialog for instance: only the top of the tree is searched."""
        for role in ("filler", "frame", "dialog"):
            one = self.look(role, title, depth=1)
            if one is not None:
                return one
        return None

    def find_window(self, title, seconds=30):
        return self.wait(lambda: self.look_for_window(title), f'a window "{title}"', seconds)

    def press(self, role, name, start=None):
        one = self.find(role, name, start=start)
        # GTK lets a button that was pressed look so for a while before it acts: what it opens is not there at once, and a
        # press on what is not there is lost without a word.
        self.wait(lambda: one.get_state_set().contains(Atspi.StateType.SENSITIVE)
                  and one.get_extents(Atspi.CoordType.WINDOW).width > 0, f"{name} can be pressed")
        assert Atspi.Action.do_action(one, 0), f"{name} cannot be pressed"

    def act(self, name):
        """An action of the window, as its shortcut would start it."""
        frame = self.frame
        number = self.wait(lambda: self._find_action(frame, name), f"an action {name}") - 1
        return Atspi.Action.do_action(frame, number)

    @staticmethod
    def _find_action(one, name):
        """Its number from 1, or None."""
        for i in range(Atspi.Action.get_n_actions(one)):
            if Atspi.Action.get_action_name(one, i) == name:
                return i + 1
        return None

    def press_key_until(self, symbol, condition):
        """A key that arrives before the window has the focus is lost: it is pressed again, ever more patiently."""
        seconds = 2
        while not condition():
            self.key(symbol)
            end = time.monotonic() + seconds
            while time.monotonic() < end and not condition():
                time.sleep(0.05)
            seconds *= 2

    @staticmethod
    def key(symbol):
        Atspi.generate_keyboard_event(symbol, None, Atspi.KeySynthType.SYM)

    def focused(self, start=None):
        for one in self.walk(start):
            try:
                if one.get_state_set().contains(Atspi.StateType.FOCUSED):
                    return one
            except PASSING:
                pass
        return None

    def pick(self, name, start=None, most=40):
        """With the arrow keys, in a list or a menu that has just come up."""
        for _ in range(most):
            one = self.wait(lambda: self.focused(start), f"the way to {name}")
            if one.get_name() == name:
                self.key(RETURN)
                return
            before = one
            self.key(DOWN)
            self.wait(lambda: self.focused(start) not in (None, before), f"what comes after {before.get_name()}")
        raise AssertionError(f"{name} is not there to be picked")

    def choose_model(self, name):
        box = self.find("combo box", "Model")
        self.press("push button", "", start=box)
        self.pick(name, start=box)
        self.find("label", name, start=box)

    def value(self, role, name):
        return Atspi.Value.get_current_value(self.find(role, name))

    def values(self, role, name):
        """Of all that have the name: a program may have several windows."""
        return [Atspi.Value.get_current_value(one) for one in self.walk()
                if one.get_role_name() == role and name in (one.get_name() or "")]

    def set_value(self, role, name, value):
        Atspi.Value.set_current_value(self.find(role, name), value)

    def can_press(self, name, start=None):
        one = self.look("push button", name, start)
        return one is not None and one.get_state_set().contains(Atspi.StateType.SENSITIVE)

    @property
    def is_fitting(self):
        # The buttons to fit and to stop take turns in one place; all of the window is searched for it only once.
        if self.bar is None:
            one = self.look("push button", "_Stop") or self.look("push button", "_Fit")
            if one is None:
                return False
            self.bar = one.get_parent()
        return self.can_press("_Stop", self.bar)

    def settle(self, seconds=90):
        """Until no fit runs, nor one is about to begin: a change waits a moment for the next before it is fitted."""
        time.sleep(0.5)
        self.wait(lambda: not self.is_fitting, "the fit ends", seconds)

    def close(self):
        try:
            self.act("window.close")
        except PASSING:  # gone before it could answer
            pass


def picture(name):
    """Keeps what is on the screen, where a folder is given for that."""
    folder = os.environ.get("PROGNOSIS_SCREENSHOTS")
    if folder:
        subprocess.run(["import", "-window", "root", os.path.join(folder, name)], check=False)
