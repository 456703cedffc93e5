#!/usr/bin/env bash
# ./x bench [NAME] [ARGS]: builds the release preset and runs a benchmark; one JSON line a run.
# ./x bench fanout --peer livekit=PATH compares with another server's program.
# shellcheck source=tools/x/common.sh
source "$(dirname "$0")/common.sh"
name=${1:-fanout}
[ $# -eq 0 ] || shift
names=$(cd bench && for one in */main.*; do dirname "$one"; done | tr '\n' ' ')
[[ " $names " == *" $name "* ]] || fail "No benchmark '$name'. There are: $names"
install_packages build test bench

script=bench/$name/main.mjs
for argument in "$@"; do
  [ "$argument" != --peer ] || script=bench/$name/peers.mjs
done
if [ -f "$script" ]; then
  build release diemcau diemcau-sites >&2
  tools/sites/make_clips.sh build/clips 1 >&2
  ulimit -n "$(ulimit -H -n)"
  exec node "$script" "$@"
fi
build release "bench_$name" >&2
exec "build/release/bench/bench_$name" "$@"
