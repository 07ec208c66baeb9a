using Bpf.Objects.Files;

namespace Bpf.Objects.Relocations;

/// <summary>Position of a function of the object in the code of a linked program.</summary>
/// <param name="Function">The function.</param>
/// <param name="Position">Index of its first instruction in the program.</param>
internal readonly record struct FunctionPlacement(FunctionCode Function, int Position);
