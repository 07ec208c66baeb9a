#!/usr/bin/env bash
# Loads random programs with indexes of all kinds on the kernels of eng/kernels.sh, and counts how many each verifier refuses.
#
#   eng/random-kernels.sh [COUNT [FIRST [KERNEL…]]]     200 programs from number 2000000, Debug and Release, on all x86_64 kernels by default
#
# Needs root, qemu and what tests/Bpf.KernelMatrix needs. Writes to artifacts/random-kernels: KERNEL.txt has one line per program. A boot takes minutes,
# because the kernels run in software emulation.
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-200} first=${2:-2000000}
shift $(($# < 2 ? $# : 2))
[ $# -gt 0 ] || set -- x86_64-5.10 x86_64-6.1 x86_64-6.12 x86_64-7.3
store=$PWD/artifacts/random-kernels
rm -rf "$store"
mkdir -p "$store/root/random-objects"

dotnet build tests/Bpf.Differential.Tests -c Release -nologo -v quiet
BPF_RANDOM_OBJECTS=$store/root/random-objects BPF_RANDOM_PROGRAMS=$count BPF_RANDOM_SEED=$first \
    tests/Bpf.Differential.Tests/bin/Release/net10.0/Bpf.Differential.Tests -method '*RandomProgramTests.ObjectsForOldKernelsLoad' >"$store/objects.txt" || { cat "$store/objects.txt" >&2; exit 1; }
dotnet publish tests/Bpf.KernelMatrix.Guest -c Release -r linux-x64 -o "$store/guest" -nologo -v quiet
cp "$store/guest/Bpf.KernelMatrix.Guest" "$store/root/init"
eng/kernels.sh initramfs x86_64 "$store/root" "$store/image.cpio.gz"
objects=$(find "$store/root/random-objects" -name '*.o' | wc -l)
for kernel; do
    BPF_BOOT_SECONDS=${BPF_BOOT_SECONDS:-3600} eng/kernels.sh boot "$kernel" "$store/image.cpio.gz" | tr -d '\r' | grep -E '^(KERNEL|OBJECT|LOADED|END)' >"$store/$kernel.txt" || true
    # grep -c prints 0 and fails when nothing matches; 0 is an answer here.
    echo "$kernel: $(grep -c '^OBJECT .* OK' "$store/$kernel.txt") of $objects loaded, $(grep -c '^OBJECT .* REFUSED' "$store/$kernel.txt" || true) refused, $(grep -c '^OBJECT .* FAILED' "$store/$kernel.txt" || true) failed; $(grep '^LOADED' "$store/$kernel.txt" || echo 'the boot did not finish')"
    grep -E '^OBJECT .* (REFUSED|FAILED)' "$store/$kernel.txt" || true
done
