#!/usr/bin/env bash
# Runs all tests: installs what they need, builds the solution, runs every test project, and ends with the sum.
#   --full   also the long campaigns (thousands of random programs, mutated objects, soak)
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. eng/prerequisites.sh
for argument in "$@"; do
    case $argument in
    --full) export BPF_LONG_TESTS=1 BPF_RANDOM_PROGRAMS=5000 ;;
    *) echo "usage: eng/test.sh [--full]" >&2; exit 2 ;;
    esac
done

need_dotnet
need_llvm
# Peers, targets and other kernels for the tests; a user of the package needs none of these.
install_packages gcc binutils libc6-dev libllvm19 clang-19 llvm-19 lld-19 zlib1g-dev bpftool libbpf-dev libbpf-tools libelf-dev cpio qemu-system-x86 qemu-system-arm gcc-aarch64-linux-gnu libc6-dev-arm64-cross
# A Go program, stripped.
install_packages fzf
# Targets of other languages are built with any compiler of the language.
command -v g++ >/dev/null 2>&1 || install_packages g++
command -v rustc >/dev/null 2>&1 || install_packages rustc
# What the samples trace: a TLS client, and any JDK.
install_packages curl util-linux xz-utils
command -v javac >/dev/null 2>&1 || install_packages default-jdk-headless

results=$(mktemp -d)
mounted=()

clean_up() {
    local point
    for point in "${mounted[@]}"; do
        umount "$point" 2>/dev/null || echo "$point stays mounted" >&2
    done
    rm -rf "$results"
}
trap clean_up EXIT

# mount_missing TYPE POINT : mounts a file system of the kernel there for the time of the tests.
mount_missing() {
    [ "$(id -u)" -eq 0 ] || return 0
    mkdir -p "$2" 2>/dev/null
    if mount -t "$1" "$1" "$2" 2>/dev/null; then mounted+=("$2"); else echo "$1 cannot be mounted at $2; its tests will skip" >&2; fi
}

# Systemd mounts these; a container or a small image may not have them.
grep -q ' /sys/fs/bpf bpf ' /proc/mounts || mount_missing bpf /sys/fs/bpf
grep -q ' /sys/kernel/tracing tracefs ' /proc/mounts || mount_missing tracefs /sys/kernel/tracing
# Any place will do for a cgroup; some systems have only the first version in the usual one.
grep -q ' cgroup2 ' /proc/mounts || mount_missing cgroup2 "$results/cgroup"

failed_steps=0
dotnet build Bpf.Sdk.sln -nologo -v minimal || exit 1

for project in tests/*/*.csproj; do
    case $project in *.Guest.csproj) continue ;; esac
    name=$(basename "$project" .csproj)
    echo "== $name"
    # What is measured is optimised code.
    options=(--no-build)
    [ "$name" != Bpf.Benchmarks ] || [ -z "${BPF_LONG_TESTS:-}" ] || options=(-c Release)
    dotnet test "$project" "${options[@]}" -nologo -v quiet --logger "console;verbosity=minimal" --logger "trx;LogFileName=$name.trx" --results-directory "$results" || failed_steps=$((failed_steps + 1))
    [ -s "$results/$name.trx" ] || { echo "$name wrote no result file" >&2; failed_steps=$((failed_steps + 1)); }
done

# Sums the counters of all result files.
sum() {
    local total=0 value
    for value in $(grep -ohE "<Counters [^>]*" "$results"/*.trx 2>/dev/null | grep -oE " $1=\"[0-9]+" | grep -oE '[0-9]+$'); do
        total=$((total + value))
    done
    echo "$total"
}

executed=$(sum total)
passed=$(sum passed)
failed=$(($(sum failed) + $(sum error) + $(sum timeout) + $(sum aborted)))
skipped=$((executed - passed - failed))
[ "$failed_steps" -eq 0 ] || [ "$failed" -gt 0 ] || failed=$failed_steps
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
