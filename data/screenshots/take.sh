#!/usr/bin/env bash
# Takes the screenshots in the metainfo and the README: the real program with bundled samples.
#
#   meson compile -C build screenshots
#
# take.sh BUILD SOURCE FOLDER also writes every page in every form to FOLDER: light, dark, narrow, large and in German.
# Needs xvfb, xdotool, ImageMagick and a session bus (dbus-run-session).
set -euo pipefail
export LC_ALL=C.UTF-8

build=$1 source=$2 all=${3:-}
folder=$source/data/screenshots
width=1180 height=760

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
    xvfb-run -a -s '-screen 0 2700x1600x24' dbus-run-session -- "$0" "$@" || status=$?
  rm -rf "$work"
  exit $status
fi

# take NAME FILE SCHEME KEY...: a screenshot of the window with a file.
take() {
  local name=$1 file=$2 scheme=$3 window='' before now='' try
  shift 3
  ADW_DEBUG_COLOR_SCHEME=$scheme "$build/src/app/prognosis" ${file:+"$file"} &
  local app=$!
  for try in $(seq 60); do
    window=$(xdotool search --onlyvisible --class prognosis | head -n 1) && [ -n "$window" ] && break
    sleep 0.5
  done
  xdotool windowsize "$window" $width $height mousemove $((width + 100)) $((height + 100))
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
  import -window "$window" -strip "$folder/$name.png"
  kill $app
  wait $app || true
  identify "$folder/$name.png"
}

# past SAMPLE DAY: a copy of a sample that ends on that day.
past() {
  cp "$source/data/samples/${1%%-200*}"* "$TAKE_WORK/"
  awk -F, -v last="$2" 'NR == 1 || $1 <= last' "$source/data/samples/$1.csv" >"$TAKE_WORK/$1.csv"
  echo "$TAKE_WORK/$1.csv"
}

states=$source/data/samples/covid-19-us-states-2020.csv.gz
take forecast "$states" prefer-light alt+1
take regions "$(past influenza-south-germany-2001-2008 2005-01-31)" prefer-dark alt+1
take reproduction-number "$(past sars-hong-kong-2003 45)" prefer-light alt+2

take simulation "$source/data/screenshots/simulation.prognosis" prefer-light

# To look at, before a release: every page in every form.
if [ -n "$all" ]; then
  folder=$all
  for form in light:1180x760:C.UTF-8:1 dark:1180x760:C.UTF-8:1 light:360x640:C.UTF-8:1 light:1180x760:de_DE.UTF-8:1 light:2560x1440:C.UTF-8:2; do
    IFS=: read -r scheme size language scale <<<"$form"
    width=${size%x*} height=${size#*x}
    export LC_ALL=$language GDK_SCALE=$scale LOCPATH=$build/locale PROGNOSIS_LOCALEDIR=$build/po
    take "welcome-$scheme-$size-${language%%.*}" "" "prefer-$scheme"
    for page in 1 2 3 4 5; do
      take "page$page-$scheme-$size-${language%%.*}" "$states" "prefer-$scheme" "alt+$page"
    done
  done
fi
