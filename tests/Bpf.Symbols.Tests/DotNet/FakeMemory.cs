using System.Buffers.Binary;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>Memory of 64 KiB from an address on, which a test fills.</summary>
internal sealed class FakeMemory : IProcessMemory
{
    public const ulong Begin = 0x7F00_0000_0000;
    private readonly byte[] _bytes = new byte[1 << 16];

    public bool TryRead(ulong address, Span<byte> buffer) => Read(address, buffer) == buffer.Length;

    public int Read(ulong address, Span<byte> buffer)
    {
        if (address < Begin || address - Begin >= (ulong)_bytes.Length)
        {
            return 0;
        }

        int count = Math.Min(buffer.Length, _bytes.Length - (int)(address - Begin));
        _bytes.AsSpan((int)(address - Begin), count).CopyTo(buffer);
        return count;
    }

    public void Write(ulong address, params ReadOnlySpan<uint> values)
    {
        foreach (uint value in values)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan((int)(address - Begin)), value);
            address += sizeof(uint);
        }
    }

    public void WritePointer(ulong address, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan((int)(address - Begin)), value);
}
