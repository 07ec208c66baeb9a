#!/usr/bin/env bash
# Measures how much longer dotnet build takes with BPF code: builds two copies of a project alternately after the same edits, one with BpfEnabled=false.
# Prints the median and range of the pairwise differences in seconds, next to the limits.
# Usage: eng/build-speed.sh [ROUNDS]   (default 5). FEED=DIRECTORY reuses the packages of an earlier run.
set -euo pipefail
export LC_ALL=C
directory=$(cd "$(dirname "$0")" && pwd)
. "$directory/prerequisites.sh"
need_dotnet
need_llvm

rounds=${1:-5}
version=0.1.0-speed
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
feed=${FEED:-$work/feed}
if [ ! -e "$feed/Bpf.Sdk.$version.nupkg" ]; then
    echo "Packing…" >&2
    for project in Bpf.Abstractions Bpf.Objects Bpf Bpf.Vmlinux Bpf.Symbols Bpf.Runtime Bpf.Sdk; do
        dotnet pack "$directory/../src/$project" -c Release -o "$feed" "-p:PackageVersion=$version" -nologo -v quiet >&2
    done
fi

machine=${NUGET_PACKAGES:-$HOME/.nuget/packages}
cat >"$work/nuget.config" <<END
<configuration>
  <config><add key="globalPackagesFolder" value="$work/packages" /></config>
  <packageSources><add key="speed" value="$feed" /></packageSources>
  <fallbackPackageFolders>$([ -d "$machine" ] && echo "<add key=\"machine\" value=\"$machine\" />")</fallbackPackageFolders>
</configuration>
END

make_project() { # NAME, BPF
    mkdir -p "$work/$1"
    cat >"$work/$1/Speed.csproj" <<END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
    <Nullable>enable</Nullable>
    <BpfEnabled>$2</BpfEnabled>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="Bpf.Sdk" Version="$version" /></ItemGroup>
</Project>
END
    cp "$directory/../tests/Bpf.Sdk.Tests/Consumer/Probes.cs" "$work/$1/"
    cat >"$work/$1/Program.cs" <<'END'
using System;
using Consumer;

using ProbesSkeleton skeleton = ProbesSkeleton.Open();
Console.WriteLine(Service.Describe(0));
END
    cat >"$work/$1/Service.cs" <<'END'
using System;

namespace Consumer;

static class Service
{
    public static string Describe(int number) => $"number {number}";
    // more
}
END
}

# Each edit produces new text.
edit() { # KIND, PROJECT, ROUND
    case $1 in
        nothing) ;;
        host-body) sed -i "s/number [0-9]*{number}/number $3{number}/; s/\"number {/\"number $3{/" "$2/Service.cs" ;;
        host-method) sed -i "s|    // more|    public static int More$3(int value) => value + $3;\n    // more|" "$2/Service.cs" ;;
        host-class) printf 'namespace Consumer;\n\npublic sealed class Added%s(int value)\n{\n    public int Value { get; set; } = value;\n}\n' "$3" >"$2/Added$3.cs" ;;
        host-signature) sed -i "s/Describe(int number[^)]*)/Describe(int number, int base$3 = $3)/" "$2/Service.cs" ;;
        probe) sed -i "s/Last.Update([0-9]*, value)/Last.Update($((100 + $3)), value)/" "$2/Probes.cs" ;;
    esac
}

build() { # PROJECT; prints milliseconds
    local start end
    start=$(date +%s%N)
    dotnet build "$work/$1" --no-restore -nologo -v quiet -clp:NoSummary >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    end=$(date +%s%N)
    echo $(((end - start) / 1000000))
}

make_project with true
make_project without false
for project in with without; do
    dotnet restore "$work/$project" -v quiet >&2
    build "$project" >/dev/null
    build "$project" >/dev/null
done

echo "load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores, $rounds pairs each"
printf '%-16s %8s %8s %8s %8s %8s %6s\n' edit without with median least most bar
for kind in nothing:0 host-body:0.3 host-method:0.3 host-class:0.3 host-signature:0.3 probe:1.2; do
    bar=${kind#*:}
    kind=${kind%:*}
    : >"$work/pairs"
    for ((round = 1; round <= rounds; round++)); do
        for project in with without; do edit "$kind" "$work/$project" "$round"; done
        if ((round % 2)); then
            with=$(build with)
            without=$(build without)
        else
            without=$(build without)
            with=$(build with)
        fi
        echo "$without $with $((with - without))" >>"$work/pairs"
    done

    median() { sort -n | awk '{ v[NR] = $1 } END { printf "%.2f", (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2000 }'; }
    printf '%-16s %8s %8s %8s %8s %8s %6s\n' "$kind" \
        "$(cut -d' ' -f1 "$work/pairs" | median)" "$(cut -d' ' -f2 "$work/pairs" | median)" "$(cut -d' ' -f3 "$work/pairs" | median)" \
        "$(cut -d' ' -f3 "$work/pairs" | sort -n | head -1 | awk '{ printf "%.2f", $1 / 1000 }')" \
        "$(cut -d' ' -f3 "$work/pairs" | sort -n | tail -1 | awk '{ printf "%.2f", $1 / 1000 }')" "$bar"
done
echo "load $(cut -d' ' -f1-3 /proc/loadavg)"
