using Bpf.Objects.Btf;

namespace Bpf.Objects.Maps;

/// <summary>A variable in <c>.struct_ops</c> or <c>.struct_ops.link</c>: a table of functions for the kernel, as the object defines it.</summary>
/// <param name="Types">The object's BTF.</param>
/// <param name="TypeId">Struct type in it.</param>
/// <param name="Data">Initial contents.</param>
/// <param name="Programs">By member index: the program that implements the member; <see langword="null"/> for none.</param>
/// <param name="IsOptional">True when the section name begins with '?': the table is not created unless requested.</param>
internal sealed record StructOpsDefinition(BtfTypeTable Types, uint TypeId, ReadOnlyMemory<byte> Data, string?[] Programs, bool IsOptional);
