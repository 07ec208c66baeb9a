namespace Bpf.Shared;

/// <summary>What to write in place of a comparison of spans that is always false.</summary>
internal static class ComparisonAdvice
{
    /// <summary>The end of the message.</summary>
    /// <param name="first">Elements of the span that is asked.</param>
    /// <param name="second">Elements of the other one.</param>
    public static string For(long first, long second) => first > second
        ? "; for text in a longer buffer use TextEquals, which stops at the zero byte"
        : $": the first has no room for {second}";
}
