namespace Bpf;

/// <summary>
/// A cgroup (<c>struct cgroup</c>) as the type of a <see cref="BpfKptr{T}"/>.
/// Programs pass and get pointers to the type of Bpf.Vmlinux, which host code does not have.
/// </summary>
[KernelStruct("cgroup")]
public struct KernelCgroup;
