# shellcheck shell=bash
# Shared by the parts of ./x; sourced, never run. Everything runs from the project's root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

jobs=$(nproc)
export jobs

say() { printf '\033[1m%s\033[0m\n' "$*"; }
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "Some Debian packages are missing and only root can install them. Run as root: $*"
  fi
}

# Packages of packaging/debian-packages.txt for the given purposes that are not here yet.
missing_packages() {
  local purpose name wanted
  while read -r name wanted; do
    for purpose in "$@"; do
      [ "$wanted" = "$purpose" ] || continue
      # A node from elsewhere than Debian serves as well.
      case $name in nodejs | npm) command -v "${name%js}" >/dev/null && continue ;; esac
      dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || echo "$name"
    done
  done < <(grep -v '^#' packaging/debian-packages.txt)
}

install_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  as_root apt-get update -qq || fail "apt-get update failed: check this machine's Debian sources and network, then try again."
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" >/dev/null || fail "Installing failed: see apt's message above, then run ./x again."
}

# configure PRESET, build PRESET TARGET...
configure() {
  cmake --preset "$1" >"build-$1.log" 2>&1 || { cat "build-$1.log" >&2; fail "Configuring failed."; }
  rm -f "build-$1.log"
}
build() {
  local preset=$1
  shift
  configure "$preset"
  ninja -C "build/$preset" -j "$jobs" "$@"
}

# npm_install FOLDER: what its lock file says, once per change of the lock file.
npm_install() {
  local stamp="$1/node_modules/.installed"
  if [ -f "$stamp" ] && cmp -s "$stamp" "$1/package-lock.json"; then return; fi
  say "Installing npm packages of $1"
  npm ci --prefix "$1" --no-audit --no-fund --loglevel=error
  cp "$1/package-lock.json" "$stamp"
}
