namespace Bpf.Objects.Maps;

/// <summary>A variable in <c>.struct_ops</c> or <c>.struct_ops.link</c>: a table of functions for the kernel, as the object has it.</summary>
/// <param name="TypeId">Struct type in the object's BTF.</param>
/// <param name="Data">Initial contents.</param>
/// <param name="Programs">By member index: the program whose address the member gets; <see langword="null"/> for none.</param>
/// <param name="IsOptional">The section begins with '?': the table is not created unless asked for.</param>
internal sealed record StructOpsDefinition(uint TypeId, ReadOnlyMemory<byte> Data, string?[] Programs, bool IsOptional);
