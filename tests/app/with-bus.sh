#!/bin/sh
# Runs a test on a session bus of its own that knows the bus of accessibility and nothing else: a desktop's portals would
# answer for the program's dialogs, and take seconds to start.
#   with-bus.sh DBUS-RUN-SESSION AT-SPI-BUS-LAUNCHER COMMAND...
set -e
bus=$1
launcher=$2
shift 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -m 700 "$folder/services" "$folder/runtime"
# Its registry speaks on standard output, which is the test's.
cat >"$folder/services/org.a11y.Bus.service" <<END
[D-BUS Service]
Name=org.a11y.Bus
Exec=/bin/sh -c "exec '$launcher' >&2"
END
cat >"$folder/bus.conf" <<END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=$folder</listen>
  <auth>EXTERNAL</auth>
  <servicedir>$folder/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END
# Its sockets would lie among those of the person's own desktop.
export XDG_RUNTIME_DIR="$folder/runtime"
export ADW_DISABLE_PORTAL=1
export XDG_CONFIG_HOME="$folder/config" XDG_DATA_HOME="$folder/data"
# A screen remembers the first bus of accessibility that it was told of, so this one has a screen of its own; the bus is
# inside it, for it is the bus that presses keys.
unset DISPLAY WAYLAND_DISPLAY AT_SPI_BUS_ADDRESS
"$(dirname "$0")/with-display.sh" "$bus" --config-file="$folder/bus.conf" -- "$@"
