#!/usr/bin/env bash
# ./x package: builds the release preset and the page, and makes a .deb in build/release.
# shellcheck source=tools/x/common.sh
source "$(dirname "$0")/common.sh"
install_packages build package
npm_install web
say "Building the page"
npm run --silent --prefix web build
say "Building the program (release)"
build release diemcau
say "Packing"
(cd build/release && cpack -G DEB >cpack.log 2>&1) ||
  fail "Packing failed; see build/release/cpack.log."
ls -1 build/release/*.deb
