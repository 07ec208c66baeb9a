#!/usr/bin/env bash
# Unpacks libbpf 1.4 or newer for the tests and benchmarks that compare with it. Installs nothing.
#
#   eng/libbpf.sh        print the folder (with include/ and libbpf.a), after fetching it from the backports of this Debian release if needed
#
# Link with: gcc -I FOLDER/include program.c FOLDER/libbpf.a -lelf -lz. Needs apt and Debian's archive keyring, libelf-dev, zlib1g-dev.
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/apt.sh
store=$PWD/artifacts/libbpf
apt_store=$store/apt
apt_suites=$(. /etc/os-release && echo "$VERSION_CODENAME $VERSION_CODENAME-backports")
apt_architectures=$(dpkg --print-architecture)

# Tests of several projects may call this in parallel.
mkdir -p "$store"
exec 9>"$store/lock"
flock 9

if [ ! -e "$store/libbpf.a" ]; then
    update_lists
    # shellcheck disable=SC2046
    version=$(apt-cache $(apt_options) madison libbpf-dev | awk '{print $3}' | sort -V | tail -n 1)
    dpkg --compare-versions "${version:-0}" ge 1:1.4 || die "no libbpf of at least 1.4 in $apt_suites"
    rm -rf "$store/deb"
    mkdir -p "$store/deb"
    # shellcheck disable=SC2046
    (cd "$store/deb" && apt-get $(apt_options) download "libbpf-dev=$version")
    dpkg-deb -x "$store"/deb/*.deb "$store/deb/root"
    rm -rf "$store/include"
    mv "$store/deb/root/usr/include" "$store/include"
    mv "$store"/deb/root/usr/lib/*/libbpf.a "$store/libbpf.a"
    rm -rf "$store/deb"
fi
echo "$store"
