namespace Bpf.Runtime.Attach.Usdt;

/// <summary>Where one argument of a static tracing point is.</summary>
internal readonly record struct UsdtArgument
{
    /// <summary>Kind of place.</summary>
    public required UsdtArgumentKind Kind { get; init; }

    /// <summary>The constant, or the displacement of a memory operand.</summary>
    public long Value { get; init; }

    /// <summary>Offset of the (base) register in <c>struct pt_regs</c>.</summary>
    public int Register { get; init; }

    /// <summary>Offset of the index register in <c>struct pt_regs</c>.</summary>
    public int Index { get; init; }

    /// <summary>Binary logarithm of the factor of the index.</summary>
    public int Scale { get; init; }

    /// <summary>Size in bytes: 1, 2, 4 or 8.</summary>
    public int Size { get; init; }

    /// <summary>The value is signed.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Why the argument cannot be read, as the end of a sentence that begins with it; <see langword="null"/> when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>An argument that cannot be read. The reader of C# programs finds 0: no process has anything at the address.</summary>
    public static UsdtArgument Unreadable(string problem)
        => new() { Kind = UsdtArgumentKind.Unreadable, Value = long.MinValue, Size = sizeof(ulong), Problem = problem };
}
