namespace Bpf.Runtime.Attach.Kprobes;

/// <summary>The places at which to attach a program.</summary>
/// <param name="Places">The places, each function and offset once; at least one.</param>
/// <param name="IsReturn">True to probe the return.</param>
/// <param name="Subject">The targets as the user gave them, for messages.</param>
internal sealed record KprobePlaces(KprobePlace[] Places, bool IsReturn, string Subject)
{
    /// <summary>True when the program can read a cookie at some place.</summary>
    public bool HasCookies => Array.Exists(Places, static place => place.Cookie != 0);
}
