# Sourced by the scripts in this folder. Installs missing packages on a Debian or Ubuntu machine, and prints only what it installs.

need_dotnet() {
    command -v dotnet >/dev/null 2>&1 || { echo "The .NET 10 SDK is required: https://dotnet.microsoft.com/download" >&2; exit 1; }
    dotnet --list-sdks | grep -qE '^(1[0-9]|[2-9][0-9])\.' || { echo "The .NET 10 SDK is required; found only: $(dotnet --list-sdks | tr '\n' ' ')" >&2; exit 1; }
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# install_packages PACKAGE… : installs the missing ones.
install_packages() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null 2>&1 || { echo "Please install: ${missing[*]}" >&2; exit 1; }
    echo "Installing ${missing[*]}" >&2
    as_root apt-get update -qq >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# find_llvm: succeeds if there is a usable libLLVM, that is version 15 or newer.
find_llvm() {
    local directory
    [ -z "${BPF_LLVM_PATH:-}" ] || return 0
    for directory in /usr/lib /usr/lib64 /usr/lib/*-linux-gnu /usr/lib/llvm-*/lib; do
        ls "$directory" 2>/dev/null | grep -qE '^libLLVM(-|\.so\.)(1[5-9]|[2-9][0-9])' && return 0
    done
    return 1
}

need_llvm() {
    find_llvm || install_packages libllvm19
}
