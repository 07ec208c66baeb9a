namespace Bpf.Symbols.DotNet.Contract;

/// <summary>A global of a data contract: a constant of the build, or a value that each process holds in a slot.</summary>
/// <param name="Value">The constant, or the number of the slot.</param>
/// <param name="IsSlot">True when the value is in a slot.</param>
internal readonly record struct ContractGlobal(ulong Value, bool IsSlot = false);
