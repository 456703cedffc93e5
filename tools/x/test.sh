#!/usr/bin/env bash
# ./x test [GROUP]: fast groups first; the last line is "N passed, N failed".
# shellcheck source=tools/x/common.sh
source "$(dirname "$0")/common.sh"

groups=(house unit sim web interop e2e thread)
preset=${DIEMCAU_PRESET:-dev}
[ $# -eq 0 ] || groups=("$@")
passed=0
failed=0

# count PASSED FAILED STATUS NAME LOG: adds to the totals; a program that died counts as one failure.
count() {
  local ok=$1 bad=$2 status=$3 name=$4 log=$5
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  passed=$((passed + ok))
  failed=$((failed + bad))
  if [ "$bad" -gt 0 ]; then
    printf '  FAILED %s (%d passed, %d failed)\n' "$name" "$ok" "$bad"
    tail -n 200 "$log"
  else
    printf '  ok     %s (%d)\n' "$name" "$ok"
  fi
}

run_gtest() {
  local log status=0
  log=$(mktemp)
  "$1" --gtest_color=no >"$log" 2>&1 || status=$?
  count "$(grep -c '^\[       OK' "$log" || true)" \
    "$(grep -c '^\[  FAILED  \].*ms)$' "$log" || true)" "$status" "$(basename "$1")" "$log"
  rm -f "$log"
}

run_node_tests() {
  local log status=0
  log=$(mktemp)
  node --test --test-reporter=tap "$@" >"$log" 2>&1 || status=$?
  count "$(sed -n 's/^# pass //p' "$log" | tail -1)" "$(sed -n 's/^# fail //p' "$log" | tail -1)" \
    "$status" "$(basename "$1")" "$log"
  rm -f "$log"
}

# Runs a command whose own last line is "N passed, N failed", showing what it prints.
run_counted() {
  local log status=0 last
  log=$(mktemp)
  "$@" 2>&1 | tee "$log" || status=$?
  last=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -1)
  count "$(cut -d' ' -f1 <<<"${last:-0 passed, 0 failed}")" \
    "$(cut -d' ' -f3 <<<"${last:-0 passed, 0 failed}")" \
    "$([ -n "$last" ] && echo "$status" || echo 1)" "$1" "$log"
  rm -f "$log"
}

run_group() {
  local program
  case $1 in
    house)
      for program in tests/house/*.test.mjs; do run_node_tests "$program"; done
      ;;
    web)
      npm_install web
      run_counted npm run --silent --prefix web test:counted
      ;;
    unit | sim)
      for program in "build/$preset/tests/$1"/*; do
        if [ -x "$program" ] && [ -f "$program" ]; then run_gtest "$program"; fi
      done
      ;;
    interop | e2e | thread)
      run_counted "tests/$1/run.sh" "build/$preset"
      ;;
    *) fail "No test group '$1'. Groups: house unit sim web interop e2e thread" ;;
  esac
}

# A group whose folder is not there yet has nothing to run.
exists() {
  case $1 in
    web) [ -f web/package.json ] ;;
    interop | e2e | thread) [ -x "tests/$1/run.sh" ] ;;
    *) true ;;
  esac
}

install_packages build demo test
for group in "${groups[@]}"; do
  case $group in
    unit | sim | interop | e2e | thread)
      say "Building ($preset)"
      build "$preset" | tail -n 3
      break
      ;;
  esac
done
for group in "${groups[@]}"; do
  exists "$group" || continue
  say "Tests: $group"
  run_group "$group"
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
