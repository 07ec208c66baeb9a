using Bpf.Objects.Elf;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.Metadata;

/// <summary>A mapped file that is read like memory that begins at address 0.</summary>
internal sealed class FileImage(MappedFile file) : IProcessMemory
{
    /// <inheritdoc/>
    public bool TryRead(ulong address, Span<byte> buffer) => Read(address, buffer) == buffer.Length;

    /// <inheritdoc/>
    public int Read(ulong address, Span<byte> buffer)
    {
        if (address >= (ulong)file.Length)
        {
            return 0;
        }

        int count = (int)Math.Min((ulong)buffer.Length, (ulong)file.Length - address);
        file.Slice((long)address, count).CopyTo(buffer);
        return count;
    }
}
