namespace Bpf.Shared;

/// <summary>
/// A call to a helper that does not exist. The compiler emits it where an index is out of range in a function that cannot end the program; the verifier
/// refuses the program if the call is reachable, and the loader explains why.
/// </summary>
internal static class OutOfRangeCall
{
    /// <summary>Number of the helper: the one after that of CO-RE's poisoned instructions.</summary>
    public const int Number = 195896081;
}
