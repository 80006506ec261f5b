#!/usr/bin/env bash
# usage: tests/coverage.sh [FOLDER]
# Runs all tests in build-cov and prints by folder how many lines of code they reach, with the files that are reached least; or the lines of
# the files in FOLDER, such as src/engine/base, that no test reaches. Needs gcov alone.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root" || exit 1
if [ ! -f build-cov/build.ninja ]; then
  meson setup build-cov -Db_coverage=true >&2 || exit 1
fi
if [ $# -eq 0 ]; then
  meson compile -C build-cov >&2 || exit 1
  find build-cov -name '*.gcda' -delete
  meson test -C build-cov -t 4 --print-errorlogs >&2 || echo "tests/coverage.sh: some tests failed" >&2
fi
exec python3 tests/coverage.py build-cov "${1:-}"
