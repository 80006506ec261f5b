#!/usr/bin/env bash
# Uses the installed Flatpak as users will, with its own display, session bus and home folder.
#
#   try-installed.sh ID OUT STAND_IN     FLATPAK_USER_DIR: where ID is installed; OUT: folder for
#                                        screenshots; STAND_IN: yes if the runtime has no OpenGL
set -euo pipefail
export LC_ALL=C.UTF-8

if [ "${TRY_INSIDE:-}" != yes ]; then
  work=$(mktemp -d)
  mkdir -m 700 "$work/run" "$work/home"
  status=0

  # The document portal exports paths below XDG_RUNTIME_DIR, which inside a sandbox is always
  # /run/user/UID: it must be the same outside. Root can mount a private one there.
  runtime=/run/user/$(id -u) portals=yes wrap=()
  if [ "$(id -u)" -eq 0 ] && unshare --mount true 2>/dev/null; then
    mkdir -p "$runtime"
    # shellcheck disable=SC2016
    wrap=(unshare --mount sh -c 'mount --bind "$1" "$2" && shift 2 && exec "$@"' sh "$work/run" "$runtime")
  elif [ ! -w "$runtime" ] || mountpoint -q "$runtime/doc"; then
    runtime=$work/run portals=no
  fi

  env -u WAYLAND_DISPLAY -u DISPLAY -u DBUS_SESSION_BUS_ADDRESS -u XDG_DATA_HOME -u XDG_CONFIG_HOME \
    -u XDG_CACHE_HOME -u XDG_STATE_HOME HOME="$work/home" XDG_RUNTIME_DIR="$runtime" \
    XDG_CURRENT_DESKTOP=GNOME TRY_INSIDE=yes TRY_WORK="$work" TRY_PORTALS=$portals \
    "${wrap[@]}" xvfb-run -a -s '-screen 0 1280x900x24 -nolisten tcp' dbus-run-session -- "$0" "$@" \
    2> >(grep -vE '^(dbus-daemon|$)|xdg-desktop-portal|pw.conf|max threads' >&2) || status=$?
  rm -rf "$work"
  exit $status
fi

id=$1 out=$2 stand_in=$3 work=$TRY_WORK
samples=/app/share/prognosis/samples
sample=influenza-boarding-school-1978.csv
run=(flatpak run --user)
[ "$stand_in" = no ] || run+=(--env=GSK_RENDERER=cairo)

step() { printf 'flatpak:        %s\n' "$*" >&2; }
die() { step "FAILED: $*"; exit 1; }
cli() { timeout 300 "${run[@]}" --command=prognosis-cli "$@"; }
is_png() { [ "$(head -c 8 "$1" | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ]; }

step "permissions: $(flatpak --user info --show-permissions "$id" | tr '\n' ' ')"

# --- the command ------------------------------------------------------------------------

cli "$id" forecast "$samples/$sample" --quiet >"$work/forecast.csv"
[ "$(wc -l <"$work/forecast.csv")" -gt 100 ] || die "prognosis-cli wrote no forecast of a sample"
step "prognosis-cli: $(wc -l <"$work/forecast.csv") lines of forecast"

# Files contain no decimal commas, whatever the locale.
cli --env=LC_ALL=de_DE.UTF-8 "$id" forecast "$samples/$sample" --quiet | cmp - "$work/forecast.csv" ||
  die "the forecast file depends on the locale"

# --- the window ---------------------------------------------------------------------------

# start ARGUMENT...: starts the program and waits for its window.
start() {
  "${run[@]}" "$@" >>"$work/window.log" 2>&1 &
  app=$!
  local tries
  for tries in $(seq 120); do
    window=$(xdotool search --onlyvisible --class prognosis 2>/dev/null | head -n 1) || true
    [ -z "$window" ] || { step "window shown within $((tries / 2)) s"; return; }
    kill -0 $app 2>/dev/null || break
    sleep 0.5
  done
  cat "$work/window.log" >&2
  die "no window: $*"
}

# entitled TEXT: waits until the window's title contains TEXT, which proves that the data were read.
entitled() {
  local tries
  for tries in $(seq 60); do
    [[ $(xdotool getwindowname "$window") != *"$1"* ]] || return 0
    sleep 0.5
  done
  picture failed.png
  die "the window title is $(xdotool getwindowname "$window") and does not contain $1, see failed.png"
}

# picture NAME: takes a screenshot once nothing on the screen moves any more.
picture() {
  local tries before now=
  for tries in $(seq 60); do
    before=$now
    sleep 1
    import -window root "$work/screen.png"
    now=$(identify -format '%#' "$work/screen.png")
    [ "$now" != "$before" ] || break
  done
  import -window "$window" "$out/$1"
  step "screenshot $out/$1 ($(identify -format '%wx%h, %k colours' "$out/$1"))"
}

press() { xdotool windowfocus "$window" && sleep 0.3 && xdotool key --clearmodifiers "$1"; }

# choose PATH: enters PATH in the portal's dialog, which is a window of another program.
choose() {
  local tries dialog=
  for tries in $(seq 60); do
    dialog=$(xdotool search --onlyvisible --class xdg-desktop-portal 2>/dev/null | head -n 1) || true
    [ -z "$dialog" ] || break
    sleep 0.5
  done
  [ -n "$dialog" ] || { picture failed.png; die "the portal shows no dialog, see failed.png"; }
  # On a busy machine, the dialog appears before it accepts input, and typed text is lost.
  for tries in 1 2 3 4; do
    xdotool windowfocus "$dialog" 2>/dev/null || return 0
    sleep "$tries"
    xdotool key --clearmodifiers ctrl+a
    xdotool type --delay 20 "$1"
    sleep "$tries"
    xdotool key Return
    for _ in $(seq 20); do
      xdotool search --onlyvisible --class xdg-desktop-portal >/dev/null 2>&1 || return 0
      sleep 0.5
    done
  done
  import -window root "$out/failed.png"
  die "the portal's dialog did not close, see failed.png"
}

quit() {
  local status=0
  press ctrl+q
  wait $app || status=$?
  [ $status -eq 0 ] || { cat "$work/window.log" >&2; die "the program exited with status $status"; }
}

start "$id" "$samples/$sample"
entitled boarding
picture window.png
quit

start --env=ADW_DEBUG_COLOR_SCHEME=prefer-dark "$id" "$samples/influenza-south-germany-2001-2008.csv"
entitled German
picture window-dark.png
quit

start "$id"
picture window-welcome.png

if [ "$TRY_PORTALS" = no ]; then
  quit
  step "a session of this user occupies the document portal: skipping the portal tests"
  exit 0
fi

# --- files, without file system permissions ----------------------------------------------------

# The user's files are inaccessible until the document portal exports them.
mkdir -p "$work/home/outbreak"
cli --command=cat "$id" "$samples/$sample" >"$work/home/outbreak/cases.csv"
! cli "$id" inspect "$work/home/outbreak/cases.csv" >/dev/null 2>&1 || die "the sandbox can read a file that was not exported to it"
document=$(flatpak document-export --app="$id" "$work/home/outbreak/cases.csv")
inside=/run/flatpak/doc/${document#*/doc/}
cli "$id" inspect "$inside" >/dev/null || die "a file of the document portal cannot be read"
: >"$work/home/outbreak/chart.png"
chart=$(flatpak document-export --allow-write --app="$id" "$work/home/outbreak/chart.png")
cli "$id" forecast "$inside" --population 763 --quiet --output /dev/null --plot "/run/flatpak/doc/${chart#*/doc/}" ||
  die "a chart cannot be written through the document portal"
is_png "$work/home/outbreak/chart.png" || die "the chart exported through the document portal is not a PNG file"
cp "$work/home/outbreak/chart.png" "$out/portal-chart.png"
step "document portal: read a file, wrote a chart of $(wc -c <"$work/home/outbreak/chart.png") bytes"

mine=$work/home/outbreak/mine.csv
cp "$work/home/outbreak/cases.csv" "$mine"

# Open a file in the window that is still open.
press ctrl+o
choose "$mine"
entitled mine
picture window-opened.png

# Export through the dialog.
press ctrl+e
choose "$work/home/outbreak/exported.png"
for _ in $(seq 40); do
  [ ! -s "$work/home/outbreak/exported.png" ] || break
  sleep 0.5
done
is_png "$work/home/outbreak/exported.png" || { picture failed.png; die "the window's export did not write a PNG file"; }
cp "$work/home/outbreak/exported.png" "$out/portal-exported.png"
step "file chooser portal: opened a file, exported a chart of $(wc -c <"$work/home/outbreak/exported.png") bytes"
quit

# Open a file as a file manager does.
start --file-forwarding "$id" @@ "$work/home/outbreak/cases.csv" @@
entitled cases
quit

# A file that was chosen once stays accessible.
again=$(flatpak documents --columns=id,origin | awk -v file="$mine" '$2 == file { print $1; exit }')
[ -n "$again" ] || die "the document portal has forgotten a file that was opened"
start "$id" "$XDG_RUNTIME_DIR/doc/$again/mine.csv"
entitled mine
step "a restarted program reads the file opened before"

# So do the data of a session, which stores only their path.
press ctrl+s
choose "$work/home/outbreak/mine.prognosis"
for _ in $(seq 40); do
  [ ! -s "$work/home/outbreak/mine.prognosis" ] || break
  sleep 0.5
done
[ -s "$work/home/outbreak/mine.prognosis" ] || { picture failed.png; die "no session was saved"; }
quit
start --file-forwarding "$id" @@ "$work/home/outbreak/mine.prognosis" @@
entitled mine
picture window-session.png
quit
step "a saved session opens again"

# Drag in a file from another program.
start "$id"
GDK_BACKEND=x11 GSK_RENDERER=cairo /usr/bin/python3 "$(dirname "$0")/drag-source.py" "$work/home/outbreak/cases.csv" &
source=$!
for _ in $(seq 60); do
  from=$(xdotool search --onlyvisible --name drag-source | head -n 1) && [ -n "$from" ] && break
  sleep 0.5
done
xdotool windowmove "$from" 40 790
sleep 1
xdotool mousemove 100 830 sleep 0.3 mousedown 1
for way in "110 820" "130 800" "200 700" "400 500" "500 400" "505 405"; do
  # shellcheck disable=SC2086
  xdotool mousemove $way sleep 0.3
done
xdotool mouseup 1
entitled cases
picture window-dropped.png
kill $source
wait $source 2>/dev/null || true
quit
step "a file dropped on the window was read"

! grep -E 'CRITICAL|Gtk-WARNING|Adwaita-WARNING' "$work/window.log" || die "the program logged warnings"
