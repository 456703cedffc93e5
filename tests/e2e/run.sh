#!/usr/bin/env bash
# tests/e2e/run.sh build/PRESET [NAME...]: the page in real browsers against the real server.
# Needs web/dist (built here if it is missing) and Debian's chromium. Last line: "N passed, N failed".
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$(cd "${1:?which build? for example build/dev}" && pwd)
shift

install() {
  local stamp="$1/node_modules/.installed"
  if [ -f "$stamp" ] && cmp -s "$stamp" "$1/package-lock.json"; then return; fi
  npm ci --prefix "$1" --no-audit --no-fund --loglevel=error >&2
  cp "$1/package-lock.json" "$stamp"
}

install "$here"
install "$root/web"
if [ -z "$(find "$root/web/dist/index.html" -newer "$root/web/package-lock.json" 2>/dev/null)" ] ||
  [ -n "$(find "$root/web/src" "$root/web/index.html" -newer "$root/web/dist/index.html" -print -quit)" ]; then
  npm run --silent --prefix "$root/web" build >&2
fi
exec node "${DIEMCAU_SUITES:-$here/main.mjs}" "$build" "$root/web/dist" "$@"
