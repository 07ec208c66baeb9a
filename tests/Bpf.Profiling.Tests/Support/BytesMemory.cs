using Bpf.Symbols.Memory;

namespace Bpf.Profiling.Tests.Support;

/// <summary>The memory of an imagined process.</summary>
internal sealed class BytesMemory(ulong start, byte[] bytes) : IProcessMemory
{
    public bool TryRead(ulong address, Span<byte> buffer) => Read(address, buffer) == buffer.Length;

    public int Read(ulong address, Span<byte> buffer)
    {
        if (address < start || address - start >= (ulong)bytes.Length)
        {
            return 0;
        }

        Span<byte> available = bytes.AsSpan((int)(address - start));
        int count = Math.Min(available.Length, buffer.Length);
        available[..count].CopyTo(buffer);
        return count;
    }
}
