using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Btf;

/// <summary>Bytes at a fixed address: a pinned array, or a mapping that lives as long as the process.</summary>
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

    /// <summary>A private copy.</summary>
    public static BtfMemory Copy(ReadOnlySpan<byte> bytes)
    {
        BtfMemory memory = OfArray(GC.AllocateUninitializedArray<byte>(bytes.Length + Slack, pinned: true));
        bytes.CopyTo(memory.Span);
        new Span<byte>(memory.Pointer + bytes.Length, Slack).Clear();
        return memory;
    }

    /// <summary>Zeroed memory.</summary>
    public static BtfMemory Allocate(int length) => OfArray(GC.AllocateArray<byte>(length + Slack, pinned: true));

    // The slack makes it harmless to read a record as the wrong kind, and gives the empty array an address.
    private static BtfMemory OfArray(byte[] array)
        => new(array, (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)), array.Length - Slack);

    /// <summary>
    /// The contents of a file for the rest of the process: mapped where the kernel allows it (BTF in sysfs since 6.16), else read.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static BtfMemory OfFile(string path)
    {
        using (FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0))
        {
            if (file.Length is > 0 and <= int.MaxValue)
            {
                void* address = LibC.Mmap(null, (nuint)file.Length, Mapping.Read, Mapping.Private, (int)file.SafeFileHandle.DangerousGetHandle(), 0);
                if (address != Mapping.Failed)
                    return new BtfMemory(null, (byte*)address, (int)file.Length);
            }
        }

        return Copy(File.ReadAllBytes(path));
    }
}
