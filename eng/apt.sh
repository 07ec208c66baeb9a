# Sourced by the scripts in this folder. Downloads packages from other suites of the configured Debian mirror without touching the machine's package lists.
# The sourcing script sets apt_store (the directory for lists and downloads), apt_suites and apt_architectures.

die() {
    echo "$(basename "$0"): $*" >&2
    exit 1
}

# The Debian mirror that this machine is configured to use, or BPF_DEBIAN_MIRROR on another distribution.
mirror() {
    local uri=${BPF_DEBIAN_MIRROR:-}
    [ -n "$uri" ] || uri=$(cat /etc/apt/sources.list.d/*.sources 2>/dev/null | awk '/^URIs:/ && $2 ~ /debian\/?$/ {print $2; exit}')
    [ -n "$uri" ] || uri=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | awk '$1 == "deb" {for (i = 2; i <= NF; i++) if ($i ~ /^https?:.*debian\/?$/) {print $i; exit}}' | head -n 1)
    [ -n "$uri" ] || die "no Debian mirror in the apt configuration; set BPF_DEBIAN_MIRROR to the address of one"
    echo "$uri"
}

# A separate apt configuration.
apt_options() {
    local architecture
    echo "-qq -o Dir::Etc::sourcelist=$apt_store/sources.list -o Dir::Etc::sourceparts=- -o Dir::State::lists=$apt_store/lists -o Dir::Cache=$apt_store/cache -o APT::Sandbox::User=root"
    for architecture in $apt_architectures; do
        echo "-o APT::Architectures::=$architecture"
    done
}

# The mirror replaces packages, so lists do not stay valid for long.
update_lists() {
    [ -z "$(find "$apt_store/updated" -mmin -720 2>/dev/null)" ] || return 0
    local uri suite
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || die "apt-get and dpkg-deb are needed to fetch packages of Debian"
    [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || die "Debian's archive keys are needed: apt install debian-archive-keyring"
    uri=$(mirror)
    mkdir -p "$apt_store/lists/partial" "$apt_store/cache/archives/partial"
    for suite in $apt_suites; do
        echo "deb [arch=${apt_architectures// /,} signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri $suite main"
    done >"$apt_store/sources.list"
    # shellcheck disable=SC2046
    apt-get $(apt_options) -o APT::Update::Error-Mode=any update
    touch "$apt_store/updated"
}
