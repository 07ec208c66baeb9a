using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Discovery;

/// <summary>A member of a struct_ops.</summary>
/// <param name="Name">The kernel's name.</param>
internal abstract record StructOpsMember(string Name)
{
    /// <summary>Where it is declared; null when it is not.</summary>
    public SourceLocation? Place { get; init; }

    /// <summary>A function.</summary>
    /// <param name="Name">The kernel's name.</param>
    /// <param name="Program">The program that implements it.</param>
    internal sealed record Function(string Name, ProgramDeclaration Program) : StructOpsMember(Name);

    /// <summary>A number.</summary>
    /// <param name="Name">The kernel's name.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="Value">Its initial value.</param>
    internal sealed record Number(string Name, TypeDesc Type, long Value) : StructOpsMember(Name);

    /// <summary>An array of characters.</summary>
    /// <param name="Name">The kernel's name.</param>
    /// <param name="Value">Its initial value.</param>
    /// <param name="Length">Number of characters of the array.</param>
    internal sealed record Text(string Name, string Value, int Length) : StructOpsMember(Name);
}
