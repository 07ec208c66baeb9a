namespace Bpf.Shared;

/// <summary>A BPF program type of the kernel.</summary>
/// <param name="KernelName">Name of the kernel's constant without <c>BPF_PROG_TYPE_</c>, in lower case.</param>
/// <param name="Since">The first kernel that has it.</param>
/// <param name="Description">Description for messages, in the plural: <c>XDP programs</c>.</param>
internal sealed record KernelProgramType(string KernelName, string Since, string Description);
