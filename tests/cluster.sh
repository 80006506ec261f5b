#!/bin/bash
# A backtest in parts, by GNU parallel and as a job array of Slurm on this machine alone, has the bytes of one process.
#
#   tests/cluster.sh BUILD FILE [PARTS] [BACKTEST OPTION...]
#
# Run by hand. Needs parallel; and for the second half root, slurmctld, slurmd and munge. One part is killed and made again.
set -euo pipefail
cli=$(realpath "$1/src/cli/prognosis-cli") file=$(realpath "$2") parts=${3:-4}
shift $(($# < 3 ? $# : 3))
work=$(mktemp -d)
trap 'stop_slurm; rm -rf "$work"' EXIT
cd "$work"

stop_slurm() {
  pkill -F "$work/slurmctld.pid" 2>/dev/null || true
  pkill -F "$work/slurmd.pid" 2>/dev/null || true
}

compare() {
  "$cli" merge "$1"-*.csv --output "$1.csv"
  cmp whole.csv "$1.csv" && echo "$1: $(wc -l <whole.csv) lines, the bytes of one process"
}

time "$cli" backtest "$file" "$@" --threads 1 --output whole.csv --quiet

command -v parallel >/dev/null || { echo "GNU parallel is missing: skipped"; exit 77; }
time seq "$parts" | parallel "'$cli' backtest '$file' $* --threads 1 --quiet --shard {}/$parts --resume --output parallel-{}.csv"
compare parallel

command -v slurmctld >/dev/null || { echo "Slurm is missing: skipped"; exit 77; }
pgrep munged >/dev/null || { mkdir -p /run/munge && chown munge /run/munge && runuser -u munge -- /usr/sbin/munged; }
host=$(hostname -s)
mkdir state spool
cat >slurm.conf <<END
ClusterName=here
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
MinJobAge=300
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF=$work/slurm.conf
slurmctld -f "$SLURM_CONF"
slurmd -f "$SLURM_CONF" -N "$host"
for _ in $(seq 30); do sinfo -h -o %T | grep -q idle && break || sleep 1; done
run_array() { local array=$1; shift; time sbatch --wait --array="$array" --output="$work/job-%a.log" \
  --wrap "'$cli' backtest '$file' $* --threads 1 --quiet --shard \$SLURM_ARRAY_TASK_ID/$parts --resume --output '$work/slurm-'\$SLURM_ARRAY_TASK_ID.csv"; }
run_array "1-$parts" "$@" & wait_for=$!
# One part is killed while it works; the array is run again, and keeps what is done.
sleep 2
pkill -KILL -f -- "--shard 1/$parts --resume --output $work/slurm-1.csv" || true
wait $wait_for || true
run_array "1-$parts" "$@"
compare slurm
