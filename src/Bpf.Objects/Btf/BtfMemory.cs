using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Bpf.Objects.Btf;

/// <summary>Bytes at a fixed address: a pinned array, or a mapping that lives as long as the process does.</summary>
internal sealed unsafe class BtfMemory
{
    private const int Slack = 16;
    private readonly byte[]? _array;
    private readonly int _length;

    private BtfMemory(byte[]? array, byte* pointer, int length)
    {
        _array = array;
        Pointer = pointer;
        _length = length;
    }

    public byte* Pointer { get; }

    public Span<byte> Span => new(Pointer, _length);

    /// <summary>Makes a private copy.</summary>
    public static BtfMemory Copy(ReadOnlySpan<byte> bytes)
    {
        BtfMemory memory = OfArray(GC.AllocateUninitializedArray<byte>(bytes.Length + Slack, pinned: true));
        bytes.CopyTo(memory.Span);
        new Span<byte>(memory.Pointer + bytes.Length, Slack).Clear();
        return memory;
    }

    /// <summary>Allocates zeroed memory.</summary>
    public static BtfMemory Allocate(int length) => OfArray(GC.AllocateArray<byte>(length + Slack, pinned: true));

    // The slack makes it harmless to read a record as the wrong kind, and gives the empty array an address.
    private static BtfMemory OfArray(byte[] array)
        => new(array, (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)), array.Length - Slack);

    /// <summary>Wraps memory that its owner keeps for the rest of the process.</summary>
    public static BtfMemory Of(byte* pointer, int length) => new(null, pointer, length);

    /// <summary>Reads a whole file into private memory.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static BtfMemory Read(SafeFileHandle file, string path)
    {
        long length = RandomAccess.GetLength(file);
        if (length > Array.MaxLength - Slack)
        {
            throw new IOException($"'{path}' has {length} bytes, more than BTF can have.");
        }

        BtfMemory memory = OfArray(GC.AllocateUninitializedArray<byte>((int)length + Slack, pinned: true));
        int count = 0;
        while (count < memory._length && RandomAccess.Read(file, memory.Span[count..], count) is > 0 and var read)
        {
            count += read;
        }

        new Span<byte>(memory.Pointer + count, memory._length - count + Slack).Clear();
        return new BtfMemory(memory._array, memory.Pointer, count);
    }
}
