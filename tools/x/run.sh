#!/usr/bin/env bash
# ./x run [--no-demo] [flags of 'diemcau serve']: installs, builds and starts the server with a
# made-up conference in session whose rooms are simulated sites. DIEMCAU_PRESET chooses the build
# (dev), DIEMCAU_DEMO_SITES how many rooms.
# shellcheck source=tools/x/common.sh
source "$(dirname "$0")/common.sh"

preset=${DIEMCAU_PRESET:-dev}
data=${DIEMCAU_DATA:-data}
demo_sites=${DIEMCAU_DEMO_SITES:-12}
demo=yes
port=${DIEMCAU_PORT:-7880}
flags=()
while [ $# -gt 0 ]; do
  case $1 in
    --no-demo) demo=no ;;
    --port)
      port=${2:-}
      flags+=("$1" "$port")
      shift
      ;;
    --port=*)
      port=${1#--port=}
      flags+=("$1")
      ;;
    *) flags+=("$1") ;;
  esac
  shift
done

build_web() {
  npm_install web
  if [ -f web/dist/index.html ] &&
    [ -z "$(find web/src web/public web/index.html web/package-lock.json -newer web/dist/index.html -print -quit 2>/dev/null)" ]; then
    return
  fi
  say "Building the page"
  npm run --silent --prefix web build
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

# The first key of the server's own file: what lets the simulated sites in.
read_key() { sed -n '/^\[keys\]/,$s/^\([^ #=]*\) *= *"\(.*\)"$/\1 \2/p' "$data/keys.toml" | head -n 1; }

run_demo() {
  local key secret
  until answers; do sleep 0.2; done
  nice tools/sites/make_clips.sh build/clips/conference "$demo_sites" "$data/demo-sites.txt" >build/clips.log 2>&1 ||
    fail "The demo's clips could not be made; see build/clips.log. The server runs without them."
  read -r key secret < <(read_key)
  # By the environment, which others on the machine cannot read.
  export DIEMCAU_API_KEY=$key DIEMCAU_API_SECRET=$secret
  exec "build/$preset/diemcau-sites" --url "ws://127.0.0.1:$port" --room conference-1 \
    --first-site 1 --sites "$demo_sites" --clips build/clips/conference >build/demo.log 2>&1
}

if [ "$demo" = yes ]; then install_packages build demo; else install_packages build; fi
build_web
say "Building the server ($preset); the first time takes some minutes"
targets=(diemcau)
[ "$demo" = no ] || targets+=(diemcau-sites)
build "$preset" "${targets[@]}"

serve=("build/$preset/diemcau" serve --data "$data" --web web/dist --open-rooms)
[ "$demo" = yes ] || exec "${serve[@]}" "${flags[@]}"

# A process group of its own, so that everything in it can be stopped.
set -m
run_demo &
demo_group=$!
set +m
trap 'kill -- "-$demo_group" 2>/dev/null || true' EXIT
say "The conference's $demo_sites simulated rooms show their pictures once their clips are made"
# Killed without warning, as the demo's second act has it, it comes back by itself.
while true; do
  status=0
  "${serve[@]}" --demo-conference "$demo_sites" "${flags[@]}" || status=$?
  [ "$status" -eq 137 ] || exit "$status"
  say "The server was killed. It starts again; what was acknowledged stands"
done
