#!/usr/bin/env bash
# Takes the screenshots in the metainfo and the README: the real program with bundled samples.
#
#   meson compile -C build screenshots
#
# Needs xvfb, xdotool, ImageMagick and a session bus (dbus-run-session).
set -euo pipefail
export LC_ALL=C.UTF-8

build=$1 source=$2
width=1000 height=680

if [ "${TAKE_INSIDE:-}" != yes ]; then
  work=$(mktemp -d)
  mkdir -m 700 "$work/run"
  mkdir -p "$work/config"
  status=0
  env -u WAYLAND_DISPLAY -u DISPLAY TAKE_WORK="$work" TAKE_INSIDE=yes HOME="$work" XDG_RUNTIME_DIR="$work/run" \
    XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state" XDG_DATA_HOME="$work/data" XDG_CACHE_HOME="$work/cache" \
    GSETTINGS_BACKEND=memory GSETTINGS_SCHEMA_DIR="$build/data" PROGNOSIS_SAMPLES="$source/data/samples" \
    XDG_DATA_DIRS="$source/data:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}" \
    GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=none \
    xvfb-run -a -s '-screen 0 1280x1024x24' dbus-run-session -- "$0" "$@" || status=$?
  rm -rf "$work"
  exit $status
fi

# take NAME SAMPLE LAST SCHEME KEY...: a screenshot of a forecast from the data up to the day LAST.
take() {
  local name=$1 sample=$2 last=$3 scheme=$4 window='' before now='' try
  shift 4
  cp "$source/data/samples/${sample%%-200*}"* "$TAKE_WORK/"
  awk -F, -v last="$last" 'NR == 1 || $1 <= last' "$source/data/samples/$sample.csv" >"$TAKE_WORK/$sample.csv"
  ADW_DEBUG_COLOR_SCHEME=$scheme "$build/src/app/prognosis" "$TAKE_WORK/$sample.csv" &
  local app=$!
  for try in $(seq 60); do
    window=$(xdotool search --onlyvisible --class prognosis | head -n 1) && [ -n "$window" ] && break
    sleep 0.5
  done
  xdotool windowsize "$window" $width $height mousemove 1279 1023
  sleep 4
  xdotool windowfocus "$window"
  for key; do
    xdotool key --clearmodifiers "$key"
    sleep 1
  done
  # Wait until nothing moves any more.
  for try in $(seq 90); do
    before=$now
    sleep 2
    now=$(import -window "$window" png:- | identify -format '%#' -)
    [ "$now" != "$before" ] || break
  done
  [ "$try" -lt 90 ] || echo "$name was still moving after three minutes" >&2
  import -window "$window" -strip "$source/data/screenshots/$name.png"
  kill $app
  wait $app || true
  identify "$source/data/screenshots/$name.png"
}

take forecast sars-hong-kong-2003 45 prefer-light alt+1
take regions influenza-south-germany-2001-2008 2005-01-31 prefer-dark alt+1
take reproduction-number sars-hong-kong-2003 45 prefer-light alt+2
