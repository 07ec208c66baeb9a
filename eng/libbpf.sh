#!/usr/bin/env bash
# Unpacks a libbpf of at least 1.4 for the tests and benchmarks that compare with it, and installs nothing.
#
#   eng/libbpf.sh        print the folder (its include/ and libbpf.a); fetches it first from the backports of this Debian where needed
#
# Link with: gcc -I FOLDER/include program.c FOLDER/libbpf.a -lelf -lz. Needs apt and Debian's archive keyring, libelf-dev, zlib1g-dev.
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/apt.sh
store=$PWD/artifacts/libbpf
apt_store=$store/apt
apt_suites=$(. /etc/os-release && echo "$VERSION_CODENAME $VERSION_CODENAME-backports")
apt_architectures=$(dpkg --print-architecture)

# Tests of several projects may come here at the same time.
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
