using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>What of this process and machine can be why the kernel refuses something.</summary>
internal sealed record HostSituation
{
    private static readonly Version s_firstWithoutLimit = new(5, 11);

    /// <summary>Version of the kernel.</summary>
    public required Version Kernel { get; init; }

    /// <summary>Capabilities that this process does not have, by name, of those that BPF asks for.</summary>
    public required IReadOnlyList<string> MissingCapabilities { get; init; }

    /// <summary>False in a user namespace other than the machine's: capabilities do not count for BPF there.</summary>
    public required bool IsInitialUserNamespace { get; init; }

    /// <summary>Whether a BPF file system gave a token.</summary>
    public required bool HasToken { get; init; }

    /// <summary>Whether the process has a filter of system calls.</summary>
    public required bool HasSystemCallFilter { get; init; }

    /// <summary>Whether the kernel is locked down in confidentiality mode.</summary>
    public required bool IsConfidential { get; init; }

    /// <summary>Limit of locked memory in words: "64 KiB", "unlimited".</summary>
    public required string LockedMemory { get; init; }

    /// <summary>kernel.perf_event_paranoid; null when it is not readable.</summary>
    public required string? PerfEventParanoid { get; init; }

    /// <summary>Why something failed, and what to do.</summary>
    /// <param name="error">The kernel's error.</param>
    /// <param name="needed">Capabilities that it asks for.</param>
    /// <param name="isPerfEvent">Whether it was perf_event_open, which tokens do not cover, that failed.</param>
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
                : "this is a user namespace of its own: its root is not the machine's, and there is no BPF token",
                "Run outside of it, or let the host mount a BPF file system with delegate_* options there (kernel 6.9); `bpf inspect FILE` lists what it must delegate.");
        }

        if (!IsInitialUserNamespace)
        {
            return ("the BPF token does not delegate it", "`bpf inspect FILE` lists what the mount options delegate_* must name.");
        }

        string[] missing = [.. needed.Intersect(MissingCapabilities)];
        if (missing.Length > 0)
        {
            string names = string.Join(" and ", missing);
            string paranoid = isPerfEvent && PerfEventParanoid is { } level ? $" (kernel.perf_event_paranoid is {level})" : "";
            return ($"{names} {(missing.Length == 1 ? "is" : "are")} missing{paranoid}",
                $"Run as root (sudo), or: setcap {string.Join(',', missing).ToLowerInvariant()}+ep FILE; in a container: --cap-add {string.Join(" --cap-add ",
                missing.Select(name => name["CAP_".Length..]))}.");
        }

        if (IsConfidential)
        {
            return ("the kernel is locked down (confidentiality)", "Boot with lockdown=integrity, or without secure boot.");
        }

        if (HasSystemCallFilter)
        {
            return ("a system call filter (seccomp) of the container refuses it",
                "Run the container with --privileged, or with --security-opt seccomp=FILE whose profile allows bpf and perf_event_open.");
        }

        if (Kernel < s_firstWithoutLimit && LockedMemory != "unlimited")
        {
            return ($"locked memory is limited to {LockedMemory}, to which kernels before 5.11 charge maps and programs",
                "Raise it: ulimit -l unlimited, or LimitMEMLOCK=infinity in a systemd unit.");
        }

        return ("this process has every capability that it takes", "A security module (SELinux, AppArmor) may refuse it: look at `dmesg` and the audit log.");
    }
}
