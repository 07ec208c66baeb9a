namespace Bpf.Compiler.Passes;

/// <summary>A row of the table of passes.</summary>
/// <param name="Pass">The pass.</param>
/// <param name="Position">Why it runs where it does.</param>
internal sealed record PassEntry(IPass Pass, string Position);
