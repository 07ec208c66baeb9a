namespace Bpf;

/// <summary>
/// In the method, or the methods of the class, an index into a <see cref="Span{T}"/> that is out of range ends the method with 0. Without this attribute an
/// index is not checked by the program: the verifier refuses a program in which it cannot see that it is in range.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class BpfBoundsCheckAttribute : Attribute;
