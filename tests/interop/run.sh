#!/usr/bin/env bash
# run.sh build/<preset>: the real server against real clients: our simulated sites and LiveKit's
# SDKs. The last line is "N passed, N failed".
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
DIEMCAU_BUILD=$(cd "${1:?usage: run.sh build/PRESET}" && pwd)
export DIEMCAU_BUILD
cd "$root/tests/interop"

stamp=node_modules/.installed
if ! cmp -s "$stamp" package-lock.json; then
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json "$stamp"
fi
DIEMCAU_CLIPS=${DIEMCAU_CLIPS:-$root/build/clips}
export DIEMCAU_CLIPS
"$root/tools/sites/make_clips.sh" "$DIEMCAU_CLIPS" 4

passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for file in *.test.mjs; do
  status=0
  node --test --test-reporter=spec "$file" >"$log" 2>&1 || status=$?
  sed 's/^/  /' "$log"
  ok=$(sed -n 's/^[^a-z]*pass \([0-9]*\)$/\1/p' "$log" | tail -1)
  bad=$(sed -n 's/^[^a-z]*fail \([0-9]*\)$/\1/p' "$log" | tail -1)
  # A program that died without saying so has failed.
  if [ "$status" -ne 0 ] && [ "${bad:-0}" -eq 0 ]; then bad=1; fi
  passed=$((passed + ${ok:-0}))
  failed=$((failed + ${bad:-0}))
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
