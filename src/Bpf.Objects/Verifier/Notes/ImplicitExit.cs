using System.Globalization;
using System.Text.RegularExpressions;
using Bpf.Objects.Verifier.Trace;
using Bpf.Runtime;

namespace Bpf.Objects.Verifier.Notes;

/// <summary>An index check of the compiler that ends the program: where C# would throw, the program returns 0.</summary>
/// <param name="Index">The index as it is written.</param>
/// <param name="Limit">The first index that is too large.</param>
/// <param name="Location">The place of the index.</param>
internal sealed partial record ImplicitExit(string Index, ulong Limit, SourceLocation Location)
{
    private const int Shortest = 3;

    /// <summary>Finds the check that a path ends with.</summary>
    /// <param name="path">The path, up to the exit.</param>
    /// <param name="sourceOf">Finds the source line of an instruction.</param>
    /// <returns>Null when the path does not end with one, or when the line has a condition of its own, so that it may be meant.</returns>
    public static ImplicitExit? Find(IReadOnlyList<TraceStep> path, Func<int, SourceLocation?> sourceOf)
    {
        if (path.Count < Shortest || path[^1] is not { IsExit: true, IsUncertain: false } || path[^2].IsUncertain || !Nothing().IsMatch(path[^2].Text)
            || TooLarge().Match(path[^3].Text) is not { Success: true } test || path[^3].Instruction + 1 == path[^2].Instruction
            || sourceOf(path[^3].Instruction) is not { MarkedColumns: var (start, _) } location)
        {
            return null;
        }

        string statement = location.Text[start..];
        int end = statement.IndexOf(';', StringComparison.Ordinal);
        statement = end < 0 ? statement : statement[..end];
        if (Condition().IsMatch(statement) || Element().Match(statement) is not { Success: true } element || element.NextMatch().Success)
        {
            return null;
        }

        ulong limit = ulong.Parse(test.Groups[2].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        Group index = element.Groups[1];
        return new ImplicitExit(index.Value, test.Groups[1].ValueSpan is ">" ? limit + 1 : limit, location with { Column = location.Column + index.Index });
    }

    // "r0 = 0"
    [GeneratedRegex(@"^[rw]0 = (?:0x)?0$")]
    private static partial Regex Nothing();

    // "if w7 > 0x7 goto pc+10"
    [GeneratedRegex(@"^if [rw]\d+ (>=?) 0x([0-9a-f]+) goto")]
    private static partial Regex TooLarge();

    [GeneratedRegex(@"^(?:if|while|for|foreach|switch|return|do)\b|\?|&&|\|\|| is | switch |=>")]
    private static partial Regex Condition();

    // "[i]", with one level of brackets inside.
    [GeneratedRegex(@"(?<=[\w\])])\[((?:[^\[\]]|\[[^\[\]]*\])+)\]")]
    private static partial Regex Element();
}
