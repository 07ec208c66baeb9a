using Bpf.Runtime.Kernel;

namespace Bpf.Runtime.Maps;

/// <summary>A table of functions in the layout of the running kernel.</summary>
/// <param name="ValueTypeId">Kernel type of the map's value, which wraps the table.</param>
/// <param name="Module">The module that has the type, or <see langword="null"/> for vmlinux.</param>
/// <param name="Data">The map's value.</param>
/// <param name="Slots">Where in the value the descriptors of programs go.</param>
internal sealed record StructOpsImage(uint ValueTypeId, ModuleBtf? Module, byte[] Data, List<(int Offset, Func<BpfHandle> Program)> Slots);
