# Sourced by the scripts in this folder. Downloads packages from other suites of the configured Debian mirror without touching the machine's package lists.
# The sourcing script sets apt_store (the directory for lists and downloads), apt_suites and apt_architectures.

die() {
    echo "$(basename "$0"): $*" >&2
    exit 1
}

# The Debian mirror that this machine is configured to use.
mirror() {
    local uri
    uri=$(cat /etc/apt/sources.list.d/*.sources 2>/dev/null | awk '/^URIs:/ && $2 ~ /debian\/?$/ {print $2; exit}')
    [ -n "$uri" ] || uri=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | awk '$1 == "deb" {for (i = 2; i <= NF; i++) if ($i ~ /^https?:.*debian\/?$/) {print $i; exit}}' | head -n 1)
    [ -n "$uri" ] || die "no Debian mirror in the apt configuration"
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

update_lists() {
    [ ! -e "$apt_store/updated" ] || return 0
    local uri suite
    uri=$(mirror)
    mkdir -p "$apt_store/lists/partial" "$apt_store/cache/archives/partial"
    for suite in $apt_suites; do
        echo "deb [arch=${apt_architectures// /,} signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri $suite main"
    done >"$apt_store/sources.list"
    # shellcheck disable=SC2046
    apt-get $(apt_options) update
    touch "$apt_store/updated"
}
