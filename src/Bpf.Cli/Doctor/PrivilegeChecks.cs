using System.Globalization;
using Bpf.Runtime.Syscalls;

namespace Bpf.Cli;

/// <summary>What this process may do.</summary>
internal static class PrivilegeChecks
{
    private const string WholeRange = "4294967295";
    private const int LeastRestrictive = 2;

    public static IEnumerable<Check> Run()
    {
        string? missing = Capabilities.Missing();
        yield return missing is null
            ? new Check("capabilities", CheckState.Ok, "this process may load and attach")
            : new Check("capabilities", CheckState.Failure, $"{missing} is missing", "Run as root, or give the program the capabilities: setcap cap_bpf,cap_perfmon,cap_net_admin+ep FILE. In a container, use a BPF token (kernel 6.9).");

        string[] map = HostFiles.TryRead("/proc/self/uid_map")?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        bool isInitial = map is ["0", "0", WholeRange];
        yield return isInitial
            ? new Check("user namespace", CheckState.Ok, "the initial one")
            : new Check("user namespace", missing is null ? CheckState.Warning : CheckState.Failure, "not the initial one: its root is not the machine's",
                "Capabilities do not count here. Mount a BPF file system with delegate_* options in this namespace; `bpf inspect FILE` lists what it must delegate.");

        string? unprivileged = Capabilities.UnprivilegedBpfDisabled();
        yield return new Check("kernel.unprivileged_bpf_disabled", CheckState.Ok, unprivileged switch
        {
            null => "not readable",
            "0" => "0: any user may load the few unprivileged kinds of programs",
            _ => $"{unprivileged}: only privileged processes may load",
        });

        string? paranoid = HostFiles.TryRead("/proc/sys/kernel/perf_event_paranoid");
        bool isRestrictive = int.TryParse(paranoid, NumberStyles.Integer, CultureInfo.InvariantCulture, out int level) && level > LeastRestrictive && missing is not null;
        yield return new Check("kernel.perf_event_paranoid", isRestrictive ? CheckState.Warning : CheckState.Ok, paranoid ?? "not readable",
            isRestrictive ? "Without CAP_PERFMON single uprobes and kprobes are refused." : null);

        string? lockdown = HostFiles.TryRead("/sys/kernel/security/lockdown");
        bool isConfidential = lockdown?.Contains("[confidentiality]", StringComparison.Ordinal) == true;
        yield return new Check("lockdown", isConfidential ? CheckState.Failure : CheckState.Ok, lockdown ?? "not there",
            isConfidential ? "In confidentiality mode programs may not read kernel memory; most tracing programs are refused." : null);

        yield return new Check("locked memory", CheckState.Ok, $"limit {LockedMemory.Describe()}");
    }
}
