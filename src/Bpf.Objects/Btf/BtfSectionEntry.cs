using System.Runtime.InteropServices;

namespace Bpf.Objects.Btf;

/// <summary>A variable or function in a data section (<c>struct btf_var_secinfo</c>).</summary>
/// <param name="TypeId">The variable or function.</param>
/// <param name="Offset">Distance from the start of the section in bytes.</param>
/// <param name="Size">Size in bytes.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct BtfSectionEntry(uint TypeId, uint Offset, uint Size);
