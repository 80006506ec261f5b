#!/bin/sh
# Runs a test of the window on a display, a session bus and in folders of its own, so that tests can run at the same time.
#   with-display.sh PROGRAM [ARGUMENT...]
# The bus starts no services: a desktop's portals would answer for the program's dialogs, and take seconds to start. With
# AT_SPI_BUS_LAUNCHER set to its path it knows the bus of accessibility.
set -e

skip() {
  echo "1..0 # SKIP $*"
  exit 0
}

folder=$(mktemp -d)
server=
clean() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$folder"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM

mkdir -m 700 "$folder/runtime" "$folder/services" "$folder/tmp"
export XDG_RUNTIME_DIR="$folder/runtime" TMPDIR="$folder/tmp"
export XDG_CONFIG_HOME="$folder/config" XDG_DATA_HOME="$folder/data" XDG_STATE_HOME="$folder/state"
export ADW_DISABLE_PORTAL=1
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS

# The server chooses a free number itself and writes it when it is ready: nobody else can take it in between. Without
# -noreset the screen is out of reach for a moment whenever its last client leaves.
if command -v Xvfb >/dev/null 2>&1; then
  mkfifo "$folder/number"
  Xvfb -displayfd 3 -screen 0 1280x1024x24 -nolisten tcp -noreset 3>"$folder/number" >"$folder/server.log" 2>&1 &
  server=$!
  if read -r number <"$folder/number"; then
    export DISPLAY=":$number"
  else
    cat "$folder/server.log" >&2
    exit 1
  fi
elif [ -z "${DISPLAY:-}" ]; then
  skip "no display, and no Xvfb to make one"
fi

if ! command -v dbus-run-session >/dev/null 2>&1; then
  [ -z "${AT_SPI_BUS_LAUNCHER:-}" ] || skip "no dbus-run-session"
  "$@"
  exit
fi
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
# The registry of accessibility writes to standard output, which is the test's.
if [ -n "${AT_SPI_BUS_LAUNCHER:-}" ]; then
  cat >"$folder/services/org.a11y.Bus.service" <<END
[D-BUS Service]
Name=org.a11y.Bus
Exec=/bin/sh -c "exec '$AT_SPI_BUS_LAUNCHER' >&2"
END
fi
dbus-run-session --config-file="$folder/bus.conf" -- "$@"
