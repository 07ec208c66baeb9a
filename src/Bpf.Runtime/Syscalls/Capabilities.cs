using System.Globalization;
using Bpf.Shared;

namespace Bpf.Runtime.Syscalls;

/// <summary>Effective capabilities of this process, for error messages.</summary>
internal static class Capabilities
{
    private const int NetworkAdministration = 12; // CAP_NET_ADMIN
    private const int SystemAdministration = 21; // CAP_SYS_ADMIN
    private const int Performance = 38; // CAP_PERFMON
    private const int Bpf = 39; // CAP_BPF

    /// <summary>Returns what this process lacks to load or attach programs, or <see langword="null"/> when it lacks nothing.</summary>
    public static string? Missing()
    {
        ulong effective = Effective();
        bool Has(int capability) => (effective >> capability & 1) != 0;
        if (Has(SystemAdministration) || (Has(Bpf) && Has(Performance)))
        {
            return null;
        }

        return (Has(Bpf), Has(Performance)) switch
        {
            (true, false) => "CAP_PERFMON",
            (false, true) => "CAP_BPF",
            _ => "CAP_BPF and CAP_PERFMON (before kernel 5.8: CAP_SYS_ADMIN)",
        };
    }

    /// <summary>
    /// Returns CAP_NET_ADMIN when programs of the type need it and this process has neither it nor CAP_SYS_ADMIN. The kernel checks at load
    /// (is_net_admin_prog_type, kernel/bpf/syscall.c), but for cgroup packet programs only at attach.
    /// </summary>
    public static string? MissingFor(ProgramType type)
        => KernelProgramTypes.Find((uint)type) is not { IsNetworking: false }
            && (Effective() & (1UL << NetworkAdministration | 1UL << SystemAdministration)) == 0
            ? "CAP_NET_ADMIN"
            : null;

    /// <summary>Returns true in a user namespace other than the initial one, in which most of BPF requires capabilities.</summary>
    public static bool AreOfUserNamespace()
    {
        try
        {
            // The initial namespace maps every id to itself.
            return File.ReadAllText("/proc/self/uid_map").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not ["0", "0", "4294967295"];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Returns the value of kernel.unprivileged_bpf_disabled, or <see langword="null"/> when it cannot be read.</summary>
    public static string? UnprivilegedBpfDisabled()
    {
        try
        {
            return File.ReadAllText("/proc/sys/kernel/unprivileged_bpf_disabled").Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ulong Effective()
    {
        try
        {
            foreach (string line in File.ReadLines("/proc/self/status"))
            {
                if (line.StartsWith("CapEff:", StringComparison.Ordinal))
                {
                    return ulong.Parse(line.AsSpan(7).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }

        return 0;
    }
}
