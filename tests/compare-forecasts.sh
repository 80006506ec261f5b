#!/usr/bin/env bash
# usage: tests/compare-forecasts.sh COMMIT [BUILD-FOLDER]
#
# Shows that a change of the code changes no number: builds prognosis-cli of COMMIT and of this checkout with the same
# options on this machine, and compares the bytes that both write (one thread, fixed seed) over samples, models,
# transmission functions and couplings. Prints what differs; succeeds if nothing does. Takes a few minutes.
set -euo pipefail

[ $# -ge 1 ] || { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
commit=$(git -C "$root" rev-parse --short "$1^{commit}")
work=${2:-$root/build-compare}
mkdir -p "$work"
work=$(cd "$work" && pwd)
shared=$root/../shared/data

# build NAME SOURCE: leaves the program in $work/NAME/cli.
build() {
  [ -f "$work/$1/build.ninja" ] || meson setup "$work/$1" "$2" -Dapp=false -Dtests=false >"$work/$1.log" 2>&1 ||
    { cat "$work/$1.log" >&2; exit 3; }
  meson compile -C "$work/$1" prognosis-cli >"$work/$1.log" 2>&1 || { cat "$work/$1.log" >&2; exit 3; }
}

if [ ! -d "$work/source-$commit" ]; then
  mkdir "$work/source-$commit"
  git -C "$root" archive "$commit" | tar -x -C "$work/source-$commit"
fi
build "then-$commit" "$work/source-$commit"
build now "$root"

# One line a run: its name, then what the command is given. Data are named as in data/samples.
list_runs() {
  local data model
  local small="influenza-boarding-school-1978 influenza-pennsylvania-school-2009 influenza-baltimore-1918 measles-hagelloch-1861 sars-hong-kong-2003"
  local all="$small measles-weser-ems-2001-2002"
  local odes="sir seir seird sueir autoode-covid"

  for data in $all; do
    echo "inspect-$data inspect $data.csv --json"
    for model in auto ensemble hybrid no-change persistence damped-trend regression analogue fc seq2seq neural-ode transformer gat $odes; do
      echo "forecast-$data-$model forecast $data.csv --model $model --horizon 14 --hidden 8"
    done
    for model in $odes; do
      for transmission in constant piecewise neural; do
        echo "fit-$data-$model-$transmission fit $data.csv --model $model --transmission $transmission --knots 5 --hidden 8 --starts 2 --json"
      done
    done
  done
  for model in $odes; do
    for coupling in none adjacency low-rank; do
      echo "fit-coupled-$model-$coupling fit measles-weser-ems-2001-2002.csv --model $model --coupling $coupling --rank 2"
    done
    echo "bootstrap-$model fit influenza-pennsylvania-school-2009.csv --model $model --uncertainty bootstrap"
    echo "simulate-$model simulate --model $model --set N=763 --set I0=2 --set beta=1.8 --set gamma=0.45 --days 30"
  done
  echo "ensemble-starts fit influenza-pennsylvania-school-2009.csv --model seir --uncertainty ensemble"
  echo "squares fit influenza-pennsylvania-school-2009.csv --model sir --loss squares --prior none"
  echo "recency forecast sars-hong-kong-2003.csv --model seir --recency 10 --half-life 7 --train 30"
  echo "what-if forecast influenza-pennsylvania-school-2009.csv --model seir --origin 2009-05-11 --change 2009-05-13=0.5"
  echo "what-if-hybrid forecast influenza-pennsylvania-school-2009.csv --model hybrid --origin 2009-05-11 --change 2009-05-13=0.5"
  echo "south-hybrid forecast influenza-south-germany-2001-2008.csv --model hybrid"
  echo "south-season forecast influenza-south-germany-2001-2008.csv --model hybrid --season northern --train 120"
  echo "south-regression forecast influenza-south-germany-2001-2008.csv --model regression --origin 2008-02-03"
  for data in $all; do
    echo "backtest-$data backtest $data.csv --model persistence,damped-trend,hybrid,sir,regression --horizon 7"
  done
  echo "backtest-json backtest measles-weser-ems-2001-2002.csv --model hybrid,auto,fc --json"
  if [ -d "$shared/jhu-us-daily-reports" ]; then
    for model in hybrid auto autoode-covid persistence gat; do
      echo "states-$model forecast US-STATES --model $model --origin 2020-06-06 --horizon 14"
    done
    echo "states-backtest backtest US-STATES --model hybrid,seird --origins 2020-05-16,2020-06-06 --horizon 7"
  fi
}

# The reports name the program's version and how long it took: neither is a number of the forecast.
run_one() {
  local side=$1 name=$2 out=$3
  shift 3
  local -a args=()
  for a; do
    case $a in
      US-STATES) args+=("$shared/jhu-us-daily-reports" --population "$shared/us-states/population.csv") ;;
      *.csv) args+=("$root/data/samples/$a") ;;
      *) args+=("$a") ;;
    esac
  done
  PROGNOSIS_SAMPLES=$root/data/samples "$work/$side/src/cli/prognosis-cli" "${args[@]}" --threads 1 --seed 1 >"$out" 2>"$out.err" ||
    echo "exit status $?" >>"$out"
}
export -f run_one
export work root shared

list_runs >"$work/runs"
mkdir -p "$work/out-now" "$work/out-then-$commit"
xargs -P "$(nproc)" -I{} bash -c 'set -- {}; name=$1; shift; run_one now "$name" "$work/out-now/$name" "$@"' <"$work/runs"
# What the other commit writes does not change: it is kept.
xargs -P "$(nproc)" -I{} bash -c 'set -- {}; name=$1; shift; out=$work/out-then-'"$commit"'/$name
  [ "$(cat "$out.done" 2>/dev/null)" = "$*" ] || { run_one then-'"$commit"' "$name" "$out" "$@"; echo "$*" >"$out.done"; }' <"$work/runs"

n=0 differ=0
while read -r name rest; do
  n=$((n + 1))
  if ! cmp -s "$work/out-now/$name" "$work/out-then-$commit/$name"; then
    differ=$((differ + 1))
    echo "differs: $name ($rest)"
    diff "$work/out-then-$commit/$name" "$work/out-now/$name" | head -4 || true
  fi
done <"$work/runs"
echo "$n runs compared with $commit, $differ differ"
[ "$differ" -eq 0 ]
