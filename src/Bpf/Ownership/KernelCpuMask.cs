namespace Bpf;

/// <summary>
/// A CPU mask that a program has created (<c>struct bpf_cpumask</c>) as the type of a <see cref="BpfKptr{T}"/>.
/// Programs pass and get pointers to the type of Bpf.Vmlinux, which host code does not have.
/// </summary>
[KernelStruct("bpf_cpumask")]
public struct KernelCpuMask;
