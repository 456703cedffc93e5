#!/usr/bin/env bash
# ./x tidy [FILE...]: clang-tidy over the given sources, or all of ours (minutes of CPU).
# shellcheck source=tools/x/common.sh
source "$(dirname "$0")/common.sh"
install_packages build lint
build dev | tail -n 1
if [ $# -gt 0 ]; then
  files=("$@")
else
  mapfile -t files < <(git ls-files -- 'src/*.cc' 'tools/*.cc')
fi
printf '%s\n' "${files[@]}" | xargs -P "$jobs" -n 4 clang-tidy --quiet -p build/dev 2>/dev/null
