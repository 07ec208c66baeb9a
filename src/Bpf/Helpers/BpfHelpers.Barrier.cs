namespace Bpf;

/// <content>What concerns the compiler alone.</content>
public static unsafe partial class BpfHelpers
{
    /// <summary>
    /// Returns a value unchanged, but hides its origin from the optimizer, which then neither moves nor merges tests of it, so that the verifier sees
    /// them as written. Generates no instruction.
    /// </summary>
    /// <typeparam name="T">An integer or an enum.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The value.</returns>
    [BpfIntrinsic("barrier")]
    public static T Barrier<T>(T value)
        where T : unmanaged => value;
}
