#!/usr/bin/env bash
# ./x fuzz [--runs N] [NAME...]: every parser's fuzzer under ASan and UBSan; corpora live in build/.
# shellcheck source=tools/x/common.sh
source "$(dirname "$0")/common.sh"
install_packages build test fuzz lint
runs=1000000
if [ "${1:-}" = --runs ]; then
  runs=$2
  shift 2
fi
say "Building the fuzzers"
mapfile -t fuzzers < <(git ls-files -- '*_fuzz.cc' | xargs -n 1 basename -s .cc)
build fuzz "${fuzzers[@]}" | tail -n 1
passed=0
failed=0
for program in build/fuzz/fuzz/*_fuzz; do
  name=$(basename "$program" _fuzz)
  [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
  corpus=build/fuzz/corpus/$name
  mkdir -p "$corpus"
  if [ -d "tests/fuzz/seeds/$name" ]; then cp -n "tests/fuzz/seeds/$name"/* "$corpus"; fi
  if "$program" -runs="$runs" -max_len=4096 -timeout=10 -rss_limit_mb=2048 -verbosity=0 \
    -print_final_stats=1 -artifact_prefix="build/fuzz/$name-" "$corpus" >"build/fuzz/$name.log" 2>&1; then
    passed=$((passed + 1))
    printf '  ok     %s: %s executions\n' "$name" \
      "$(sed -n 's/^stat::number_of_executed_units: *//p' "build/fuzz/$name.log")"
  else
    failed=$((failed + 1))
    printf '  FAILED %s\n' "$name"
    tail -n 40 "build/fuzz/$name.log"
  fi
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
