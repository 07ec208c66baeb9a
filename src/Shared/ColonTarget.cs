namespace Bpf.Shared;

/// <summary>Targets of parts with colons between them: <c>category:name</c> of a tracepoint, <c>binary:provider:name</c> of a USDT probe.</summary>
internal static class ColonTarget
{
    /// <summary>Splits a target; null if it does not have that many parts, or one is empty or begins or ends with a blank.</summary>
    public static string[]? Split(string target, int count)
    {
        string[] parts = target.Split(':');
        return parts.Length == count && Array.TrueForAll(parts, static part => part.Length > 0 && part.Trim().Length == part.Length) ? parts : null;
    }
}
