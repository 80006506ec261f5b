#!/usr/bin/env bash
# usage: tests/fuzz.sh SECONDS [TARGET...]
# Hands each target of tests/fuzz made-up bytes for SECONDS, under address and undefined-behaviour sanitizers, and prints a table: executions,
# executions a second, edges reached, files found. Needs clang; builds into build-fuzz. What is new in coverage is kept in
# build-fuzz/corpus, a finding in build-fuzz/findings: mend its cause, and add it to tests/fuzz/corpus/TARGET, where it becomes a test.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
build=${PROGNOSIS_FUZZ_BUILD:-$root/build-fuzz}
seconds=${1:?usage: tests/fuzz.sh SECONDS [TARGET...]}
shift
command -v clang >/dev/null || { echo "tests/fuzz.sh: clang is not installed: skipped" >&2; exit 77; }
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1:max_allocation_size_mb=2000
export LSAN_OPTIONS=suppressions=$root/tests/leaks.supp:print_suppressions=0 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export G_DEBUG=fatal-criticals LC_ALL=C.UTF-8 PROGNOSIS_SAMPLES=$root/data/samples

# In memory, if there is any: an input is a file.
TMPDIR=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")")
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT

if [ ! -f "$build/build.ninja" ]; then
  CC="$(command -v ccache) clang" meson setup "$build" "$root" -Dfuzzing=true -Db_sanitize=address,undefined -Db_lundef=false >&2 || exit 1
fi
meson compile -C "$build" fuzz-programs >&2 || exit 1
if [ $# -eq 0 ]; then
  for source in "$root"/tests/fuzz/fuzz-*.c; do
    name=${source##*/fuzz-}
    [ ! -x "$build/tests/fuzz/fuzz-${name%.c}" ] || set -- "$@" "${name%.c}"
  done
fi

status=0
printf '%-10s %12s %8s %8s %8s\n' target executions a-second edges findings
for target; do
  mkdir -p "$build/corpus/$target" "$build/findings"
  log=$build/findings/$target.log
  case $target in
    forecast) options=(-max_len=1200 -timeout=30) ;;
    options | text) options=(-max_len=600 -timeout=10) ;;
    *) options=(-max_len=4000 -timeout=10) ;;
  esac
  "$build/tests/fuzz/fuzz-$target" "${options[@]}" -max_total_time="$seconds" -print_final_stats=1 -rss_limit_mb=3000 \
    -artifact_prefix="$build/findings/$target-" "$build/corpus/$target" "$root/tests/fuzz/corpus/$target" >"$log" 2>&1 || status=1
  n=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  speed=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
  edges=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
  found=$(find "$build/findings" -name "$target-*" ! -name '*.log' | wc -l)
  printf '%-10s %12s %8s %8s %8s\n' "$target" "${n:--}" "${speed:--}" "${edges:--}" "$found"
  [ "$found" -eq 0 ] || { status=1; grep -E -m 3 'ERROR|runtime error|SUMMARY' "$log"; }
done
exit $status
