namespace Bpf;

/// <content>What concerns the compiler alone.</content>
public static unsafe partial class BpfHelpers
{
    /// <summary>
    /// Gives a value back as one that the compiler knows nothing of: it neither moves nor merges tests of it, so that the verifier sees them as they are
    /// written. Costs no instruction.
    /// </summary>
    /// <typeparam name="T">An integer or an enum.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The value.</returns>
    [BpfIntrinsic("barrier")]
    public static T Barrier<T>(T value)
        where T : unmanaged => value;
}
