#!/usr/bin/env bash
# Writes kernel-types.bin and kernel-functions.bin in src/Bpf.ReferenceKernels: the types and functions of the kernels in eng/kernels.sh, which declarations are
# checked against. The output is reproducible. Update docs/kernel-types.md with the packages that this prints.
#
#   eng/kernel-types.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
output=${1:-src/Bpf.ReferenceKernels}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

arguments=()
for name in $(eng/kernels.sh names); do
    eng/kernels.sh btf "$name" "$work/$name.btf"
    package=$(eng/kernels.sh version "$name")
    echo "$name: $package"
    arguments+=("${name%%-*}" "${name#*-}" "$package" "$work/$name.btf")
done
dotnet run --project eng/kernel-types -- "$output/kernel-types.bin" "$output/kernel-functions.bin" eng/system-calls/system-calls.tsv "${arguments[@]}"
