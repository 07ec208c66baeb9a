using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Runtime.Externs;

namespace Bpf.Cli;

/// <summary>The kernel: its version, how it was built, and what it answers when asked.</summary>
internal static class KernelChecks
{
    private static readonly Version s_oldest = new(5, 10);

    private static readonly (string Option, bool Essential, string For)[] s_options =
    [
        ("CONFIG_BPF_SYSCALL", true, "loading anything"),
        ("CONFIG_BPF_JIT", false, "speed, and kernel functions"),
        ("CONFIG_DEBUG_INFO_BTF", false, "CO-RE without a file of types"),
        ("CONFIG_UPROBE_EVENTS", false, "uprobes and static tracing points"),
        ("CONFIG_KPROBE_EVENTS", false, "kprobes"),
        ("CONFIG_FPROBE", false, "multi-kprobes"),
        ("CONFIG_BPF_LSM", false, "LSM programs"),
        ("CONFIG_CGROUP_BPF", false, "cgroup programs"),
    ];

    public static IEnumerable<Check> Run()
    {
        Version version = Environment.OSVersion.Version;
        yield return new Check(
            "kernel",
            version >= s_oldest ? CheckState.Ok : CheckState.Warning,
            $"{HostFiles.TryRead("/proc/sys/kernel/osrelease") ?? version.ToString()}, {RuntimeInformation.OSArchitecture}",
            version >= s_oldest ? null : $"Kernels before {s_oldest} lack ring buffers and more.");

        IReadOnlyDictionary<string, string> configuration = KernelConfiguration.Running;
        if (configuration.Count == 0)
            yield return new Check("kernel configuration", CheckState.Ok, "not published (/proc/config.gz, /boot); the features below were tried instead");
        foreach ((string option, bool essential, string what) in configuration.Count == 0 ? [] : s_options)
        {
            bool isSet = configuration.TryGetValue(option, out string? value) && value is "y" or "m";
            yield return isSet
                ? new Check(option, CheckState.Ok, value!)
                : new Check(option, essential ? CheckState.Failure : CheckState.Warning, "not set", $"Needed for {what}; a kernel built with it is required.");
        }

        yield return File.Exists("/sys/kernel/btf/vmlinux")
            ? new Check("kernel types (BTF)", CheckState.Ok, "/sys/kernel/btf/vmlinux")
            : new Check("kernel types (BTF)", CheckState.Warning, "/sys/kernel/btf/vmlinux is missing", "CO-RE objects need BpfObjectOptions.TargetBtfPath, or `bpf load --btf`.");
        foreach (KernelFeature feature in KernelFeatures.For(null).All)
        {
            yield return new Check(
                feature.Name,
                feature.IsSupported ? CheckState.Ok : CheckState.Warning,
                $"{feature.State} (kernel {feature.Since}): {feature.Reason}");
        }
    }
}
