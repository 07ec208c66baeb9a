namespace Bpf.Runtime.Attach.Usdt;

/// <summary>Location of one argument of a USDT probe.</summary>
internal readonly record struct UsdtArgument
{
    /// <summary>Kind of location.</summary>
    public required UsdtArgumentKind Kind { get; init; }

    /// <summary>The constant, or the displacement of a memory operand.</summary>
    public long Value { get; init; }

    /// <summary>Offset of the (base) register in <c>struct pt_regs</c>.</summary>
    public int Register { get; init; }

    /// <summary>Offset of the index register in <c>struct pt_regs</c>.</summary>
    public int Index { get; init; }

    /// <summary>Binary logarithm of the index scale factor.</summary>
    public int Scale { get; init; }

    /// <summary>Size in bytes: 1, 2, 4 or 8.</summary>
    public int Size { get; init; }

    /// <summary>True when the value is signed.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Why the argument cannot be read, as the end of a sentence that begins with it; <see langword="null"/> when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Creates an argument that cannot be read. C# programs read it as 0: nothing is ever mapped at the address.</summary>
    public static UsdtArgument Unreadable(string problem)
        => new() { Kind = UsdtArgumentKind.Unreadable, Value = long.MinValue, Size = sizeof(ulong), Problem = problem };
}
