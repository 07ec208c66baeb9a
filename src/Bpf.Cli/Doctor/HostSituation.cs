using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>Properties of this process and machine that may explain why the kernel refuses something.</summary>
internal sealed record HostSituation
{
    private static readonly Version s_firstWithoutLimit = new(5, 11);

    /// <summary>Version of the kernel.</summary>
    public required Version Kernel { get; init; }

    /// <summary>Names of the capabilities relevant to BPF that this process lacks.</summary>
    public required IReadOnlyList<string> MissingCapabilities { get; init; }

    /// <summary>False in a user namespace other than the initial one, where capabilities do not count for BPF.</summary>
    public required bool IsInitialUserNamespace { get; init; }

    /// <summary>Whether a BPF file system provided a token.</summary>
    public required bool HasToken { get; init; }

    /// <summary>Whether the process has a system call filter.</summary>
    public required bool HasSystemCallFilter { get; init; }

    /// <summary>Whether the kernel is locked down in confidentiality mode.</summary>
    public required bool IsConfidential { get; init; }

    /// <summary>Locked-memory limit as text: "64 KiB", "unlimited".</summary>
    public required string LockedMemory { get; init; }

    /// <summary>kernel.perf_event_paranoid; null when it is not readable.</summary>
    public required string? PerfEventParanoid { get; init; }

    /// <summary>Explains why something failed, and what to do.</summary>
    /// <param name="error">The kernel's error.</param>
    /// <param name="needed">Capabilities that the operation requires.</param>
    /// <param name="isPerfEvent">Whether the failed call was perf_event_open, which tokens do not cover.</param>
    public (string Cause, string? Advice) Explain(Errno error, string[] needed, bool isPerfEvent)
    {
        if (error == Errno.ENOSYS)
        {
            return ("the kernel has no such system call",
                "It was built without CONFIG_BPF_SYSCALL, or a filter of the container hides it; use another kernel, or allow bpf in the filter.");
        }

        if (error is not (Errno.EPERM or Errno.EACCES))
        {
            return ("the kernel does not support it", null);
        }

        if (!IsInitialUserNamespace && (!HasToken || isPerfEvent))
        {
            return (HasToken ? "a BPF token does not cover perf_event_open"
                : "this is a separate user namespace: its root is not the machine's, and there is no BPF token",
                "Run outside it, or have the host mount a BPF file system with delegate_* options there (kernel 6.9); "
                    + "`bpf inspect FILE` lists what it must delegate.");
        }

        if (!IsInitialUserNamespace)
        {
            return ("the BPF token does not delegate it", "`bpf inspect FILE` lists what the delegate_* mount options must include.");
        }

        string[] missing = [.. needed.Intersect(MissingCapabilities)];
        if (missing.Length > 0)
        {
            string names = string.Join(" and ", missing);
            string paranoid = isPerfEvent && PerfEventParanoid is { } level ? $" (kernel.perf_event_paranoid is {level})" : "";
            string fileCapabilities = string.Join(',', missing).ToLowerInvariant();
            string containerOptions = string.Join(' ', missing.Select(name => $"--cap-add {name["CAP_".Length..]}"));
            return ($"{names} {(missing.Length == 1 ? "is" : "are")} missing{paranoid}",
                $"Run as root (sudo), or: setcap {fileCapabilities}+ep FILE; in a container: {containerOptions}.");
        }

        if (IsConfidential)
        {
            return ("the kernel is locked down (confidentiality)", "Boot with lockdown=integrity, or without secure boot.");
        }

        if (HasSystemCallFilter)
        {
            return ("a system call filter (seccomp) of the container refuses it",
                "Run the container with --privileged, or with --security-opt seccomp=FILE with a profile that allows bpf and perf_event_open.");
        }

        if (Kernel < s_firstWithoutLimit && LockedMemory != "unlimited")
        {
            return ($"locked memory is limited to {LockedMemory}, to which kernels before 5.11 charge maps and programs",
                "Raise it: ulimit -l unlimited, or LimitMEMLOCK=infinity in a systemd unit.");
        }

        return ("this process has all required capabilities", "A security module (SELinux, AppArmor) may refuse it: check `dmesg` and the audit log.");
    }
}
