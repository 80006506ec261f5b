#!/usr/bin/env bash
# usage: tests/sanitize.sh [COMMIT]             runs the suites whose code differs from COMMIT (main) under address and
#                                               undefined-behaviour sanitizers, the window's in displays of their own
#        tests/sanitize.sh --all                runs all suites
#        tests/sanitize.sh --threads [TEST...]  runs all tests without the window, or these, under the thread sanitizer
# Builds into build-asan and build-tsan.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root" || exit 1

# build FOLDER OPTION...
build() {
  local folder=$1
  shift
  [ -f "$folder/build.ninja" ] || meson setup "$folder" -Db_lundef=false "$@" >&2 || exit 1
  meson compile -C "$folder" >&2 || exit 1
}

# The folders of which each suite tests the code.
list_suites() {
  git diff --name-only "$1" | sed -nE \
    -e 's,^(src|tests)/(engine|plot|cli|app)/.*,\2,p' \
    -e 's,^tests/(fuzz|damage)/.*,engine,p' \
    -e 's,^tests/data/.*,engine,p' \
    -e 's,^ui/.*,app,p' \
    -e 's,^(data/samples|meson\.build|src/meson\.build).*,engine,p' | sort -u
}

if [ "${1:-}" = --threads ]; then
  build build-tsan -Dapp=false -Db_sanitize=thread
  meson test -C build-tsan -t 20 --print-errorlogs "${@:2}"
  exit
fi
if [ "${1:-}" = --all ]; then
  suites="engine plot cli app"
else
  suites=$(list_suites "${1:-main}")
fi
[ -n "$suites" ] || { echo "tests/sanitize.sh: no code has changed since ${1:-main}" >&2; exit 0; }
echo "tests/sanitize.sh: $(echo $suites)" >&2
build build-asan -Db_sanitize=address,undefined
exec meson test -C build-asan -t 20 --print-errorlogs $(printf -- '--suite %s ' $suites)
