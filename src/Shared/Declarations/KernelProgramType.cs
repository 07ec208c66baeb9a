namespace Bpf.Shared;

/// <summary>A BPF program type of the kernel.</summary>
/// <param name="KernelName">Name of the kernel's constant without <c>BPF_PROG_TYPE_</c>, in lower case.</param>
/// <param name="Since">The first kernel that has it.</param>
/// <param name="Description">Description for messages, in the plural: <c>XDP programs</c>.</param>
internal sealed record KernelProgramType(string KernelName, string Since, string Description)
{
    /// <summary>
    /// Name of the struct (for kprobes, of the typedef) by which kernels recognize a pointer to the context of such programs (kernel/bpf/btf.c); null for
    /// programs whose context is an array of arguments, or the caller's own.
    /// </summary>
    public string? Context { get; init; }

    /// <summary>
    /// True when a program is verified for one function, hook or member of a table, given by its BTF id, on which also depends what it may call.
    /// </summary>
    public bool IsForTarget { get; init; }

    /// <summary>True when loading or attaching needs CAP_NET_ADMIN (<c>is_net_admin_prog_type</c>, kernel/bpf/syscall.c).</summary>
    public bool IsNetworking { get; init; }
}
