using Bpf.ReferenceKernels;

namespace Bpf.KernelTypes.Merging;

/// <summary>A type of a field. <paramref name="Number"/> is the element, or the struct or union, by its position.</summary>
internal readonly record struct MergedType(KernelTypeKind Kind, string Name = "", int Size = 0, bool IsSigned = false, long Count = 0, int Number = 0);
