namespace Bpf.Symbols;

/// <summary>A function, or another range of code. Immutable; the same function of a process has the same object as long as its code stays.</summary>
public sealed class CodeSymbol
{
    /// <summary>The symbol of addresses about which nothing is known.</summary>
    public static CodeSymbol Unknown { get; } = new() { Kind = CodeKind.Unknown, Name = "[unknown]", RawName = "", Start = 0, Size = 0 };

    /// <summary>What kind of code it is.</summary>
    public required CodeKind Kind { get; init; }

    /// <summary>
    /// The name for readers: demangled, without the compiler's inventions. In brackets if the source is <see cref="NameSource.None"/>, where it stands
    /// for all code of that place: <c>[libssl.so.3]</c>.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The name as its source has it; empty if there is none.</summary>
    public required string RawName { get; init; }

    /// <summary>
    /// The file name of the program, library or assembly, or the name of the kernel module; <see langword="null"/> for code that belongs to none.
    /// </summary>
    public string? Module { get; init; }

    /// <summary>The first address, in the process or in the kernel.</summary>
    public required ulong Start { get; init; }

    /// <summary>The length in bytes; 0 if it is not known.</summary>
    public required ulong Size { get; init; }

    /// <summary>How a .NET method was compiled.</summary>
    public CodeTier Tier { get; init; }

    /// <summary>Where the name comes from.</summary>
    public NameSource Source { get; init; }

    /// <summary>True if a source names this code; false if <see cref="Name"/> only says where it is.</summary>
    public bool IsNamed => Source != NameSource.None;

    /// <summary>Returns the name with its module: <c>malloc (libc.so.6)</c>.</summary>
    public override string ToString() => Module is null || !IsNamed ? Name : $"{Name} ({Module})";
}
