#!/usr/bin/env bash
# Uses the installed Flatpak as its users will, on a screen, a session bus and in a home folder of its own.
#
#   try-installed.sh ID OUT STAND_IN     FLATPAK_USER_DIR says where ID is installed; OUT gets the
#                                        pictures; STAND_IN is yes where the runtime has no OpenGL
set -euo pipefail
export LC_ALL=C.UTF-8

if [ "${TRY_INSIDE:-}" != yes ]; then
  work=$(mktemp -d)
  mkdir -m 700 "$work/run" "$work/home"
  status=0
  env -u WAYLAND_DISPLAY -u DISPLAY -u DBUS_SESSION_BUS_ADDRESS -u XDG_DATA_HOME -u XDG_CONFIG_HOME \
    -u XDG_CACHE_HOME -u XDG_STATE_HOME HOME="$work/home" XDG_RUNTIME_DIR="$work/run" \
    XDG_CURRENT_DESKTOP=GNOME TRY_INSIDE=yes TRY_WORK="$work" \
    xvfb-run -a -s '-screen 0 1280x900x24 -nolisten tcp' dbus-run-session -- "$0" "$@" || status=$?
  fusermount3 -uzq "$work/run/doc" 2>/dev/null || true
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

# A German's decimal comma stays out of files.
cli --env=LC_ALL=de_DE.UTF-8 "$id" forecast "$samples/$sample" --quiet | cmp - "$work/forecast.csv" ||
  die "another locale writes another file"

# A file of the user's is out of reach, until the document portal hands it over.
mkdir -p "$work/home/outbreak"
cli --command=cat "$id" "$samples/$sample" >"$work/home/outbreak/cases.csv"
! cli "$id" inspect "$work/home/outbreak/cases.csv" >/dev/null 2>&1 || die "a file is open to it without being asked for"
document=$(flatpak document-export --app="$id" "$work/home/outbreak/cases.csv")
inside=/run/flatpak/doc/${document#*/doc/}
cli "$id" inspect "$inside" >/dev/null || die "a file of the document portal cannot be read"
: >"$work/home/outbreak/chart.png"
chart=$(flatpak document-export --allow-write --app="$id" "$work/home/outbreak/chart.png")
cli "$id" forecast "$inside" --population 763 --quiet --output /dev/null --plot "/run/flatpak/doc/${chart#*/doc/}" ||
  die "a chart cannot be written through the document portal"
is_png "$work/home/outbreak/chart.png" || die "what was exported through the document portal is no PNG"
cp "$work/home/outbreak/chart.png" "$out/portal-chart.png"
step "document portal: read a file, wrote a chart of $(wc -c <"$work/home/outbreak/chart.png") bytes"
