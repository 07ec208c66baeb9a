using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Import;

/// <summary>The instruction that takes the address of a field in kernel memory from the evaluation stack.</summary>
/// <param name="Use">What it does with the address.</param>
/// <param name="Index">Index of the instruction in the method.</param>
/// <param name="Type">What the method that it calls takes a reference to; null for other instructions.</param>
/// <param name="Count">Number of elements that the method reads.</param>
internal readonly record struct AddressUser(AddressUse Use, int Index, TypeDesc? Type = null, int Count = 1);
