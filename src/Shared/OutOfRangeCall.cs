namespace Bpf.Shared;

/// <summary>
/// A call of a helper that does not exist. The compiler puts it where an index is out of range in a function that cannot end the program; the verifier refuses
/// the program if it can come there, and the loader says why.
/// </summary>
internal static class OutOfRangeCall
{
    /// <summary>Number of the helper: the one after that of CO-RE's poisoned instructions.</summary>
    public const int Number = 195896081;
}
