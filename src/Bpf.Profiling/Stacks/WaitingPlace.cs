using System.Globalization;

namespace Bpf.Profiling.Stacks;

/// <summary>Where a thread waits, as <c>/proc/PID/task/TID/syscall</c> tells.</summary>
/// <param name="StackPointer">Its stack pointer.</param>
/// <param name="ProgramCounter">Its program counter.</param>
internal readonly record struct WaitingPlace(ulong StackPointer, ulong ProgramCounter)
{
    /// <summary>Parses the text: the number and the arguments of a system call, or -1, then stack pointer and program counter.</summary>
    /// <returns><see langword="null"/> for a thread that runs.</returns>
    public static WaitingPlace? Parse(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words is [_, .., var stack, var next] && TryHex(stack, out ulong pointer) && TryHex(next, out ulong counter) && counter != 0
            ? new(pointer, counter) : null;
    }

    private static bool TryHex(string text, out ulong value)
    {
        value = 0;
        return text.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out value);
    }
}
