using Bpf.Objects.Files;

namespace Bpf.Objects.Relocations;

/// <summary>Where a function of the object is in the code of a linked program.</summary>
/// <param name="Function">The function.</param>
/// <param name="Position">Index of its first instruction in the program.</param>
internal readonly record struct FunctionPlacement(FunctionCode Function, int Position);
