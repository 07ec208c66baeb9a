namespace Bpf;

/// <summary>
/// A thread (<c>struct task_struct</c>) as the type of a <see cref="BpfKptr{T}"/>.
/// Programs pass and get pointers to the type of Bpf.Vmlinux, which host code does not have.
/// </summary>
[KernelStruct("task_struct")]
public struct KernelTask;
