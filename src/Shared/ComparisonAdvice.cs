namespace Bpf.Shared;

/// <summary>Suggests a replacement for a comparison of spans that is always false.</summary>
internal static class ComparisonAdvice
{
    /// <summary>Returns the end of the message.</summary>
    /// <param name="first">Length of the receiver.</param>
    /// <param name="second">Length of the other span.</param>
    public static string For(long first, long second) => first > second
        ? "; for text in a longer buffer use TextEquals, which stops at the zero byte"
        : $": the first has no room for {second}";
}
