#!/usr/bin/env bash
# Fetches the libLLVM of another version into artifacts/llvm/MAJOR, without installing it, and prints its path. To run tests with it:
#
#   BPF_LLVM_PATH=$(eng/llvm.sh 22) tests/Bpf.Compiler.Tests/bin/Debug/net10.0/Bpf.Compiler.Tests
#
# The package comes from the configured suites of this machine, because a library from a later suite needs a later C library.
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/apt.sh

[ $# -eq 1 ] || die "usage: llvm.sh MAJOR"
store=$PWD/artifacts/llvm/$1

find_library() { find "$store" -type f \( -name "libLLVM.so.$1.*" -o -name "libLLVM-$1.so*" \) 2>/dev/null | head -n 1; }

if [ -z "$(find_library "$1")" ]; then
    mkdir -p "$store"
    (cd "$store" && apt-get -qq -o APT::Sandbox::User=root download "libllvm$1" >&2) || die "no package libllvm$1; is 'apt-get update' needed?"
    dpkg-deb -x "$store"/libllvm*.deb "$store"
    rm -f "$store"/libllvm*.deb
fi
library=$(find_library "$1")
[ -n "$library" ] || die "libllvm$1 has no libLLVM"
echo "$library"
