using System.Globalization;
using System.Runtime.InteropServices;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>Reads the circumstances of this process and machine.</summary>
internal sealed class HostCircumstances
{
    private const string WholeRange = "4294967295";
    private const string Filtered = "2"; // SECCOMP_MODE_FILTER
    private static readonly Version s_oldest = new(5, 10);
    private static readonly Version s_firstWithoutLimit = new(5, 11);
    private static readonly (string Name, int Number)[] s_capabilities = [("CAP_BPF", 39), ("CAP_PERFMON", 38), ("CAP_NET_ADMIN", 12)];
    private const int SystemAdministration = 21; // CAP_SYS_ADMIN, which contains the others
    private readonly string _mountInfo = HostFiles.TryRead("/proc/self/mountinfo") ?? "";

    public HostCircumstances(BpfToken? token)
    {
        string[] range = HostFiles.TryRead("/proc/self/uid_map")?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        string? effective = HostFiles.StatusField("self", "CapEff");
        _ = ulong.TryParse(effective, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong capabilities);
        bool Has(int number) => (capabilities >> number & 1) != 0;
        Situation = new HostSituation
        {
            Kernel = Environment.OSVersion.Version,
            MissingCapabilities = Has(SystemAdministration) ? []
            : [.. s_capabilities.Where(capability => !Has(capability.Number)).Select(capability => capability.Name)],
            IsInitialUserNamespace = range is ["0", "0", WholeRange],
            HasToken = token is not null,
            HasSystemCallFilter = HostFiles.StatusField("self", "Seccomp") == Filtered,
            IsConfidential = HostFiles.TryRead("/sys/kernel/security/lockdown")?.Contains("[confidentiality]", StringComparison.Ordinal) == true,
            LockedMemory = HostFiles.LockedMemory(),
            PerfEventParanoid = HostFiles.TryRead("/proc/sys/kernel/perf_event_paranoid"),
        };
    }

    /// <summary>The situation that may explain why the kernel refuses something.</summary>
    public HostSituation Situation { get; }

    /// <summary>Returns where a file system of a type is mounted; null for none.</summary>
    public string? MountPoint(string type) => Mounts().FirstOrDefault(mount => mount.Type == type).Point;

    /// <summary>Describes the circumstances.</summary>
    public IEnumerable<Check> Describe(BpfToken? token)
    {
        string version = HostFiles.TryRead("/proc/sys/kernel/osrelease") ?? Situation.Kernel.ToString();
        yield return Check.Of("kernel", Situation.Kernel >= s_oldest ? CheckState.Ok : CheckState.Warning, $"{version}, {RuntimeInformation.OSArchitecture}",
            Situation.Kernel >= s_oldest ? null : $"Kernels before {s_oldest} lack ring buffers and more.");

        HostEnvironment environment = HostEnvironment.Recognize(HostFiles.TryRead("/proc/version") ?? "", _mountInfo, File.Exists("/.dockerenv"),
            File.Exists("/run/.containerenv"));
        yield return Check.Of("environment", CheckState.Ok, environment.Name, environment.Meaning);

        yield return Check.Of("capabilities", Situation.MissingCapabilities.Count == 0 ? CheckState.Ok : CheckState.Warning,
            Situation.MissingCapabilities.Count == 0
            ? $"CAP_BPF, CAP_PERFMON and CAP_NET_ADMIN{(Situation.IsInitialUserNamespace ? "" : ", but only in its own user namespace")}"
            : $"{string.Join(", ", Situation.MissingCapabilities)} missing");
        yield return Check.Of("user namespace", Situation.IsInitialUserNamespace || token is not null ? CheckState.Ok : CheckState.Warning,
            Situation.IsInitialUserNamespace ? "the initial one"
            : $"its own{(token is null ? ", without a BPF token" : $", with a BPF token from {token.Path}")}");
        yield return Check.Of("seccomp", CheckState.Ok, Situation.HasSystemCallFilter ? "this process has a system call filter" : "no filter");
        string unprivileged = HostFiles.TryRead("/proc/sys/kernel/unprivileged_bpf_disabled") ?? "unreadable";
        yield return Check.Of("sysctls", CheckState.Ok,
            $"unprivileged_bpf_disabled {unprivileged}, perf_event_paranoid {Situation.PerfEventParanoid ?? "unreadable"}");
        if (HostFiles.TryRead("/sys/kernel/security/lockdown") is { } lockdown)
        {
            yield return Check.Of("lockdown", Situation.IsConfidential ? CheckState.Failure : CheckState.Ok, lockdown);
        }

        if (Situation.Kernel < s_firstWithoutLimit)
        {
            yield return Check.Of("locked memory", CheckState.Ok, $"limit {Situation.LockedMemory}, to which this kernel charges maps and programs");
        }

        yield return File.Exists("/sys/kernel/btf/vmlinux")
            ? Check.Of("kernel types", CheckState.Ok, "/sys/kernel/btf/vmlinux")
            : Check.Of("kernel types", CheckState.Warning, "/sys/kernel/btf/vmlinux is missing (CONFIG_DEBUG_INFO_BTF)",
                "Programs that read kernel structs need BpfObjectOptions.FallbackBtf (see `bpf btf min`) or TargetBtfPath; other kprobes and uprobes do not.");
        foreach ((string type, string place, string purpose) in ((string, string, string)[])[
            ("bpf", "/sys/fs/bpf", "pins and tokens"), ("tracefs", "/sys/kernel/tracing", "tracepoints by name, and probes of old kernels"),
                ("cgroup2", "/sys/fs/cgroup", "cgroup programs")])
        {
            yield return MountPoint(type) is { } point
                ? Check.Of(type, CheckState.Ok, point)
                : Check.Of(type, CheckState.Warning, $"not mounted; needed for {purpose}", $"sudo mount -t {type} {type} {place}");
        }

        yield return Features(token);
    }

    // One line: the reason for a refusal is not repeated for every feature.
    private static Check Features(BpfToken? token)
    {
        IReadOnlyList<KernelFeature> all = KernelFeatures.For(token).All;
        KernelFeature[] missing = [.. all.Where(feature => feature.State == FeatureState.Missing)],
            denied = [.. all.Where(feature => feature.State == FeatureState.Denied)];
        string detail = $"{all.Count - missing.Length - denied.Length} of {all.Count}"
            + (missing.Length == 0 ? "" : $"; missing {string.Join(", ", missing.Select(feature => $"{feature.Name} ({feature.Since})"))}")
            + (denied.Length == 0 ? "" : $"; {denied.Length} cannot be determined");
        return Check.Of("features", CheckState.Ok, detail, missing.Length + denied.Length == 0 ? null : "`bpf features` shows the reason for each.");
    }

    private IEnumerable<(string Type, string Point)> Mounts()
    {
        // "36 35 98:0 /root /point options - type source super-options"
        foreach (string line in _mountInfo.Split('\n'))
        {
            string[] halves = line.Split(" - ", 2);
            string[] before = halves[0].Split(' '), after = halves[^1].Split(' ');
            if (halves.Length == 2 && before.Length > 4)
            {
                yield return (after[0], before[4]);
            }
        }
    }
}
