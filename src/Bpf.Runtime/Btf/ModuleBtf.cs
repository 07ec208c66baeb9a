namespace Bpf.Runtime.Btf;

/// <summary>Types of a kernel module.</summary>
/// <param name="Name">Name of the module.</param>
/// <param name="Types">Its types, split from those of vmlinux.</param>
internal sealed record ModuleBtf(string Name, BtfTypeTable Types);
