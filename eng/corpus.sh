#!/usr/bin/env bash
# Measures a directory with wrong/ and right/ programs: who reports which mistake. Prints a line per program, then figures by class and in total.
#
#   eng/corpus.sh [DIR]     tests/Bpf.Corpus.Tests by default, whose README.md says what a program looks like
#
# Needs root, because it loads the programs.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
directory=$(realpath "${1:-$root/tests/Bpf.Corpus.Tests}")
report=$(mktemp)
trap 'rm -f "$report"' EXIT
dotnet build "$root/tests/Bpf.Corpus.Tests" -nologo -v quiet >&2
BPF_CORPUS=$directory BPF_CORPUS_REPORT=$report BPF_REQUIRE_KERNEL=1 \
    "$root/tests/Bpf.Corpus.Tests/bin/Debug/net10.0/Bpf.Corpus.Tests" -class '*OutsideCorpusTests' >&2
cat "$report"
