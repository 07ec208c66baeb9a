#!/usr/bin/env bash
# Writes src/Bpf.ReferenceKernels/kfuncs.tsv: the functions of the kernels in eng/kernels.sh that programs may call (kfuncs), with what the verifier knows about
# each, and the kinds of programs that may call it, which is tried in guests (eng/kfuncs/init.c).
#
#   eng/kfuncs.sh
#
# Needs gcc, objcopy, and what eng/kernels.sh needs to boot and unpack.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/root"
gcc -static -O1 -o "$work/root/init" eng/kfuncs/init.c
touch "$work/root/kfuncs"
arguments=()
# Newest first: old kernels do not mark such functions in their BTF, so they are asked about those of the newer ones.
for name in $(eng/kernels.sh names | grep x86_64 | sort -rV); do
    eng/kernels.sh initramfs x86_64 "$work/root" "$work/image"
    eng/kernels.sh boot "$name" "$work/image" >"$work/$name.txt"
    awk '$1 == "K" { print $2 }' "$work/$name.txt" | sort -u - "$work/root/kfuncs" >"$work/names"
    mv "$work/names" "$work/root/kfuncs"
    eng/kernels.sh vmlinux "$name" "$work/vmlinux"
    : >"$work/$name.ids"
    objcopy -O binary --only-section=.BTF_ids --set-section-flags .BTF_ids=alloc "$work/vmlinux" "$work/$name.ids"
    arguments+=("${name#*-}" "$work/$name.txt" "$work/$name.ids")
done
dotnet run eng/kfuncs/Generate.cs -- src/Bpf.ReferenceKernels/kfuncs.tsv "${arguments[@]}"
