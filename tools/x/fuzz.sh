#!/usr/bin/env bash
# ./x fuzz [NAME...] [--runs N]: every parser's fuzzer under ASan and UBSan, or those named; corpora
# live in build/. Says each quarter of a minute how far it is.
# shellcheck source=tools/x/common.sh
source "$(dirname "$0")/common.sh"
runs=1000000
names=()
while [ $# -gt 0 ]; do
  case $1 in
    --runs)
      [[ "${2:-}" =~ ^[1-9][0-9]*$ ]] || fail "./x fuzz --runs wants a number."
      runs=$2
      shift 2
      ;;
    -*) fail "./x fuzz [NAME...] [--runs N]: it knows no $1." ;;
    *)
      names+=("${1%_fuzz}")
      shift
      ;;
  esac
done
mapfile -t all < <(git ls-files -- '*_fuzz.cc' | xargs -n 1 basename -s _fuzz.cc | sort)
[ ${#names[@]} -gt 0 ] || names=("${all[@]}")
for name in "${names[@]}"; do
  [[ " ${all[*]} " == *" $name "* ]] || fail "There is no fuzzer $name. There are: ${all[*]}"
done

# The longest input, where it is not 512: enough for everything that the code tells apart; longer
# ones only cost executions. A twentieth of the runs goes up to 4096 for the sake of the bounds.
declare -A longest=([ice]=256 [negotiate]=32 [seats]=32 [dtls_handshake]=96 [rtcp]=300 [dtls]=800)
# Whole machines, a hundred times slower than the parsers in them, which have fuzzers of their own.
declare -A share=([negotiate]=100 [dtls_handshake]=100)

install_packages build test fuzz lint
say "Building the fuzzers"
mkdir -p build
if ! build fuzz "${names[@]/%/_fuzz}" >build/fuzz-build.log 2>&1; then
  grep -A 8 -E '^FAILED|error:' build/fuzz-build.log | cut -c 1-300 >&2
  fail "The fuzzers do not build; all of it is in build/fuzz-build.log."
fi

# Allocations that are kept for the report of a use after free, and the depth of their traces: the
# defaults cost a third of the executions.
export ASAN_OPTIONS="quarantine_size_mb=16:malloc_context_size=8${ASAN_OPTIONS:+:$ASAN_OPTIONS}"

executed() { awk '/^stat::number_of_executed_units/ { sum += $2 } END { printf "%d", sum }' "$1"; }

# tell NAME LOG: where the run stands, from the last line that libFuzzer wrote.
tell() {
  while sleep 15 >/dev/null 2>&1; do
    awk -v name="$1" '/^#[0-9]/ { line = $0 } END { if (match(line, /exec\/s: [0-9]+/)) {
      split(line, word); cov = line; sub(/.*cov: /, "", cov); sub(/ .*/, "", cov)
      printf "         %s: %d executions, %s a second, %d edges\n", name,
        substr(word[1], 2), substr(line, RSTART + 8, RLENGTH - 8), cov } }' "$2"
  done
}

# run NAME RUNS LONGEST: adds to the fuzzer's log.
run() {
  local name=$1 log=build/fuzz/$1.log dictionary=tests/fuzz/dictionaries/$1.dict
  local options=(-runs="$2" -max_len="$3" -entropic=0 -timeout=10 -rss_limit_mb=2048
    -print_final_stats=1 -artifact_prefix="build/fuzz/$name-")
  [ ! -f "$dictionary" ] || options+=(-dict="$dictionary")
  "build/fuzz/fuzz/${name}_fuzz" "${options[@]}" "build/fuzz/corpus/$name" >>"$log" 2>&1
}

passed=0
failed=0
for name in "${names[@]}"; do
  corpus=build/fuzz/corpus/$name
  log=build/fuzz/$name.log
  mkdir -p "$corpus"
  : >"$log"
  if [ -d "tests/fuzz/seeds/$name" ]; then cp -n "tests/fuzz/seeds/$name"/* "$corpus"; fi
  wanted=$((runs / ${share[$name]:-1} + 1))
  long=$((wanted / 20 + 1))
  tell "$name" "$log" &
  teller=$!
  began=$SECONDS
  if run "$name" $((wanted - long)) "${longest[$name]:-512}" && run "$name" "$long" 4096; then
    passed=$((passed + 1))
    printf '  ok     %s: %s executions in %d s\n' "$name" "$(executed "$log")" $((SECONDS - began))
  else
    failed=$((failed + 1))
    printf '  FAILED %s\n' "$name"
    tail -n 40 "$log"
  fi
  kill "$teller"
  wait "$teller" 2>/dev/null || true
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
