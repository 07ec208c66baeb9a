namespace Bpf.Shared;

/// <summary>A number, pointer or array in the record of a tracepoint, as a program or the kernel describes it.</summary>
/// <param name="Name">Its name; for a member of a nested struct, with the names of the outer ones.</param>
/// <param name="Type">Its type, for messages.</param>
/// <param name="Offset">Byte offset from the start of the record.</param>
/// <param name="Size">Size in bytes.</param>
internal sealed record RecordMember(string Name, string Type, int Offset, int Size)
{
    /// <summary>Size of an element of an array; otherwise the size. One for a struct, whose members are unknown.</summary>
    public int ElementSize { get; init; } = Size;

    /// <summary>Whether a number is signed; null for anything else.</summary>
    public bool? IsSigned { get; init; }

    /// <summary>Whether it contains the offset and length of data that follows the record (<c>__data_loc</c>, <c>__rel_loc</c>).</summary>
    public bool IsLocation { get; init; }

    /// <summary>Size of the value of an argument that is in a larger register.</summary>
    public int SmallestSize { get; init; } = Size;

    /// <summary>Offset of the first byte after it.</summary>
    public int End => Offset + Size;

    /// <summary>Whether it is an array of bytes, which may stand for anything.</summary>
    public bool IsBytes => ElementSize == 1 && Size > 1;

    /// <summary>Returns whether it shares bytes with a range.</summary>
    public bool Overlaps(int start, int end) => Offset < end && start < End;
}
