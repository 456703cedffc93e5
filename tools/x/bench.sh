#!/usr/bin/env bash
# ./x bench [NAME] [ARGS]: builds the release preset and runs a benchmark; one JSON line a run.
# shellcheck source=tools/x/common.sh
source "$(dirname "$0")/common.sh"
install_packages build test bench
name=${1:-fanout}
[ $# -eq 0 ] || shift
[ -d "bench/$name" ] || fail "No benchmark '$name'. There are: $(cd bench && echo */ | tr -d /)"
build release "bench_$name" >&2
exec "build/release/bench/bench_$name" "$@"
