using Bpf.Runtime.Kernel;

namespace Bpf.Runtime.Maps;

/// <summary>A struct_ops table in the layout of the running kernel.</summary>
/// <param name="ValueTypeId">Kernel type of the map's value, which wraps the table.</param>
/// <param name="Module">The module that defines the type, or <see langword="null"/> for vmlinux.</param>
/// <param name="Data">The map's value.</param>
/// <param name="Slots">Offsets in the value for the descriptors of programs.</param>
internal sealed record StructOpsImage(uint ValueTypeId, ModuleBtf? Module, byte[] Data, List<(int Offset, Func<BpfHandle> Program)> Slots);
