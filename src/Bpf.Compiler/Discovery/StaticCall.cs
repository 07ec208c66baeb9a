using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Discovery;

/// <summary>A call at compile time of a method that <see cref="StaticCalls"/> replaces.</summary>
/// <param name="References">Memory.</param>
/// <param name="Method">The method.</param>
/// <param name="Arguments">First the instance, if there is one.</param>
internal sealed record StaticCall(StaticReferences References, MethodDesc Method, StaticValue[] Arguments)
{
    /// <summary>The first type argument of the method.</summary>
    public TypeDesc Type => Method.Arguments[0];

    public StaticValue.Address Address(int index) => Arguments[index] as StaticValue.Address ?? throw new NotConstantException("an address is not a constant");

    public long Integer(int index) => (Arguments[index] as StaticValue.Integer)?.Bits ?? throw new NotConstantException("a number is not a constant");

    public double Real(int index) => (Arguments[index] as StaticValue.Real)?.Value ?? throw new NotConstantException("a number is not a constant");

    /// <summary>A length or size.</summary>
    public int Count(int index)
        => Integer(index) is >= 0 and <= int.MaxValue and var count ? (int)count : throw new NotConstantException("an index is out of range");
}
