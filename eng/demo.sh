#!/usr/bin/env bash
# Builds and runs the MallocTop sample; arguments are passed to MallocTop.
set -euo pipefail
directory=$(cd "$(dirname "$0")" && pwd)
. "$directory/prerequisites.sh"
need_dotnet
need_llvm

project=$directory/../samples/MallocTop
log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Building samples/MallocTop (C# → IL → BPF object → executable)…" >&2
if ! dotnet build "$project" -c Release -nologo -v minimal >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi

rm -f "$log"
exec "$project/bin/Release/net10.0/MallocTop" "$@"
