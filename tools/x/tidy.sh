#!/usr/bin/env bash
# ./x tidy [FILE...]: clang-tidy over the given sources or all of ours, also by the static analyser,
# which takes most of the time; `./x lint` does the same without it.
# shellcheck source=tools/x/common.sh
source "$(dirname "$0")/common.sh"
install_packages build lint
build dev | tail -n 1
node tools/x/tidy.mjs build/dev "$jobs" "" "src|tools|bench" "$@"
