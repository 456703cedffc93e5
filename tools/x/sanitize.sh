#!/usr/bin/env bash
# ./x sanitize: the media path under ASan and UBSan, its threads under TSan.
# shellcheck source=tools/x/common.sh
source "$(dirname "$0")/common.sh"
install_packages build test
media=(wire_test transport_test congestion_test forward_test negotiate_test shard_test sim_test)
threads=(runtime_test)
passed=0
failed=0

# run PRESET PROGRAM...
run() {
  local preset=$1 name program log
  shift
  log=$(mktemp)
  for name in "$@"; do
    program=$(echo "build/$preset/tests/"*"/$name")
    if "$program" --gtest_brief=1 >"$log" 2>&1; then
      passed=$((passed + 1))
      printf '  ok     %s %s\n' "$preset" "$name"
    else
      failed=$((failed + 1))
      printf '  FAILED %s %s\n' "$preset" "$name"
      tail -n 60 "$log"
    fi
  done
  rm -f "$log"
}

export DIEMCAU_SIM_SEEDS=${DIEMCAU_SIM_SEEDS:-30}
say "Building with AddressSanitizer and UndefinedBehaviorSanitizer"
build asan "${media[@]}" "${threads[@]}" | tail -n 1
run asan "${media[@]}" "${threads[@]}"
say "Building with ThreadSanitizer"
build tsan "${threads[@]}" | tail -n 1
run tsan "${threads[@]}"
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
