#!/usr/bin/python3
"""drag-source.py FILE: shows a small window from which FILE can be dragged, as from a file manager."""
import sys

import gi

gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, GObject, Gtk

files = Gdk.FileList.new_from_list([Gio.File.new_for_path(sys.argv[1])])
source = Gtk.DragSource(content=Gdk.ContentProvider.new_for_value(GObject.Value(Gdk.FileList, files)))
label = Gtk.Label(label="drag me", width_request=160, height_request=80)
label.add_controller(source)
window = Gtk.Window(title="drag-source", child=label, decorated=False)
loop = GLib.MainLoop()
window.connect("close-request", lambda _: loop.quit())
window.present()
loop.run()
