namespace Bpf.Compiler.Tests.Rejections;

/// <summary>Source that causes a diagnostic.</summary>
/// <param name="Id">The diagnostic.</param>
/// <param name="Code">Statements or members; the diagnostic is right after <see cref="Mark"/>.</param>
/// <param name="Rows">Rows of the language table that it belongs to.</param>
public sealed record Rejection(string Id, string Code, params int[] Rows)
{
    public const string Mark = "/*!*/";

    /// <summary>Instruction set.</summary>
    public string Cpu { get; init; } = "v3";

    /// <summary>A part of the message.</summary>
    public string Message { get; init; } = "";

    /// <summary>License of the object.</summary>
    public string License { get; init; } = "GPL";

    /// <summary>Oldest kernel.</summary>
    public string? MinimumKernel { get; init; }

    /// <summary>For a warning, the object is still written.</summary>
    public bool IsWarning { get; init; }

    public override string ToString() => $"{Id} {Code.ReplaceLineEndings(" ")}";
}
