namespace Bpf.Profiling.Unwinding;

/// <summary>
/// Completes a stack whose copy was too short with the return addresses that the kernel found by frame pointers. Those skip callers of functions
/// without frame pointers, but the far end of the stack is usually right.
/// </summary>
internal static class FramePointerChain
{
    /// <summary>Appends the part of a chain that follows the last frame of a stack, if that frame is in the chain.</summary>
    /// <param name="frames">The frames, with room for more.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="chain">The program counter and the return addresses, as the kernel gives them.</param>
    /// <returns>The number of frames afterwards.</returns>
    public static int Append(Span<ulong> frames, int count, ReadOnlySpan<ulong> chain)
    {
        // A function that calls itself is in the chain many times: the place with the longest match counts.
        (int best, int longest) = (-1, 0);
        for (int i = 0; i < chain.Length; i++)
        {
            int length = 0;
            while (length < count && length <= i && IsSame(frames, count - 1 - length, chain[i - length]))
            {
                length++;
            }

            if (length > longest)
            {
                (best, longest) = (i, length);
            }
        }

        for (int i = best + 1; best >= 0 && i < chain.Length && count < frames.Length; i++)
        {
            frames[count++] = chain[i] - 1;
        }

        return count;
    }

    private static bool IsSame(ReadOnlySpan<ulong> frames, int index, ulong link) => frames[index] == (index == 0 ? link : link - 1);
}
