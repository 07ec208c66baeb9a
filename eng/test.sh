#!/usr/bin/env bash
# Runs all tests: installs what they need, builds the solution, runs every test project, and prints the totals last.
#   --full    also the long campaigns (thousands of random programs, mutated objects, soak tests)
#   --quick   only tests that need no root, no kernel feature and no packages besides .NET and libLLVM; takes minutes, not half an hour
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. eng/prerequisites.sh
quick=
for argument in "$@"; do
    case $argument in
    # Programs that the verifier follows to its limit take minutes in emulation.
    --full) export BPF_LONG_TESTS=1 BPF_RANDOM_PROGRAMS=5000 BPF_BOOT_SECONDS=900 ;;
    --quick) quick=1 ;;
    *) echo "usage: eng/test.sh [--full | --quick]" >&2; exit 2 ;;
    esac
done

# What --quick runs: each project, with a filter if only a part of it qualifies.
quick_tests() {
    cat <<'TABLE'
tests/Bpf.Analyzers.Tests/Bpf.Analyzers.Tests.csproj
tests/Bpf.CodeFixes.Tests/Bpf.CodeFixes.Tests.csproj Category!=Full
tests/Bpf.Generators.Tests/Bpf.Generators.Tests.csproj
tests/Bpf.Compiler.Tests/Bpf.Compiler.Tests.csproj Category!=Full
tests/Bpf.Runtime.Tests/Bpf.Runtime.Tests.csproj
tests/Bpf.Attach.Tests/Bpf.Attach.Tests.csproj Category=Quick
tests/Bpf.Symbols.Tests/Bpf.Symbols.Tests.csproj Category=Quick
tests/Bpf.Profiling.Tests/Bpf.Profiling.Tests.csproj Category=Quick
TABLE
}

results=$(mktemp -d)
mounted=()
failed_steps=0

clean_up() {
    local point
    for point in "${mounted[@]}"; do
        umount "$point" 2>/dev/null || echo "$point stays mounted" >&2
    done
    rm -rf "$results"
}
trap clean_up EXIT

# run_tests PROJECT OPTION… : runs the tests of a built project.
run_tests() {
    local project=$1 name
    shift
    name=$(basename "$project" .csproj)
    echo "== $name"
    dotnet test "$project" "$@" -nologo -v quiet --logger "console;verbosity=minimal" --logger "trx;LogFileName=$name.trx" --results-directory "$results" ||
        failed_steps=$((failed_steps + 1))
    [ -s "$results/$name.trx" ] || { echo "$name wrote no result file" >&2; failed_steps=$((failed_steps + 1)); }
}

# Sums a counter over all result files.
sum() {
    local total=0 value
    for value in $(grep -ohE "<Counters [^>]*" "$results"/*.trx 2>/dev/null | grep -oE " $1=\"[0-9]+" | grep -oE '[0-9]+$'); do
        total=$((total + value))
    done
    echo "$total"
}

# Prints the totals as the last line, and fails if a test or a step failed.
finish() {
    local executed passed failed skipped
    executed=$(sum total)
    passed=$(sum passed)
    failed=$(($(sum failed) + $(sum error) + $(sum timeout) + $(sum aborted)))
    skipped=$((executed - passed - failed))
    [ "$failed_steps" -eq 0 ] || [ "$failed" -gt 0 ] || failed=$failed_steps
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
}

need_dotnet
if [ -n "$quick" ]; then
    # Tests that need root or a kernel feature are skipped without it.
    unset BPF_REQUIRE_KERNEL
    export BPF_QUICK_TESTS=1
    find_llvm || { echo "libLLVM 15 or newer is required: apt install libllvm19, dnf install llvm-libs, pacman -S llvm-libs, or set BPF_LLVM_PATH" >&2; exit 1; }
    # One after the other, because parallel builds of several projects would write the same files.
    while read -r -u 3 project filter; do
        dotnet build "$project" -nologo -v quiet || exit 1
    done 3< <(quick_tests)
    while read -r -u 3 project filter; do
        run_tests "$project" --no-build ${filter:+--filter "$filter"}
    done 3< <(quick_tests)
    cat <<'LEFT_OUT'
Left out: everything that loads or attaches programs, other versions of LLVM, objects of clang, random programs, the corpus of wrong programs, the bpf command, packages and publishing, samples, other kernels.
For those, run eng/test.sh without --quick, as root.
LEFT_OUT
    finish
    exit
fi

need_llvm
# Peers, targets and other kernels for the tests. A user of the package needs none of these.
install_packages gcc binutils libc6-dev libllvm19 clang-19 llvm-19 lld-19 zlib1g-dev bpftool libbpf-dev libbpf-tools libelf-dev cpio qemu-system-x86 qemu-system-arm gcc-aarch64-linux-gnu libc6-dev-arm64-cross
# A Go program, stripped.
install_packages fzf
# Targets in other languages are built with any compiler for the language.
command -v g++ >/dev/null 2>&1 || install_packages g++
command -v rustc >/dev/null 2>&1 || install_packages rustc
# Programs that the samples trace: a TLS client and any JDK.
install_packages curl util-linux xz-utils
command -v javac >/dev/null 2>&1 || install_packages default-jdk-headless

# mount_missing TYPE POINT : mounts a kernel file system there while the tests run.
mount_missing() {
    [ "$(id -u)" -eq 0 ] || return 0
    mkdir -p "$2" 2>/dev/null
    if mount -t "$1" "$1" "$2" 2>/dev/null; then mounted+=("$2"); else echo "$1 cannot be mounted at $2; its tests will be skipped" >&2; fi
}

# Systemd mounts these; a container or a minimal image may not.
grep -q ' /sys/fs/bpf bpf ' /proc/mounts || mount_missing bpf /sys/fs/bpf
grep -q ' /sys/kernel/tracing tracefs ' /proc/mounts || mount_missing tracefs /sys/kernel/tracing
# Any mount point works for cgroups; some systems have only version 1 at the usual one.
grep -q ' cgroup2 ' /proc/mounts || mount_missing cgroup2 "$results/cgroup"

dotnet build Bpf.Sdk.sln -nologo -v minimal || exit 1

for project in tests/*/*.csproj; do
    case $project in *.Guest.csproj) continue ;; esac
    # Measurements need optimized code.
    options=(--no-build)
    case $project in *Bpf.Benchmarks.csproj) [ -z "${BPF_LONG_TESTS:-}" ] || options=(-c Release) ;; esac
    run_tests "$project" "${options[@]}"
done

finish
