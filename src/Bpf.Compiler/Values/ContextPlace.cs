using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Values;

/// <summary>
/// A location in the context of a program, or in a part of it that a method received by reference. The verifier lets programs read it in loads of 1, 2, 4 or
/// 8 bytes at constant offsets that are multiples of the size, from the pointer that the program received.
/// </summary>
/// <param name="Base">A pointer into the context that exists from the start of the function.</param>
/// <param name="BaseOffset">Byte offset of that pointer from the start of the context.</param>
/// <param name="Offset">Byte offset from <paramref name="Base"/>.</param>
/// <param name="IsWritable">Whether the program may write to its context.</param>
internal sealed record ContextPlace(LLVMValueRef Base, long BaseOffset, long Offset, bool IsWritable)
{
    private const int Word = 8;

    /// <summary>Start of the array that contains the location, relative to <see cref="Base"/>.</summary>
    public long ArrayOffset { get; init; }

    /// <summary>Size of that array in bytes; 0 when there is none.</summary>
    public int ArraySize { get; init; }

    /// <summary>Offset of the location from the preceding multiple of 8.</summary>
    public int Misalignment => (int)((BaseOffset + Offset) & (Word - 1));

    /// <summary>Returns the location a number of bytes further on.</summary>
    public ContextPlace Move(long bytes) => this with { Offset = Offset + bytes };

    /// <summary>Returns the same location, as the start of an array.</summary>
    public ContextPlace StartArray(int size) => this with { ArrayOffset = Offset, ArraySize = size };

    /// <summary>Returns the size of the widest load at this location that reads at most a number of bytes.</summary>
    public int WidestLoad(int bytes)
    {
        int width = Word;
        while (width > bytes || (Misalignment & (width - 1)) != 0)
        {
            width /= 2;
        }

        return width;
    }
}
