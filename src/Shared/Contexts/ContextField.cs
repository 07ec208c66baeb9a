namespace Bpf.Shared;

/// <summary>A field of a context, and in which pieces the verifier lets programs read and write it.</summary>
/// <param name="Name">Name in the kernel.</param>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Size">Its bytes.</param>
internal sealed record ContextField(string Name, int Offset, int Size)
{
    /// <summary>The largest piece, in bytes: for arrays, less than the size.</summary>
    public int Largest { get => field == 0 ? Size : field; init; }

    /// <summary>The smallest piece that may be read.</summary>
    public int SmallestRead { get => field == 0 ? Largest : field; init; }

    /// <summary>The smallest piece that may be written.</summary>
    public int SmallestWrite { get => field == 0 ? Largest : field; init; }

    /// <summary>At how many of its bytes, from the first one, pieces smaller than the largest one may begin when they are read.</summary>
    public int Starts { get => field == 0 ? Size : field; init; }

    /// <summary>One past its last byte.</summary>
    public int End => Offset + Size;

    /// <summary>A field that is read and written as a whole.</summary>
    public static ContextField Whole(string name, int offset, int size = sizeof(uint)) => new(name, offset, size);

    /// <summary>A field of which parts may be read.</summary>
    public static ContextField Parts(string name, int offset, int size = sizeof(uint)) => new(name, offset, size) { SmallestRead = 1 };

    /// <summary>An array of 32-bit numbers, which are read and written one by one.</summary>
    public static ContextField Words(string name, int offset, int count) => new(name, offset, count * sizeof(uint)) { Largest = sizeof(uint) };
}
