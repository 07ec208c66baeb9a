namespace Bpf;

/// <summary>
/// A program that follows and tunes the TCP connections of a cgroup (<c>BPF_PROG_TYPE_SOCK_OPS</c>, kernel 4.13). The method takes a
/// <see cref="SockOpsContext"/> and returns nothing, or a <see cref="bool"/>: whether the kernel uses <see cref="SockOpsContext.Reply"/> and
/// the room that is reserved for header options.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SockOpsAttribute : Attribute
{
    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
