#!/usr/bin/env bash
# ./x lint [fix]: clang-format, clang-tidy on what changed, shellcheck, the web's linters.
# shellcheck source=tools/x/common.sh
source "$(dirname "$0")/common.sh"
install_packages build lint

sources() { git ls-files --cached --others --exclude-standard -- '*.cc' '*.h'; }

if [ "${1:-}" = fix ]; then
  sources | xargs -r clang-format -i
  [ ! -f web/package.json ] || { npm_install web && npm run --silent --prefix web format; }
  exit 0
fi
say "clang-format"
sources | xargs -r clang-format --dry-run -Werror
say "shellcheck"
git ls-files x .ci/run '*.sh' | xargs -r shellcheck -x -e SC1091,SC2154
if [ -f web/package.json ]; then
  say "eslint and prettier"
  npm_install web
  npm run --silent --prefix web lint
fi
say "clang-tidy"
install_packages test
build dev | tail -n 1
# The folders that are clean already; none may leave this list.
clean="src/(base|link|wire|transport|congestion|forward|shard|runtime|negotiate|room|livekit|http"
clean+="|journal|conference|text|organisation|tasks|documents|store|office|paper)"
node tools/x/tidy.mjs build/dev "$jobs" "-clang-analyzer-*" "$clean"
