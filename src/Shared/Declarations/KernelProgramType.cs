namespace Bpf.Shared;

/// <summary>One type of program of the kernel.</summary>
/// <param name="KernelName">Name of the kernel's constant without <c>BPF_PROG_TYPE_</c>, in lower case.</param>
/// <param name="Since">The first kernel that has it.</param>
/// <param name="Description">Such programs, for a message: <c>XDP programs</c>.</param>
internal sealed record KernelProgramType(string KernelName, string Since, string Description);
