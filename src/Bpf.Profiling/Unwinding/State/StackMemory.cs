using System.Buffers.Binary;
using Bpf.Symbols.Memory;

namespace Bpf.Profiling.Unwinding.State;

/// <summary>The copied top of a stack.</summary>
/// <param name="start">Address of the first byte, usually the stack pointer.</param>
/// <param name="copy">The bytes.</param>
/// <param name="rest">Reads the rest of the stack, of a thread that waits; <see langword="null"/> for one that ran on.</param>
internal readonly ref struct StackMemory(ulong start, ReadOnlySpan<byte> copy, IProcessMemory? rest = null)
{
    // No frame is as large; an address that is farther away is none of the stack.
    private const ulong LargestDistance = 64 << 20;
    private readonly ReadOnlySpan<byte> _copy = copy;

    /// <summary>Reads a word of the stack.</summary>
    public MemoryAccess Read(ulong address, out ulong value)
    {
        if (address >= start && address - start <= long.MaxValue && (long)(address - start) <= _copy.Length - sizeof(ulong))
        {
            value = BinaryPrimitives.ReadUInt64LittleEndian(_copy[(int)(address - start)..]);
            return MemoryAccess.Done;
        }

        value = 0;
        if (rest is not null)
        {
            Span<byte> word = stackalloc byte[sizeof(ulong)];
            if (rest.TryRead(address, word))
            {
                value = BinaryPrimitives.ReadUInt64LittleEndian(word);
                return MemoryAccess.Done;
            }

            return MemoryAccess.Unreadable;
        }

        return address >= start && address - start < LargestDistance + (ulong)_copy.Length ? MemoryAccess.BeyondCopy : MemoryAccess.Unreadable;
    }
}
