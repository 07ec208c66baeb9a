using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Values;

/// <summary>
/// A place in the context of a program, or in a part of it that a method got by reference. The verifier lets programs read it in loads of 1, 2, 4 or 8
/// bytes at constant offsets that are multiples of the size, from the pointer that the program got.
/// </summary>
/// <param name="Base">A pointer into the context that exists from the start of the function.</param>
/// <param name="BaseOffset">Bytes of the pointer from the start of the context.</param>
/// <param name="Offset">Bytes from <paramref name="Base"/>.</param>
/// <param name="IsWritable">The program may change its context.</param>
internal sealed record ContextPlace(LLVMValueRef Base, long BaseOffset, long Offset, bool IsWritable)
{
    private const int Word = 8;

    /// <summary>Start of the array that the place lies in, from <see cref="Base"/>.</summary>
    public long ArrayOffset { get; init; }

    /// <summary>Bytes of that array; 0 when it lies in none.</summary>
    public int ArraySize { get; init; }

    /// <summary>How far from a multiple of 8 the place lies.</summary>
    public int Misalignment => (int)((BaseOffset + Offset) & (Word - 1));

    /// <summary>The place some bytes further on.</summary>
    public ContextPlace Move(long bytes) => this with { Offset = Offset + bytes };

    /// <summary>The same place, as one in an array that begins here.</summary>
    public ContextPlace StartArray(int size) => this with { ArrayOffset = Offset, ArraySize = size };

    /// <summary>Bytes of the widest load at the place that reads no more than some bytes.</summary>
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
