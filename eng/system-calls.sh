#!/usr/bin/env bash
# Writes eng/system-calls/system-calls.tsv and src/Shared/SystemCalls/SystemCallTable.g.cs: the system calls of the kernels in eng/kernels.sh, read in guests
# (eng/system-calls/init.c). Then run eng/kernel-types.sh, which puts the prototypes into the table of functions.
#
#   eng/system-calls.sh
#
# Needs gcc, aarch64-linux-gnu-gcc, and what eng/kernels.sh needs to boot.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for compiler in x86_64:gcc aarch64:aarch64-linux-gnu-gcc; do
    architecture=${compiler%%:*}
    mkdir "$work/$architecture"
    "${compiler#*:}" -static -O1 -o "$work/$architecture/init" eng/system-calls/init.c
    eng/kernels.sh initramfs "$architecture" "$work/$architecture" "$work/$architecture.img"
done
for name in $(eng/kernels.sh names); do
    eng/kernels.sh boot "$name" "$work/${name%%-*}.img" >"$work/$name.txt"
done
dotnet run eng/system-calls/Generate.cs -- "$work"/*-*.txt
