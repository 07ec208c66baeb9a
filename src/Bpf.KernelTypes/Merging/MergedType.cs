using Bpf.ReferenceKernels;

namespace Bpf.KernelTypes.Merging;

/// <summary>The type of a field. <paramref name="Number"/> is the index of the element type, struct or union.</summary>
internal readonly record struct MergedType(KernelTypeKind Kind, string Name = "", int Size = 0, bool IsSigned = false, long Count = 0, int Number = 0);
