#!/usr/bin/env bash
# tests/thread/run.sh build/PRESET [NAME...]: the conference itself, carried by people in real
# browsers in the demo's made-up organisation. Last line: "N passed, N failed".
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
exec env DIEMCAU_SUITES="$here/main.mjs" "$root/tests/e2e/run.sh" "$@"
