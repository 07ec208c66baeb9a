#!/usr/bin/env bash
# Writes src/Bpf.ReferenceKernels/kernel-types.bin: the types of the kernels in eng/kernels.sh, which the compiler checks declarations of kernel types against.
# The output is reproducible. Update docs/kernel-types.md with the packages that this prints.
#
#   eng/kernel-types.sh [OUT]
set -euo pipefail
cd "$(dirname "$0")/.."
output=${1:-src/Bpf.ReferenceKernels/kernel-types.bin}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

arguments=()
for name in $(eng/kernels.sh names); do
    eng/kernels.sh btf "$name" "$work/$name.btf"
    package=$(eng/kernels.sh version "$name")
    echo "$name: $package"
    arguments+=("${name%%-*}" "${name#*-}" "$package" "$work/$name.btf")
done
dotnet run --project eng/kernel-types -- "$output" "${arguments[@]}"
