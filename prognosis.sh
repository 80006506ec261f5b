#!/usr/bin/env bash
# Sets up, builds, runs and tests Prognosis. On Debian and its derivatives, a fresh machine needs
# nothing else; on other systems, it lists the packages to install first.
set -euo pipefail

usage() {
  cat <<'X'
usage: ./prognosis.sh run [FILE...]    install missing packages, build, open the window with a
                                       sample (or FILE); without a display, forecast it and
                                       write forecast.csv and forecast.png to this folder
       ./prognosis.sh test             install missing packages, build, run all tests
       ./prognosis.sh damage [N [SEED [KIND]]]
                                       read N damaged files (2,000) and N damaged sessions under sanitizers,
                                       and list what is read wrong without a word
       ./prognosis.sh format           check that all sources are formatted according to .clang-format
       ./prognosis.sh flatpak          install missing packages, build and test the Flatpak bundle
X
}

root=$(cd "$(dirname "$0")" && pwd)
build=$root/build
sample=$root/data/samples/covid-19-us-states-2020.csv.gz
# As the sample's own description has it for the window.
sample_choices=(--model hybrid --origin 2020-06-20 --plot-region Texas)

build_packages="gcc libc6-dev meson ninja-build pkg-config gettext libglib2.0-dev libglib2.0-bin
  libgtk-4-dev libadwaita-1-dev libjson-glib-dev libgsl-dev libcsv-dev libarchive-dev libxml2-dev libplplot-dev
  plplot-driver-cairo desktop-file-utils shared-mime-info libgtk-4-bin"
run_packages="adwaita-icon-theme librsvg2-common fonts-cantarell fonts-dejavu-core"
test_packages="xvfb dbus at-spi2-core python3 python3-gi gir1.2-atspi-2.0 locales
  appstream libxml2-utils"
flatpak_packages="flatpak flatpak-builder bubblewrap ostree elfutils fuse3 python3 git
  debian-archive-keyring xvfb xauth dbus xdotool imagemagick xdg-desktop-portal
  xdg-desktop-portal-gtk python3-gi gir1.2-gtk-4.0"

say() { printf '%s\n' "prognosis: $*" >&2; }
die() { say "$*"; exit 1; }

# need PACKAGE...: installs missing packages, and uses the network only if there are any.
need() {
  local package installed missing=() as_root=()
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    if command -v meson >/dev/null && pkg-config --exists gtk4 libadwaita-1 gsl plplot json-glib-1.0 2>/dev/null; then
      return 0 # the dependencies were installed by hand
    fi
    die "this system has no apt-get. Install the equivalents of these Debian packages with its own package manager:" "$@"
  fi
  installed=$(dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^.i *//p') || true
  for package; do
    grep -qxF "$package" <<<"$installed" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      die "packages are missing, and there is no sudo to install them; as root, run:" \
        "apt-get install --no-install-recommends ${missing[*]}"
    as_root=(sudo)
  fi
  say "installing ${missing[*]}"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600)
  "${apt[@]}" update </dev/null >&2 || say "could not update the list of packages; continuing with the old one"
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null >&2 ||
    die "apt-get could not install: ${missing[*]}"
}

# compile [MESON OPTION...]: configures a new build folder with the options, and reconfigures one that was set up without. Builds
# $targets, or everything.
compile() {
  local stamp=$build/.options
  if [ ! -f "$build/build.ninja" ]; then
    meson setup "$build" "$root" "$@" >&2 || die "could not configure the build; see the error above"
    echo "$*" >"$stamp"
  elif [ $# -gt 0 ] && [ "$(cat "$stamp" 2>/dev/null)" != "$*" ]; then
    meson configure "$build" "$@" >&2
    echo "$*" >"$stamp"
  fi
  meson compile -C "$build" ${targets:-} >&2 || die "the build failed; see the error above"
}

run() {
  need $build_packages $run_packages
  compile
  export PROGNOSIS_LOCALEDIR=$build/po
  if [ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ]; then
    # The uninstalled program finds its settings, icons, samples and translations in the checkout.
    export GSETTINGS_SCHEMA_DIR=$build/data PROGNOSIS_SAMPLES=$root/data/samples
    export XDG_DATA_DIRS=$root/data:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}
    exec "$build/src/app/prognosis" "${@:-$sample}"
  fi

  [ $# -gt 0 ] || set -- "$sample" "${sample_choices[@]}"
  say "no display: forecasting $*"
  PROGNOSIS_SAMPLES=$root/data/samples \
    "$build/src/cli/prognosis-cli" forecast --output forecast.csv --plot forecast.png "$@"
  printf 'The forecast is in %s, its chart in %s.\n' "$PWD/forecast.csv" "$PWD/forecast.png"
}

# Counts test cases, not programs: a program may skip some of its cases and pass others.
count_results() {
  python3 - "$1" <<'X'
import json, re, sys
passed = failed = skipped = 0
for line in open(sys.argv[1], encoding="utf-8"):
    test = json.loads(line)
    cases = re.findall(r"^(not ok|ok)\b([^#\n]*)(#\s*SKIP)?", test.get("stdout") or "", re.M | re.I)
    bad = sum(1 for word, _, skip in cases if word.lower() == "not ok")
    left = sum(1 for word, _, skip in cases if word.lower() == "ok" and skip)
    good = len(cases) - bad - left
    if test["result"] not in ("OK", "EXPECTEDFAIL", "SKIP"):
        bad = max(bad, 1)
    elif not cases:
        good, left = (0, 1) if test["result"] == "SKIP" else (1, 0)
    passed, failed, skipped = passed + good, failed + bad, skipped + left
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(failed > 0 or passed == 0)
X
}

run_tests() {
  need $build_packages $run_packages $test_packages
  compile -Dwerror=true

  # Each test of the window brings its own display, bus and folders: see tests/app/with-display.sh.
  local status=0
  if [ ! -d "$build/locale/de_DE.UTF-8" ]; then
    mkdir -p "$build/locale"
    localedef -i de_DE -f UTF-8 "$build/locale/de_DE.UTF-8" || say "no German locale: tests that need it are skipped"
  fi
  rm -f "$build/meson-logs/testlog.json"
  # Tests write thousands of small files, each flushed to the disk: in memory that takes no time.
  memory=
  if [ -d /dev/shm ] && [ -w /dev/shm ] && [ "$(df --output=avail -k /dev/shm | tail -n 1)" -gt 500000 ]; then
    memory=$(mktemp -d -p /dev/shm)
    chmod 755 "$memory" # some tests give up their rights
    trap 'rm -rf "$memory"' EXIT
    export TMPDIR=$memory
  fi
  LOCPATH="$build/locale" LC_ALL=C.UTF-8 \
    meson test -C "$build" --print-errorlogs --timeout-multiplier 2 --num-processes $((3 * $(nproc))) </dev/null || status=$?
  [ -f "$build/meson-logs/testlog.json" ] || die "the tests did not run"
  count_results "$build/meson-logs/testlog.json" || status=1
  exit $status
}

# In a folder of its own, because everything is built with sanitizers there.
damage() {
  local targets="damage damage-sessions" program status=0
  need $build_packages
  build=$root/build-asan
  compile -Db_sanitize=address,undefined -Db_lundef=false
  export G_TEST_SRCDIR=$root/tests PROGNOSIS_SAMPLES=$root/data/samples G_DEBUG=fatal-criticals
  export ASAN_OPTIONS=detect_leaks=1 LSAN_OPTIONS=suppressions=$root/tests/leaks.supp:print_suppressions=0
  export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
  for program in $targets; do
    "$build/tests/damage/$program" "${@:-2000}" || status=$?
  done
  exit $status
}

# Versions of clang-format interpret the same rules differently.
check_format() {
  local version
  command -v clang-format >/dev/null || need clang-format
  version=$(clang-format --version | sed -n 's/.*version \([0-9]*\).*/\1/p')
  if [ "$version" != 14 ]; then
    say "the format is checked with clang-format 14, but this is $version: skipped"
    return 0
  fi
  (cd "$root" && git ls-files -z '*.c' '*.h' | xargs -0 clang-format --dry-run -Werror) ||
    die "some sources are not formatted; run: git ls-files '*.c' '*.h' | xargs clang-format -i"
}

# flatpak [--if-changed]: the flag is for CI, where most changes do not affect how the bundle is built,
# and where its tools may be unavailable.
flatpak() {
  if [ "${1:-}" = --if-changed ]; then
    ! "$root/flatpak/build-local.sh" --unchanged || return 0
    (need $flatpak_packages) || { say "the Flatpak tools cannot be installed here: skipping the bundle"; return 0; }
  else
    need $flatpak_packages
  fi
  timeout --kill-after=60 30m "$root/flatpak/build-local.sh" "$@" || die "building or testing the Flatpak bundle failed, or took more than 30 minutes"
}

case ${1:-} in
  run) shift; run "$@" ;;
  test) run_tests ;;
  damage) shift; damage "$@" ;;
  format) check_format ;;
  flatpak) shift; flatpak "$@" ;;
  -h | --help | help) usage ;;
  *) usage >&2; exit 2 ;;
esac
