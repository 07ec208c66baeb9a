namespace Bpf.Differential.Tests.Bounds;

/// <summary>Methods of the table that the verifier still refuses, although the index is checked.</summary>
/// <param name="Reason">Why the check is lost.</param>
/// <param name="Types">Names of the kinds of integers.</param>
/// <param name="Checks">Names of the checks.</param>
/// <param name="Accesses">Names of the accesses.</param>
internal sealed record KnownRefusal(string Reason, string[] Types, string[] Checks, string[] Accesses)
{
    /// <summary>The first version of LLVM that loses the check.</summary>
    public required int SinceLlvm { get; init; }

    /// <summary>Whether a method is one of these.</summary>
    public bool Includes(IndexType type, string method, int llvm) => llvm >= SinceLlvm && Types.Contains(type.Name)
        && Checks.Any(check => method.StartsWith(check, StringComparison.Ordinal) && Accesses.Contains(method[check.Length..]));
}
