using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>The kernel refused an operation because this process lacks a capability.</summary>
public sealed class BpfPermissionException : BpfException
{
    /// <summary>Describes the refusal.</summary>
    /// <param name="operation">What was attempted, as a verb phrase that <paramref name="subject"/> completes.</param>
    /// <param name="subject">What it was attempted on.</param>
    /// <param name="errno">EPERM or EACCES.</param>
    /// <param name="missing">The missing capabilities.</param>
    /// <param name="advice">More about the cause.</param>
    /// <param name="tokenHelps">Whether a BPF token can replace the capabilities.</param>
    public BpfPermissionException(string operation, ErrorSubject subject, Errno errno, string missing, string? advice = null, bool tokenHelps = true)
        : base(operation, subject, errno, Compose(missing, advice, tokenHelps))
        => MissingCapability = missing;

    /// <summary>The missing capabilities, for example "CAP_BPF and CAP_PERFMON".</summary>
    public string MissingCapability { get; }

    private static string Compose(string missing, string? advice, bool tokenHelps)
    {
        string text = tokenHelps
            ? $"This process lacks {missing}: run it as root, grant the capability, or use a BPF token."
            : $"This process lacks {missing}: run it as root or grant the capability; a BPF token is not enough.";
        if (tokenHelps && Capabilities.UnprivilegedBpfDisabled() is { } setting && setting != "0")
        {
            text += $" kernel.unprivileged_bpf_disabled is {setting}.";
        }

        return advice is null ? text : $"{text} {advice}";
    }
}
