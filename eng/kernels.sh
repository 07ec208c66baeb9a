#!/usr/bin/env bash
# Fetches Debian kernels and boots test programs on them in qemu (software emulation).
#
#   eng/kernels.sh fetch [NAME…]             download kernels into artifacts/kernels/NAME/vmlinuz (all by default)
#   eng/kernels.sh initramfs ARCH DIR OUT    pack DIR (its ./init is started as process 1) with the C library of ARCH into OUT
#   eng/kernels.sh boot NAME INITRAMFS [VMLINUZ]
#                                            boot (VMLINUZ instead of the kernel of that name) and print what the guest writes to its console; ends when the
#                                            guest powers off, or after BPF_BOOT_SECONDS (240)
#   eng/kernels.sh libraries ARCH OUT        put the C library of ARCH, from Debian, into the root file system OUT
#   eng/kernels.sh vmlinux NAME OUT          unpack the kernel, with its BTF, into the ELF file OUT
#   eng/kernels.sh btf NAME OUT              write the kernel's BTF into the file OUT
#   eng/kernels.sh version NAME              print the version of the kernel's package
#   eng/kernels.sh names                     list the kernel names
#
# NAME is ARCH-VERSION, for example x86_64-6.12 or aarch64-6.12. Needs apt and Debian's archive keyring; to boot, cpio, qemu-system-x86, qemu-system-arm;
# to unpack, zstd, xz-utils, lz4. BPF_KERNELS is another folder for the kernels: `bpf verify` contains this script and keeps them in the user's cache.
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/apt.sh
store=${BPF_KERNELS:-$PWD/artifacts/kernels}

# name            suite              Debian architecture
kernels() {
    cat <<'TABLE'
x86_64-5.10 bullseye amd64
x86_64-6.1 bookworm amd64
x86_64-6.12 trixie amd64
x86_64-7.3 trixie-backports amd64
aarch64-6.12 trixie arm64
TABLE
}

apt_store=$store/apt
apt_suites=$(kernels | awk '{print $2}' | sort -u)
apt_architectures="amd64 arm64"

# The newest cloud kernel package of a version line. Since 7.3, the image is in a linux-binary package.
package_of() {
    local version=$1 architecture=$2
    # shellcheck disable=SC2046
    apt-cache $(apt_options) search --names-only "^linux-(image|binary)-$version\.[0-9].*-cloud-$architecture$" |
        awk '{print $1}' | sort -t- -k2,2 -k3,3V | awk -F- '{ if ($2 == "binary") binary = $0; else image = $0 } END { print binary != "" ? binary : image }'
}

# Kernels are booted, and therefore fetched, in parallel.
fetch_one() {
    [ ! -s "$store/$1/vmlinuz" ] || return 0
    mkdir -p "$store"
    (
        flock 9
        fetch_alone "$1"
    ) 9>"$store/lock"
}

fetch_alone() {
    local name=$1 architecture version package deb
    [ ! -s "$store/$name/vmlinuz" ] || return 0
    architecture=$(kernels | awk -v n="$name" '$1 == n {print $3}')
    [ -n "$architecture" ] || die "no kernel named $name (known: $(kernels | awk '{printf "%s ", $1}'))"
    version=${name#*-}
    update_lists
    package=$(package_of "$version" "$architecture")
    [ -n "$package" ] || die "no package for Linux $version on $architecture"
    rm -rf "$store/$name"
    mkdir -p "$store/$name"
    unpack_package "$package:$architecture" "$store/$name/deb"
    find "$store/$name/deb" -name 'config-*' -type f -exec mv {} "$store/$name/config" \;
    # Last, because it marks the folder as complete.
    find "$store/$name/deb" -name 'vmlinuz*' -type f -exec mv {} "$store/$name/vmlinuz" \;
    rm -rf "$store/$name/deb"
    [ -s "$store/$name/vmlinuz" ] || die "$package has no vmlinuz"
    echo "$name: $package"
}

# Downloads a package and unpacks it into a new folder.
unpack_package() {
    mkdir -p "$2"
    # shellcheck disable=SC2046
    (cd "$2" && apt-get $(apt_options) download "$1" && dpkg-deb -x ./*.deb . && rm ./*.deb) || die "cannot download $1"
}

# What a dynamically linked program needs, for an architecture that is not this machine's.
libraries() {
    local architecture=$1 root=$2 suite=trixie
    (
        mkdir -p "$store"
        flock 9
        update_lists
        rm -rf "$root" "$root.deb"
        architecture=$(kernels | awk -v a="$architecture-" 'index($1, a) == 1 {print $3; exit}')
        [ -n "$architecture" ] || die "unknown architecture $1"
        unpack_package "libc6:$architecture/$suite" "$root.deb"
        mkdir -p "$root/lib"
        find "$root.deb" \( -name libc.so.6 -o -name libm.so.6 -o -name 'ld-linux-*.so.*' \) -type f -exec cp {} "$root/lib/" \;
        rm -rf "$root.deb"
    ) 9>"$store/lock"
}

# The shared libraries that the programs in a directory need, in Debian's layout.
copy_libraries() {
    local architecture=$1 root=$2 program library
    case $architecture in
    x86_64)
        for program in $(find "$root" -type f -perm -u+x); do
            ldd "$program" 2>/dev/null | grep -oE '/[^ ]+' || true
        done | sort -u | while read -r library; do
            mkdir -p "$root$(dirname "$library")"
            cp -Ln "$library" "$root$library"
        done
        ;;
    aarch64)
        mkdir -p "$root/lib/aarch64-linux-gnu"
        for library in libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libgcc_s.so.1 ld-linux-aarch64.so.1; do
            for program in /usr/aarch64-linux-gnu/lib/$library /usr/lib/gcc-cross/aarch64-linux-gnu/*/$library; do
                [ ! -e "$program" ] || cp -L "$program" "$root/lib/aarch64-linux-gnu/"
            done
        done
        cp "$root/lib/aarch64-linux-gnu/ld-linux-aarch64.so.1" "$root/lib/"
        ;;
    *) die "unknown architecture $architecture" ;;
    esac
}

initramfs() {
    local architecture=$1 source=$2 output=$3 root
    root=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$root'" EXIT
    mkdir -p "$root"/{dev,proc,sys,tmp,run,etc}
    cp -R "$source/." "$root/"
    [ -x "$root/init" ] || die "$source has no executable init"
    mknod -m 600 "$root/dev/console" c 5 1
    mknod -m 666 "$root/dev/null" c 1 3
    copy_libraries "$architecture" "$root"
    mkdir -p "$(dirname "$output")"
    (cd "$root" && find . | cpio --quiet -o -H newc) | gzip -1 >"$output"
}

boot() {
    local name=$1 image=$2 kernel=${3:-$store/$1/vmlinuz} limit=${BPF_BOOT_SECONDS:-240}
    [ -s "$kernel" ] || fetch_one "$name"
    # -accel tcg: nested virtualization is often advertised but broken. no_timer_check: on a busy machine the emulated timer is late, which old kernels
    # treat as a fatal defect.
    case $name in
    x86_64-*)
        timeout --foreground "$limit" qemu-system-x86_64 -accel tcg,thread=single -cpu max -smp 2 -m 1024 -display none -serial stdio -monitor none -no-reboot \
            -kernel "$kernel" -initrd "$image" -append "console=ttyS0 quiet panic=-1 mitigations=off no_timer_check lsm=bpf" </dev/null
        ;;
    aarch64-*)
        timeout --foreground "$limit" qemu-system-aarch64 -accel tcg -M virt -cpu cortex-a72 -smp 2 -m 1024 -display none -serial stdio -monitor none -no-reboot \
            -kernel "$kernel" -initrd "$image" -append "console=ttyAMA0 quiet panic=-1 lsm=bpf" </dev/null
        ;;
    esac
}

# The compressed kernel follows the code that unpacks it: it starts at the first bytes that unpack to an ELF file.
vmlinux() {
    local image=$store/$1/vmlinuz output=$2 offset
    [ -s "$image" ] || fetch_one "$1" >&2
    for offset in $(LC_ALL=C grep -abo -P '\x28\xb5\x2f\xfd|\xfd7zXZ\x00|\x1f\x8b\x08|\x02\x21\x4c\x18' "$image" | cut -d: -f1); do
        for unpack in zstd xz gzip lz4; do
            # Unpackers also fail on data after their stream, and on bytes that only look like one, so only the result counts.
            tail -c "+$((offset + 1))" "$image" | $unpack -dc 2>/dev/null >"$output" || true
            [ "$(head -c 4 "$output" | tail -c 3)" != ELF ] || return 0
        done
    done
    rm -f "$output"
    die "no kernel found in $image"
}

# Reads the output of `vmlinux` on x86-64; on aarch64 the image is the kernel itself. BTF starts with a header of 24 bytes: magic, version, flags, header
# length, then offset and length of the types and of the strings, relative to the end of the header.
btf() {
    local image=$store/$1/vmlinuz output=$2 kernel offset words
    [ -s "$image" ] || fetch_one "$1" >&2
    kernel=$image
    case $1 in
    x86_64-*)
        kernel=$(mktemp)
        # shellcheck disable=SC2064
        trap "rm -f '$kernel'" EXIT
        vmlinux "$1" "$kernel"
        ;;
    esac
    for offset in $(LC_ALL=C grep -abo -P '\x9f\xeb\x01\x00\x18\x00\x00\x00\x00\x00\x00\x00' "$kernel" | cut -d: -f1); do
        mapfile -t words < <(od -An -v -j $((offset + 8)) -N 16 -t u4 -w4 "$kernel" | tr -d ' ')
        [ "${words[1]}" -eq "${words[2]}" ] && [ "${words[1]}" -gt 100000 ] || continue
        head -c $((offset + 24 + words[2] + words[3])) "$kernel" | tail -c $((24 + words[2] + words[3])) >"$output"
        return 0
    done
    die "no BTF found in $image"
}

# The image contains the package version: "6.12.117+deb13-cloud-amd64 (…) #1 SMP PREEMPT_DYNAMIC Debian 6.12.117-1 (2026-11-12)".
package_version() {
    local image=$store/$1/vmlinuz
    [ -s "$image" ] || fetch_one "$1" >&2
    LC_ALL=C grep -ao -m 1 -E '[0-9]+\.[0-9]+[0-9A-Za-z.+~-]*-cloud-(amd64|arm64) \([^#]*#[^#]* Debian [0-9A-Za-z.+~-]+ \([0-9-]+\)' "$image" | head -n 1 |
        sed -E 's/^([^ ]+) .*Debian ([^ ]+) \(([0-9-]+)\)$/linux-image-\1 \2/'
}

case ${1:-} in
btf)
    [ $# -eq 3 ] || die "usage: kernels.sh btf NAME OUT"
    btf "$2" "$3"
    ;;
version)
    [ $# -eq 2 ] || die "usage: kernels.sh version NAME"
    package_version "$2"
    ;;
vmlinux)
    [ $# -eq 3 ] || die "usage: kernels.sh vmlinux NAME OUT"
    vmlinux "$2" "$3"
    ;;
names) kernels | awk '{print $1}' ;;
fetch)
    shift
    [ $# -gt 0 ] || mapfile -t names < <(kernels | awk '{print $1}')
    for name in "${@:-${names[@]}}"; do fetch_one "$name"; done
    ;;
initramfs)
    [ $# -eq 4 ] || die "usage: kernels.sh initramfs ARCH DIR OUT"
    initramfs "$2" "$3" "$4"
    ;;
libraries)
    [ $# -eq 3 ] || die "usage: kernels.sh libraries ARCH OUT"
    libraries "$2" "$3"
    ;;
boot)
    [ $# -eq 3 ] || [ $# -eq 4 ] || die "usage: kernels.sh boot NAME INITRAMFS [VMLINUZ]"
    boot "${@:2}"
    ;;
*) sed -n '2,18s/^# \{0,1\}//p' "$0" && exit 2 ;;
esac
