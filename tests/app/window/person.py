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
    from gi.repository import Atspi, Gio, GLib
except (ImportError, ValueError) as error:
    skip(f"AT-SPI cannot be used from python3: {error}")

if "DISPLAY" not in os.environ or "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
    skip("no display, or no session bus")

# A reply may take long on a busy machine, as when a program opens its dialog for files: by default D-Bus waits 25 s.
PATIENCE = 10 * 60 * 1000  # ms

PASSING = GLib.Error
RETURN, ESCAPE, LEFT, RIGHT, DOWN, F6 = 0xFF0D, 0xFF1B, 0xFF51, 0xFF53, 0xFF54, 0xFFC3  # key symbols

ROLES = [Atspi.role_get_name(Atspi.Role(i)) for i in range(int(Atspi.Role.LAST_DEFINED))]
ROOT = "/org/a11y/atspi/accessible/root"


def connect():
    """To the bus of accessibility."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    reply = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                              Gio.DBusCallFlags.NONE, PATIENCE, None)
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(reply.unpack()[0], flags, None, None)


BUS = connect()


def call_packed(owner, path, interface, method, arguments=None):
    return BUS.call_sync(owner, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, PATIENCE, None)


def call(owner, path, interface, method, signature="()", *values):
    """What a method returns: its one value, or a tuple."""
    reply = call_packed(owner, path, interface, method, GLib.Variant(signature, values)).unpack()
    return reply[0] if len(reply) == 1 else reply


def get(owner, path, interface, name):
    """A property."""
    return call(owner, path, "org.freedesktop.DBus.Properties", "Get", "(ss)", "org.a11y.atspi." + interface, name)


def is_set(state, states):
    return bool(states[state // 32] >> state % 32 & 1)


class Widget:
    """A widget of the program @owner: what was told of it when the tree was read, and what can be asked of it now."""

    def __init__(self, owner, path, role, name, description="", states=(0, 0)):
        self.owner, self.path, self.role, self.name, self.description, self._states = owner, path, role, name, description, states
        self.parent, self.children = None, []

    def call(self, interface, method, *arguments):
        return call(self.owner, self.path, "org.a11y.atspi." + interface, method, *arguments)

    def was(self, state):
        """When the tree was read."""
        return is_set(state, self._states)

    def has(self, state):
        return is_set(state, self.call("Accessible", "GetState"))

    def describe(self):
        return get(self.owner, self.path, "Accessible", "Description")

    def can_be_pressed(self):
        return self.has(Atspi.StateType.SENSITIVE) and self.call("Component", "GetExtents", "(u)", 1)[2] > 0

    @property
    def actions(self):
        return [action[0] for action in self.call("Action", "GetActions")]

    def do(self, number):
        return self.call("Action", "DoAction", "(i)", number)

    def type(self, text):
        return self.call("EditableText", "SetTextContents", "(s)", text)

    @property
    def value(self):
        return get(self.owner, self.path, "Value", "CurrentValue")

    @value.setter
    def value(self, value):
        call(self.owner, self.path, "org.freedesktop.DBus.Properties", "Set", "(ssv)", "org.a11y.atspi.Value", "CurrentValue",
             GLib.Variant("d", value))

    def walk(self, depth=99):
        # Breadth first: what is at hand comes before what is deep in lists.
        row = [self]
        while row and depth >= 0:
            yield from row
            row = [child for one in row for child in one.children]
            depth -= 1


class Person:
    def __init__(self, program, *files):
        environment = dict(os.environ, GTK_USE_PORTAL="0", GDK_DEBUG="", GSETTINGS_BACKEND="memory")
        for name in ("GTK_A11Y", "G_DEBUG"):
            environment.pop(name, None)
        # The registry is there before the program looks for it.
        self.wait(lambda: self._list_programs() is not None, "the registry of accessibility")
        self.process = subprocess.Popen([program, *files], env=environment)
        self.bar = None
        self.owner = self.wait(self._find_owner, "the program is on the bus", 60)
        self.wait(lambda: self._list_children(ROOT), "the program has a window", 60)

    @staticmethod
    def _list_programs():
        return [owner for owner, _ in call("org.a11y.atspi.Registry", ROOT, "org.a11y.atspi.Accessible", "GetChildren")]

    def _find_owner(self):
        assert self.process.poll() is None, f"the program has ended with {self.process.returncode}"
        for owner in self._list_programs():
            if call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetConnectionUnixProcessID", "(s)",
                    owner) == self.process.pid:
                return owner
        return None

    def _list_children(self, path):
        try:
            return [child for _, child in call(self.owner, path, "org.a11y.atspi.Accessible", "GetChildren")]
        except PASSING:  # widgets come and go
            return []

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
            time.sleep(max(0.05, 2 * (now - asked)))

    def _list_told(self):
        """All widgets that the program has told of so far, by path, with those that have this one as parent as its children.
        And the paths of those whose children are not all among them."""
        items = call_packed(self.owner, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems").get_child_value(0)
        told, below, n_children = {}, {}, {}
        for i in range(items.n_children()):
            # Field by field, because to unpack all of them takes longer than to send them.
            field = items.get_child_value(i).get_child_value
            path = field(0).get_child_value(1).get_string()
            states = field(9)
            told[path] = Widget(self.owner, path, ROLES[field(7).get_uint32()], field(6).get_string(), field(8).get_string(),
                                [states.get_child_value(k).get_uint32() for k in (0, 1)])
            below.setdefault(field(2).get_child_value(1).get_string(), []).append((field(3).get_int32(), path))
            n_children[path] = field(4).get_int32()
        for path, found in below.items():
            if path in told:
                told[path].children = [told[child] for _, child in sorted(found)]
        return told, [path for path, one in told.items() if len(one.children) != n_children[path]]

    def read(self):
        """All widgets by their paths, as they are now, also those that are not in front."""
        # One answer has all widgets that the program has told of before; others are found by asking for the children of these.
        told, partial = self._list_told()
        listed = {}
        while unknown := {ROOT, *partial} - set(listed):
            unknown, n_known = list(unknown), len(unknown)
            for path in unknown:
                listed[path] = self._list_children(path)
                unknown += [child for child in listed[path] if child not in told and child not in listed]
            if len(unknown) > n_known:
                told, partial = self._list_told()
        for path in {ROOT, *partial}:
            told[path].children = [told[child] for child in listed[path] if child in told]
        for one in told.values():
            for child in one.children:
                child.parent = one
        return told

    def walk(self, start=None, depth=99):
        """All widgets as they are now, under @start if that is given and still there."""
        one = self.read().get(start.path if start else ROOT)
        return one.walk(depth) if one else iter(())

    def look(self, role, name, start=None, depth=99):
        return next((one for one in self.walk(start, depth) if one.role == role and name in one.name), None)

    def find(self, role, name="", seconds=30, start=None):
        return self.wait(lambda: self.look(role, name, start), f'a {role} named "{name}"', seconds)

    @property
    def windows(self):
        """They are few, and asked for alone."""
        found = []
        for path in self._list_children(ROOT):
            role = ROLES[call(self.owner, path, "org.a11y.atspi.Accessible", "GetRole")]
            found.append(Widget(self.owner, path, role, get(self.owner, path, "Accessible", "Name")))
        return found

    @property
    def frame(self):
        return self.wait(lambda: next((one for one in self.windows if one.role == "frame"), None), "a window")

    def look_for_window(self, title):
        """A window of the program, a dialog for instance."""
        return next((one for one in self.windows if title in one.name), None)

    def find_window(self, title, seconds=30):
        return self.wait(lambda: self.look_for_window(title), f'a window "{title}"', seconds)

    def press(self, role, name, start=None):
        one = self.find(role, name, start=start)
        # GTK lets a button that was pressed look so for a while before it acts: what it opens is not there at once, and a
        # press on what is not there is lost without a word.
        self.wait(one.can_be_pressed, f"{name} can be pressed")
        assert one.do(0), f"{name} cannot be pressed"

    def act(self, name):
        """An action of the window, as its shortcut would start it."""
        frame = self.frame
        self.wait(lambda: name in frame.actions, f"an action {name}")
        return frame.do(frame.actions.index(name))

    def press_key_until(self, symbol, condition):
        """A key that arrives before the window has the focus is lost: it is pressed again, ever more patiently."""
        seconds = 2
        while not condition():
            self.key(symbol)
            end = time.monotonic() + seconds
            while time.monotonic() < end and not condition():
                time.sleep(0.2)
            seconds *= 2

    @staticmethod
    def key(symbol):
        Atspi.generate_keyboard_event(symbol, None, Atspi.KeySynthType.SYM)

    def focused(self, start=None):
        return next((one for one in self.walk(start) if one.was(Atspi.StateType.FOCUSED)), None)

    def pick(self, name, start=None, most=40):
        """With the arrow keys, in a list or a menu that has just come up."""
        for _ in range(most):
            one = self.wait(lambda: self.focused(start), f"the way to {name}")
            if one.name == name:
                self.key(RETURN)
                return
            before = one.path
            self.key(DOWN)
            self.wait(lambda: (now := self.focused(start)) and now.path != before, f"what comes after {one.name}")
        raise AssertionError(f"{name} is not there to be picked")

    def choose_model(self, name):
        box = self.find("combo box", "Model")
        self.press("push button", "", start=box)
        self.pick(name, start=box)
        self.find("label", name, start=box)

    def value(self, role, name):
        return self.find(role, name).value

    def values(self, role, name):
        """Of all that have the name: a program may have several windows."""
        return [one.value for one in self.walk() if one.role == role and name in one.name]

    def set_value(self, role, name, value):
        self.find(role, name).value = value

    def can_press(self, name, start=None):
        one = self.look("push button", name, start)
        return one is not None and one.was(Atspi.StateType.SENSITIVE)

    @property
    def is_fitting(self):
        # The buttons to fit and to stop take turns in one place, which is searched for only once.
        if self.bar is None:
            one = self.look("push button", "_Stop") or self.look("push button", "_Fit")
            if one is None:
                return False
            self.bar = one.parent.path
        return any("_Stop" in get(self.owner, path, "Accessible", "Name")
                   and is_set(Atspi.StateType.SENSITIVE, call(self.owner, path, "org.a11y.atspi.Accessible", "GetState"))
                   for path in self._list_children(self.bar))

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
