using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Changes;

/// <summary>Where a part of a text is after changes.</summary>
internal static class MovedSpan
{
    /// <summary>Returns the part with what has been changed within it.</summary>
    public static TextSpan After(IReadOnlyList<TextChangeRange> changes, TextSpan span) => TextSpan.FromBounds(
        span.Start + changes.Where(change => change.Span.End <= span.Start).Sum(Growth),
        span.End + changes.Where(change => change.Span.End <= span.Start || change.Span.Start < span.End).Sum(Growth));

    private static int Growth(TextChangeRange change) => change.NewLength - change.Span.Length;
}
