#!/usr/bin/env bash
# Writes src/Bpf.ReferenceKernels/tracepoints.tsv: the tracepoints of the kernels in eng/kernels.sh with their categories, without system calls, read in
# guests (eng/tracepoints/init.c).
#
#   eng/tracepoints.sh
#
# Needs gcc, aarch64-linux-gnu-gcc, and what eng/kernels.sh needs to boot.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for compiler in x86_64:gcc aarch64:aarch64-linux-gnu-gcc; do
    architecture=${compiler%%:*}
    mkdir "$work/$architecture"
    "${compiler#*:}" -static -O1 -o "$work/$architecture/init" eng/tracepoints/init.c
    eng/kernels.sh initramfs "$architecture" "$work/$architecture" "$work/$architecture.img"
done
for name in $(eng/kernels.sh names); do
    eng/kernels.sh boot "$name" "$work/${name%%-*}.img" >"$work/$name.txt"
done
{
    echo "# The tracepoints of the reference kernels, by category (eng/tracepoints.sh)."
    grep -ahoE 'TRACEPOINT [A-Za-z0-9_-]+ [A-Za-z0-9_-]+' "$work"/*-*.txt | awk '$2 != "syscalls" {print $2 "\t" $3}' | LC_ALL=C sort -u |
        awk -F'\t' '{ if ($1 == category) names = names " " $2; else { if (category) print category "\t" names; category = $1; names = $2 } }
            END { print category "\t" names }'
} >src/Bpf.ReferenceKernels/tracepoints.tsv
